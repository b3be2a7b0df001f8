"""Bare figures of lists and forms whose unit is told once; every text is invented."""

from __future__ import annotations

import pytest

from nlp.values.cells import money_in, percentages_in

FORM = "（金额单位：元）\n项目类别：一次性\n"


def _figures(text: str) -> list[str]:
    return [a.text for a in money_in(text)]


@pytest.mark.parametrize("told", ["（金额单位：元）", "单位：元", "填报单位：某某馆　　金额单位：元"])
def test_a_unit_on_its_own_line_holds_for_the_rows_about_money(told: str) -> None:
    text = (
        f"{told}\n承办单位：某某馆\n服务人数：640\n年度预算：85,000\n　其中：财政拨款80,000\n"
        "　　　门票收入5,000\n参观人次：12,000\n上年预算数：79,000\n"
    )
    assert _figures(text) == ["85,000", "80,000", "5,000", "79,000"]
    assert {a.unit for a in money_in(text)} == {"元"}


@pytest.mark.parametrize(
    "row",
    [
        "预算年度：2025",
        "预算科目编码：2070104",
        "预算单位：某某馆3",
        "受益老人：612",
        "测算说明：按5人、30天计",
        "经费测算依据：每人20，共40",
        "展期天数：90",
    ],
)
def test_other_rows_of_a_form_hold_no_money(row: str) -> None:
    assert _figures(FORM + row + "\n") == []
    assert _figures(f"{FORM}年度预算数：85,000\n{row}\n支出明细：展柜85,000\n") == ["85,000", "85,000"]


def test_the_items_below_a_label_without_a_figure_are_money() -> None:
    text = FORM + "支出明细：\n展柜租赁：36,000\n布展：49,000\n绩效指标：\n观众：3,000\n"
    assert _figures(text) == ["36,000", "49,000"]


@pytest.mark.parametrize(
    ("row", "figures"),
    [
        ("支出明细：标准展柜 30.50；布展 4.00；讲解员培训 1.20", ["30.50", "4.00", "1.20"]),
        ("支出明细：展柜30.5、布展4、讲解1.2", ["30.5", "4", "1.2"]),
        ("自有资金（门票收入）3.20", ["3.20"]),
        ("培训人数：40", []),
    ],
)
def test_a_row_may_list_several_items(row: str, figures: list[str]) -> None:
    assert _figures(f"预算安排（金额单位：万元）\n资金总额：35.70\n{row}\n") == ["35.70", *figures]


def test_figures_behind_a_percent_sign_are_shares_and_no_money() -> None:
    text = "单位：万元\n预算：60\n用款计划（%）：一季度20、二季度45、三季度35\n满意度：90\n"
    assert _figures(text) == ["60"]
    assert [str(p.value) for p in percentages_in(text)] == ["20", "45", "35"]
