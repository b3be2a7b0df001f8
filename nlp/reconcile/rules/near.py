"""Likely slips of the pen: nothing contradicts for certain, but one digit or the unit would make it agree."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from nlp.outline.model import MoneyUnit
from nlp.reconcile.fact import Fact
from nlp.reconcile.interval import Interval, round_to, total
from nlp.reconcile.matcher import match
from nlp.reconcile.model import Severity
from nlp.reconcile.money import money
from nlp.reconcile.rules.context import Context, Draft
from nlp.reconcile.slip import Slip, slip_between
from nlp.reconcile.statements import complete_parts, listed, parts_of
from nlp.reconcile.wording import cite

_TOLD: dict[Slip, str] = {
    "digit": "只差一位数字",
    "swap": "只是相邻两位数字颠倒",
    "unit": "只差在单位（元、万元）",
}


def likely_slip(context: Context) -> Iterator[Draft]:
    """An amount that no cell must equal, but that misses a likely one by a slip; parts that nearly add up."""
    for fact, statement in zip(context.facts.facts, context.statements, strict=True):
        if fact.amount.qualifier != "exact" or fact.change is not None:
            continue
        if statement.verdict == "unverifiable":
            yield from _near_cell(context, fact)
        for parts in _lists(context, fact):
            if not any(context.statements[f.index].verdict == "disagrees" for f in (fact, *parts)):
                yield from _near_sum(fact, parts)


def _near_cell(context: Context, fact: Fact) -> Iterator[Draft]:
    found = match(context.outline, fact)
    for place in found.hints:
        wanted = round_to(place.value, fact.amount.quantum)
        slip = slip_between(fact.amount.value, wanted, fact.amount.quantum)
        if slip is None:
            slip = _unit_slip(fact, place.value)
        if slip is not None:
            severity: Severity = "warning" if slip == "unit" else "info"
            yield Draft(
                f"{cite(fact.quote.text)}与{place.describe()}的{money(place.value, '元')}"
                f"{_TOLD[slip]}，可能是笔误。",
                f"{money(fact.amount.value, '元')} ≠ {money(place.value, '元')}",
                (fact.amount.evidence, place.evidence),
                severity,
            )
            return


def _unit_slip(fact: Fact, value: Decimal) -> Slip | None:
    return "unit" if slip_between(fact.amount.value, value, fact.amount.quantum) == "unit" else None


def _lists(context: Context, whole: Fact) -> Iterator[tuple[Fact, ...]]:
    """Yield the lists that stand under an amount and need not be complete."""
    if whole.is_base or whole.is_reason or complete_parts(context.facts, whole):
        return
    parts = tuple(p for p in parts_of(context.facts, whole) if p.year == whole.year and p.item is None)
    items = listed(context.facts, whole)
    for way in (parts, items):
        if len(way) >= 2 and all(p.amount.qualifier == "exact" for p in way):
            yield way


def _near_sum(whole: Fact, parts: tuple[Fact, ...]) -> Iterator[Draft]:
    added = total(Interval.of(p.amount.value, p.amount.quantum) for p in parts)
    told = Interval.of(whole.amount.value, whole.amount.quantum)
    beyond = added.low > told.high and all(p.item for p in parts)
    if beyond or added.meets(told):
        return  # items that exceed their whole are a contradiction with a rule of its own
    value = sum((p.amount.value for p in parts), Decimal(0))
    gap = whole.amount.value - value
    for fact, wanted in ((whole, value), *((p, p.amount.value + gap) for p in parts)):
        slip = slip_between(fact.amount.value, wanted, fact.amount.quantum)
        if slip is None:
            continue
        unit: MoneyUnit = whole.amount.unit
        yield Draft(
            f"{cite(whole.what)}{whole.amount.as_written}所列各项之和为{money(value, unit)}，"
            f"{cite(fact.what)}{fact.amount.as_written}与相加所需的数{_TOLD[slip]}，可能是笔误。",
            f"{' + '.join(p.amount.as_written for p in parts)} = {money(value, unit)}",
            (whole.amount.evidence, *(p.amount.evidence for p in parts)),
            "warning" if slip == "unit" else "info",
        )
        return
