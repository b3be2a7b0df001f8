"""Records to export, and workbooks read back."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from openpyxl import load_workbook

from nlp import serialise
from nlp.cli.messages import Messages
from nlp.pipeline import process
from nlp.report.workbook import export
from nlp.report.workbook_csv import CsvSink
from nlp.report.workbook_xlsx import XlsxSink
from tests.schema.handmade import handmade

SAY = Messages("zh")
SAMPLES = Path(__file__).resolve().parents[2] / "samples"


def handmade_record() -> dict[str, Any]:
    """Return the record of the document made by hand, with its text."""
    made = handmade()
    line = serialise.record(made.outline, made.fields, made.statements, made.findings, text=True)
    return _loaded(serialise.json_line(line))


def sample_record(name: str) -> dict[str, Any]:
    """Return the record of a sample, with its text."""
    made = process(SAMPLES / name)
    line = serialise.record(made.outline, made.fields, made.statements, made.findings, text=True)
    return _loaded(serialise.json_line(line))


def _loaded(line: str) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(line)
    return made


def write_xlsx(path: Path, records: Iterable[dict[str, Any]], say: Messages = SAY, **limits: int) -> Path:
    export(records, [XlsxSink(path, say, **limits)], say, [("生成时间", "2026-01-01")])
    return path


def write_csv(folder: Path, records: Iterable[dict[str, Any]], **limits: int) -> Path:
    with CsvSink(folder, SAY, **limits) as sink:
        export(records, [sink], SAY, [])
    return folder


def sheet_rows(path: Path, title: str) -> list[dict[str, Any]]:
    """Return a sheet's rows by the titles of its columns; the cells are openpyxl's."""
    rows = load_workbook(path)[title].iter_rows()
    header = [str(cell.value) for cell in next(rows)]
    return [dict(zip(header, row, strict=True)) for row in rows]


def written_numbers(path: Path) -> Iterator[Decimal]:
    """Yield the numbers of all sheets as their digits stand in the file: no float comes between."""
    with ZipFile(path) as package:
        for name in package.namelist():
            if name.startswith("xl/worksheets/sheet"):
                body = package.read(name).decode()
                yield from map(Decimal, re.findall(r'<c [^>]*t="n"[^>]*><v>([^<]*)</v>', body))


def formulas(path: Path) -> list[str]:
    """Return the formulas of all sheets."""
    with ZipFile(path) as package:
        bodies = [
            package.read(name).decode() for name in package.namelist() if name.startswith("xl/worksheets/")
        ]
    return [found for body in bodies for found in re.findall(r"<f[ >/].*?>|t=\"e\"", body)]
