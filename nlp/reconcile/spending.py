"""The spending that a narrative lists behind each quarter's percentage."""

from __future__ import annotations

from nlp.fields.model import NarrativeFields, Quarter, StatedAmount
from nlp.reconcile.reading import Reader


def told_shares(fields: NarrativeFields) -> list[Quarter]:
    """Return the quarters that state a percentage, in order."""
    return [q for q in fields.quarters.items if q.percent is not None]


def spending_by_quarter(fields: NarrativeFields, reader: Reader) -> tuple[tuple[StatedAmount, ...], ...]:
    """Return the amounts listed after each quarter's percentage, up to the next quarter's.

    Nothing for fewer than two quarters, or for some told in one stretch (分别为25%、25%…): no list stands
    behind a quarter of its own.
    """
    starts = [q.evidence.start for q in told_shares(fields)]
    if len(starts) < 2 or len(set(starts)) < len(starts):
        return ()
    section = next((s for s in fields.narrative.sections if s.start <= starts[0] < s.end), None)
    if section is None:
        return tuple(() for _ in starts)
    passages = reader.passages(section.body_start, section.end, tables=True)
    amounts = [a for passage in passages for a in passage.stated]
    bounds = zip(starts, [*starts[1:], section.end], strict=True)
    return tuple(tuple(a for a in amounts if low < a.evidence.start < high) for low, high in bounds)
