"""Span records as the trained tagger learns from them: with the hints that the pipeline would give it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from nlp.annotate.records import SpanRecord
from nlp.annotate.suggest import context_of, narratives_in, suggest_for
from nlp.tagger.model.decode import Ints
from nlp.tagger.model.examples import Example, example
from nlp.tagger.model.hints import hints
from nlp.tagger.model.joint import JointTagger
from nlp.tagger.model.predict import Predictor
from nlp.tagger.rules import tag
from nlp.tagger.spans import FieldSpan


@dataclass(frozen=True, slots=True)
class Lesson:
    """An example, and what the rules make of the same text, to be judged beside it."""

    example: Example
    rules: tuple[FieldSpan, ...]


def lessons(records: Iterable[SpanRecord]) -> Iterator[Lesson]:
    """Yield each record with its hints and the rules' spans; offsets count in the record's text."""
    for record in records:
        types: Ints = np.zeros(len(record.text), dtype=np.int64)
        rules: list[FieldSpan] = []
        for doc, narrative, outline in narratives_in(record.text, context_of(record.meta)):
            spans = tag(doc, narrative, outline)
            found = hints(narrative, outline)
            start = narrative.start - 1
            types[max(0, start) : narrative.end - 1] = found[max(0, -start) :]
            rules += (
                FieldSpan(s.label, s.start - 1, s.end - 1, s.score, s.source) for s in spans if s.start > 0
            )
        yield Lesson(example(record.id, record.text, record.spans, types, _group(record)), tuple(rules))


def completed(record: SpanRecord, predictor: Predictor) -> tuple[FieldSpan, ...]:
    """Return what the tagger `joint` finds with this network; offsets count in the record's text."""
    return suggest_for(record, JointTagger(tag, lambda: predictor))


def _group(record: SpanRecord) -> str:
    """Return what belongs together: a family of templates, a document, else the record alone."""
    return str(record.meta.get("family") or record.meta.get("sha256") or record.id)
