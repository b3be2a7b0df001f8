"""An increase larger than the amount it led to: in prose and in a narrative."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from nlp.document import Evidence
from nlp.reconcile.amounts import budget_amounts, stated
from nlp.reconcile.changes import subject_of
from nlp.reconcile.clauses import change_of, clause_start, compared_year
from nlp.reconcile.flat import paragraphs
from nlp.reconcile.interval import Interval
from nlp.reconcile.money import money
from nlp.reconcile.purse import Purse
from nlp.reconcile.rules.context import Context, Draft
from nlp.reconcile.wording import cite


def zero_with_increase(context: Context) -> Iterator[Draft]:
    """An increase larger than the amount it led to: the earlier figure would be negative."""
    for fact in context.facts.facts:
        if fact.change != "increase" or fact.is_reason:
            continue
        subject = subject_of(context.facts, fact)
        if subject is None or (subject.year != fact.year and fact.year is not None):
            continue
        grown = Interval.of(fact.amount.value, fact.amount.quantum)
        now = Interval.of(subject.amount.value, subject.amount.quantum)
        if grown.low <= now.high or fact.amount.qualifier != "exact":
            continue
        against = "预算" if fact.base_stage else "上一年"
        yield Draft(
            f"{cite(subject.what)}只有{subject.amount.as_written}，却写比{against}增加{fact.amount.as_written}，不可能成立。",
            f"{money(subject.amount.value)} − {money(fact.amount.value)} < 0",
            (subject.quote, fact.quote),
        )
    for purse in context.purses:
        yield from _in_narrative(context, purse)


def _in_narrative(context: Context, purse: Purse) -> Iterator[Draft]:
    """An increase told right behind the year's total: "2025年预算0万元，比2024年预算增加18万元"."""
    whole = purse.fields.amounts.annual_total
    if whole is None or whole.derived or whole.qualifier != "exact":
        return
    outline = context.outline
    start, end = _around(purse, whole.evidence)
    if "增" not in outline.document.text[start:end]:
        return
    now = Interval.of(whole.value, whole.quantum)
    for paragraph in paragraphs(outline.document.text, start, end):
        amounts = budget_amounts(paragraph.text)
        for before, amount in itertools.pairwise(amounts):
            own = stated(outline, paragraph, before)
            between = paragraph.text[before.end : amount.start]
            begin = clause_start(paragraph.text, amount.start, before.end)
            change = change_of(paragraph.text[begin : amount.start])
            if own.evidence.start != whole.evidence.start or change is None or change[0] != "increase":
                continue
            told = stated(outline, paragraph, amount)
            compared = compared_year(between, outline.fiscal_year)
            grown = Interval.of(told.value, told.quantum)
            if "。" in between or compared is None or grown.low <= now.high or told.qualifier != "exact":
                continue
            yield Draft(
                f"项目「{purse.name}」只有{whole.as_written}，却写比{compared}年增加{told.as_written}，不可能成立。",
                f"{money(whole.value)} − {money(told.value)} < 0",
                (whole.evidence, told.evidence),
            )


def _around(purse: Purse, place: Evidence) -> tuple[int, int]:
    """Return the range of the section that holds a place, else of the narrative."""
    narrative = purse.fields.narrative
    inside = (s for s in narrative.sections if s.start <= place.start < s.end)
    section = next(inside, None)
    return (section.body_start, section.end) if section else (narrative.start, narrative.end)
