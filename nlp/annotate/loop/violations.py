"""Violations of the label scheme: borders that are no value's borders, stray edges, crossing spans.

The borders are those of annotations/labels.yaml; which values a label may hold follows from its type.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Protocol

from nlp.annotate.loop.findings import Reason
from nlp.annotate.records import SpanLabel, SpanRecord
from nlp.annotate.scheme import scheme
from nlp.values.amount import find_amounts
from nlp.values.dates import find_periods
from nlp.values.docnumber import find_document_numbers
from nlp.values.numeral import parse_number
from nlp.values.percent import find_percentages
from nlp.values.quarter import find_quarters
from nlp.values.title import find_titles

#: What a value may have behind it that its label leaves out.
_BEHIND: Final = frozenset({"", "止"})
#: Recognition takes a zero for one of these, and puts blanks into numbers; the label is right all the same.
_ZERO: Final = re.compile(r"(?<=[\d.,，．])[OoＯ]")
#: No label begins or ends with one of these; brackets and quotation marks count where they are not closed.
_STRAY: Final = frozenset(" \t\r\n\u3000，。；：、,;:！？!?")
_PAIRS: Final = {"（": "）", "(": ")", "《": "》", "“": "”", "〔": "〕", "【": "】", "[": "]", "「": "」"}


class _Value(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


#: The values that a label of a type may hold.
_FINDERS: Final[dict[str, Callable[[str], Sequence[_Value]]]] = {
    "amount": find_amounts,
    "period": lambda text: [*find_periods(text), *find_percentages(text)],
    # The end of a month ends a quarter as well as its name does.
    "quarter": lambda text: [*find_quarters(text), *find_periods(text)],
    "title": find_titles,
    "number": find_document_numbers,
}


@dataclass(frozen=True)
class _Values:
    """All values of a text, by the type of label that may hold them."""

    by_type: Mapping[str, Sequence[_Value]] = field(default_factory=dict)

    @classmethod
    def of(cls, text: str) -> _Values:
        return cls({kind: find(text) for kind, find in _FINDERS.items()})


def violations(record: SpanRecord) -> dict[SpanLabel, list[Reason]]:
    """Return the reasons against each span of a record; spans without one are left out.

    >>> record = SpanRecord("r", "共需12.5万元。", (SpanLabel(3, 8, "AMOUNT_TOTAL"),))
    >>> [(r.code, r.detail) for r in violations(record)[record.spans[0]]]
    [('border', '12.5万元')]
    """
    values = _Values.of(record.text)
    types = {label.name: label.type for label in scheme().labels}
    found: dict[SpanLabel, list[Reason]] = {}
    for span in record.spans:
        reasons = [
            *_edges(record, span),
            *_CHECKS.get(types[span.label], _no_check)(record, span, values),
            *_overlaps(record, span),
        ]
        if reasons:
            found[span] = reasons
    return found


def _edges(record: SpanRecord, span: SpanLabel) -> Iterator[Reason]:
    words = record.quote(span)
    stray = words[0] in _STRAY or words[-1] in _STRAY
    unclosed = any(words.count(a) != words.count(b) for a, b in _PAIRS.items())
    if stray or unclosed:
        yield Reason("edge", words, 0.9 if stray else 0.5)


def _overlaps(record: SpanRecord, span: SpanLabel) -> Iterator[Reason]:
    for other in record.spans:
        if other is span or other.end <= span.start or other.start >= span.end:
            continue
        inside = other.start <= span.start and span.end <= other.end
        around = span.start <= other.start and other.end <= span.end
        if not inside and not around:
            yield Reason("crossing", f"{other.label} {record.quote(other)}", 0.6)
        elif inside and other.label == span.label:
            yield Reason("nested", record.quote(other), 0.8)


_Check = Callable[[SpanRecord, SpanLabel, _Values], Iterable[Reason]]


def _no_check(record: SpanRecord, span: SpanLabel, values: _Values) -> Iterable[Reason]:
    return ()


def _touching(values: Iterable[_Value], span: SpanLabel) -> list[_Value]:
    return [v for v in values if v.start < span.end and v.end > span.start]


def _whole_value(kind: str, weight: float, none: float) -> _Check:
    """Return the check that a span is exactly one value, save for blanks."""

    def check(record: SpanRecord, span: SpanLabel, values: _Values) -> Iterator[Reason]:
        touching = _touching(values.by_type[kind], span)
        if all(span.start <= v.start and v.end <= span.end for v in touching) and _clean_value(
            kind, record.quote(span)
        ):
            return
        if not touching:
            if parse_number(record.quote(span)) is None:
                yield Reason("no_value", record.quote(span), none)
            return
        if not any((v.start, v.end) == (span.start, span.end) for v in touching):
            best = max(touching, key=lambda v: min(v.end, span.end) - max(v.start, span.start))
            yield Reason("border", record.text[best.start : best.end], weight)

    return check


def _cuts_value(kind: str, weight: float, none: float) -> _Check:
    """Return the check that a span holds a value and cuts none in two."""

    def check(record: SpanRecord, span: SpanLabel, values: _Values) -> Iterator[Reason]:
        touching = _touching(values.by_type[kind], span)
        if not touching and not _FINDERS[kind](_clean(record.quote(span))):
            yield Reason("no_value", record.quote(span), none)
        for value in touching:
            beyond = record.text[span.end : value.end].strip()
            if value.start < span.start or beyond not in _BEHIND:
                yield Reason("border", record.text[value.start : value.end], weight)
                return

    return check


def _clean(words: str) -> str:
    """Return words without blanks, the zeros put right.

    >>> _clean("1 2O.5 万元")
    '120.5万元'
    """
    return _ZERO.sub("0", "".join(words.split()))


def _clean_value(kind: str, words: str) -> bool:
    """Tell whether words are one value from the first to the last character, once they are cleaned."""
    clean = _clean(words)
    found = _FINDERS[kind](clean)
    return len(found) == 1 and (found[0].start, found[0].end) == (0, len(clean))


def _quarter(record: SpanRecord, span: SpanLabel, values: _Values) -> Iterator[Reason]:
    yield from _cuts_value("quarter", 0.7, 0.6)(record, span, values)
    figures: list[_Value] = [*find_percentages(record.text), *find_amounts(record.text)]
    touching = _touching(figures, span)
    clean = _clean(record.quote(span))
    if not touching and not find_percentages(clean) and not find_amounts(clean):
        yield Reason("no_value", record.quote(span), 0.5)
    elif any(v.start < span.start or v.end > span.end for v in touching):
        yield Reason("border", record.quote(span), 0.7)


def _title(record: SpanRecord, span: SpanLabel, values: _Values) -> Iterator[Reason]:
    for value in _touching(values.by_type["title"], span):
        exact = (value.start, value.end) == (span.start, span.end)
        inside = value.start <= span.start and span.end <= value.end
        if inside and not exact:
            yield Reason("border", record.text[value.start : value.end], 0.8)
            return


_CHECKS: Final[dict[str, _Check]] = {
    "amount": _whole_value("amount", 0.8, 0.8),
    "period": _cuts_value("period", 0.7, 0.5),
    "number": _whole_value("number", 0.7, 0.6),
    "quarter": _quarter,
    "title": _title,
}
