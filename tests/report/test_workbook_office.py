"""The workbook in LibreOffice: it opens, and the numbers are the JSON's."""

from __future__ import annotations

import csv
import shutil
import subprocess
from decimal import Decimal
from pathlib import Path

import pytest

from tests.report.workbooks import formulas, handmade_record, sample_record, sheet_rows, write_xlsx

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(OFFICE is None, reason="LibreOffice (soffice) is not installed"),
]
#: Comma, double quote, UTF-8; values as they are, not as shown; every sheet a file.
_CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1"


def _convert(book: Path, to: str, folder: Path) -> Path:
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    out = folder / "converted"
    command = [str(OFFICE), profile, "--headless", "--convert-to", to, "--outdir", str(out), str(book)]
    subprocess.run(command, check=True, capture_output=True, timeout=240)
    return out


def test_libreoffice_reads_the_numbers_of_the_json(tmp_path: Path) -> None:
    record = sample_record("yunchuan-ecology-2026.txt")
    book = write_xlsx(tmp_path / "book.xlsx", [record])
    out = _convert(book, _CSV, tmp_path)
    with (out / "book-文字金额.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [Decimal(row["金额（万元）"]) for row in rows] == [
        Decimal(each["amount"]["wan"]) for each in record["statements"]
    ]
    for row, each in zip(rows, record["statements"], strict=True):
        for title, text in (
            ("对照金额（元）", (each["counterpart"] or {}).get("value_yuan")),
            ("差额（元）", each["difference_yuan"]),
        ):
            assert (row[title] and Decimal(row[title])) == ("" if text is None else Decimal(text))
    with (out / "book-项目.csv").open(encoding="utf-8-sig", newline="") as stream:
        starts = [row["开始日期"] for row in csv.DictReader(stream)]
    assert starts == [(each["schedule"] or {}).get("start") or "" for each in record["narratives"]]


def test_libreoffice_keeps_text_links_and_filters(tmp_path: Path) -> None:
    record = handmade_record()
    record["findings"][0]["message"] = "=1+1"
    book = write_xlsx(tmp_path / "book.xlsx", [record])
    made = _convert(book, "xlsx", tmp_path) / "book.xlsx"
    assert formulas(made) == []
    row = sheet_rows(made, "发现")[0]
    assert row["说明"].value == "=1+1"
    assert "证据" in row["证据"].hyperlink.location
