"""Exact-match accuracy of fields against stand-off truth, narrative by narrative.

A field of a narrative counts as right only when all of it is right: every body with its relation, every
quarter with percentage, amount and qualifier, every document title with its number.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from nlp.annotate.intervals import wilson
from nlp.annotate.standoff import AmountLabel, NarrativeLabels, Span
from nlp.document import Document
from nlp.fields.model import NarrativeFields, StatedAmount

_WAN: Final = Decimal(10_000)


@dataclass(frozen=True, slots=True)
class Mismatch:
    """A field of one narrative that differs from the truth."""

    narrative: int
    field: str
    expected: Any
    found: Any


@dataclass(frozen=True, slots=True)
class Score:
    """How many narratives have a field exactly right, and the items of list fields."""

    field: str
    right: int
    total: int
    items_right: int
    items_found: int
    items_expected: int

    @property
    def accuracy(self) -> float:
        """The share of narratives with this field exactly right; 1.0 of nothing."""
        return self.right / self.total if self.total else 1.0

    @property
    def interval(self) -> tuple[float, float]:
        """The 95% interval of the accuracy."""
        return wilson(self.right, self.total)

    def __add__(self, other: Score) -> Score:
        """Return the score of one field over both."""
        return Score(
            self.field,
            self.right + other.right,
            self.total + other.total,
            self.items_right + other.items_right,
            self.items_found + other.items_found,
            self.items_expected + other.items_expected,
        )


def add_scores(totals: dict[str, Score], scores: Iterable[Score]) -> None:
    """Add scores to ``totals``, which holds one a field."""
    for score in scores:
        before = totals.get(score.field)
        totals[score.field] = score if before is None else before + score


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Scores in the order of the fields, and every mismatch."""

    scores: tuple[Score, ...]
    mismatches: tuple[Mismatch, ...]


def _plain(text: str) -> str:
    return "".join(text.split())


def _slice(document: Document, span: Span | None) -> str | None:
    return None if span is None else _plain(document.text[span[0] : span[1]])


def _wan(amount: StatedAmount | None) -> Decimal | None:
    return None if amount is None else (amount.value / _WAN).normalize()


def _label_wan(label: AmountLabel | None) -> Decimal | None:
    return None if label is None else label.wan.normalize()


def _bag(items: Sequence[Any]) -> tuple[Any, ...]:
    return tuple(sorted(items, key=repr))


@dataclass(frozen=True, slots=True)
class _Field:
    """Two views of one field, made comparable; a tuple is a bag of items."""

    name: str
    truth: Callable[[NarrativeLabels, Document], Any]
    found: Callable[[NarrativeFields], Any]


_FIELDS: Final = (
    _Field(
        "project",
        lambda t, d: _slice(d, t.project),
        lambda f: _plain(f.project) if f.project else None,
    ),
    _Field(
        "implementing_bodies",
        lambda t, d: _bag([(_slice(d, b.name), b.relation, _slice(d, b.listed_as)) for b in t.bodies]),
        lambda f: _bag(
            [
                (_plain(b.name), b.relation, _plain(b.listed_as) if b.listed_as else None)
                for b in f.implementing_bodies
            ]
        ),
    ),
    _Field(
        "schedule",
        lambda t, d: (t.schedule.start, t.schedule.end, t.schedule.duration_months) if t.schedule else None,
        lambda f: (f.schedule.start, f.schedule.end, f.schedule.duration_months) if f.schedule else None,
    ),
    _Field(
        "schedule.phases",
        lambda t, d: _bag([(p.start, p.end, p.percent) for p in t.schedule.phases] if t.schedule else []),
        lambda f: _bag([(p.start, p.end, p.percent) for p in f.schedule.phases] if f.schedule else []),
    ),
    _Field(
        "amounts.annual_total",
        lambda t, d: _label_wan(t.amounts.annual_total),
        lambda f: _wan(f.amounts.annual_total),
    ),
    _Field("amounts.fiscal", lambda t, d: _label_wan(t.amounts.fiscal), lambda f: _wan(f.amounts.fiscal)),
    _Field(
        "amounts.own_funds", lambda t, d: _label_wan(t.amounts.own_funds), lambda f: _wan(f.amounts.own_funds)
    ),
    _Field(
        "amounts.components",
        lambda t, d: _bag([_label_wan(c) for c in t.amounts.components]),
        lambda f: _bag([_wan(c) for c in f.amounts.components]),
    ),
    _Field(
        "amounts.other",
        lambda t, d: (
            _label_wan(t.amounts.multi_year_total),
            _bag([(y.year, _label_wan(y)) for y in t.amounts.other_years]),
        ),
        lambda f: (
            _wan(f.amounts.multi_year_total),
            _bag([(y.year, _wan(y)) for y in f.amounts.other_years]),
        ),
    ),
    _Field(
        "quarters",
        lambda t, d: _bag(
            [
                (
                    t.quarters.basis,
                    q.quarter,
                    q.percent,
                    q.amount_wan and q.amount_wan.normalize(),
                    q.qualifier,
                )
                for q in t.quarters.items
            ]
        ),
        lambda f: _bag(
            [(f.quarters.basis, q.quarter, q.percent, _wan(q.amount), q.qualifier) for q in f.quarters.items]
        ),
    ),
    _Field(
        "legal_basis",
        lambda t, d: _bag([(_slice(d, b.title), b.number) for b in t.legal_basis]),
        lambda f: _bag([(_plain(b.title) if b.title else None, b.number) for b in f.legal_basis]),
    ),
)


def evaluate(
    document: Document, labels: Sequence[NarrativeLabels], fields: Sequence[NarrativeFields]
) -> Evaluation:
    """Compare the fields of a document's narratives with their labels, matched by narrative index.

    A labelled narrative that was not found at all has every field wrong.
    """
    by_index = {item.narrative.index: item for item in fields}
    scores: list[Score] = []
    mismatches: list[Mismatch] = []
    for field in _FIELDS:
        right = items_right = items_found = items_expected = 0
        for label in labels:
            expected = field.truth(label, document)
            narrative = by_index.get(label.narrative)
            found = field.found(narrative) if narrative is not None else "—"
            if isinstance(expected, tuple) and isinstance(found, tuple):
                common = Counter(map(repr, expected)) & Counter(map(repr, found))
                items_right += common.total()
                items_found += len(found)
                items_expected += len(expected)
            if expected == found:
                right += 1
            else:
                mismatches.append(Mismatch(label.narrative, field.name, expected, found))
        scores.append(Score(field.name, right, len(labels), items_right, items_found, items_expected))
    return Evaluation(tuple(scores), tuple(mismatches))
