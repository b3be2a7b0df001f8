"""Excel workbooks (.xlsx, .xlsm): the visible cells of each sheet, numbers as their formats show them."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterator
from datetime import datetime
from typing import Final

from openpyxl import load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.utils import column_index_from_string
from openpyxl.utils.datetime import from_excel
from openpyxl.worksheet.worksheet import Worksheet

from nlp.document import Document
from nlp.readers.office.container import Package, damaged, too_large
from nlp.readers.office.number_format import CHINESE_FORMATS, display, is_date
from nlp.readers.office.sheets import Range, Sheet, sheets_document

#: openpyxl builds an object a cell: measured, a million of them took 0.9 GB and half a minute.
MAX_CELLS: Final = 400_000
_CELL: Final = re.compile(rb"<(?:\w+:)?c[ >/]")
#: A formula that no program has computed yet has no value.
_NOT_COMPUTED: Final = re.compile(rb"(?:</f>|<f[^>]*/>)\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>")
#: The beginning of XML: a mark of byte order, blanks, a tag; in UTF-16 every other byte is 0.
_XML: Final = re.compile(rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?[\s\0]*<")


def read_xlsx(name: str, data: bytes, sha256: str) -> Document:
    """Return the Document of a workbook, format ``xlsx``; hidden sheets, rows and columns are left out.

    Formulas count with the values that were stored when the workbook was last saved; a warning tells
    where there are none.

    Raises:
        ReadError: kind ``damaged``, ``encrypted``, ``too_large``, or ``empty``.
    """
    not_computed = _inspect(name, data, sha256)
    try:
        with warnings.catch_warnings():
            # openpyxl warns of parts that it does not keep (charts, data validation): none is text.
            warnings.simplefilter("ignore")
            book = load_workbook(io.BytesIO(data), data_only=True, keep_links=False)
        sheets = [_sheet(sheet, book.epoch) for sheet in book.worksheets if sheet.sheet_state == "visible"]
    except Exception as error:  # openpyxl raises whatever its descriptors meet in a damaged part
        damaged(name, sha256, error)
    notes = (
        (f"有 {not_computed} 个公式没有计算结果，请用 Excel 或 WPS 打开并保存后再试",) if not_computed else ()
    )
    return sheets_document(name, sha256, sheets, notes)


def _inspect(name: str, data: bytes, sha256: str) -> int:
    """Check the size before anything is built; return the number of formulas without a value."""
    package = Package(name, data, sha256)
    cells = not_computed = 0
    for part in package.names():
        # Relationships may give a sheet any name, so what looks like XML counts, and what doesn't is bounded.
        content = package.data(part)
        if content is None or not _XML.match(content):
            continue
        package.refuse_doctype(content)
        cells += sum(1 for _ in _CELL.finditer(content))
        not_computed += sum(1 for _ in _NOT_COMPUTED.finditer(content))
        if cells > MAX_CELLS:
            too_large(name, sha256, f"more than {MAX_CELLS} cells")
    return not_computed


def _sheet(sheet: Worksheet, epoch: datetime) -> Sheet:
    merged = tuple(
        Range(area.min_row - 1, area.min_col - 1, area.max_row - 1, area.max_col - 1)
        for area in sheet.merged_cells.ranges
    )
    texts = {}
    # The stored cells alone: ``iter_rows`` makes one for each place up to the last row and column.
    for cell in sheet._cells.values():
        # Only the first cell of a merged range is a Cell; the others are empty.
        if isinstance(cell, Cell) and cell.value is not None:
            texts[cell.row - 1, cell.column - 1] = _text(cell, epoch)
    rows = frozenset(index - 1 for index, row in sheet.row_dimensions.items() if row.hidden)
    return Sheet(sheet.title, texts, merged, rows, frozenset(_hidden_columns(sheet)))


def _hidden_columns(sheet: Worksheet) -> Iterator[int]:
    for letters, dimension in sheet.column_dimensions.items():
        if dimension.hidden:
            # A group of columns stands under its first letter.
            first = dimension.min or column_index_from_string(letters)
            yield from range(first - 1, dimension.max or first)


def _text(cell: Cell, epoch: datetime) -> str:
    value = cell.value
    # The number of a reserved format, which ``number_format`` turns into an American one or drops.
    key: int = cell._style.numFmtId  # type: ignore[attr-defined]
    code = CHINESE_FORMATS.get(key, cell.number_format)
    if isinstance(value, (int, float)) and not isinstance(value, bool) and is_date(code):
        # A reserved date format that openpyxl does not know.
        return display(from_excel(value, epoch), code)
    return display(value, code)
