"""Columns of a table set with blanks whose lines don't line up: told by what its pieces are, if at all."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, pairwise
from typing import Final

from nlp.readers.aligned_columns import Places
from nlp.readers.aligned_lines import Kind, Line

_FEWEST_ROWS: Final = 3


def places_by_kind(lines: Sequence[Line], width: int, heads: int) -> list[Places] | None:
    """Return the columns of all pieces, or ``None`` where those of one line can't be told."""
    full = [line for line in lines[heads:] if len(line) == width]
    if not full:
        return None
    zones = _zones(full)
    kinds = tuple(_kind_of([line[column].kind for line in full]) for column in range(width))
    margin = min(line[0].left for line in lines)
    known: dict[tuple[Kind, ...], Places | None] = {}
    placed: list[Places] = []
    for number, line in enumerate(lines):
        where: Places | None
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


def _spread(line: Line, width: int, last: bool) -> Places:
    """Return the columns of a header line: groups of columns of one size, else from the left."""
    step = width // len(line) if width % len(line) == 0 and not last else 1
    return tuple(number * step for number in range(len(line)))


def _zones(full: Sequence[Line]) -> list[tuple[int, int]] | None:
    """Return the room of every column where no line's piece reaches into the next column's room."""
    ends = [(min(p.left for p in column), max(p.right for p in column)) for column in zip(*full, strict=True)]
    return ends if all(a[1] < b[0] for a, b in pairwise(ends)) else None


def _by_room(line: Line, zones: Sequence[tuple[int, int]]) -> Places | None:
    """Return the columns whose room the pieces stand in; a piece may reach beyond, but not into another's."""
    where: list[int] = []
    for piece in line:
        own = [i for i, (left, right) in enumerate(zones) if piece.left < right and left < piece.right]
        if len(own) != 1 or (where and own[0] <= where[-1]):
            return None
        where += own
    return tuple(where)


def _by_kind(own: tuple[Kind, ...], kinds: tuple[Kind, ...]) -> Places | None:
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
