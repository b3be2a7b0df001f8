"""Values on their way out: the exact strings that the contract asks for."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp import serialise
from nlp.document import Evidence
from nlp.errors import ReadError
from nlp.outline.model import BudgetCell, MoneyUnit
from tests.schema.handmade import Handmade, handmade


@pytest.fixture(scope="module")
def made() -> Handmade:
    return handmade()


@pytest.fixture(scope="module")
def line(made: Handmade) -> dict[str, Any]:
    record = serialise.record(made.outline, made.fields, made.statements, made.findings)
    parsed: dict[str, Any] = json.loads(serialise.json_line(record))
    return parsed


@pytest.mark.parametrize(
    ("yuan", "expected"),
    [
        ("14806000", "1480.6"),
        ("3227018", "322.7018"),
        ("2E+6", "200"),
        ("0.01", "0.000001"),
        ("0", "0"),
        ("-0.00", "0"),
        ("-15000", "-1.5"),
        ("12345678901234567890123456789012345.67", "1234567890123456789012345678901.234567"),
    ],
)
def test_wan_is_exact_and_plain(yuan: str, expected: str) -> None:
    assert serialise.wan(Decimal(yuan)) == expected


@given(st.decimals(allow_nan=False, allow_infinity=False, places=2))
def test_wan_gives_the_value_back(yuan: Decimal) -> None:
    text = serialise.wan(yuan)
    assert "E" not in text
    assert serialise.shift(Decimal(text), 4).compare(yuan) == 0


@pytest.mark.parametrize(
    ("yuan", "quantum", "unit", "expected"),
    [
        ("1061000000", "1", "元", "1061000000"),
        ("3286618082.20", "0.01", "元", "3286618082.20"),
        ("11111300", "100", "万元", "1111.13"),
        ("11111000", "1E+2", "万元", "1111.10"),
        ("300000", "10000", "万元", "30"),
        ("0", "0.01", "元", "0.00"),
        ("-25000", "1000", "万元", "-2.5"),
        ("123400000", "1000000", "亿元", "1.234"),
        ("1000", "1000", "元", "1000"),
    ],
)
def test_cell_keeps_unit_and_written_decimals(
    yuan: str, quantum: str, unit: MoneyUnit, expected: str
) -> None:
    cell = BudgetCell(Decimal(yuan), Decimal(quantum), "x", Evidence("x", 0, 1))
    assert serialise.cell_value(cell, unit) == expected


def test_document(line: dict[str, Any], made: Handmade) -> None:
    document = line["document"]
    assert line["schema_version"] == "1"
    assert document["source"] == "档案.txt"
    assert document["pages"] == 1
    assert document["characters"] == len(made.outline.document.text)
    assert document["units"] == ["云川市档案馆"]
    assert "text" not in document
    assert line["warnings"] == ["一处乱码。", "另一处。"]


def test_text_on_demand_makes_all_evidence_checkable(made: Handmade) -> None:
    record = serialise.record(made.outline, made.fields, made.statements, made.findings, text=True)
    parsed = json.loads(serialise.json_line(record))
    text = parsed["document"]["text"]
    pieces = list(_evidence(parsed))
    assert len(pieces) > 20
    for piece in pieces:
        assert text[piece["start"] : piece["end"]] == piece["text"]


def _evidence(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        if {"text", "start", "end", "bbox"} <= node.keys():
            yield node
        for child in node.values():
            yield from _evidence(child)
    elif isinstance(node, list):
        for child in node:
            yield from _evidence(child)


def test_narrative(line: dict[str, Any]) -> None:
    (narrative,) = line["narratives"]
    assert (narrative["project"], narrative["project_source"]) == ("库房修缮", "heading")
    assert narrative["implementing_bodies"][0]["relation"] == "listed"
    schedule = narrative["schedule"]
    assert (schedule["start"], schedule["end"], schedule["duration_months"]) == (
        "2025-03-01",
        "2025-11-30",
        None,
    )
    (phase,) = schedule["phases"]
    assert (phase["start"], phase["end"], phase["percent"]) == ("2025-03-01", None, "50.0")
    first, second = narrative["quarters"]["items"]
    assert (first["percent"], first["amount_wan"]) == ("30", None)
    assert (second["percent"], second["amount_wan"], second["qualifier"]) == (None, "5000", "about")
    assert narrative["legal_basis"][0]["articles"] == ["第三条"]
    assert narrative["sections"][0]["kind"] == "implementing_body"


def test_amounts(line: dict[str, Any]) -> None:
    amounts = line["narratives"][0]["amounts"]
    total = amounts["annual_total"]
    assert (total["wan"], total["as_written"], total["decimals"]) == ("320.7", "320.70万元", 2)
    assert "computation" not in total
    assert amounts["own_funds"] is None
    assert [(part["label"], part["wan"]) for part in amounts["components"]] == [
        ("土建", "120.7"),
        ("设备", "200"),
    ]
    assert [(other["year"], other["wan"]) for other in amounts["other_years"]] == [(2026, "80")]


def test_derived_amount_shows_its_parts(line: dict[str, Any]) -> None:
    fiscal = line["narratives"][0]["amounts"]["fiscal"]
    assert fiscal["derived"] is True
    assert fiscal["computation"] == "120.7 + 200 = 320.7"
    assert [part["text"] for part in fiscal["parts"]] == ["120.7万元", "200万元"]


def test_halves_keep_apart_and_the_left_total_counts(line: dict[str, Any]) -> None:
    table = line["tables"][0]
    assert table["columns"] == ["预算数", "预算数"]
    assert table["column_paths"] == [["收入", "预算数"], ["支出", "预算数"]]
    assert table["column_halves"] == [0, 1]
    assert [(row["half"], row["values"]) for row in table["rows"]] == [
        (0, {"预算数": "15000000"}),
        (1, {"预算数": "9000000"}),
    ]
    assert table["total"] == {"预算数": "15000000"}
    assert [row["values"]["预算数"] for row in table["totals"]] == ["15000000", "9000000"]
    assert [piece["text"] for piece in table["total_evidence"]] == ["收入总计", "支出总计"]


def test_table_in_its_own_unit_with_null_for_empty(line: dict[str, Any]) -> None:
    table = line["tables"][1]
    assert (table["kind"], table["unit"]) == ("other", "万元")
    assert table["rows"][0]["values"] == {"合计": "1111.10", "项目支出": None}
    assert table["rows"][0]["code"] == "206-02"
    assert table["total"] == {"合计": "1500.00", "项目支出": None}


def test_counterpart_is_a_cell_a_sum_or_nothing(line: dict[str, Any]) -> None:
    confirmed, summed, alone = line["statements"]
    cell = confirmed["counterpart"]
    assert (cell["table"], cell["row"], cell["column"]) == ("t1", "一、财政拨款收入", "预算数")
    assert cell["value_yuan"] == "15000000"
    assert (cell["evidence"]["table"], cell["evidence"]["row"], cell["evidence"]["column"]) == ("t1", 0, 0)
    assert confirmed["difference_yuan"] == "0"
    assert [piece["text"] for piece in summed["counterpart"]["sum_of"]] == ["120.7万元", "200万元"]
    assert (summed["counterpart"]["value_yuan"], summed["difference_yuan"]) == ("15000000.5", "-0.5")
    assert (alone["counterpart"], alone["difference_yuan"]) == (None, None)


def test_reconciliation_is_the_record_without_narratives_and_tables(
    made: Handmade, line: dict[str, Any]
) -> None:
    made_line = serialise.reconciliation(made.outline, made.statements, made.findings)
    parsed = json.loads(serialise.json_line(made_line))
    assert parsed == {key: value for key, value in line.items() if key not in {"narratives", "tables"}}


@pytest.mark.parametrize(("lang", "message"), [("zh", "文件是空的。"), ("en", "the file is empty")])
def test_error_record(lang: str, message: str) -> None:
    error = ReadError("empty", "文件是空的。", "the file is empty")
    assert json.loads(serialise.json_line(serialise.error_record("a\udcff.txt", error, lang))) == {
        "schema_version": "1",
        "document": {"source": "a\\udcff.txt", "sha256": None},
        "error": {"kind": "empty", "message": message},
    }
