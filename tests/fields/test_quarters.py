from __future__ import annotations

from decimal import Decimal

import pytest

from nlp.fields.model import Quarters
from tests.fields.invented import fields_of


def quarters(budget: str, **sections: str) -> Quarters:
    return fields_of({**sections, "annual_budget": budget}).quarters


def rows(found: Quarters) -> list[tuple[int, str | None, str | None]]:
    return [
        (
            q.quarter,
            None if q.percent is None else str(q.percent),
            None if q.amount is None else str(q.amount.value.normalize() + 0),
        )
        for q in found.items
    ]


@pytest.mark.parametrize(
    ("text", "basis", "percents"),
    [
        (
            "项目预算600万元，各季支出：第一季度32%，二季度31%，第三季度22%，四季度15%。",
            "incremental",
            "32 31 22 15",
        ),
        (
            "一季度预算执行率78%，二季度执行率78%，三季度预算执行率78%，四季度预算执行率100%。",
            "cumulative",
            "78 78 78 100",
        ),
        (
            "第一季度预计执行达40%，第二季度预计执行达50%，第三季度达80%，第四季度达100%。",
            "cumulative",
            "40 50 80 100",
        ),
        (
            "一季度累计执行25%，二季度累计执行50%，三季度累计执行75%，四季度累计执行95%。",
            "cumulative",
            "25 50 75 95",
        ),
        ("截至3月底执行25%，6月底执行50%，9月底执行75%，12月底执行100%。", "cumulative", "25 50 75 100"),
        ("第一季度33.33%，第二季度33.33%，第三季度33.33%。", "incremental", "33.33 33.33 33.33"),
        ("一至四季度执行率分别为10%、20%、30%、40%。", "incremental", "10 20 30 40"),
    ],
)
def test_percentages_and_basis(text: str, basis: str, percents: str) -> None:
    found = quarters(text)
    assert found.basis == basis
    assert [str(q.percent) for q in found.items] == percents.split()


def test_a_quarter_without_a_figure_is_left_out() -> None:
    found = quarters("资金支付率二季度不低于50%，三季度不少于80%，四季度100%。")
    assert [(q.quarter, str(q.percent), q.qualifier) for q in found.items] == [
        (2, "50", "at_least"),
        (3, "80", "at_least"),
        (4, "100", "exact"),
    ]
    assert found.basis == "cumulative"


def test_percentages_with_amounts() -> None:
    found = quarters("1. 2024年1季度，支付30%，约8.1万元；\n2. 2024年2季度，使用70%，约18.9万元。")
    assert [(q.quarter, q.percent, q.amount and q.amount.value) for q in found.items] == [
        (1, Decimal(30), Decimal(81000)),
        (2, Decimal(70), Decimal(189000)),
    ]
    assert found.basis == "incremental"


def test_amounts_before_percentages() -> None:
    found = quarters(
        "一季度拟支付金额1,300,000.00元，支付比例65.00%；二季度拟支付金额700,000.00元，支付比例35.00%。"
    )
    assert [(q.quarter, q.percent, q.amount and q.amount.value) for q in found.items] == [
        (1, Decimal("65.00"), Decimal(1_300_000)),
        (2, Decimal("35.00"), Decimal(700_000)),
    ]


def test_each_quarter_alike() -> None:
    found = quarters("2024年每季度支出6.75万元，共计27万元。")
    assert [(q.quarter, q.amount and q.amount.value) for q in found.items] == [
        (n, Decimal(67500)) for n in (1, 2, 3, 4)
    ]


@pytest.mark.parametrize(
    "plan",
    [
        "第一季度完成结构工程的80%，第二季度完成建筑工程的80%。",
        "第二季度完成立项，并拨付项目首批80%经费；第四季度完成验收并拨付20%尾款。",
        "第一季度满意度达到95%。",
    ],
)
def test_work_and_shares_of_payments_are_no_execution(plan: str) -> None:
    assert quarters("项目预算10万元。", plan=plan) == Quarters()


def test_the_plan_counts_where_it_speaks_of_money() -> None:
    found = quarters("项目预算10万元。", plan="一季度支付30%，二季度支付30%，三季度支付20%，四季度支付20%。")
    assert [str(q.percent) for q in found.items] == ["30", "30", "20", "20"]


def test_phases_that_do_not_end_with_quarters_give_none() -> None:
    schedule = "2024年4-5月签订合同，支付50%；\n2024年7-8月验收，支付100%。"
    assert fields_of({"schedule": schedule}).quarters == Quarters()


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("一至四季度依次为4.20、8.80、9.60、6.00万元。", "42000 88000 96000 60000"),
        ("一至四季度依次为4.20万元、8.80万元、9.60万元、6.00万元。", "42000 88000 96000 60000"),
        ("一至四季度每季度6万元。", "60000 60000 60000 60000"),
    ],
)
def test_a_unit_behind_the_last_of_several_figures(text: str, amounts: str) -> None:
    found = quarters(f"年度预算28.60万元。用款计划：{text}")
    assert " ".join(amount or "" for _, _, amount in rows(found)) == amounts
