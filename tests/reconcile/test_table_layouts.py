"""Layouts of tables: captions with a colon, totals beside dashes, both sides of the account in one list."""

from __future__ import annotations

import pytest

from nlp.reconcile import Finding, reconcile
from tests.reconcile.sample import outlined

TWO_SIDES = (
    "某县某局2024年度部门决算\n公开04表 财政拨款收入支出决算总表\n金额单位：万元\n项目\t合计\t一般公共预算\n"
    "年初结转和结余\t12.00\t12.00\n本年收入\t88.00\t88.00\n本年支出\t91.00\t91.00\n年末结转和结余\t9.00\t9.00\n"
    "总计\t100.00\t100.00\n"
)
STACKED = (
    "某县某局2024年部门预算\n部门收支总表\n单位：万元\n项目\t预算数\n一、财政拨款收入\t80.00\n二、事业收入\t8.00\n"
    "本年收入合计\t88.00\n上年结转\t12.00\n收入总计\t100.00\n一、教育支出\t60.00\n二、住房保障支出\t31.00\n"
    "本年支出合计\t91.00\n结转下年\t9.00\n支出总计\t100.00\n"
)
DETAILS = (
    "某县某局2024年部门预算\n一般公共预算基本支出表\n单位：万元\n人员经费\t\t\t公用经费\t\t\n"
    "科目编码\t科目名称\t金额\t科目编码\t科目名称\t金额\n30101\t基本工资\t30.50\t30201\t办公费\t4.20\n"
    "30102\t津贴补贴\t20.25\t30211\t差旅费\t3.30\n30113\t住房公积金\t6.00\t\t\t\n"
    "人员经费合计\t\t56.75\t公用经费合计\t\t7.50\n"
)
UNITS = (
    "某县某局2024年部门预算\n单位名单如下：\n序号\t单位名称\t单位性质\t编制数\t实有人数\n1\t局机关\t行政\t58\t54\n"
    "2\t服务中心\t公益一类\t32\t30\n3\t推广站\t公益一类\t46\t43\n合计\t—\t—\t136\t127\n"
)


def _find(text: str) -> list[Finding]:
    return [f for f in reconcile(outlined(text), [])[1] if f.severity != "info"]


@pytest.mark.parametrize("text", [TWO_SIDES, STACKED, DETAILS, UNITS])
def test_a_table_that_adds_up_raises_nothing(text: str) -> None:
    assert _find(text) == []


@pytest.mark.parametrize(
    ("text", "was", "now"),
    [
        (TWO_SIDES, "91.00\t91.00", "97.00\t91.00"),
        (TWO_SIDES, "12.00\t12.00", "21.00\t12.00"),
        (STACKED, "教育支出\t60.00", "教育支出\t66.00"),
        (STACKED, "事业收入\t8.00", "事业收入\t6.00"),
        (DETAILS, "20.25", "20.52"),
        (DETAILS, "3.30", "3.80"),
        (UNITS, "\t32\t", "\t23\t"),
    ],
)
def test_a_cell_that_its_sums_contradict(text: str, was: str, now: str) -> None:
    assert was in text
    found = _find(text.replace(was, now, 1))
    assert {f.rule for f in found} <= {"totals-do-not-add-up", "columns-do-not-add-up"}
    assert found


@pytest.mark.parametrize(
    "title", ["表一：支出决算表", "附表3：支出决算表", "公开03表：支出决算表", "表1-2：支出决算表"]
)
def test_a_caption_may_number_its_table_before_a_colon(title: str) -> None:
    text = f"某县某局2024年度部门决算\n{title}\n编制单位：某局\t单位：元\n科目名称\t合计\n教育支出\t5.00\n"
    (table,) = outlined(text).tables
    assert (table.kind, table.unit) == ("expenditure", "元")


def test_dashes_and_counts_beside_a_total_are_no_name() -> None:
    text = (
        "某县某局2024年部门预算\n表8 项目支出预算表\n单位：万元\n序号\t项目名称\t合计\t上年结转\n"
        "1\t甲\t5.00\t1.00\n2\t乙\t3.00\t0.00\n合计\t2个项目\t8.00\t1.00\n"
    )
    (table,) = outlined(text).tables
    assert [r.label for r in table.totals] == ["合计"]


FUNDS_CARRIED = (
    "某县某局2024年部门预算\n财政拨款收支总表\n单位：万元\n收入\t预算数\t支出\t预算数\n"
    "一、本年收入\t90.00\t一、教育支出\t60.00\n一般公共预算拨款\t80.00\t二、住房保障支出\t40.00\n"
    "政府性基金预算拨款\t10.00\t\t\n二、上年结转\t10.00\t\t\n一般公共预算结转\t8.00\t\t\n"
    "政府性基金结转\t2.00\t\t\n收入总计\t100.00\t支出总计\t100.00\n"
)
FUNDS_BEHIND_A_TOTAL = (
    "某县某局2024年部门预算\n部门收支总表\n单位：万元\n收入\t预算数\t支出\t预算数\n"
    "一、财政拨款收入\t80.00\t一、教育支出\t60.00\n二、事业收入\t10.00\t二、住房保障支出\t40.00\n"
    "本年收入合计\t90.00\t本年支出合计\t100.00\n上年结转\t10.00\t结转下年\t\n一般公共预算结转\t8.00\t\t\n"
    "政府性基金结转\t2.00\t\t\n收入总计\t100.00\t支出总计\t100.00\n"
)
FUNDS_NUMBERED = FUNDS_CARRIED.replace("一般公共预算结转", "其中：一般公共预算结转")
FUNDS_ALONE = FUNDS_BEHIND_A_TOTAL.replace("上年结转\t10.00", "上年结转\t")


@pytest.mark.parametrize("text", [FUNDS_CARRIED, FUNDS_BEHIND_A_TOTAL, FUNDS_NUMBERED, FUNDS_ALONE])
def test_what_each_fund_carried_over_is_counted_once(text: str) -> None:
    assert _find(text) == []


@pytest.mark.parametrize("text", [FUNDS_CARRIED, FUNDS_BEHIND_A_TOTAL, FUNDS_NUMBERED])
def test_a_slip_beside_what_each_fund_carried_over_is_found(text: str) -> None:
    found = _find(text.replace("收入总计\t100.00", "收入总计\t106.00"))
    assert {f.rule for f in found} == {"totals-do-not-add-up", "income-expenditure-differ"}
