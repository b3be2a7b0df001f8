"""Amounts of no known fund or measure whose list is that of one table: by items, by units, by terms."""

from __future__ import annotations

import pytest

from nlp.outline import Outline
from nlp.reconcile import Finding, reconcile
from tests.reconcile.sample import document, outlined

UNITS = """2025年部门预算分单位支出表

单位：元

单位名称\t合计
澄江市文化局（本级）\t4,000,000
澄江市图书档案馆\t2,345,600
澄江市非遗保护中心\t1,456,700
澄江市演艺服务中心\t1,021,155
合计\t8,823,455
"""


def _outline(line: str, tables: str = "") -> Outline:
    return outlined(document(prose=f"2025年部门预算编制说明\n\n{line}\n", other="") + "\n" + tables)


def _found(line: str, tables: str = "") -> list[Finding]:
    return [f for f in reconcile(_outline(line, tables), [])[1] if f.severity != "info"]


@pytest.mark.parametrize(
    "line",
    [
        "按单位，文化局（本级）400.00万元；图书档案馆234.56万元；非遗保护中心{}万元；演艺服务中心102.12万元。",
        "各单位安排情况：图书档案馆234.56万元，非遗保护中心{}万元，演艺服务中心102.12万元。",
    ],
)
def test_units_by_their_short_names(line: str) -> None:
    assert _found(line.format("145.67"), UNITS) == []
    (finding,) = _found(line.format("154.67"), UNITS)
    assert finding.rule in ("likely-slip", "stated-parts-differ")


def test_a_list_of_which_the_table_shows_nothing_else() -> None:
    line = "图书档案馆34.56万元，非遗保护中心154.67万元，演艺服务中心12.12万元。"
    assert _found(line, UNITS) == []


def test_digits_changed_round_where_the_right_amount_is_told_elsewhere() -> None:
    lines = "培训费{}万元，其中用于教师186.24万元、用于学员{}万元。\n\n学员培训另见：学员培训费257.31万元。"
    assert _found(lines.format("443.55", "257.31")) == []
    (finding,) = _found(lines.format("443.55", "275.31"))
    assert finding.rule == "likely-slip"
    elsewhere = "258.31"
    assert _found(lines.format("443.55", "257.13").replace("257.31", elsewhere)) == []  # need not be all
    (finding,) = _found(lines.format("443.55", "275.31").replace("257.31", elsewhere))  # more than all
    assert finding.rule == "likely-slip"


TERMS = "第四部分 名词解释\n\n行政运行（项）：反映机关的基本支出，{}万元。\n"


@pytest.mark.parametrize("words", ["2025年各类资金共", "本年度全部资金合计", "各渠道资金总计"])
def test_all_money_of_an_item_in_a_term(words: str) -> None:
    def rules(amount: str) -> list[str]:
        text = document(other="") + "\n" + TERMS.format(words + amount)
        return [f.rule for f in reconcile(outlined(text), [])[1] if f.severity != "info"]

    assert rules("410.02") == []
    assert rules("401.02") == ["prose-disagrees"]


def test_titles_in_bold_marks_name_their_tables() -> None:
    plain = document(other="")
    titles = [t.title for t in outlined(plain).tables]
    bold = plain
    for title in titles:
        bold = bold.replace(f"\n{title}\n", f"\n**{title}**\n")
    assert bold != plain
    marked = outlined(bold)
    assert [t.title for t in marked.tables] == titles
    assert [t.kind for t in marked.tables] == [t.kind for t in outlined(plain).tables]
