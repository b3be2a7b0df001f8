"""Ruling lines of a picture: morphological opening by long thin bars, as run lengths. Pure numpy."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt

from nlp.readers.ocr.types import Gray, Ink
from nlp.readers.pdf.page import Rule

#: In points. Longer than a stroke of a large title's character (22 pt).
_ROW_LENGTH: Final = 40.0
_COLUMN_LENGTH: Final = 26.0
#: Shorter ones are lines where both ends meet lines across: a narrow column's, a single row's.
_SHORT: Final = 10.0
_MEETS: Final = 2.5
#: Thicker bars are pictures or shading.
_THICKEST: Final = 5.0
#: Breaks in a scanned line that are closed.
_BREAK: Final = 0.8
#: The soft edge of a scanned line.
_EDGE: Final = 0.7
#: A row of strokes is no line. The shares of a line's length that are at least ink, and that have at most
#: ink right beside it on one side (it underlines text) and on both.
_LEAST_INK: Final = 0.9
_MOST_BESIDE: Final = 0.4
_MOST_BETWEEN: Final = 0.1
#: A line that meets no other is one when it is as long as this.
_ALONE: Final = 150.0
#: How far from a line to look for ink beside it.
_BESIDE: Final = 1.2


@dataclass(frozen=True, slots=True)
class Ruling:
    """Ruling lines in points from the top left, and the pixels that they cover."""

    horizontal: tuple[Rule, ...]
    vertical: tuple[Rule, ...]
    pixels: Ink


def find_rules(ink: Ink, dpi: float) -> Ruling:
    """Return the ruling lines of a page whose lines of text are level."""
    point = dpi / 72
    # Crossing lines are no writing beside a line.
    rows = _lines(ink, ink & ~_long(ink.T, _COLUMN_LENGTH * point).T, point)
    columns = _lines(ink.T, (ink & ~_long(ink, _ROW_LENGTH * point)).T, point)
    long_rows = [line for line in rows if line.length >= _ROW_LENGTH * point]
    # A single row's short columns hang on long rows, and on them a short row within one column.
    columns = _true_lines(columns, long_rows, _COLUMN_LENGTH, point)
    rows = _true_lines(rows, columns, _ROW_LENGTH, point)
    pixels: Ink = _drawn(rows, ink.shape, point) | _drawn(columns, ink.T.shape, point).T
    horizontal, vertical = (tuple(line.rule(point) for line in lines) for lines in (rows, columns))
    return Ruling(horizontal, vertical, pixels)


def without_rules(gray: Gray, ruling: Ruling) -> Gray:
    """Return the page with its ruling lines painted over in white."""
    plain = gray.copy()
    plain[ruling.pixels] = 255
    return plain


@dataclass(frozen=True, slots=True)
class _Line:
    """A level line in pixels; ``runs`` holds row, start and end (exclusive) of its parts."""

    runs: tuple[tuple[int, int, int], ...]
    first: int
    last: int
    middle: float

    @property
    def length(self) -> int:
        return self.last - self.first

    def rule(self, point: float) -> Rule:
        return Rule(self.middle / point, self.first / point, self.last / point)


def _long(ink: Ink, length: float) -> Ink:
    """Return the pixels of unbroken level runs of ink, and those beside them."""
    rows, starts, ends = _runs(ink)
    long = ends - starts >= length
    pixels = np.zeros_like(ink)
    for row, start, end in zip(rows[long], starts[long], ends[long], strict=True):
        pixels[row, start:end] = True
    return _thicken(_thicken(pixels))


def _lines(ink: Ink, writing: Ink, point: float) -> list[_Line]:
    """Return the level lines of a picture, from ``_SHORT`` on. ``writing`` is ink without crossing lines."""
    # A line that is still a little oblique climbs by a pixel now and then: look at three rows at once.
    rows, starts, ends = _runs(_closed(_thicken(ink), round(_BREAK * point)))
    long = ends - starts >= _SHORT * point
    lines: list[_Line] = []
    for group in _stacks(rows[long], starts[long], ends[long]):
        first, last = min(start for _, start, _ in group), max(end for _, _, end in group)
        # Thickening added a row on either side of the line.
        area = sum(end - start for _, start, end in group)
        if area / (last - first) - 2 > max(_THICKEST * point, 2):
            continue
        if not _is_line(ink, writing, group, first, last, max(2, round(_BESIDE * point))):
            continue
        middle = sum((row + 0.5) * (end - start) for row, start, end in group) / area
        lines.append(_Line(tuple(group), first, last, middle))
    return lines


def _true_lines(lines: list[_Line], across: list[_Line], length: float, point: float) -> list[_Line]:
    """Return the lines that belong to a table or are long; ``across`` holds long lines, turned like these.

    A line meets others at an end or crosses them; a short one does at both ends.
    """
    near = _MEETS * point
    kept = []
    for line in lines:
        crossing = [o.middle for o in across if o.first - near <= line.middle <= o.last + near]
        if line.length >= length * point:
            met = any(line.first - near <= place <= line.last + near for place in crossing)
        else:
            met = all(any(abs(place - end) <= near for place in crossing) for end in (line.first, line.last))
        if met or line.length >= _ALONE * point:
            kept.append(line)
    return kept


def _drawn(lines: list[_Line], shape: tuple[int, ...], point: float) -> Ink:
    """Return the pixels of lines, with the soft edge that turning and compressing gave them."""
    pixels: Ink = np.zeros(shape, dtype=np.bool_)
    for line in lines:
        for row, start, end in line.runs:
            pixels[row, start:end] = True
    for _ in range(max(1, round(_EDGE * point))):
        pixels = _thicken(pixels)
    return pixels


def _is_line(
    ink: Ink, writing: Ink, group: list[tuple[int, int, int]], first: int, last: int, beside: int
) -> bool:
    """Tell a line from a row of characters whose strokes touch: a line is whole and stands alone."""
    # Row by row along the line, for a long one that is still oblique passes over several rows.
    upper: _Numbers = np.full(last - first, ink.shape[0], dtype=np.int64)
    lower: _Numbers = np.zeros(last - first, dtype=np.int64)
    for row, start, end in group:
        part = np.s_[start - first : end - first]
        upper[part] = np.minimum(upper[part], row)
        lower[part] = np.maximum(lower[part], row)
    covered = np.flatnonzero(upper <= lower)
    columns: _Numbers = covered + first
    height = ink.shape[0]
    whole: Ink = np.zeros(len(columns), dtype=np.bool_)
    for step in range(int((lower - upper)[covered].max()) + 1):
        rows = np.minimum(upper[covered] + step, lower[covered])
        whole |= ink[rows, columns]
    above: Ink = np.zeros(len(columns), dtype=np.bool_)
    below: Ink = np.zeros(len(columns), dtype=np.bool_)
    for step in range(1, beside + 1):
        above |= writing[np.clip(upper[covered] - step, 0, height - 1), columns]
        below |= writing[np.clip(lower[covered] + step, 0, height - 1), columns]
    return (
        float(whole.sum()) >= _LEAST_INK * (last - first)
        and float((above & below).mean()) <= _MOST_BETWEEN
        and float((above | below).mean()) <= _MOST_BESIDE
    )


def _thicken(ink: Ink) -> Ink:
    thick = ink.copy()
    thick[1:] |= ink[:-1]
    thick[:-1] |= ink[1:]
    return thick


_Numbers: TypeAlias = npt.NDArray[np.int64]


def _runs(ink: Ink) -> tuple[_Numbers, _Numbers, _Numbers]:
    """Return row, start and end (exclusive) of every unbroken run of ink along the rows."""
    height, width = ink.shape
    edges = np.zeros((height, width + 2), dtype=np.int8)
    edges[:, 1:-1] = ink
    change = np.diff(edges, axis=1)
    rows, starts = np.nonzero(change == 1)
    _, ends = np.nonzero(change == -1)
    return rows, starts, ends


def _closed(ink: Ink, gap: int) -> Ink:
    """Return the picture with breaks of up to ``gap`` pixels along the rows filled."""
    rows, starts, ends = _runs(ink)
    same = (rows[1:] == rows[:-1]) & (starts[1:] - ends[:-1] <= gap)
    closed = ink.copy()
    for row, left, right in zip(rows[1:][same], ends[:-1][same], starts[1:][same], strict=True):
        closed[row, left:right] = True
    return closed


def _stacks(rows: _Numbers, starts: _Numbers, ends: _Numbers) -> Iterable[list[tuple[int, int, int]]]:
    """Group runs of neighbouring rows that overlap."""
    done: list[list[tuple[int, int, int]]] = []
    open_groups: list[list[tuple[int, int, int]]] = []
    for row, start, end in zip(rows.tolist(), starts.tolist(), ends.tolist(), strict=True):
        done += [group for group in open_groups if group[-1][0] < row - 1]
        open_groups = [group for group in open_groups if group[-1][0] >= row - 1]
        touching = [
            group
            for group in open_groups
            if any(r >= row - 1 and s < end and start < e for r, s, e in group[-6:])
        ]
        merged = [run for group in touching for run in group]
        open_groups = [group for group in open_groups if group not in touching]
        open_groups.append([*sorted(merged), (row, start, end)])
    return [*done, *open_groups]
