"""Things counted in any unit, and a list of kinds behind 其中 that is whole by its words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from nlp.reconcile.money import plain
from nlp.reconcile.rules.context import Context, Draft, everywhere, holding
from nlp.reconcile.rules.counts import count_parts_differ

_NUMBER = r"(?<![\d.,])\d[\d,]*(?:\.\d+)?"
#: A unit of things; money has rules of its own, years and percentages are none.
_UNIT = r"(?!万?元|亿|年|月|日|%|个?百分)[一-鿿]{1,3}?"
#: "28000亩，分布于5个乡镇，其中：清湾镇8200亩": the groups may be counted in between.
_WHOLE = re.compile(
    rf"(?P<number>{_NUMBER})(?P<unit>{_UNIT})(?:[（(][^（）()]{{0,20}}[)）])?(?P<groups>[，,][^，,。；;：:\d]{{0,12}}?"
    rf"(?P<told>\d{{1,3}})个(?P<group>[一-鿿]{{1,6}}))?[，,；;：:（(]?其中(?:有|包括)?[：:，,]?(?=[^\d。；;]{{1,20}}\d)"
)
_NAME = r"[、，,和及与]{0,2}(?P<name>[^，,。；;：:、\d]{1,18}?)"
_REMARK = r"(?:[（(][^（）()]{0,20}[)）])?"
#: The list ends with its clause; 等 and a further figure would leave it open.
_OVER = re.compile(r"[。；;）)]|$|[，,](?!其中|另|[^，,。；;\d]{0,12}\d)")
_REST = re.compile(r"^(?:其他|其它|其余|剩余|余下)")
#: Last characters of names of one sort, of which nothing is two: places, 粮食类, 食品领域.
_SORTS = ("镇乡街", "村社", "区县市", "类", "域")
_FEWEST = 3


@dataclass(frozen=True, slots=True)
class _Part:
    name: str
    value: Decimal
    start: int
    end: int


def counted_list_differs(context: Context) -> Iterator[Draft]:
    """A count whose kinds miss it, where the list is whole: it names the rest, or as many as were told.

    Kinds of one sort (甲镇, 乙镇) exclude each other: more of them than there are things contradict, too.
    Kinds of one noun (甲样品, 乙样品) do where two digits changed round make them add up.
    """
    known: set[int] | None = None
    for passage in holding(everywhere(context), "其中"):
        text = passage.text
        for found in _WHOLE.finditer(text):
            parts = _parts(text, found.end(), found["unit"])
            if len(parts) < _FEWEST or not _OVER.match(text[parts[-1].end :]):
                continue
            whole = Decimal(found["number"].replace(",", ""))
            added = sum((p.value for p in parts), Decimal(0))
            if added == whole or any(p.value % 1 for p in parts) or whole % 1:
                continue
            names = [p.name for p in parts]
            exceed = added > whole and _one_sort(names)
            if not _is_whole(parts, found["told"], found["group"]) and not (
                exceed
                or (_of_one_noun(names) and _one_swap(whole, added, parts, _digits(names, whole, added)))
            ):
                continue
            known = known if known is not None else _counted(context)
            places = [(found.start("number"), found.end("unit")), *((p.start, p.end) for p in parts)]
            if any(passage.span(*place)[1] in known for place in places[1:]):
                continue
            yield Draft(
                f"文字写{plain(whole)}{found['unit']}，其中所列{len(parts)}项之和为{plain(added)}{found['unit']}。",
                f"{' + '.join(plain(p.value) for p in parts)} = {plain(added)} ≠ {plain(whole)}",
                tuple(context.outline.document.evidence(*passage.span(*place)) for place in places),
            )


def _counted(context: Context) -> set[int]:
    """Return where the kinds end that the rule of known counts (vehicles, staff) tells already."""
    return {e.end for draft in count_parts_differ(context) for e in draft.evidence}


def _parts(text: str, at: int, unit: str) -> list[_Part]:
    item = re.compile(f"{_NAME}(?P<number>{_NUMBER}){re.escape(unit)}{_REMARK}")
    parts: list[_Part] = []
    while found := item.match(text, at):
        value = Decimal(found["number"].replace(",", ""))
        parts.append(_Part(found["name"], value, found.start("name"), found.end("number") + len(unit)))
        at = found.end()
    return parts


def _is_whole(parts: list[_Part], told: str | None, group: str | None) -> bool:
    """Return whether the last part is the rest, or as many groups of the parts' sort were counted before."""
    if _REST.match(parts[-1].name) and not any("其中" in p.name for p in parts):
        return True
    if told is None or group is None or int(told) != len(parts):
        return False
    return _one_sort([p.name for p in parts])


#: Persons of one noun may be counted twice: 党员干部, 女干部.
_PERSONS = tuple("人员工部师生者民户")
#: Units that hold their own people: 局本级, 质量监测站.
_UNITS = tuple("级关局处站所院馆队中心校园会社厂场")


def _of_one_noun(names: list[str]) -> bool:
    """Return whether all names end alike, or are all units: kinds that seldom overlap.

    >>> _of_one_noun(["甲样品", "乙样品"]), _of_one_noun(["本级", "甲站"]), _of_one_noun(["党员", "团员"])
    (True, True, False)
    """
    ends = {name[-1:] for name in names}
    return (len(ends) == 1 or ends <= set(_UNITS)) and not ends & set(_PERSONS)


#: A list that falls short may lack a kind; numbers of fewer digits are then changed round by chance.
_DIGITS = 3


def _digits(names: list[str], whole: Decimal, added: Decimal) -> int:
    """Return how many digits a number needs whose digits may be changed round; a list of units is whole."""
    units = len({name[-1:] for name in names}) > 1
    return 2 if units or added > whole else _DIGITS


def _one_swap(whole: Decimal, added: Decimal, parts: list[_Part], digits: int) -> bool:
    """Return whether two digits changed round, in one of the numbers, are all that parts miss a whole by."""
    wanted = ((whole, added), *((p.value, p.value + whole - added) for p in parts))
    return any(len(f"{one:f}") >= digits and _turned(f"{one:f}", f"{other:f}") for one, other in wanted)


def _turned(one: str, other: str) -> bool:
    """Return whether one number is another with two digits next to each other changed round.

    >>> _turned("361", "316"), _turned("361", "163"), _turned("361", "461")
    (True, False, False)
    """
    places = [i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b]
    return (
        len(one) == len(other)
        and len(places) == 2
        and places[1] == places[0] + 1
        and one[places[0]] + one[places[1]] == other[places[1]] + other[places[0]]
    )


def _one_sort(names: list[str]) -> bool:
    """Return whether all names end in characters of one sort (镇, 乡, 街道), which nothing is two of.

    >>> _one_sort(["甲领域", "乙领域"]), _one_sort(["东镇", "西乡"]), _one_sort(["党员", "女职工"])
    (True, True, False)
    """
    ends = {name.removesuffix("道")[-1:] for name in names}
    return any(ends <= set(sort) for sort in _SORTS)
