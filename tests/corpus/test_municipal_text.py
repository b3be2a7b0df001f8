"""The municipal department budget of 2024 as text: what the first milestone asks for."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from nlp import serialise
from nlp.annotate.evaluate import evaluate
from nlp.annotate.standoff import load_labels
from nlp.pipeline import Result
from tests.corpus.conftest import ROOT, corpus_result

NAME = "shanghai-sstc-2024.txt"
SETTLED = ROOT / "annotations/real/shanghai-sstc-2024/settled.jsonl"


@pytest.fixture(scope="module")
def result() -> Result:
    return corpus_result(NAME)


def test_parts(result: Result) -> None:
    outline = result.outline
    assert (outline.kind, outline.level, outline.fiscal_year) == ("department_budget", "provincial", 2024)
    assert (len(outline.narratives), len(outline.units)) == (29, 27)
    assert [len(n.sections) for n in outline.narratives] == [7] * 29
    starts = [unit.evidence.start for unit in outline.units]
    assert starts == sorted(starts)


def test_nine_tables_with_every_row(result: Result) -> None:
    tables = [table for table in result.outline.tables if table.kind not in ("schedule", "other")]
    assert [(t.kind, t.unit, len(t.rows), len(t.totals)) for t in tables] == [
        ("income_expenditure_summary", "元", 12, 2),
        ("income", "元", 52, 1),
        ("expenditure", "元", 52, 1),
        ("fiscal_appropriation", "元", 8, 2),
        ("general_public_by_function", "元", 50, 1),
        ("government_fund_by_function", "元", 0, 1),
        ("state_capital_by_function", "元", 0, 1),
        ("basic_by_economic", "元", 43, 1),
        ("three_public", "万元", 1, 0),
    ]


def test_every_number_in_the_tables_is_a_cell(result: Result) -> None:
    """Nothing of a grid is lost: each numeric grid cell of the money columns is a cell of a row."""
    from nlp.outline.tables.number import is_number

    for table in result.outline.tables:
        if table.kind in ("schedule", "other"):
            continue
        read = {c.evidence.start for row in table.all_rows() for c in row.cells if c is not None}
        grid = next(g for g in result.document.tables if g.start <= table.start <= g.end)
        columns = {column.grid_column for column in table.columns}
        written = {c.start for r in grid.cells for c in r if c.column in columns and is_number(c.text)}
        assert written == read, table.id


def _evidence(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        if {"text", "start", "end"} <= set(value):
            yield value
        for inner in value.values():
            yield from _evidence(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _evidence(inner)


def test_every_piece_of_evidence_is_the_text_it_says(result: Result) -> None:
    record = serialise.record(result.outline, result.fields, result.statements, result.findings, text=True)
    published = json.loads(serialise.json_line(record))
    text = published["document"]["text"]
    pieces = list(_evidence(published))
    assert len(pieces) > 500
    assert [p for p in pieces if text[p["start"] : p["end"]] != p["text"]] == []


def test_fields_against_the_truth(result: Result) -> None:
    found = evaluate(result.document, load_labels(SETTLED), result.fields)
    assert {s.field: s.accuracy for s in found.scores if s.accuracy < 0.95} == {}


def test_every_amount_of_the_prose_has_a_verdict_and_its_cell(result: Result) -> None:
    prose = [s for s in result.statements if "项目经费" not in s.section and s.section]
    for statement in prose:
        assert statement.explanation
        if statement.verdict != "unverifiable":
            assert statement.counterpart is not None
    balanced = [s for s in result.statements if s.verdict == "balanced"]
    assert [(s.what, s.amount.as_written) for s in balanced] == [("其他收入", "13,420万元")]
    assert not [s for s in result.statements if s.verdict == "disagrees"]


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("impossible-date", ("2024.02.31",)),
        ("quarters-do-not-add-up", ("80%", "88.41%")),
        ("overlapping-phases", ("2024-09-01", "2024-09-30")),
        ("citation-with-two-numbers", ("〔2001〕136号", "〔2006〕149号")),
        ("functional-code-with-two-names", ("206-04",)),
    ],
)
def test_known_inconsistencies_are_found(result: Result, rule: str, words: tuple[str, ...]) -> None:
    assert any(
        f.rule == rule and all(word in f.message + f.computation for word in words) for f in result.findings
    )


def test_rounding_raises_nothing(result: Result) -> None:
    sums = [f for f in result.findings if "add-up" in f.rule and f.rule != "quarters-do-not-add-up"]
    assert [f for f in sums if f.severity != "info"] == []
