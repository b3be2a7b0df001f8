"""Pictures of PDF pages that evidence stands on, small enough to go into the report."""

from __future__ import annotations

import base64
import struct
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from nlp.document import Evidence
from nlp.reconcile.model import Finding, Statement
from nlp.report.model import Picture

#: Pixels a PDF point; a base64 budget for all pictures of a document, in bytes.
_SCALE: Final = 1.4
_LARGEST_SIDE: Final = 1600
BUDGET: Final = 1_900_000

#: A grey of 8 bits as one of 16 levels, in the high and in the low half of a byte.
_HIGH: Final = bytes((value + 8) // 17 << 4 for value in range(256))
_LOW: Final = bytes((value + 8) // 17 for value in range(256))


def pages_wanted(findings: Iterable[Finding], statements: Iterable[Statement]) -> tuple[int, ...]:
    """Return the pages that evidence stands on, those of findings first."""
    return tuple(dict.fromkeys((*_pages(_of_findings(findings)), *_pages(_of_statements(statements)))))


def _pages(evidence: Iterable[Evidence]) -> Iterator[int]:
    for each in evidence:
        if each.page is not None and each.bbox is not None:
            yield each.page


def _of_findings(findings: Iterable[Finding]) -> Iterator[Evidence]:
    for each in findings:
        yield from each.evidence


def _of_statements(statements: Iterable[Statement]) -> Iterator[Evidence]:
    for each in statements:
        yield each.amount.evidence
        if each.counterpart is not None:
            yield from each.counterpart.evidence


def pictures(path: Path, pages: Iterable[int], budget: int = BUDGET) -> Iterator[Picture]:
    """Yield pictures of ``pages`` (from 1) of a PDF in their order, until ``budget`` bytes are spent.

    A page that can't be drawn is left out: the report is complete without pictures.
    """
    import pypdfium2 as pdfium

    with pdfium.PdfDocument(path) as document:
        for number in pages:
            if not 0 < number <= len(document):
                continue
            try:
                made = _picture(document[number - 1], number)
            except (pdfium.PdfiumError, ValueError):
                continue
            if len(made.address) > budget:
                return
            budget -= len(made.address)
            yield made


def _picture(page: object, number: int) -> Picture:
    width, height = page.get_size()  # type: ignore[attr-defined]
    scale = min(_SCALE, _LARGEST_SIDE / max(width, height, 1))
    bitmap = page.render(scale=scale, grayscale=True)  # type: ignore[attr-defined]
    try:
        data = png(bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride)
        address = f"data:image/png;base64,{base64.b64encode(data).decode()}"
        return Picture(number, bitmap.width, bitmap.height, address)
    finally:
        bitmap.close()


def png(grey: bytes, width: int, height: int, stride: int) -> bytes:
    """Return 8-bit grey pixels, ``stride`` bytes a line, as a PNG of 16 greys.

    >>> png(bytes([0, 255]), 2, 1, 2)[:8], len(png(bytes(8), 3, 2, 4)) > 50
    (b'\\x89PNG\\r\\n\\x1a\\n', True)
    """
    lines = []
    for y in range(height):
        line = grey[y * stride : y * stride + width]
        left, right = line[::2].translate(_HIGH), line[1::2].translate(_LOW)
        right += bytes(len(left) - len(right))
        both = int.from_bytes(left, "big") | int.from_bytes(right, "big")
        lines.append(b"\0" + both.to_bytes(len(left), "big"))
    header = struct.pack(">IIBBBBB", width, height, 4, 0, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(b"".join(lines), 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in parts)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
