"""What a list in prose breaks up, whose money a bare name of a fund is, and tables of other shapes."""

from __future__ import annotations

import pytest

from nlp.reconcile import Finding, reconcile
from tests.reconcile.sample import OTHER, PROSE, TABLES, document, outlined


def _find(prose: str = "", tables: str = TABLES, other: str = OTHER) -> list[Finding]:
    text = document(f"2025年部门预算编制说明\n\n{prose}\n" if prose else PROSE, tables, other)
    return [f for f in reconcile(outlined(text), [])[1] if f.severity != "info"]


def _rules(prose: str = "", tables: str = TABLES, other: str = OTHER) -> list[str]:
    return [f.rule for f in _find(prose, tables, other)]


@pytest.mark.parametrize(("amount", "wrong"), [("410.02", False), ("401.02", True)])
def test_a_code_in_the_levels_own_bracket(amount: str, wrong: bool) -> None:
    path = "文化旅游体育与传媒支出（类）文化和旅游（款）行政运行（项，2070101）"
    told = "一般公共预算拨款支出的具体情况：\n\n"
    line = f"1. {path}{amount}万元，比2024年预算400.00万元增加10.02万元，增长2.51%。"
    found = _rules(told + line)
    assert ("prose-disagrees" in found) == wrong
    assert "stated-twice-differently" not in found


def test_two_items_with_codes_in_brackets_are_two_items() -> None:
    path = "社会保障和就业支出（类）行政事业单位养老支出（款）"
    lines = f"1. {path}机关事业单位基本养老保险缴费支出（项，2080505）70.03万元。\n"
    lines += f"2. {path}机关事业单位职业年金缴费支出（项，2080506）30.02万元。"
    assert _rules("一般公共预算拨款支出的具体情况：\n\n" + lines) == []


@pytest.mark.parametrize(("part", "rules"), [("200", []), ("700", ["part-larger-than-whole"])])
def test_a_list_after_what_its_whole_is_made_of(part: str, rules: list[str]) -> None:
    line = f"文化保护专项500万元，由本年拨款460万元和上年结转40万元安排。其中：修缮{part}万元，展览210万元。"
    assert _rules(line) == rules


def test_a_list_after_a_rate_of_completion_is_the_first_amounts() -> None:
    line = "公务用车购置及运行费决算20.00万元，完成预算30.00万元的66.67%。"
    line += "其中：公务用车购置费{}万元，公务用车运行费8.00万元。"

    def wrong(part: str) -> bool:
        found = reconcile(outlined(document(other="其他相关情况说明\n\n" + line.format(part))), [])[1]
        return any("分项之和" in f.message or f.rule == "stated-parts-differ" for f in found)

    assert not wrong("12.00")
    assert wrong("13.00")


@pytest.mark.parametrize(("share", "rules"), [("7.37", []), ("8.00", ["share-differs"])])
def test_a_list_inside_a_list_ends_at_the_semicolon(share: str, rules: list[str]) -> None:
    line = (
        "收入预算882万元中，财政拨款收入812万元，占92.06%，其中一般公共预算拨款收入812万元、政府性基金拨款收入0万元；"
        f"事业收入65万元，占{share}%；其他收入5万元，占0.57%。"
    )
    assert _rules(line) == rules


def test_a_numbered_label_ends_the_label_before_it() -> None:
    other = "其他相关情况说明\n\n1．政府采购：2025年政府采购预算300.50万元。\n\n"
    assert _rules(other=other + "2．绩效目标：8个项目编报绩效目标，资金合计309.98万元。") == []
    assert _rules(other=other + "2025年预算309.98万元。") == ["stated-twice-differently"]


def test_carried_over_by_fund_is_not_the_funds_total() -> None:
    line = "上年结转{}万元（一般公共预算20万元、政府性基金10万元）。"
    assert "prose-disagrees" not in _rules(line.format("30"))
    assert "stated-twice-differently" not in _rules(PROSE.partition("\n\n")[2] + "\n\n" + line.format("30"))


def test_last_years_word_does_not_reach_this_years() -> None:
    other = "其他相关情况说明\n\n因公出国（境）费4.63万元，上年为0；公务接待费本年为{}万元。\n"
    assert _rules(other=other.format("5.37")) == []
    assert _rules(other=other.format("6.37")) == ["prose-disagrees"]


@pytest.mark.parametrize(
    ("line", "rules"),
    [
        ("2025年没有政府性基金预算支出，公开08表为空表。", ["note-contradicts-table"]),
        ("2024年没有政府性基金预算支出，公开08表为空表。", []),
        ("局本级没有政府性基金预算支出。", []),
        ("2025年没有国有资本经营预算支出，公开09表为空表。", []),
    ],
)
def test_prose_that_denies_a_table_with_figures(line: str, rules: list[str]) -> None:
    empty = "2025年部门政府性基金预算支出功能分类预算表"
    before, _, after = TABLES.partition(empty)
    row = "229\t\t\t其他支出\t20,000\t\t20,000\n合计\t\t\t\t20,000\t\t20,000"
    filled = before + empty + after.replace("合计\t\t\t\t\t\t", row, 1)
    found = _find(tables=filled, other="其他相关情况说明\n\n" + line + "\n")
    assert [f.rule for f in found if f.rule == "note-contradicts-table"] == rules


@pytest.mark.parametrize(
    ("group", "rules"), [("行政事业单位养老支出", []), ("文化和旅游", ["code-of-another-name"])]
)
def test_an_item_under_another_group(group: str, rules: list[str]) -> None:
    line = f"1. 社会保障和就业支出（类）{group}（款）机关事业单位职业年金缴费支出（项）30.02万元。"
    found = _rules("一般公共预算拨款支出的具体情况：\n\n" + line)
    assert [r for r in found if r == "code-of-another-name"] == rules


UNITS = """
2025年所属单位支出预算表

单位：元

{head}单位名称\t合计\t基本支出\t项目支出\t其中：一般公共预算\t政府性基金\t其他收入
{a}澄江市文化局本级\t500\t200\t300\t200\t100\t
{b}澄江市图书馆\t900\t400\t500\t300\t\t200
{c}澄江市博物馆\t{sum}\t100\t200\t150\t50\t
"""


@pytest.mark.parametrize(("total", "rules"), [("300", []), ("330", ["columns-do-not-add-up"])])
def test_columns_that_go_on_after_of_which(total: str, rules: list[str]) -> None:
    assert _rules(tables=TABLES + UNITS.format(head="", a="", b="", c="", sum=total)) == rules


def test_codes_of_units_are_no_damaged_subjects() -> None:
    own = UNITS.format(head="单位编码\t", a="201001\t", b="201002\t", c="201003\t", sum="300")
    assert not [w for w in outlined(document(tables=TABLES + own)).warnings if "残缺" in w]
    bare = own.replace("单位编码", "编码")
    assert not [w for w in outlined(document(tables=TABLES + bare)).warnings if "残缺" in w]
    subject = own.replace("单位编码", "科目编码").replace("单位名称", "科目名称")
    assert [w for w in outlined(document(tables=TABLES + subject)).warnings if "残缺" in w]


SCORES = """
2025年项目自评表

单位：万元

项目名称\t全年预算数\t全年执行数\t自评得分
古镇保护\t10.00\t9.00\t90
书香进社区\t20.00\t19.00\t95
数字展厅\t30.00\t{one}\t97
合计\t60.00\t57.00\t
"""


@pytest.mark.parametrize(("one", "rules"), [("29.00", []), ("26.00", ["totals-do-not-add-up"])])
def test_marks_have_no_total(one: str, rules: list[str]) -> None:
    assert _rules(tables=TABLES + SCORES.format(one=one)) == rules
