"""Prose that was set in lines reads on over their ends, however wide the tables of the document are."""

from __future__ import annotations

import pytest

from nlp.outline import outline
from nlp.readers.text import read_text
from nlp.reconcile import Finding, reconcile
from nlp.reconcile.flat import paragraphs

TEXT = (
    "机关内设3个办公室：综合办公室、经济发展办公室、社会事务办公室，上年支出12.34万元，本年支出13.45万元，按实有人数"
    "和定额标准安排，主要用于日常运转和会议。"
)
LINES = "\n".join(TEXT[at : at + 26] for at in range(0, len(TEXT), 26)) + "\n"
GRID = "某项收入          123.45    某项支出          123.45    另一项支出        123.45      67.89\n"


def test_lines_beside_a_wide_grid_are_wrapped_as_without_it() -> None:
    alone = [p.text for p in paragraphs(LINES, 0, len(LINES))]
    beside = [p.text for p in paragraphs(LINES + "\n" + GRID * 3, 0, len(LINES) + 1 + 3 * len(GRID))]
    assert alone == [TEXT]
    assert beside[0] == TEXT


#: Thirty lines as wide as a page: a text that is wrapped.
FILLED = "本中心负责辖区内公共绿地和行道树的日常养护与巡查工作并按\n" * 30


HALF = "局机关和所属单位在职人员的基本养老保险缴费，年初预算安排为\n"
REST = "48.10万元，支出决算为45.90万元。"


@pytest.mark.parametrize("turn", ["\n\f\n", "\n- 12 -\n", "\n\n第 3 页 共 9 页\n\n"])
def test_a_sentence_goes_on_over_the_end_of_a_page(turn: str) -> None:
    text = f"{FILLED}\n{HALF}{turn}{REST}\n"
    assert paragraphs(text, 0, len(text))[-1].text == HALF.strip() + REST


def test_a_blank_line_ends_a_paragraph_where_no_page_ends() -> None:
    text = f"{FILLED}\n{HALF}\n{REST}\n"
    assert paragraphs(text, 0, len(text))[-1].text == REST


def _found(text: str) -> list[Finding]:
    read = outline(read_text("a.txt", text.encode(), "0" * 64))
    return list(reconcile(read, [])[1])


FRONT = f"云川市澜江区水务局2025年度部门决算\n\n第三部分 2025年度部门决算情况说明\n一、总体情况\n{FILLED}"
THREE = (
    "七、财政拨款“三公”经费支出决算情况说明\n“三公”经费财政拨款支出年初预算为26.40万元，支出决算为17.20万元，其\n"
    "中：公务用车购置及运行维护费支出决算为16.80万元；公务接待费\n支出决算为0.40万元。\n"
)


def test_a_full_line_is_no_heading_and_a_change_is_of_the_amount_above() -> None:
    changes = (
        "2025年度“三公”经费财政拨款支出决算数比2024年度预算执行数减\n少2.80万元，下降14.00%，其中：公务用车购置及运行维护"
        "费支出决\n算减少3.20万元，下降{}%。\n"
    )
    rules = [
        [(f.rule, f.severity) for f in _found(FRONT + THREE + changes.format(p))] for p in ("16.00", "14.00")
    ]
    assert rules == [[], [("percent-change-differs", "warning")]]


def test_growth_from_nothing_is_told_of_the_amount_above() -> None:
    found = _found(f"{FRONT}{THREE}公务接待费支出决算增加0.40万元，增长100%。\n")
    assert [(f.rule, f.severity) for f in found] == [("ratio-of-zero", "info")]


def test_projects_that_were_rated_are_others_than_those_with_targets() -> None:
    told = (
        "编报绩效目标的2025年度项目41个，涉及预算金额5120.30万元；"
        "绩效{}的2025年度项目41个，涉及预算金额4870.55万元。\n"
    )
    for stage in ("自评", "跟踪评价"):
        assert _found(f"{FRONT}十、预算绩效管理情况\n{told.format(stage)}") == []


@pytest.mark.parametrize(
    ("whole", "severities"), [("41,235", ["info"]), ("41,236", []), ("41,234", ["error"])]
)
def test_items_of_a_whole_that_was_cut_off(whole: str, severities: list[str]) -> None:
    prose = (
        f"2025年部门预算编制说明\n财政拨款支出预算{whole}万元。\n财政拨款支出主要内容如下：\n"
        "1.“住房保障支出（类）住房改革支出（款）住房公积金（项）”41,000.49万元，主要用于缴纳公积金。\n"
        "2.“住房保障支出（类）住房改革支出（款）购房补贴（项）”235.30万元，主要用于购房补贴。\n"
    )
    found = _found(f"云川市澜江区水务局2025年度部门预算\n\n{prose}")
    assert [f.severity for f in found if f.rule == "stated-parts-differ"] == severities
