"""The columns of a table set with blanks, told by where its lines print: every column has its own room."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Final

from nlp.readers.aligned_lines import Line, Piece

#: The column of every piece of a line.
Places = tuple[int, ...]
#: So many of a column's numbers end, begin or stand at one place, when columns line up at all.
_LINED_UP: Final = 0.8
_SAME_PLACE: Final = 1
_WIDEST: Final = 16


@dataclass(frozen=True, slots=True)
class Room:
    """A column's room: from its leftmost to its rightmost printed place."""

    left: int
    right: int

    def shared(self, piece: Piece) -> int:
        """Return how much of a piece stands in the room."""
        return min(self.right, piece.right) - max(self.left, piece.left)


@dataclass(frozen=True, slots=True)
class Page:
    """A page's lines of a table: the head that it repeats, if any, and its body."""

    heads: Sequence[Line]
    body: Sequence[Line]


def rooms_of(lines: Sequence[Line]) -> tuple[Room, ...] | None:
    """Return the rooms of the columns of lines with numbers, or ``None`` where they don't line up.

    What stands above each other in any two lines is of one column; no line has two pieces of one.
    """
    rooms: list[Room] = []
    for piece in sorted((piece for line in lines for piece in line), key=lambda p: (p.left, p.right)):
        if rooms and piece.left < rooms[-1].right:
            rooms[-1] = replace(rooms[-1], right=max(rooms[-1].right, piece.right))
        else:
            rooms.append(Room(piece.left, piece.right))
    if not 2 <= len(rooms) <= _WIDEST:
        return None
    numbers: list[list[Piece]] = [[] for _ in rooms]
    for line in lines:
        where = places_in(rooms, line)
        if where is None:
            return None
        for column, piece in zip(where, line, strict=True):
            if piece.counts:
                numbers[column].append(piece)
    return tuple(rooms) if all(map(_line_up, numbers)) else None


def rooms_of_pages(pages: Sequence[Page], told: Sequence[Sequence[Line]]) -> list[tuple[Room, ...]] | None:
    """Return the rooms of the same columns on every page, whose lines with numbers are ``told``.

    A page without a head may leave columns empty as the first page does, when it is only moved to a side.
    """
    first = rooms_of(told[0]) if told else None
    wide = with_empty_columns(first, pages[0].heads, told[0]) if first else None
    if first is None or wide is None:
        return None
    found = [wide]
    for page, lines in zip(pages[1:], told[1:], strict=True):
        own = rooms_of(lines)
        own = with_empty_columns(own, page.heads, lines) if own else None
        if own is not None and len(own) < len(wide) and _is_moved(first, own, lines):
            spare = iter(own)
            own = tuple(next(spare) if room in first else Room(room.left, room.left) for room in wide)
        if own is None or len(own) != len(wide):
            return None
        found.append(own)
    return found


def _is_moved(first: Sequence[Room], own: Sequence[Room], lines: Sequence[Line]) -> bool:
    """Tell whether the columns of numbers all end as far beside those of the first page."""
    numbers = _of_numbers(own, lines)
    apart = [b.right - a.right for at, (a, b) in enumerate(zip(first, own, strict=False)) if at in numbers][
        1:
    ]
    return len(first) == len(own) and bool(apart) and max(apart) - min(apart) <= 2 * _SAME_PLACE


def _line_up(pieces: Sequence[Piece]) -> bool:
    """Tell whether a column's numbers end, begin or are centred at one place."""
    edges = ([(2 * p.right, 2 * p.left, p.left + p.right) for p in pieces]) if pieces else []
    return not edges or any(_most_at_one(places) >= _LINED_UP for places in zip(*edges, strict=True))


def _most_at_one(places: Sequence[int]) -> float:
    counts = Counter(places)
    near = range(-2 * _SAME_PLACE, 2 * _SAME_PLACE + 1)
    return max(sum(counts[place + step] for step in near) for place in counts) / len(places)


def places_in(rooms: Sequence[Room], line: Line) -> Places | None:
    """Return the columns in whose rooms a line's pieces stand, one each, or ``None``."""
    where: list[int] = []
    for piece in line:
        shared = [room.shared(piece) for room in rooms]
        most = max(shared)
        if most <= 0 or (where and shared.index(most) <= where[-1]):
            return None
        where.append(shared.index(most))
    return tuple(where)


def with_empty_columns(
    rooms: Sequence[Room], heads: Sequence[Line], told: Sequence[Line]
) -> tuple[Room, ...] | None:
    """Return the rooms and those of the columns that a head names and no line with numbers, ``told``, fills.

    Where every column has a name above it, a name that stands above none is an empty one's; else the names of
    the head's longest line are told apart by how near they stand. A head whose names stand above several
    columns of numbers each doesn't line up with them, and tells nothing unless it has as many names.
    """
    if not heads:
        return tuple(rooms)
    longest = max(reversed(heads), key=len)
    if len(longest) == len(rooms) and len([line for line in heads if len(line) > 2]) == 1:
        return tuple(rooms)
    numbers = [room for at, room in enumerate(rooms) if at in _of_numbers(rooms, told)]
    named = [room for room in rooms if any(room.shared(piece) > 0 for line in heads for piece in line)]
    wide = [piece for piece in longest if sum(room.shared(piece) > 0 for room in numbers) > 1]
    # A name above several columns is their group's where the line below it names each of them.
    if wide and (len(named) < len(rooms) or any(piece in heads[-1] for piece in wide)):
        return tuple(rooms) if len(longest) == len(rooms) else None
    if len(named) == len(rooms):
        every = list(rooms)
        for piece in dict.fromkeys((*heads[-1], *longest)):
            if all(room.shared(piece) <= 0 for room in every):
                every.append(Room(piece.left, piece.right))
        return tuple(sorted(every, key=lambda room: room.left))
    if len(longest) <= len(rooms):
        return tuple(rooms)
    own = _nearest(rooms, [Room(piece.left, piece.right) for piece in longest])
    if own is None:
        return None
    filled = dict(zip(own, rooms, strict=True))
    return tuple(filled.get(at, Room(piece.left, piece.right)) for at, piece in enumerate(longest))


def _of_numbers(rooms: Sequence[Room], lines: Sequence[Line]) -> set[int]:
    """Return the columns that lines have numbers in."""
    return {
        column
        for line in lines
        for column, piece in zip(places_in(rooms, line) or (), line, strict=False)
        if piece.counts
    }


def head_places(rooms: Sequence[Room], heads: Sequence[Line]) -> list[Places] | None:
    """Return the columns of the pieces of a head's lines: the last one names columns, those above groups."""
    placed: list[Places] = []
    for number, line in enumerate(heads):
        if len(line) > len(rooms):
            return None
        where: Places | None
        if len(line) == len(rooms):
            where = tuple(range(len(rooms)))
        elif number < len(heads) - 1:
            where = _groups(rooms, line)
        else:
            where = _nearest([Room(piece.left, piece.right) for piece in line], rooms)
        if where is None:
            return None
        placed.append(where)
    return placed


def _nearest(few: Sequence[Room], many: Sequence[Room]) -> Places | None:
    """Return which of ``many`` places, in order, are nearest to the ``few``, by an end or the middle."""
    if len(few) > len(many):
        return None
    return min(
        combinations(range(len(many)), len(few)),
        key=lambda where: sum(_apart(a, many[b]) for a, b in zip(few, where, strict=True)),
    )


def _apart(one: Room, other: Room) -> int:
    middle = abs(one.left + one.right - other.left - other.right) // 2
    return min(abs(one.left - other.left), abs(one.right - other.right), middle)


def _groups(rooms: Sequence[Room], line: Line) -> Places:
    """Return the first column of every group that a line of a head names: groups lie side by side.

    Each name stands over its group's middle or beginning; where that leaves a choice, groups are of one size.
    """
    count, columns = len(line), len(rooms)
    costs = {starts: _cost(rooms, line, starts) for starts in combinations(range(columns), count)}
    best = min(costs, key=costs.__getitem__)
    equal = tuple(range(0, columns, columns // count)) if columns % count == 0 else best
    return equal if costs[equal] <= costs[best] + count * _SAME_PLACE else best


def _cost(rooms: Sequence[Room], line: Line, starts: Places) -> float:
    cost = 0.0
    for piece, start, end in zip(line, starts, (*starts[1:], len(rooms)), strict=True):
        left, right = rooms[start].left, rooms[end - 1].right
        middle = abs(piece.left + piece.right - left - right) / 2
        cost += min(abs(piece.left - left), middle + _SAME_PLACE / 2)
    return cost
