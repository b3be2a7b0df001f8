"""Units told beside the seat (本部以及下属5家) against their kinds, their number in all, their list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from nlp.reconcile.reading import Passage
from nlp.reconcile.rules.context import Context, Draft, holding
from nlp.reconcile.rules.counts import numbered
from nlp.reconcile.wording import cite

_UNDER = "(?:所属|下属|直属)"
_COUNT = r"(?P<number>\d{1,4})[家个]"
_BESIDE = re.compile(
    rf"(?:本级|本部|机关|本局|本委|本厅)(?:预算|决算)?(?:以及|[和及与、])(?:{_UNDER}(?:的)?(?=\d)|(?=\d+[家个]{_UNDER}))"
    rf"(?P<told>{_COUNT}[^，,。；;：:、\d]{{0,8}}单位)(?![^，,。；;]{{0,6}}[和及与、]\d)"
)
#: 预算单位共6个，包括局本级和5个下属单位: what all are is divided into the seat and the others.
_DIVIDED = re.compile(
    rf"(?P<told>单位(?:共计|总计|合计|共有|共){_COUNT})[，,](?:包括|包含|即|分别[为是])[^，,。；;：:、\d]{{0,16}}$"
)
#: 行政单位1家，参照公务员法管理的事业单位2家，事业单位5家
_KIND = re.compile(
    rf"(?P<name>(?:其他)?(?:行政|事业|参公|参照公务员法?管理的?|企业)(?:管理)?(?:事业)?(?:单位|机构)?)(?:共|有|为)?{_COUNT}"
)
_ALL = re.compile(
    rf"(?:单位|[，,。])(?:共计|总计|合计|共有|共|总数为?)(?:预算)?(?:单位)?{_COUNT}(?=(?:预算)?单位|[，,。；;：:]|$)"
)
_AMONG = re.compile(r"参公|参照")
_BRACKET = re.compile(r"[（(][^（()）]*[)）]")
_LIST = re.compile(r"(?:包括|如下|名单|具体[为是]|分别[为是])[^。\d]{0,8}[：:。]$")


@dataclass(frozen=True, slots=True)
class _Other:
    """A number of units that must be the seat's and those beside it: its place and what it may be read as."""

    what: str
    numbers: frozenset[int]
    places: tuple[tuple[int, int], ...]


def units_beside_the_seat_differ(context: Context) -> Iterator[Draft]:
    """A number of units beside the seat that neither with nor without the seat is what is told of all.

    Some count the seat among its units: both numbers pass.
    """
    for passage in holding(context.facts.running, "所属", "下属", "直属"):
        beside = _BESIDE.search(passage.text)
        if beside is None:
            continue
        number = int(beside["number"])
        others = [*_told(passage, beside), *_listed(context, passage, beside)]
        wrong = [o for o in others if not o.numbers & {number, number + 1}]
        wrong += [o for o in _divided(passage, beside) if o.numbers != {number + 1}]
        if not wrong:
            continue
        other = wrong[0]
        evidence = context.outline.document.evidence
        yield Draft(
            f"文字写本级之外的单位{number}个，{other.what}为{min(other.numbers)}个。",
            f"1 + {number} ≠ {min(other.numbers)}",
            (
                evidence(*passage.span(beside.start("told"), beside.end("told"))),
                *(evidence(*place) for place in other.places),
            ),
        )


def _told(passage: Passage, beside: re.Match[str]) -> Iterator[_Other]:
    """Yield the kinds right behind, all of one list, and the number of all units."""
    rest = _BRACKET.sub(lambda m: "\0" * len(m[0]), passage.text[beside.end() :])
    at = beside.end()
    kinds = list(_KIND.finditer(rest))
    if len({m["name"] for m in kinds}) == len(kinds) > 1 and any("行政" in m["name"] for m in kinds):
        inner = sum(int(m["number"]) for m in kinds if _AMONG.search(m["name"]))
        added = sum(int(m["number"]) for m in kinds)
        spans = tuple(passage.span(at + m.start(), at + m.end()) for m in kinds)
        yield _Other("所列各类单位", frozenset({added, added - inner}), spans)
    whole = _ALL.search(rest)
    if whole is not None and "。" not in rest[: whole.start()]:
        place = passage.span(at + whole.start(), at + whole.end())
        yield _Other("单位总数", frozenset({int(whole["number"])}), (place,))


def _divided(passage: Passage, beside: re.Match[str]) -> Iterator[_Other]:
    """Yield the number of all units that the seat and those beside it are said to be."""
    if whole := _DIVIDED.search(passage.text[: beside.start()]):
        place = passage.span(whole.start("told"), whole.end("told"))
        yield _Other("单位总数", frozenset({int(whole["number"])}), (place,))


def _listed(context: Context, passage: Passage, beside: re.Match[str]) -> Iterator[_Other]:
    """Yield the numbered list that the passage announces."""
    if _LIST.search(passage.text[beside.end() :]):
        rows = numbered(context.outline.document.text, passage.offsets[-1] + 1)
        if len(rows) > 1:
            yield _Other("其下所列", frozenset({len(rows)}), tuple(rows))


_OWN = re.compile(
    rf"{_UNDER}(?:的)?(?P<kind>[^，,。；;：:、\d]{{0,6}}?单位)(?:共有|共计|共|有|为)?{_COUNT}(?=[，,。；;])"
)
_SEAT = re.compile(r"(?:本级|本部|机关)[）)]?$")


def units_beside_the_seat_told_twice(context: Context) -> Iterator[Draft]:
    """A number of units under the office (下属事业单位3个) that another place and the list give otherwise.

    The other place says 2个下属事业单位, and the list of all units has the seat and as many others.
    """
    listed = context.outline.units
    seats = [unit for unit in listed if _SEAT.search(unit.name)]
    if len(seats) != 1 or len(listed) < _FEWEST_LISTED:
        return
    others = len(listed) - 1
    for passage in holding(context.facts.running, "所属", "下属", "直属"):
        for told in _OWN.finditer(passage.text):
            if int(told["number"]) == others:
                continue
            again = re.compile(rf"(?<!\d){others}[家个]{_UNDER}(?:的)?{re.escape(told['kind'])}")
            places = [p.span(*m.span()) for p in context.facts.running if (m := again.search(p.text))]
            if not places:
                continue
            evidence = context.outline.document.evidence
            yield Draft(
                f"文字写{cite(told[0])}，另一处写{others}个，所列单位除本级外也是{others}个。",
                f"{told['number']} ≠ {others}",
                (
                    evidence(*passage.span(told.start(), told.end())),
                    evidence(*places[0]),
                    *(unit.evidence for unit in listed),
                ),
            )


_FEWEST_LISTED = 3
