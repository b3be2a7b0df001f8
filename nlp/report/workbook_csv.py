"""The workbook as a folder of CSV files that Excel opens as UTF-8: one a sheet, with a byte order mark."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

from nlp.report.workbook_model import SHEETS, Column, Note, Number, Placed, Say, Value
from nlp.report.workbook_text import csv_text, number_text
from nlp.report.workbook_xlsx import MOST_ROWS, column_lines, evidence_label

_ENCODING: Final = "utf-8-sig"


class CsvSink:
    """Writes the files under other names; they take their own when all are whole.

    A context manager: left by an exception it removes what it wrote.
    """

    def __init__(self, folder: Path, say: Say, *, rows: int = MOST_ROWS) -> None:
        self._folder = folder
        self._say = say
        self._rows = rows
        self._open: dict[str, Any] = {}
        self._writers: dict[str, Any] = {}
        folder.mkdir(parents=True, exist_ok=True)

    def __enter__(self) -> Self:
        for name in SHEETS:
            self._writer(name, 0)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for name, stream in self._open.items():
            stream.close()
            self._temporary(name).unlink(missing_ok=True)

    def put(self, row: Placed) -> None:
        """Write one row; a full file is followed by another."""
        writer = self._writer(row.sheet, (row.number - 1) // self._rows)
        writer.writerow([self._cell(column, row) for column in SHEETS[row.sheet]])

    def finish(self, notes: Iterable[Note]) -> None:
        """Write the first sheet and the sheet of columns, and give all files their names."""
        about = self._new(self._say("export.sheet.about"))
        about.writerows([csv_text(note.label), csv_text(note.text)] for note in notes)
        columns = self._new(self._say("export.sheet.columns"))
        columns.writerows([csv_text(each) for each in line] for line in column_lines(self._say))
        for stream in self._open.values():
            stream.close()
        for name in self._open:
            self._temporary(name).replace(self._folder / f"{name}.csv")

    def _writer(self, sheet: str, part: int) -> Any:
        name = self._say(f"export.sheet.{sheet}") + (f"-{part + 1}" if part else "")
        if name not in self._writers:
            writer = self._new(name)
            writer.writerow([self._say(f"export.column.{column.key}") for column in SHEETS[sheet]])
        return self._writers[name]

    def _new(self, name: str) -> Any:
        self._open[name] = self._temporary(name).open("w", encoding=_ENCODING, newline="")
        self._writers[name] = csv.writer(self._open[name], lineterminator="\r\n")
        return self._writers[name]

    def _temporary(self, name: str) -> Path:
        return self._folder / f".{name}.{os.getpid()}.tmp"

    def _cell(self, column: Column, row: Placed) -> str:
        if column.key == "no":
            return str(row.number)
        if column.kind == "link":
            if row.owner is not None:
                return f"{self._say(f'export.sheet.{row.owner[0]}')} {row.owner[1]}"
            return evidence_label(row.proofs, self._say) if row.proofs else ""
        return self._text(column, row.values.get(column.key))

    def _text(self, column: Column, value: Value) -> str:
        """Return a value as CSV: numbers and dates as they are, text made safe."""
        if value is None:
            return ""
        if isinstance(value, Number):
            return f"{number_text(value)}%" if column.kind == "percent" else number_text(value)
        if isinstance(value, date):
            return value.isoformat()
        if isinstance(value, int):
            return str(value)
        if column.kind in {"severity", "verdict"}:
            return self._say(f"{column.kind}.{value}")
        return csv_text(value)
