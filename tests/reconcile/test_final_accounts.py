"""Final accounts: initial and adjusted budget beside the final amount, item by item."""

from __future__ import annotations

import pytest

from nlp.reconcile import Finding, Statement, reconcile
from tests.reconcile.sample import outlined

COVER = "澄江市文化局2024年度部门决算\n\n部门：澄江市文化局\n\n"
TABLE = """一般公共预算财政拨款支出决算表

单位：万元

功能分类科目编码\t科目名称\t合计\t基本支出\t项目支出
205\t教育支出\t18.50\t18.50\t
20508\t进修及培训\t18.50\t18.50\t
2050803\t培训支出\t18.50\t18.50\t
221\t住房保障支出\t62.30\t62.30\t
22102\t住房改革支出\t62.30\t62.30\t
2210201\t住房公积金\t62.30\t62.30\t
合计\t\t80.80\t80.80\t
"""
HEAD = (
    "一般公共预算财政拨款支出年初预算为{initial}万元，全年预算为{adjusted}万元，"
    "支出决算为80.80万元{told}。其中："
)
ITEMS = (
    "1、教育支出（类）进修及培训（款）培训支出（项）。主要用于业务培训。"
    "全年预算为20.00万元，支出决算为{one}万元，完成全年预算的92.50%。",
    "2、住房保障支出（类）住房改革支出（款）住房公积金（项）。主要用于公积金。"
    "全年预算为64.00万元，支出决算为62.30万元，{two}。",
)


def _run(
    head: str | None = None, one: str = "18.50", two: str = "完成全年预算的97.34%"
) -> tuple[tuple[Statement, ...], tuple[Finding, ...]]:
    head = head or HEAD.format(initial="70.00", adjusted="84.00", told="，完成年初预算的115.43%")
    items = "\n\n".join(ITEMS).format(one=one, two=two)
    text = f"{COVER}{TABLE}\n2024年度部门决算情况说明\n\n{head}\n\n{items}\n"
    return reconcile(outlined(text), [])


def test_stages_meet_their_own_figures() -> None:
    statements, findings = _run()
    assert findings == ()
    assert [(s.what, s.verdict) for s in statements] == [
        ("一般公共预算财政拨款支出年初预算", "unverifiable"),
        ("一般公共预算财政拨款支出全年预算", "exact"),  # the items' 20 and 64 add up to it
        ("一般公共预算财政拨款支出", "exact"),
        ("培训支出全年预算", "unverifiable"),
        ("培训支出", "exact"),
        ("住房公积金全年预算", "unverifiable"),
        ("住房公积金", "exact"),
    ]
    whole = statements[1].counterpart
    assert whole is not None
    assert [e.text for e in whole.evidence] == ["20.00万元", "64.00万元"]


def test_a_final_amount_that_misses_its_cell() -> None:
    findings = _run(one="19.50")[1]
    assert {f.rule for f in findings} == {"prose-disagrees", "completion-rate-differs"}


def test_adjusted_budgets_beyond_their_total() -> None:
    head = HEAD.format(initial="70.00", adjusted="80.00", told="")
    (finding,) = _run(head)[1]
    assert (finding.rule, finding.severity) == ("stated-parts-differ", "error")


@pytest.mark.parametrize(
    "told",
    ["完成全年预算的97.34%", "为全年预算的97.34%", "预算执行率97.34%", "完成率为97.34%", "完成预算的97.3%"],
)
def test_completion_in_its_writings(told: str) -> None:
    assert _run(two=told)[1] == ()
    wrong = told.replace("97.3", "79.3")
    assert [f.rule for f in _run(two=wrong)[1]] == ["completion-rate-differs"]


def test_completion_of_nothing_names_the_budget_that_fits() -> None:
    head = HEAD.format(initial="0", adjusted="84.00", told="，完成年初预算的96.19%")
    (finding,) = _run(head)[1]
    assert (finding.rule, finding.severity) == ("ratio-of-zero", "warning")
    assert "84.00万元" in finding.message


@pytest.mark.parametrize(
    ("told", "rules"),
    [
        ("比全年预算减少1.70万元，下降2.66%", []),
        ("比全年预算减少2.70万元，下降4.22%", ["prose-disagrees", "percent-change-differs"]),
        ("决算数小于全年预算数1.70万元", []),
        ("决算数小于预算数1.70万元", []),
        ("决算数小于全年预算数2.70万元", ["prose-disagrees"]),
        ("与全年预算数相比，增加1.70万元", ["prose-disagrees"]),
    ],
)
def test_a_change_against_the_budget_of_the_same_year(told: str, rules: list[str]) -> None:
    assert [f.rule for f in _run(two=told)[1]] == rules


def test_an_item_on_a_line_of_its_own() -> None:
    text = (
        COVER
        + TABLE
        + "\n2024年度部门决算情况说明\n\n一般公共预算财政拨款支出80.80万元，具体情况如下：\n\n"
        + "1.教育支出（类）进修及培训（款）培训支出（项）\n\n年初预算为20.00万元，支出决算为18.50万元，"
        + "完成年初预算的92.50%。\n\n2.住房保障支出（类）住房改革支出（款）住房公积金（项）\n\n"
        + "年初预算为64.00万元，支出决算为62.30万元，完成年初预算的97.34%。\n"
    )
    statements, findings = reconcile(outlined(text), [])
    assert findings == ()
    assert [s.counterpart.row for s in statements if s.counterpart] == ["合计", "培训支出", "住房公积金"]
