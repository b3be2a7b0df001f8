"""Recognised lines into characters with boxes: full width for Chinese, half for Latin and digits."""

from __future__ import annotations

import statistics
import unicodedata
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from nlp.readers.ocr.types import Area, Glyph
from nlp.readers.pdf.page import Char

#: A line that the network is less sure of, on average, is a speck or a picture.
_SUREST_NOISE: Final = 0.5
#: Wide marks whose ink is in the left, or in the right half of their square.
_CLOSING: Final = frozenset("，。、；：！？）》〉】〕」』”’")
_OPENING: Final = frozenset("（《〈【〔「『“‘")
#: Sizes this near to each other are one size.
_SAME_SIZE: Final = 0.1


def to_chars(lines: Sequence[tuple[Area, Sequence[Glyph]]], dpi: float) -> list[Char]:
    """Return the characters of recognised lines, in points.

    ``Area`` is drawn tight around the line's ink. All characters of a line have one height, and lines of
    nearly one size have the same, for paragraphs are told apart by size.
    """
    kept = [(area, glyphs) for area, glyphs in lines if _is_text(glyphs)]
    pitches = [_pitch(area, glyphs) for area, glyphs in kept]
    sizes = _typical([pitch for pitch in pitches if pitch])
    found: list[Char] = []
    for (area, glyphs), pitch in zip(kept, pitches, strict=True):
        size = _nearest(pitch or _by_height(area, glyphs), sizes)
        found += _line(area, glyphs, size, 72 / dpi)
    return found


def _is_text(glyphs: Sequence[Glyph]) -> bool:
    visible = [glyph for glyph in glyphs if not glyph.text.isspace()]
    return bool(visible) and statistics.fmean(g.confidence for g in visible) >= _SUREST_NOISE


def is_wide(text: str) -> bool:
    """Tell whether a character is as wide as a Chinese one.

    >>> is_wide("元"), is_wide("，"), is_wide("“"), is_wide("8")
    (True, True, True, False)
    """
    return unicodedata.east_asian_width(text) in "WFA"


def _pitch(area: Area, glyphs: Sequence[Glyph]) -> float | None:
    """Return the distance of neighbouring Chinese characters in pixels, where there are enough of them.

    The network tells places in steps of a fifth of a character: only their mean is exact.
    """
    steps = [
        (b.middle - a.middle) * area.width for a, b in pairwise(glyphs) if is_wide(a.text) and is_wide(b.text)
    ]
    steps = [step for step in steps if 0.8 * area.height < step < 1.6 * area.height]
    return statistics.fmean(steps) if len(steps) >= 4 else None


def _by_height(area: Area, glyphs: Sequence[Glyph]) -> float:
    """Return the size by the ink's height: a Chinese character fills its square by 0.92, a digit by 0.73."""
    wide = any(is_wide(g.text) and unicodedata.category(g.text) == "Lo" for g in glyphs)
    return area.height / (0.92 if wide else 0.73)


def _typical(sizes: list[float]) -> list[float]:
    groups: list[list[float]] = []
    for size in sorted(sizes):
        if groups and size <= groups[-1][0] * (1 + _SAME_SIZE):
            groups[-1].append(size)
        else:
            groups.append([size])
    return [statistics.median(group) for group in groups]


def _nearest(size: float, sizes: list[float]) -> float:
    best = min(sizes, key=lambda other: abs(other - size), default=size)
    return best if abs(best - size) <= 2 * _SAME_SIZE * size else size


def _line(area: Area, glyphs: Sequence[Glyph], size: float, point: float) -> list[Char]:
    middles = [area.x0 + glyph.middle * area.width for glyph in glyphs]
    halves = [size / 2 if is_wide(glyph.text) else size / 4 for glyph in glyphs]
    lefts = [middle - half for middle, half in zip(middles, halves, strict=True)]
    rights = [middle + half for middle, half in zip(middles, halves, strict=True)]
    for i in range(len(glyphs) - 1):
        if rights[i] > lefts[i + 1]:
            share = halves[i] / (halves[i] + halves[i + 1])
            rights[i] = lefts[i + 1] = middles[i] + (middles[i + 1] - middles[i]) * share
    # The ends of the line are where its ink ends, but marks fill only half of their square.
    lefts[0] = min(max(lefts[0], area.x0), middles[0])
    rights[-1] = max(min(rights[-1], area.x1), middles[-1])
    if glyphs[-1].text in _CLOSING:
        rights[-1] = max(rights[-1], area.x1 + size / 2)
    if glyphs[0].text in _OPENING:
        lefts[0] = min(lefts[0], area.x0 - size / 2)
    middle = (area.top + area.bottom) / 2
    top, bottom = (middle - size / 2) * point, (middle + size / 2) * point
    return [
        Char(glyph.text, left * point, top, max(right, left + 0.5) * point, bottom, glyph.confidence)
        for glyph, left, right in zip(glyphs, lefts, rights, strict=True)
    ]
