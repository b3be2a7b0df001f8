"""How wide a plain text's lines are printed, and whether they are wrapped at a page's width."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final

#: A line set in columns, a row of figures or a line of the contents says nothing of the running text's width.
_COLUMNS: Final = re.compile(r"\S(?:[ 　]{3,}|[ 　]*\t[ 　]*)\S|(?: -?\d[\d,]*(?:\.\d+)?){3}\s*$|[.．…·]{6}")
#: Marks that a Chinese type sets as wide as a character.
_WIDE_MARKS: Final = "“”‘’—…"
#: Lines that are at least so wide tell where a text is wrapped, where there are so many of them.
_LONG, _FEWEST_LONG = 30, 20
#: So many of the long lines are no wider than the page, and so many of them fill it.
_WITHIN, _FULL = 0.97, 0.2
#: A line that is cut fills so much of the width; what it goes on with is no short heading.
_FILLED, _HALF = 0.86, 0.5
_HEADING_ENDS: Final = re.compile(r"(?:说明|情况|概况|解释|设置|构成|[表：:])\s*$")


def line_widths(lines: Iterable[str]) -> list[int]:
    """Return the printed widths of the lines that are no rows of a table."""
    stripped = (line.strip() for line in lines)
    return [printed_width(line) for line in stripped if _COLUMNS.search(line) is None]


@lru_cache(maxsize=8)
def wrapped_at(text: str) -> int | None:
    """Return the width at which a text's lines are wrapped; nothing where its paragraphs are whole lines.

    Of whole paragraphs no width is the width of many.
    """
    widths = sorted(width for width in line_widths(text.splitlines()) if width >= _LONG)
    if len(widths) < _FEWEST_LONG:
        return None
    width = widths[int(_WITHIN * (len(widths) - 1))]
    full = sum(0.9 * width <= each <= width for each in widths)
    return width if full >= _FULL * len(widths) else None


def runs_on(text: str, lines: Sequence[str], index: int) -> bool:
    """Tell whether a line of a wrapped text is full and its sentence goes on in the next line.

    A heading is no such line, whatever its words are.
    """
    width = wrapped_at(text)
    if _HEADING_ENDS.search(lines[index]):
        return False
    if width is None or index + 1 >= len(lines) or printed_width(lines[index].strip()) < _FILLED * width:
        return False
    below = lines[index + 1].strip()
    return printed_width(below) >= _HALF * width or below.endswith("。")


@lru_cache(maxsize=4096)
def printed_width(line: str) -> int:
    """Return a line's printed width: a Chinese character is as wide as two digits."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" or char in _WIDE_MARKS else 1 for char in line)
