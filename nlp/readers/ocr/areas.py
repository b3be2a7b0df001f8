"""Areas of text: cut at ruling lines and where writing runs downwards, drawn tight, missed ink added."""

from __future__ import annotations

import statistics
from itertools import pairwise
from typing import Final

import numpy as np

from nlp.readers.ocr.ruling import Ruling
from nlp.readers.ocr.types import Area, Engine, Gray, Ink

#: Taller than wide by this much: one narrow character, or characters one below the other.
_TALL: Final = 1.5
#: How far beyond a line's end more of it is looked for, and how wide that must be, in heights of the line.
_REACH: Final = 1.2
_LEAST_WIDTH: Final = 0.15


def text_areas(engine: Engine, page: Gray, ink: Ink, ruling: Ruling, dpi: float, scale: float) -> list[Area]:
    """Return an area for every line of text. ``page`` and ``ink`` are without ruling lines."""
    areas = [
        tight
        for area in engine.detect(page, scale)
        for part in _cut(area, ruling, dpi)
        if (tight := _tight(part, ink)) is not None
    ]
    areas = _stretched(_without_inner(areas), ink, ruling, dpi)
    areas += [
        tight
        for area in _missed(ink, areas)
        for part in _cut(area, ruling, dpi)
        if (tight := _tight(part, ink)) is not None
    ]
    return [piece for area in areas for piece in _downwards(area, ink)]


def _without_inner(areas: list[Area]) -> list[Area]:
    """Drop areas that lie in a larger one for the most part: the network sees a line's end twice."""
    kept: list[Area] = []
    for area in sorted(areas, key=lambda a: -a.width * a.height):
        inside = (
            max(0, min(area.x1, other.x1) - max(area.x0, other.x0))
            * max(0, min(area.bottom, other.bottom) - max(area.top, other.top))
            for other in kept
        )
        if all(common < area.width * area.height / 2 for common in inside):
            kept.append(area)
    return kept


def _cut(area: Area, ruling: Ruling, dpi: float) -> list[Area]:
    """Cut an area where a ruling line passes through it: two cells' texts are two lines."""
    point = dpi / 72
    y, x = (area.top + area.bottom) / 2 / point, (area.x0 + area.x1) / 2 / point
    edge = area.height * 0.2 / point
    ys = [
        round(rule.at * point)
        for rule in ruling.horizontal
        if rule.start <= x <= rule.end and area.top / point + edge < rule.at < area.bottom / point - edge
    ]
    xs = [
        round(rule.at * point)
        for rule in ruling.vertical
        if rule.start <= y <= rule.end and area.x0 / point + 1 < rule.at < area.x1 / point - 1
    ]
    rows = [area.top, *sorted(ys), area.bottom]
    columns = [area.x0, *sorted(xs), area.x1]
    return [
        Area(x0, top, x1, bottom)
        for top, bottom in pairwise(rows)
        for x0, x1 in pairwise(columns)
        if x1 - x0 >= 3 and bottom - top >= 5
    ]


def _tight(area: Area, ink: Ink) -> Area | None:
    """Draw an area tight around its ink. Bits of the lines above and below stay outside."""
    part = ink[area.top : area.bottom, area.x0 : area.x1]
    rows = part.sum(axis=1)
    if not rows.any():
        return None
    first, last = _main_band(rows > 0)
    columns = np.flatnonzero(part[first:last].any(axis=0))
    return Area(area.x0 + int(columns[0]), area.top + first, area.x0 + int(columns[-1]) + 1, area.top + last)


def _main_band(rows: Ink) -> tuple[int, int]:
    """Return the rows of the line itself: the longest band, and bands that a stroke's gap parts from it."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], rows, [False]])))
    bands = list(zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True))
    first, last = max(bands, key=lambda band: band[1] - band[0])
    size = len(rows)
    for start, end in bands:
        # A band at the edge of the area is the neighbouring line's, unless it lies close.
        near = first - end <= size * 0.15 if end <= first else start - last <= size * 0.15
        at_edge = start == 0 or end == size
        if near and not (at_edge and end - start < size * 0.12):
            first, last = min(first, start), max(last, end)
    return first, last


def _stretched(areas: list[Area], ink: Ink, ruling: Ruling, dpi: float) -> list[Area]:
    """Return areas that reach as far as their line's ink: the network leaves out 一、 at its beginning."""
    rest = ink.copy()
    for area in areas:
        rest[area.top : area.bottom, area.x0 : area.x1] = False
    stretched = []
    for area in areas:
        middle = (area.top + area.bottom) / 2 * 72 / dpi
        borders = [r.at * dpi / 72 for r in ruling.vertical if r.start <= middle <= r.end]
        left = max([0.0, *(x for x in borders if x <= area.x0)])
        right = min([float(ink.shape[1]), *(x for x in borders if x >= area.x1)])
        band = rest[area.top : area.bottom]
        x0, x1 = area.x0, area.x1
        while (start := max(round(left), round(x0 - _REACH * area.height))) < x0:
            columns = np.flatnonzero(band[:, start:x0].any(axis=0))
            if len(columns) < _LEAST_WIDTH * area.height:
                break
            x0 = start + int(columns[0])
        while (end := min(round(right), round(x1 + _REACH * area.height))) > x1:
            columns = np.flatnonzero(band[:, x1:end].any(axis=0))
            if len(columns) < _LEAST_WIDTH * area.height:
                break
            x1 += int(columns[-1]) + 1
        stretched.append(Area(x0, area.top, x1, area.bottom))
        rest[area.top : area.bottom, x0:x1] = False
    return stretched


def _missed(ink: Ink, areas: list[Area]) -> list[Area]:
    """Return areas of ink as high as text that the network passed over: lone digits in cells, often."""
    if not areas:
        return []
    import cv2

    height = statistics.median(area.height for area in areas)
    rest = ink.copy()
    for area in areas:
        margin = round(height * 0.35)
        rest[max(0, area.top - margin) : area.bottom + margin, max(0, area.x0 - 2) : area.x1 + 2] = False
    gap = max(1, round(height * 0.6))
    joined = cv2.morphologyEx(rest.astype(np.uint8), cv2.MORPH_CLOSE, np.ones((3, gap), np.uint8))
    _, _, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    margin = max(2, round(height * 0.15))
    found = []
    for x, y, w, h, pixels in stats[1:].tolist():
        if 0.55 * height <= h <= 1.8 * height and w >= 0.12 * height and 0.08 * w * h < pixels < 0.95 * w * h:
            found.append(
                Area(
                    max(0, x - margin),
                    max(0, y - margin),
                    min(ink.shape[1], x + w + margin),
                    min(ink.shape[0], y + h + margin),
                )
            )
    return found


def _downwards(area: Area, ink: Ink) -> list[Area]:
    """Cut writing that runs downwards (a merged cell's row title) into its characters."""
    if area.height < _TALL * area.width:
        return [area]
    rows = ink[area.top : area.bottom, area.x0 : area.x1].any(axis=1)
    edges = np.flatnonzero(np.diff(np.concatenate([[False], rows, [False]])))
    bands = list(zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True))
    pieces: list[tuple[int, int]] = []
    for start, end in bands:
        # The strokes of one character (二, 吕) are together no higher than the column is wide.
        if pieces and end - pieces[-1][0] <= area.width * 1.05:
            pieces[-1] = (pieces[-1][0], end)
        else:
            pieces.append((start, end))
    if len(pieces) < 2:
        return [area]
    return [Area(area.x0, area.top + start, area.x1, area.top + end) for start, end in pieces]
