"""Names that share amounts: one amount for all of them, or as many amounts as names."""

from __future__ import annotations

import pytest

from nlp.reconcile import Finding, Statement, reconcile
from tests.reconcile.sample import document, outlined


def _run(*lines: str) -> tuple[tuple[Statement, ...], tuple[Finding, ...]]:
    prose = "2025年部门预算编制说明\n\n" + "\n\n".join(lines) + "\n"
    return reconcile(outlined(document(prose=prose, other="")), [])


def test_one_amount_for_several_measures_is_checked_against_every_cell() -> None:
    (statement,), findings = _run("事业单位经营收入、政府性基金预算财政拨款支出均为0.00万元。")
    assert statement.what == "事业单位经营收入、政府性基金预算财政拨款支出"
    assert statement.verdict == "exact"
    assert statement.counterpart is not None
    assert len(statement.counterpart.evidence) == 2
    assert findings == ()


def test_one_of_several_that_is_not_zero() -> None:
    (statement,), findings = _run("事业单位经营收入、公务接待费和国有资本经营预算拨款支出均为0万元。")
    assert statement.verdict == "disagrees"
    assert statement.counterpart is not None
    assert [f.rule for f in findings] == ["prose-disagrees"]
    assert "5.37" in [e.text for e in findings[0].evidence]


def test_an_equal_amount_other_than_zero() -> None:
    (statement,), findings = _run("公务用车购置及运行维护费和机关运行经费都是25.00万元。")
    assert statement.verdict == "disagrees"
    assert statement.counterpart is not None
    assert statement.counterpart.column == "机关运行经费预算数"
    assert len(findings) == 1


def test_a_conjunction_inside_a_name_splits_nothing() -> None:
    (statement,), findings = _run("公务用车购置及运行维护费均为25.00万元。")
    assert statement.what == "公务用车购置及运行维护费"
    assert findings == ()


@pytest.mark.parametrize(
    "line",
    [
        "因公出国（境）费、公务用车购置费和公务接待费分别为4.63万元、4.90万元和5.37万元。",
        "因公出国（境）费、公务用车购置费、公务接待费，分别为4.63万元、4.90万元、5.37万元。",
        "因公出国（境）费、公务用车购置费以及公务接待费依次为4.63万元，4.90万元，5.37万元。",
    ],
)
def test_amounts_are_dealt_to_names(line: str) -> None:
    statements, findings = _run(line)
    assert [(s.what, s.verdict) for s in statements] == [
        ("因公出国（境）费", "exact"),
        ("公务用车购置费", "exact"),
        ("公务接待费", "exact"),
    ]
    assert findings == ()


def test_a_dealt_amount_that_is_wrong_is_wrong_alone() -> None:
    statements, findings = _run("因公出国（境）费、公务接待费分别为4.63万元、6.37万元。")
    assert [s.verdict for s in statements] == ["exact", "disagrees"]
    assert [f.rule for f in findings] == ["prose-disagrees"]


def test_parts_are_dealt_by_their_short_names() -> None:
    statements, findings = _run("政府采购预算300万元，其中货物、工程、服务分别为100万元、80万元、120万元。")
    assert [s.what for s in statements] == ["政府采购预算", "政府采购货物", "政府采购工程", "政府采购服务"]
    assert statements[0].verdict == "exact"
    assert findings == ()


def test_years_are_dealt_with_their_common_subject() -> None:
    statements, _ = _run("2024年、2025年“三公”经费预算分别为36.00万元、35.00万元。")
    assert [s.verdict for s in statements] == ["unverifiable", "exact"]
    assert "2024年" in statements[0].explanation


def test_more_amounts_than_names_are_not_dealt() -> None:
    statements, findings = _run("两类设备分别为1.20万元、2.30万元、4.50万元。")
    assert [s.verdict for s in statements] == ["unverifiable"] * 3
    assert findings == ()


def test_quotes_stay_the_documents_text() -> None:
    outline = outlined(
        document(prose="2025年部门预算编制说明\n\n因公出国（境）费、公务接待费分别为4.63万元、5.37万元。\n")
    )
    for statement in reconcile(outline, [])[0]:
        assert statement.quote in outline.document.text
