"""Numbers of rows, several counts told in all, and the one column of a table without other sums."""

from __future__ import annotations

import pytest

from nlp.reconcile import reconcile
from tests.reconcile.sample import document, outlined


def _rules(line: str, tables: str = "") -> list[str]:
    outline = outlined(document(other=f"其他相关情况说明\n\n{line}\n") + "\n" + tables)
    return [f.rule for f in reconcile(outline, [])[1] if f.severity != "info"]


SERVICES = """政府购买服务预算明细表

单位：元

购买服务名称\t承接主体类别\t金额
保洁服务\t企业\t276,489.15
养老服务\t社会组织\t48,623.00
法律服务\t社会组织\t12,864.00
物业服务\t企业\t46,651.37
合计\t\t384,627.52
"""


@pytest.mark.parametrize(
    "line",
    [
        "政府购买服务预算总额38.462752万元，共{}项，其中保洁服务占71.88%。",
        "政府购买服务支出384627.52元（共{}个）。",
        "2025年政府购买服务预算38.462752万元，涉及{}项服务。",
        "2025年政府购买服务预算38.462752万元，占总额的4.36%，共{}项。",
    ],
)
def test_rows_of_the_table_of_an_amount(line: str) -> None:
    assert _rules(line.format(4), SERVICES) == []
    assert _rules(line.format(5), SERVICES) == ["count-differs"]


def test_no_table_of_the_amount() -> None:
    assert "count-differs" not in _rules("政府购买服务预算总额38.462752万元，共5项。")


@pytest.mark.parametrize(
    "line",
    [
        "政府购买服务预算总额37.462752万元，共5项。",  # another amount
        "政府采购预算38.462752万元，共5项。",  # another thing's
        "政府购买服务预算总额38.462752万元，涉及3个单位。",  # units
        "政府购买服务预算总额38.462752万元，共12项。",  # by another grouping
    ],
)
def test_numbers_of_other_things(line: str) -> None:
    assert "count-differs" not in _rules(line, SERVICES)


PAIRS = (
    "行政编制86人，实有79人；事业编制72人，实有{}人。编制共158人，实有共144人。另有社区工作者268人。",
    "行政编制86名、在职79名，事业编制72名、在职{}名。编制合计158名，在职合计144名。",
    "编制158人，实有144人，其中行政编制86人、行政实有79人，事业编制72人、事业实有{}人。",
)


@pytest.mark.parametrize("line", PAIRS)
def test_several_counts_of_every_kind(line: str) -> None:
    assert _rules(line.format(65)) == []
    assert "count-differs" in _rules(line.format(56))


@pytest.mark.parametrize(
    "line",
    [
        "行政编制86人，实有79人；事业编制72人，实有56人。实有共144人。",  # nothing shows what 共 adds up
        "行政编制86人，实有79人；事业编制72人，实有56人。编制共170人，实有共144人。",  # others, too
        "甲科编制6人，实有5人。编制共158人，实有共144人。",
    ],
)
def test_counts_that_need_not_add_up(line: str) -> None:
    assert "count-differs" not in _rules(line)


PROJECTS = """2025年项目支出表

单位：元

项目名称\t资金来源\t金额
机关保障\t财政拨款\t{}
群众文化\t财政拨款\t2,399,800
文化活动\t单位资金\t45,678
合计\t\t3,099,799
"""
FILLED = "2025年项目明细表\n\n单位：元\n\n项目\t预算数\n保障\t654,321\n合计\t3,099,799\n"


def test_one_column_of_which_another_table_states_the_right_figures() -> None:
    assert "totals-do-not-add-up" not in _rules("无。", PROJECTS.format("654,321") + "\n" + FILLED)
    assert "totals-do-not-add-up" in _rules("无。", PROJECTS.format("645,321") + "\n" + FILLED)
    assert "totals-do-not-add-up" not in _rules("无。", PROJECTS.format("145,678"))
