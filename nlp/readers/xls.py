"""Old Excel workbooks (.xls, BIFF): the visible cells of each sheet, numbers as their formats show them."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Final, NoReturn

import xlrd
from xlrd.biffh import XLRDError
from xlrd.book import Book
from xlrd.sheet import Cell
from xlrd.sheet import Sheet as BookSheet

from nlp.document import Document
from nlp.errors import ReadError
from nlp.readers.office.container import damaged, encrypted, too_large
from nlp.readers.office.number_format import CHINESE_FORMATS, display
from nlp.readers.office.sheets import Range, Sheet, sheets_document

#: Measured, a file of numbers has nine bytes a cell, and 200 000 of them took 0.1 GB and four seconds.
MAX_BYTES: Final = 8 * 1024 * 1024


def read_xls(name: str, data: bytes, sha256: str) -> Document:
    """Return the Document of a workbook, format ``xlsx``; hidden sheets, rows and columns are left out.

    Raises:
        ReadError: kind ``damaged``, ``encrypted``, ``unsupported``, ``too_large``, or ``empty``.
    """
    if len(data) > MAX_BYTES:
        too_large(name, sha256, f"{len(data) // 2**20} MB of the old Excel format")
    try:
        book = xlrd.open_workbook(
            file_contents=data, formatting_info=True, ragged_rows=True, logfile=io.StringIO()
        )
        sheets = [_sheet(book, sheet) for sheet in book.sheets() if sheet.visibility == 0]
    except XLRDError as error:
        if "encrypted" in str(error).lower():
            encrypted(name, sha256)
        if str(error).startswith("Unsupported format"):
            _refuse(name, sha256)
        damaged(name, sha256, error)
    except Exception as error:  # xlrd unpacks records without checks: a damaged one raises anything
        damaged(name, sha256, error)
    return sheets_document(name, sha256, sheets)


def _refuse(name: str, sha256: str) -> NoReturn:
    """Refuse what is only called .xls: XML spreadsheets of 2003, formats before Excel 5, plain text."""
    raise ReadError(
        "unsupported",
        f"{name}：不是 Excel 97–2003 工作簿，请用 Excel 或 WPS 打开后另存为 .xlsx。",
        f"{name}: no workbook of Excel 97-2003; open it in Excel or WPS and save it as .xlsx",
        sha256,
    )


def _sheet(book: Book, sheet: BookSheet) -> Sheet:
    texts = {}
    for row in range(sheet.nrows):
        for column in range(sheet.row_len(row)):
            text = _text(book, sheet.cell(row, column))
            if text:
                texts[row, column] = text
    merged = tuple(Range(top, left, bottom - 1, right - 1) for top, bottom, left, right in sheet.merged_cells)
    rows = frozenset(index for index, row in sheet.rowinfo_map.items() if row.hidden)
    return Sheet(sheet.name, texts, merged, rows, frozenset(_hidden_columns(sheet)))


def _hidden_columns(sheet: BookSheet) -> Iterator[int]:
    for index, column in sheet.colinfo_map.items():
        if column.hidden:
            yield index


def _text(book: Book, cell: Cell) -> str:
    value = cell.value
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return xlrd.error_text_from_code.get(int(value), "#ERR")
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return display(bool(value), "")
    if isinstance(value, str):
        return value
    key = book.xf_list[cell.xf_index or 0].format_key
    found = book.format_map.get(key)
    code = CHINESE_FORMATS.get(key) or (found.format_str if found else "General")
    if cell.ctype == xlrd.XL_CELL_DATE or key in CHINESE_FORMATS:
        try:
            return display(xlrd.xldate_as_datetime(value, book.datemode), code)
        except (OverflowError, ValueError):
            return display(value, "General")
    return display(value, code)
