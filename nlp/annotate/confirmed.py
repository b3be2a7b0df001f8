"""Span records out of cases whose truth is known by value: the spans of whoever read every value right.

A case (:mod:`nlp.annotate.cases`) says what a narrative means, not which characters say so. Where a tagger
gives exactly the values of the truth, the spans they were taken from are, but for rare chance, the right
ones, and the narrative can teach another author's writing. Each field may be confirmed by another tagger:
what the rules misread and the model reads is what teaches most. The spans put together must again give
every value; where a field differs for all taggers, or a span's field is not judged, the case teaches nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pydantic import JsonValue

from nlp.annotate.cases import Case, CaseTruth, Judgement, compared, judge
from nlp.annotate.records import SpanLabel, SpanRecord
from nlp.annotate.written.evaluate import document_around
from nlp.outline.model import Narrative, Outline
from nlp.pipeline import Result, Settings, Tagger, process
from nlp.serialise import record
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


def confirmed_narratives(
    source: Path, truths: Sequence[CaseTruth], taggers: Sequence[Tagger] = (rules,)
) -> Iterator[SpanRecord]:
    """Yield a record of each narrative of a whole document that the taggers read as its truth does, in order.

    ``truths`` are those of the document's narratives, in order. Where the outline finds another number of
    narratives, nothing is confirmed.

    Raises:
        ReadError: if the document can't be read.
    """
    merged = [_Merged() for _ in truths]
    for tagger in taggers:
        kept = _Kept(tagger)
        result = process(source, Settings(kept))
        if len(result.fields) != len(truths):
            return
        for each, fields, rights in zip(merged, result.fields, _rights(result, truths), strict=True):
            span = fields.narrative
            each.add(rights, {s for s in kept.spans if span.start <= s.start and s.end <= span.end})
    known = [each.spans or frozenset() for each in merged]
    again = process(source, Settings(_Given(frozenset().union(*known))))
    for number, (spans, rights) in enumerate(zip(known, _rights(again, truths), strict=True)):
        if spans and all(rights.values()):
            yield _of_narrative(source.stem, again.outline, again.fields[number].narrative, spans)


def _rights(result: Result, truths: Sequence[CaseTruth]) -> list[dict[str, bool]]:
    """Return which judged fields of each narrative are right."""
    published = record(result.outline, result.fields, result.statements, result.findings).narratives
    return [
        {name: bool(want == have) for name, want, have in compared(truth, found) if _group(name) in _GROUPS}
        for found, truth in zip(published, truths, strict=True)
    ]


def _of_narrative(
    name: str, outline: Outline, narrative: Narrative, spans: Iterable[FieldSpan]
) -> SpanRecord:
    text = outline.document.text[narrative.start : narrative.end].rstrip()
    labels = {SpanLabel(s.start - narrative.start, s.end - narrative.start, s.label) for s in spans}
    world: dict[str, JsonValue] = {
        "organisation": outline.organisation,
        "year": outline.fiscal_year,
        "units": [unit.name for unit in outline.units],
    }
    meta: dict[str, JsonValue] = {"family": name, "world": world}
    return SpanRecord(f"{name}/{narrative.index}", text, tuple(sorted(labels)), meta)


@dataclass
class _Merged:
    """The spans of a narrative, field by field those of the first tagger that read it rightly."""

    taken: dict[str, frozenset[FieldSpan]] = field(default_factory=dict)
    judged: frozenset[str] = frozenset()

    def add(self, rights: Mapping[str, bool], found: Iterable[FieldSpan]) -> None:
        """Take what is right and not yet known; ``rights`` are the judged fields."""
        spans = tuple(found)
        self.judged = frozenset(rights)
        wrong = {_group(name) for name, right in rights.items() if not right}
        for group in _GROUPS - wrong - self.taken.keys():
            self.taken[group] = frozenset(s for s in spans if _group(_FIELD_OF[s.label]) == group)

    @property
    def spans(self) -> frozenset[FieldSpan] | None:
        """All of them; None where a field is wrong for all, or a span's field was not judged."""
        if len(self.taken) < len(_GROUPS):
            return None
        found = frozenset(replace(s, score=1.0, source="rule") for each in self.taken.values() for s in each)
        return found if {_FIELD_OF[span.label] for span in found} <= self.judged else None


def _confirmed(case: Case, taggers: Sequence[Tagger]) -> frozenset[FieldSpan] | None:
    """Return the spans that give every value of the truth, or None where there are none."""
    merged = _Merged()
    for tagger in taggers:
        kept = _Kept(tagger)
        merged.add(_of_labels(judge(case, Settings(kept))), kept.spans)
    spans = merged.spans
    if spans is None:
        return None
    return spans if all(_of_labels(judge(case, Settings(_Given(spans)))).values()) else None


def _of_labels(judgements: Iterable[Judgement]) -> dict[str, bool]:
    """Return whether each field that labels tell is right; a project's name is none of them."""
    return {each.field: each.right for each in judgements if _group(each.field) in _GROUPS}
