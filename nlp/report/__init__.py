"""What was read, to look at: the report of a document and the index of a store, each one HTML file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nlp.fields.model import NarrativeFields
    from nlp.outline.model import Outline
    from nlp.reconcile.model import Finding, Statement
    from nlp.report.model import Picture

__all__ = ["document_report"]


def document_report(
    outline: Outline,
    fields: Sequence[NarrativeFields],
    statements: Sequence[Statement],
    findings: Sequence[Finding],
    pictures: Iterable[Picture] = (),
) -> str:
    """Return the report of one document as self-contained HTML; ``pictures`` are of its pages, if any."""
    from nlp.report.page import document_page
    from nlp.report.view import document_view

    return document_page(document_view(outline, fields, statements, findings, pictures))
