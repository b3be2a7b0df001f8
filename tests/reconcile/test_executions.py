"""执行率 right behind what was spent, with the budget told some amounts before, in any text."""

from __future__ import annotations

import pytest

from nlp.reconcile import Finding, reconcile
from tests.reconcile.narrative import Draft
from tests.reconcile.sample import document, outlined


def _found(line: str) -> list[Finding]:
    found = (
        *reconcile(outlined(document(other=f"其他相关情况说明\n\n{line}\n")), [])[1],
        *Draft(line).run()[1],
    )
    return [f for f in found if f.rule == "completion-rate-differs"]


@pytest.mark.parametrize(
    "line",
    [
        "管护项目全年预算数52.50万元，来源为省级资金40.00万元、市级资金12.50万元。全年执行数50.40万元，执行率{}%。",
        "管护项目年初预算60.00万元，年中调减7.50万元，全年预算52.50万元（省级资金40.00万元），实际支出50.40万元，执行率{}%。",
    ],
)
def test_a_rate_that_the_budget_before_does_not_give(line: str) -> None:
    assert _found(line.format("96.00")) == []
    assert _found(line.format("96")) == []
    outside, inside = _found(line.format("69.00"))
    assert "96" in outside.message
    assert "96" in inside.message


@pytest.mark.parametrize(
    "line",
    [
        # of another budget, of a part of it, about, without a budget
        "自评项目全年预算52.50万元，执行50.40万元，执行率96.00%。其中管护项目执行30.10万元，执行率98.20%。",
        "自评项目全年预算52.50万元。管护项目执行30.10万元，执行率98.20%。",
        "管护项目全年预算52.50万元，执行约50.40万元，执行率98.20%。",
        "管护项目到位52.50万元，执行50.40万元，执行率98.20%。",
    ],
)
def test_rates_of_other_money(line: str) -> None:
    assert _found(line) == []
