"""Lists in narratives that break up another amount than the annual total."""

from __future__ import annotations

from dataclasses import replace

import pytest

from nlp.fields.model import Amounts, Quarter, Quarters, StatedAmount
from tests.reconcile.narrative import Draft

MONEY_RULES = ("components-do-not-add-up", "part-larger-than-whole", "years-do-not-add-up")


def _rules(draft: Draft, amounts: Amounts) -> list[str]:
    return [f.rule for f in draft.run(amounts)[1] if f.severity != "info" and f.rule in MONEY_RULES]


@pytest.mark.parametrize(
    ("body", "total", "parts", "rules"),
    [
        # spent out of a larger budget
        ("全年预算90万元，执行80万元，其中设计30万元、施工50万元。", "90万元", ("30万元", "50万元"), []),
        (
            "全年预算90万元，执行80万元，其中设计30万元、施工57万元。",
            "90万元",
            ("30万元", "57万元"),
            ["components-do-not-add-up"],
        ),
        # this year's money with what was carried over
        (
            "2025年安排90万元。本年可用资金为110万元，其中设计30万元、施工80万元。",
            "90万元",
            ("110万元", "30万元", "80万元"),
            [],
        ),
        (
            "2025年安排90万元，其中设计30万元、施工60万元。施工合同额300万元。",
            "90万元",
            ("30万元", "60万元", "300万元"),
            [],
        ),
        (
            "2025年安排90万元，其中设计30万元、施工75万元。施工合同额300万元。",
            "90万元",
            ("30万元", "75万元", "300万元"),
            ["components-do-not-add-up"],
        ),
        # a part of a sum that is told after it
        (
            "馆本级安排20万元，分馆安排（设计12万元、施工28万元）40万元，两单位合计60万元。",
            "20万元",
            ("12万元", "28万元"),
            [],
        ),
    ],
)
def test_a_list_and_what_it_breaks_up(
    body: str, total: str, parts: tuple[str, ...], rules: list[str]
) -> None:
    draft = Draft(body)
    amounts = Amounts(draft.amount(total), components=tuple(draft.amount(p) for p in parts))
    assert _rules(draft, amounts) == rules


@pytest.mark.parametrize(("last", "rules"), [("20万元", []), ("26万元", ["components-do-not-add-up"])])
def test_quarters_of_what_was_spent(last: str, rules: list[str]) -> None:
    body = f"全年预算90万元，执行80万元。各季度执行：一季度11万元、二季度22万元、三季度27万元、四季度{last}。"
    draft = Draft(body)
    parts = tuple(draft.amount(p) for p in ("11万元", "22万元", "27万元", last))
    assert _rules(draft, Amounts(draft.amount("90万元"), components=parts)) == rules


def _year(amount: StatedAmount, year: int) -> StatedAmount:
    return replace(amount, year=year)


@pytest.mark.parametrize(("whole", "rules"), [("150万元", []), ("140万元", ["years-do-not-add-up"])])
def test_what_was_paid_of_a_years_money_is_no_other_year(whole: str, rules: list[str]) -> None:
    draft = Draft(f"总预算{whole}，其中2024年60万元、2025年90万元。2024年已支付45万元，其余结转。")
    others = (_year(draft.amount("60万元"), 2024), _year(draft.amount("45万元"), 2024))
    amounts = Amounts(
        _year(draft.amount("90万元"), 2025), multi_year_total=draft.amount(whole), other_years=others
    )
    assert _rules(draft, amounts) == rules


@pytest.mark.parametrize(
    ("first", "last", "rules"),
    [
        ("一季度不安排支出，", "20万元", []),
        ("一季度不安排支出，", "26万元", ["components-do-not-add-up"]),
        # nothing is said of the first quarter: it may have the rest
        ("", "15万元", []),
    ],
)
def test_a_quarter_without_money_is_told(first: str, last: str, rules: list[str]) -> None:
    draft = Draft(f"2025年预算90万元。{first}二季度30万元，三季度40万元，四季度{last}。")
    told = (("二季度", "30万元"), ("三季度", "40万元"), ("四季度", last))
    items = tuple(
        Quarter(number, None, draft.amount(amount), "exact", draft.evidence(words))
        for number, (words, amount) in enumerate(told, start=2)
    )
    found = draft.run(Amounts(draft.amount("90万元")), quarters=Quarters("incremental", items))[1]
    assert [f.rule for f in found if f.severity != "info" and f.rule in MONEY_RULES] == rules
