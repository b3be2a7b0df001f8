"""Sheets of cell texts into blocks of a document: what is visible, as tables with their titles and notes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from nlp.document import Document
from nlp.errors import ReadError
from nlp.readers.blocks import MAX_CELLS, Row, TextWriter, TooManyCellsError, join_lines, write_table
from nlp.readers.office.container import too_large

#: Names that programs give to sheets; they say nothing.
_DEFAULT_NAME: Final = re.compile(r"(?:sheet|工作表|表|Feuil|Tabelle)\s*\d*", re.IGNORECASE)
_SUM_LABEL: Final = re.compile(r"[合总小共]\s*计$")


@dataclass(frozen=True, slots=True)
class Range:
    """A merged range of cells, ends included; rows and columns count from 0."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """A visible sheet: the texts of its filled cells by (row, column), and what is merged or hidden."""

    name: str
    texts: dict[tuple[int, int], str]
    merged: tuple[Range, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()


def sheets_document(
    name: str, sha256: str, sheets: Iterable[Sheet], warnings: tuple[str, ...] = ()
) -> Document:
    """Return the Document of a workbook, format ``xlsx``.

    Raises:
        ReadError: kind ``empty`` if no visible cell is filled, ``too_large``.
    """
    writer = TextWriter()
    for sheet in sheets:
        try:
            _write(writer, sheet)
        except TooManyCellsError:
            too_large(name, sha256, f"sheet {sheet.name} spans more than {MAX_CELLS} cells")
    document = writer.document(name, sha256, "xlsx", warnings)
    if not document.text.strip():
        raise ReadError("empty", f"{name}：工作簿是空的。", f"{name}: the workbook is empty", sha256)
    return document


def _write(writer: TextWriter, sheet: Sheet) -> None:
    blocks = list(_blocks(sheet))
    if not blocks:
        return
    if not blocks[0][0].lone and not _DEFAULT_NAME.fullmatch(sheet.name.strip()):
        # Without a title row the sheet's tab is its title.
        writer.paragraph(sheet.name)
    for rows in blocks:
        if all(row.lone for row in rows):
            for row in rows:
                writer.paragraph("".join(row.texts))
        else:
            write_table(writer, rows)
        writer.paragraph("")


def _blocks(sheet: Sheet) -> Iterator[list[Row]]:
    """Yield runs of rows. A blank row parts two tables if a title, a row of one cell, follows it."""
    rows: list[Row] = []
    blank = False
    for row in _rows(sheet):
        if row is None:
            blank = True
            continue
        if blank and rows and row.lone and _SUM_LABEL.search("".join(row.texts)) is None:
            yield rows
            rows = []
        rows.append(row)
        blank = False
    if rows:
        yield rows


def _rows(sheet: Sheet) -> Iterator[Row | None]:
    """Yield the visible rows from the first to the last filled one, ``None`` for a blank one."""
    texts, widths = _visible(sheet)
    columns = sorted({column for _, column in texts})
    if not columns:
        return
    shown = [c for c in range(columns[0], columns[-1] + 1) if c not in sheet.hidden_columns]
    height = len({row for row, _ in texts})
    if height * len(shown) > MAX_CELLS:
        # A stray cell far to the right: columns without any text are left out.
        shown = columns
    if height * len(shown) > MAX_CELLS:
        raise TooManyCellsError
    by_row: dict[int, dict[int, str]] = {}
    for (row, column), text in texts.items():
        by_row.setdefault(row, {})[column] = text
    before: int | None = None
    for row in sorted(by_row):
        if before is not None and any(
            r not in sheet.hidden_rows for r in range(before + 1, min(row, before + 1000))
        ):
            yield None
        before = row
        cells = by_row[row]
        merged = any(widths.get((row, column), 1) >= len(shown) > 1 for column in cells)
        yield Row(tuple(cells.get(column, "") for column in shown), merged)


def _visible(sheet: Sheet) -> tuple[dict[tuple[int, int], str], dict[tuple[int, int], int]]:
    """Return the visible texts and the widths of merged cells, in visible columns.

    A merged range shows its first cell's text, in the first place of it that is not hidden.
    """
    texts = dict(sheet.texts)
    widths: dict[tuple[int, int], int] = {}
    for area in sheet.merged:
        text = texts.pop((area.top, area.left), None)
        if text is None:
            continue
        row = next((r for r in range(area.top, area.bottom + 1) if r not in sheet.hidden_rows), None)
        columns = [c for c in range(area.left, area.right + 1) if c not in sheet.hidden_columns]
        if row is not None and columns:
            texts[row, columns[0]] = text
            widths[row, columns[0]] = len(columns)
    shown = {}
    for (row, column), text in texts.items():
        if row not in sheet.hidden_rows and column not in sheet.hidden_columns:
            line = join_lines(text.replace("\t", " ").split("\n"))
            if line:
                shown[row, column] = line
    return shown, widths
