"""Characters outside tables into lines, and lines into paragraphs: hard line ends go, real ones stay."""

from __future__ import annotations

import re
import statistics
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from nlp.readers.pdf.page import Char

#: A page number alone in the margin: "12", "- 12 -", "第 3 页", "第3页 共20页", "3 / 20".
_PAGE_NUMBER: Final = re.compile(
    r"[-—–－\s]*(?:第\s*)?\d{1,4}(?:\s*(?:页|[/／]\s*\d{1,4}))?(?:\s*(?:[,，]\s*)?共\s*\d+\s*页)?[-—–－\s]*$"
)
#: The share of the page's height at top and bottom where headers and footers stand.
_MARGIN: Final = 0.1
#: No text column ends left of this share of the page's width.
_NARROW: Final = 0.6
#: Left ends nearer than this are the same margin.
_SAME_END: Final = 2.5
#: A numbered item at the left margin begins a paragraph: headings are often set without indent.
_BEGINS_ITEM: Final = re.compile(
    r"第[一二三四五六七八九十]+部分|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[)）]"
)
_UNBROKEN: Final = re.compile(r"[A-Za-z0-9.,%/:-]")
_LATIN: Final = re.compile(r"[A-Za-z]")


@dataclass(frozen=True, slots=True)
class TextLine:
    """The characters of one printed line, from left to right."""

    page: int
    chars: tuple[Char, ...]

    @property
    def text(self) -> str:
        """The line's text, blanks at its ends left out."""
        return "".join(char.text for char in self.chars).strip()

    @property
    def x0(self) -> float:
        """Left end of the first visible character."""
        return next((c.x0 for c in self.chars if not c.text.isspace()), self.chars[0].x0)

    @property
    def x1(self) -> float:
        """Right end of the last visible character."""
        return next((c.x1 for c in reversed(self.chars) if not c.text.isspace()), self.chars[-1].x1)

    @property
    def top(self) -> float:
        """Top of the highest character."""
        return min(char.top for char in self.chars)

    @property
    def bottom(self) -> float:
        """Bottom of the lowest character."""
        return max(char.bottom for char in self.chars)

    @property
    def size(self) -> float:
        """The median height of a character."""
        return statistics.median(char.bottom - char.top for char in self.chars)


def text_lines(chars: Iterable[Char], page: int) -> list[TextLine]:
    """Group characters into lines by height, then order them from left to right.

    Characters belong to one line when their middles differ by less than half of the smaller's height.
    """
    rows: list[list[Char]] = []
    middles: list[float] = []
    for char in sorted(chars, key=lambda c: c.top + c.bottom):
        middle = (char.top + char.bottom) / 2
        height = max(char.bottom - char.top, 1.0)
        if rows and abs(middle - middles[-1]) < height * 0.5:
            rows[-1].append(char)
            middles[-1] += (middle - middles[-1]) / len(rows[-1])
        else:
            rows.append([char])
            middles.append(middle)
    lines = [TextLine(page, tuple(sorted(row, key=lambda c: c.x0))) for row in rows]
    return [line for line in lines if line.text]


def without_margins(pages: Sequence[tuple[list[TextLine], float]]) -> list[list[TextLine]]:
    """Drop page numbers, and headers and footers that come again on three pages or more.

    ``pages`` holds each page's lines and height.
    """
    counts: dict[str, int] = {}
    for lines, height in pages:
        for text in {_shape(line.text) for line in lines if _in_margin(line, height)}:
            counts[text] = counts.get(text, 0) + 1
    kept: list[list[TextLine]] = []
    for lines, height in pages:
        kept.append(
            [
                line
                for line in lines
                if not (
                    _in_margin(line, height)
                    and (_PAGE_NUMBER.match(line.text) or counts.get(_shape(line.text), 0) >= 3)
                )
            ]
        )
    return kept


def _in_margin(line: TextLine, height: float) -> bool:
    return line.bottom < height * _MARGIN or line.top > height * (1 - _MARGIN)


def _shape(text: str) -> str:
    return re.sub(r"\d+", "0", "".join(text.split()))


def paragraphs(lines: Sequence[TextLine], widths: Mapping[int, float]) -> list[list[TextLine]]:
    """Group the lines of a flow of text into paragraphs.

    A line begins one when it is indented, when the line before ends short of the right margin, when a
    larger gap or another size parts them. A paragraph may run on over the page's end. ``widths`` holds
    the pages' widths: pages of one width share their margins.
    """
    if not lines:
        return []
    margins = {
        width: _margins([line for line in lines if widths[line.page] == width], width)
        for width in {widths[line.page] for line in lines}
    }
    groups: list[list[TextLine]] = [[lines[0]]]
    for before, line in pairwise(lines):
        size = line.size
        room = margins[widths[before.page]][1] - before.x1
        short = room > max(1.9 * size, _first_word(line) + 0.9 * size)
        indented = line.x0 > margins[widths[line.page]][0] + 0.9 * size
        new_page = line.page != before.page
        apart = not new_page and line.top - before.bottom > 1.6 * size
        other_size = not new_page and abs(before.size - size) > 0.15 * size
        turned = widths[line.page] != widths[before.page]
        if short or indented or apart or other_size or turned or _BEGINS_ITEM.match(line.text):
            groups.append([line])
        else:
            groups[-1].append(line)
    return groups


def _first_word(line: TextLine) -> float:
    """Return the width of what could not be broken off: a number or Latin word at the line's beginning.

    A line ends early where the next word did not fit; that ends no paragraph.
    """
    end = line.x0
    for char in line.chars:
        if not _UNBROKEN.match(char.text):
            break
        end = char.x1
    return end - line.x0


def _margins(lines: Sequence[TextLine], width: float) -> tuple[float, float]:
    """Return the left and right ends that lines share; single lines that stand out don't count.

    Right ends differ by up to a character, as numbers are narrower. Where no two lines share one, there
    are too few to show it: the right margin is then taken to be as wide as the left one.
    """
    starts = [line.x0 for line in lines]
    left = _shared(starts, _SAME_END)
    right = _shared([-line.x1 for line in lines], 0.9 * statistics.median(line.size for line in lines))
    outermost = max(line.x1 for line in lines)
    if right is None or -right < _NARROW * width:
        # Short lines (a cover, headings) may end alike without being full.
        right = -max(outermost, width - min(starts))
    return left if left is not None else min(starts), -right


def _shared(ends: Sequence[float], near: float) -> float | None:
    """Return the outermost (smallest) end that has another one near, or ``None``."""
    return next((a for a, b in pairwise(sorted(ends)) if b - a < near), None)


def needs_blank(left: str, right: str) -> bool:
    """Tell whether joining two lines needs a blank: only between Latin words."""
    return bool(_LATIN.match(left[-1:]) and _LATIN.match(right[:1]))
