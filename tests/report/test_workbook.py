"""The workbook: its numbers are the JSON's, its links lead there and back, its text stays text."""

from __future__ import annotations

import csv
from copy import deepcopy
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.utils.escape import unescape
from typer.testing import CliRunner

from nlp.cli.app import app
from nlp.cli.messages import Messages
from nlp.report.workbook_model import SHEETS
from nlp.report.workbook_text import MOST_UNITS, cell_text, clean, csv_text
from tests.report.workbooks import (
    SAMPLES,
    formulas,
    handmade_record,
    sample_record,
    sheet_rows,
    write_csv,
    write_xlsx,
    written_numbers,
)

ECOLOGY = "yunchuan-ecology-2026.txt"


@pytest.fixture(scope="module")
def record() -> dict[str, Any]:
    return sample_record(ECOLOGY)


@pytest.fixture(scope="module")
def book(record: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_xlsx(tmp_path_factory.mktemp("book") / "out.xlsx", [record])


def test_the_money_of_statements_is_the_jsons(record: dict[str, Any], book: Path) -> None:
    rows = sheet_rows(book, "文字金额")
    assert len(rows) == len(record["statements"])
    for row, statement in zip(rows, record["statements"], strict=True):
        expected = {
            "金额（万元）": statement["amount"]["wan"],
            "对照金额（元）": (statement["counterpart"] or {}).get("value_yuan"),
            "差额（元）": statement["difference_yuan"],
        }
        for title, text in expected.items():
            assert row[title].data_type == "n"
            found = row[title].value
            assert (None if found is None else Decimal(str(found))) == (text and Decimal(text))


def test_projects_quarters_and_legal_basis_are_the_jsons(record: dict[str, Any], book: Path) -> None:
    projects = sheet_rows(book, "项目")
    narratives = record["narratives"]
    assert [row["项目名称"].value for row in projects] == [each["project"] for each in narratives]
    for row, narrative in zip(projects, narratives, strict=True):
        schedule = narrative["schedule"] or {}
        start = row["开始日期"].value
        assert (start and start.date().isoformat()) == schedule.get("start")
        assert start is None or isinstance(start, datetime)
    quarters = sheet_rows(book, "季度执行")
    percents = [q["percent"] for each in narratives for q in each["quarters"]["items"]]
    found = [row["比例"].value for row in quarters]
    assert [None if each is None else Decimal(str(each)) * 100 for each in found] == [
        text and Decimal(text) for text in percents
    ]
    assert {row["比例"].number_format for row in quarters if row["比例"].value is not None} <= {
        "0%",
        "0.0%",
        "0.00%",
    }
    numbers = [basis["number"] for each in narratives for basis in each["legal_basis"]]
    assert [row["发文字号"].value for row in sheet_rows(book, "立项依据")] == numbers


def test_digits_stand_in_the_file_as_they_are(tmp_path: Path) -> None:
    """A number of 16 digits made from the float 9.7 would be 9.699999999999999."""
    record = handmade_record()
    for wan in ("9.7", "0.1", "123456789012.3456", "90071992547409.93", "-8.41"):
        record["statements"][0]["amount"].update(wan=wan, decimals=2)
        path = write_xlsx(tmp_path / "n.xlsx", [record])
        found = set(written_numbers(path))
        assert Decimal(wan) in found
        assert Decimal(wan) * 10000 in found


@pytest.mark.parametrize(
    ("wan", "unit", "decimals", "shown"),
    [
        ("1480.6", "万元", 1, "#,##0.00"),  # at least two
        ("1480.6", "万元", 3, "#,##0.000"),  # as written: 1480.600万元
        ("322.7018", "元", 0, "#,##0.0000"),  # a whole number of 元
        ("322.701805", "元", 2, "#,##0.000000"),  # to 分
        ("50000", "亿元", 1, "#,##0.00"),
    ],
)
def test_money_shows_the_decimals_that_were_written(
    tmp_path: Path, wan: str, unit: str, decimals: int, shown: str
) -> None:
    record = handmade_record()
    record["statements"][0]["amount"].update(wan=wan, unit=unit, decimals=decimals)
    row = sheet_rows(write_xlsx(tmp_path / "d.xlsx", [record]), "文字金额")[0]
    assert row["金额（万元）"].number_format == shown


def test_links_lead_to_the_evidence_and_back(record: dict[str, Any], book: Path) -> None:
    sheets: Any = load_workbook(book)
    findings, evidence = sheets["发现"], sheets["证据"]
    for line, finding in enumerate(record["findings"], start=2):
        target = findings.cell(line, 2).hyperlink.location
        sheet, _, cells = target.partition("!")
        assert sheet == "'证据'"
        block = evidence[cells]
        assert [row[3].value for row in block] == [unescape(each["text"]) for each in finding["evidence"]]
        for row, place in zip(block, finding["evidence"], strict=True):
            assert row[1].hyperlink.location.startswith(f"'发现'!A{line}:")
            assert (row[7].value, row[8].value) == (place["start"], place["end"])
            assert place["text"].strip() in row[4].value
            text = record["document"]["text"]
            assert place["text"] in "\n".join(text.split("\n")[row[6].value - 1 :])


def test_every_sheet_has_a_frozen_header_and_filters(book: Path) -> None:
    sheets: Any = load_workbook(book)
    assert sheets.sheetnames[0] == "说明"
    for sheet in sheets.worksheets[1:-1]:
        assert sheet.freeze_panes == "C2"
        assert sheet.auto_filter.ref == f"A1:{sheet.cell(1, sheet.max_column).column_letter}{sheet.max_row}"
        assert all(cell.value for cell in sheet[1])


def test_the_first_sheet_names_file_hash_and_time(record: dict[str, Any], book: Path) -> None:
    lines = {row[0].value: row[1].value for row in load_workbook(book)["说明"].iter_rows()}
    assert lines[ECOLOGY] == record["document"]["sha256"]
    assert lines["生成时间"] == "2026-01-01"


def test_severities_have_their_colours(book: Path) -> None:
    colours = {row["级别"].value: row["级别"].fill.fgColor.rgb for row in sheet_rows(book, "发现")}
    assert set(colours) == {"错误", "警告", "提示"}
    assert len(set(colours.values())) == 3


# Text stays text


_HOSTILE = st.tuples(
    st.sampled_from(["=", "+", "-", "@", "\t", "\r", "\n=", "＝", "#N/A", " =", "=HYPERLINK(\"http://x\")"]),
    st.text(max_size=12),
).map("".join)  # fmt: skip


def _with(record: dict[str, Any], text: str) -> dict[str, Any]:
    """Return the record with ``text`` wherever a document's text becomes a cell."""

    def replaced(value: Any, key: str = "") -> Any:
        if isinstance(value, dict):
            return {each: replaced(inner, each) for each, inner in value.items()}
        if isinstance(value, list):
            return [replaced(each, key) for each in value]
        return text if key in _TEXTS and isinstance(value, str) else value

    made: dict[str, Any] = replaced(deepcopy(record))
    return made


_TEXTS = {
    *("source", "organisation", "project", "name", "as_written", "listed_as", "label", "title", "number"),
    *("articles", "issuer", "quote", "what", "section", "explanation", "rule", "message", "computation"),
    *("text", "warnings", "columns", "row", "column"),
}


@settings(max_examples=25)  # each writes a workbook
@given(_HOSTILE)
@example("=1+1")
def test_document_text_never_becomes_a_formula(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    folder = tmp_path_factory.mktemp("hostile")
    record = _with(handmade_record(), text)
    path = write_xlsx(folder / "x.xlsx", [record])
    assert formulas(path) == []
    row = sheet_rows(path, "发现")[0]["说明"]
    assert (unescape(row.value or ""), row.data_type) == (clean(text), "s" if text else "n")
    with (write_csv(folder / "csv", [record]) / "发现.csv").open(encoding="utf-8-sig", newline="") as stream:
        cells = [cell for row in csv.reader(stream) for cell in row]
    assert not [cell for cell in cells if cell.lstrip()[:1] in tuple("=+-@＝＋－＠")]
    assert not [cell for cell in cells if cell[:1] in ("\t", "\r", "\n")]


def test_text_that_might_be_a_formula_stays_text_once_it_is_edited(tmp_path: Path) -> None:
    row = sheet_rows(write_xlsx(tmp_path / "q.xlsx", [_with(handmade_record(), "-5元")]), "发现")[0]
    assert row["说明"].quotePrefix


def test_negative_numbers_stay_numbers(tmp_path: Path) -> None:
    record = handmade_record()
    record["statements"][0]["difference_yuan"] = "-3617"
    assert sheet_rows(write_xlsx(tmp_path / "n.xlsx", [record]), "文字金额")[0]["差额（元）"].value == -3617
    page = (write_csv(tmp_path / "csv", [record]) / "文字金额.csv").read_text(encoding="utf-8-sig")
    assert ",-3617," in page


@given(st.text(st.characters() | st.sampled_from("\x00\x0b\ud800\ufffe_"), max_size=30))
def test_a_cells_text_comes_back_as_it_was_cleaned(text: str) -> None:
    assert unescape(cell_text(text, "…")) == clean(text)


@pytest.mark.parametrize("unit", ["预", "𠮷", "_x0041_"])
def test_long_text_is_cut_with_a_mark(unit: str) -> None:
    made = cell_text(unit * 40_000, "…（过长，已截断）")
    assert made.endswith("…（过长，已截断）")
    assert MOST_UNITS - 40 < len(made.encode("utf-16-le")) // 2 <= MOST_UNITS


def test_csv_says_that_it_is_utf_8(tmp_path: Path) -> None:
    data = (write_csv(tmp_path, [handmade_record()]) / "项目.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert csv_text("5万元") == "5万元"


# Big archives


def test_a_full_sheet_goes_on_in_another(tmp_path: Path) -> None:
    records = [handmade_record() for _ in range(5)]
    path = write_xlsx(tmp_path / "s.xlsx", records, rows=3)
    sheets: Any = load_workbook(path)
    assert [sheets[name].max_row for name in ("项目", "项目 2")] == [4, 3]
    link = sheets["项目 2"]["B2"].hyperlink.location
    sheet, _, cells = link.partition("!")
    back = sheets[sheet.strip("'")][cells.partition(":")[0].replace("A", "B")].hyperlink.location
    assert back.startswith("'项目 2'!A2:")
    names = {each.name for each in write_csv(tmp_path / "csv", records, rows=3).iterdir()}
    assert {"项目.csv", "项目-2.csv"} <= names


def test_past_excels_limit_of_links_the_place_is_text(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "l.xlsx", [handmade_record() for _ in range(3)], links=2)
    column = [row["证据"] for row in sheet_rows(path, "项目")]
    assert [bool(cell.hyperlink) for cell in column] == [True, True, False]
    assert str(column[2].value).startswith("证据 ")


# The command


def test_the_command_writes_both_and_tells_what_could_not_be_read(tmp_path: Path) -> None:
    bad = tmp_path / "bad.pdf"
    bad.write_bytes(b"%PDF-1.7\nnothing")
    inputs = [str(bad), str(SAMPLES / "binhe-school-unit-2024.txt")]
    outputs = ["--xlsx", str(tmp_path / "o.xlsx"), "--csv", str(tmp_path / "csv")]
    result = CliRunner().invoke(app, ["--lang", "zh", "export", *inputs, *outputs])
    assert result.exit_code == 1, result.output
    files = sheet_rows(tmp_path / "o.xlsx", "文件")
    assert [row["文件"].value for row in files] == ["bad.pdf", "binhe-school-unit-2024.txt"]
    assert str(files[0]["提示"].value).startswith("未能读取：")
    assert {path.name for path in (tmp_path / "csv").iterdir()} == {
        f"{Messages('zh')(f'export.sheet.{name}')}.csv" for name in (*SHEETS, "about", "columns")
    }


def test_usage_errors_exit_with_2(tmp_path: Path) -> None:
    sample = str(SAMPLES / "binhe-school-unit-2024.txt")
    for arguments in ([], ["--xlsx", str(tmp_path / "none" / "o.xlsx")]):
        assert CliRunner().invoke(app, ["export", sample, *arguments]).exit_code == 2


@pytest.mark.slow
def test_a_store_gives_the_rows_of_its_documents(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow", reason="needs yusuan[archive]")
    sample, store = str(SAMPLES / ECOLOGY), str(tmp_path / "store")
    run = CliRunner().invoke
    assert run(app, ["archive", sample, "--out", store, "--workers", "1", "--quiet"]).exit_code == 0
    for source, name in ((store, "a"), (sample, "b")):
        made = run(app, ["--lang", "en", "export", source, "--csv", str(tmp_path / name)])
        assert made.exit_code == 0, made.output
    a, b = ((tmp_path / each / "Statements.csv").read_text("utf-8-sig") for each in "ab")
    assert a.replace(sample, ECOLOGY) == b


def test_every_level_role_and_kind_has_its_words() -> None:
    from typing import get_args

    from nlp.fields.model import LegalLevel

    for lang in ("zh", "en"):
        say = Messages(lang)
        for level in get_args(LegalLevel):
            assert say(f"export.level.{level}")
        titles = [say(f"export.sheet.{name}") for name in SHEETS]
        assert len({title.casefold() for title in titles}) == len(titles)
        assert max(map(len, titles)) <= 28
