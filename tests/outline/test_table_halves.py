"""The two halves of a 收支总表, whatever the second one's header is, and whether its rows are numbered."""

from __future__ import annotations

import pytest

from tests.reconcile.sample import outlined

HEAD = "某县某局2024年部门预算\n财政拨款收支总表\n单位：万元\n"
ROWS = (
    "一、本年收入\t90.00\t一、本年支出\t100.00\t88.00\t12.00\n"
    "（一）一般公共预算\t80.00\t教育支出\t60.00\t60.00\t\n"
    "（二）政府性基金预算\t10.00\t城乡社区支出\t12.00\t\t12.00\n"
    "二、上年结转\t10.00\t住房保障支出\t28.00\t28.00\t\n"
    "（一）一般公共预算\t8.00\t二、结转下年\t\t\t\n"
    "（二）政府性基金预算\t2.00\t\t\t\t\n"
    "\t\t教育附加支出\t3.00\t3.00\t\n\t\t农林水支出\t4.00\t4.00\t\n\t\t其他支出\t5.00\t5.00\t\n"
    "收入总计\t100.00\t支出总计\t100.00\t88.00\t12.00\n"
)
LABELS = [
    "一、本年支出",
    "教育支出",
    "城乡社区支出",
    "住房保障支出",
    "二、结转下年",
    "教育附加支出",
    "农林水支出",
    "其他支出",
]


@pytest.mark.parametrize(
    "header",
    [
        "支出功能分类",
        "支出科目",
        "支出类别",
        "按功能分类",
        "支出（按功能分类）",
        "支出功能分类科目",
        "财政拨款支出",
        "用途",
    ],
)
def test_a_second_half_is_told_by_its_rows(header: str) -> None:
    (table,) = outlined(f"{HEAD}收入\t预算数\t{header}\t合计\t一般公共预算\t政府性基金预算\n{ROWS}").tables
    assert [row.label for row in table.rows if row.half == 1 and row.label] == LABELS
    assert [column.half for column in table.columns] == [0, 1, 1, 1]
    assert [row.label for row in table.totals] == ["收入总计", "支出总计"]


@pytest.mark.parametrize("header", ["收入来源分类", "收入类别", "收入科目", "资金来源"])
def test_income_may_stand_in_the_second_half(header: str) -> None:
    rows = "".join(
        "\t".join((*line.split("\t")[2:4], *line.split("\t")[:2])) + "\n" for line in ROWS.splitlines()
    )
    (table,) = outlined(f"{HEAD}支出功能分类\t合计\t{header}\t预算数\n{rows}").tables
    assert [row.label for row in table.rows if row.half == 0 and row.label] == LABELS
    assert next(row.label for row in table.rows if row.half == table.columns[-1].half) == "一、本年收入"


def test_unnumbered_rows_alone_make_a_half_with_their_total() -> None:
    rows = (
        "财政拨款收入\t90.00\t教育支出\t72.00\n上年结转\t10.00\t住房保障支出\t28.00\n"
        "收入总计\t100.00\t支出总计\t100.00\n"
    )
    (table,) = outlined(f"{HEAD}来源\t预算数\t支出功能分类\t预算数\n{rows}").tables
    assert [row.label for row in table.rows if row.half == 1] == ["教育支出", "住房保障支出"]


@pytest.mark.parametrize("header", ["备注", "资金用途", "支出内容", "支出科目"])
def test_words_right_of_amounts_that_name_no_sort_of_money_are_no_half(header: str) -> None:
    rows = "甲项目\t5.00\t购买设备\t2\n乙项目\t3.00\t维修房屋\t1\n合计\t8.00\t\t3\n"
    (table,) = outlined(
        f"某县某局2024年部门预算\n项目支出表\n单位：万元\n项目名称\t金额\t{header}\t数量\n{rows}"
    ).tables
    assert {row.half for row in table.all_rows()} == {0}


@pytest.mark.parametrize("header", ["经济分类", "科目", "功能分类", "经济科目"])
def test_codes_alone_under_a_header_of_names_are_codes(header: str) -> None:
    rows = "301\t工资福利支出\t9.00\n30101\t基本工资\t5.00\n30102\t津贴补贴\t4.00\n合计\t—\t9.00\n"
    (table,) = outlined(
        f"某县某局2024年部门预算\n一般公共预算基本支出表\n单位：万元\n{header}\t科目名称\t预算数\n{rows}"
    ).tables
    assert [(row.code, row.label) for row in table.rows][:2] == [
        ("301", "工资福利支出"),
        ("301-01", "基本工资"),
    ]
    assert [row.label for row in table.totals] == ["合计"]
