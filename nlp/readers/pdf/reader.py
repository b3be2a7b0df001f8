"""A PDF's bytes into a Document: paragraphs and tables in reading order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pypdfium2 as pdfium

from nlp.document import Cell, Document, Page, Table
from nlp.errors import ReadError
from nlp.readers.ocr import extra
from nlp.readers.ocr.scans import with_scans
from nlp.readers.pdf.builder import TextBuilder
from nlp.readers.pdf.lines import TextLine, paragraphs, text_lines, without_margins
from nlp.readers.pdf.page import PageContent, read_page
from nlp.readers.pdf.tables import PrintedTable, continues, join, page_tables


@dataclass(frozen=True, slots=True)
class _PageBlocks:
    page: PageContent
    tables: list[PrintedTable]
    lines: list[TextLine]


def read_pdf(name: str, data: bytes, sha256: str) -> Document:
    """Return the Document of a PDF; pages without a text layer are recognised (extra ``ocr``).

    Raises:
        ReadError: kind ``encrypted``, ``damaged``, or ``unsupported`` for a PDF without any text, or a scan
            without the extra.
    """
    # For a PDF without pages PDFium gives the error of the document before it: that is now one of format.
    pdfium.raw.FPDF_LoadMemDocument64(b"", 0, None)
    try:
        pdf = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        raise _open_error(name, sha256, error) from error
    try:
        read = with_scans(pdf, [read_page(pdf, index) for index in range(len(pdf))])
    except pdfium.PdfiumError as error:
        raise _open_error(name, sha256, error) from error
    finally:
        pdf.close()
    if not any(page.chars for page in read.pages):
        raise extra.missing(name, sha256) if read.unread else extra.no_text(name, sha256)
    return assemble(name, sha256, "pdf", read.pages, read.warnings)


def _open_error(name: str, sha256: str, error: pdfium.PdfiumError) -> ReadError:
    if "password" in str(error).lower():
        zh, en = f"{name}：PDF 有密码，请先去除密码。", f"{name}: the PDF is encrypted; remove its password"
        return ReadError("encrypted", zh, en, sha256)
    zh, en = f"{name}：PDF 已损坏，无法打开。", f"{name}: the PDF is damaged and cannot be opened ({error})"
    return ReadError("damaged", zh, en, sha256)


def _blocks(pages: Sequence[PageContent]) -> list[_PageBlocks]:
    raw = []
    for page in pages:
        tables, outside = page_tables(page)
        raw.append((page, tables, text_lines(outside, page.number)))
    kept = without_margins([(lines, page.height) for page, _, lines in raw])
    return [_PageBlocks(page, tables, lines) for (page, tables, _), lines in zip(raw, kept, strict=True)]


def _flow(blocks: Sequence[_PageBlocks]) -> Iterator[list[TextLine] | PrintedTable]:
    """Yield runs of text lines and tables in reading order; runs and tables go on over page ends."""
    run: list[TextLine] = []
    open_table: PrintedTable | None = None
    for block in blocks:
        tables = list(block.tables)
        lines = list(block.lines)
        while tables or lines:
            if tables and (not lines or tables[0].top <= lines[0].top):
                table = tables.pop(0)
                if open_table is not None and not run and continues(open_table, table):
                    open_table = join(open_table, table)
                    continue
                if open_table is not None:
                    yield open_table
                if run:
                    yield run
                    run = []
                open_table = table
            else:
                if open_table is not None:
                    yield open_table
                    open_table = None
                run.append(lines.pop(0))
    if open_table is not None:
        yield open_table
    if run:
        yield run


def assemble(
    name: str, sha256: str, form: str, pages: Sequence[PageContent], warnings: tuple[str, ...] = ()
) -> Document:
    """Return the Document of pages, however they were read; ``form`` is ``Document.format``."""
    builder = TextBuilder({page.number: page.frame for page in pages if page.frame is not None})
    tables: list[Table] = []
    widths = {page.number: round(page.width) for page in pages}
    for item in _flow(_blocks(pages)):
        if isinstance(item, PrintedTable):
            tables.append(_write_table(builder, item))
        else:
            for group in paragraphs(item, widths):
                start, _ = builder.printed_lines(group)
                builder.end_line(start, group[0].page)
    layout = builder.layout()
    return Document(
        name,
        sha256,
        form,
        builder.text(),
        tuple(builder.lines),
        tuple(tables),
        _pages(pages, layout.pages),
        warnings,
        layout,
    )


def _write_table(builder: TextBuilder, table: PrintedTable) -> Table:
    first = builder.length
    grid: list[tuple[Cell, ...]] = []
    texts: list[list[tuple[int, int]]] = []
    for row in table.rows:
        row_start = builder.length
        spans: list[tuple[int, int]] = []
        for index, cell in enumerate(row):
            if index:
                builder.mark("\t")
            spans.append(
                builder.printed_lines(cell.lines) if cell.lines else (builder.length, builder.length)
            )
        texts.append(spans)
        page = next((line.page for cell in row for line in cell.lines), table.pages[0])
        builder.end_line(row_start, page)
    whole = builder.text()
    for number, spans in enumerate(texts):
        grid.append(tuple(Cell(number, c, s, e, whole[s:e]) for c, (s, e) in enumerate(spans)))
    return Table(tuple(grid), first, builder.length - 1, table.pages)


def _pages(pages: Sequence[PageContent], places: Sequence[int]) -> tuple[Page, ...]:
    """Return the pages with the range of text from each one's first character to its last."""
    starts: dict[int, int] = {}
    ends: dict[int, int] = {}
    for offset, number in enumerate(places):
        if number:
            starts.setdefault(number, offset)
            ends[number] = offset + 1
    return tuple(
        Page(page.number, starts.get(page.number, 0), ends.get(page.number, 0), *page.sheet) for page in pages
    )
