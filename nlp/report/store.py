"""The view-model of a store's overview: per organisation and per year; pure functions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from nlp.reconcile.money import money
from nlp.report.computation import number, point, signed
from nlp.report.model import Count
from nlp.report.store_data import Disagreement, DocumentRow, Group, RuleCount, StoreData

_KEYS: Final = ("disagreeing", "confirmed", "unverifiable")
#: The chart of years: its size, and the room of one year at most.
_CHART_WIDTH, _CHART_TOP, _CHART_BOTTOM = Decimal(760), Decimal(20), Decimal(150)
_COLUMN: Final = Decimal(90)


@dataclass(frozen=True, slots=True)
class Line:
    """The sums of one organisation, or of one year: ``name`` is empty where it is not known."""

    name: str
    documents: int
    findings: int
    counts: tuple[Count, ...]
    compared: int
    disagreeing: int
    share: str
    width: str
    projects: int
    annual: str


@dataclass(frozen=True, slots=True)
class Stack:
    """One piece of a column: from ``y`` down."""

    key: str
    y: str
    height: str


@dataclass(frozen=True, slots=True)
class YearColumn:
    """The amounts of one year by how they compare, drawn as a column."""

    name: str
    x: str
    middle: str
    width: str
    stacks: tuple[Stack, ...]
    total: int
    top: str


@dataclass(frozen=True, slots=True)
class DisagreementView:
    """A row of the list of disagreements."""

    organisation: str
    year: str
    source: str
    what: str
    quote: str
    stated: str
    tabulated: str
    difference: str


@dataclass(frozen=True, slots=True)
class StoreView:
    """Everything that the overview of a store shows."""

    name: str
    documents: int
    failures: int
    organisations: tuple[Line, ...]
    years: tuple[Line, ...]
    columns: tuple[YearColumn, ...]
    rules: tuple[RuleCount, ...]
    disagreements: tuple[DisagreementView, ...]
    disagreeing: int
    rows: tuple[DocumentRow, ...]
    program: str


def store_view(data: StoreData) -> StoreView:
    """Return the overview of a store."""
    from nlp import __version__

    years = _lines(data.groups, lambda group: str(group.year or ""))
    return StoreView(
        name=data.name,
        documents=sum(group.documents for group in data.groups),
        failures=data.failures,
        organisations=_lines(data.groups, lambda group: group.organisation or ""),
        years=years,
        columns=_columns(years),
        rules=data.rules,
        disagreements=tuple(map(_disagreement, data.disagreements)),
        disagreeing=sum(group.disagreeing for group in data.groups),
        rows=data.documents,
        program=f"yusuan {__version__}",
    )


def _lines(groups: Iterable[Group], name: Callable[[Group], str]) -> tuple[Line, ...]:
    """Return the sums of groups of one name, in the order of the names; the unknown come last."""
    by_name: dict[str, list[Group]] = {}
    for group in groups:
        by_name.setdefault(name(group), []).append(group)
    largest = max((_stated(members) for members in by_name.values()), default=0)
    return tuple(_line(key, by_name[key], largest) for key in sorted(by_name, key=lambda key: (not key, key)))


def _stated(members: Iterable[Group]) -> int:
    return sum(m.confirmed + m.disagreeing + m.unverifiable for m in members)


def _line(name: str, members: Sequence[Group], largest: int) -> Line:
    counted = Counter({key: sum(getattr(m, key) for m in members) for key in _KEYS})
    compared = counted["confirmed"] + counted["disagreeing"]
    known = [m.annual for m in members if m.annual is not None]
    whole = counted.total()
    scale = Decimal(100) / (largest or 1)
    return Line(
        name=name,
        documents=sum(m.documents for m in members),
        findings=sum(m.findings for m in members),
        counts=_stacked(counted, scale),
        compared=compared,
        disagreeing=counted["disagreeing"],
        share=f"{Decimal(100) * counted['disagreeing'] / compared:.1f}%" if compared else "",
        width=point(whole * scale),
        projects=sum(m.projects for m in members),
        annual=money(sum(known, Decimal(0))).removesuffix("万元") if known else "",
    )


def _stacked(counted: Counter[str], scale: Decimal) -> tuple[Count, ...]:
    made = []
    start = Decimal(0)
    for key in _KEYS:
        width = counted[key] * scale
        made.append(Count(key, counted[key], point(start), point(width)))
        start += width
    return tuple(made)


def _columns(years: Sequence[Line]) -> tuple[YearColumn, ...]:
    largest = max((sum(c.count for c in line.counts) for line in years), default=0) or 1
    room = min(_CHART_WIDTH / max(len(years), 1), _COLUMN)
    scale = (_CHART_BOTTOM - _CHART_TOP) / largest
    made = []
    for index, line in enumerate(years):
        y = _CHART_BOTTOM
        stacks = []
        for each in line.counts:
            height = each.count * scale
            y -= height
            stacks.append(Stack(each.key, point(y), point(height)))
        made.append(
            YearColumn(
                name=line.name,
                x=point(index * room + room / 5),
                middle=point(index * room + room / 2),
                width=point(room * 3 / 5),
                stacks=tuple(stacks),
                total=sum(c.count for c in line.counts),
                top=point(y - 5),
            )
        )
    return tuple(made)


def _disagreement(each: Disagreement) -> DisagreementView:
    return DisagreementView(
        organisation=each.organisation or "",
        year=str(each.year or ""),
        source=each.source,
        what=each.what,
        quote=each.quote,
        stated=number(each.stated),
        tabulated="" if each.tabulated is None else number(each.tabulated),
        difference="" if each.difference is None else signed(each.difference),
    )
