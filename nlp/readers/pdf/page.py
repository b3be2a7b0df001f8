"""One PDF page as characters and ruling lines, in points from the page's top left corner."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
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


@dataclass(frozen=True, slots=True)
class _View:
    """From a PDF's own coordinates to points from the top left of the page as it is shown.

    ``rotation`` is the page's /Rotate, clockwise; the borders are the crop box's (ISO 32000-1, 7.7.3.3).
    """

    left: float
    bottom: float
    right: float
    top: float
    rotation: int

    def box(self, x0: float, y0: float, x1: float, y1: float) -> tuple[float, float, float, float]:
        """Return x0, top, x1, bottom of a rectangle given by its left, bottom, right and top."""
        if self.rotation == 90:
            return y0 - self.bottom, x0 - self.left, y1 - self.bottom, x1 - self.left
        if self.rotation == 180:
            return self.right - x1, y0 - self.bottom, self.right - x0, y1 - self.bottom
        if self.rotation == 270:
            return self.top - y1, self.right - x1, self.top - y0, self.right - x0
        return x0 - self.left, self.top - y1, x1 - self.left, self.top - y0


def read_page(document: pdfium.PdfDocument, index: int) -> PageContent:
    """Return the content of page ``index`` (from 0), rotation applied, only what lies on the page."""
    page = document[index]
    try:
        width, height = page.get_size()
        left, bottom, right, top = page.get_bbox()
        view = _View(left, bottom, right, top, page.get_rotation())
        horizontal, vertical = _rules(page, view)
        return PageContent(index + 1, width, height, _chars(page, view), horizontal, vertical)
    finally:
        page.close()


def _chars(page: Any, view: _View) -> tuple[Char, ...]:
    text_page = page.get_textpage()
    try:
        handle = text_page.raw
        rectangle = raw.FS_RECTF()
        reference = ctypes.byref(rectangle)
        unicode_of, box_of, generated = (
            raw.FPDFText_GetUnicode,
            raw.FPDFText_GetLooseCharBox,
            raw.FPDFText_IsGenerated,
        )
        found: list[Char] = []
        seen: set[tuple[int, int, int]] = set()
        for index in range(raw.FPDFText_CountChars(handle)):
            code = unicode_of(handle, index)
            # Only blanks and line ends are generated, and a place without a box is none.
            if (
                code < 32
                or (code == 32 and generated(handle, index) == 1)
                or not box_of(handle, index, reference)
            ):
                continue
            x0, y0, x1, y1 = rectangle.left, rectangle.bottom, rectangle.right, rectangle.top
            x_middle, y_middle = (x0 + x1) / 2, (y0 + y1) / 2
            if not (view.left <= x_middle <= view.right and view.bottom <= y_middle <= view.top):
                continue
            # Bold is often imitated by drawing a character twice, a hair apart.
            key = (code, round(x_middle), round(y_middle))
            if code != 32 and key in seen:
                continue
            seen.add(key)
            found.append(Char(chr(code), *view.box(x0, y0, x1, y1)))
        return tuple(_whole(found))
    finally:
        text_page.close()


def _whole(chars: Iterable[Char]) -> Iterator[Char]:
    """Yield the characters with the halves of rare ones (UTF-16 surrogates) joined; a lone half is U+FFFD."""
    half: Char | None = None
    for char in chars:
        if half is not None:
            if "\udc00" <= char.text <= "\udfff":
                text = (half.text + char.text).encode("utf-16", "surrogatepass").decode("utf-16")
                yield replace(
                    half,
                    text=text,
                    x0=min(half.x0, char.x0),
                    top=min(half.top, char.top),
                    x1=max(half.x1, char.x1),
                    bottom=max(half.bottom, char.bottom),
                )
                half = None
                continue
            yield replace(half, text="\ufffd")
            half = None
        if "\ud800" <= char.text <= "\udbff":
            half = char
        else:
            yield replace(char, text="\ufffd") if "\udc00" <= char.text <= "\udfff" else char
    if half is not None:
        yield replace(half, text="\ufffd")


def _rules(page: Any, view: _View) -> tuple[tuple[Rule, ...], tuple[Rule, ...]]:
    horizontal: list[Rule] = []
    vertical: list[Rule] = []
    for item, (x0, y0, x1, y1) in _paths(page):
        if not _is_drawn(item):
            continue
        x0, y0, x1, y1 = view.box(x0, y0, x1, y1)
        width, height = x1 - x0, y1 - y0
        if height <= _THIN and width >= _MIN_LENGTH:
            horizontal.append(Rule((y0 + y1) / 2, x0, x1))
        elif width <= _THIN and height >= _MIN_LENGTH:
            vertical.append(Rule((x0 + x1) / 2, y0, y1))
        elif width >= _MIN_LENGTH and height >= _MIN_LENGTH and _is_stroked_rectangle(item):
            horizontal += [Rule(y0, x0, x1), Rule(y1, x0, x1)]
            vertical += [Rule(x0, y0, y1), Rule(x1, y0, y1)]
    return tuple(horizontal), tuple(vertical)


def _paths(page: Any) -> Iterator[tuple[Any, tuple[float, float, float, float]]]:
    """Yield the page's paths with their bounds; those inside forms by the slower, safe way.

    Most objects of a page are texts, which are passed over without wrapping them.
    """
    sides = [ctypes.c_float() for _ in range(4)]
    references = [ctypes.byref(side) for side in sides]
    has_forms = False
    for index in range(raw.FPDFPage_CountObjects(page.raw)):
        item = raw.FPDFPage_GetObject(page.raw, index)
        kind = raw.FPDFPageObj_GetType(item)
        has_forms = has_forms or kind == raw.FPDF_PAGEOBJ_FORM
        if kind == raw.FPDF_PAGEOBJ_PATH and raw.FPDFPageObj_GetBounds(item, *references):
            left, bottom, right, top = (side.value for side in sides)
            yield item, (left, bottom, right, top)
    if has_forms:
        for nested in page.get_objects(filter=(raw.FPDF_PAGEOBJ_PATH,), max_depth=4):
            if nested.level:
                yield nested.raw, _placed(nested)


def _placed(nested: Any) -> tuple[float, float, float, float]:
    """Return a nested path's bounds on the page: its forms' matrices applied, innermost first."""
    x0, y0, x1, y1 = nested.get_bounds()
    container = nested.container
    while container is not None:
        points = [container.get_matrix().on_point(x, y) for x, y in ((x0, y0), (x1, y1), (x0, y1), (x1, y0))]
        xs, ys = [x for x, _ in points], [y for _, y in points]
        x0, y0, x1, y1 = min(xs), min(ys), max(xs), max(ys)
        container = container.container
    return x0, y0, x1, y1


def _is_drawn(item: Any) -> bool:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(item, ctypes.byref(fill), ctypes.byref(stroke))
    return bool(fill.value or stroke.value)


def _is_stroked_rectangle(item: Any) -> bool:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(item, ctypes.byref(fill), ctypes.byref(stroke))
    segments: int = raw.FPDFPath_CountSegments(item)
    return bool(stroke.value) and segments in (4, 5)
