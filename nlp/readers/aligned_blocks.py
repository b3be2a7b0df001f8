"""Runs of lines set with blanks that may be a table's, and those runs that go on over a page's end."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from nlp.readers.aligned_lines import Row, by_columns, read_row
from nlp.readers.continued import Heads, Part, heads_of, is_mark_of_going_on, repeated_rows, squeezed
from nlp.readers.page_marks import page_marks

TITLE: Final = re.compile(r".*表(?:[（(][^（()）]{1,10}[）)])?")
_TABLE_NUMBER: Final = re.compile(
    r"(?:附|预算|决算|公开|财决|部门|单位)*(?:[\d一二三四五六七八九十-]{1,4}表|表[\d一二三四五六七八九十-]{1,4})"
)
#: What a line of one piece may be, within a table: the rest of a wrapped cell, or a label alone.
_WIDEST_ALONE: Final = 48
#: So many lines of one piece may stand between a wrapped cell's first and its row's numbers.
_MOST_ALONE: Final = 3
_SAME_PLACE: Final = 1
_ONE_CHARACTER: Final = 2
#: Rows with as many blank lines between them, each, are one run.
_MOST_BLANK: Final = 2
_FEWEST_SPACED: Final = 3


@dataclass(frozen=True, slots=True)
class Block:
    """A run of rows within a page; its first ``repeated`` rows only repeat the head of the table above."""

    rows: tuple[Row, ...]
    repeated: int = 0


def chains(text: str) -> Iterator[list[Block]]:
    """Yield the runs of rows of a text, together those that go on with one another."""
    lines = text.split("\n")
    marks = page_marks(text)
    chain: list[Block] = []
    heads: Heads | None = None
    before: Part | None = None
    for rows in _spaced(_regions(lines, marks)):
        for block in _blocks(rows, lines, marks, goes_on=before is not None):
            part = _part(block)
            repeated = None
            if heads is not None and before is not None:
                repeated = repeated_rows(heads, before, part, lines, marks)
            if repeated is None and (block := _without_front(block)):
                if chain:
                    yield chain
                part = _part(block)
                chain, heads, before = [Block(tuple(block))], heads_of(part, lines, marks), part
            elif repeated is not None:
                chain.append(Block(tuple(block), repeated))
                before = part
    if chain:
        yield chain


def _part(rows: Sequence[Row]) -> Part:
    cells = [[squeezed(piece.text) for piece in row.pieces] for row in by_columns(rows)]
    return Part(rows[0].number, rows[-1].number, cells)


def _regions(lines: Sequence[str], marks: frozenset[int]) -> Iterator[list[Row]]:
    """Yield the rows that stand below each other without a blank line, a page's end or a sentence."""
    region: list[Row] = []
    position = 0
    for number, raw in enumerate(lines):
        ends = number in marks or is_mark_of_going_on(raw) or (region and "\f" in raw)
        row = None if number in marks or is_mark_of_going_on(raw) else read_row(number, raw, position)
        position += len(raw) + 1
        if region and (row is None or ends):
            yield region
            region = []
        if row is not None:
            region.append(row)
    if region:
        yield region


def _spaced(regions: Iterator[list[Row]]) -> Iterator[list[Row]]:
    """Yield the regions, as one those of single rows that have as many blank lines between them, each."""
    held: list[list[Row]] = []
    gap = 0
    for region in regions:
        apart = region[0].number - held[-1][-1].number if held else 0
        fits = len(region) == 1 and 1 < apart <= _MOST_BLANK + 1 and (len(held) == 1 or apart == gap)
        fits = fits and len(region[0].pieces) > 1
        if held and not fits:
            yield from _one_or_all(held)
            held = []
        if len(region) > 1 or len(region[0].pieces) < 2:
            yield region
        else:
            gap = apart
            held.append(region)
    yield from _one_or_all(held)


def _one_or_all(held: Sequence[list[Row]]) -> Iterator[list[Row]]:
    if len(held) >= _FEWEST_SPACED:
        yield [row for region in held for row in region]
    else:
        yield from held


def _blocks(
    rows: Sequence[Row], lines: Sequence[str], marks: frozenset[int], *, goes_on: bool
) -> Iterator[list[Row]]:
    """Yield the rows that may be one table's: titles and lines that fit no column part them."""
    kept = [_is_row(rows, at) and not _is_title(row) for at, row in enumerate(rows)]
    runs: list[list[Row]] = []
    for at, row in enumerate(rows):
        if kept[at] and at and kept[at - 1] and not _is_numbered_title(row):
            runs[-1].append(row)
        elif kept[at]:
            runs.append([row])
    for run in runs:
        if not any(len(row.pieces) > 1 for row in run):
            continue
        block = _without_back(run, lines, marks)
        yield block if goes_on else _without_front(block)


def _is_row(rows: Sequence[Row], at: int) -> bool:
    """Tell whether a row has several pieces, or one that begins where words of a row near it begin."""
    row = rows[at]
    if len(row.pieces) > 1:
        return True
    piece = row.pieces[0]
    if piece.right - piece.left > _WIDEST_ALONE or any(mark in piece.text for mark in "：:，；"):
        return False
    near = [
        next((r for r in (rows[i] for i in places) if len(r.pieces) > 1), None)
        for places in (
            range(at - 1, max(at - 1 - _MOST_ALONE, -1), -1),
            range(at + 1, min(at + 1 + _MOST_ALONE, len(rows))),
        )
    ]
    return any(
        other is not None
        and any(abs(word.left - piece.left) <= _SAME_PLACE and not word.counts for word in other.words)
        for other in near
    )


def _is_title(row: Row) -> bool:
    return len(row.pieces) == 1 and TITLE.fullmatch(row.pieces[0].text) is not None


def _is_numbered_title(row: Row) -> bool:
    """Tell whether a line is the next table's title behind its number: "表2  收入预算总表"."""
    return len(row.pieces) == 2 and bool(
        _TABLE_NUMBER.fullmatch(row.pieces[0].text) and TITLE.fullmatch(row.pieces[1].text)
    )


def _without_front(rows: Sequence[Row]) -> list[Row]:
    """Return rows without the lines of one piece in front: what stands above a head is none of its table."""
    first = next((at for at, row in enumerate(rows) if len(row.pieces) > 1), len(rows))
    return list(rows[first:])


def _without_back(rows: Sequence[Row], lines: Sequence[str], marks: frozenset[int]) -> list[Row]:
    """Return rows without the lines of one piece behind, but for those that may be a wrapped cell's rest.

    These stand behind the margin, or where the page ends, or below a label that is as long as any.
    """
    last = max(at for at, row in enumerate(rows) if len(row.pieces) > 1)
    margin = min(row.pieces[0].left for row in rows)
    below = next((i for i in range(rows[-1].number + 1, len(lines)) if lines[i].strip()), None)
    if below is not None and below in marks:
        return list(rows)
    longest = max(row.pieces[0].right for row in rows if len(row.pieces) > 1)
    full = rows[last].pieces[0].right >= longest - _ONE_CHARACTER
    while last + 1 < len(rows) and (full or rows[last + 1].pieces[0].left > margin):
        last += 1
    return list(rows[: last + 1])
