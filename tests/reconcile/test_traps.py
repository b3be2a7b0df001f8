"""Traps that real documents set: the same shapes in an invented document, each with the right answer."""

from __future__ import annotations

import pytest

from nlp.reconcile import Finding, Statement, reconcile
from nlp.reconcile.prose import read_facts
from tests.reconcile.sample import OTHER, document, outlined

TEXT = document()
ITEM = (
    "1. “住房保障支出（类）住房改革支出（款）住房公积金（项）”62.30万元，用于公积金。"
    "2024年当年预算执行数为{old}万元，2025年预算安排{new}万元，比2024年预算执行数{told}。"
)


def _items(*lines: str, text: str = TEXT) -> tuple[tuple[Statement, ...], tuple[Finding, ...]]:
    prose = "2025年部门预算编制说明\n\n财政拨款支出主要内容如下：\n\n" + "\n\n".join(lines) + "\n"
    start, end = text.index("2025年部门预算编制说明"), text.index("2025年部门财务收支预算总表\n")
    return reconcile(outlined(text[:start] + prose + "\n" + text[end:]), [])


def test_an_amount_that_looks_like_a_year_and_a_year_beside_it() -> None:
    line = ITEM.format(old="2083.68", new="62.30", told="减少97.01%")
    prose = f"2025年部门预算编制说明\n\n财政拨款支出主要内容如下：\n\n{line}\n"
    facts = read_facts(outlined(document(prose=prose, other=""))).facts
    assert [(f.amount.as_written, f.year, f.stage) for f in facts] == [
        ("62.30万元", 2025, None),
        ("2083.68万元", 2024, "execution"),
        ("62.30万元", 2025, "budget"),
    ]
    assert _items(line)[1] == ()


@pytest.mark.parametrize(("old", "told"), [("16.01", "增加289.13 %"), ("16.0 1", "增加2 89.13%")])
def test_blanks_inside_numbers(old: str, told: str) -> None:
    assert _items(ITEM.format(old=old, new="62.30", told=told))[1] == ()


def test_full_width_marks_inside_a_number() -> None:
    (statement, *_), findings = _items("1. “文化旅游体育与传媒支出”科目650．00万元。")
    assert statement.verdict == "exact"
    assert findings == ()


def test_a_row_with_a_damaged_code_still_confirms() -> None:
    text = TEXT.replace("208\t05\t06\t机关", "8\t 05 06\t\t机关")
    line = (
        "1. 社会保障和就业支出（类）行政事业单位养老支出（款）机关事业单位职业年金缴费支出（项）30.02万元。"
    )
    (statement,) = [s for s in _items(line, text=text)[0] if "职业年金" in s.what]
    assert statement.verdict == "exact"
    assert statement.counterpart is not None
    assert statement.counterpart.row == "机关事业单位职业年金缴费支出"


def test_items_of_one_name_under_different_groups() -> None:
    # 住房改革支出 under the wrong 类 is another item; under an old name of its 类 it is the same.
    line = "1. 住房保障支出（类）住房改革支出（款）住房公积金（项）62.30万元。"
    assert [s.verdict for s in _items(line)[0] if s.what == "住房公积金"] == ["exact"]
    wrong = line.replace("住房改革支出（款）", "城乡社区住宅（款）")
    assert [s.verdict for s in _items(wrong)[0] if s.what == "住房公积金"] == ["unverifiable"]


def test_economic_items_numbered_in_a_units_own_way() -> None:
    # 302-12 is 因公出国费用 by the national list, here it is something else.
    text = TEXT.replace("302\t01\t办公费", "302\t12\t退休人员活动费").replace(
        "302\t17\t公务", "302\t13\t公务"
    )
    assert reconcile(outlined(text), [])[1] == ()


def test_the_reception_of_basic_expenditure_may_not_exceed_the_three_public() -> None:
    text = TEXT.replace("5.37\t25.00", "1.37\t25.00").replace("35.00\t4.63", "31.00\t4.63")
    text = text.replace("5.37万元", "1.37万元").replace("预算数为35.00", "预算数为31.00")
    findings = reconcile(outlined(text), [])[1]
    assert [f.rule for f in findings] == ["part-larger-than-whole"]


@pytest.mark.parametrize(
    "words",
    ["单价50万元（含）以上设备3台", "采购限额为400万元以上", "3000万元及以下的项目", "单台价值20万元的仪器"],
)
def test_thresholds_and_prices_are_no_budget_amounts(words: str) -> None:
    other = OTHER.replace("采购限额标准为400万元以上；", f"本年度{words}；")
    statements, findings = reconcile(outlined(document(other=other)), [])
    assert len(statements) == len(reconcile(outlined(TEXT), [])[0])
    assert findings == ()


def test_both_statements_of_one_item_are_facts() -> None:
    statements, findings = _items(ITEM.format(old="60.00", new="65.30", told="增加8.83%"))
    assert [s.verdict for s in statements if s.amount.as_written in ("62.30万元", "65.30万元")] == [
        "exact",
        "disagrees",
    ]
    assert [f.rule for f in findings] == ["prose-disagrees", "stated-twice-differently"]


def test_a_wrong_amount_stated_twice_is_one_finding() -> None:
    line = ITEM.replace("”62.30万元", "”65.30万元").format(old="60.00", new="65.30", told="增加8.83%")
    (finding,) = _items(line)[1]
    assert finding.rule == "prose-disagrees"
    assert [e.text for e in finding.evidence[:2]] == ["65.30万元", "65.30万元"]


def test_messages_hold_one_pair_of_quotation_marks() -> None:
    lines = ("1. “住房保障支出”科目72.30万元。", "2. “三公”经费36.00万元。")
    messages = [f.message for f in _items(*lines)[1]]
    assert len(messages) >= 2
    assert not [m for m in messages if "““" in m or "””" in m]


def test_a_typing_slip_inside_a_group_still_meets_its_cell() -> None:
    other = OTHER.replace("公务用车运行费20.10万元", "公务车用车运行费20.10万元")
    statements, _ = reconcile(outlined(document(other=other)), [])
    assert [s.verdict for s in statements if s.what == "公务用车运行费"] == ["exact"]


def test_agency_expenses_are_confirmed_by_equality_only() -> None:
    tables = TEXT[TEXT.index("2025年部门财务") : TEXT.index("\n其他相关情况说明")]
    tables = tables.replace("\t机关运行经费预算数", "\t").replace("20.10\t122.37", "20.10\t")
    verdicts = {}
    for amount in ("122.37", "99.00"):
        other = OTHER.replace("122.37", amount)
        statements, findings = reconcile(outlined(document(tables=tables, other=other)), [])
        verdicts[amount] = [s.verdict for s in statements if "机关运行经费" in s.what]
        assert findings == ()
    assert verdicts == {"122.37": ["rounded"], "99.00": ["unverifiable"]}
