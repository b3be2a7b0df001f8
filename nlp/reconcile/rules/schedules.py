"""Rules on dates and periods of a narrative."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from nlp.document import Evidence
from nlp.fields.model import Phase
from nlp.outline.model import Outline
from nlp.reconcile.interval import Interval
from nlp.reconcile.limits import rule_data
from nlp.reconcile.money import plain
from nlp.reconcile.narrative_statements import year_parts
from nlp.reconcile.purse import Purse, sum_interval
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


#: What is paid up to a phase's end, or of other things.
_UP_TO = re.compile(r"累计|[付支达拨]至|达到|达|余款|尾款")
_PAID = re.compile(r"(?:支付|付款|拨付|支出|执行|用款)[^，,。；;\d]{0,6}$")
_ALL = Decimal(100)


def phases_pay_more_than_all(context: Context) -> Iterator[Draft]:
    """Phases each of which tells what share it pays, together more than all: 支付52%；…支付58%."""
    for purse in context.purses:
        phases = purse.fields.schedule.phases if purse.fields.schedule else ()
        shares = [p.percent for p in phases if p.percent is not None]
        words = [p.evidence.text.partition("%")[0].partition("％")[0].rstrip("0123456789.") for p in phases]
        if len(shares) < 2 or len(shares) != len(phases) or sum(shares) <= _ALL or shares[-1] >= _ALL:
            continue
        if any(_UP_TO.search(each) or not _PAID.search(each) for each in words):
            continue
        terms = " + ".join(plain(share) for share in shares)
        yield Draft(
            f"项目「{purse.name}」各阶段的支付比例之和为{plain(sum(shares, Decimal(0)))}%，超过100%。",
            f"{terms} = {plain(sum(shares, Decimal(0)))} > 100",
            tuple(p.evidence for p in phases),
        )


def year_of_money_outside_schedule(context: Context) -> Iterator[Draft]:
    """A year's money that is told for a year outside of the schedule, while one of its years has none.

    Each year of the schedule but that one has money, and all years together are the whole. The last payment
    may fall due in the year after the end: that is told, not warned of.
    """
    for purse in context.purses:
        schedule, whole = purse.fields.schedule, purse.fields.amounts.multi_year_total
        parts = year_parts(purse)
        own = context.outline.fiscal_year
        if whole is None or schedule is None or schedule.start is None or schedule.end is None or own is None:
            continue
        years = {part.year or own: part for part in parts}
        planned = set(range(schedule.start.year, schedule.end.year + 1))
        odd, bare = years.keys() - planned, planned - years.keys()
        complete = sum_interval(parts).meets(Interval.of(whole.value, whole.quantum))
        if len(years) != len(parts) or len(planned) < _FEWEST_YEARS or not complete:
            continue
        if len(odd) == len(bare) == 1:
            (year,), (without,) = odd, bare
            yield Draft(
                f"项目「{purse.name}」的{years[year].as_written}写在{year}年，实施周期为{schedule.start.year}年至"
                f"{schedule.end.year}年，其中{without}年没有金额。",
                f"{year} ≠ {without}",
                (years[year].evidence, schedule.evidence),
                "info" if (year, without) == (schedule.end.year + 1, schedule.end.year) else None,
            )


_FEWEST_YEARS = 3
