"""Tab-separated and pipe tables in running text, as rectangular grids of cells.

A table is a run of lines that hold a separator. Blank lines inside it do not end it while the next rows have
the same number of columns; what a page ends with does not where the rows below it go on with the table.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from nlp.document import Cell, Table
from nlp.readers.continued import Heads, Part, heads_of, is_mark_of_going_on, repeated_rows, squeezed
from nlp.readers.page_marks import page_marks

_PIPE: Final = re.compile(r"(?<!\\)\|")
_DELIMITER_ROW: Final = re.compile(r"\s*(?:\|\s*)?:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*(?:\|\s*)?$")
#: A line without separator directly under a row is a one-cell row (its trailing tabs were stripped) only
#: while it is as short as a label.
_LONE_LABEL: Final = re.compile(r"[^。；，,;\t|]{1,16}$")
#: ... and while it is not the title of the next table.
_TITLE: Final = re.compile(r"(?:\S{2,8}\s+)?\S{3,}表(?:[（(][^（()）]{1,10}[）)])?$")
#: The last row of a Chinese table, when its other cells are blank.
_SUM_LABEL: Final = re.compile(r"[合总小共]\s*计$")

_Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Row:
    start: int
    end: int
    spans: tuple[_Span, ...]
    kind: str
    line: int
    lone: bool = False


def find_tables(text: str) -> tuple[Table, ...]:
    """Return the tables of ``text`` in order; cell offsets are offsets in ``text``.

    >>> table, = find_tables("项目\\t合计\\n教育\\t1,200\\n")
    >>> [cell.text for cell in table.cells[1]]
    ['教育', '1,200']
    """
    lines = text.split("\n")
    marks = page_marks(text)
    blocks = (_without_lone_end(text, block) for block in _blocks(text, lines, marks))
    return tuple(table for rows in _joined(text, blocks, lines, marks) for table in _finish(text, rows))


def _blocks(text: str, lines: list[str], marks: frozenset[int]) -> Iterator[list[_Row]]:
    """Yield the runs of rows, each within its page."""
    block: list[_Row] = []
    blank_lines = 0
    position = 0
    for number, raw in enumerate(lines):
        start, end = position, position + len(raw)
        position = end + 1
        if not raw.strip():
            # A row may consist of tabs alone: it is blank, but not the end of the table.
            blank_lines += 1
            if block and "\f" in raw:
                yield block
                block = []
            continue
        row = None if number in marks else _row(text, start, end, number)
        words = raw.strip()
        ends = number in marks or is_mark_of_going_on(words) or _TITLE.match(words)
        if row is None and block and blank_lines == 0 and _LONE_LABEL.match(words) and not ends:
            first = start + len(raw) - len(raw.lstrip())
            row = _Row(start, end, ((first, first + len(words)),), block[-1].kind, number, lone=True)
        if block and (row is None or "\f" in raw or not _continues(block, row, blank_lines)):
            yield block
            block = []
        if row is not None:
            block.append(row)
        blank_lines = 0
    if block:
        yield block


def _joined(
    text: str, blocks: Iterable[list[_Row]], lines: list[str], marks: frozenset[int]
) -> Iterator[list[_Row]]:
    """Yield the rows of whole tables: what goes on below a page's end is one with what stands above it."""
    rows: list[_Row] = []
    width = 0
    before: Part | None = None
    heads: Heads | None = None
    for block in blocks:
        part = _part(text, block)
        repeated = None
        if before is not None and heads is not None and rows[-1].kind == block[0].kind:
            repeated = repeated_rows(heads, before, part, lines, marks)
        own = max(len(row.spans) for row in block)
        if not repeated and own > width:
            repeated = None
        if repeated is None:
            if rows:
                yield rows
            rows, heads, width = list(block), heads_of(part, lines, marks), own
        else:
            rows += block[repeated:]
            width = max(width, own)
        before = part
    if rows:
        yield rows


def _part(text: str, block: list[_Row]) -> Part:
    cells = [[squeezed(text[start:end]) for start, end in row.spans] for row in block]
    return Part(block[0].line, block[-1].line, cells)


def _continues(block: list[_Row], row: _Row, blank_lines: int) -> bool:
    last = block[-1]
    if row.kind != last.kind:
        return False
    if blank_lines == 0:
        return True
    if last.lone:
        return False
    return len(row.spans) == max(len(r.spans) for r in block)


def _row(text: str, start: int, end: int, number: int) -> _Row | None:
    line = text[start:end]
    if "\t" in line.strip(" "):
        borders = [m.start() for m in re.finditer("\t", line)]
        return _Row(start, end, _split(text, start, end, borders), "tab", number)
    bars = [m.start() for m in _PIPE.finditer(line)]
    framed = line.lstrip().startswith("|")
    if len(bars) >= 2 or (bars and not framed and _DELIMITER_ROW.match(line)):
        left, right = 0, len(line)
        if framed:
            left, bars = bars[0] + 1, bars[1:]
            if bars and not line[bars[-1] + 1 :].strip():
                right, bars = bars[-1], bars[:-1]
        return _Row(
            start, end, _split(text, start + left, start + right, [b - left for b in bars]), "pipe", number
        )
    return None


def _split(text: str, start: int, end: int, separators: list[int]) -> tuple[_Span, ...]:
    borders = [start - 1, *(start + s for s in separators), end]
    return tuple(_strip(text, a + 1, b) for a, b in pairwise(borders))


def _strip(text: str, start: int, end: int) -> _Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if end - start > 4 and text[start : start + 2] == "**" == text[end - 2 : end]:
        start, end = start + 2, end - 2
    return start, end


def _without_lone_end(text: str, block: list[_Row]) -> list[_Row]:
    """Return a run of rows without the words below it that stand alone, unless they are a sum's label."""
    while block and block[-1].lone and len(block) > 1 and not _is_total_like(text, block):
        block = block[:-1]
    return block


def _finish(text: str, block: list[_Row]) -> list[Table]:
    rows = [row for row in block if not _DELIMITER_ROW.match(text[row.start : row.end])]
    if not rows or all(row.lone for row in rows):
        return []
    width = max(len(row.spans) for row in rows)
    if width < 2 or (len(rows) < 2 and rows[0].kind == "pipe"):
        return []
    grid = []
    for number, row in enumerate(rows):
        spans = row.spans + ((row.end, row.end),) * (width - len(row.spans))
        grid.append(tuple(Cell(number, c, s, e, text[s:e]) for c, (s, e) in enumerate(spans)))
    return [Table(tuple(grid), rows[0].start, rows[-1].end)]


def _is_total_like(text: str, block: list[_Row]) -> bool:
    """Tell whether the last, lone row is a sum's label and not the next title or paragraph."""
    start, end = block[-1].spans[0]
    return _SUM_LABEL.search(text[start:end]) is not None
