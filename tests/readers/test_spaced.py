"""Tables of text whose cells single blanks part, as converters print them; every figure is invented."""

from __future__ import annotations

from pathlib import Path

import pytest

from nlp.pipeline import Result, process
from nlp.readers.spaced import find_spaced

HEAD = (
    "支出决算表\n单位：万元\n项目\n对附属单位\n本年支出合计 基本支出 项目支出 上缴上级支出 经营支出\n"
    "功能分类\n补助支出\n科目名称\n科目编码\n类 款 项"
)
ROWS = (
    "合计 90.00 60.00 30.00 0.00 0.00 0.00",
    "208 社会保障和就业支出 90.00 60.00 30.00 0.00 0.00 0.00",
    "20805 行政事业单位养老支出 60.00 60.00 0.00 0.00 0.00 0.00",
    "2080501 行政单位离退休 60.00 60.00 0.00 0.00 0.00 0.00",
    "20808 抚恤 30.00 0.00 30.00 0.00 0.00 0.00",
    "2080801 死亡抚恤 30.00 0.00 30.00 0.00 0.00 0.00",
)
NOTE = "注：本表反映部门本年度各项支出情况。\n"


def text_of(*rows: str, head: str = HEAD) -> str:
    return "\n".join((head, *rows, NOTE))


def cells(text: str) -> list[list[str]]:
    return [[cell.text for cell in row] for table in find_spaced(text) for row in table.cells]


def test_columns_whose_place_is_certain_are_read() -> None:
    read = cells(text_of(*ROWS))
    assert read[0] == ["科目编码", "科目名称", "本年支出合计", "基本支出", "项目支出"]
    assert read[1] == ["", "合计", "90.00", "60.00", "30.00"]
    assert read[-1] == ["2080801", "死亡抚恤", "30.00", "0.00", "30.00"]


def test_cells_lie_where_their_text_stands() -> None:
    text = text_of(*ROWS)
    (table,) = find_spaced(text)
    told = [cell for row in table.cells[1:] for cell in row if cell.text]
    assert all(text[cell.start : cell.end] == cell.text for cell in told)


def test_where_blank_cells_are_left_out_only_the_total_is_certain() -> None:
    short = ("合计 90 60 30", "208 社保支出 90 60 30", "20808 抚恤 30 30", "2080801 死亡抚恤 30 30")
    assert cells(text_of(*short))[0] == ["科目编码", "科目名称", "本年支出合计"]


def test_codes_in_three_parts_and_pages_that_repeat_the_header() -> None:
    columns = "功能分类科目名称 合计 基本支出 项目支出\n类 款 项"
    head = f"2026年部门支出预算总表\n编制部门：某局 单位：元\n项目 支出预算\n功能分类科目编码\n{columns}"
    rows = (
        "208 社会保障和就业支出 90 60 30",
        "208 05 行政事业单位养老支出 60 60 0",
        "208 05 01 行政单位离退休 60 60 0\n\f\n项目 支出预算\n" + columns,
        "208 08 抚恤 30 0 30",
        "208 08 01 死亡抚恤 30 0 30",
        "合计 90 60 30",
    )
    read = cells(text_of(*rows, head=head))
    assert [row[0] for row in read[1:]] == ["208", "20805", "2080501", "20808", "2080801", ""]


@pytest.mark.parametrize(
    "wrapped",
    [
        "机关事业单位基本养老保险\n2080505 60.00 60.00 0.00 0.00 0.00 0.00\n缴费支出",
        "2080505 机关事业单位基本养老保险 60.00 60.00 0.00 0.00 0.00 0.00\n缴费支出",
    ],
)
def test_names_that_are_wrapped_around_their_figures(wrapped: str) -> None:
    read = cells(text_of(*ROWS[:3], wrapped, *ROWS[4:]))
    assert read[4][:3] == ["2080505", "机关事业单位基本养老保险缴费支出", "60.00"]


def test_a_name_that_is_lost_in_one_table_is_taken_from_the_other() -> None:
    lost = text_of(*ROWS[:5], "2080801\n死抚亡恤抚恤\n30.00 0.00 30.00 0.00 0.00 0.00")
    (one, other) = find_spaced(text_of(*ROWS) + "\n" + lost)
    assert [row[1].text for row in one.cells] == [row[1].text for row in other.cells]
    assert cells(lost) == []


@pytest.mark.parametrize(
    "text",
    [
        # a row that cannot be read
        text_of(*ROWS[:4], "20808 30.00 抚恤 30.00", *ROWS[5:]),
        # the first figures are not the totals
        text_of(
            *ROWS,
            head="政府性基金收支决算表\n科目编码 科目名称 年初结转和结余 本年收入 合计 基本支出 项目支出",
        ),
        text_of(*ROWS, head="增减情况表\n科目编码 科目名称 2024年执行数 合计 增减"),
        # two subjects beside each other
        "基本支出决算表\n科目编码 决算数\n30101 工资 5.00 30201 电费 1.00\n30102 津贴 6.00 30202 水费 1.00\n",
        "2025年完成 3 项 5 次检查。\n100 个单位 20 30\n",
    ],
)
def test_what_is_not_certain_is_left_as_text(text: str) -> None:
    assert cells(text) == []


@pytest.fixture
def accounts(tmp_path: Path) -> Result:
    prose = (
        "五、一般公共预算财政拨款支出决算情况说明\n（三）一般公共预算财政拨款支出决算具体情况\n"
        "1.社会保障和就业支出（类）行政事业单位养老支出（款）行政\n"
        "单位离退休（项），主要用于退休人员补贴。年初预算为\n\n\f\n"
        "58.00 万元，支出决算为 61.00 万元。决算数大于预算数的主\n要原因是人员增加。\n"
    )
    path = tmp_path / "accounts.txt"
    front = "云川市澜江区水务局2025年度部门决算\n\n"
    table = text_of(*ROWS).replace("支出决算表", "一般公共预算财政拨款支出决算表")
    path.write_text(front + table + "\n" + prose, encoding="utf-8")
    return process(path)


def test_prose_is_held_against_such_a_table(accounts: Result) -> None:
    (finding,) = [f for f in accounts.findings if f.severity != "info"]
    assert finding.rule == "prose-disagrees"
    assert "61.00" in finding.message


def test_a_budget_over_a_page_end_is_no_final_amount(accounts: Result) -> None:
    assert not any(f.rule == "stated-twice-differently" for f in accounts.findings)


def test_a_line_that_numbers_the_columns_belongs_to_the_header() -> None:
    head = "支出决算表\n公开03表\n单位：万元\n科目编码 科目名称 本年支出合计 基本支出 项目支出\n栏次 1 2 3"
    rows = [" ".join(row.split()[:-3]) for row in ROWS]
    read = cells(text_of(rows[0], *rows[1:3], f"— 4 —\n栏次 1 2 3\n{rows[3]}", *rows[4:], head=head))
    assert read[0][2:] == ["本年支出合计", "基本支出", "项目支出"]
    assert len(read) == 1 + len(rows)


@pytest.mark.parametrize("sums", [(), ("人员经费合计 12.00", "公用经费合计 3.00")])
@pytest.mark.parametrize("column", ["决算数", "预算数", "小计"])
def test_the_only_column_is_that_of_the_amounts(column: str, sums: tuple[str, ...]) -> None:
    head = f"基本支出决算表\n单位：万元\n经济分类科目编码 科目名称 {column}"
    rows = ("301 工资福利支出 12.00", "30101 基本工资 12.00", "302 商品和服务支出 3.00", "30201 办公费 3.00")
    read = cells(text_of(*rows, *sums, "合计 15.00", head=head))
    assert read[0][2:] == [column]
    assert [row[1] for row in read[5:]] == [*(each.split()[0] for each in sums), "合计"]


def test_a_subtotal_is_the_first_column_only_where_every_amount_has_a_head() -> None:
    rows = ("208 社保支出 80 90 60 30", "20808 抚恤 80 90 60 30", "2080801 死亡抚恤 80 90 60 30")
    over = "支出表\n单位：万元\n科目编码 科目名称 2024年 2025年\n小计 基本支出 项目支出"
    assert cells(text_of(*rows, head=over)) == []
    beside = "支出表\n单位：万元\n科目编码 科目名称 小计 基本支出 项目支出"
    assert cells(text_of(*rows, head=beside)) == []
