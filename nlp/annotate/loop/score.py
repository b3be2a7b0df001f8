"""Exact-span F1 of a tagger's spans against labels."""

from __future__ import annotations

from collections.abc import Sequence

from nlp.annotate.records import SpanLabel, SpanRecord
from nlp.tagger.spans import FieldSpan


def span_f1(records: Sequence[SpanRecord], found: Sequence[Sequence[FieldSpan]]) -> float:
    """Return the micro F1 over all spans; 1.0 where there is nothing to find and nothing was found.

    >>> record = SpanRecord("r", "甲中心", (SpanLabel(0, 3, "BODY"),))
    >>> span_f1([record], [[FieldSpan("BODY", 0, 3)]]), span_f1([record], [[]])
    (1.0, 0.0)
    """
    right = total = 0
    for record, spans in zip(records, found, strict=True):
        marked = {SpanLabel(s.start, s.end, s.label) for s in spans}
        right += len(marked & set(record.spans))
        total += len(marked) + len(record.spans)
    return 2 * right / total if total else 1.0
