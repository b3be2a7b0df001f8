"""Build a document's text while keeping each character's page and box."""

from __future__ import annotations

import re
from array import array
from collections.abc import Mapping, Sequence
from typing import Final

from nlp.document import BBox, Layout, Line
from nlp.readers.pdf.lines import TextLine, needs_blank
from nlp.readers.pdf.page import Char, Frame

_CHINESE: Final = re.compile(r"[\u3400-\u9fff]")


class TextBuilder:
    """Collects characters; ``page`` 0 stands for marks that are on no page (line ends, joints).

    ``frames`` maps the numbers of scanned pages to the ways back to the page in the file.
    """

    def __init__(self, frames: Mapping[int, Frame] | None = None) -> None:
        self._frames = frames or {}
        self._confidences = array("f")
        self._recognised = False
        self._parts: list[str] = []
        self._length = 0
        self._pages = array("H")
        self._boxes = array("f")
        self.lines: list[Line] = []

    @property
    def length(self) -> int:
        """The number of characters so far."""
        return self._length

    def mark(self, text: str) -> None:
        """Add characters that are on no page."""
        self._parts.append(text)
        self._length += len(text)
        self._pages.extend([0] * len(text))
        self._boxes.extend([0.0] * (4 * len(text)))
        self._confidences.extend([-1.0] * len(text))

    def chars(self, chars: Sequence[Char], page: int) -> None:
        """Add characters of a line of a page; a gap wider than a character is a blank."""
        frame = self._frames.get(page)
        before: Char | None = None
        for char in chars:
            if before is not None and _apart(before, char):
                self.mark(" ")
            before = char
            self._parts.append(char.text)
            self._pages.append(page)
            self._boxes.extend(_placed(char, frame))
            self._confidences.append(-1.0 if char.confidence is None else char.confidence)
            self._recognised |= char.confidence is not None
            self._length += 1

    def printed_lines(self, lines: Sequence[TextLine]) -> tuple[int, int]:
        """Add printed lines as one: hard line ends go. Return the range of the text."""
        start = self._length
        for index, line in enumerate(lines):
            visible = _visible(line.chars)
            if index and needs_blank(self._parts[-1], visible[0].text):
                self.mark(" ")
            self.chars(visible, line.page)
        return start, self._length

    def end_line(self, start: int, page: int | None) -> None:
        """Close the line that began at ``start``."""
        self.lines.append(Line(start, self._length, page))
        self.mark("\n")

    def text(self) -> str:
        """Return the whole text."""
        return "".join(self._parts)

    def layout(self) -> Layout:
        """Return the place of every character."""
        return Layout(self._pages, self._boxes, self._confidences if self._recognised else None)


def _apart(left: Char, right: Char) -> bool:
    """Tell whether two neighbours have room for a blank between them, and none that is printed.

    Typesetting leaves a quarter of a character's height between Chinese and other writing by itself.
    """
    if left.text.isspace() or right.text.isspace():
        return False
    height = min(left.bottom - left.top, right.bottom - right.top)
    room = 0.4 if _CHINESE.match(left.text) and _CHINESE.match(right.text) else 0.8
    return right.x0 - left.x1 > room * height


def _placed(char: Char, frame: Frame | None) -> BBox:
    """Return a character's box on the page in the file; of a turned one, the upright box around it."""
    if frame is None:
        return char.x0, char.top, char.x1, char.bottom
    a, b, c, d, e, f = frame
    corners = [(x, y) for x in (char.x0, char.x1) for y in (char.top, char.bottom)]
    xs = [a * x + b * y + c for x, y in corners]
    ys = [d * x + e * y + f for x, y in corners]
    return min(xs), min(ys), max(xs), max(ys)


def _visible(chars: Sequence[Char]) -> Sequence[Char]:
    first, last = 0, len(chars)
    while first < last and chars[first].text.isspace():
        first += 1
    while last > first and chars[last - 1].text.isspace():
        last -= 1
    return chars[first:last]
