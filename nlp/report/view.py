"""From what was read of a document to the view-model of its report; pure functions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal

from nlp.fields.model import NarrativeFields
from nlp.outline.model import Outline
from nlp.reconcile.model import Finding, Statement
from nlp.reconcile.why import explain
from nlp.report import items as listing
from nlp.report.computation import number, point
from nlp.report.marks import SEVERITIES, VERDICTS, field_marks, item_marks
from nlp.report.model import Count, DocumentView, Head, Picture
from nlp.report.projects import coverage, project_views
from nlp.report.prose import blocks
from nlp.report.tables import links, table_view

_BAR = Decimal(100)


def document_view(
    outline: Outline,
    fields: Sequence[NarrativeFields],
    statements: Sequence[Statement],
    findings: Sequence[Finding],
    pictures: Iterable[Picture] = (),
) -> DocumentView:
    """Return everything that the report of a document shows."""
    # No words: every statement is explained.
    whys = tuple(explain(outline, statements, findings, ""))
    found = listing.findings(outline, findings, whys)
    stated = listing.statements(outline, whys)
    listed = (*found, *stated)
    items = tuple(each.item for each in listed)
    marks = [*field_marks(fields)]
    for each in listed:
        marks += item_marks(each.item, each.evidence)
    by_place = links((each.item, each.evidence) for each in listed)
    return DocumentView(
        head=_head(outline),
        items=items,
        severities=counts(SEVERITIES, Counter(f.severity for f in findings)),
        verdicts=counts(VERDICTS, Counter(s.verdict for s in statements)),
        rules=tuple(sorted({f.rule for f in findings})),
        projects=project_views(outline, fields, statements, items),
        coverage=coverage(outline, fields),
        blocks=blocks(outline, marks),
        tables=tuple(table_view(table, by_place) for table in outline.tables),
        warnings=tuple(dict.fromkeys((*outline.document.warnings, *outline.warnings))),
        pictures=tuple(pictures),
    )


def counts(keys: Iterable[str], counted: Counter[str]) -> tuple[Count, ...]:
    """Return the counts of ``keys``, with their shares of a bar of 100.

    >>> [(c.key, c.count, c.start, c.width) for c in counts("ab", Counter(a=1, b=3))]
    [('a', 1, '0.0', '25.0'), ('b', 3, '25.0', '75.0')]
    """
    whole = Decimal(sum(counted.values()) or 1)
    made = []
    start = Decimal(0)
    for key in keys:
        width = _BAR * counted[key] / whole
        made.append(Count(key, counted[key], point(start), point(width)))
        start += width
    return tuple(made)


def _head(outline: Outline) -> Head:
    from nlp import __version__
    from nlp.serialise import source_name

    document = outline.document
    return Head(
        source=source_name(document.source),
        organisation=outline.organisation or "",
        year=str(outline.fiscal_year or ""),
        kind=outline.kind,
        level=outline.level or "",
        sha256=document.sha256,
        characters=number(Decimal(len(document.text))),
        pages=len(document.pages),
        program=f"yusuan {__version__}",
    )
