"""A PDF page by page: those without a text layer are drawn and recognised."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from nlp.readers.ocr import extra

if TYPE_CHECKING:
    from nlp.readers.ocr.page import Scan
    from nlp.readers.pdf.page import PageContent

#: A page number or a stamp of the scanning program is no text layer.
_FEW_CHARS: Final = 20
#: The share of the page that a picture covers when it is the page.
_COVERS: Final = 0.4
#: Text turned into outlines has a path a character; a table's lines are fewer, and text stands between them.
_OUTLINES: Final = 60
#: ``FPDF_PAGEOBJ_PATH`` and ``FPDF_PAGEOBJ_IMAGE``.
_PATH: Final = 2
_IMAGE: Final = 3


@dataclass(frozen=True, slots=True)
class Recognised:
    """The pages of a PDF, scans read; ``unread`` are those that need the extra and it is missing."""

    pages: tuple[PageContent, ...]
    unread: tuple[int, ...]
    warnings: tuple[str, ...]


def with_scans(pdf: Any, pages: Sequence[PageContent]) -> Recognised:
    """Return the pages of an open ``pypdfium2.PdfDocument``, those without text layer recognised."""
    scanned = [page for page in pages if is_scan(pdf, page)]
    if not scanned:
        return Recognised(tuple(pages), (), ())
    numbers = tuple(page.number for page in scanned)
    if not extra.available():
        return Recognised(tuple(pages), numbers, (_unread(numbers),))
    from nlp.readers.ocr.reader import read_scanned_page, warnings

    scans: dict[int, Scan] = {}
    for number in numbers:
        page = pdf[number - 1]
        try:
            scans[number] = read_scanned_page(page, number)
        finally:
            page.close()
    mixed = tuple(scans[page.number].content if page.number in scans else page for page in pages)
    return Recognised(mixed, (), warnings(list(scans.values())))


def is_scan(pdf: Any, content: PageContent) -> bool:
    """Tell whether a page shows writing that is not in its text: a picture, or characters as outlines."""
    if sum(not char.text.isspace() for char in content.chars) >= _FEW_CHARS:
        return False
    page = pdf[content.number - 1]
    try:
        area = max(content.width * content.height, 1.0)
        covered, outlines = 0.0, 0
        for item in page.get_objects(filter=(_PATH, _IMAGE), max_depth=4):
            if item.type == _PATH:
                outlines += 1
                continue
            left, bottom, right, top = item.get_bounds()
            covered += max(right - left, 0) * max(top - bottom, 0) / area
        # A page that holds nothing but a picture is that picture, however small its bounds are said to be.
        return covered >= (_COVERS if content.chars else 0.05) or outlines >= _OUTLINES
    finally:
        page.close()


def _unread(numbers: Sequence[int]) -> str:
    shown = "、".join(map(str, numbers[:20])) + ("等" if len(numbers) > 20 else "")
    return f"第{shown}页没有文字层（扫描页），未能读取；需要文字识别（OCR），请安装：{extra.INSTALL}"
