"""Completeness: the sentences of the value sections that gave no value, each with the reason."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from nlp.document import Evidence
from nlp.fields.model import NarrativeFields, StatedAmount, Unused, UnusedReason
from nlp.outline.model import Outline
from nlp.values.amount import find_amounts
from nlp.values.dates import find_periods
from nlp.values.percent import find_percentages

#: Sections in which every sentence should tell a value.
SECTIONS: Final = ("implementing_body", "schedule", "annual_budget")
_SENTENCE: Final = re.compile(r"[^。；;！？\n]+[。；;！？]?")
#: A line of a table without a letter or a digit, a rule under a header.
_WORDS: Final = re.compile(r"[0-9A-Za-z０-９\u4e00-\u9fff]")


def unused(outline: Outline, fields: NarrativeFields) -> tuple[Unused, ...]:
    """Return the sentences of the value sections that no value's evidence touches, in order."""
    text = outline.document.text
    used = sorted((e.start, e.end) for e in _evidence(fields))
    found = []
    for section in fields.narrative.sections:
        if section.kind not in SECTIONS:
            continue
        for match in _SENTENCE.finditer(text, section.body_start, section.end):
            start = match.start() + len(match[0]) - len(match[0].lstrip())
            end = match.start() + len(match[0].rstrip())
            if start >= end or not _WORDS.search(text, start, end):
                continue
            if not any(a < end and start < b for a, b in used):
                where = outline.document.evidence(start, end)
                found.append(Unused(section.kind, _reason(text[start:end]), where))
    return tuple(found)


def _reason(sentence: str) -> UnusedReason:
    if find_amounts(sentence):
        return "amount_without_role"
    if find_percentages(sentence):
        return "percentage_without_role"
    if find_periods(sentence):
        return "period_without_role"
    return "nothing_to_read"


def _evidence(fields: NarrativeFields) -> Iterator[Evidence]:
    for body in fields.implementing_bodies:
        yield body.evidence
    if fields.schedule is not None:
        yield fields.schedule.evidence
        yield from (phase.evidence for phase in fields.schedule.phases)
    money = fields.amounts
    singles = (money.annual_total, money.fiscal, money.own_funds, money.multi_year_total)
    for amount in (*singles, *money.components, *money.other_years):
        yield from _places(amount)
    for quarter in fields.quarters.items:
        yield quarter.evidence
        yield from _places(quarter.amount)
    for basis in fields.legal_basis:
        yield basis.evidence


def _places(amount: StatedAmount | None) -> Iterator[Evidence]:
    if amount is not None:
        yield amount.evidence
        yield from amount.parts
