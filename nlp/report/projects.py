"""The table of projects and its charts: where the tables' amount lies, execution by quarter, coverage."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from nlp.fields.model import NarrativeFields, Quarters, Schedule
from nlp.outline.model import Outline
from nlp.reconcile.cells import Place, find_places
from nlp.reconcile.measures import measures
from nlp.reconcile.model import Statement
from nlp.reconcile.money import money
from nlp.report.computation import number, point, signed
from nlp.report.marks import worst_severity
from nlp.report.model import Coverage, Curve, CurvePoint, Item, Offset, Part, ProjectView
from nlp.report.places import name_of

_HUNDRED: Final = Decimal(100)
#: The plot of offsets: its width, and how many units of the last digit it shows on each side of 0.
_PLOT: Final = Decimal(160)
_UNITS: Final = Decimal(2)
#: The plot of execution: its inner box.
_CURVE_LEFT, _CURVE_RIGHT, _CURVE_TOP, _CURVE_BOTTOM = Decimal(8), Decimal(104), Decimal(5), Decimal(33)
#: The measure of configs/measures.toml that narratives account for.
_MEASURE: Final = "项目支出"
_LONG: Final = Decimal(1000)


def project_views(
    outline: Outline,
    fields: Sequence[NarrativeFields],
    statements: Sequence[Statement],
    items: Sequence[Item],
) -> tuple[ProjectView, ...]:
    """Return a row for each narrative. ``items`` are all of the list, statements named by their number."""
    annual = [each.amounts.annual_total for each in fields]
    largest = max((amount.value for amount in annual if amount), default=Decimal(0))
    made = []
    for each in fields:
        total = each.amounts.annual_total
        found = [i for i in items if i.kind == "finding" and each.narrative.index in i.narratives]
        made.append(
            ProjectView(
                index=each.narrative.index,
                name=each.project,
                bodies=tuple(body.name for body in each.implementing_bodies),
                schedule=_schedule(each.schedule),
                months=each.schedule.duration_months if each.schedule else None,
                annual=money(total.value).removesuffix("万元") if total else "",
                width=point(_HUNDRED * total.value / largest) if total and largest else "0",
                offset=_offset(each, statements),
                curve=curve(each.quarters, total.value if total else None),
                findings=len(found),
                severity=worst_severity(i.severity for i in found),
                legal_basis=len(each.legal_basis),
            )
        )
    return tuple(made)


def _schedule(schedule: Schedule | None) -> str:
    if schedule is None or schedule.start is None or schedule.end is None:
        return ""
    return f"{schedule.start:%Y-%m}–{schedule.end:%Y-%m}"


def _offset(fields: NarrativeFields, statements: Sequence[Statement]) -> Offset | None:
    """Return where the counterpart of the project's annual total lies."""
    total = fields.amounts.annual_total
    if total is None:
        return None
    for index, each in enumerate(statements):
        counterpart = each.counterpart
        same = each.amount.evidence == total.evidence and each.amount.value == total.value
        if not same or counterpart is None:
            continue
        unit = each.amount.quantum or Decimal(1)
        away = (counterpart.value - each.amount.value) / unit
        beyond = 0 if abs(away) <= _UNITS else (1 if away > 0 else -1)
        middle = _at(max(-_UNITS, min(_UNITS, away)))
        width = max(counterpart.quantum / unit * _PLOT / (2 * _UNITS), Decimal(2))
        width = min(width, _PLOT)
        return Offset(
            x=point(middle),
            start=point(middle - width / 2),
            width=point(width),
            beyond=beyond,
            text=signed(counterpart.value - each.amount.value),
            verdict=each.verdict,
            item=f"s{index}",
            summed=counterpart.table is None,
        )
    return None


def _at(units: Decimal) -> Decimal:
    return _PLOT / 2 + units * _PLOT / (2 * _UNITS)


# Execution by quarter


def curve(quarters: Quarters, annual: Decimal | None) -> Curve | None:
    """Return the cumulative execution; amounts count as shares of the year's money, where it is known.

    Points are joined only where the text says how to read them (the basis), and over no missing quarter.
    """
    shares = list(_shares(quarters, annual))
    if not shares:
        return None
    points: list[CurvePoint] = []
    path = ""
    done = Decimal(0)
    last = 0
    for quarter, share, is_open in shares:
        if quarters.basis == "incremental":
            if quarter != last + 1:
                break  # a quarter is missing: nothing can be added up any more
            done += share
        else:
            done = share
        x = _CURVE_LEFT + (_CURVE_RIGHT - _CURVE_LEFT) * quarter / 4
        height = min(done, _HUNDRED) / _HUNDRED
        y = _CURVE_BOTTOM - (_CURVE_BOTTOM - _CURVE_TOP) * height
        # A cumulative curve starts at 0; one whose basis is unknown has no beginning.
        start = f"M{point(_CURVE_LEFT)} {point(_CURVE_BOTTOM)}L" if quarter == 1 else "M"
        joined = quarter == last + 1 and quarters.basis is not None
        path += f"{'L' if joined and quarter > 1 else start}{point(x)} {point(y)}" if quarters.basis else ""
        points.append(CurvePoint(point(x), point(y), f"{number(_rounded(done))}%", is_open))
        last = quarter
    told_zh = "，".join(f"第{q}季度{number(_rounded(s))}%" for q, s, _ in shares)
    told_en = ", ".join(f"Q{q} {number(_rounded(s))}%" for q, s, _ in shares)
    return Curve(path, tuple(points), told_zh, told_en)


def _shares(quarters: Quarters, annual: Decimal | None) -> Iterator[tuple[int, Decimal, bool]]:
    for each in quarters.items:
        share = each.percent
        if share is None and each.amount is not None and annual:
            share = _HUNDRED * each.amount.value / annual
        if share is not None:
            yield each.quarter, share, each.qualifier != "exact"


def _rounded(share: Decimal) -> Decimal:
    return round(share, 1)


# Coverage


@dataclass(frozen=True, slots=True)
class _Stated:
    fields: NarrativeFields
    value: Decimal
    quantum: Decimal


def coverage(outline: Outline, fields: Iterable[NarrativeFields]) -> Coverage | None:
    """Return what of the tabulated 项目支出 the narratives' annual totals make up; None without a table."""
    place = _project_expenditure(outline)
    every = tuple(fields)
    if place is None or not every:
        return None
    stated = [
        _Stated(each, total.value, total.quantum)
        for each in every
        if (total := each.amounts.annual_total) is not None
    ]
    told = sum((each.value for each in stated), Decimal(0))
    scale = max(told, place.value)
    if not scale:
        return None
    parts = []
    start = Decimal(0)
    for each in sorted(stated, key=lambda s: -s.value):
        width = _LONG * each.value / scale
        parts.append(Part(point(start), point(width), each.fields.project or "", each.fields.narrative.index))
        start += width
    return Coverage(
        total=money(place.value),
        place=name_of(place.evidence),
        narrated=money(told),
        percent=f"{_HUNDRED * told / place.value:.1f}" if place.value else "",
        narratives=len(every),
        unstated=len(every) - len(stated),
        parts=tuple(parts),
        limit=point(_LONG * place.value / scale),
    )


def _project_expenditure(outline: Outline) -> Place | None:
    known = next((m for m in measures().measure if m.name == _MEASURE), None)
    refs = known.cell if known else ()
    return next((place for ref in refs for place in find_places(outline, ref) if place.cell), None)
