"""What of an item is a unit's name: without its number, its code, its group and remarks on it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice
from typing import Final

from nlp.outline.headings import numbering
from nlp.outline.unit_words import group, label, leads_on, unit_words
from nlp.values.words import any_of

Range = tuple[int, int]

_SHORTEST: Final = 4
_LONGEST: Final = 40
#: Items of an enumeration; a bracket stays whole.
_ITEM: Final = re.compile(r"(?:[（(][^（()）]*[)）]|[^、；;，,。\n（(]++)++")
#: A longer item is a sentence.
_LONGEST_ITEM: Final = 160
#: More items than any department has units.
_MOST_ITEMS: Final = 400
#: 1    某某中心: a number in a column of its own.
_COLUMN_NUMBER: Final = re.compile(r"\d{1,3}(?:\s{2,}|\t)\s*")
_CODE: Final = re.compile(r"(?:\d{1,3}\.)?(?:[（(\[]?\d{3,12}[)）\]]?[\s\-—－.、:：]+|\d{6,12})")
#: 一是某站
_ONE_IS: Final = re.compile("[一二三四五六七八九十]{1,2}是")
_EDGES: Final = " \t\u3000“”\"'·•-—－*●■◆"
_ENDS: Final = _EDGES + "。；;，,、：:."
_BRACKET: Final = re.compile(r"\s*[（(]([^（()）]*)[)）]$")
_NUMBER: Final = r"(?<!\d)(?:\d+|[一二两三四五六七八九十]+)\s*[家个]"
#: Behind a name: 52人, 等6家单位, 1个单位, 预算.
_BEHIND: Final = re.compile(
    rf"(?:\s*\d+\s*[人名]|(?:等|共|共计|合计)+\s*(?:{_NUMBER})?(?:单位|机构)?"
    rf"|{_NUMBER}(?:[^、，,。；;\d]{{0,10}}(?:单位|机构))?|的?(?:部门|单位)?(?:预算|决算)(?:汇总)?(?:构成|组成|而成)?)$"
)
#: 某某中心2个事业单位: the last of the names in front of their number.
_COUNTED: Final = re.compile(rf"\s*(?P<number>{_NUMBER})(?P<whom>[^、，,。；;\d]{{0,10}}(?:单位|机构))?$")
#: Numbers that part names without a mark between: 1.甲局 2.乙站, ①甲局②乙站, (1)甲局(2)乙站.
_INNER_NUMBER: Final = re.compile(
    r"(?<=[\u4e00-\u9fff)）\s])(?=\d{1,2}[.．、](?!\d)|[①-⑳]|[（(](?:\d{1,2}|[一二三四五六七八九十]{1,2})[)）])"
)
#: What ends a name in an item of its own line.
_LINE_STOP: Final = re.compile(r"[，,；;：:。|\t]|\s{2,}|\u3000|——|(?<=[\u4e00-\u9fff）)])\s*[-—－]")
_NUMBERED_THING: Final = re.compile(r"\d+\s*(?:[家个名人所元万亿年月日辆套项%％]|$)")
_CHARACTERS: Final = re.compile(r"[\u4e00-\u9fffA-Za-z0-9·“”\"（()）\-—]+")
#: A和B: both are names where they begin alike, or where the first is a head office.
_AND: Final = re.compile("和|与|及|以及")


@cache
def _remark() -> re.Pattern[str]:
    words = unit_words().names
    return re.compile(rf"\d|{any_of(words.kinds)}|{any_of(words.kind_nouns)}$|{any_of(words.remarks)}|^$")


def is_head_office(name: str) -> bool:
    """Tell whether a name says no more than that the organisation itself is meant: 局机关, 镇政府本级.

    >>> is_head_office("局机关"), is_head_office("石门县水利局机关")
    (True, False)
    """
    heads = any_of(unit_words().names.head_offices)
    return re.fullmatch(rf"[本我]?.{{0,2}}(?:政府|（院）)?(?:{heads}|[（(]{heads}[)）])", name) is not None


def is_seat(name: str) -> bool:
    """Tell whether a name is an organisation's own among its units: 石门县水利局机关, 局本级.

    >>> is_seat("石门县水利局（本级）"), is_seat("石门县水利局")
    (True, False)
    """
    heads = any_of(unit_words().names.head_offices)
    return re.search(rf"(?:{heads}|[（(]{heads}[)）])$", name) is not None


def is_unit_name(name: str, *, ends: bool = True) -> bool:
    """Tell whether ``name`` may be a budget unit's; with ``ends`` it must end as organisations' names do.

    >>> [is_unit_name(each) for each in ("石门县水利局", "具体情况", "局本级", "行政单位")]
    [True, False, True, False]
    """
    words = unit_words().names
    if is_head_office(name):
        return True
    if not _SHORTEST <= len(name) <= _LONGEST or not _CHARACTERS.fullmatch(name):
        return False
    if _NUMBERED_THING.search(name) or any(word in name for word in words.not_in_names):
        return False
    if name in words.not_names or group().fullmatch(name):
        return False
    base = _BRACKET.sub("", name)
    return not ends or base.endswith(words.endings)


def name_in(text: str, start: int, end: int, *, line: bool = False, grouped: bool = False) -> Range:
    """Return the range of the name in an item: numbers, codes, groups and remarks around it left out.

    In an item that is a ``line`` the first mark ends the name. ``grouped``: the item before was a group,
    and 即, 分别是 may lead on to the name.

    >>> text = "2、043002 石门县公路事业发展中心（公益一类）"
    >>> text[slice(*name_in(text, 0, len(text)))]
    '石门县公路事业发展中心'
    """
    start = _front(text, start, end, grouped)
    if line and (stop := _outside_brackets(text, start, end)) is not None:
        end = stop
    return start, _back(text, start, end)


def _front(text: str, start: int, end: int, grouped: bool) -> int:
    for _ in range(5):
        while start < end and text[start] in _EDGES:
            start += 1
        number = numbering(text[start:end])
        before = (pattern.match(text, start, end) for pattern in (_COLUMN_NUMBER, _CODE, _ONE_IS, label()))
        length = next((found.end() - start for found in before if found and found.end() < end), 0)
        if grouped and not length and number is None and (found := leads_on().match(text, start, end)):
            length = found.end() - start
        if not (number or length):
            break
        start += number.length if number else length
    return start


def _outside_brackets(text: str, start: int, end: int) -> int | None:
    depth = 0
    for stop in re.compile(rf"[（(]|[)）]|{_LINE_STOP.pattern}").finditer(text, start, end):
        if stop[0] in "（(":
            depth += 1
        elif stop[0] in ")）":
            depth -= 1
        elif depth <= 0 and stop.start() > start:
            return stop.start()
    return None


def _back(text: str, start: int, end: int) -> int:
    for _ in range(5):
        while end > start and text[end - 1] in _ENDS:
            end -= 1
        bracket = _BRACKET.search(text, start, end)
        behind = _BEHIND.search(text, start, end)
        if bracket and bracket.start() > start and _is_remark(bracket[1]):
            end = bracket.start()
        elif behind and behind.start() > start:
            end = behind.start()
        elif (kind := _kind_behind(text, start, end)) is not None:
            end = kind
        else:
            break
    return end


def _is_remark(written: str) -> bool:
    """Tell whether what stands in brackets behind a name says something about it, and is no second name."""
    if written in unit_words().names.head_offices or (
        is_unit_name(written) and not group().fullmatch(written)
    ):
        return False
    return _remark().search(written) is not None


def _kind_behind(text: str, start: int, end: int) -> int | None:
    """Return where a kind begins that stands behind a name and a blank: 某中心 公益一类事业单位."""
    blank = max(text.rfind(mark, start, end) for mark in (" ", "\u3000", "\t"))
    return blank if blank > start and group().fullmatch(text, blank + 1, end) else None


def enumerated(text: str, start: int, end: int, *, led: bool = True) -> list[Range]:
    """Return the names that stand side by side from ``start`` on; what is no name and no group ends them.

    Not ``led``: 即 or 分别是 may still stand in front of the first name.

    >>> text = "行政单位1家，即石门县水利局；事业单位2家：石门县水文站、石门县供水站，均为公益一类。"
    >>> [text[a:b] for a, b in enumerated(text, 0, len(text))]
    ['石门县水利局', '石门县水文站', '石门县供水站']
    """
    found: list[Range] = []
    grouped = not led
    for first, last in islice(_items(text, start, end), _MOST_ITEMS):
        if last - first > _LONGEST_ITEM or (found and "。" in text[found[-1][1] : first]):
            break
        whole = text[first:last].strip(_ENDS)
        if not whole or (group().fullmatch(whole) and not _is_counted(whole, len(found) + 1)):
            grouped = True
            continue
        names = list(_names(text, *name_in(text, first, last, grouped=grouped)))
        if not names:
            break
        found += names
        grouped = False
    return found


def _items(text: str, start: int, end: int) -> Iterator[Range]:
    """Yield the items of an enumeration, parted by marks or by numbers."""
    for item in _ITEM.finditer(text, start, end):
        first, last = item.span()
        while cut := _INNER_NUMBER.search(text, first + 1, min(last, first + _LONGEST_ITEM)):
            yield first, cut.start()
            first = cut.start()
        yield first, last


def _is_counted(item: str, names: int) -> bool:
    """Tell whether an item is a name with a number of units behind it, and no group's number.

    Without 单位 the number must be that of the ``names`` so far: 甲局、乙站2家, but 高中3个.
    """
    counted = _COUNTED.search(item)
    if counted is None or not is_unit_name(item[: counted.start()]):
        return False
    most = names + len(_AND.findall(item))
    told = re.sub(r"\D", "", counted["number"])
    return counted["whom"] is not None or told in map(str, range(names, most + 1))


def _names(text: str, start: int, end: int) -> Iterator[Range]:
    """Yield the name, or the two names on both sides of 和; nothing where it is no name."""
    for word in _AND.finditer(text, start + 2, max(start + 2, end - 3)):
        one, two = (start, _back(text, start, word.start())), (_behind_owner(text, word.end(), end), end)
        first, second = text[slice(*one)], text[slice(*two)]
        alike = first[:1] == second[:1] or first.endswith(unit_words().names.head_offices)
        if (alike or two[0] > word.end()) and is_unit_name(first) and is_unit_name(second):
            yield one
            yield two
            return
        if is_unit_name(first) and group().fullmatch(second):
            yield one
            return
    if is_unit_name(text[start:end]):
        yield start, end


def _behind_owner(text: str, start: int, end: int) -> int:
    """Return where a name begins behind 下属, 所属."""
    under = re.compile(rf"其?{any_of(unit_words().announcement.under)}的?").match(text, start, end)
    return under.end() if under else start
