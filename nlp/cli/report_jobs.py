"""What ``yusuan report`` does with one document or one store.

As in :mod:`nlp.cli.jobs`, a child process imports :func:`report_page` by name, and only strings come back.
"""

from __future__ import annotations

from pathlib import Path

from nlp.cli.jobs import Written, result_of, written
from nlp.tagger import Tagging


def report_page(path: Path, *, tagging: Tagging) -> Written:
    """Return a document's report as HTML; a PDF's has pictures of its pages."""
    from nlp.report import document_report
    from nlp.report.pictures import pages_wanted, pictures

    made = result_of(path, tagging)
    wanted = pages_wanted(made.findings, made.statements) if made.document.format == "pdf" else ()
    shown = pictures(path, wanted) if wanted else ()
    return written(
        made.outline, document_report(made.outline, made.fields, made.statements, made.findings, shown)
    )


def store_index(store: Path) -> str:
    """Return a store's overview as HTML. Raises StoreError."""
    from nlp.report.page import store_page
    from nlp.report.store import store_view
    from nlp.report.store_data import read_store

    return store_page(store_view(read_store(store)))
