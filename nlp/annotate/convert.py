"""Stand-off labels of a real document into span records, wherever the document is at hand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from nlp.annotate.records import SpanLabel, SpanRecord
from nlp.annotate.standoff import AmountLabel, NarrativeLabels, PhaseLabel, ScheduleLabel, check_document
from nlp.outline.model import Outline
from nlp.tagger.spans import Label
from nlp.values.dates import find_periods
from nlp.values.percent import find_percentages

_SINGLE: Final[tuple[tuple[str, Label], ...]] = (
    ("annual_total", "AMOUNT_TOTAL"),
    ("fiscal", "AMOUNT_FISCAL"),
    ("own_funds", "AMOUNT_OWN"),
    ("multi_year_total", "AMOUNT_MULTI_YEAR"),
)


def label_spans(label: NarrativeLabels, text: str | None = None) -> tuple[SpanLabel, ...]:
    """Return a narrative's labels as spans of the document, in the order of their places.

    A derived amount stands nowhere: its parts have labels of their own. Where the total is the fiscal part
    (its only source), the scheme gives the words the source's label alone.

    A schedule's evidence may hold more than dates: the row of a phase, a duration beside a period. With the
    document's ``text`` its periods and shares have the scheme's borders.
    """
    spans = set(_spans(label, text))
    sources = {(s.start, s.end) for s in spans if s.label in ("AMOUNT_FISCAL", "AMOUNT_OWN")}
    return tuple(sorted(s for s in spans if s.label != "AMOUNT_TOTAL" or (s.start, s.end) not in sources))


def _spans(label: NarrativeLabels, text: str | None) -> Iterator[SpanLabel]:
    for body in label.bodies:
        yield SpanLabel(*body.span, "BODY")
        if body.alias is not None:
            yield SpanLabel(*body.alias, "BODY_ALIAS")
    if label.schedule is not None:
        # A schedule that is told by its phases alone spans them; the phases are what is marked.
        if not any(_inside(p.span, label.schedule.span) for p in label.schedule.phases):
            for start, end in _periods(label.schedule, text):
                yield SpanLabel(start, end, "SCHEDULE")
        for phase in label.schedule.phases:
            for start, end in (*_periods(phase, text), *_share(phase, text)):
                yield SpanLabel(start, end, "PHASE")
    amounts = label.amounts
    for name, role in _SINGLE:
        yield from _amount(getattr(amounts, name), role)
    for component in amounts.components:
        yield from _amount(component, "AMOUNT_COMPONENT")
    for other in amounts.other_years:
        yield from _amount(other, "AMOUNT_OTHER_YEAR")
    for quarter in label.quarters.items:
        yield SpanLabel(*quarter.span, "QUARTER")
    for basis in label.legal_basis:
        if basis.title is not None:
            yield SpanLabel(*basis.title, "LEGAL_TITLE")
        if basis.number_span is not None:
            yield SpanLabel(*basis.number_span, "LEGAL_NUMBER")


def _periods(label: ScheduleLabel | PhaseLabel, text: str | None) -> list[tuple[int, int]]:
    """Return the places of the written periods that are the label's value; its whole span where none is."""
    start, end = label.span
    if text is None:
        return [label.span]
    months = label.duration_months if isinstance(label, ScheduleLabel) else None
    known: date | None = label.start or label.end
    found = [
        (start + period.start, start + period.end)
        for period in find_periods(text[start:end], default_year=known.year if known else None)
        if (
            period.duration_months == months
            if period.kind == "duration"
            else (period.first, period.last) == (label.start, label.end)
        )
    ]
    return found or [label.span]


def _share(phase: PhaseLabel, text: str | None) -> list[tuple[int, int]]:
    """Return the place of a phase's share of payment, where the span holds more than the period."""
    start, end = phase.span
    if text is None or phase.percent is None:
        return []
    shares = [p for p in find_percentages(text[start:end]) if p.value == phase.percent]
    return [(start + share.start, start + share.end) for share in shares[-1:]]


def _inside(inner: tuple[int, int], outer: tuple[int, int]) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _amount(amount: AmountLabel | None, role: Label) -> Iterator[SpanLabel]:
    if amount is not None and not amount.derived:
        for span in amount.spans:
            yield SpanLabel(*span, role)


def to_records(labels: Sequence[NarrativeLabels], outline: Outline) -> tuple[SpanRecord, ...]:
    """Return one record a labelled narrative, its text taken from the document; offsets are the record's.

    A label that lies outside its narrative (a title cited in a part before it) is no span of the record and
    is counted in ``meta["outside"]``.

    Raises:
        YusuanError: when the labels were made on another document.
    """
    check_document(tuple(labels), outline.document)
    return tuple(_record(label, outline) for label in labels if label.narrative < len(outline.narratives))


def _record(label: NarrativeLabels, outline: Outline) -> SpanRecord:
    narrative = outline.narratives[label.narrative]
    base, end = narrative.start, narrative.end
    spans = label_spans(label, outline.document.text)
    inside = tuple(
        SpanLabel(s.start - base, s.end - base, s.label) for s in spans if base <= s.start and s.end <= end
    )
    document = outline.document
    return SpanRecord(
        f"{document.sha256[:12]}-{label.narrative}",
        document.text[base:end],
        inside,
        {
            "source": document.source,
            "sha256": document.sha256,
            "narrative": label.narrative,
            "offset": base,
            "annotator": label.annotator,
            "outside": len(spans) - len(inside),
            "fiscal_year": outline.fiscal_year,
            "organisation": outline.organisation,
            "units": [unit.name for unit in outline.units],
        },
    )
