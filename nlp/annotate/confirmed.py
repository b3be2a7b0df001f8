"""Span records out of cases whose truth is known by value: the rules' spans where every value is right.

A case (:mod:`nlp.annotate.cases`) says what a narrative means, not which characters say so. Where the rules
give exactly the values of the truth, the spans they took them from are, but for rare chance, the right ones,
and the narrative can teach the tagger another author's writing. Where one field differs, or a span's field
is not judged, the case teaches nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from nlp.annotate.cases import Case, judge
from nlp.annotate.records import SpanLabel, SpanRecord
from nlp.annotate.suggest import suggest_for

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


def confirmed_records(cases: Iterable[Case]) -> Iterator[SpanRecord]:
    """Yield a record of each case that the rules read as its truth does, in order."""
    for case in cases:
        judgements = judge(case)
        if not all(each.right for each in judgements):
            continue
        record = SpanRecord(
            case.id, case.text, meta={"family": case.kind, "world": case.document.model_dump(mode="json")}
        )
        spans = tuple(sorted({SpanLabel(s.start, s.end, s.label) for s in suggest_for(record)}))
        if {_FIELD_OF[span.label] for span in spans} <= {each.field for each in judgements}:
            yield SpanRecord(record.id, record.text, spans, record.meta)
