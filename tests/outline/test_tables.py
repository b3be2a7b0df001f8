"""Budget tables: header paths, halves, codes, units, totals, blanks."""

from __future__ import annotations

from decimal import Decimal

import pytest

from nlp.outline.model import BudgetTable
from nlp.outline.tables.codes import CodeReader
from nlp.outline.tables.header import header_paths
from tests.outline.conftest import Build


def _values(table: BudgetTable) -> list[tuple[str | None, str, list[str | None]]]:
    return [(row.code, row.label, [c.written if c else None for c in row.cells]) for row in table.all_rows()]


def test_merged_headers_stay_under_their_own_parent() -> None:
    rows = [["三公", "", "", "", "运行经费"], ["合计", "出国", "用车", "", ""], ["", "", "小计", "购置", ""]]
    assert header_paths(rows, 5) == (
        ("三公", "合计"),
        ("三公", "出国"),
        ("三公", "用车", "小计"),
        ("三公", "用车", "购置"),
        ("运行经费",),
    )


FUNCTIONAL = (
    "2026年部门支出预算总表\n编制部门：某局\n单位：万元\n"
    "项目\t\t\t\t支出预算\t\t\n功能分类科目编码\t\t\t功能分类科目名称\t合计\t基本支出\t项目支出\n类\t款\t项\t\t\t\t\n"
    "211\t\t\t节能环保支出\t30.50\t10.50\t20.00\n211\t01\t\t管理事务\t30.50\t10.50\t20.00\n"
    "211\t01\t01\t行政运行\t10.50\t10.50\t\n\n211\t01\t99\t其他\t20.00\t\t20.00\n合计\t\t\t\t30.50\t10.50\t20.00\n"
)


def test_a_functional_table(build: Build) -> None:
    (table,) = build(FUNCTIONAL).tables
    assert (table.kind, table.title, table.unit, table.unit_declared) == (
        "expenditure",
        "2026年部门支出预算总表",
        "万元",
        True,
    )
    assert [c.name for c in table.columns] == ["合计", "基本支出", "项目支出"]
    assert _values(table) == [
        ("211", "节能环保支出", ["30.50", "10.50", "20.00"]),
        ("211-01", "管理事务", ["30.50", "10.50", "20.00"]),
        ("211-01-01", "行政运行", ["10.50", "10.50", None]),
        ("211-01-99", "其他", ["20.00", None, "20.00"]),
        (None, "合计", ["30.50", "10.50", "20.00"]),
    ]
    cell = table.totals[0].cells[0]
    assert cell is not None
    assert (cell.value, cell.quantum) == (Decimal("305000"), Decimal("100"))
    assert (cell.evidence.table, cell.evidence.row, cell.evidence.column) == ("t1", 4, 0)


def test_every_cell_points_at_its_characters(build: Build) -> None:
    outline = build(FUNCTIONAL)
    for row in outline.tables[0].all_rows():
        for cell in row.cells:
            if cell is not None:
                assert outline.document.text[cell.evidence.start : cell.evidence.end] == cell.written


def test_halves_stay_apart(build: Build) -> None:
    (table,) = build(
        "2026年部门财政拨款收支总表\n单位：元\n收入\t\t支出\t\t\n项目\t预算数\t项目\t合计\t一般公共预算\n"
        "一、一般公共预算\t500\t一、教育支出\t200\t200\n\t\t二、卫生健康支出\t300\t300\n收入总计\t500\t支出总计\t500\t500\n"
    ).tables
    assert [(c.name, c.half) for c in table.columns] == [("预算数", 0), ("合计", 1), ("一般公共预算", 1)]
    assert [(r.half, r.label) for r in table.rows] == [
        (0, "一、一般公共预算"),
        (1, "一、教育支出"),
        (1, "二、卫生健康支出"),
    ]
    assert [(r.half, r.label) for r in table.totals] == [(0, "收入总计"), (1, "支出总计")]


@pytest.mark.parametrize("head", ["财政拨款支出", "支出（按功能分类）", "支出去向"])
def test_a_half_is_known_by_its_numbered_rows(build: Build, head: str) -> None:
    table = build(
        "2026年部门财政拨款收支预算总表\n单位：万元\n"
        f"财政拨款收入\t预算数\t{head}\t合计\t一般公共预算\n"
        "一、一般公共预算资金\t30\t一、农林水支出\t20\t20\n"
        "二、政府性基金\t\t二、住房保障支出\t10\t10\n"
        "收入总计\t30\t支出总计\t30\t30\n"
    ).tables[0]
    assert [(r.half, r.label) for r in table.rows] == [
        (0, "一、一般公共预算资金"),
        (0, "二、政府性基金"),
        (1, "一、农林水支出"),
        (1, "二、住房保障支出"),
    ]


def test_words_between_amounts_are_no_half(build: Build) -> None:
    table = build(
        "2026年项目情况表\n单位：万元\n"
        "项目名称\t预算数\t实施地点\t已拨付\n灌区维修\t30\t东乡\t20\n河道清淤\t20\t西乡\t10\n"
    ).tables[0]
    assert {c.half for c in table.columns} == {0}


def test_two_columns_of_one_name_take_their_path(build: Build) -> None:
    (table,) = build(
        "2026年“三公”经费表\n单位：万元\n上年\t\t本年\t\n合计\t接待\t合计\t接待\n1.00\t1.00\t2.00\t2.00\n"
    ).tables
    assert [c.name for c in table.columns] == ["上年/合计", "上年/接待", "本年/合计", "本年/接待"]


def test_subtotals_are_items_beside_a_grand_total(build: Build) -> None:
    (table,) = build(
        "收入支出决算总表\n单位：万元\n项目\t决算数\t项目\t决算数\n一、财政拨款收入\t8.00\t一、教育支出\t9.00\n"
        "本年收入合计\t8.00\t本年支出合计\t9.00\n年初结转\t1.00\t年末结转\t\n总计\t9.00\t总计\t9.00\n"
    ).tables
    assert [r.label for r in table.totals] == ["总计", "总计"]
    assert "本年收入合计" in [r.label for r in table.rows]


def test_an_empty_table_and_dashes_state_nothing(build: Build) -> None:
    (table,) = build(
        "2026年部门政府性基金预算支出表\n单位：元\n科目编码\t科目名称\t合计\t基本支出\n合计\t\t-\t—\n"
    ).tables
    assert table.kind == "government_fund_by_function"
    assert table.rows == ()
    assert table.totals[0].cells == (None, None)


@pytest.mark.parametrize(
    ("caption", "unit"),
    [
        ("单位：元", "元"),
        ("单位:万元", "万元"),
        ("编制单位：某局　　　金额单位：万元", "万元"),
        ("单位：人民币元", "元"),
    ],
)
def test_each_table_has_its_own_unit(build: Build, caption: str, unit: str) -> None:
    (table,) = build(f"2026年部门收入预算表\n{caption}\n项目\t合计\n甲\t1\n合计\t1\n").tables
    assert (table.unit, table.unit_declared) == (unit, True)


def test_an_undeclared_unit_is_a_warning(build: Build) -> None:
    outline = build("2026年部门收入预算表\n\n项目\t合计\n甲\t1.50\n合计\t1.50\n")
    assert (outline.tables[0].unit, outline.tables[0].unit_declared) == ("万元", False)
    assert any("单位" in warning for warning in outline.warnings)


def test_inner_blanks_and_full_width_digits_belong_to_the_number(build: Build) -> None:
    (table,) = build(
        "2026年部门收入预算表\n单位：元\n项目\t合计\n甲\t1, 229, 841\n乙\t３，５１８．８５\n"
    ).tables
    values = [row.cells[0].value for row in table.rows if row.cells[0]]
    assert values == [Decimal("1229841"), Decimal("3518.85")]


def test_a_repeated_header_on_the_next_page_is_no_row(build: Build) -> None:
    head = "科目编码\t科目名称\t合计\n"
    (table,) = build(
        f"2026年部门支出预算表\n单位：元\n{head}211\t环保\t5\n\n第 2 页\n\n{head}212\t城乡\t6\n合计\t\t11\n"
    ).tables
    assert [row.label for row in table.all_rows()] == ["环保", "城乡", "合计"]


def test_a_title_inside_the_grid(build: Build) -> None:
    (table,) = build(
        "2026年部门收入预算总表\t\t\n单位：万元\t\t\n项目\t合计\t备注\n甲\t1.00\t新增\n合计\t1.00\t\n",
        "a.txt",
    ).tables
    assert (table.kind, table.unit) == ("income", "万元")
    assert table.rows[0].texts == (("备注", "新增"),)


@pytest.mark.parametrize(
    ("cells", "code", "damaged"),
    [
        (["205", "", ""], "205", False),
        (["205", "08", ""], "205-08", False),
        (["205", "08", "02"], "205-08-02", False),
        (["2050802"], "205-08-02", False),
        (["205 08 02"], "205-08-02", False),
        (["20508"], "205-08", False),
        (["301", "1", ""], "301-01", True),
        (["7", "11", "02"], None, True),
        (["2058"], None, True),
        (["", "", ""], None, False),
        (["901", "", ""], None, True),
    ],
)
def test_codes(cells: list[str], code: str | None, damaged: bool) -> None:
    found = CodeReader().read(cells)
    assert (found.text, found.damaged) == (code, damaged)


def test_merged_upper_levels_come_from_the_row_above() -> None:
    reader = CodeReader()
    written = [["205", "", ""], ["", "08", ""], ["", "", "02"], ["", "", "03"]]
    assert [reader.read(cells).text for cells in written] == ["205", "205-08", "205-08-02", "205-08-03"]


def test_a_damaged_code_keeps_its_row_and_warns(build: Build) -> None:
    outline = build(
        "2026年部门支出预算表\n单位：元\n类\t款\t科目名称\t合计\n21\t01\t环保\t5\n211\t01\t管理\t5\n"
    )
    assert [row.label for row in outline.tables[0].rows] == ["环保", "管理"]
    assert any("残缺" in warning for warning in outline.warnings)


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("收支总表", "income_expenditure_summary"),
        ("部门预算收支总表", "income_expenditure_summary"),
        ("部门收入总表", "income"),
        ("2026年部门支出总体情况表", "expenditure"),
        ("财政拨款收支总表", "fiscal_appropriation"),
        ("一般公共预算支出表", "general_public_by_function"),
        ("一般公共预算支出预算表（按功能分类科目）", "general_public_by_function"),
        ("一般公共预算支出表（按经济分类）", "other"),
        ("财政拨款支出明细表（按经济科目）", "other"),
        ("一般公共预算基本支出表", "basic_by_economic"),
        ("一般公共预算“三公”经费支出表", "three_public"),
        ("政府性基金预算支出表", "government_fund_by_function"),
        ("国有资本经营预算支出表", "state_capital_by_function"),
        ("项目支出表", "other"),
        ("政府采购预算表", "other"),
        ("收入支出决算总表", "income_expenditure_summary"),
        ("一般公共预算财政拨款支出决算表", "general_public_by_function"),
        ("一般公共预算财政拨款基本支出决算明细表", "basic_by_economic"),
    ],
)
def test_kinds_by_title(build: Build, title: str, kind: str) -> None:
    (table,) = build(
        f"附表\n{title}\n部门：某局 单位：万元\n科目编码\t科目名称\t合计\n211\t环保\t1.00\n"
    ).tables
    assert (table.kind, table.title, table.unit) == (kind, title, "万元")


@pytest.mark.parametrize("line", ["2026年部门收支总表 单位：万元", "2026年部门收支总表（单位：万元）"])
def test_a_unit_on_the_titles_own_line(build: Build, line: str) -> None:
    (table,) = build(f"{line}\n项目\t预算数\t项目\t预算数\n一、甲\t1.00\t一、乙\t1.00\n").tables
    assert (table.title, table.unit, table.unit_declared) == ("2026年部门收支总表", "万元", True)


def test_codes_of_units_are_no_amounts(build: Build) -> None:
    rows = "118001\t某校\t30\t20\t10\n\t合计\t30\t20\t10\n"
    (table,) = build(
        f"收入预算总表\n\n单位：万元\n\n部门（单位）代码\t部门（单位）名称\t合计\t财政拨款\t其他收入\n{rows}"
    ).tables
    assert [c.name for c in table.columns] == ["合计", "财政拨款", "其他收入"]


def test_a_unit_that_is_told_of_all_tables(build: Build) -> None:
    bare = FUNCTIONAL.replace("单位：万元\n", "")
    told = build("（本部分各表金额单位均为万元）\n\n" + bare).tables[0]
    assert (told.unit, told.unit_declared) == ("万元", True)
    other = build("（本部分各表金额单位均为元）\n\n" + bare).tables[0]
    assert (other.unit, other.unit_declared) == ("元", True)
    own = build("（本部分各表金额单位均为元）\n\n" + FUNCTIONAL).tables[0]
    assert (own.unit, own.unit_declared) == ("万元", True)


SIDES = (
    "某局2024年部门决算\n基本支出决算表\n单位：万元\n编码\t人员经费\t决算数\t编码\t公用经费\t决算数\n"
    "301\t工资福利支出\t30.00\t302\t商品和服务支出\t5.00\n30101\t基本工资\t30.00\t30201\t办公费\t5.00\n"
    "\t人员经费合计\t30.00\t\t公用经费合计\t5.00\n"
)


def test_words_beside_the_codes_of_a_further_half_are_its_labels(build: Build) -> None:
    (table,) = build(SIDES).tables
    assert [(row.half, row.code, row.label) for row in table.rows if row.half] == [
        (1, "302", "商品和服务支出"),
        (1, "302-01", "办公费"),
    ]
    assert [row.label for row in table.totals] == ["人员经费合计", "公用经费合计"]


def test_a_list_of_projects_final_accounts_is_no_expenditure_table(build: Build) -> None:
    text = "某局2024年部门决算\n项目支出决算表\n单位：万元\n项目名称\t决算数\n维修\t5.00\n培训\t3.00\n"
    assert [table.kind for table in build(text).tables] == ["other"]


def test_a_page_end_between_a_title_and_its_table(build: Build) -> None:
    text = FUNCTIONAL.replace("编制部门：", "— 7 —\n编制部门：")
    (table,) = build(text).tables
    assert (table.title, table.unit) == ("2026年部门支出预算总表", "万元")
