"""A text's Document written again as DOCX, HTML and XLSX, with real tables and merged headers."""

from __future__ import annotations

import html
import io
import re
from collections.abc import Callable, Iterator

import docx
from openpyxl import Workbook

from nlp.document import Document, Table

#: (row, column, rows, columns) of a merged header cell.
Merge = tuple[int, int, int, int]


def blocks(document: Document) -> Iterator[str | Table]:
    """Yield the lines outside tables, and the tables, in order."""
    tables = list(document.tables)
    for line in document.lines:
        while tables and tables[0].end < line.start:
            tables.pop(0)
        if tables and tables[0].start <= line.start <= tables[0].end:
            if line.start == tables[0].start:
                yield tables[0]
        else:
            yield document.text[line.start : line.end]


def merges(table: Table) -> list[Merge]:
    """Return the merged cells of the header: in its first row to the right, below it downwards."""
    rows = [[cell.text for cell in row] for row in table.cells]
    depth = next((i for i, row in enumerate(rows) if any(re.search(r"\d", t) for t in row)), 1)
    found: list[Merge] = []
    if depth < 2:
        return found
    starts = [column for column, text in enumerate(rows[0]) if text]
    for first, after in zip(starts, [*starts[1:], table.width], strict=True):
        if after - first > 1:
            found.append((0, first, 1, after - first))
    for column in range(table.width):
        if rows[1][column] and depth > 2 and not rows[2][column] and rows[2][0]:
            found.append((1, column, depth - 1, 1))
    return found


def to_docx(document: Document) -> bytes:
    """Return a Word file: paragraphs, and tables with gridSpan and vMerge."""
    made = docx.Document()
    for block in blocks(document):
        if isinstance(block, str):
            made.add_paragraph(block)
            continue
        table = made.add_table(len(block.cells), block.width)
        table_cells = table._cells
        for row in block.cells:
            for cell in row:
                if cell.text:
                    table_cells[cell.row * block.width + cell.column].text = cell.text
        for top, left, rows, columns in merges(block):
            table.cell(top, left).merge(table.cell(top + rows - 1, left + columns - 1))
    return _bytes(made.save)


def to_html(document: Document, charset: str = "utf-8") -> str:
    """Return a page as a site publishes it: a menu, the content in a layout table, a foot."""
    body: list[str] = []
    for block in blocks(document):
        if isinstance(block, str):
            if block:
                body.append(f'<p style="text-indent:2em">&nbsp;&nbsp;{html.escape(block)}</p>')
            continue
        spans = {(top, left): (rows, columns) for top, left, rows, columns in merges(block)}
        covered = {
            (r, c)
            for top, left, rows, columns in merges(block)
            for r in range(top, top + rows)
            for c in range(left, left + columns)
        } - set(spans)
        body.append('<table border="1"><tbody>')
        for row in block.cells:
            cells = []
            for cell in row:
                if (cell.row, cell.column) in covered:
                    continue
                rows, columns = spans.get((cell.row, cell.column), (1, 1))
                text = html.escape(cell.text) or "&nbsp;"
                cells.append(f'<td rowspan="{rows}" colspan={columns}><p>{text}</p></td>')
            body.append("<tr>" + "\n".join(cells) + "</tr>")
        body.append("</tbody></table>")
    menu = "".join(f'<li><a href="/c{i}/">栏目{i}</a></li>' for i in range(9))
    content = "\n".join(body)
    return (
        f'<!DOCTYPE html><html><head><meta http-equiv="Content-Type" content="text/html; charset={charset}">'
        f"<title>信息公开</title><script>var a = '<p>x</p>';</script></head><body><ul>{menu}</ul>"
        f'<table width="100%"><tr><td>{content}</td></tr></table>'
        '<div class="page-footer">网站标识码：0000000000 版权所有</div></body></html>'
    )


def to_xlsx(document: Document) -> bytes:
    """Return a workbook: a sheet for each table, with the lines over it that belong to it."""
    book = Workbook()
    book.remove(book.worksheets[0])
    above: list[str] = []
    for block in blocks(document):
        if isinstance(block, str):
            above = [*above, block] if block else above
            continue
        sheet = book.create_sheet()
        for row, text in enumerate(above[-3:], 1):
            sheet.cell(row, 1, text)
            sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=block.width)
        top = min(len(above), 3) + 1
        for cells in block.cells:
            for cell in cells:
                _fill(sheet.cell(top + cell.row, 1 + cell.column), cell.text)
        for row, left, rows, columns in merges(block):
            sheet.merge_cells(
                start_row=top + row,
                start_column=left + 1,
                end_row=top + row + rows - 1,
                end_column=left + columns,
            )
        above = []
    return _bytes(book.save)


def _fill(cell: object, text: str) -> None:
    """Write an amount as a number with a format, everything else as text."""
    if re.fullmatch(r"\d{1,3}(,\d{3})+", text):
        cell.value = int(text.replace(",", ""))  # type: ignore[attr-defined]
        cell.number_format = "#,##0"  # type: ignore[attr-defined]
    elif text:
        cell.value = text  # type: ignore[attr-defined]


def _bytes(save: Callable[[io.BytesIO], object]) -> bytes:
    stream = io.BytesIO()
    save(stream)
    return stream.getvalue()
