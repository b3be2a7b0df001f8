"""Slips of writing that make a statement incomplete: a share without %, a reason left out, a doubled mark."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from nlp.reconcile.rules.context import Context, Draft, everywhere, holding
from nlp.reconcile.wording import cite

_SLIPS = (
    ("比例后没有写百分号", re.compile(r"占(?:比为?)?\d+(?:\.\d+)?(?=[，。；、,;）)]|$)")),
    ("原因没有写出", re.compile(r"主要?原因(?:是|为)?[：:]?(?=[。；])")),
    # What must not stand before the marks is looked at behind them: the search is for the marks themselves.
    ("标点重复", re.compile(r"(?:。。|，，|；；|、、)(?<![。，；、]..)(?![。，；、])")),
)
#: A digit too few or too many, as in a heading of the table of contents: "202年度部门决算情况说明".
_YEAR = re.compile(r"(?<!\d)20(?:\d|\d{3}) ?年(?=度|部门|单位|预算|决算|财政|一般公共)")
_REASON = re.compile(
    r"(?P<told>(?:增加|增长|上升|减少|下降|降低|持平)[^，。；]{0,20})[，。；]?(?:其?主要)?原因(?:是|为)?[：:]?"
    r"(?P<reason>(?P<thing>[^，。；]{2,30}?)经费(?P<verb>增加|减少|保持不变|持平))[。；]"
)
#: An increase with no other reason than that less was spent.
_SAVED = re.compile(
    r"(?P<told>(?:增加|增长|上升)[\d,.]+万?元(?:[，,、](?:增长|上升|增幅)[\d.]+[%％])?)[，。；]?(?:其?主要)?原因(?:是|为)[：:]?"
    r"(?P<reason>(?:认真|严格)?(?:压减|压缩|压降|严控|控制|厉行节约|从严控制|削减)[^。；]{0,30})[。；]"
)
_MIXED = re.compile(r"增|上年|去年|上一年|用于|结转|调整|基数|新|扩|提高|补")
_ALL = Decimal(100)
_DIRECTION = {
    "增加": 1,
    "增长": 1,
    "上升": 1,
    "提高": 1,
    "减少": -1,
    "下降": -1,
    "降低": -1,
    "增幅": 1,
    "升幅": 1,
    "涨幅": 1,
    "降幅": -1,
    "减幅": -1,
    "持平": 0,
    "保持不变": 0,
}


#: The money and the percentage of one change, side by side: "增加5万元，下降3.1%".
_BOTH = re.compile(
    r"(?P<one>增加|增长|上升|提高|减少|下降|降低)了?(?:约)?[\d,.]+(?:万|亿)?元"
    r"[，,、（(](?:同比|比上年|(?:增|降)幅(?:为)?)?(?P<other>增加|增长|上升|提高|减少|下降|降低|[增升涨降减]幅)(?:了|约|为|达|是){0,2}[\d.]+[%％]"
)


def change_with_two_directions(context: Context) -> Iterator[Draft]:
    """A change that goes up in money and down in percent, or the other way round, in one breath."""
    for paragraph in holding(everywhere(context), "%", "％"):
        for found in _BOTH.finditer(paragraph.text):
            if _DIRECTION[found["one"]] == _DIRECTION[found["other"]]:
                continue
            place = context.outline.document.evidence(*paragraph.span(found.start(), found.end()))
            yield Draft(
                f"文字写{cite(found[0])}，金额与百分比方向相反。",
                f"{found['one']} ≠ {found['other']}",
                (place,),
            )


#: "完成年初预算的92.88%，决算数大于年初预算数": both are of the same budget.
_DONE = re.compile(
    r"(?:完成|为|占)(?:当年|本年)?(?P<stage>年初|全年|调整后?)?预算数?的(?P<share>\d+(?:\.\d+)?)[%％]"
    r"[，,。；;](?:支出)?决算数?(?P<way>大于|高于|超过|小于|低于)(?P<other>年初|全年|调整后?)?预算"
)


#: So many characters before it an item begins to tell its budgets.
_ITEM = 80


#: "较2024年减少1.2万元，与2024年持平", "决算减少为0万元，与上年持平": moved and level, with one year.
_MOVED_AND_LEVEL = re.compile(
    r"(?:[比较]|与)(?P<base>上年|20\d\d年)度?(?:[^，,。；;\d]{0,6})?"
    r"(?:增加|增长|减少|下降)(?!0+(?:\.0+)?(?:万|亿)?元)[\d,.]+(?:万|亿)?元[，,](?:与|同|和)(?P=base)度?[^，,。；;\d]{0,6}(?<!基本)持平"
    r"|(?:决算|支出|预算)数?(?:增加|减少|下降|增长)(?:为|至|到)[\d,.]+(?:万|亿)?元[，,](?:与|同|和)(?:上年|20\d\d年)度?[^，,。；;\d]{0,6}(?<!基本)持平"
)


def moved_and_level(context: Context) -> Iterator[Draft]:
    """A change up or down in the same breath as 持平, both against one year."""
    for paragraph in holding(everywhere(context), "持平"):
        for found in _MOVED_AND_LEVEL.finditer(paragraph.text):
            place = context.outline.document.evidence(*paragraph.span(found.start(), found.end()))
            # The wording of a form that was filled in with nothing is a slip of writing, not of an amount.
            nothing = re.search(r"(?:为|至|到)0+(?:\.0+)?(?:万|亿)?元", found[0])
            yield Draft(
                f"文字写{cite(found[0])}，既有增减又写持平。",
                "增减 ≠ 持平",
                (place,),
                "info" if nothing else None,
            )


def completion_contradicts_direction(context: Context) -> Iterator[Draft]:
    """Less than all of a budget spent, and yet more than it, or the other way round."""
    for paragraph in holding(everywhere(context), "决算"):
        for found in _DONE.finditer(paragraph.text):
            above = Decimal(found["share"]) > _ALL
            more = found["way"] in ("大于", "高于", "超过")
            if above == more or Decimal(found["share"]) == _ALL or not _same_budget(paragraph.text, found):
                continue
            place = context.outline.document.evidence(*paragraph.span(found.start(), found.end()))
            yield Draft(
                f"文字写{cite(found[0])}，完成比例与大小方向相反。",
                f"{found['share']}% {'>' if above else '<'} 100%",
                (place,),
            )


def _same_budget(text: str, found: re.Match[str]) -> bool:
    """Tell whether 预算数 behind 完成年初预算的 is that budget: the words before it tell no other stage."""
    if found["other"] is not None or found["stage"] is None:
        return found["stage"] == found["other"]
    before = text[max(0, found.start() - _ITEM) : found.end()]
    stages = {stage.rstrip("后") for stage in re.findall("年初|全年|调整后?(?=预算)", before)}
    return stages == {found["stage"].rstrip("后")}


def incomplete_writing(context: Context) -> Iterator[Draft]:
    """A share without %, 主要原因是 with nothing after it, a doubled mark, a year of 3 or 5 digits."""
    for paragraph in context.facts.paragraphs:
        for told, pattern in _SLIPS:
            for found in pattern.finditer(paragraph.text):
                before = paragraph.text[max(0, found.start() - 12) : found.end()].lstrip("，。；、：")
                evidence = context.outline.document.evidence(*paragraph.span(found.start(), found.end()))
                yield Draft(f"{told}：{cite(before)}。", found[0], (evidence,))
    # The contents and the headings tell years, too.
    document = context.outline.document
    for found in _YEAR.finditer(document.text):
        line = document.text[found.start() : found.end() + 12].partition("\n")[0]
        evidence = document.evidence(found.start(), found.end())
        yield Draft(f"年份的位数不对：{cite(line)}。", found[0], (evidence,))


def reason_contradicts_change(context: Context) -> Iterator[Draft]:
    """A fall whose reason only says that the money grew, or the other way round.

    Only a reason that restates the item's own money counts: more of one thing may well lower another.
    """
    for paragraph in holding(context.facts.paragraphs, "原因"):
        for found in _REASON.finditer(paragraph.text):
            told = next(verb for verb in _DIRECTION if found["told"].startswith(verb))
            restated = found["thing"] in paragraph.text[: found.start()]
            if _DIRECTION[told] == _DIRECTION[found["verb"]] or not restated:
                continue
            place = paragraph.span(found.start(), found.end("reason"))
            yield Draft(
                f"文字写{cite(found['told'])}，原因却写{cite(found['reason'])}，方向相反。",
                f"{told} ≠ {found['verb']}",
                (context.outline.document.evidence(*place),),
            )
        for found in _SAVED.finditer(paragraph.text):
            if _MIXED.search(found["reason"]):
                continue
            place = paragraph.span(found.start(), found.end("reason"))
            yield Draft(
                f"文字写{cite(found['told'])}，原因却写{cite(found['reason'])}，方向相反。",
                "增加 ≠ 压减",
                (context.outline.document.evidence(*place),),
            )
