"""Measure what OCR costs: print a text document, scan it in several ways, and compare with the text.

    python scripts/ocr_accuracy.py samples/yunchuan-ecology-2026.txt --font wqy-zenhei.ttc

The text is set on A4 with ruled tables (reportlab, any TrueType font with Chinese characters), and each page
becomes a picture of a given resolution, turned, stamped with a seal, with noise. Every scan goes the whole
way through the pipeline. Printed for each: characters wrong against the printed pages, fields, table cells
and verdicts that equal those of the text, seconds a page. Wide and narrow
forms of a mark count as one. Nothing is written except with ``--keep DIR``.
"""

from __future__ import annotations

import argparse
import io
import math
import re
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any, Final

from rich.console import Console
from rich.table import Table as RichTable

from nlp import pipeline, serialise
from nlp.document import Document

_FIELDS: Final = ("project", "implementing_bodies", "schedule", "amounts", "quarters", "legal_basis")
#: What depends on where a value stands, not on what it is.
_PLACES: Final = frozenset({"evidence", "parts", "sections", "sum_of"})


@dataclass(frozen=True)
class Variant:
    """One way of scanning. ``form`` is the file that the pictures are put in."""

    name: str
    dpi: int
    degrees: float = 0.0
    seal: bool = False
    noise: float = 0.0
    form: str = "tiff"


VARIANTS: Final = (
    Variant("150 dpi, TIFF", 150),
    Variant("300 dpi, TIFF", 300),
    Variant("200 dpi, turned 0.7°, PDF", 200, degrees=0.7, form="pdf"),
    Variant("200 dpi, red seal, PDF", 200, seal=True, form="pdf"),
    Variant("200 dpi, turned -1.5°, seal, noise, JPEG in PDF", 200, -1.5, True, 8.0, "pdf"),
)


def _blocks(text: str) -> Iterator[str | list[list[str]]]:
    """Yield paragraphs, and tables as rows of cells: neighbouring lines with tabs."""
    rows: list[list[str]] = []
    for line in text.splitlines():
        if "\t" in line or (rows and not line.strip()):
            if line.strip():
                rows.append(line.split("\t"))
            continue
        if rows:
            yield rows
            rows = []
        if line.strip():
            yield line
    if rows:
        yield rows


def print_pdf(text: str, font: Path) -> bytes:
    """Set a text with tab-separated tables on A4 pages; tables are ruled, their first row is merged."""
    from reportlab.lib import colors
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Table, TableStyle

    pdfmetrics.registerFont(TTFont("text", str(font), subfontIndex=0))
    body = ParagraphStyle(
        "body", fontName="text", fontSize=12, leading=20, firstLineIndent=24, wordWrap="CJK", alignment=4
    )
    title = ParagraphStyle("title", body, firstLineIndent=0, alignment=1, fontSize=14, spaceBefore=8)
    story: list[Any] = []
    for block in _blocks(text):
        if isinstance(block, str):
            heading = len(block) < 40 and block.rstrip().endswith(("表", "情况说明"))
            story.append(Paragraph(_escaped(block), title if heading else body))
            continue
        width = max(map(len, block))
        rows = [row + [""] * (width - len(row)) for row in block]
        longest = [max(2.0, *(_ems(row[c]) for row in rows[1:])) for c in range(width)]
        share = 507 / sum(min(n, 16) for n in longest)
        widths = [min(n, 16) * share for n in longest]
        small = ParagraphStyle(
            "small", body, firstLineIndent=0, alignment=0, fontSize=min(9.0, share - 0.3), leading=11
        )
        style: list[tuple[Any, ...]] = [
            ("LEFTPADDING", (0, 0), (-1, -1), 2),
            ("RIGHTPADDING", (0, 0), (-1, -1), 2),
        ]
        style += [("GRID", (0, 0), (-1, -1), 0.6, colors.black), ("VALIGN", (0, 0), (-1, -1), "MIDDLE")]
        start = 0
        for column in range(1, width + 1):
            if column == width or rows[0][column]:
                if column - start > 1 and rows[0][start]:
                    style.append(("SPAN", (start, 0), (column - 1, 0)))
                start = column
        cells = [[Paragraph(_escaped(cell), small) if cell else "" for cell in row] for row in rows]
        story.append(Table(cells, widths, style=TableStyle(style), repeatRows=0, spaceBefore=4, spaceAfter=8))
    target = io.BytesIO()
    SimpleDocTemplate(
        target, pagesize=A4, leftMargin=44, rightMargin=44, topMargin=64, bottomMargin=64
    ).build(story, onFirstPage=_footer, onLaterPages=_footer)
    return target.getvalue()


def _footer(canvas: Any, _: Any) -> None:
    canvas.setFont("text", 9)
    canvas.drawCentredString(297.5, 36, f"- {canvas.getPageNumber()} -")


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("　", "").strip()


def _ems(text: str) -> float:
    return sum(1.0 if ord(c) > 255 else 0.56 for c in text) + 0.6


def scan(pdf: bytes, variant: Variant) -> bytes:
    """Return the pages of a PDF as pictures in a TIFF or PDF file."""
    import numpy as np
    import pypdfium2
    from PIL import Image

    random = np.random.default_rng(2026)
    pages = []
    document = pypdfium2.PdfDocument(pdf)
    for number in range(len(document)):
        image = document[number].render(scale=variant.dpi / 72).to_pil().convert("RGB")
        if variant.seal:
            image = _stamped(image, variant.dpi, number)
        if variant.degrees:
            # Pillow turns to the left; positive degrees here fall to the right.
            image = image.rotate(-variant.degrees, Image.Resampling.BICUBIC, fillcolor="white")
        if variant.noise:
            pixels = np.asarray(image, np.float32) * 0.94 + 6
            pixels += random.normal(0, variant.noise, pixels.shape).astype(np.float32)
            image = Image.fromarray(pixels.clip(0, 255).astype(np.uint8))
        pages.append(image)
    target = io.BytesIO()
    options: dict[str, Any] = {"compression": "tiff_deflate"} if variant.form == "tiff" else {"quality": 75}
    pages[0].save(
        target,
        variant.form.upper(),
        save_all=True,
        append_images=pages[1:],
        **options,
        **({"dpi": (variant.dpi, variant.dpi)} if variant.form == "tiff" else {"resolution": variant.dpi}),
    )
    return target.getvalue()


def _stamped(image: Any, dpi: int, number: int) -> Any:
    """Press a round seal of 42 mm over the page's text, at another place on each page."""
    from PIL import Image, ImageChops, ImageDraw

    size = round(42 / 25.4 * dpi)
    seal = Image.new("RGB", (size, size), "white")
    pen = ImageDraw.Draw(seal)
    red = (214, 38, 44)
    pen.ellipse((2, 2, size - 3, size - 3), outline=red, width=max(2, size // 36))
    middle = size / 2
    star = [
        (
            middle + size * (0.18 if i % 2 == 0 else 0.07) * math.sin(math.pi * i / 5),
            middle - size * (0.18 if i % 2 == 0 else 0.07) * math.cos(math.pi * i / 5),
        )
        for i in range(10)
    ]
    pen.polygon(star, fill=red)
    for i in range(12):
        angle = math.radians(-120 + i * 20)
        x, y = middle + size * 0.39 * math.sin(angle), middle - size * 0.39 * math.cos(angle)
        half = size * 0.04
        pen.rectangle((x - half, y - half, x + half, y + half), outline=red, width=max(2, size // 90))
        pen.line((x - half, y, x + half, y), fill=red, width=max(2, size // 90))
    layer = Image.new("RGB", image.size, "white")
    x = round(image.width * (0.25 + 0.1 * (number % 4)))
    y = round(image.height * (0.15 + 0.17 * (number % 5)))
    layer.paste(seal, (x, y))
    # Ink over print: the darker of both shows.
    return ImageChops.multiply(image, layer)


def _record(path: Path) -> tuple[dict[str, Any], Document, dict[str, float]]:
    result = pipeline.process(path)
    record = serialise.record(result.outline, result.fields, result.statements, result.findings)
    return record.model_dump(mode="json", exclude_unset=True), result.document, result.timings


def _bare(value: Any) -> Any:
    if isinstance(value, dict):
        return {key.translate(_WIDTHS): _bare(item) for key, item in value.items() if key not in _PLACES}
    if isinstance(value, str):
        return value.translate(_WIDTHS)
    return [_bare(item) for item in value] if isinstance(value, list) else value


def _ratio(right: int, total: int) -> str:
    return f"{right}/{total} = {right / total:.4f}" if total else "-"


def _fields(found: dict[str, Any], truth: dict[str, Any]) -> dict[str, tuple[int, int]]:
    """Count the narratives with each field exactly right."""
    left, right = found["narratives"], truth["narratives"]
    by_place = [left[i] if i < len(left) else {} for i in range(len(right))]
    if len(left) != len(right):
        by_name = {each["project"]: each for each in left}
        by_place = [by_name.get(each["project"], {}) for each in right]
    return {
        name: (
            sum(_bare(a.get(name)) == _bare(b[name]) for a, b in zip(by_place, right, strict=True)),
            len(right),
        )
        for name in _FIELDS
    }


def _cells(found: dict[str, Any], truth: dict[str, Any]) -> tuple[int, int]:
    """Count the cells of budget tables that hold the same value under the same row and column name."""

    def cells(record: dict[str, Any]) -> list[tuple[Any, ...]]:
        return [
            (table["kind"], table["unit"], row["code"], re.sub(r"\s", "", row["label"]), column, value)
            for table in record["tables"]
            for row in (*table["rows"], *table["totals"])
            for column, value in row["values"].items()
            if value is not None
        ]

    expected, left = cells(_bare(truth)), cells(_bare(found))
    right = 0
    for cell in expected:
        if cell in left:
            left.remove(cell)
            right += 1
    return right, len(expected)


def _verdicts(found: dict[str, Any], truth: dict[str, Any]) -> tuple[int, int]:
    """Count the statements that come with the same amount and verdict."""
    left = [(each["what"], each["amount"]["wan"], each["verdict"]) for each in found["statements"]]
    right = 0
    for each in truth["statements"]:
        key = (each["what"], each["amount"]["wan"], each["verdict"])
        if key in left:
            left.remove(key)
            right += 1
    return right, len(truth["statements"])


def _wrong_characters(found: Document, printed: Document, *, widths: bool) -> tuple[int, int]:
    """Count characters to be put, taken out or changed, page by page, blanks left out.

    Without ``widths`` the wide and the narrow form of a mark are one.
    """
    wrong = total = 0
    for page in printed.pages:
        a, b = (_page_text(document, page.number) for document in (printed, found))
        if not widths:
            a, b = a.translate(_WIDTHS), b.translate(_WIDTHS)
        total += len(a)
        for tag, a0, a1, b0, b1 in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
            wrong += max(a1 - a0, b1 - b0) if tag != "equal" else 0
    return wrong, total


#: Wide and narrow forms of one mark look the same; networks can't tell them.
_WIDTHS: Final = str.maketrans("（）：；，！？", "():;,!?")


def _page_text(document: Document, number: int) -> str:
    assert document.layout is not None
    pairs = zip(document.text, document.layout.pages, strict=True)
    return "".join(char for char, page in pairs if page == number and not char.isspace())


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("file", type=Path, help="a text document with tab-separated tables")
    parser.add_argument("--font", type=Path, required=True, help="a TrueType font (.ttf, .ttc) with Chinese")
    parser.add_argument("--keep", type=Path, help="a folder for the printed PDF and the scans")
    parser.add_argument("--only", type=int, nargs="*", help="numbers of the scans to make, from 0")
    parser.add_argument("--show", action="store_true", help="print the fields that differ")
    options = parser.parse_args(arguments)
    console = Console(width=150)
    truth, _, _ = _record(options.file)
    printed = print_pdf(options.file.read_text(encoding="utf-8"), options.font)
    table = RichTable(
        "scan", "characters wrong (with widths of marks)", *_FIELDS, "table cells", "verdicts", "s/page"
    )
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / "printed.pdf"
        path.write_bytes(printed)
        record, pages, _ = _record(path)
        _add(table, "born-digital PDF", "0", record, truth, "")
        for number, variant in enumerate(VARIANTS):
            if options.only is not None and number not in options.only:
                continue
            path = folder / f"scan{number}.{variant.form}"
            path.write_bytes(scan(printed, variant))
            started = time.perf_counter()
            found, document, timings = _record(path)
            seconds = timings.get("read", time.perf_counter() - started) / max(1, len(document.pages))
            exact, total = _wrong_characters(document, pages, widths=True)
            wrong, _ = _wrong_characters(document, pages, widths=False)
            shown = f"{wrong}/{total} = {wrong / total:.3%} ({exact})"
            _add(table, variant.name, shown, found, truth, f"{seconds:.2f}")
            if options.show:
                _show(console, found, truth)
    console.print(f"{options.file.name}: {len(pages.pages)} pages, font {options.font.name}")
    console.print(table)
    return 0


def _add(
    table: RichTable, name: str, wrong: str, found: dict[str, Any], truth: dict[str, Any], s: str
) -> None:
    fields = [f"{right}/{total}" for right, total in _fields(found, truth).values()]
    table.add_row(name, wrong, *fields, _ratio(*_cells(found, truth)), _ratio(*_verdicts(found, truth)), s)


def _show(console: Console, found: dict[str, Any], truth: dict[str, Any]) -> None:
    for number, (a, b) in enumerate(zip(found["narratives"], truth["narratives"], strict=False)):
        for name in _FIELDS:
            if _bare(a[name]) != _bare(b[name]):
                console.print(f"{number} {name}:\n  found    {_bare(a[name])}\n  expected {_bare(b[name])}")
    for warning in found["warnings"]:
        console.print(warning)


if __name__ == "__main__":
    sys.exit(main())
