"""Scans through the registry: what is said without the extra, and what is read with it."""

import io
import zlib
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from nlp import readers
from nlp.errors import ReadError
from nlp.readers.ocr import extra

needs_engine = pytest.mark.skipif(
    not extra.available(), reason=f"the extra 'ocr' is missing: {extra.INSTALL}"
)


def pdf_of(*pages: bytes | np.ndarray[Any, Any]) -> bytes:
    """Write a PDF of A4 pages: a text in Helvetica, or a grey picture that fills the page."""
    objects: list[bytes] = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    kids = []
    for page in pages:
        if isinstance(page, bytes):
            content = b"BT /F 12 Tf 60 700 Td (" + page + b") Tj ET"
            resources = b"<< /Font << /F 3 0 R >> >>"
        else:
            height, width = page.shape
            data = zlib.compress(page.tobytes())
            objects.append(
                b"<< /Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceGray "
                b"/BitsPerComponent 8 /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream"
                % (width, height, len(data), data)
            )
            resources = b"<< /XObject << /I %d 0 R >> >>" % len(objects)
            content = b"q 595 0 0 842 0 0 cm /I Do Q"
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources %s /Contents %d 0 R >>"
            % (resources, len(objects))
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), len(kids))
    body, places = b"%PDF-1.7\n", []
    for number, item in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, item)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return (
        body
        + b"xref\n0 %d\n0000000000 65535 f \n%strailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF"
        % (
            len(objects) + 1,
            table,
            len(objects) + 1,
            len(body),
        )
    )


PICTURE: np.ndarray[Any, Any] = np.full((842, 595), 200, dtype=np.uint8)
TEXT = b"The quick brown fox jumps over the lazy dog"


def read(folder: Path, name: str, data: bytes) -> Any:
    path = folder / name
    path.write_bytes(data)
    return readers.read(path)


@pytest.fixture
def without_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extra, "available", lambda: False)


@pytest.mark.usefixtures("without_extra")
@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("scan.png", b"\x89PNG\r\n\x1a\n"),
        ("scan.jpg", b"\xff\xd8\xff\xe0"),
        ("scan.tif", b"II*\x00"),
        ("scan.pdf", pdf_of(PICTURE)),
    ],
)
def test_without_the_extra_the_error_names_what_to_install(tmp_path: Path, name: str, data: bytes) -> None:
    with pytest.raises(ReadError) as caught:
        read(tmp_path, name, data)
    assert caught.value.kind == "unsupported"
    for message in (caught.value.zh, caught.value.en):
        assert "pip install 'yusuan[ocr]'" in message


@pytest.mark.usefixtures("without_extra")
def test_pages_with_text_are_read_without_the_extra_and_the_others_are_named(tmp_path: Path) -> None:
    document = read(tmp_path, "mixed.pdf", pdf_of(TEXT, PICTURE, TEXT))
    assert document.text.count("quick brown fox") == 2
    (warning,) = document.warnings
    assert "第2页" in warning
    assert extra.INSTALL in warning


@pytest.mark.usefixtures("without_extra")
def test_a_pdf_without_scans_says_nothing(tmp_path: Path) -> None:
    document = read(tmp_path, "text.pdf", pdf_of(TEXT))
    assert document.warnings == ()
    assert document.layout.confidences is None
    assert document.evidence(0, 3).confidence is None


def drawn(rotation: int = 0) -> Any:
    """Draw a ruled table of numbers, at 200 dpi on A4."""
    from PIL import Image, ImageDraw, ImageFont

    image = Image.new("RGB", (1654, 2339), "white")
    pen = ImageDraw.Draw(image)
    font = ImageFont.load_default(30)
    pen.text((200, 180), "Budget of the water project 2026", fill="black", font=font)
    rows = [("208", "1,234.56", "78,901"), ("210", "5,600.00", "43"), ("221", "987,654", "3.10")]
    xs, ys = (200, 420, 800, 1300), (300, 370, 440, 510)
    for y in ys:
        pen.line((xs[0], y, xs[-1], y), fill="black", width=3)
    for x in xs:
        pen.line((x, ys[0], x, ys[-1]), fill="black", width=3)
    for row, y in zip(rows, ys, strict=False):
        for text, x in zip(row, xs, strict=False):
            pen.text((x + 25, y + 18), text, fill="black", font=font)
    return image.rotate(rotation, expand=True)


def file_of(image: Any, form: str) -> bytes:
    target = io.BytesIO()
    image.save(target, form, **({} if form == "PDF" else {"dpi": (200, 200)}))
    return target.getvalue()


EXPECTED = [["208", "1,234.56", "78,901"], ["210", "5,600.00", "43"], ["221", "987,654", "3.10"]]


@pytest.mark.slow
@needs_engine
@pytest.mark.parametrize(("name", "form"), [("t.png", "PNG"), ("t.jpg", "JPEG"), ("t.tif", "TIFF")])
def test_a_table_in_a_picture(tmp_path: Path, name: str, form: str) -> None:
    document = read(tmp_path, name, file_of(drawn(), form))
    assert document.format == "image"
    (table,) = document.tables
    assert [[cell.text for cell in row] for row in table.cells] == EXPECTED
    cell = table.cells[0][1]
    evidence = document.evidence(cell.start, cell.end)
    assert evidence.page == 1
    assert evidence.bbox == pytest.approx((160.2, 114.5, 205, 125), abs=4)
    assert evidence.confidence is not None
    assert 0.8 < evidence.confidence <= 1
    assert "OCR" in document.warnings[0]


@pytest.mark.slow
@needs_engine
@pytest.mark.parametrize("rotation", [90, 180, 270])
def test_a_page_on_its_side_is_read_and_evidence_stands_where_it_was_scanned(
    tmp_path: Path, rotation: int
) -> None:
    document = read(tmp_path, "t.png", file_of(drawn(rotation), "PNG"))
    (table,) = document.tables
    assert [[cell.text for cell in row] for row in table.cells] == EXPECTED
    size = (595.4, 842.0) if rotation == 180 else (842.0, 595.4)
    assert (document.pages[0].width, document.pages[0].height) == pytest.approx(size, abs=0.5)
    cell = table.cells[2][1]
    x0, top, x1, bottom = document.evidence(cell.start, cell.end).bbox or (0, 0, 0, 0)
    # The cell's middle, at (180, 171) of the upright page.
    x, y = {90: (171, 595.4 - 180), 180: (595.4 - 180, 842 - 171), 270: (842 - 171, 180)}[rotation]
    assert ((x0 + x1) / 2, (top + bottom) / 2) == pytest.approx((x, y), abs=6)


@pytest.mark.slow
@needs_engine
def test_a_pdf_is_read_page_by_page(tmp_path: Path) -> None:
    scan = np.asarray(drawn().convert("L"))
    document = read(tmp_path, "mixed.pdf", pdf_of(TEXT, scan))
    assert document.format == "pdf"
    assert "quick brown fox" in document.text
    (table,) = document.tables
    assert [[cell.text for cell in row] for row in table.cells] == EXPECTED
    assert table.pages == (2,)
    first = document.text.index("quick")
    assert document.evidence(first, first + 5).confidence is None
    assert document.evidence(table.cells[0][0].start, table.cells[0][0].end).confidence is not None
    assert document.warnings[0].startswith("第2页")


@pytest.mark.slow
@needs_engine
def test_a_picture_without_text_and_a_damaged_one(tmp_path: Path) -> None:
    from PIL import Image

    with pytest.raises(ReadError, match="no text") as caught:
        read(tmp_path, "white.png", file_of(Image.new("RGB", (1654, 2339), "white"), "PNG"))
    assert caught.value.kind == "unsupported"
    with pytest.raises(ReadError) as caught:
        read(tmp_path, "cut.png", file_of(drawn(), "PNG")[:2000])
    assert caught.value.kind == "damaged"


@pytest.mark.slow
@needs_engine
def test_two_pages_of_a_tiff(tmp_path: Path) -> None:
    target = io.BytesIO()
    drawn().save(target, "TIFF", save_all=True, append_images=[drawn()], dpi=(200, 200))
    document = read(tmp_path, "two.tiff", target.getvalue())
    assert len(document.pages) == 2
    assert document.text.count("water project") == 2
