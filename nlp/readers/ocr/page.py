"""A picture of a page as characters and ruling lines, like a born-digital page."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from nlp.readers.ocr.areas import text_areas
from nlp.readers.ocr.chars import to_chars
from nlp.readers.ocr.ink import ink_of
from nlp.readers.ocr.normalise import normalise
from nlp.readers.ocr.ruling import find_rules, without_rules
from nlp.readers.ocr.seal import without_seals
from nlp.readers.ocr.skew import find_skew, straighten
from nlp.readers.ocr.types import Area, Engine, Glyph, Gray, Rgb
from nlp.readers.pdf.page import Frame, PageContent

#: The detection network looks at pages of about this many dots an inch.
_DETECTION_DPI: Final = 150.0
#: Which way up a page is shows at fewer.
_TURN_DPI: Final = 75.0
#: Lines read to find which way up a page is, and the confidence below which it is in doubt.
_TURN_LINES: Final = 8
_TURN_DOUBT: Final = 0.75
#: White around a line that is handed to the recognition network, as a share of its height.
_MARGIN: Final = 0.15


@dataclass(frozen=True, slots=True)
class Scan:
    """A page that was recognised; ``changes`` tells which characters were set right."""

    content: PageContent
    changes: tuple[str, ...]


def recognise(page: Rgb, number: int, dpi: float, engine: Engine) -> Scan:
    """Return the content of a page's picture.

    Seals go, a page that lies on its side or head is set upright, a small skew is taken out. Characters and
    rules stand in the upright page; ``PageContent.frame`` leads back to the page as it was scanned.
    """
    gray = without_seals(page, dpi)
    turns = _quarter_turns(engine, gray, dpi)
    upright = np.ascontiguousarray(np.rot90(gray, turns))
    skew = find_skew(ink_of(upright, dpi))
    upright = straighten(upright, skew)
    ink = ink_of(upright, dpi)
    ruling = find_rules(ink, dpi)
    plain = without_rules(upright, ruling)
    ink &= ~ruling.pixels
    areas = text_areas(engine, plain, ink, ruling, dpi, min(1.0, _DETECTION_DPI / dpi))
    lines, changes = _read(engine, plain, areas)
    chars = to_chars(lines, dpi)
    height, width = upright.shape
    frame = _frame(turns, skew, width * 72 / dpi, height * 72 / dpi)
    content = PageContent(
        number,
        width * 72 / dpi,
        height * 72 / dpi,
        tuple(chars),
        ruling.horizontal,
        ruling.vertical,
        frame,
    )
    return Scan(content, tuple(changes))


def _read(
    engine: Engine, page: Gray, areas: Sequence[Area]
) -> tuple[list[tuple[Area, list[Glyph]]], list[str]]:
    lines: list[tuple[Area, list[Glyph]]] = []
    changes: list[str] = []
    wide = [_widened(area, page) for area in areas]
    pictures = [page[area.top : area.bottom, area.x0 : area.x1] for area in wide]
    for area, outer, glyphs in zip(areas, wide, engine.read(pictures), strict=True):
        # Places in the wider picture become places in the tight area.
        placed = [
            Glyph(
                glyph.text,
                min(max((outer.x0 + glyph.middle * outer.width - area.x0) / area.width, 0.0), 1.0),
                glyph.confidence,
            )
            for glyph in glyphs
        ]
        right, changed = normalise(placed)
        lines.append((area, right))
        changes += changed
    return lines, changes


def _widened(area: Area, page: Gray) -> Area:
    margin = max(2, round(area.height * _MARGIN))
    height, width = page.shape
    return Area(
        max(0, area.x0 - margin),
        max(0, area.top - margin),
        min(width, area.x1 + margin),
        min(height, area.bottom + margin),
    )


def _quarter_turns(engine: Engine, gray: Gray, dpi: float) -> int:
    """Return by how many quarter turns to the left the page becomes upright."""
    areas = engine.detect(gray, min(1.0, _TURN_DPI / dpi))
    along = [area for area in areas if area.width > 2 * area.height]
    down = [area for area in areas if area.height > 2 * area.width]
    if not along and not down:
        return 0
    sideways = sum(area.height for area in down) > 2 * sum(area.width for area in along)
    longest = sorted(down if sideways else along, key=lambda area: -max(area.width, area.height))
    pictures = [_start(gray, area) for area in longest[:_TURN_LINES]]
    turns = (1, 3) if sideways else (0, 2)
    first = _confidence(engine, pictures, turns[0])
    if not sideways and first >= _TURN_DOUBT:
        return 0
    return turns[0] if first >= _confidence(engine, pictures, turns[1]) else turns[1]


def _start(gray: Gray, area: Area) -> Gray:
    """Return the first characters of a line: they tell as much as all of it."""
    short = min(area.width, area.height) * 10
    return gray[area.top : min(area.bottom, area.top + short), area.x0 : min(area.x1, area.x0 + short)]


def _confidence(engine: Engine, pictures: Sequence[Gray], turns: int) -> float:
    lines = engine.read([np.ascontiguousarray(np.rot90(picture, turns)) for picture in pictures])
    sure = [glyph.confidence for line in lines for glyph in line]
    return sum(sure) / len(sure) if sure else 0.0


def _frame(turns: int, skew: float, width: float, height: float) -> Frame | None:
    """Return the way from the upright page (``width`` x ``height`` points) to the page as scanned.

    >>> _frame(0, 0.0, 595, 842) is None
    True
    >>> _frame(1, 0.0, 842, 595)  # set upright by a quarter turn to the left
    (0.0, -1.0, 595.0, 1.0, 0.0, 0.0)
    """
    if not turns and not skew:
        return None
    # Undo the skew about the middle of the upright page...
    cos, sin = math.cos(math.radians(skew)), math.sin(math.radians(skew))
    x, y = width / 2, height / 2
    a, b, c = cos, -sin, x - cos * x + sin * y
    d, e, f = sin, cos, y - sin * x - cos * y
    # ...then each quarter turn to the left: what stood at (u, v) came from (h - v, u), h the upright height.
    for turn in range(turns):
        across = height if turn % 2 == 0 else width
        a, b, c, d, e, f = -d, -e, across - f, a, b, c
    places = (round(value, 6) + 0.0 for value in (a, b, c, d, e, f))
    first, second, third, fourth, fifth, sixth = places
    return first, second, third, fourth, fifth, sixth
