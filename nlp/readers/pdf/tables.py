"""Ruled grids of a page filled with their characters, and joined over pages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from nlp.readers.pdf.lines import TextLine, text_lines
from nlp.readers.pdf.page import Char, PageContent
from nlp.readers.pdf.ruled import Box, RuledGrid, box_at, grids

#: Column borders of one table may differ by this much from page to page.
_SAME_COLUMN: Final = 6.0


@dataclass(frozen=True, slots=True)
class PrintedCell:
    """A cell's printed lines; ``lines`` is empty in an empty or merged-away cell.

    ``spans_row`` tells a cell that is merged over the table's whole width.
    """

    lines: tuple[TextLine, ...]
    spans_row: bool = False

    @property
    def text(self) -> str:
        """The cell's text with its hard line ends taken out."""
        return "".join(line.text for line in self.lines)


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """A table on one page or, joined, on several; ``rows`` is rectangular."""

    rows: tuple[tuple[PrintedCell, ...], ...]
    xs: tuple[float, ...]
    pages: tuple[int, ...]
    top: float
    bottom: float


#: A numbered label (十六、…) begins a row of its own.
_NUMBERED: Final = re.compile(r"[（(]?[一二三四五六七八九十]{1,3}[、)）.．]|其中")
_EMPTY: Final = PrintedCell(())


def page_tables(page: PageContent) -> tuple[list[PrintedTable], list[Char]]:
    """Return the page's ruled tables from the top, and the characters outside of them."""
    found = grids(page.horizontal, page.vertical)
    inside: list[dict[Box, list[Char]]] = [{} for _ in found]
    outside: list[Char] = []
    for char in page.chars:
        x, y = char.middle
        for index, grid in enumerate(found):
            x0, top, x1, bottom = grid.bbox
            if x0 <= x <= x1 and top <= y <= bottom and (box := box_at(grid, x, y)) is not None:
                inside[index].setdefault(box, []).append(char)
                break
        else:
            outside.append(char)
    tables = []
    for grid, cells in zip(found, inside, strict=True):
        table = _table(grid, cells, page.number) if len(grid.xs) > 2 else None
        if table is not None and table.rows:
            tables.append(table)
        else:
            # A frame around text, or lines that hold nothing, is no table.
            outside.extend(char for chars in cells.values() for char in chars)
    return tables, outside


def _table(grid: RuledGrid, cells: dict[Box, list[Char]], page: int) -> PrintedTable:
    width, height = len(grid.xs) - 1, len(grid.ys) - 1
    rows = [[_EMPTY] * width for _ in range(height)]
    for box, chars in cells.items():
        spans_row = box.column == 0 and box.column_end == width
        rows[box.row][box.column] = PrintedCell(tuple(text_lines(chars, page)), spans_row)
    kept = tuple(tuple(row) for row in rows if any(cell.lines for cell in row))
    return PrintedTable(kept, grid.xs, (page,), grid.ys[0], grid.ys[-1])


def continues(before: PrintedTable, table: PrintedTable) -> bool:
    """Tell whether ``table`` goes on with ``before``: its borders are borders of ``before``, nearly.

    A total row alone on the next page has merged cells, so fewer borders; the outer ones are the same. A
    first row that is one cell over the whole width is a title: there a new table begins.
    """
    if _is_title_row(table.rows[0]) or len(table.xs) > len(before.xs):
        return False
    outer = ((before.xs[0], table.xs[0]), (before.xs[-1], table.xs[-1]))
    return all(abs(a - b) <= _SAME_COLUMN for a, b in outer) and all(
        any(abs(x - other) <= _SAME_COLUMN for other in before.xs) for x in table.xs
    )


def _is_title_row(row: Sequence[PrintedCell]) -> bool:
    filled = [cell for cell in row if cell.text]
    return len(filled) == 1 and bool(row[0].text) and row[0].spans_row


def _aligned(before: PrintedTable, table: PrintedTable) -> list[tuple[PrintedCell, ...]]:
    """Return the rows of ``table`` with each cell in the column of ``before`` where it begins."""
    if len(before.xs) == len(table.xs):
        return list(table.rows)
    width = len(before.xs) - 1
    places = [
        min(range(width), key=lambda column, x=x: abs(before.xs[column] - x))  # type: ignore[misc]
        for x in table.xs[:-1]
    ]
    rows = []
    for row in table.rows:
        cells = [_EMPTY] * width
        for place, cell in zip(places, row, strict=True):
            cells[place] = cell
        rows.append(tuple(cells))
    return rows


def join(before: PrintedTable, table: PrintedTable) -> PrintedTable:
    """Return one table, without the header that the next page repeats; a row cut by the page is mended."""
    aligned = _aligned(before, table)
    repeated = 0
    for first, again in zip(before.rows, aligned, strict=False):
        if [cell.text for cell in first] != [cell.text for cell in again]:
            break
        repeated += 1
    rows = list(before.rows)
    rest = aligned[repeated:]
    if rest and rows and repeated == 0 and _is_rest_of_row(rows[-1], rest[0]):
        rows[-1] = tuple(PrintedCell(a.lines + b.lines) for a, b in zip(rows[-1], rest[0], strict=True))
        rest = rest[1:]
    return PrintedTable(
        (*rows, *rest),
        before.xs,
        tuple(sorted({*before.pages, *table.pages})),
        before.top,
        table.bottom,
    )


def _is_rest_of_row(last: Sequence[PrintedCell], first: Sequence[PrintedCell]) -> bool:
    """A first row on a page that only goes on with words of the last row: no number of its own."""
    filled = [index for index, cell in enumerate(first) if cell.text]
    if not filled or any(any(c.isdigit() for c in first[i].text) for i in filled):
        return False
    if any(_NUMBERED.match(first[i].text) for i in filled):
        return False
    return len(filled) == 1 and filled[0] > 0 and bool(last[filled[0]].text) and not first[0].text
