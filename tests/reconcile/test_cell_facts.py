"""Every amount of a table is a fact with dimensions, and prose is tied to cells of its own dimensions."""

from __future__ import annotations

from pathlib import Path

import pytest

from nlp.reconcile import reconcile
from nlp.reconcile.cell_facts import CellFact, cell_facts
from nlp.reconcile.fact import document_stage
from nlp.reconcile.prose import read_facts
from tests.reconcile.sample import document, outlined

FOLDER = Path(__file__).parent / "documents"


def _facts(name: str) -> list[CellFact]:
    return list(cell_facts(outlined((FOLDER / name).read_text(encoding="utf-8"))))


def _of(facts: list[CellFact], table: str, row: str, column: str) -> CellFact:
    places = [(f, f.place) for f in facts]
    (found,) = [
        f
        for f, p in places
        if table in p.table.title and p.row.label.endswith(row) and "/".join(p.column.path).endswith(column)
    ]
    return found


def test_dimensions_of_cells() -> None:
    facts = _facts("county-farming-2024.txt")
    cell = _of(facts, "一般公共预算支出表", "病虫害控制", "合计")
    assert cell.dimensions() == "病虫害控制 · 213-01-08 · general_public · 2024 · budget · expenditure"
    assert (cell.domain, cell.organisation) == ("functional", "禾泽县农业农村局")
    cell = _of(facts, "一般公共预算基本支出表", "差旅费", "公用经费")
    assert (cell.domain, cell.fund, cell.measure) == ("economic", "general_public", None)
    cell = _of(facts, "部门收支总表", "政府性基金预算拨款收入", "预算数")
    assert (cell.measure, cell.fund, cell.direction) == ("政府性基金收入", "government_fund", "income")
    cell = _of(facts, "财政拨款收支总表", "城乡社区支出", "政府性基金预算")
    assert (cell.fund, cell.direction) == ("government_fund", "expenditure")


def test_years_stages_and_changes_of_cells() -> None:
    facts = _facts("central-beacons-2025.txt")
    years = {(f.year, f.stage, f.change) for f in facts}
    assert {(2025, "budget", False), (2024, "execution", False)} <= years
    assert any(f.change for f in facts)
    final = _facts("city-congress-final-2023.txt")
    assert {f.stage for f in final if f.place.table.kind == "three_public"} == {"final", "budget"}


@pytest.mark.parametrize("name", sorted(path.name for path in FOLDER.glob("*.txt")))
def test_a_statement_is_tied_to_a_cell_of_its_own_dimensions(name: str) -> None:
    outline = outlined((FOLDER / name).read_text(encoding="utf-8"))
    cells = {f.place.evidence.start: f for f in cell_facts(outline)}
    statements, _ = reconcile(outline, [])
    tied = 0
    for statement, fact in zip(statements, read_facts(outline).facts, strict=False):
        told = statement.counterpart
        if told is None or told.table is None or fact.also or fact.amount.value == 0:
            continue
        cell = cells[told.evidence[0].start]
        assert (cell.year, cell.change) == (fact.year, False), statement.quote
        usual = document_stage(outline)
        assert fact.stage in (None, cell.stage, usual) or cell.stage == usual, statement.quote
        assert cell.interval.meets(cell.interval)
        if fact.measure is not None and fact.fund not in (None, "all", "fiscal"):
            assert cell.fund in (fact.fund, "fiscal", "all", None), statement.quote
        tied += 1
    assert tied > 5


def test_one_cell_in_the_sample() -> None:
    cell = _of(list(cell_facts(outlined(document()))), "收支预算总表", "其他收入", "预算数")
    assert cell.measure == "其他收入"
