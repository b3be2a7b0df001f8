"""Draw small PDFs for tests: Chinese text and ruled tables at exact places (reportlab, dev only)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from nlp.document import Document
from nlp.outline.headings import numbering
from tests.readers.convert import blocks

FONT = "STSong-Light"
pdfmetrics.registerFont(UnicodeCIDFont(FONT))
SIZE = 12.0
WIDTH, HEIGHT = 595.0, 842.0


class Pdf:
    """A PDF in the making; ``y`` runs down from the top of the page."""

    def __init__(self, path: Path, width: float = WIDTH, height: float = HEIGHT) -> None:
        self.path = path
        self.height = height
        self.canvas = Canvas(str(path), pagesize=(width, height))
        self.canvas.setFont(FONT, SIZE)

    def text(self, x: float, y: float, text: str, size: float = SIZE) -> None:
        """Write one line with its top at ``y``."""
        self.canvas.setFont(FONT, size)
        # Where no font of the machine has a glyph, its box is empty, and pdfium leaves out a text of one such
        # glyph alone. A blank gives the text a width; blanks at an end mean nothing to the reader.
        self.canvas.drawString(x, self.height - y - size, text + " " if len(text) == 1 else text)

    def paragraph(
        self, y: float, text: str, *, per_line: int = 36, indent: bool = True, whole: bool = False
    ) -> float:
        """Write a paragraph in lines ``per_line`` characters wide, the first indented; return the next y.

        ``whole`` keeps numbers and Latin words on one line, as office programs do.
        """
        words = re.findall(r"[A-Za-z0-9.,%]+|.", text) if whole else list(text)
        lines: list[str] = [""]
        room = per_line - (2.0 if indent else 0.0)
        for word in words:
            width = pdfmetrics.stringWidth(word, FONT, 1.0)
            if width > room + 0.01:
                lines.append("")
                room = float(per_line)
            lines[-1] += word
            room -= width
        for number, line in enumerate(lines):
            self.text(72.0 + (2 * SIZE if indent and number == 0 else 0), y, line)
            y += SIZE * 1.5
        return y

    def table(
        self,
        y: float,
        rows: Sequence[Sequence[str]],
        *,
        left: float = 60.0,
        column: float = 90.0,
        height: float = 20.0,
        spans: Sequence[tuple[int, int, int]] = (),
    ) -> float:
        """Draw a ruled table and return the next y; ``spans`` are merged cells (row, first, last column)."""
        columns = len(rows[0])
        merged = {(row, c) for row, first, last in spans for c in range(first + 1, last + 1)}
        for number, row in enumerate(rows):
            top = self.height - y - number * height
            self.canvas.line(left, top, left + columns * column, top)
            for index, text in enumerate(row):
                if (number, index) not in merged:
                    self.canvas.line(left + index * column, top, left + index * column, top - height)
                if text:
                    self.text(left + index * column + 3, y + number * height + 3, text, 10)
            self.canvas.line(left + columns * column, top, left + columns * column, top - height)
        bottom = self.height - y - len(rows) * height
        self.canvas.line(left, bottom, left + columns * column, bottom)
        return y + len(rows) * height

    def page(self, width: float = WIDTH, height: float = HEIGHT) -> None:
        """End the page; the next one has the given size."""
        self.canvas.showPage()
        self.canvas.setPageSize((width, height))
        self.height = height
        self.canvas.setFont(FONT, SIZE)

    def save(self) -> Path:
        """Write the file."""
        self.canvas.save()
        return self.path


def to_pdf(document: Document, path: Path) -> Path:
    """Write a text's Document as a PDF: paragraphs on portrait pages, each ruled table on wide ones."""
    pdf = Pdf(path)
    y = 60.0
    table_open = False
    for block in blocks(document):
        if isinstance(block, str):
            if not block:
                continue
            if table_open or y + (1 + len(block) // 36) * SIZE * 1.5 > 780:
                pdf.page()
                y, table_open = 60.0, False
            heading = numbering(block) is not None or len(block) < 30
            y = pdf.paragraph(y, block, indent=not heading) + (6 if heading else 0)
            continue
        rows = [[cell.text for cell in row] for row in block.cells]
        column = 10.0 * max(len(text) for row in rows for text in row) + 10
        pdf.page(column * len(rows[0]) + 160, 600.0)
        y, table_open = 60.0, True
        while rows:
            fits = int((540 - y) // 20)
            pdf.table(y, rows[:fits], column=column)
            rows = rows[fits:]
            if rows:
                pdf.page(column * len(block.cells[0]) + 160, 600.0)
                y = 60.0
    return pdf.save()
