"""What the fields of one narrative are assembled from: its spans, its values, the document."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol, TypeVar

from nlp.document import Document, Evidence
from nlp.outline.blank_rows import tabbed
from nlp.outline.model import Narrative, Outline
from nlp.outline.page_ends import over_page_ends
from nlp.tagger.rules.passages import Passage, passage, unit_over
from nlp.tagger.spans import FieldSpan, Label
from nlp.values.amount import Amount
from nlp.values.cells import money_in, percentages_in
from nlp.values.docnumber import DocumentNumber, find_document_numbers
from nlp.values.percent import Percentage, find_shares


class _Ranged(Protocol):
    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


R = TypeVar("R", bound=_Ranged)


@dataclass(frozen=True)
class Context:
    """One narrative with its spans. Values are read in the narrative's text, where their qualifiers stand.

    Offsets are the document's throughout; line ends inside words and numbers are not in the way.
    """

    outline: Outline
    narrative: Narrative
    spans: tuple[FieldSpan, ...]

    @property
    def document(self) -> Document:
        """The document."""
        return self.outline.document

    @cached_property
    def joined(self) -> Passage:
        """The narrative without soft line ends, every character traceable; a form's behind its unit."""
        start = self.narrative.start
        end = self.narrative.end
        written = over_page_ends(self.document.text, start, end, tabbed(self.document.text[start:end]))
        joined = passage("narrative", written, 0, len(written), start)
        unit = unit_over(self.document.text, start)
        return joined.behind(unit) if unit else joined

    @property
    def text(self) -> str:
        """The narrative's text without soft line ends."""
        return self.joined.text

    @cached_property
    def _amounts(self) -> tuple[Amount, ...]:
        return money_in(self.text)

    @cached_property
    def _percentages(self) -> tuple[Percentage, ...]:
        return percentages_in(self.text)

    @cached_property
    def _shares(self) -> tuple[Percentage, ...]:
        return find_shares(self.text)

    @cached_property
    def _numbers(self) -> tuple[DocumentNumber, ...]:
        return find_document_numbers(self.text)

    def labelled(self, *labels: Label) -> list[FieldSpan]:
        """Return the spans with one of ``labels``, in order; none in words that the text takes back."""
        told = (s for s in self.spans if s.label in labels and self.joined.holds(s.start))
        return sorted(told, key=lambda s: s.start)

    def written(self, span: FieldSpan) -> str:
        """Return the span's characters without soft line ends."""
        return self.between(span.start, span.end)

    def between(self, start: int, end: int) -> str:
        """Return the characters between two offsets without soft line ends."""
        return self.text[self.joined.local(start) : self.joined.local(end)]

    def behind(self, offset: int, length: int) -> str:
        """Return the ``length`` characters behind an offset without soft line ends."""
        at = self.joined.local(offset)
        return self.text[at : at + length]

    def evidence(self, start: int, end: int) -> Evidence:
        """Return the evidence for a range of the document."""
        return self.document.evidence(start, end)

    def evidence_of(self, found: _Ranged) -> Evidence:
        """Return the evidence for a value with offsets in the narrative's text."""
        offsets = self.joined.offsets
        return self.document.evidence(offsets[found.start], offsets[found.end - 1] + 1)

    def amounts(self, span: FieldSpan) -> list[Amount]:
        """Return the amounts inside a span."""
        return self._inside(self._amounts, span)

    def last_amount_end(self, offset: int) -> int:
        """Return where the last amount in front of ``offset`` ends, else the narrative's start."""
        offsets = self.joined.offsets
        ends = (offsets[a.end - 1] + 1 for a in self._amounts if not a.per_unit)
        return max((end for end in ends if end <= offset), default=self.narrative.start)

    def percentages(self, span: FieldSpan) -> list[Percentage]:
        """Return the percentages inside a span."""
        return self._inside(self._percentages, span)

    def shares(self, span: FieldSpan) -> list[Percentage]:
        """Return the percentages inside a span, those told in tenths or as a half among them."""
        told = self.percentages(span)
        start, end = self.joined.local(span.start), self.joined.local(span.end)
        tenths = [p for p in self._shares if start <= p.start and p.end <= end]
        more = [p for p in tenths if not any(p.start < t.end and t.start < p.end for t in told)]
        return sorted([*told, *more], key=lambda p: p.start)

    def numbers(self, span: FieldSpan) -> list[DocumentNumber]:
        """Return the document numbers inside a span."""
        return self._inside(self._numbers, span)

    def _inside(self, found: Sequence[R], span: FieldSpan) -> list[R]:
        start = self.joined.local(span.start)
        end = self.joined.local(span.end)
        return [value for value in found if value.start < end and value.end > start]


def first(items: Iterable[R]) -> R | None:
    """Return the first item, ``None`` of nothing."""
    return next(iter(items), None)
