"""Hypothesis strategies: records over any text, with any spans."""

from __future__ import annotations

from typing import cast

from hypothesis import strategies as st

from nlp.annotate.records import LABELS, SpanLabel, SpanRecord
from nlp.tagger.spans import Label

#: Everything but lone surrogates, which no UTF-8 file holds; what breaks formats is made frequent.
CHARACTERS = st.one_of(
    st.sampled_from(
        "预算甲中心１２３．万元《》（）#\\\t\r\n \u3000\u2028\u0085\ufeff\x00😀𠮷\u200d\"',[]{}|OBI-"
    ),
    st.characters(codec="utf-8"),
)
TEXTS = st.one_of(
    st.text(CHARACTERS, max_size=40),
    st.lists(
        st.sampled_from(["由市甲局承担", "\r\n", "2024年12.5万元", "《某法》", " ", "😀"]), max_size=12
    ).map("".join),
)
IDS = st.text(CHARACTERS, min_size=1, max_size=8)
_LEAVES = st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(CHARACTERS, max_size=6)
META = st.dictionaries(
    st.text(CHARACTERS, max_size=5),
    st.recursive(
        _LEAVES,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=2),
    ),
    max_size=3,
)


@st.composite
def span_records(draw: st.DrawFn, texts: st.SearchStrategy[str] = TEXTS) -> SpanRecord:
    """Return a record with up to six spans, overlapping, nested and at the ends included."""
    text = draw(texts)
    spans: set[SpanLabel] = set()
    if text:
        for _ in range(draw(st.integers(0, 6))):
            start = draw(st.integers(0, len(text) - 1))
            end = draw(st.integers(start + 1, len(text)))
            spans.add(SpanLabel(start, end, cast("Label", draw(st.sampled_from(LABELS)))))
    return SpanRecord(draw(IDS), text, tuple(sorted(spans)), draw(META))


def record_lists(max_size: int = 3) -> st.SearchStrategy[list[SpanRecord]]:
    return st.lists(span_records(), max_size=max_size, unique_by=lambda record: record.id)
