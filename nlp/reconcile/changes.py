"""Find the new and the old amount that a stated change (增加, 减少) lies between."""

from __future__ import annotations

import re

from nlp.reconcile.fact import Fact, Facts
from nlp.reconcile.interval import Interval
from nlp.reconcile.measures import Stage
from nlp.reconcile.slip import slip_between

_BUDGETS: dict[Stage, tuple[Stage, ...]] = {
    "initial": ("initial", "budget"),
    "adjusted": ("adjusted",),
    "budget": ("initial", "budget", "adjusted"),
}


def base_fact(facts: Facts, change: Fact) -> tuple[Fact, Fact] | None:
    """Return the new and the old amount that a change lies between, where its paragraph states both."""
    near = [f for f in facts.in_paragraph(change.paragraph) if f.change is None]
    subject = subject_of(facts, change)
    if subject is not None and change.base_year is None and change.base_stage is None:
        return _right_behind(facts, change, subject)
    if subject is None:
        return None
    pair = _compared(facts, change) if change.base_stage is None else None
    if pair is not None and pair[0] is subject and _missed_by_a_slip(subject, pair[1], change):
        return subject, pair[1]
    near = [f for f in near if f is not subject and same_subject(f, subject)]
    if change.base_stage is None:
        found = [f for f in near if f.year == change.base_year]
    else:
        budgets = [f for f in near if f.year == subject.year and f.stage in _BUDGETS[change.base_stage]]
        # A bare 预算 is the only budget that is stated, else the initial one.
        found = [f for f in budgets if f.stage != "adjusted"] or budgets
    return (subject, found[0]) if found else None


_BEHIND = re.compile(r"[，,]?(?:今年|本年|同比|当年)?(?:增加|减少|增长|下降|压减|压缩)(?:了|额)?(?:为)?")


def _right_behind(facts: Facts, change: Fact, new: Fact) -> tuple[Fact, Fact] | None:
    """Return the amounts of a change told right behind last year's: "100万元，上年90万元，增加10万元".

    Nothing says that the change lies between the two, so only a slip in one of the three contradicts it.
    """
    old = facts.facts[change.index - 1] if change.index else None
    if (
        old is None
        or old.index != change.subject
        or old.paragraph != change.paragraph
        or new.index == old.index
    ):
        return None
    text = facts.paragraphs[change.paragraph].text
    if not _BEHIND.fullmatch(text[old.position + len(old.amount.as_written) : change.position]):
        return None
    now, before, step = (Interval.of(f.amount.value, f.amount.quantum) for f in (new, old, change))
    fits = (before + step if change.change == "increase" else before - step).meets(now)
    return (new, old) if fits or _missed_by_a_slip(new, old, change) else None


def subject_of(facts: Facts, change: Fact) -> Fact | None:
    """Return the amount that a change is about: the one it follows, or the last one of its measure."""
    if change.base_stage is None and (pair := _compared(facts, change)) is not None:
        return pair[0]
    if change.subject is not None:
        last = facts.facts[change.subject]
        return _done(facts, change, last) or _of_newer_year(facts, change, last)
    before = [
        f
        for f in facts.in_paragraph(change.paragraph)
        if f.index < change.index and f.change is None and same_subject(f, change)
    ]
    return before[-1] if before else None


def _done(facts: Facts, change: Fact, last: Fact) -> Fact | None:
    """Return what was spent where a change follows the budget: "决算数9万元，比年初预算数10万元减少1万元".

    A change against another year that follows that one is of what was spent, too: "；比2021年增加2万元".
    """
    if change.base_stage is not None:
        follows = last.stage in _BUDGETS[change.base_stage]
    else:
        after = facts.facts[last.index + 1]
        follows = after.base_stage is not None and last.stage in _BUDGETS[after.base_stage]
        follows = follows and change.base_year is not None and after is not change
    if not follows:
        return None
    done = [
        f
        for f in facts.in_paragraph(change.paragraph)
        if f.index < last.index
        and f.change is None
        and not f.is_base
        and (f.year, same_subject(f, last)) == (last.year, True)
        and f.stage in ("final", "execution", None)
    ]
    return done[-1] if done else None


def _compared(facts: Facts, change: Fact) -> tuple[Fact | None, Fact] | None:
    """Return a change's new amount and the old one stated right before it: "比上年90万元增加10万元".

    The old amount may go on about a whole stated before the last part; the difference tells which. No new
    amount where neither the words nor the difference tell it.
    """
    old = facts.facts[change.index - 1] if change.index else None
    if old is None or not old.is_base or old.paragraph != change.paragraph:
        return None
    known = facts.facts[change.subject] if change.subject is not None else None
    if known is not None and known.index == old.index:
        known = None
    step = Interval.of(change.amount.value, change.amount.quantum)
    base = Interval.of(old.amount.value, old.amount.quantum)
    right = base + step if change.change == "increase" else base - step
    before = [
        f
        for f in facts.in_paragraph(change.paragraph)
        if f.index < old.index and f.change is None and not f.is_base and f.year != old.year
    ]
    fits = [f for f in before if right.meets(Interval.of(f.amount.value, f.amount.quantum))]
    if fits:
        return (known if known in fits else fits[-1]), old
    slipped = [f for f in before if _missed_by_a_slip(f, old, change)]
    if slipped:
        return (known if known in slipped else slipped[-1]), old
    return (known if known is not None and same_subject(known, old) else None), old


def _missed_by_a_slip(new: Fact, old: Fact, change: Fact) -> bool:
    """Return whether one slip in a new amount, an old one or their difference makes the three fit.

    Of three rounded amounts one may be off by a unit of its last digit.
    """
    sign = 1 if change.change == "increase" else -1
    wanted = (
        (change, (new.amount.value - old.amount.value) * sign),
        (old, new.amount.value - sign * change.amount.value),
        (new, old.amount.value + sign * change.amount.value),
    )
    return all(f.amount.qualifier == "exact" for f in (new, old, change)) and any(
        slip_between(f.amount.value, value + off * f.amount.quantum, f.amount.quantum)
        for f, value in wanted
        for off in (0, 1, -1)
    )


def _of_newer_year(facts: Facts, change: Fact, last: Fact) -> Fact:
    """Return the new amount where a change follows the old one: "今年100万元，上年90万元，增加10万元"."""
    if change.base_stage is not None or last.year is None or change.base_year not in (None, last.year):
        return last
    newer = [
        f
        for f in facts.in_paragraph(change.paragraph)
        if f.index < last.index
        and f.change is None
        and f.year == last.year + 1
        and (same_subject(f, last) or f.index == last.subject)
    ]
    return newer[-1] if newer else last


def same_subject(one: Fact, other: Fact) -> bool:
    """Return whether two facts are about the same known measure or functional item, in the same fund."""
    known = one.measure is not None or one.item is not None
    return known and (one.measure, one.item, one.fund) == (other.measure, other.item, other.fund)
