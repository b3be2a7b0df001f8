"""Tab and pipe tables: every cell at its place, whatever breaks the run of lines."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from nlp.readers.grid import find_tables


def _texts(source: str) -> list[list[list[str]]]:
    return [[[cell.text for cell in row] for row in table.cells] for table in find_tables(source)]


def test_blank_lines_do_not_end_a_table_of_the_same_width() -> None:
    source = "项目\t合计\n教育\t1\n\n\n卫生\t2\n"
    assert _texts(source) == [[["项目", "合计"], ["教育", "1"], ["卫生", "2"]]]


def test_blank_lines_part_tables_of_different_width() -> None:
    assert [len(table) for table in _texts("甲\t1\n乙\t2\n\n丙\t1\t2\n丁\t3\t4\n")] == [2, 2]


def test_a_line_of_text_parts_tables() -> None:
    assert len(_texts("甲\t1\n乙\t2\n下一张表\n\n丙\t1\n丁\t3\n")) == 2


def test_a_total_whose_tabs_were_stripped_is_a_row() -> None:
    assert _texts("类\t款\t合计\n合计\n\n后文。\n") == [[["类", "款", "合计"], ["合计", "", ""]]]


def test_a_paragraph_under_a_table_is_no_row() -> None:
    assert _texts("类\t合计\n201\t5\n其他相关情况说明\n") == [[["类", "合计"], ["201", "5"]]]


def test_the_next_tables_title_is_no_row() -> None:
    source = "一、收入表\n科目\t合计\n201\t5\n二、支出决算表\n科目\t合计\n201\t4\n"
    assert _texts(source) == [[["科目", "合计"], ["201", "5"]], [["科目", "合计"], ["201", "4"]]]


def test_a_numbered_title_is_no_row_either() -> None:
    assert [len(t) for t in _texts("甲\t1\n乙\t2\n表2  收入预算总表\n丙\t1\n丁\t3\n")] == [2, 2]


def test_leading_empty_cells_keep_their_columns() -> None:
    assert _texts("收入\t数\t支出\t数\n\t\t教育\t5\n")[0][1] == ["", "", "教育", "5"]


def test_a_pipe_table_with_and_without_frame() -> None:
    framed = "| 项目 | 合计 |\n| --- | ---: |\n| **合计** | 1,200 |\n"
    bare = "项目 | 合计 | 备注\n---|---|---\n教育 | 5 |\n"
    assert _texts(framed) == [[["项目", "合计"], ["合计", "1,200"]]]
    assert _texts(bare)[0][1] == ["教育", "5", ""]


def test_prose_with_one_bar_is_no_table() -> None:
    assert _texts("甲 | 乙\n正文。\n") == []


cell = st.text(alphabet="甲乙0123456789,. ", max_size=6)


@given(st.lists(st.lists(cell, min_size=2, max_size=5), min_size=2, max_size=8))
def test_offsets_give_the_cells_back(rows: list[list[str]]) -> None:
    source = "\n".join("\t".join(row) for row in rows)
    for table in find_tables(source):
        for row in table.cells:
            assert len(row) == table.width
            for found in row:
                assert source[found.start : found.end] == found.text
                assert found.text == found.text.strip()


@given(st.text(alphabet="甲|\t-: \n1，", max_size=200))
def test_no_text_breaks_the_search(source: str) -> None:
    for table in find_tables(source):
        assert all(len(row) == table.width for row in table.cells)
