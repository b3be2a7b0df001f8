"""What is said of stretches of the text (fields, amounts, findings), and the text cut where that changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from nlp.document import Evidence
from nlp.fields.model import NarrativeFields, StatedAmount
from nlp.reconcile.model import Severity, Verdict
from nlp.report.model import FieldKind, Item, Segment
from nlp.report.places import name_of

#: The worse of two marks of one stretch is shown.
SEVERITIES: Final[tuple[Severity, ...]] = ("error", "warning", "info")
VERDICTS: Final[tuple[Verdict, ...]] = (
    "disagrees",
    "truncated",
    "balanced",
    "rounded",
    "exact",
    "unverifiable",
)


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing said of ``text[start:end]``."""

    start: int
    end: int
    kind: FieldKind | None = None
    place: str | None = None
    item: str | None = None
    verdict: Verdict | None = None
    severity: Severity | None = None


def field_marks(fields: Iterable[NarrativeFields]) -> Iterator[Mark]:
    """Yield the marks of every field of the narratives; derived amounts have none of their own."""
    for each in fields:
        for kind, place in _field_evidence(each):
            if place.table is None:
                yield Mark(place.start, place.end, kind=kind)


def _field_evidence(fields: NarrativeFields) -> Iterator[tuple[FieldKind, Evidence]]:
    for body in fields.implementing_bodies:
        yield "body", body.evidence
    if fields.schedule is not None:
        yield "schedule", fields.schedule.evidence
        for phase in fields.schedule.phases:
            yield "schedule", phase.evidence
    amounts = fields.amounts
    money: tuple[StatedAmount | None, ...] = (
        amounts.annual_total,
        amounts.fiscal,
        amounts.own_funds,
        amounts.multi_year_total,
        *amounts.components,
        *amounts.other_years,
    )
    for amount in money:
        if amount is not None and not amount.derived:
            yield "amount", amount.evidence
    for quarter in fields.quarters.items:
        yield "quarter", quarter.evidence
    for basis in fields.legal_basis:
        yield "legal", basis.evidence


def item_marks(item: Item, evidence: Iterable[Evidence]) -> Iterator[Mark]:
    """Yield the marks of an item at the evidence that stands in the text."""
    for place in evidence:
        name = name_of(place)
        if name.startswith("p"):
            yield Mark(
                place.start,
                place.end,
                place=name,
                item=item.id,
                verdict=item.verdict,
                severity=item.severity,
            )


def cut(text: str, start: int, end: int, marks: Sequence[Mark]) -> tuple[Segment, ...]:
    """Return ``text[start:end]`` as segments; ``marks`` are those that touch it.

    >>> marks = [Mark(0, 4, kind="amount"), Mark(2, 6, place="p2-6", item="s0")]
    >>> [(s.text, s.kind, s.places) for s in cut("预算二万元。", 0, 6, marks)]
    [('预算', 'amount', ()), ('二万', 'amount', ('p2-6',)), ('元。', None, ('p2-6',))]
    """
    borders = sorted(
        {start, end, *(b for m in marks for b in (m.start, m.end) if start < b < end)},
    )
    made = []
    for low, high in pairwise(borders):
        over = [m for m in marks if m.start <= low and high <= m.end]
        made.append(_segment(text[low:high], over))
    return tuple(made)


def _segment(text: str, over: Sequence[Mark]) -> Segment:
    # Of nested fields the shortest says most (a quarter inside a period).
    kinds = sorted((m for m in over if m.kind), key=lambda m: m.end - m.start)
    return Segment(
        text,
        kind=kinds[0].kind if kinds else None,
        verdict=worst_verdict(m.verdict for m in over),
        severity=worst_severity(m.severity for m in over),
        places=tuple(dict.fromkeys(m.place for m in over if m.place)),
        items=tuple(dict.fromkeys(m.item for m in over if m.item)),
    )


def worst_verdict(verdicts: Iterable[Verdict | None]) -> Verdict | None:
    """Return the verdict that most wants to be looked at."""
    return min((v for v in verdicts if v is not None), key=VERDICTS.index, default=None)


def worst_severity(severities: Iterable[Severity | None]) -> Severity | None:
    """Return the gravest severity."""
    return min((s for s in severities if s is not None), key=SEVERITIES.index, default=None)
