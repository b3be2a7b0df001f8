"""Picture files into a Document, and the pages of a PDF that have no text layer."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from typing import Any, Final

from nlp.document import Document
from nlp.readers.ocr import engine, extra
from nlp.readers.ocr.page import Scan, recognise
from nlp.readers.ocr.picture import draw, pages_of
from nlp.readers.pdf.page import Char

#: Characters below this confidence are counted in the warning.
DOUBTFUL: Final = 0.8


def read_image(name: str, data: bytes, sha256: str) -> Document:
    """Return the Document of a PNG, JPEG or TIFF file; ``format`` is "image".

    Raises:
        ReadError: kind ``unsupported`` without the extra ``ocr`` or where no text is found, ``damaged``,
            ``too_large``.
    """
    # Not at the top: the PDF reader imports this module.
    from nlp.readers.pdf.reader import assemble

    try:
        loaded = engine.load()
    except ModuleNotFoundError as error:
        raise extra.missing(name, sha256) from error
    scans = [
        recognise(pixels, number, dpi, loaded)
        for number, (pixels, dpi) in enumerate(pages_of(name, data, sha256), 1)
    ]
    if not any(scan.content.chars for scan in scans):
        raise extra.no_text(name, sha256)
    return assemble(name, sha256, "image", [scan.content for scan in scans], warnings(scans))


def read_scanned_page(page: Any, number: int) -> Scan:
    """Return a ``pypdfium2.PdfPage`` without text layer, drawn and recognised; ``number`` counts from 1.

    Raises:
        ModuleNotFoundError: without the extra ``ocr``.
    """
    loaded = engine.load()
    pixels, dpi = draw(page)
    return recognise(pixels, number, dpi, loaded)


def warnings(scans: Sequence[Scan]) -> tuple[str, ...]:
    """Return what a reader of the results should know: which pages, how sure, what was set right."""
    chars = [char for scan in scans for char in scan.content.chars]
    if not chars:
        return ()
    numbers = page_list([scan.content.number for scan in scans])
    mean = statistics.fmean(_sure(char) for char in chars)
    doubtful = sum(_sure(char) < DOUBTFUL for char in chars)
    lines = [
        f"第{numbers}页由文字识别（OCR）读出：{len(chars)}个字符，平均置信度{mean:.3f}，"
        f"其中{doubtful}个低于{DOUBTFUL}；请对照原件核对。"
    ]
    changes = list(dict.fromkeys(change for scan in scans for change in scan.changes))
    if changes:
        shown = "、".join(changes[:10]) + (f" 等{len(changes)}处" if len(changes) > 10 else "")
        lines.append(f"文字识别结果中改正的字符：{shown}。")
    return tuple(lines)


def _sure(char: Char) -> float:
    return 1.0 if char.confidence is None else char.confidence


def page_list(numbers: Sequence[int]) -> str:
    """Return page numbers with runs drawn together.

    >>> page_list([1, 2, 3, 7])
    '1-3、7'
    """
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return "、".join(f"{run[0]}-{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)
