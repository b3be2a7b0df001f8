"""What the fields of one narrative are assembled from: its spans, its values, the document."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol, TypeVar

from nlp.document import Document, Evidence
from nlp.outline.model import Narrative, Outline
from nlp.tagger.spans import FieldSpan, Label
from nlp.values.amount import Amount, find_amounts
from nlp.values.docnumber import DocumentNumber, find_document_numbers
from nlp.values.percent import Percentage, find_percentages


class _Ranged(Protocol):
    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


R = TypeVar("R", bound=_Ranged)


@dataclass(frozen=True)
class Context:
    """One narrative with its spans. Values are read in the narrative's text, where their qualifiers stand."""

    outline: Outline
    narrative: Narrative
    spans: tuple[FieldSpan, ...]

    @property
    def document(self) -> Document:
        """The document."""
        return self.outline.document

    @cached_property
    def text(self) -> str:
        """The narrative's text; offsets in it are the document's less ``narrative.start``."""
        return self.document.text[self.narrative.start : self.narrative.end]

    @cached_property
    def _amounts(self) -> tuple[Amount, ...]:
        return find_amounts(self.text)

    @cached_property
    def _percentages(self) -> tuple[Percentage, ...]:
        return find_percentages(self.text)

    @cached_property
    def _numbers(self) -> tuple[DocumentNumber, ...]:
        return find_document_numbers(self.text)

    def labelled(self, *labels: Label) -> list[FieldSpan]:
        """Return the spans with one of ``labels``, in order."""
        return sorted((s for s in self.spans if s.label in labels), key=lambda s: s.start)

    def written(self, span: FieldSpan) -> str:
        """Return the span's characters."""
        return self.document.text[span.start : span.end]

    def evidence(self, start: int, end: int) -> Evidence:
        """Return the evidence for a range of the document."""
        return self.document.evidence(start, end)

    def evidence_of(self, found: _Ranged) -> Evidence:
        """Return the evidence for a value with offsets in the narrative's text."""
        return self.document.evidence(found.start + self.narrative.start, found.end + self.narrative.start)

    def amounts(self, span: FieldSpan) -> list[Amount]:
        """Return the amounts inside a span."""
        return self._inside(self._amounts, span)

    def last_amount_end(self, offset: int) -> int:
        """Return where the last amount in front of ``offset`` ends, else the narrative's start."""
        base = self.narrative.start
        ends = (a.end + base for a in self._amounts if not a.per_unit)
        return max((end for end in ends if end <= offset), default=base)

    def percentages(self, span: FieldSpan) -> list[Percentage]:
        """Return the percentages inside a span."""
        return self._inside(self._percentages, span)

    def numbers(self, span: FieldSpan) -> list[DocumentNumber]:
        """Return the document numbers inside a span."""
        return self._inside(self._numbers, span)

    def _inside(self, found: Sequence[R], span: FieldSpan) -> list[R]:
        start = span.start - self.narrative.start
        end = span.end - self.narrative.start
        return [value for value in found if value.start < end and value.end > start]


def first(items: Iterable[R]) -> R | None:
    """Return the first item, ``None`` of nothing."""
    return next(iter(items), None)
