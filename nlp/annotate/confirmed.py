"""Span records out of cases whose truth is known by value: the spans of whoever read every value right.

A case (:mod:`nlp.annotate.cases`) says what a narrative means, not which characters say so. Where a tagger
gives exactly the values of the truth, the spans they were taken from are, but for rare chance, the right
ones, and the narrative can teach another author's writing. Each field may be confirmed by another tagger:
what the rules misread and the model reads is what teaches most. The spans put together must again give
every value; where a field differs for all taggers, or a span's field is not judged, the case teaches nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from pydantic import JsonValue

from nlp.annotate.cases import Case, judge
from nlp.annotate.records import SpanLabel, SpanRecord
from nlp.annotate.written.evaluate import document_around
from nlp.outline.model import Narrative, Outline
from nlp.pipeline import Settings, Tagger
from nlp.tagger.rules import tag as rules
from nlp.tagger.spans import FieldSpan

if TYPE_CHECKING:
    from spacy.tokens import Doc

#: The judged field that confirms the spans of a label.
_FIELD_OF: Final = {
    "BODY": "implementing_bodies",
    "BODY_ALIAS": "implementing_bodies",
    "SCHEDULE": "schedule",
    "PHASE": "schedule.phases",
    "AMOUNT_TOTAL": "amounts.annual_total",
    "AMOUNT_FISCAL": "amounts.fiscal",
    "AMOUNT_OWN": "amounts.own_funds",
    "AMOUNT_COMPONENT": "amounts.components",
    "AMOUNT_MULTI_YEAR": "amounts.multi_year_total",
    "AMOUNT_OTHER_YEAR": "amounts.other_years",
    "QUARTER": "quarters",
    "LEGAL_TITLE": "legal_basis",
    "LEGAL_NUMBER": "legal_basis",
}


def _group(field: str) -> str:
    """Return what a field is confirmed together with: schedule.phases hangs together with schedule."""
    return field.partition(".")[0]


_GROUPS: Final = frozenset(map(_group, _FIELD_OF.values()))


@dataclass
class _Kept:
    """A tagger that keeps what it gave; offsets are the document's."""

    tagger: Tagger
    spans: set[FieldSpan] = field(default_factory=set)

    def __call__(self, doc: Doc, narrative: Narrative, outline: Outline) -> tuple[FieldSpan, ...]:
        found = self.tagger(doc, narrative, outline)
        self.spans.update(found)
        return found


@dataclass(frozen=True)
class _Given:
    """A tagger that gives spans already known; offsets are the document's."""

    spans: frozenset[FieldSpan]

    def __call__(self, doc: Doc, narrative: Narrative, outline: Outline) -> tuple[FieldSpan, ...]:
        inside = (s for s in self.spans if narrative.start <= s.start and s.end <= narrative.end)
        return tuple(sorted(inside, key=lambda s: (s.start, s.end, s.label)))


def confirmed_records(cases: Iterable[Case], taggers: Sequence[Tagger] = (rules,)) -> Iterator[SpanRecord]:
    """Yield a record of each case whose every field one of the taggers reads as its truth does, in order.

    The first tagger that is right is believed, field by field.
    """
    for case in cases:
        spans = _confirmed(case, taggers)
        if spans is None:
            continue
        _, base = document_around(case.text, case.document, case.id)
        labels = {SpanLabel(s.start - base, s.end - base, s.label) for s in spans if s.start >= base}
        meta: dict[str, JsonValue] = {"family": case.kind, "world": case.document.model_dump(mode="json")}
        yield SpanRecord(case.id, case.text, tuple(sorted(labels)), meta)


def _confirmed(case: Case, taggers: Sequence[Tagger]) -> frozenset[FieldSpan] | None:
    """Return the spans that give every value of the truth, or None where there are none."""
    taken: dict[str, frozenset[FieldSpan]] = {}
    judged: frozenset[str] = frozenset()
    for tagger in taggers:
        kept = _Kept(tagger)
        judgements = judge(case, Settings(kept))
        judged = frozenset(each.field for each in judgements)
        wrong = {_group(each.field) for each in judgements if not each.right}
        for group in _GROUPS - wrong - taken.keys():
            taken[group] = frozenset(s for s in kept.spans if _group(_FIELD_OF[s.label]) == group)
    if len(taken) < len(_GROUPS):
        return None
    spans = frozenset(replace(s, score=1.0, source="rule") for each in taken.values() for s in each)
    if not {_FIELD_OF[span.label] for span in spans} <= judged:
        return None
    return spans if all(each.right for each in judge(case, Settings(_Given(spans)))) else None
