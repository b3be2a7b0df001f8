"""The number of a form stands between a table's title and its grid and is no title."""

from __future__ import annotations

import pytest

from nlp.outline import outline
from nlp.readers.text import read_text

TEXT = """云川市档案馆2024年度部门决算

第三部分 部门决算表

收入支出决算总表
{number}
部门：云川市档案馆 金额单位：万元
收入\t支出
项目\t金额\t项目\t金额
一、一般公共预算财政拨款收入\t120.50\t一、一般公共服务支出\t100.50
二、其他收入\t10.00\t二、社会保障和就业支出\t30.00
本年收入合计\t130.50\t本年支出合计\t130.50
"""


@pytest.mark.parametrize("number", ["公开01表", "财决批复01表", "附表1", "（决公开表1）", "部门公开表01-1"])
def test_the_title_above_a_form_number_is_the_tables(number: str) -> None:
    (table,) = outline(read_text("a.txt", TEXT.format(number=number).encode(), "0" * 64)).tables
    assert table.title == "收入支出决算总表"
    assert table.kind == "income_expenditure_summary"
    assert table.unit == "万元"
