"""Lists of units below a line: numbered, bare, in groups, or a table."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import Final

from nlp.document import Document, Table
from nlp.outline.headings import Numbering, numbering, squeeze
from nlp.outline.model import Unit
from nlp.outline.unit_names import Range, enumerated, is_unit_name, name_in
from nlp.outline.unit_words import group, label, unit_words

#: Lines between an announcement and its list (a table's title and unit), or inside a list (a page's foot
#: and running head).
_MOST_BETWEEN: Final = 5
_PAGE: Final = re.compile(r"[-—–－~\s·]*(?:第?\s*\d{1,4}\s*页?(?:\s*[，,/]?\s*共\s*\d+\s*页)?)[-—–－~\s·]*")
#: 1    某某中心: a number in a column of its own.
_COLUMN_NUMBER: Final = re.compile(r"(\d{1,3})(?:\s{2,}|\t)\s*(?=[\u4e00-\u9fff])")
#: Lines that a page's width cuts a name into.
_MOST_WRAPPED: Final = 2


@dataclass(frozen=True, slots=True)
class _Item:
    """A unit's name at a line, and the line behind it."""

    names: tuple[Range, ...]
    next_line: int


def is_page_mark(text: str) -> bool:
    """Tell whether a line holds a page's number alone.

    >>> is_page_mark("— 2 —"), is_page_mark("第 2 页 共 7 页"), is_page_mark("2024年")
    (True, True, False)
    """
    return _PAGE.fullmatch(text) is not None


def from_grid(document: Document, grid: Table) -> tuple[Unit, ...]:
    """Return the names of a table's column of units; nothing where no column is headed so.

    A column headed 单位 may hold stations, too, or what is counted: all of it must be units' names.
    """
    words = unit_words().names
    for row_number, row in enumerate(grid.cells[:3]):
        for heads, ends in ((words.columns, False), (words.short_columns, True)):
            column = next((cell.column for cell in row if squeeze(cell.text) in heads), None)
            if column is None:
                continue
            cells = [cells[column] for cells in grid.cells[row_number + 1 :] if cells[column].text.strip()]
            names = [name_in(document.text, cell.start, cell.end) for cell in cells]
            sure = [name for name in names if is_unit_name(squeeze(document.text[slice(*name)]), ends=ends)]
            if len(sure) == len(names) or not ends:
                return tuple(unit_at(document, *name) for name in sure)
    return ()


def unit_at(document: Document, start: int, end: int) -> Unit:
    """Return the unit whose name stands at ``start:end``, blanks and line ends left out."""
    return Unit(squeeze(document.text[start:end]), document.evidence(start, end))


class ListReader:
    """Reads the list of units that begins at a line of a document."""

    def __init__(self, document: Document, end: int, *, ends: bool) -> None:
        """``end``: the offset where the list is over at the latest; ``ends``: names must end as names do."""
        self._document = document
        self._end = end
        self._ends = ends
        self._grids = sorted(document.tables, key=lambda grid: grid.start)

    def read(self, first: int) -> tuple[Unit, ...]:
        """Return the units of the list at line ``first``; nothing where none begins there."""
        lines, found = self._document.lines, list[Unit]()
        style: str | None = None
        last: int | None = None
        between, index, grouped = 0, first, False
        while index < len(lines) and lines[index].start < self._end and between <= _MOST_BETWEEN:
            text = self._text(index)
            if not text.strip() or is_page_mark(text):
                index += 1
                continue
            if grid := self._grid_at(index):
                return tuple(found) or from_grid(self._document, grid)
            number = self._number(text)
            if group().fullmatch(text.rstrip("：:。；; ")[number.length if number else 0 :]):
                grouped, index, between = True, index + 1, 0
                continue
            item = self._item(index, number)
            counts = self._counts_on(number, style, last, grouped, between)
            if item is None or (found and not counts):
                if found and (style == "bare" or (number is not None and not counts and between == 0)):
                    break
                between += 1
                index += 1
                continue
            style = number.style if number else "bare"
            last = number.value if number else None
            found += [unit_at(self._document, *name) for name in item.names]
            between, index, grouped = 0, item.next_line, False
        return tuple(found)

    def _text(self, index: int) -> str:
        line = self._document.lines[index]
        return self._document.text[line.start : line.end]

    def _number(self, text: str) -> Numbering | None:
        if found := _COLUMN_NUMBER.match(text):
            return Numbering("column", int(found[1]), found.end())
        return numbering(text)

    def _grid_at(self, index: int) -> Table | None:
        line = self._document.lines[index]
        at = bisect_left(self._grids, line.start, key=lambda grid: grid.start)
        grid = self._grids[at] if at < len(self._grids) else None
        return grid if grid is not None and grid.start <= line.end else None

    @staticmethod
    def _counts_on(
        number: Numbering | None, style: str | None, last: int | None, grouped: bool, between: int
    ) -> bool:
        """Tell whether an item goes on with the list: in the same way, and counting on over other lines."""
        if style is None:
            return True
        if number is None or number.style != style:
            return style == "bare" and number is None and between == 0
        on = number.value is not None and last is not None and number.value == last + 1
        return on or (grouped and number.value == 1) or between == 0

    def _item(self, index: int, number: Numbering | None) -> _Item | None:
        """Return the names of the item at a line, with the lines that its name runs on over."""
        lines, text = self._document.lines, self._document.text
        start, end = lines[index].start + (number.length if number else 0), lines[index].end
        if label().match(text, start, end):
            names = enumerated(text, start, end)
            return _Item(tuple(names), index + 1) if names else None
        for more in range(_MOST_WRAPPED):
            stop = lines[index + more].end if index + more < len(lines) else end
            if more and (not self._goes_on(index + more) or lines[index + more].start >= self._end):
                break
            name = name_in(text, start, stop, line=True)
            whole = squeeze(text[slice(*name)])
            sure = is_unit_name(whole, ends=number is None or self._ends or more > 0)
            complete = is_unit_name(whole)
            if sure and (complete or more or not self._completed(index, start)):
                return _Item((name,), index + more + 1)
        return None

    def _completed(self, index: int, start: int) -> bool:
        """Tell whether a name that ends as none does becomes one with the next line."""
        lines, text = self._document.lines, self._document.text
        if not self._goes_on(index + 1):
            return False
        return is_unit_name(squeeze(text[slice(*name_in(text, start, lines[index + 1].end, line=True))]))

    def _goes_on(self, index: int) -> bool:
        if index >= len(self._document.lines):
            return False
        text = self._text(index)
        return bool(text.strip()) and self._number(text) is None and not is_page_mark(text)
