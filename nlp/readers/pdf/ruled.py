"""Ruling lines into grids of cells: the pure geometry of ruled tables.

A chain of small functions: merge collinear lines, group crossing ones, cut each group at its distinct
positions, and union the elementary boxes that no line parts. Merged cells come out as one box over several
rows or columns.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from nlp.readers.pdf.page import Rule

#: Lines nearer than this are one line; office programs leave such gaps at crossings.
SNAP: Final = 3.0


@dataclass(frozen=True, slots=True)
class Box:
    """A cell: rows [row, row_end) and columns [column, column_end), and its place on the page."""

    row: int
    row_end: int
    column: int
    column_end: int
    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True)
class RuledGrid:
    """A table's cells; ``xs`` and ``ys`` are its column and row borders from the left top."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    boxes: tuple[Box, ...]

    @cached_property
    def places(self) -> dict[tuple[int, int], Box]:
        """The cell at each elementary row and column."""
        return {
            (row, column): box
            for box in self.boxes
            for row in range(box.row, box.row_end)
            for column in range(box.column, box.column_end)
        }

    @property
    def bbox(self) -> tuple[float, float, float, float]:
        """x0, top, x1, bottom."""
        return self.xs[0], self.ys[0], self.xs[-1], self.ys[-1]


def merge_rules(rules: Iterable[Rule]) -> list[Rule]:
    """Join lines at (nearly) one position that touch or overlap."""
    merged: list[Rule] = []
    for group in _clusters(sorted(rules, key=lambda rule: rule.at)):
        at = sum(rule.at for rule in group) / len(group)
        spans = sorted((rule.start, rule.end) for rule in group)
        start, end = spans[0]
        for next_start, next_end in spans[1:]:
            if next_start <= end + SNAP:
                end = max(end, next_end)
            else:
                merged.append(Rule(at, start, end))
                start, end = next_start, next_end
        merged.append(Rule(at, start, end))
    return merged


def _clusters(rules: list[Rule]) -> list[list[Rule]]:
    groups: list[list[Rule]] = []
    for rule in rules:
        if groups and rule.at - groups[-1][-1].at <= SNAP / 2:
            groups[-1].append(rule)
        else:
            groups.append([rule])
    return groups


def grids(horizontal: Iterable[Rule], vertical: Iterable[Rule]) -> list[RuledGrid]:
    """Return the ruled tables of a page, from top to bottom; a lone frame is one cell and no table."""
    rows, columns = merge_rules(horizontal), merge_rules(vertical)
    found: list[RuledGrid] = []
    for h_group, v_group in _components(rows, columns):
        grid = _grid([rows[i] for i in h_group], [columns[j] for j in v_group])
        if grid is not None and len(grid.boxes) >= 2:
            found.append(grid)
    return sorted(found, key=lambda grid: grid.ys[0])


def _components(rows: list[Rule], columns: list[Rule]) -> list[tuple[list[int], list[int]]]:
    """Group the lines that cross each other."""
    parent = list(range(len(rows) + len(columns)))

    def find(node: int) -> int:
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for i, row in enumerate(rows):
        for j, column in enumerate(columns):
            across = row.start - SNAP <= column.at <= row.end + SNAP
            if across and column.start - SNAP <= row.at <= column.end + SNAP:
                parent[find(i)] = find(len(rows) + j)
    groups: dict[int, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for i in range(len(rows)):
        groups[find(i)][0].append(i)
    for j in range(len(columns)):
        groups[find(len(rows) + j)][1].append(j)
    return [group for group in groups.values() if len(group[0]) >= 2 and group[1]]


def _positions(values: Iterable[float]) -> list[float]:
    positions: list[float] = []
    for value in sorted(values):
        if not positions or value - positions[-1] > SNAP:
            positions.append(value)
    return positions


def _grid(rows: list[Rule], columns: list[Rule]) -> RuledGrid | None:
    # A table open at its sides still has cells there: its horizontal lines say how far it reaches.
    xs = _positions([*(c.at for c in columns), min(r.start for r in rows), max(r.end for r in rows)])
    ys = _positions(r.at for r in rows)
    if len(xs) < 2 or len(ys) < 2:
        return None
    width, height = len(xs) - 1, len(ys) - 1
    at_x, at_y = _lines_at(columns, xs), _lines_at(rows, ys)
    parent = list(range(width * height))

    def find(node: int) -> int:
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for row in range(height):
        y = (ys[row] + ys[row + 1]) / 2
        for column in range(width):
            x = (xs[column] + xs[column + 1]) / 2
            node = row * width + column
            if column + 1 < width and not _covers(at_x[column + 1], y):
                parent[find(node)] = find(node + 1)
            if row + 1 < height and not _covers(at_y[row + 1], x):
                parent[find(node)] = find(node + width)
    members: dict[int, list[int]] = defaultdict(list)
    for node in range(width * height):
        members[find(node)].append(node)
    boxes = []
    for nodes in members.values():
        first_row, last_row = min(nodes) // width, max(nodes) // width
        first_column, last_column = min(n % width for n in nodes), max(n % width for n in nodes)
        boxes.append(
            Box(
                first_row,
                last_row + 1,
                first_column,
                last_column + 1,
                xs[first_column],
                ys[first_row],
                xs[last_column + 1],
                ys[last_row + 1],
            )
        )
    return RuledGrid(tuple(xs), tuple(ys), tuple(sorted(boxes, key=lambda box: (box.row, box.column))))


def _lines_at(rules: list[Rule], positions: list[float]) -> list[list[Rule]]:
    """Return the lines at each position."""
    return [[rule for rule in rules if abs(rule.at - at) <= SNAP] for at in positions]


def _covers(rules: list[Rule], along: float) -> bool:
    return any(rule.start - SNAP <= along <= rule.end + SNAP for rule in rules)


def box_at(grid: RuledGrid, x: float, y: float) -> Box | None:
    """Return the cell that holds a point, or ``None`` outside the table."""
    column = bisect_right(grid.xs, x) - 1
    row = bisect_right(grid.ys, y) - 1
    if not (0 <= column < len(grid.xs) - 1 and 0 <= row < len(grid.ys) - 1):
        return None
    return grid.places.get((row, column))
