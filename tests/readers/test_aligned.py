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
            assert [source[cell.start : cell.end] for cell in row] == [cell.text for cell in row]
