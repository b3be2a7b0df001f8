"""What an amount goes on about, and where that ends: labels, lists, sums, last year beside this one."""

from __future__ import annotations

import pytest

from nlp.reconcile import Finding, Statement, reconcile
from tests.reconcile.sample import document, outlined


def _made(*lines: str) -> tuple[list[Statement], list[Finding]]:
    prose = "2025年部门预算编制说明\n\n" + "\n\n".join(lines) + "\n"
    statements, findings = reconcile(outlined(document(prose=prose, other="")), [])
    return list(statements), list(findings)


@pytest.mark.parametrize(
    "lines",
    [
        # a label counts on from the label before it, whose measure ends there
        ("（一）“三公”经费。安排35.00万元。", "（二）支出。全年支出760.32万元。"),
        # a part of the very amount whose subject it has
        ("财政拨款收入812.35万元，包括当年的793.15万元和上年结转的19.20万元。",),
        ("财政拨款收入812.35万元，其中当年预算793.15万元、上年结转19.20万元。",),
        # the year of a bracket ends with it
        ("公务用车运行费20.10万元（2024年21.00万元），公务接待费5.37万元（2024年8.00万元）。",),
        # a list that adds up is over at ；
        ("采购预算30万元，包括货物10万元、服务20万元；涉及资金239.98万元。",),
        # 其中 of things that are counted breaks up no amount, nor does one of a sentence before
        ("采购预算30万元，其中预留24万元。共有车辆7辆，其中客车3辆；绩效目标涉及资金239.98万元。",),
        ("采购预算30万元。共有车辆7辆，其中客车3辆。涉及资金239.98万元。",),
        # a sum of several is not the last one's
        ("公务接待费5.37万元、因公出国（境）费4.63万元，合计10.00万元。",),
        ("行政运行410.02万元和住房公积金62.30万元，两项共计472.32万元。",),
        # with what was carried over and without
        ("财政拨款支出832.35万元（含上年结转20.00万元）。上年结转20.00万元。",),
        # 年初安排 is a budget, 较上年…增长 last year's amount
        ("较上年财政拨款收入790.10万元增长2.82%。",),
        # 加上年初: no year before
        ("财政拨款收入812.35万元，加上年初结转3.10万元，可用815.45万元。",),
    ],
)
def test_nothing_is_found(lines: tuple[str, ...]) -> None:
    found = [f for f in _made(*lines)[1] if f.severity != "info"]
    assert [f.message for f in found] == []


@pytest.mark.parametrize(("new", "verdict"), [("5.37", "exact"), ("7.35", "disagrees")])
def test_an_amount_that_turns_into_another(new: str, verdict: str) -> None:
    statements, _ = _made(f"受此影响，公务接待费由8.00万元减至{new}万元，运行费由25.00万元减为20.10万元。")
    assert [s.verdict for s in statements[:2]] == ["unverifiable", verdict]
    assert "2024年" in statements[0].explanation


def test_a_year_in_a_bracket_ends_with_it() -> None:
    statements, _ = _made("公务用车运行费20.10万元（上年21.00万元）；公务接待费5.37万元（上年8.00万元）。")
    assert [s.verdict for s in statements] == ["exact", "unverifiable", "exact", "unverifiable"]


def test_what_was_budgeted_first_is_of_the_same_year() -> None:
    statements, _ = _made("执行中公务接待费由8.00万元减至5.37万元。")
    assert "2024年" not in statements[0].explanation


def test_a_paragraph_that_begins_with_its_subject() -> None:
    statements, _ = _made("公务用车购置及运行费在三项中占比最高，安排25.00万元，其中购置费4.90万元。")
    assert [s.verdict for s in statements] == ["exact", "exact"]


def test_an_item_by_its_code_whose_name_begins_like_a_unit() -> None:
    tables = document().replace("其他文化和旅游支出", "人才培养")
    text = tables.replace("207\t01\t99\t人才培养", "207\t01\t12\t人才培养")
    line = "2070112 人才培养239.98万元。"
    prose = f"2025年部门预算编制说明\n\n财政拨款支出主要内容如下：\n\n{line}\n"
    start, end = text.index("2025年部门预算编制说明"), text.index("2025年部门财务收支预算总表\n")
    statements, _ = reconcile(outlined(text[:start] + prose + "\n" + text[end:]), [])
    assert [s.verdict for s in statements if s.what == "人才培养"] == ["exact"]
