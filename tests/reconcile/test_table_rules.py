"""Rules on tables: rounding raises nothing, names of codes, parts and wholes."""

from __future__ import annotations

from nlp.reconcile import Finding, reconcile
from tests.reconcile.sample import document, outlined

TEXT = document()


def _find(text: str) -> tuple[Finding, ...]:
    return reconcile(outlined(text), [])[1]


def _replace_in(title: str, old: str, new: str, count: int = -1) -> str:
    """Replace in the table under ``title`` only."""
    start = TEXT.rindex(title)
    end = TEXT.find("\n\n2025年", start)
    end = end if end > 0 else len(TEXT)
    assert old in TEXT[start:end]
    return TEXT[:start] + TEXT[start:end].replace(old, new, count) + TEXT[end:]


def test_one_yuan_in_a_sum_of_rounded_rows_is_nothing() -> None:
    # Five rounded rows may miss their rounded sum by up to three units.
    changed = _replace_in("一般公共预算基本支出经济分类预算表", "876,544", "876,545")
    assert _find(changed) == ()


def test_a_code_with_two_names() -> None:
    changed = _replace_in("部门支出预算总表", "住房改革支出", "住房制度改革支出")
    (finding,) = _find(changed)
    assert (finding.rule, finding.severity) == ("functional-code-with-two-names", "warning")
    assert [e.text for e in finding.evidence] == ["住房改革支出", "住房制度改革支出"]


def test_economic_codes_are_another_domain() -> None:
    assert not [f for f in _find(TEXT) if f.rule == "functional-code-with-two-names"]


def test_basic_reception_may_be_less_but_not_more_than_the_three_public() -> None:
    more = _replace_in("经济分类预算表", "23,656\t\t23,656", "63,656\t\t63,656").replace(
        "1,000,000\t\t1,000,000", "960,000\t\t960,000"
    )
    (finding,) = _find(more)
    assert finding.rule == "part-larger-than-whole"
    assert {e.table for e in finding.evidence} == {"t8", "t9"}


def test_a_general_budget_item_beyond_the_whole_expenditure() -> None:
    rules = {f.rule for f in _find(_replace_in("一般公共预算支出功能分类预算表", "2,399,800", "3,399,800"))}
    assert "part-larger-than-whole" in rules


def test_income_and_expenditure_totals() -> None:
    rules = {f.rule for f in _find(TEXT.replace("支出总计\t8,823,455", "支出总计\t8,923,455"))}
    assert "income-expenditure-differ" in rules
    assert "totals-do-not-add-up" in rules
