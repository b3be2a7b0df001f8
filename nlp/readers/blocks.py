"""What structured formats (Word, HTML, spreadsheets) hold, and its way into a Document.

A format's reader yields blocks in reading order: a paragraph is a string, a table a :class:`Grid`. This
module lays spans out, takes frames apart that only arrange a page, and writes text, lines and tables with
exact offsets: one paragraph a line, one table row a line with its cells parted by tabs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Union

from nlp.document import Cell, Document, Line, Table

#: A paragraph, or a table.
Block = Union[str, "Grid"]

#: Spans of a few bytes can claim any number of cells; no table that a person reads has so many.
MAX_CELLS: Final = 1_000_000
#: A cell with more paragraphs than a form's longest answer arranges a page.
_PAGE_BLOCKS: Final = 30
_SUM_LABEL: Final = re.compile(r"[合总小共]\s*计$")
#: A layout row (部门 … 单位 …) has two cells at the most; a header without rows has more.
_HEADER_CELLS: Final = 3
#: A merged or lone row under a table that is no row: a note, a sentence.
_NOTE: Final = re.compile(r"(?:注|备\s*注|说\s*明|附\s*注)\d*\s*[：:.、]|.*。")
_BLANKS: Final = re.compile(r"[^\S\n]+")
_WIDE: Final = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")


class TooManyCellsError(ValueError):
    """A table whose spans give more than :data:`MAX_CELLS` cells."""


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell with its own blocks; it spans ``columns`` × ``rows`` places of the grid."""

    blocks: tuple[Block, ...] = ()
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as written: rows of cells, spans not yet laid out."""

    rows: tuple[tuple[GridCell, ...], ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A laid-out row of cell texts; ``merged`` when its one filled cell spans the table's width."""

    texts: tuple[str, ...]
    merged: bool = False

    @property
    def lone(self) -> bool:
        """Whether just one cell is filled."""
        return sum(1 for text in self.texts if text) == 1


def clean(text: str) -> str:
    """Return one line's text: runs of blanks become one, line ends and outer blanks go.

    >>> clean("\\u3000\\u3000一、\\xa0部门\\t职能 ")
    '一、 部门 职能'
    """
    text = text.translate(_INVISIBLE)
    return _BLANKS.sub(_blank, text.replace("\n", " ")).strip()


#: Zero-width characters of web editors and soft hyphens; other controls are no text.
_INVISIBLE: Final = dict.fromkeys([0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, *range(9), *range(14, 32)])


def _blank(match: re.Match[str]) -> str:
    """Keep an ideographic blank, which aligns Chinese captions, and fold the others."""
    return "\u3000" * match[0].count("\u3000") or " "


def join_lines(lines: Iterable[str]) -> str:
    """Join the lines of one cell. Between two Chinese characters a line end is only a wrap.

    >>> join_lines(["社会保障和", "就业支出", "（208类）", "A 1"])
    '社会保障和就业支出 （208类） A 1'
    """
    joined = ""
    for line in filter(None, map(clean, lines)):
        wrapped = joined and _WIDE.match(joined[-1]) and _WIDE.match(line[0])
        joined += line if wrapped or not joined else " " + line
    return joined


def cell_text(blocks: Iterable[Block]) -> str:
    """Return a cell's text in one line, the cells of a table inside it parted by blanks."""
    return join_lines(_strings(blocks))


def _strings(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, str):
            yield from block.split("\n")
        else:
            for row in block.rows:
                yield " ".join(filter(None, (cell_text(cell.blocks) for cell in row)))


def to_document(
    name: str, sha256: str, kind: str, blocks: Iterable[Block], warnings: tuple[str, ...] = ()
) -> Document:
    """Return the Document of ``blocks``.

    Raises:
        TooManyCellsError: if a table's spans give more than a million cells.
    """
    writer = TextWriter()
    for block in blocks:
        if isinstance(block, str):
            writer.paragraph(block)
        else:
            write_grid(writer, block)
    return writer.document(name, sha256, kind, warnings)


class TextWriter:
    """Collects a document's text; cells and lines get their offsets as they are written."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._lines: list[Line] = []
        self._tables: list[Table] = []

    def paragraph(self, text: str) -> None:
        """Write a paragraph; a forced line end inside it begins a new line. An empty one is an empty line."""
        for part in text.split("\n"):
            self._line(clean(part))

    def table(self, rows: Sequence[Sequence[str]]) -> None:
        """Write rows of equal width as a table; the texts hold neither tabs nor line ends."""
        first = self._length
        grid = []
        for number, texts in enumerate(rows):
            position = self._length
            cells = []
            for column, text in enumerate(texts):
                cells.append(Cell(number, column, position, position + len(text), text))
                position += len(text) + 1
            grid.append(tuple(cells))
            self._line("\t".join(texts))
        self._tables.append(Table(tuple(grid), first, self._length - 1))

    def _line(self, text: str) -> None:
        self._lines.append(Line(self._length, self._length + len(text)))
        self._parts.append(text + "\n")
        self._length += len(text) + 1

    def document(self, name: str, sha256: str, kind: str, warnings: tuple[str, ...] = ()) -> Document:
        """Return what was written as a Document of format ``kind``."""
        text = "".join(self._parts)
        return Document(name, sha256, kind, text, tuple(self._lines), tuple(self._tables), warnings=warnings)


def write_grid(writer: TextWriter, grid: Grid) -> None:
    """Write a table; rows that arrange a page (they hold whole tables or texts) become their contents."""
    rows, width = _place(grid)
    open_rows: list[list[tuple[int, GridCell]]] = []
    for row in rows:
        if any(_arranges(cell) for _, cell in row):
            _write_rows(writer, open_rows, width)
            open_rows = []
            for _, cell in row:
                for block in cell.blocks:
                    if isinstance(block, str):
                        writer.paragraph(block)
                    else:
                        write_grid(writer, block)
        else:
            open_rows.append(row)
    _write_rows(writer, open_rows, width)


def _arranges(cell: GridCell) -> bool:
    """Tell whether a cell holds a table of its own, or more paragraphs than a form's answer."""
    return len(cell.blocks) > _PAGE_BLOCKS or any(
        isinstance(block, Grid) and len(block.rows) > 1 and max(map(len, block.rows)) > 1
        for block in _deep(cell.blocks)
    )


def _deep(blocks: Iterable[Block]) -> Iterator[Block]:
    for block in blocks:
        yield block
        if isinstance(block, Grid):
            for row in block.rows:
                for cell in row:
                    yield from _deep(cell.blocks)


def _place(grid: Grid) -> tuple[list[list[tuple[int, GridCell]]], int]:
    """Return each row's cells with their columns, and the width. Spans reach no further than the rows."""
    taken: dict[int, int] = {}
    placed: list[list[tuple[int, GridCell]]] = []
    width = 0
    for number, row in enumerate(grid.rows):
        column = 0
        cells = []
        for cell in row:
            while taken.get(column, 0) > number:
                column += 1
            cells.append((column, cell))
            if cell.rows > 1:
                taken.update(dict.fromkeys(range(column, column + cell.columns), number + cell.rows))
            column += cell.columns
            width = max(width, column)
        placed.append(cells)
        if width * len(grid.rows) > MAX_CELLS:
            raise TooManyCellsError
    return placed, width


def _write_rows(writer: TextWriter, rows: Sequence[Sequence[tuple[int, GridCell]]], width: int) -> None:
    if all(sum(1 for _, cell in row if cell_text(cell.blocks)) <= 1 for row in rows):
        # A frame around a text, one column wide or with a single filled cell a row.
        for row in rows:
            for _, cell in row:
                for text in _strings(cell.blocks):
                    writer.paragraph(text)
        return
    laid = []
    for row in rows:
        texts = [""] * width
        merged = False
        for column, cell in row:
            texts[column] = cell_text(cell.blocks)
            merged = merged or (bool(texts[column]) and cell.columns >= width)
        laid.append(Row(tuple(texts), merged))
    write_table(writer, laid)


def write_table(writer: TextWriter, rows: Sequence[Row]) -> None:
    """Write laid-out rows: title rows above and notes below as lines, one short row alone as a line.

    A row alone with several cells is the header of a table that states nothing.

    The last lone row before the first full one stays in the table, for it may be its header's top. Blank
    rows and blank columns at the right go.
    """
    kept = [row for row in rows if any(row.texts)]
    first = next((i for i, row in enumerate(kept) if not row.lone), len(kept))
    first = max(first - 1, 0) if first < len(kept) else first
    last = len(kept)
    while last > first and _is_note(kept[last - 1]):
        last -= 1
    body = kept[first:last]
    for row in kept[:first]:
        writer.paragraph("".join(row.texts))
    if len(body) == 1 and sum(map(bool, body[0].texts)) < _HEADER_CELLS:
        writer.paragraph("\u3000\u3000".join(filter(None, body[0].texts)))
    elif body:
        width = max(i + 1 for row in body for i, text in enumerate(row.texts) if text)
        writer.table([row.texts[:width] for row in body])
    for row in kept[last:]:
        writer.paragraph("".join(row.texts))


def _is_note(row: Row) -> bool:
    if not row.lone:
        return False
    text = "".join(row.texts)
    return _SUM_LABEL.search(text) is None and (row.merged or _NOTE.match(text) is not None)
