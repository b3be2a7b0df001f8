"""Sub-projects of forms, prices times counts of rows, and the years of tables' titles."""

from __future__ import annotations

import pytest

from nlp.reconcile import reconcile
from tests.reconcile.sample import TABLES, document, outlined


def rules(text: str) -> list[str]:
    return [f.rule for f in reconcile(outlined(text), [])[1] if f.severity != "info"]


FORM = (
    "\n财政项目支出绩效目标申报表\n（2025年度）\n项目名称\t河埠修缮\t项目类别\t经常性项目\n"
    "计划开始日期\t2025-01-01\t计划完成日期\t2025-12-31\n"
    "项目当年预算（元）\t{annual}\t其中：财政资金\t{fiscal}\n{other}"
    "子项目名称\t预算金额（元）\t测算说明\t\n石阶更换\t{first}\t\t\n栏杆油漆\t180,000\t\t\n植草\t60,000\t\t\n"
    "一级指标\t二级指标\t三级指标\t指标值\n产出指标\t数量指标\t修缮河埠\t12处\n"
)


@pytest.mark.parametrize(
    ("told", "found"),
    [
        ({}, []),
        ({"first": "452,000"}, ["form-does-not-add-up"]),
        ({"annual": "785,000"}, ["form-does-not-add-up"]),
        # What other funds bring may be the rest; only the treasury's money may be divided.
        ({"annual": "785,000", "other": "其他资金\t27,000\t\t\n"}, []),
    ],
)
def test_sub_projects_of_a_form(told: dict[str, str], found: list[str]) -> None:
    cells = {"annual": "758,000", "fiscal": "758,000", "first": "518,000", "other": "", **told}
    assert rules(document() + FORM.format(**cells)) == found


def test_a_project_of_several_years_may_list_all_of_it() -> None:
    text = FORM.format(annual="300,000", fiscal="300,000", first="518,000", other="")
    text = text.replace("项目当年预算", "项目总预算（元）\t758,000\t\t\n项目当年预算")
    assert rules(document() + text) == []


ROWS = (
    "\n活动测算表\n序号\t内容\t场次\t单价（元）\t金额（元）\n1\t讲座\t12\t1,500\t18,000\n2\t展览\t4\t8,200\t32,800\n"
    "3\t流动车\t{count}\t{price}\t45,000\n\t合计\t46\t\t95,800\n"
)


@pytest.mark.parametrize(
    ("count", "price", "found"),
    [("30", "1,500", []), ("30", "5,100", ["standard-differs"]), ("20", "1,500", ["standard-differs"])],
)
def test_the_one_row_whose_price_and_count_do_not_fit(count: str, price: str, found: list[str]) -> None:
    told = rules(document() + ROWS.format(count=count, price=price))
    assert [rule for rule in told if rule != "totals-do-not-add-up"] == found


def test_rows_that_nothing_holds_together() -> None:
    text = ROWS.format(count="30", price="5,100").replace("12\t1,500", "12\t1,700")
    assert rules(document() + text) == []
    # Another factor stands beside count and price.
    text = ROWS.format(count="30", price="5,100").replace("场次\t单价", "天数\t标准").replace("内容", "人数")
    assert rules(document() + text) == []


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("2025年部门收入预算总表", []),
        ("2024年部门收入预算总表", ["likely-slip"]),
        ("2024年部门收入决算总表", []),  # of another document
        ("部门收入预算总表", []),
    ],
)
def test_the_year_of_one_title(title: str, found: list[str]) -> None:
    tables = TABLES.replace("2025年部门收入预算总表", title)
    assert rules(document(tables=tables)) == found


def test_titles_of_two_years() -> None:
    tables = TABLES
    for kind in ("收入预算总表", "支出预算总表"):
        tables = tables.replace(f"2025年部门{kind}", f"2024年部门{kind}")
    assert rules(document(tables=tables)) == []


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("社会保障和就业支出（类）行政事业单位养老支出（款）机关事业单位职业年金缴费支出（项）30.02万元", []),
        (
            "社会保障和就业支出（类）行政事业单位养老支出（款）事业单位离退休（项）30.02万元",
            ["code-of-another-name"],
        ),
        # The item's own name, shortened.
        ("社会保障和就业支出（类）行政事业单位养老支出（款）职业年金缴费支出（项）30.02万元", []),
        # Another amount, and one of too few digits to be no chance.
        ("社会保障和就业支出（类）行政事业单位养老支出（款）事业单位离退休（项）31.02万元", []),
        ("社会保障和就业支出（类）行政事业单位养老支出（款）事业单位离退休（项）30万元", []),
    ],
)
def test_an_item_of_no_table_that_has_anothers_amount(path: str, found: list[str]) -> None:
    told = rules(document(other=f"其他相关情况说明\n\n2025年{path}，主要用于缴费。\n"))
    assert [rule for rule in told if rule == "code-of-another-name"] == found


def test_an_amount_whose_own_item_is_told_as_well() -> None:
    group = "社会保障和就业支出（类）行政事业单位养老支出（款）"
    prose = (
        f"2025年{group}事业单位离退休（项）30.02万元；{group}机关事业单位职业年金缴费支出（项）30.02万元。"
    )
    assert "code-of-another-name" not in rules(document(other=f"其他相关情况说明\n\n{prose}\n"))
