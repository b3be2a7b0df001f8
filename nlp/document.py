"""What a reader makes of a file: text, lines, pages and ruled tables, all traceable.

This module knows neither a file format nor a budget word. All offsets count Unicode code points in
``Document.text``; ``bbox`` values are PDF points from the page's top left corner.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from dataclasses import dataclass, replace
from functools import cached_property

BBox = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Evidence:
    """The place a value was read from; ``document.text[start:end] == text`` always holds.

    ``table`` is the id of a budget table ("t1"), ``row`` the index into its rows (the total rows follow
    after the last row) and ``column`` the index into its columns; all three are ``None`` in prose.
    ``confidence`` (0 to 1) is that of the least certain character, where the text was recognised by OCR.
    """

    text: str
    start: int
    end: int
    page: int | None = None
    bbox: BBox | None = None
    table: str | None = None
    row: int | None = None
    column: int | None = None
    confidence: float | None = None

    def in_table(self, table: str, row: int | None, column: int | None) -> Evidence:
        """Return the same evidence, placed in a budget table's row and column."""
        return replace(self, table=table, row=row, column=column)


@dataclass(frozen=True, slots=True)
class Layout:
    """Where each character of a paged document stands.

    ``pages`` holds one page number a character (0 for line ends and joints, which are on no page);
    ``boxes`` four floats a character: x0, top, x1, bottom. ``confidences`` holds one float a character, 0 to
    1 where it was recognised by OCR and negative elsewhere; ``None`` in a document without OCR.
    """

    pages: array[int]
    boxes: array[float]
    confidences: array[float] | None = None

    def place(self, start: int, end: int) -> tuple[int | None, BBox | None]:
        """Return the page of the first printed character in the range, and the box of those on that page."""
        page = next((number for number in self.pages[start:end] if number), None)
        if page is None:
            return None, None
        places = [i for i in range(start, end) if self.pages[i] == page]
        sides = [[self.boxes[4 * i + side] for i in places] for side in range(4)]
        box = (min(sides[0]), min(sides[1]), max(sides[2]), max(sides[3]))
        return page, (round(box[0], 2), round(box[1], 2), round(box[2], 2), round(box[3], 2))

    def confidence(self, start: int, end: int) -> float | None:
        """Return the confidence of the least certain character in the range; ``None`` without OCR."""
        if self.confidences is None:
            return None
        lowest = min((value for value in self.confidences[start:end] if value >= 0), default=None)
        return None if lowest is None else round(lowest, 3)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the text: ``text[start:end]`` without its line end; ``page`` is its first page."""

    start: int
    end: int
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a paged format; ``number`` counts from 1."""

    number: int
    start: int
    end: int
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table's grid; an empty cell has ``start == end``.

    Where a cell's words are wrapped around those of others, ``text`` is whole and its range the first line's.
    """

    row: int
    column: int
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """A rectangular grid of cells; short rows are filled with empty cells on the right."""

    cells: tuple[tuple[Cell, ...], ...]
    start: int
    end: int
    pages: tuple[int, ...] = ()

    @property
    def width(self) -> int:
        """The number of columns."""
        return len(self.cells[0]) if self.cells else 0


@dataclass(frozen=True)
class Document:
    """A document's text with its lines, pages and tables, in reading order."""

    source: str
    sha256: str
    format: str
    text: str
    lines: tuple[Line, ...]
    tables: tuple[Table, ...] = ()
    pages: tuple[Page, ...] = ()
    warnings: tuple[str, ...] = ()
    layout: Layout | None = None

    @cached_property
    def _line_starts(self) -> list[int]:
        return [line.start for line in self.lines]

    def line_at(self, offset: int) -> Line | None:
        """Return the line that holds ``offset``, or ``None`` in a document without lines."""
        index = bisect_right(self._line_starts, offset) - 1
        return self.lines[index] if index >= 0 else None

    def evidence(self, start: int, end: int) -> Evidence:
        """Return the evidence for ``text[start:end]``, with page and box where the format has them.

        Raises:
            ValueError: if the range is empty or outside the text: no evidence, no value.
        """
        if not 0 <= start < end <= len(self.text):
            raise ValueError(f"no evidence at {start}:{end} in a text of {len(self.text)} characters")
        if self.layout is None:
            return Evidence(self.text[start:end], start, end)
        page, box = self.layout.place(start, end)
        confidence = self.layout.confidence(start, end)
        return Evidence(self.text[start:end], start, end, page, box, confidence=confidence)
