"""Bare figures of lists and of forms' rows: what they count is told above them or in front, once for all."""

from __future__ import annotations

import re
from functools import cache
from typing import Final, Literal

from nlp.values.amount import Amount
from nlp.values.numeral import parse_number, shift, written_decimals
from nlp.values.percent import Percentage
from nlp.values.words import any_of, words

#: A unit that is told once for many figures.
ToldUnit = Literal["元", "千元", "万元", "亿元"]
UNITS: Final[dict[str, ToldUnit]] = {"元": "元", "千元": "千元", "万元": "万元", "亿元": "亿元"}
UNIT_ABOVE: Final = re.compile(
    r"单\s*位\s*(?:[:：]|均为|均以|统一为|为|是)?\s*(?:人民币)?\s*(?P<unit>[千万亿]?元)(?!/)"
    r"|以\s*(?:人民币)?(?P<unit2>[千万亿]?元)\s*为\s*(?:计量)?单位"
)
UNIT_IN_HEAD: Final = re.compile(r"(?:[（(/／]|[:：]|^)\s*(?:单位[:：]?)?([千万亿]?元|[%％])\s*(?:[)）]|$)")
#: 支出明细（万元）：, in front of a list.
_UNIT_LEADS: Final = re.compile(
    r"[（(](?:单位[:：]?)?(?:人民币)?(?P<unit>[千万亿]?元)[)）]\s*(?P<unit2>)[:：]"
)
#: 季度执行计划（%）：, in front of a list or over its rows.
_PERCENT_LEADS: Final = re.compile(r"[（(](?:单位[:：]?)?[%％][)）]\s*(?:[:：]|\s*$)")
#: 站点数12, but not 预算数12
_COUNTED: Final = re.compile(r"(?<![算行额总])数\s*$")
BARE_YEAR: Final = re.compile(r"20\d\d")
#: 预算年度：2025
_OF_A_YEAR: Final = re.compile(r"年[度份]\s*[：:]?\s*$")
_BARE: Final = r"((?<![\d.,])\d{1,3}(?:,\d{3})+(?:\.\d+)?|(?<![\d.,])\d+(?:\.\d+)?)"
#: 设备费30， behind a declared unit, and "设备费 30.00" as a line of its own.
_IN_SENTENCE: Final = re.compile(rf"(?<=[\u4e00-\u9fff：: ）)]){_BARE}(?=\s*(?:[，,、；;。]|$))")
_AT_LINE_END: Final = re.compile(
    rf"(?=[^\n]*[\u4e00-\u9fff])[^\n\t|]*[：: \u3000）)]{_BARE}[ \u3000]*[；;，,。]?\r?\n?"
)
#: What parts the items of a list, commas inside of numbers left out.
_BETWEEN: Final = re.compile(r"[；;，、。]|,(?!\d{3})")
_ITEM: Final = re.compile(rf"[^\d]*[\u4e00-\u9fff]{{2}}[^\d]*{_BARE}\s*")
#: The name of a figure, and a figure alone on its line: a table whose cells are lines.
_NAME_LINE: Final = re.compile(r"(?=.*[\u4e00-\u9fff]{2})[^。；;，,：:\d\t|]{2,24}[：:]?")
_ALONE: Final = re.compile(rf"[ \u3000]*{_BARE}[ \u3000]*\r?\n?")
_UNIT_HEADS: Final = re.compile(
    r"[^。；;，,\d]{2,24}[（(](?:单位[：:])?(?:人民币)?(?P<unit>[千万亿]?元)(?P<unit2>)[)）][：:]?"
)
#: What may stand around a unit that is told on a line of its own.
_UNIT_FRONT: Final = re.compile("[（(【]?[ \u3000]*(?:金额|货币|计量|数据)?[ \u3000]*")
_UNIT_BEHIND: Final = " \u3000\r\n)）】"
#: A longer piece of a list is a sentence.
_LONGEST_ITEM: Final = 60
#: A label and its figure, one of several in a cell.
_LABELLED: Final = re.compile(
    rf"\s*(?P<label>[^：:]*[\u4e00-\u9fff]{{2}}[^：:]*)[：:]\s*(?P<figure>{_BARE})\s*"
)
#: The label of a form's row.
_ROW_LABEL: Final = re.compile(r"[\s\-•●]*(?P<label>[^：:，,。；;\d]{2,16})[：:]")


def figure_of(written: str, start: int, unit: ToldUnit) -> Amount | None:
    """Return the bare figure ``written`` at ``start`` as an amount in the unit that is told for it.

    >>> figure = figure_of("1,860.5", 0, "千元")
    >>> figure and (str(figure.wan), figure.unit)
    ('186.05', '元')
    """
    number = parse_number(written)
    if number is None:
        return None
    end, decimals = start + len(written), written_decimals(written)
    if unit == "千元":
        return Amount(start, end, written, shift(number, 3), "元", decimals, multiple=1000)
    return Amount(start, end, written, number, unit, decimals)


def declared_unit(match: re.Match[str]) -> str:
    """Return the unit of a match of :data:`UNIT_ABOVE` and the like."""
    return match["unit"] or match["unit2"]


def is_unit_line(line: str) -> bool:
    """Tell whether a line tells the unit of the rows below it and nothing else; its owner may stand in front.

    >>> [is_unit_line(each) for each in ("（金额单位：元）", "填报单位：甲　　单位：万元", "单位：元，3项")]
    [True, True, False]
    """
    told = UNIT_ABOVE.search(line)
    if told is None or line[told.end() :].strip(_UNIT_BEHIND):
        return False
    before = re.split(r" {2}|\u3000|\t", line[: told.start()])[-1]
    return _UNIT_FRONT.fullmatch(before) is not None


@cache
def no_money() -> re.Pattern[str]:
    """Return the pattern of names whose bare figures are no money: 人数, 单价."""
    return re.compile(any_of(words().table.not_money))


def line_amounts(text: str) -> tuple[Amount, ...]:
    r"""Return the bare figures of a list whose unit stands above it or in front, as amounts.

    A unit that is told on a line of its own holds for all rows of a form below whose labels speak of money.

    >>> [a.text for a in line_amounts("单位：万元\n设备费 30.5\n培训费：6\n合计 36.5\n其他事项")]
    ['30.5', '6', '36.5']
    >>> [a.text for a in line_amounts("明细（单位：万元）：设备费30，培训费6.5。人数3")]
    ['30', '6.5']
    >>> [a.text for a in line_amounts("（金额单位：元）\n承办：某站\n户数：12\n预算数：9,000\n其中：捐赠500")]
    ['9,000', '500']
    """
    found: list[Amount] = []
    unit: ToldUnit | None = None
    form: ToldUnit | None = None
    listing = False  # below a declaration, or a label without a figure: 支出明细：
    position = 0
    before = ""
    for line in text.splitlines(keepends=True):
        if not line.strip() and is_unit_line(before):  # 单位：万元, an empty line, the rows
            position += len(line)
            continue
        row = "\t" in line or "|" in line
        declared = None if row else UNIT_ABOVE.search(line) or _UNIT_LEADS.search(line)
        if declared or (not row and (declared := _unit_alone(line))):
            unit = UNITS[declared_unit(declared)]
            form = unit if is_unit_line(line) else form
            listing = True
            places = _in_sentence(line, declared.end()) or _in_sentence(
                line[: declared.start()].rstrip("（( "), 0
            )
        else:
            label = _ROW_LABEL.match(line)
            headed = label["label"] if label else line.strip() if _is_name(line) else ""
            of_money = tells_money(headed)  # 资金来源, on a line of its own
            unit = unit or (form if of_money else None)
            if form and label and not (of_money or (listing and not _other_label().search(label["label"]))):
                unit = None
            places = _places(line, before) if unit and not row and not _PERCENT_LEADS.search(line) else []
            unit = unit if places or _is_name(line) else None
            listing = unit is not None and (listing or (of_money and not places))
        for place in places:
            if unit and (amount := figure_of(place[1], position + place.start(1), unit)):
                found.append(amount)
        position += len(line)
        before = line
    return tuple(found)


def line_percentages(text: str) -> tuple[Percentage, ...]:
    r"""Return the bare figures of a list that is told to be in percent, as percentages.

    >>> [str(p.value) for p in line_percentages("季度执行计划（%）：一季度15、二季度85\n满意度 90")]
    ['15', '85']
    >>> [str(p.value) for p in line_percentages("执行计划（%）\n一季度：15\n二季度：85\n")]
    ['15', '85']
    """
    found: list[Percentage] = []
    position = 0
    inside = False
    for line in text.splitlines(keepends=True):
        lead = None if "\t" in line or "|" in line else _PERCENT_LEADS.search(line)
        start = lead.end() if lead else 0
        places = _items(line, start) if lead or inside else []
        inside = not line[start:].strip() if lead else bool(places)
        for place in places:
            number = parse_number(place[1])
            if number is not None:
                low, high = position + place.start(1), position + place.end(1)
                found.append(Percentage(low, high, place[1], number, written_decimals(place[1])))
        position += len(line)
    return tuple(found)


@cache
def _money_label() -> re.Pattern[str]:
    return re.compile(any_of(words().table.money_rows))


@cache
def _other_label() -> re.Pattern[str]:
    return re.compile(any_of((*words().table.not_money, *words().table.not_money_rows)))


def tells_money(label: str) -> bool:
    """Tell whether the figures of a form's row are money, by its label: 年度预算数, but not 测算说明."""
    return _money_label().search(label) is not None and _other_label().search(label) is None


def labelled_figures(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return where figures stand behind labels of money in the cell at ``start:end``.

    >>> cell = "本年预算：1,260.5；其中财政拨款：1,260.5；户数：30；约为去年的2倍"
    >>> [cell[a:b] for a, b in labelled_figures(cell, 0, len(cell))]
    ['1,260.5', '1,260.5']
    """
    found: list[tuple[int, int]] = []
    begin = start
    for mark in (*_BETWEEN.finditer(text, start, end), None):
        stop = mark.start() if mark else end
        item = _LABELLED.fullmatch(text, begin, stop) if stop - begin <= _LONGEST_ITEM else None
        if item and tells_money(item["label"]) and not _counts(item["label"], item["figure"]):
            found.append(item.span("figure"))
        begin = mark.end() if mark else end
    return found


def _unit_alone(line: str) -> re.Match[str] | None:
    """Return the unit that a heading declares at its end for what stands below: 六、经费安排（万元）."""
    return _UNIT_HEADS.fullmatch(line.rstrip())


def _places(line: str, before: str) -> list[re.Match[str]]:
    """Return the bare figures of a line below a declared unit; ``before`` is the line above."""
    if match := _AT_LINE_END.fullmatch(line):
        name = _words_before(line, match.start(1))
        return _items(line, 0) or ([] if _counts(name, match[1]) else [match])
    if (match := _ALONE.fullmatch(line)) and _is_name(before):
        return [match]
    return _in_sentence(line, 0)


def _items(line: str, floor: int) -> list[re.Match[str]]:
    """Return the figures of names and figures that are all of a line: 标准装置 296.00；安装 16.20."""
    label = _ROW_LABEL.match(line, floor)
    begin = label.end() if label and re.search(r"[\u4e00-\u9fff]", line[label.end() :]) else floor
    stop = len(line.rstrip())
    found: list[re.Match[str]] = []
    for mark in (*_BETWEEN.finditer(line, begin, stop), None):
        end = mark.start() if mark else stop
        if line[begin:end].strip():
            item = _ITEM.fullmatch(line, begin, end) if end - begin <= _LONGEST_ITEM else None
            if item is None or _counts(line[begin : item.start(1)], item[1]):
                return []
            found.append(item)
        begin = mark.end() if mark else stop
    return found


def _counts(name: str, figure: str) -> bool:
    """Tell whether a name's last word makes its figure a count or a year: 培训人数, but not 标准装置."""
    year = BARE_YEAR.fullmatch(figure) and _OF_A_YEAR.search(name)
    return bool(year) or _counting().search(name) is not None or _COUNTED.search(name) is not None


@cache
def _counting() -> re.Pattern[str]:
    return re.compile(rf"{any_of(words().table.not_money)}[\s：:]*$")


def _in_sentence(line: str, floor: int) -> list[re.Match[str]]:
    """Return the bare figures of a sentence behind a declared unit that a name leads to, years left out."""
    end = line.find("。", floor)
    found = _IN_SENTENCE.finditer(line, floor, end if end >= 0 else len(line))
    return [
        place
        for place in found
        if re.search(r"[\u4e00-\u9fff]", words := _words_before(line, place.start(1)))
        and not (no_money().search(words) or _COUNTED.search(words))
        and not (
            BARE_YEAR.fullmatch(place[1]) and re.match(r"\s*[、，,和及至]\s*20\d\d", line[place.end(1) :])
        )
    ]


def _is_name(line: str) -> bool:
    """Tell whether a line is the name of a figure that stands alone on the line below."""
    return _NAME_LINE.fullmatch(line.strip()) is not None and not UNIT_IN_HEAD.search(line)


def _words_before(line: str, position: int) -> str:
    """Return the words right before a figure of a list: 培训人数."""
    return re.split(r"[，,、；;。]", line[:position])[-1]
