"""The workbook as XLSX, written row by row with openpyxl."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink

from nlp.report.workbook_model import EVIDENCE, SHEETS, Column, Note, Number, Placed, Say, Value
from nlp.report.workbook_text import cell_text, number_format, number_text, starts_like_formula

#: Rows of a sheet below its header, and the links that Excel opens a sheet with.
MOST_ROWS: Final = 1_048_575
MOST_LINKS: Final = 65_000
_FILLS: Final = {
    "error": "F8C9C4",
    "warning": "FCE8B2",
    "info": "DCE9F7",
    "disagrees": "F8C9C4",
    "truncated": "FCE8B2",
    "balanced": "FCE8B2",
    "unverifiable": "E7E7E7",
}
_ABOUT_WIDTHS: Final = (36, 110)
#: Points of a line of text, and the lines of the highest row.
_LINE_HEIGHT, _MOST_LINES = 14, 8
_EXCEL_DAYS: Final = date(1900, 3, 1)  # before it Excel counts a day that never was


class XlsxSink:
    """Writes ``path`` when it is finished; until then there is no file, or the old one.

    ``rows`` and ``links`` are Excel's limits of a sheet; tests lower them.
    """

    def __init__(self, path: Path, say: Say, *, rows: int = MOST_ROWS, links: int = MOST_LINKS) -> None:
        self.path = path
        self._say = say
        self._rows, self._links_left = rows, links
        self._book = Workbook(write_only=True)
        self._styles: set[str] = set()
        self._links: Counter[str] = Counter()
        self._parts: dict[str, list[Any]] = {}
        self._mark = say("export.cut")
        for name, style in _styles().items():
            self._style(name, **style)
        self._about = self._sheet(say("export.sheet.about"), _ABOUT_WIDTHS)
        for name in SHEETS:
            self._parts[name] = [self._part(name, 0)]
        self._columns()

    def put(self, row: Placed) -> None:
        """Write one row; a full sheet is followed by another."""
        part, line = self._place(row.sheet, row.number)
        parts = self._parts[row.sheet]
        if part == len(parts):
            parts.append(self._part(row.sheet, part))
        sheet = parts[part]
        columns = SHEETS[row.sheet]
        cells = [self._cell(sheet, column, row) for column in columns]
        _append(sheet, line, cells, [column.width for column in columns])
        last = get_column_letter(len(cells))
        sheet.auto_filter.ref = f"A1:{last}{line}"

    def finish(self, notes: Iterable[Note]) -> None:
        """Write the first sheet, and the file under its name."""
        for line, note in enumerate(notes, start=1):
            label = self._text(self._about, note.label, "heading" if note.heading else "label")
            if note.sheet is not None:
                label.style = "link"
                label.hyperlink = _link(self._title(note.sheet, 0), "A1")
            _append(self._about, line, [label, self._text(self._about, note.text, "text")], _ABOUT_WIDTHS)
        temporary = self.path.with_name(f".{self.path.name}.{os.getpid()}.tmp")
        try:
            self._book.save(temporary)
            temporary.replace(self.path)
        finally:
            temporary.unlink(missing_ok=True)

    def _place(self, sheet: str, number: int) -> tuple[int, int]:
        """Return the part of a sheet and the line in it where a row stands."""
        part, line = divmod(number - 1, self._rows)
        return part, line + 2

    def _title(self, name: str, part: int) -> str:
        title = self._say(f"export.sheet.{name}")
        return title if part == 0 else f"{title} {part + 1}"

    def _sheet(self, title: str, widths: Iterable[int]) -> Any:
        sheet = self._book.create_sheet(title)
        for index, width in enumerate(widths, start=1):
            sheet.column_dimensions[get_column_letter(index)].width = width
        sheet.sheet_view.showGridLines = False
        sheet.page_setup.orientation = "landscape"
        sheet.page_setup.paperSize = 9  # A4
        sheet.page_setup.fitToHeight = 0
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
        return sheet

    def _part(self, name: str, part: int) -> Any:
        columns = SHEETS[name]
        sheet = self._sheet(self._title(name, part), (column.width for column in columns))
        sheet.freeze_panes = "C2"
        sheet.print_title_rows = "1:1"
        titles = [self._text(sheet, self._say(f"export.column.{each.key}"), "header") for each in columns]
        _append(sheet, 1, titles, [column.width for column in columns])
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}1"
        return sheet

    def _columns(self) -> None:
        """Write the sheet that says which key of the JSON each column holds."""
        sheet = self._sheet(self._title("columns", 0), (16, 22, 60))
        sheet.freeze_panes = "A2"
        for index, line in enumerate(column_lines(self._say)):
            cells = [self._text(sheet, each, "text" if index else "header") for each in line]
            _append(sheet, index + 1, cells, (16, 22, 60))

    def _style(self, name: str, **settings: Any) -> None:
        self._book.add_named_style(NamedStyle(name, **settings))
        self._styles.add(name)

    def _cell(self, sheet: Any, column: Column, row: Placed) -> Any:
        if column.key == "no":
            return self._number(sheet, Number(Decimal(row.number), 0), "id")
        if column.kind == "link":
            return self._link_cell(sheet, row)
        return self._value(sheet, column, row.values.get(column.key))

    def _value(self, sheet: Any, column: Column, value: Value) -> Any:
        if value is None or value == "":
            return self._text(sheet, "", "text")
        if isinstance(value, date):
            if value < _EXCEL_DAYS:
                return self._text(sheet, value.isoformat(), "text")
            cell = WriteOnlyCell(sheet, value=datetime.combine(value, time()))
            cell.style = "date"
            return cell
        if isinstance(value, int):
            return self._number(sheet, Number(Decimal(value), 0), column.kind)
        if isinstance(value, Number):
            return self._number(sheet, value, column.kind)
        if column.kind in {"severity", "verdict"}:
            word = self._say(f"{column.kind}.{value}")
            return self._text(sheet, word, value if value in _FILLS else "text")
        return self._text(sheet, value, "text")

    def _number(self, sheet: Any, number: Number, kind: str) -> Any:
        """Return a number cell. Its digits are given as text, for openpyxl rounds numbers to 16 digits."""
        name = f"{kind}{number.decimals}"
        if name not in self._styles:
            form = number_format(number, kind)
            self._style(name, number_format=form, alignment=_TOP_RIGHT, border=_LINE)
        cell = WriteOnlyCell(sheet, value=number_text(number, percent=kind == "percent"))
        cell.data_type = "n"
        cell.style = name
        return cell

    def _text(self, sheet: Any, text: str, style: str) -> Any:
        """Return a text cell: text by its type, whatever it begins with, and also once it is edited."""
        made = cell_text(text, self._mark)
        cell = WriteOnlyCell(sheet, value=made or None)
        cell.data_type = "s" if made else "n"
        cell.style = style
        if starts_like_formula(made):
            cell.quotePrefix = True
        return cell

    def _link_cell(self, sheet: Any, row: Placed) -> Any:
        """Return the cell that leads to a row's evidence, or from evidence to the row that it proves."""
        if row.owner is not None:
            name, number = row.owner
            text, last = f"{self._say(f'export.sheet.{name}')} {number}", number
        elif row.proofs:
            name, number, last = EVIDENCE, row.proofs[0], row.proofs[-1]
            text = evidence_label(row.proofs, self._say)
        else:
            return self._text(sheet, "", "text")
        if self._links[sheet.title] >= self._links_left:
            return self._text(sheet, text, "text")
        self._links[sheet.title] += 1
        part, line = self._place(name, number)
        end_part, end = self._place(name, last)
        width = get_column_letter(len(SHEETS[name]))
        # A block of evidence is chosen whole; one that a full sheet parts, from its first row.
        cell = self._text(sheet, text, "link")
        cell.hyperlink = _link(self._title(name, part), f"A{line}:{width}{end if end_part == part else line}")
        return cell


def evidence_label(proofs: range, say: Say) -> str:
    """Return how a row's evidence is called: its number, or its first and last."""
    last = f"–{proofs[-1]}" if len(proofs) > 1 else ""
    return say("export.evidence", numbers=f"{proofs[0]}{last}")


def column_lines(say: Say) -> Iterable[tuple[str, str, str]]:
    """Yield the lines of the sheet of columns, its header first: sheet, column, key of the JSON."""
    yield (say("export.column.sheet"), say("export.column.title_of"), say("export.column.path"))
    for name, columns in SHEETS.items():
        for column in columns:
            if column.path:
                yield (say(f"export.sheet.{name}"), say(f"export.column.{column.key}"), column.path)


def _append(sheet: Any, line: int, cells: list[Any], widths: Iterable[int]) -> None:
    """Append a row as high as its text needs, up to a limit; not every program finds the height itself."""
    lines = [
        sum(-(-_width(part) // width) or 1 for part in cell.value.split("\n")) if cell.data_type == "s" else 1
        for cell, width in zip(cells, widths, strict=True)
    ]
    sheet.row_dimensions[line].height = _LINE_HEIGHT * min(max(lines), _MOST_LINES) + 3
    sheet.append(cells)
    del sheet.row_dimensions[line]  # it is written; a big archive has many


def _width(text: str) -> int:
    """Return about how many columns of a fixed-width font a text takes."""
    return len(text) + sum(ord(each) > 0x2E7F for each in text)


def _link(sheet: str, cells: str) -> Hyperlink:
    return Hyperlink(ref="", location=f"'{sheet}'!{cells}")


_TOP: Final = Alignment(vertical="top", wrap_text=True)
_TOP_RIGHT: Final = Alignment(vertical="top", horizontal="right")
_LINE: Final = Border(bottom=Side("hair", "BFBFBF"))


def _styles() -> dict[str, dict[str, Any]]:
    """Return the styles that every workbook has; those of numbers come as they are needed."""
    return {
        "text": {"alignment": _TOP, "border": _LINE},
        "label": {"alignment": _TOP, "font": Font(bold=True)},
        "heading": {"font": Font(bold=True, size=14, color="1F4E79")},
        "header": {
            "alignment": Alignment(vertical="center", wrap_text=True),
            "font": Font(bold=True, color="FFFFFF"),
            "fill": PatternFill("solid", "1F4E79"),
        },
        "link": {"alignment": _TOP, "font": Font(color="0563C1", underline="single"), "border": _LINE},
        "date": {"alignment": _TOP_RIGHT, "number_format": "yyyy-mm-dd", "border": _LINE},
        **{
            name: {"alignment": _TOP, "fill": PatternFill("solid", colour), "border": _LINE}
            for name, colour in _FILLS.items()
        },
    }
