"""Headers of one row: what a 小计 holds counts once, and names told twice make two groups."""

from __future__ import annotations

import pytest

from nlp.reconcile import reconcile
from tests.reconcile.sample import outlined

_TABLE = """芦湾区公路养护中心2022年度单位决算

财政拨款“三公”经费支出决算表
单位：元
合计\t因公出国（境）费\t公务用车费小计\t公务用车购置费\t公务用车运行维护费\t公务接待费
{total}\t0.00\t481,330.18\t268,900.00\t212,430.18\t8,652.00
"""


@pytest.mark.parametrize(("total", "raised"), [("489,982.18", False), ("489,892.18", True)])
def test_a_subtotal_counts_for_its_columns(total: str, raised: bool) -> None:
    findings = reconcile(outlined(_TABLE.format(total=total)), ())[1]
    assert any(f.rule == "columns-do-not-add-up" for f in findings) == raised


_TWO_STAGES = """芦湾区公路养护中心2022年度单位决算

财政拨款“三公”经费支出决算表
单位：万元
预算数合计\t因公出国（境）费\t公务用车小计\t公务用车购置费\t公务用车运行维护费\t公务接待费\t\
决算数合计\t因公出国（境）费\t公务用车小计\t公务用车购置费\t公务用车运行维护费\t公务接待费
30.90\t0.00\t24.50\t0.00\t24.50\t6.40\t25.98\t0.00\t{cars}\t0.00\t21.86\t4.12

八、财政拨款“三公”经费支出决算情况说明
公务接待费支出{guests}万元。
"""


@pytest.mark.parametrize(
    ("cars", "guests", "rules"),
    [
        ("21.86", "4.12", set()),
        ("21.68", "4.12", {"columns-do-not-add-up"}),
        ("21.86", "6.40", {"prose-disagrees"}),
    ],
)
def test_a_row_of_names_told_twice_is_two_groups(cars: str, guests: str, rules: set[str]) -> None:
    findings = reconcile(outlined(_TWO_STAGES.format(cars=cars, guests=guests)), ())[1]
    assert {f.rule for f in findings if f.severity != "info"} == rules


_THREE_BLOCKS = """芦湾区文化馆2022年度单位决算

一般公共预算财政拨款基本支出决算明细表
单位：万元
编码\t科目名称\t决算数\t编码\t科目名称\t决算数\t编码\t科目名称\t决算数
301\t工资福利支出\t409.42\t302\t商品和服务支出\t35.25\t303\t对个人和家庭的补助\t59.96
30101\t基本工资\t409.42\t30201\t办公费\t35.25\t30302\t退休费\t59.96
\t\t\t\t\t\t310\t资本性支出\t7.45
\t\t\t\t\t\t31002\t办公设备购置\t7.45
\t人员经费合计\t{people}\t\t公用经费合计\t42.70\t\t基本支出合计\t512.08
"""


@pytest.mark.parametrize(("people", "wrong"), [("469.38", 0), ("496.38", 1)])
def test_totals_over_groups_of_several_blocks(people: str, wrong: int) -> None:
    findings = reconcile(outlined(_THREE_BLOCKS.format(people=people)), ())[1]
    assert sum(f.rule == "totals-do-not-add-up" for f in findings) == wrong
