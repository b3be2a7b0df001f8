"""Tables whose columns are parted by blanks: read where their places are certain, left as text elsewhere."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.readers.aligned import find_aligned


def _texts(source: str) -> list[list[list[str]]]:
    return [[[cell.text for cell in row] for row in table.cells] for table in find_aligned(source)]


RAGGED = """科目编码   科目名称   合计   基本支出   项目支出
208   社会保障支出   30.00   20.00   10.00
20805   养老支出   30.00   20.00   10.00
合计   30.00   20.00   10.00
"""
LAID_OUT = """ 科目编码      科目名称              合计      基本支出     项目支出
 206       科学技术支出             120.00       20.00      100.00
 20603       应用研究               120.00       20.00      100.00
 2060301       机构运行              20.00       20.00
 2060302       社会公益研究          100.00                  100.00
             合计                   120.00       20.00      100.00
 209       其他支出                   5.00        1.00        4.00
"""
HALVES = """收入      支出
项目   预算数   项目   预算数
一、财政拨款收入   20.00   一、教育支出   22.00
上年结转   2.00
收入总计   22.00   支出总计   22.00
"""


def test_a_total_without_a_code_keeps_its_columns() -> None:
    (table,) = _texts(RAGGED)
    assert table[0] == ["科目编码", "科目名称", "合计", "基本支出", "项目支出"]
    assert table[3] == ["", "合计", "30.00", "20.00", "10.00"]


def test_columns_that_line_up_tell_where_a_cell_is_empty() -> None:
    (table,) = _texts(LAID_OUT)
    assert table[3][2:] == ["20.00", "20.00", ""]
    assert table[4][2:] == ["100.00", "", "100.00"]
    assert table[5] == ["", "合计", "120.00", "20.00", "100.00"]


def test_halves_and_their_headers() -> None:
    (table,) = _texts(HALVES)
    assert table[0] == ["收入", "", "支出", ""]
    assert table[3] == ["上年结转", "2.00", "", ""]


def test_the_tables_own_title_is_no_row() -> None:
    assert _texts("公开02表  部门支出总表\n" + RAGGED) == _texts(RAGGED)


@pytest.mark.parametrize(
    "source",
    [
        # which of the two columns is empty, nothing tells
        RAGGED.replace("20805   养老支出   30.00   20.00   10.00", "20805   养老支出   30.00   10.00"),
        "一、部门概况      3\n二、收支情况      5\n三、名词解释      11\n",
        "项目名称：  灌区维修\n预算金额：  30.00\n已支付：  20.00\n",
        "张三   李四   王五\n赵六   钱七   孙八\n周九   吴十   郑一\n",
        "全年安排  30.00万元，用于渠道，\n其中  中央资金 10.00，省级 20.00；\n余下  由县里负担，共 12.00\n",
    ],
)
def test_what_is_no_table_for_certain_stays_text(source: str) -> None:
    assert _texts(source) == []


def test_a_form_is_read_from_the_left() -> None:
    (table,) = _texts(
        "项目名称   灌区维修\n资金（万元）   年度资金总额   30.00\n"
        "一级指标   二级指标   指标值\n产出指标   数量指标   ≥3处\n"
    )
    assert table[1] == ["资金（万元）", "年度资金总额", "30.00"]
    assert table[0] == ["项目名称", "灌区维修", ""]


def test_a_form_without_its_indicators_head_is_read_from_the_left() -> None:
    (table,) = _texts(
        "项目名称   灌区维修\n主管部门   某县水利局   实施单位   某灌区管理所\n"
        "项目起止   2024年1月—2026年12月   三年总预算   90.00\n年度资金总额   30.00\n数量指标   渠道   3处\n"
    )
    assert table[1] == ["主管部门", "某县水利局", "实施单位", "某灌区管理所"]
    assert table[3] == ["年度资金总额", "30.00", "", ""]


def test_a_numbered_title_begins_the_next_table() -> None:
    rows = "{}  {}\n项目    预算数\n甲      10.00\n乙      2.00\n合计    12.00\n"
    found = _texts(rows.format("表1", "收入预算总表") + rows.format("表2", "支出预算总表"))
    assert [len(table) for table in found] == [4, 4]


def test_a_list_of_projects_is_no_form() -> None:
    assert _texts("项目名称   承担单位   说明\n渠道维修   灌区所   续建\n闸门更换   水库所   新建\n") == []


piece = st.text(alphabet="甲乙总计表0123456789,.%- \u3000", max_size=8)


@given(st.lists(st.lists(piece, min_size=1, max_size=5), min_size=1, max_size=8))
def test_offsets_give_the_cells_back(rows: list[list[str]]) -> None:
    source = "\n".join("   ".join(row) for row in rows)
    for table in find_aligned(source):
        for row in table.cells:
            assert len(row) == table.width
            for cell in row:
                assert cell.text.startswith(source[cell.start : cell.end])
                assert bool(cell.text) == (cell.end > cell.start)


WRAPPED = """编码     科目名称            合计    基本支出   项目支出
208      社会保障支出       41.00       41.00
20805    养老支出           41.00       41.00
2080505  基本养老保险缴     30.00       30.00
         费支出
2080506  职业年金缴费支     11.00       11.00
         出
210      卫生健康支出        9.00        4.00       5.00
         合计               50.00       45.00       5.00
"""
AROUND = """编码     科目名称            合计    基本支出
         国有土地出让金
20805                       41.00       41.00
         安排的支出
20806    养老支出           30.00       30.00
208      社会保障支出       71.00       71.00
"""
NARROW = """类  款 科目名称          合计    人员经费   公用经费
301    工资福利支出  222,479,140 222,479,140
301 01 基本工资       42,618,300  42,618,300
301 07 绩效工资      179,860,840 179,860,840
302    商品和服务支   36,784,000             36,784,000
       出
302 01 办公费         36,784,000             36,784,000
       合计          259,263,140 222,479,140 36,784,000
"""
TWO_SIDES = """收  入                         支  出
项  目               预算数    项  目           预算数
一、财政拨款收入     120.00    一、教育支出     115.00
二、事业收入                   二、社会保障和     7.50
                               就业支出
三、其他收入           2.50
收入总计             122.50    支出总计         122.50
"""


def test_wrapped_words_are_one_cell() -> None:
    (table,) = _texts(WRAPPED)
    assert [row[1] for row in table[3:6]] == ["基本养老保险缴费支出", "职业年金缴费支出", "卫生健康支出"]
    assert table[-1] == ["", "合计", "50.00", "45.00", "5.00"]


def test_words_around_the_line_of_the_numbers_are_one_cell() -> None:
    (table,) = _texts(AROUND)
    assert table[1] == ["20805", "国有土地出让金安排的支出", "41.00", "41.00"]
    assert table[2][1] == "养老支出"


def test_one_blank_parts_columns_that_line_up() -> None:
    (table,) = _texts(NARROW)
    assert table[0] == ["类", "款", "科目名称", "合计", "人员经费", "公用经费"]
    assert table[2] == ["301", "01", "基本工资", "42,618,300", "42,618,300", ""]
    assert table[4] == ["302", "", "商品和服务支出", "36,784,000", "", "36,784,000"]
    assert table[-1] == ["", "", "合计", "259,263,140", "222,479,140", "36,784,000"]


def test_a_label_without_a_number_is_a_row_and_the_rest_of_one_is_none() -> None:
    (table,) = _texts(TWO_SIDES)
    assert table[0] == ["收  入", "", "支  出", ""]
    assert table[3] == ["二、事业收入", "", "二、社会保障和就业支出", "7.50"]
    assert table[4] == ["三、其他收入", "2.50", "", ""]


def test_a_head_names_a_column_that_no_row_fills() -> None:
    (table,) = _texts(LAID_OUT.replace("项目支出", "项目支出   上缴支出"))
    assert table[0][-1] == "上缴支出"
    assert table[1][-2:] == ["100.00", ""]


def test_a_table_whose_rest_cannot_be_read_stays_text() -> None:
    broken = RAGGED.replace(
        "20805   养老支出   30.00   20.00   10.00", "20805   养老保险缴   30.00   20.00   10.00\n费支出"
    )
    assert _texts(broken) == []


def test_a_group_of_columns_may_hold_an_empty_one_that_the_line_below_names() -> None:
    (table,) = _texts(
        "年度              合计    出国费        车辆购置和运行费用         接待费\n"
        "                                     小计    购置费    运行费\n"
        "2024年预算数     33.10               27.50               27.50       5.60\n"
        "2025年预算数     46.00     15.00     26.80               26.80       4.20\n"
    )
    assert table[0] == ["年度", "合计", "出国费", "车辆购置和运行费用", "", "", "接待费"]
    assert table[1] == ["", "", "", "小计", "购置费", "运行费", ""]
    assert table[2] == ["2024年预算数", "33.10", "", "27.50", "", "27.50", "5.60"]


def test_a_head_above_two_columns_that_no_line_names_tells_nothing() -> None:
    heads = "年度              合计    出国费        车辆购置和运行费用         接待费\n"
    rows = (
        "2024年预算数     33.10               27.50               27.50       5.60\n"
        "2025年预算数     46.00     15.00     26.80               26.80       4.20\n"
        "2026年预算数     46.00     15.00     26.80               26.80       4.20\n"
    )
    assert _texts(heads + rows) == []
