"""Agreement of two annotators: span F1 and Cohen's kappa per label.

F1 counts exact spans and is symmetric: with one reading as truth, precision and recall change places. Kappa
is taken over characters (is it inside a span of this label or not), because spans that nobody marks can't
be counted; it is corrected for chance, and a border that differs by a character costs a character.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from nlp.annotate.records import LABELS, SpanLabel, SpanRecord
from nlp.errors import YusuanError

#: The name of the row over all labels.
ALL = "*"


@dataclass(frozen=True, slots=True)
class Reading:
    """What one annotator marked in one text of so many characters."""

    characters: int
    spans: frozenset[SpanLabel]


@dataclass(frozen=True, slots=True)
class Agreement:
    """One label's figures. ``f1`` and ``kappa`` are ``None`` where nobody marked the label."""

    label: str
    first: int
    second: int
    both: int
    f1: float | None
    kappa: float | None


def readings(records: Sequence[SpanRecord]) -> dict[str, Reading]:
    """Return the records as readings, by id."""
    return {record.id: Reading(len(record.text), frozenset(record.spans)) for record in records}


def agreement(first: Mapping[str, Reading], second: Mapping[str, Reading]) -> list[Agreement]:
    """Return the agreement over the texts that both have read: all labels together, then each that occurs.

    >>> a = {"r": Reading(10, frozenset({SpanLabel(0, 5, "BODY")}))}
    >>> b = {"r": Reading(10, frozenset({SpanLabel(0, 4, "BODY")}))}
    >>> [(x.label, x.f1, x.kappa) for x in agreement(a, b)]
    [('*', 0.0, 0.884956), ('BODY', 0.0, 0.8)]

    Raises:
        YusuanError: when the two have no text in common, or one of another length.
    """
    common = [key for key in first if key in second]
    if not common:
        raise YusuanError("两份标注没有共同的记录。", "the two readings have no record in common")
    for key in common:
        if first[key].characters != second[key].characters:
            raise YusuanError(f"记录 {key} 的文字不同。", f"record {key}: the two texts differ")
    rows = [_row(label, [(first[key], second[key]) for key in common]) for label in (ALL, *LABELS)]
    return [row for row in rows if row.label == ALL or row.first or row.second]


def _row(label: str, pairs: Sequence[tuple[Reading, Reading]]) -> Agreement:
    one = two = both = 0
    inside = [0, 0, 0, 0]  # neither, only the first, only the second, both
    for a, b in pairs:
        left, right = _of(a, label), _of(b, label)
        one, two, both = one + len(left), two + len(right), both + len(left & right)
        marked_a, marked_b = _characters(left), _characters(right)
        together = len(marked_a & marked_b)
        only_a, only_b = len(marked_a) - together, len(marked_b) - together
        cells = a.characters if label != ALL else a.characters * len(LABELS)
        for index, count in enumerate((cells - only_a - only_b - together, only_a, only_b, together)):
            inside[index] += count
    f1 = 2 * both / (one + two) if one + two else None
    return Agreement(label, one, two, both, f1, _kappa(*inside) if one + two else None)


def _of(reading: Reading, label: str) -> frozenset[SpanLabel]:
    return frozenset(s for s in reading.spans if label in (ALL, s.label))


def _characters(spans: frozenset[SpanLabel]) -> set[tuple[int, str]]:
    """Return the marked characters; over all labels, each label of a character counts by itself."""
    return {(at, span.label) for span in spans for at in range(span.start, span.end)}


def _kappa(neither: int, first: int, second: int, both: int) -> float:
    total = neither + first + second + both
    observed = (neither + both) / total
    expected = ((both + first) * (both + second) + (neither + first) * (neither + second)) / total**2
    return 1.0 if expected == 1.0 else round((observed - expected) / (1 - expected), 6)
