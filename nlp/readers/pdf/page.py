"""One PDF page as characters and ruling lines, in points from the page's top left corner."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from typing import Any, Final

import pypdfium2 as pdfium
import pypdfium2.raw as raw

#: A filled rectangle thinner than this is a ruling line; office programs draw borders so.
_THIN: Final = 3.0
#: A ruling line shorter than this is a dash or an underline's rest.
_MIN_LENGTH: Final = 4.0


#: An affine map (a, b, c, d, e, f): x' = a x + b y + c, y' = d x + e y + f, all in points.
Frame = tuple[float, float, float, float, float, float]


@dataclass(frozen=True, slots=True)
class Char:
    """A visible character and its box; ``confidence`` (0 to 1) only where it was recognised by OCR."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    confidence: float | None = None

    @property
    def middle(self) -> tuple[float, float]:
        """The centre of the box."""
        return (self.x0 + self.x1) / 2, (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class Rule:
    """A ruling line: at ``at``, from ``start`` to ``end`` along the other axis."""

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class PageContent:
    """What stands on a page.

    A scan is set upright first: its ``frame`` leads from the upright page, in which everything here stands,
    to the page as it is in the file; ``None`` where both are the same.
    """

    number: int
    width: float
    height: float
    chars: tuple[Char, ...]
    horizontal: tuple[Rule, ...]
    vertical: tuple[Rule, ...]
    frame: Frame | None = None

    @property
    def sheet(self) -> tuple[float, float]:
        """Width and height of the page as it is in the file."""
        lying = self.frame is not None and abs(self.frame[1]) > abs(self.frame[0])
        return (self.height, self.width) if lying else (self.width, self.height)


def read_page(document: pdfium.PdfDocument, index: int) -> PageContent:
    """Return the content of page ``index`` (from 0), rotation applied, only what lies on the page."""
    page = document[index]
    try:
        width, height = page.get_size()
        left, bottom, right, top = page.get_bbox()
        chars = _chars(page, left, bottom, right, top)
        horizontal, vertical = _rules(page, left, top)
        return PageContent(index + 1, width, height, chars, horizontal, vertical)
    finally:
        page.close()


def _chars(page: Any, left: float, bottom: float, right: float, top: float) -> tuple[Char, ...]:
    text_page = page.get_textpage()
    try:
        handle = text_page.raw
        box = raw.FS_RECTF()
        found: list[Char] = []
        seen: set[tuple[str, int, int]] = set()
        for index in range(raw.FPDFText_CountChars(handle)):
            code = raw.FPDFText_GetUnicode(handle, index)
            if code < 32 or raw.FPDFText_IsGenerated(handle, index) == 1:
                continue
            if not raw.FPDFText_GetLooseCharBox(handle, index, ctypes.byref(box)):
                continue
            x_middle, y_middle = (box.left + box.right) / 2, (box.top + box.bottom) / 2
            if not (left <= x_middle <= right and bottom <= y_middle <= top):
                continue
            text = chr(code)
            # Bold is often imitated by drawing a character twice, a hair apart.
            key = (text, round(x_middle), round(y_middle))
            if text != " " and key in seen:
                continue
            seen.add(key)
            found.append(Char(text, box.left - left, top - box.top, box.right - left, top - box.bottom))
        return tuple(found)
    finally:
        text_page.close()


def _rules(page: Any, left: float, top: float) -> tuple[tuple[Rule, ...], tuple[Rule, ...]]:
    horizontal: list[Rule] = []
    vertical: list[Rule] = []
    for item in page.get_objects(filter=(raw.FPDF_PAGEOBJ_PATH,), max_depth=4):
        x0, y0, x1, y1 = item.get_bounds()
        x0, x1, y0, y1 = x0 - left, x1 - left, top - y1, top - y0
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        raw.FPDFPath_GetDrawMode(item.raw, ctypes.byref(fill), ctypes.byref(stroke))
        if not fill.value and not stroke.value:
            continue
        width, height = x1 - x0, y1 - y0
        if height <= _THIN and width >= _MIN_LENGTH:
            horizontal.append(Rule((y0 + y1) / 2, x0, x1))
        elif width <= _THIN and height >= _MIN_LENGTH:
            vertical.append(Rule((x0 + x1) / 2, y0, y1))
        elif stroke.value and _is_rectangle(item):
            horizontal += [Rule(y0, x0, x1), Rule(y1, x0, x1)]
            vertical += [Rule(x0, y0, y1), Rule(x1, y0, y1)]
    return tuple(horizontal), tuple(vertical)


def _is_rectangle(item: Any) -> bool:
    segments: int = raw.FPDFPath_CountSegments(item.raw)
    return segments in (4, 5)
