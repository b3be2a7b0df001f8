"""Cells whose words are wrapped over several lines of a table set with blanks, put together again.

Only lines without a number are looked at: the words under a cell's own, or in front of it where the numbers
of a row stand beside its middle or its last line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from nlp.readers.aligned_columns import Places, Room
from nlp.readers.aligned_lines import Line, Piece

_CODE: Final = re.compile(r"\d{2,3}(?:\s*\d{2}){0,2}|\d{5}|\d{7}")
#: What begins a row of its own: 二、…, （一）…, 其中：…, 合计.
_BEGINS: Final = re.compile(
    r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[.、．]|其中|.*[合总小]\s*计$"
)
#: A cell's line is full where not even one more character would have room.
_ONE_CHARACTER: Final = 2
#: ... and where its words are whole, the longest label is no wrapped one, unless only numbered ones are rows.
_WHOLE: Final = re.compile(
    r".*(?:[收投]入|支出|拨款|结余|结转|下年|资金|费|补助|[合总小]\s*计|预算|项目|收益)[)）]?"
)
_NUMBERED: Final = re.compile(
    r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[.、．]"
)
#: Rows of numbered lists that bear no number.
_UNNUMBERED: Final = re.compile(r".*(?:结转|结余|弥补|动用|分配|[合总小]计)|(?:上年|年初|本年|以前年度).*")
#: The classes of functional and economic codes.
_CLASS: Final = re.compile(r"[235]\d\d.*")
_MOSTLY: Final = 0.8


@dataclass
class GridRow:
    """One row of the table: each column's pieces, in reading order.

    ``before`` and ``behind`` count the words in front of the numbers' line and below it, where it has none. A
    row without numbers is ``alone``.
    """

    cells: dict[int, list[Piece]]
    alone: bool = False
    before: dict[int, int] = field(default_factory=dict)
    behind: dict[int, int] = field(default_factory=dict)


def grid_rows(lines: Sequence[Line], places: Sequence[Places], rooms: Sequence[Room]) -> list[GridRow]:
    """Return the rows that the lines of a table's body make."""
    columns = _Columns.of(lines, places, rooms)
    found: list[GridRow] = []
    pending: dict[int, list[Piece]] = {}
    rest = _next_rows(lines, places)
    last: GridRow | None = None
    for number, (line, where) in enumerate(zip(lines, places, strict=True)):
        own = dict(zip(where, line, strict=True))
        if _tells(line):
            row = GridRow({column: [piece] for column, piece in own.items()})
            for column, pieces in pending.items():
                row.cells[column] = [*pieces, *row.cells.get(column, [])]
                row.before[column] = len(pieces)
            pending, last = {}, row
            found.append(row)
            continue
        alone: dict[int, list[Piece]] = {}
        for column, piece in own.items():
            if not columns.of_words[column] or _BEGINS.match(piece.text):
                alone[column] = [piece]
            elif last is not None and last.behind.get(column, 0) < last.before.get(column, 0):
                last.cells[column].append(piece)
                last.behind[column] = last.behind.get(column, 0) + 1
            elif columns.lacks(rest[number], column):
                pending.setdefault(column, []).append(piece)
            elif found and columns.goes_on(found[-1], column, own):
                found[-1].cells[column].append(piece)
            else:
                alone[column] = [piece]
        if alone:
            found.append(GridRow(alone, alone=True))
    if pending:
        found.append(GridRow(pending, alone=True))
    return found


def _tells(line: Line) -> bool:
    return any(piece.counts or piece.kind == "nothing" for piece in line)


def _next_rows(lines: Sequence[Line], places: Sequence[Places]) -> list[frozenset[int]]:
    """Return for every line which columns the next line with numbers fills; nothing behind the last."""
    found: list[frozenset[int]] = []
    following: frozenset[int] = frozenset()
    for line, where in zip(reversed(lines), reversed(places), strict=True):
        found.append(following)
        if _tells(line):
            following = frozenset(where)
    return found[::-1]


@dataclass(frozen=True, slots=True)
class _Columns:
    """What the columns hold: words, codes, and how far a column's words reach."""

    of_words: tuple[bool, ...]
    of_codes: tuple[bool, ...]
    rooms: Sequence[Room]

    @classmethod
    def of(cls, lines: Sequence[Line], places: Sequence[Places], rooms: Sequence[Room]) -> _Columns:
        texts: list[list[Piece]] = [[] for _ in rooms]
        for line, where in zip(lines, places, strict=True):
            if _tells(line):
                for column, piece in zip(where, line, strict=True):
                    texts[column].append(piece)
        codes = [_share([_CODE.fullmatch(p.text) is not None for p in each]) for each in texts]
        for column, each in enumerate(texts):
            opens = column == 0 or not codes[column - 1]
            if codes[column] and opens and not _share([_CLASS.fullmatch(p.text) is not None for p in each]):
                codes[column] = False
        words = tuple(_share([p.kind == "text" for p in each]) for each in texts)
        return cls(words, tuple(codes), rooms)

    def lacks(self, following: frozenset[int], column: int) -> bool:
        """Tell whether the next row with numbers has none of its own words in ``column``."""
        if not following or column in following:
            return False
        codes = self._codes_of(column)
        if codes:
            return bool(following & set(codes))
        further = range(column + 1, len(self.rooms))
        half = next((at for at in further if self.of_words[at] or self.of_codes[at]), len(self.rooms))
        return any(column < at < half for at in following)

    def goes_on(self, row: GridRow, column: int, own: dict[int, Piece]) -> bool:
        """Tell whether words without a number are the rest of the row's words above them."""
        if column not in row.cells:
            return False
        codes = self._codes_of(column)
        if codes:
            return any(code in row.cells for code in codes) and not any(code in own for code in codes)
        last = row.cells[column][-1]
        full = last.right > self.rooms[column].right - _ONE_CHARACTER
        if not full or _UNNUMBERED.fullmatch(own[column].text):
            return False
        return not _WHOLE.fullmatch(last.text) or bool(_NUMBERED.match(row.cells[column][0].text))

    def _codes_of(self, column: int) -> tuple[int, ...]:
        """Return the columns of codes right in front of a column of words."""
        found: list[int] = []
        for at in range(column - 1, -1, -1):
            if not self.of_codes[at]:
                break
            found.append(at)
        return tuple(found)


def _share(told: Sequence[bool]) -> bool:
    return bool(told) and sum(told) >= _MOSTLY * len(told)
