"""The figures of a document that can be altered: amounts, percentages, dates, document numbers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from nlp.outline.model import BudgetCell, Outline, PerformanceForm
from nlp.reconcile.flat import Paragraph, paragraphs
from nlp.values.amount import find_amounts
from nlp.values.dates import find_periods
from nlp.values.docnumber import find_document_numbers
from nlp.values.percent import find_percentages

Kind = Literal["cell", "amount", "percentage", "date", "document_number"]
_PROSE = ("compilation_notes", "other_matters")


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure as written at ``text[start:end]`` of the document.

    ``value`` is in 元 (percentages in percent), ``quantum`` one unit of its last digit. ``table`` with
    ``row`` and ``column`` place a cell; ``passage`` counts the paragraphs of prose, ``position`` the place
    in one; ``story`` tells which narrative it stands in. ``normal`` is a document number's normal form.
    """

    index: int
    kind: Kind
    start: int
    end: int
    written: str
    value: Decimal = Decimal(0)
    quantum: Decimal = Decimal(0)
    table: str | None = None
    row: int | None = None
    column: int | None = None
    passage: int | None = None
    position: int = 0
    story: int | None = None
    normal: str = ""


@dataclass(frozen=True)
class Figures:
    """All figures in the order of the text, and the paragraphs that those of prose stand in."""

    figures: tuple[Figure, ...]
    passages: tuple[Paragraph, ...]


def read_figures(outline: Outline) -> Figures:
    """Return the figures of a document's tables, forms, prose sections and narratives."""
    found: list[Figure] = []
    passages: list[Paragraph] = []
    skip = [(t.start, t.end) for t in outline.tables]
    for table in outline.tables:
        for number, row in enumerate(table.all_rows()):
            for column, cell in zip(table.columns, row.cells, strict=True):
                if cell is not None:
                    found.append(_cell(cell, table.id, number, column.index))
    for form in outline.forms:
        found += (_cell(cell, form.table, None, None) for cell in form_cells(form).values())
    areas: list[tuple[int, int, int | None]] = [
        (s.body_start, s.end, None) for s in outline.sections_of(*_PROSE)
    ]
    areas += [(n.start, n.end, n.index) for n in outline.narratives]
    for start, end, story in areas:
        for paragraph in paragraphs(outline.document.text, start, end, skip):
            found += _of_paragraph(outline, paragraph, len(passages), story)
            passages.append(paragraph)
    unique = {(f.start, f.end): f for f in sorted(found, key=lambda f: f.kind != "cell")}
    ordered = sorted(unique.values(), key=lambda f: f.start)
    return Figures(tuple(_numbered(ordered)), tuple(passages))


def form_cells(form: PerformanceForm) -> dict[str, BudgetCell]:
    """Return the stated amounts of a performance form by their part."""
    cells = {
        "total": form.total,
        "fiscal": form.fiscal,
        "other_total": form.other_total,
        "annual": form.annual,
        "appropriation": form.appropriation,
        "carry_over": form.carry_over,
        "other_annual": form.other_annual,
    }
    return {name: cell for name, cell in cells.items() if cell is not None}


def _numbered(found: list[Figure]) -> Iterator[Figure]:
    for index, figure in enumerate(found):
        yield replace(figure, index=index)


def _cell(cell: BudgetCell, table: str, row: int | None, column: int | None) -> Figure:
    place = cell.evidence
    return Figure(0, "cell", place.start, place.end, place.text, cell.value, cell.quantum, table, row, column)


def _of_paragraph(
    outline: Outline, paragraph: Paragraph, passage: int, story: int | None
) -> Iterator[Figure]:
    text = outline.document.text

    def figure(
        kind: Kind,
        a: int,
        b: int,
        value: Decimal = Decimal(0),
        quantum: Decimal = Decimal(0),
        normal: str = "",
    ) -> Figure:
        start, end = paragraph.span(a, b)
        return Figure(
            0, kind, start, end, text[start:end], value, quantum, passage=passage, position=a, story=story,
            normal=normal,
        )  # fmt: skip

    for amount in find_amounts(paragraph.text):
        if amount.high is None and not amount.per_unit:
            # What "about" covers, a twentieth to either side, no other figure can contradict.
            slack = amount.value / 10 if amount.qualifier == "about" else amount.quantum
            yield figure("amount", amount.start, amount.end, amount.value, max(amount.quantum, slack))
    for share in find_percentages(paragraph.text):
        yield figure("percentage", share.start, share.end, share.value, Decimal(1).scaleb(-share.decimals))
    if story is None:
        return
    for period in find_periods(paragraph.text, outline.fiscal_year):
        if period.first is not None and any(char.isdigit() for char in period.text):
            yield figure("date", period.start, period.end)
    for number in find_document_numbers(paragraph.text):
        yield figure("document_number", number.start, number.end, normal=number.normal)
