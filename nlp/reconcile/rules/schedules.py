"""Rules on dates and periods of a narrative."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from nlp.document import Evidence
from nlp.fields.model import Phase
from nlp.outline.model import Outline
from nlp.reconcile.limits import rule_data
from nlp.reconcile.purse import Purse
from nlp.reconcile.rules.calendar import why_impossible
from nlp.reconcile.rules.context import Context, Draft
from nlp.reconcile.wording import cite


def impossible_date(context: Context) -> Iterator[Draft]:
    """A date that no calendar has, anywhere in a narrative."""
    outline = context.outline
    for purse in context.purses:
        for period in purse.periods:
            at = period.start
            for written in period.impossible:
                found = outline.document.text.find(written, at, period.end)
                start, end = (found, found + len(written)) if found >= 0 else (at, period.end)
                yield Draft(
                    f"项目「{purse.name}」写有不存在的日期{cite(written)}。",
                    why_impossible(written),
                    (outline.document.evidence(start, end),),
                )
                at = end


def period_outside_fiscal_year(context: Context) -> Iterator[Draft]:
    """A schedule that lies all outside the budget's year; one that runs into it or out of it is usual."""
    year = context.outline.fiscal_year
    if year is None:
        return
    first, last = date(year, 1, 1), date(year, 12, 31)
    for purse in context.purses:
        schedule = purse.fields.schedule
        if schedule is None or schedule.start is None or schedule.end is None:
            continue
        start, end = schedule.start, schedule.end
        if start > end or not (end < first or start > last):
            continue
        yield Draft(
            f"项目「{purse.name}」的实施周期{start}至{end}全部不在{year}预算年度。",
            f"预算年度 {first} 至 {last}",
            (schedule.evidence,),
            # Money of a year for work that begins after it; what ended before may still have to be paid.
            "warning" if start > last and _has_money(context.outline, purse) else None,
        )


def _has_money(outline: Outline, purse: Purse) -> bool:
    total = purse.fields.amounts.annual_total
    budget = not outline.kind.endswith("final_accounts")
    return budget and total is not None and not total.derived and total.value > 0


def overlapping_phases(context: Context) -> Iterator[Draft]:
    """Sequential phases that share days at their border.

    Sub-projects that run side by side, with nearly one period, are no sequence.
    """
    limit = rule_data().limits.border_overlap
    for purse in context.purses:
        schedule = purse.fields.schedule
        phases = [p for p in schedule.phases if p.start and p.end] if schedule else []
        pairs = list(itertools.pairwise(phases))
        in_sequence = [_follows(a, b) for a, b in pairs]
        if not pairs or sum(in_sequence) * 2 <= len(pairs):
            continue
        firm = sum(p.percent is not None for p in phases) > 1 or _in_table(context.outline, phases)
        for (one, two), follows in zip(pairs, in_sequence, strict=True):
            assert one.start
            assert one.end
            assert two.start
            assert two.end
            shared = (one.end - two.start).days + 1
            shorter = min((one.end - one.start).days, (two.end - two.start).days) + 1
            if not follows or shared <= 0 or Decimal(shared) > limit * shorter:
                continue
            yield Draft(
                f"项目「{purse.name}」的前后两个阶段时间重叠："
                f"{_span(one)}与{_span(two)}都包含{two.start}至{one.end}。",
                f"前一阶段止于{one.end}，后一阶段始于{two.start}，重叠{shared}天",
                (one.evidence, two.evidence),
                "warning" if firm and shared > 1 else "info",
            )


def _follows(one: Phase, two: Phase) -> bool:
    assert one.start
    assert one.end
    assert two.start
    assert two.end
    return one.start < two.start and one.end < two.end


def _span(phase: Phase) -> str:
    return (
        f"{cite(phase.label)}（{phase.start}至{phase.end}）" if phase.label else f"{phase.start}至{phase.end}"
    )


def _in_table(outline: Outline, phases: list[Phase]) -> bool:
    def inside(evidence: Evidence) -> bool:
        return any(t.start <= evidence.start < t.end for t in outline.tables)

    return all(inside(p.evidence) for p in phases)
