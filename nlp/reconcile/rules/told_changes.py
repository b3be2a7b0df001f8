"""A change told in one breath with both its amounts, whatever they are of: A，比上年B增加C."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from nlp.reconcile.fact import Fact
from nlp.reconcile.interval import Interval
from nlp.reconcile.likeness import is_slip
from nlp.reconcile.money import money
from nlp.reconcile.rules.context import Context, Draft
from nlp.reconcile.wording import cite


def _slipped(fact: Fact, wanted: Decimal) -> bool:
    """Return whether an amount is the wanted one but for a slip; rounded amounts may miss a last digit."""
    quantum = fact.amount.quantum
    return any(is_slip(fact.amount.value, wanted + n * quantum, quantum) for n in (0, 1, -1))


def told_change_differs(context: Context) -> Iterator[Draft]:
    """An amount, the one that it is compared with, and the change between them, of which one has a slip.

    No amount of the paragraph before makes the change right. What is tied to cells or to a measure of its own
    is a statement and told there.
    """
    facts = context.facts.facts
    for change, statement in zip(facts, context.statements, strict=True):
        if change.change is None or change.index < 2 or statement.verdict != "unverifiable":
            continue
        new, base = facts[change.index - 2], facts[change.index - 1]
        if not base.is_base or new.change is not None or new.is_base or new.measure or new.item:
            continue
        if not new.paragraph == base.paragraph == change.paragraph:
            continue
        if any(f.amount.qualifier != "exact" for f in (new, base, change)):
            continue
        text = context.facts.paragraphs[change.paragraph].text
        if "。" in text[new.position : change.position] or "其中" in text[new.position : change.position]:
            continue
        sign = 1 if change.change == "increase" else -1
        step = Interval.of(sign * change.amount.value, change.amount.quantum)
        right = Interval.of(base.amount.value, base.amount.quantum) + step
        before = [f for f in context.facts.in_paragraph(change.paragraph) if f.index < base.index]
        if any(right.meets(Interval.of(f.amount.value, f.amount.quantum)) for f in before):
            continue
        value = base.amount.value + sign * change.amount.value
        gap = new.amount.value - base.amount.value
        wanted = ((new, value), (base, new.amount.value - sign * change.amount.value), (change, sign * gap))
        if not any(_slipped(f, w) for f, w in wanted if w > 0):
            continue
        mark = "+" if sign > 0 else "−"
        yield Draft(
            f"文字写{cite(new.what)}{new.amount.as_written}，按{base.amount.as_written}和变动额"
            f"{change.amount.as_written}计算应为{money(value)}。",
            f"{base.amount.as_written} {mark} {change.amount.as_written} = {money(value)}"
            f" ≠ {new.amount.as_written}",
            (new.quote, base.quote, change.quote),
        )
