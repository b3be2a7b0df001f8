"""Names of places: which element of the page a piece of evidence points at, and how its place is told."""

from __future__ import annotations

from collections.abc import Iterable

from nlp.document import Document, Evidence
from nlp.report.model import Place


def name_of(place: Evidence) -> str:
    """Return the name of the element that shows the evidence.

    >>> name_of(Evidence("预算", 3, 5)), name_of(Evidence("1", 7, 8, table="t1", row=3, column=0))
    ('p3-5', 't1-r3-c0')
    """
    if place.table is None or place.row is None:
        return f"p{place.start}-{place.end}"
    return cell_name(place.table, place.row, place.column)


def cell_name(table: str, row: int, column: int | None = None) -> str:
    """Return the name of a cell, or of a row."""
    return f"{table}-r{row}" if column is None else f"{table}-r{row}-c{column}"


def places_of(evidence: Iterable[Evidence], document: Document) -> tuple[Place, ...]:
    """Return the places of pieces of evidence, each once, in order."""
    made = {name_of(each): each for each in evidence}
    return tuple(_place(name, each, document) for name, each in made.items())


def _place(name: str, evidence: Evidence, document: Document) -> Place:
    if evidence.table is not None and evidence.row is not None:
        zh, en = f"{evidence.table} 第{evidence.row + 1}行", f"{evidence.table} row {evidence.row + 1}"
    elif evidence.page is not None:
        zh, en = f"第{evidence.page}页", f"page {evidence.page}"
    else:
        line = document.text.count("\n", 0, evidence.start) + 1
        zh, en = f"第{line}行", f"line {line}"
    return Place(name, evidence.text, zh, en, evidence.page, _box(evidence, document))


def _box(evidence: Evidence, document: Document) -> tuple[int, int, int, int] | None:
    """Return the evidence's box in thousandths of its page."""
    if evidence.bbox is None:
        return None
    page = next((p for p in document.pages if p.number == evidence.page), None)
    if page is None or not (page.width > 0 and page.height > 0):
        return None
    x0, top, x1, bottom = evidence.bbox
    scaled = (x0 / page.width, top / page.height, x1 / page.width, bottom / page.height)
    a, b, c, d = (round(1000 * min(max(side, 0.0), 1.0)) for side in scaled)
    return a, b, c, d
