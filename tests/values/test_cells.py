from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.values.amount import find_amounts
from nlp.values.cells import cell_amounts, cell_percentages, column_head, money_in, percentages_in
from nlp.values.grids import grids

MONEY = st.decimals(min_value=0, max_value=99_999, places=2, allow_nan=False)


@pytest.mark.parametrize("bar", ["\t", " | "])
@pytest.mark.parametrize(
    "declared", [("", "金额（万元）"), ("单位：万元\n", "金额"), ("（金额单位：万元）\n", "预算金额")]
)
@given(figures=st.lists(MONEY, min_size=1, max_size=5))
def test_a_bare_figure_has_the_declared_unit(
    bar: str, declared: tuple[str, str], figures: list[Decimal]
) -> None:
    rows = [
        ("内容", "数量", declared[1]),
        *((f"第{'甲' * (i + 1)}项", "3", f"{f:,}") for i, f in enumerate(figures)),
    ]
    text = declared[0] + "\n".join(bar.join(row) for row in rows)
    found = money_in(text)
    assert [(a.number, a.unit, a.decimals) for a in found] == [(f, "万元", 2) for f in figures]
    assert all(text[a.start : a.end] == a.text for a in found)


@pytest.mark.parametrize(
    "text",
    [
        "内容\t金额\n设备费\t30\n",  # no unit anywhere
        "设备费 30\n培训费 6\n",  # no table
        "单位：万元\n内容\t数量\n设备费\t30\n",  # a count
        "编码\t金额（万元）\n2080\t\n",  # nothing in the column of money
        "单位：元/人\n内容\t金额\n设备费\t30\n",  # a price
    ],
)
def test_no_money_without_a_unit(text: str) -> None:
    assert cell_amounts(text) == ()


def test_an_amount_with_its_own_unit_is_found_once() -> None:
    text = "内容\t金额（万元）\n设备费\t30万元\n培训费\t6\n"
    assert [a.text for a in money_in(text)] == ["30万元", "6"]


def test_percentages_of_a_column_and_of_a_row() -> None:
    assert [str(p.value) for p in cell_percentages("季度\t一季度\t二季度\n比例（%）\t40\t60\n")] == [
        "40",
        "60",
    ]
    assert [str(p.value) for p in percentages_in("季度\t比例（%）\n一季度\t40\n二季度\t60%\n")] == [
        "40",
        "60",
    ]


def test_two_rows_of_heads_are_one_head() -> None:
    text = "内容\t2025年\t2025年\n \t财政拨款\t自筹\n设备费\t3\t4\n"
    assert column_head(text, text.index("4")) == "2025年自筹"


@given(st.text(alphabet="甲乙单位：万元（%）1234.,|\t\n -年季度", max_size=80))
def test_grids_keep_every_cells_characters(text: str) -> None:
    for grid in grids(text):
        for row in grid.rows:
            assert all(text[cell.start : cell.end] == cell.text for cell in row)
    plain = [(a.start, a.end) for a in find_amounts(text)]
    assert [(a.start, a.end) for a in money_in(text) if (a.start, a.end) in plain] == plain


@pytest.mark.parametrize("none", ["—", "-", "——"])
def test_a_quarter_in_front_names_its_row_and_a_dash_is_no_head(none: str) -> None:
    rows = (
        f"季度\t工作内容\t用款比例\n第一季度\t选址\t{none}\n第二季度\t招标、签约\t40%\n第三季度\t验收\t60%\n"
    )
    (grid,) = grids(rows)
    assert (grid.heads, [grid.name(row) for row in range(1, 4)]) == (1, ["第一季度", "第二季度", "第三季度"])


def test_how_many_there_are_is_no_rows_name() -> None:
    (grid,) = grids(
        "序号\t品名\t数量\t单价（万元）\t金额（万元）\n1\t水泵\t2台\t3.5\t7\n2\t阀门\t10只\t0.4\t4\n"
    )
    assert [grid.name(row) for row in (1, 2)] == ["水泵", "阀门"]


@pytest.mark.parametrize(
    "row", ["年度经费（元）\t6,400", "| 年度经费（元） | 6,400 |\n| ", "单位：元\n预算数 | 6,400"]
)
def test_a_lone_row_of_a_form_tells_money(row: str) -> None:
    assert [(a.text, a.unit) for a in money_in(row)] == [("6,400", "元")]


@pytest.mark.parametrize(
    "row",
    [
        "年度经费\t6,400",  # no unit
        "单位：元\n受益户数\t6,400",  # a count
        "单位：元\n预算编码\t2080",
        "执行率（%）\t64",
        "经费测算说明（元）\t6,400",
    ],
)
def test_other_lone_rows_tell_none(row: str) -> None:
    assert money_in(row) == ()


@pytest.mark.parametrize("above", ["单位：万元\n经费", "经费（万元）"])
def test_figures_behind_their_labels_in_a_cell(above: str) -> None:
    cell = "全年预算：1,070.4；其中财政补助：900；带动就业人数：70；捐赠：12万元"
    found = money_in(f"{above}\t{cell}\n")
    assert [(a.text, a.unit) for a in found] == [("1,070.4", "万元"), ("900", "万元"), ("12万元", "万元")]
    assert [a.text for a in money_in(f"经费\t{cell}\n")] == ["12万元"]


def test_a_unit_of_thousands_is_told_once() -> None:
    for text in ("单位：千元\n器材\t1,860\n合计\t1,860\n", "明细（千元）：器材 1,860；合计 1,860\n"):
        assert [(a.text, str(a.wan), a.unit) for a in money_in(text)] == [("1,860", "186", "元")] * 2


@pytest.mark.parametrize(
    "text",
    [
        "名称  数量  金额（万元）\n甲  3  30\n其他说明见下。\n",  # one row is no table
        "名称  数量  金额\n甲  3  30\n乙  2  10\n",  # no unit
    ],
)
def test_lines_with_blanks_are_no_table(text: str) -> None:
    assert not any(len(grid.rows[0]) > 2 for grid in grids(text))
