"""Tables whose columns are set apart by runs of blanks, as layout-keeping converters write them.

An empty cell leaves no trace but its room. Where the columns line up, a row with fewer pieces is read by
that; elsewhere its pieces must fit the kinds of the columns (words, whole numbers, money) in one way only. A
block with a row that could be read in two ways is no table: its lines stay text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import Final, Literal

from nlp.document import Cell, Table

_PIECE: Final = re.compile(r"\S(?:\S|[ \u3000](?=\S))*")
_NUMBER: Final = re.compile(r"[-−+]?\d[\d,]*(?:\.\d+)?[%％]?")
_MONEY: Final = re.compile(r"[-−+]?(?:\d+\.\d+|\d{1,3}(?:,\d{3})+(?:\.\d+)?)[%％]?")
_YEAR: Final = re.compile(r"20\d\d")
_NOTHING: Final = frozenset({"-", "—", "--", "——", "/", "无"})
_TITLE: Final = re.compile(r".*表(?:[（(][^（()）]{1,10}[）)])?")
_TABLE_NUMBER: Final = re.compile(
    r"(?:附|预算|决算|公开|财决|部门|单位)*(?:[\d一二三四五六七八九十-]{1,4}表|表[\d一二三四五六七八九十-]{1,4})"
)
_FORM: Final = ("一级指标", "绩效指标")
#: What stands first in a line of a form.
_LABEL: Final = re.compile(
    r"(?:主管部门|.{0,6}单位|.{0,4}起止.{0,4}|.{0,4}期限?|.{0,8}(?:总额|总投资|总预算|拨款|资金)|(?:年初|全年|调整)预算数?|全年执行数?|其中[：:].*|.{0,6}指标)(?:[（(].{1,4}[)）])?"
)
_NAMED_WITHIN: Final = 3
_WIDEST: Final = 12
_FEWEST_ROWS: Final = 3

Kind = Literal["text", "whole", "money", "nothing"]


@dataclass(frozen=True, slots=True)
class _Piece:
    """What stands between two gaps: its range in the text, and where it is printed in the line."""

    start: int
    end: int
    left: int
    right: int
    text: str

    @property
    def kind(self) -> Kind:
        if self.text in _NOTHING:
            return "nothing"
        if _YEAR.fullmatch(self.text) or not _NUMBER.fullmatch(self.text):
            return "text"
        return "money" if _MONEY.fullmatch(self.text) else "whole"


_Line = tuple[_Piece, ...]
#: The column of every piece of a line.
_Places = tuple[int, ...]


def find_aligned(text: str) -> tuple[Table, ...]:
    """Return the tables of ``text`` whose columns are parted by two blanks or more, in order.

    >>> table, = find_aligned("项目    预算数    决算数\\n甲      10.00     9.50\\n乙      2.00      2.00\\n")
    >>> [cell.text for cell in table.cells[2]]
    ['乙', '2.00', '2.00']
    """
    return tuple(table for block in _blocks(text) if (table := _table(block)) is not None)


def _blocks(text: str) -> Iterator[list[_Line]]:
    block: list[_Line] = []
    position = 0
    for raw in text.split("\n"):
        line = _pieces(raw, position)
        position += len(raw) + 1
        if line is None:
            if block:
                yield block
            block = []
        else:
            if block and _is_numbered_title(line):
                yield block
                block = []
            block.append(line)
    if block:
        yield block


def _is_numbered_title(line: _Line) -> bool:
    """Tell whether a line is the next table's title behind its number: "表2  收入预算总表"."""
    return len(line) == 2 and bool(_TABLE_NUMBER.fullmatch(line[0].text) and _TITLE.fullmatch(line[1].text))


def _pieces(raw: str, position: int) -> _Line | None:
    """Return the pieces of a line, or ``None`` where it is no row: one piece, a sentence, other marks."""
    if "  " not in raw.strip() and "\u3000\u3000" not in raw and " \u3000" not in raw:
        return None
    if "\t" in raw or "|" in raw or "。" in raw:
        return None
    found: list[_Piece] = []
    at = printed = 0
    for match in _PIECE.finditer(raw):
        printed += _width(raw[at : match.start()])
        right = printed + _width(match[0])
        found.append(_Piece(position + match.start(), position + match.end(), printed, right, match[0]))
        at, printed = match.end(), right
    return tuple(found) if len(found) > 1 else None


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def _table(block: list[_Line]) -> Table | None:
    lines = _without_title(block)
    width = max((len(line) for line in lines), default=0)
    if len(lines) < _FEWEST_ROWS or not 2 <= width <= _WIDEST:
        return None
    form = any(line[0].text in _FORM for line in lines) or _is_form(lines)
    if not form and not _is_grid(lines, width):
        return None
    heads = next((i for i, line in enumerate(lines) if any(_counts(p) for p in line)), len(lines))
    places = [tuple(range(len(line))) for line in lines] if form else _places(lines, width, heads)
    if places is None:
        return None
    grid = tuple(
        _row(number, line, where, width)
        for number, (line, where) in enumerate(zip(lines, places, strict=True))
    )
    return Table(grid, lines[0][0].start, lines[-1][-1].end)


def _is_form(lines: Sequence[_Line]) -> bool:
    """Tell whether lines are a form's: 项目名称 and its project, and below it labels with their values."""
    named = next((i for i, line in enumerate(lines[:_NAMED_WITHIN]) if line[0].text == "项目名称"), None)
    if named is None or len(lines[named]) % 2 or _LABEL.fullmatch(lines[named][1].text):
        return False
    labels = [line for line in lines[named + 1 :] if _LABEL.fullmatch(line[0].text)]
    return len(labels) >= _FEWEST_ROWS


def _counts(piece: _Piece) -> bool:
    return piece.kind in ("whole", "money")


def _without_title(block: list[_Line]) -> list[_Line]:
    """Return the lines without the table's own title in front: "预算01表  部门收支总表"."""
    first = 0
    while first < len(block) and _TITLE.fullmatch(block[first][-1].text) and len(block[first]) == 2:
        first += 1
    return block[first:]


def _is_grid(lines: Sequence[_Line], width: int) -> bool:
    """Tell whether lines look like a table of money: a header, rows of numbers, no clauses, no labels."""
    rows = [line for line in lines if any(p.kind == "money" for p in line[1:])]
    whole = [line for line in lines if any(_counts(p) for p in line[1:])]
    headed = not any(_counts(p) for p in lines[0])
    enough = len(rows) >= 2 or (width > 2 and len(whole) >= 2)
    clauses = sum(any(mark in p.text for p in line for mark in "，；") for line in lines)
    labels = sum(line[0].text.endswith(("：", ":")) for line in lines)
    return headed and enough and 4 * clauses <= len(lines) and labels < 2


def _places(lines: Sequence[_Line], width: int, heads: int) -> list[_Places] | None:
    """Return the columns of all pieces, or ``None`` where those of one line can't be told."""
    full = [line for line in lines[heads:] if len(line) == width]
    if not full:
        return None
    zones = _zones(full)
    kinds = tuple(_kind_of([line[column].kind for line in full]) for column in range(width))
    margin = min(line[0].left for line in lines)
    known: dict[tuple[Kind, ...], _Places | None] = {}
    placed: list[_Places] = []
    for number, line in enumerate(lines):
        where: _Places | None
        if len(line) == width:
            where = tuple(range(width))
        elif number < heads:
            where = _spread(line, width, number == heads - 1)
        elif zones is not None and len(full) >= _FEWEST_ROWS:
            where = _by_room(line, zones)
        elif line[0].left > margin:
            where = None
        else:
            own = tuple(piece.kind for piece in line)
            if own not in known:
                known[own] = _by_kind(own, kinds)
            where = known[own]
        if where is None:
            return None
        placed.append(where)
    return placed


def _kind_of(kinds: Sequence[Kind]) -> Kind:
    texts = sum(kind == "text" for kind in kinds)
    if 2 * texts >= len(kinds):
        return "text"
    return "money" if 2 * sum(kind == "money" for kind in kinds) >= len(kinds) - texts else "whole"


def _spread(line: _Line, width: int, last: bool) -> _Places:
    """Return the columns of a header line: groups of columns of one size, else from the left."""
    step = width // len(line) if width % len(line) == 0 and not last else 1
    return tuple(number * step for number in range(len(line)))


def _zones(full: Sequence[_Line]) -> list[tuple[int, int]] | None:
    """Return the room of every column where no line's piece reaches into the next column's room."""
    ends = [(min(p.left for p in column), max(p.right for p in column)) for column in zip(*full, strict=True)]
    return ends if all(a[1] < b[0] for a, b in pairwise(ends)) else None


def _by_room(line: _Line, zones: Sequence[tuple[int, int]]) -> _Places | None:
    """Return the columns whose room the pieces stand in; a piece may reach beyond, but not into another's."""
    where: list[int] = []
    for piece in line:
        own = [i for i, (left, right) in enumerate(zones) if piece.left < right and left < piece.right]
        if len(own) != 1 or (where and own[0] <= where[-1]):
            return None
        where += own
    return tuple(where)


def _by_kind(own: tuple[Kind, ...], kinds: tuple[Kind, ...]) -> _Places | None:
    """Return the only columns that pieces of these kinds fit, or those from the left up to a further half."""
    fitting = [
        where
        for where in combinations(range(len(kinds)), len(own))
        if all(_fits(kind, kinds[column]) for kind, column in zip(own, where, strict=True))
    ]
    left = tuple(range(len(own)))
    if left in fitting and kinds[len(own)] == "text":
        return left
    return fitting[0] if len(fitting) == 1 else None


def _fits(kind: Kind, column: Kind) -> bool:
    if kind == "nothing":
        return column != "text"
    return kind == column or (kind == "whole" and column == "money")


def _row(number: int, line: _Line, where: _Places, width: int) -> tuple[Cell, ...]:
    cells: list[Cell] = []
    end = line[0].start
    pieces = dict(zip(where, line, strict=True))
    for column in range(width):
        piece = pieces.get(column)
        if piece is None:
            cells.append(Cell(number, column, end, end, ""))
        else:
            end = piece.end
            cells.append(Cell(number, column, piece.start, piece.end, piece.text))
    return tuple(cells)
