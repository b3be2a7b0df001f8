"""How prose is understood and tied to cells, in the writings of different places."""

from __future__ import annotations

import pytest

from nlp.reconcile import Finding, Statement, reconcile
from nlp.reconcile.prose import read_facts
from tests.reconcile.sample import OTHER, PROSE, document, outlined


def _run(prose: str = PROSE, other: str = OTHER) -> tuple[tuple[Statement, ...], tuple[Finding, ...]]:
    return reconcile(outlined(document(prose=prose, other=other)), [])


def _notes(*lines: str) -> str:
    return "2025年部门预算编制说明\n\n" + "\n\n".join(lines) + "\n"


def _one(line: str) -> Statement:
    statements, _ = _run(_notes(line), other="")
    assert len(statements) == 1, [s.quote for s in statements]
    return statements[0]


@pytest.mark.parametrize(
    ("line", "table", "row", "column"),
    [
        ("2025年收入总计882.35万元。", "t1", "收入总计", "预算数"),
        ("2025年，本部门支出总计882.35万元。", "t1", "支出总计", "预算数"),
        ("一般公共预算当年拨款812.35万元。", "t5", "合计", "合计"),
        ("一般公共预算基本支出572.37万元。", "t5", "合计", "基本支出"),
        ("2025年“三公”经费财政拨款预算数为35.00万元。", "t9", "", "合计"),
        ("2025年本部门机关运行经费财政拨款预算122.37万元。", "t9", "", "机关运行经费预算数"),
        ("教育之外，事业收入65.43万元。", "t1", "二、事业收入", "预算数"),
    ],
)
def test_measures_find_their_cell(line: str, table: str, row: str, column: str) -> None:
    statement = _one(line)
    assert statement.counterpart is not None
    found = statement.counterpart
    assert (found.table, found.row, found.column) == (table, row, column)
    assert statement.verdict in ("exact", "rounded")


@pytest.mark.parametrize(
    "item",
    [
        "“住房保障支出”科目62.30万元",
        "住房保障支出（类）62.30万元",
        "住房保障支出（类）住房改革支出（款）住房公积金（项）62.30万元",
        "“住房保障支出（类）住房改革支出（款）住房公积金（项）”62.30万元",
        "221住房保障支出62.30万元",
        "2210201住房公积金62.30万元",
        "“住房保障支出”62.30万元",
    ],
)
def test_functional_items_at_every_level(item: str) -> None:
    statements, findings = _run(
        _notes("财政拨款支出主要内容如下：", f"1. {item}，主要用于公积金。"), other=""
    )
    (statement,) = statements
    assert statement.verdict == "exact"
    assert statement.counterpart is not None
    assert statement.counterpart.table == "t5"
    assert findings == ()


def test_an_old_name_of_the_class_is_forgiven() -> None:
    item = "住房支出（类）住房改革支出（款）住房公积金（项）62.30万元。"
    statements, _ = _run(_notes("财政拨款支出主要内容如下：", f"1. {item}"), other="")
    assert statements[0].verdict == "exact"


def test_an_unknown_item_is_unverifiable() -> None:
    statements, findings = _run(_notes("财政拨款支出主要内容如下：", "1. “教育支出”科目10万元。"), other="")
    assert [s.verdict for s in statements] == ["unverifiable"]
    assert findings == ()


def test_a_fund_is_never_confirmed_by_another_funds_cell() -> None:
    statement = _one("政府性基金预算财政拨款支出812万元。")
    assert statement.verdict == "disagrees"
    assert statement.counterpart is not None
    assert statement.counterpart.column == "政府性基金预算"


def test_another_years_figure_is_unverifiable_and_a_known_change_is_computed() -> None:
    statements, findings = _run(_notes("财政拨款收入812万元，较上年预算（792万元）增加20万元。"), other="")
    assert [s.verdict for s in statements] == ["rounded", "unverifiable", "exact"]
    assert "2024年" in statements[1].explanation
    assert findings == ()


def test_a_wrong_change_is_found() -> None:
    _, findings = _run(_notes("财政拨款收入812万元，较上年预算（792万元）增加30万元。"), other="")
    assert [f.rule for f in findings] == ["prose-disagrees"]


def test_hard_wrapped_lines_and_inner_blanks() -> None:
    line = (
        "2025年，本部门收入预算 882 万元，其中：财政拨款收入 812 万\n元；事业收入 65 万元；其他收入 5 万元。"
    )
    statements, findings = _run(_notes(line), other="")
    assert [s.what for s in statements] == ["收入预算", "财政拨款收入", "事业收入", "其他收入"]
    assert statements[1].quote == "财政拨款收入 812 万\n元"
    assert findings == ()


def test_several_measures_share_a_zero() -> None:
    statement = _one("事业单位经营收入、政府性基金预算财政拨款支出均为0万元。")
    assert statement.verdict == "exact"


def test_zero_without_a_unit() -> None:
    assert _one("政府性基金预算财政拨款支出为0。").verdict == "exact"


def test_what_is_owned_is_no_budget_amount() -> None:
    statements, _ = _run(other="其他相关情况说明\n\n固定资产3,149.52万元，其中在建工程12.50万元。\n")
    assert not [s for s in statements if s.amount.as_written in ("3,149.52万元", "12.50万元")]


def test_a_remark_inside_the_comparison() -> None:
    line = "财政拨款收入812万元，比2024年（上一年度，下同）预算增加20万元。"
    statements, _ = _run(_notes(line), other="")
    assert [s.what for s in statements] == ["财政拨款收入", "财政拨款收入比2024年增加"]


def test_balanced_in_its_group() -> None:
    prose = PROSE.replace("收入预算882万元，其中", "收入预算883万元，其中").replace(
        "其他收入5万元", "其他收入6万元"
    )
    tables_total = "8,823,455"
    statements, _ = reconcile(
        outlined(document(prose=prose).replace("45,678", "54,400").replace(tables_total, "8,832,177")), []
    )
    found = {s.what: s.verdict for s in statements}
    assert found["其他收入"] == "balanced"


def test_truncated_is_only_a_remark() -> None:
    statements, findings = _run(PROSE.replace("其他收入5万元", "其他收入4万元"))
    assert {s.what: s.verdict for s in statements}["其他收入"] == "truncated"
    assert [(f.rule, f.severity) for f in findings] == [("prose-truncated", "info")]


def test_procurement_parts_must_make_the_total() -> None:
    statements, findings = _run(other=OTHER.replace("300.50万元", "310.50万元"))
    total = next(s for s in statements if s.what == "政府采购预算")
    assert total.verdict == "disagrees"
    assert total.counterpart is not None
    assert total.counterpart.table is None
    assert len(total.counterpart.evidence) == 3
    assert [f.rule for f in findings] == ["prose-disagrees"]


def test_quotes_are_the_documents_own_text() -> None:
    outline = outlined(document())
    statements, _ = reconcile(outline, [])
    for statement in statements:
        evidence = statement.amount.evidence
        assert outline.document.text[evidence.start : evidence.end] == evidence.text
        assert statement.quote in outline.document.text


def test_what_an_amount_is_understood_to_be_about() -> None:
    outline = outlined(document())
    facts = read_facts(outline).facts
    change = next(f for f in facts if f.change)
    assert change.measure is not None
    assert (change.measure.name, change.change, change.base_year, change.fund) == (
        "财政拨款收入",
        "increase",
        2024,
        "fiscal",
    )
    part = next(f for f in facts if f.what == "公务用车运行费")
    assert part.whole is not None
    assert facts[part.whole].what == "公务用车购置及运行费"
    statements, _ = reconcile(outline, [])
    assert "运行费" in statements[part.index].explanation
