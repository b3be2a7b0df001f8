"""Rules on narratives: dates, phases, quarters, parts, bodies, citations."""

from __future__ import annotations

from dataclasses import replace

import pytest

from nlp.fields.model import Amounts, QuarterBasis, QuarterQualifier
from nlp.reconcile import Finding, reconcile
from nlp.reconcile.citation import title_key
from tests.fields.invented import fields_of, outline_of
from tests.reconcile.narrative import Draft


def _rules(findings: tuple[Finding, ...]) -> list[tuple[str, str]]:
    return [(f.rule, f.severity) for f in findings]


def _parts(total: str, *parts: str) -> Draft:
    listed = "，".join(f"第{i}项{p}" for i, p in enumerate(parts, start=1))
    return Draft(f"项目预算{total}，其中{listed}。")


@pytest.mark.parametrize(
    ("total", "parts", "verdict", "rules"),
    [
        ("15万元", ("12.0万元", "3.0万元"), "exact", []),
        ("15万元", ("12.4万元", "3.0万元"), "rounded", []),
        ("15.00万元", ("12.41万元", "3.00万元"), "disagrees", ["components-do-not-add-up"]),
        ("95万元", ("12.0万元", "3.0万元"), "unverifiable", ["components-do-not-add-up"]),
    ],
)
def test_components(total: str, parts: tuple[str, ...], verdict: str, rules: list[str]) -> None:
    draft = _parts(total, *parts)
    amounts = Amounts(annual_total=draft.amount(total), components=tuple(draft.amount(p) for p in parts))
    statements, findings = draft.run(amounts)
    assert statements[0].verdict == verdict
    assert [f.rule for f in findings] == rules
    assert all(f.severity == ("info" if verdict == "unverifiable" else "error") for f in findings)


def test_a_component_beyond_the_total() -> None:
    draft = _parts("15万元", "18万元", "3万元")
    amounts = Amounts(draft.amount("15万元"), components=(draft.amount("18万元"), draft.amount("3万元")))
    _, findings = draft.run(amounts)
    assert [f.rule for f in findings] == ["part-larger-than-whole", "components-do-not-add-up"]


@pytest.mark.parametrize(
    ("body", "rules"),
    [
        ("2025年到位专项资金25万元，当年支出18万元。", []),
        ("2025年专项资金25万元，当年支出18万元。", ["part-larger-than-whole"]),
        ("2025年到位资金18万元，其中到位专项资金25万元。", ["part-larger-than-whole"]),
    ],
)
def test_money_that_came_in_is_no_part_of_what_was_spent(body: str, rules: list[str]) -> None:
    draft = Draft(body)
    amounts = Amounts(annual_total=draft.amount("18万元"), fiscal=draft.amount("25万元"))
    _, findings = draft.run(amounts)
    assert [f.rule for f in findings if f.rule == "part-larger-than-whole"] == rules


def test_fiscal_and_own() -> None:
    for own, rules in (("465.16万元", []), ("265.16万元", ["fiscal-plus-own-differs"])):
        draft = Draft(f"项目总预算1,365.16万元，财政资金900.00万元，自筹资金{own}。")
        amounts = Amounts(draft.amount("1,365.16万元"), draft.amount("900.00万元"), draft.amount(own))
        statements, findings = draft.run(amounts)
        assert [f.rule for f in findings] == rules
        assert {s.verdict for s in statements} == ({"disagrees"} if rules else {"exact"})


def test_one_place_is_one_statement() -> None:
    draft = Draft("申请财政资金40万元。")
    amounts = Amounts(annual_total=draft.amount("40万元"), fiscal=draft.amount("40万元"))
    statements, findings = draft.run(amounts)
    assert [(s.quote, s.verdict) for s in statements] == [("申请财政资金40万元", "unverifiable")]
    assert findings == ()


def test_a_total_stated_twice() -> None:
    draft = Draft("本项目预算45.22万元。\n\n2025年项目预算共计46.22万元。")
    _, findings = draft.run(Amounts(annual_total=draft.amount("45.22万元")))
    assert _rules(findings) == [("stated-twice-differently", "warning")]
    draft = Draft("本项目预算45.22万元。\n\n三年总预算146.22万元，其中2024年预算30万元，设备经费12万元。")
    assert draft.run(Amounts(annual_total=draft.amount("45.22万元")))[1] == ()


def test_only_a_total_of_several_years() -> None:
    draft = Draft("批复总投资13,526.06万元，2024年安排5,000万元。")
    amounts = Amounts(
        multi_year_total=draft.amount("13,526.06万元"), other_years=(draft.amount("5,000万元"),)
    )
    assert _rules(draft.run(amounts)[1]) == [("annual-amount-missing", "warning")]


@pytest.mark.parametrize(
    ("basis", "percents", "rules"),
    [
        ("incremental", ("30%", "30%", "20%", "20%"), []),
        ("incremental", ("30%", "30%", "20%", "25%"), [("quarters-do-not-add-up", "error")]),
        ("incremental", ("33.33%", "33.33%", "33.33%"), []),
        ("incremental", ("40%", "30%"), [("quarters-do-not-add-up", "info")]),
        ("cumulative", ("20%", "50%", "80%", "100%"), []),
        ("cumulative", ("20%", "50%", "40%", "100%"), [("quarters-do-not-add-up", "error")]),
        ("cumulative", ("20%", "50%", "80%"), [("quarters-do-not-add-up", "info")]),
        (None, ("30%", "30%", "20%", "25%"), [("quarters-do-not-add-up", "warning")]),
        (None, ("10%", "20%", "60%", "100%"), []),
        (None, ("30%", "20%"), []),  # the rest of the year is open
        (None, ("60%", "50%"), [("quarters-do-not-add-up", "warning")]),
    ],
)
def test_quarters(
    basis: QuarterBasis | None, percents: tuple[str, ...], rules: list[tuple[str, str]]
) -> None:
    draft = Draft("，".join(f"第{i}季度{p}" for i, p in enumerate(percents, start=1)) + "。")
    assert _rules(draft.run(quarters=draft.quarters(basis, *percents))[1]) == rules


def test_percent_against_amount() -> None:
    for second, rules in (("62.24万元", []), ("72.24万元", ["quarters-do-not-add-up"])):
        draft = Draft(f"项目预算200.00万元，一季度137.76万元，占68.88%；二季度{second}，占31.12%。")
        quarters = draft.quarters("incremental", "68.88%", "31.12%", amounts=("137.76万元", second))
        statements, findings = draft.run(Amounts(draft.amount("200.00万元")), quarters)
        assert [f.rule for f in findings] == rules
        assert [s.verdict for s in statements][1:] == ["exact", "disagrees" if rules else "exact"]


SPENDING = (
    "项目预算100,000元，第一季度执行达20%，主要是场地费20,000元；第二季度执行达50%，主要是专家费{second}元；"
    "第三季度执行达60%，主要是差旅费{third}元；第四季度执行达100%，主要是印刷费20,000元。"
)


def test_cumulative_percentages_against_listed_spending() -> None:
    for second, third, rules in (
        ("30,000", "30,000", ["quarters-do-not-add-up"]),  # 80% by the third quarter, not 60%
        ("30,000", "10,000", []),  # the list is not the whole total: no comparison
    ):
        draft = Draft(SPENDING.format(second=second, third=third))
        quarters = draft.quarters("cumulative", "20%", "50%", "60%", "100%")
        _, findings = draft.run(Amounts(draft.amount("100,000元")), quarters)
        assert [f.rule for f in findings] == rules
        if findings:
            assert "80,000元÷100,000元=80.00%" in findings[0].computation
            assert "第3季度写累计60%" in findings[0].message


@pytest.mark.parametrize(
    ("third", "rules"),
    [
        ("第三季度累计达到72%", []),
        ("第三季度累计达到27%", ["quarters-do-not-add-up"]),
        ("第三季度达到27%", []),  # it may be the quarter's own
        ("第三季度累计不低于27%", []),  # a bound
    ],
)
def test_a_quarter_that_is_said_to_be_cumulative(third: str, rules: list[str]) -> None:
    told = f"2024年预算80万元，第一季度达到12%，第二季度累计达到40%，{third}，第四季度累计不低于98%。"
    _, findings = reconcile(outline_of({"annual_budget": told}), [fields_of({"annual_budget": told})])
    assert [f.rule for f in findings if f.severity != "info"] == rules


def test_impossible_date() -> None:
    draft = Draft("2025.01.01-2025.02.31：调研。", heading="五、实施周期", kind="schedule")
    (finding,) = draft.run()[1]
    assert (finding.rule, finding.severity) == ("impossible-date", "error")
    assert finding.evidence[0].text == "2025.02.31"
    assert "28天" in finding.computation


A, B = ("4月-6月", "2025-04-01", "2025-06-30"), ("6月-9月", "2025-06-01", "2025-09-30")


@pytest.mark.parametrize(
    ("percents", "rules"),
    [((None, None), [("overlapping-phases", "info")]), (("40", "100"), [("overlapping-phases", "warning")])],
)
def test_overlapping_phases(percents: tuple[str | None, str | None], rules: list[tuple[str, str]]) -> None:
    draft = Draft("4月-6月采购；6月-9月实施。", heading="五、实施周期", kind="schedule")
    schedule = draft.phases((*A, percents[0]), (*B, percents[1]))
    assert _rules(draft.run(schedule=schedule)[1]) == rules


def test_parallel_and_following_phases_are_no_overlap() -> None:
    draft = Draft("甲：3月-12月；乙：2月-12月；丙：1月-12月。", heading="五、实施周期", kind="schedule")
    schedule = draft.phases(
        ("3月-12月", "2025-03-01", "2025-12-31", None),
        ("2月-12月", "2025-02-01", "2025-12-31", None),
        ("1月-12月", "2025-01-01", "2025-12-31", None),
    )
    assert draft.run(schedule=schedule)[1] == ()
    draft = Draft("4月-6月采购；7月-9月实施。", heading="五、实施周期", kind="schedule")
    schedule = draft.phases((*A, "40"), ("7月-9月", "2025-07-01", "2025-09-30", "100"))
    assert draft.run(schedule=schedule)[1] == ()


@pytest.mark.parametrize(
    ("start", "end", "rules"),
    [
        ("2025-01-01", "2025-12-31", []),
        ("2024-07-01", "2026-12-31", []),  # a project over several years
        ("2024-10-01", "2025-06-30", []),  # runs into the year
        ("2025-09-01", "2026-06-30", []),  # runs out of it
        ("2023-01-01", "2024-12-31", [("period-outside-fiscal-year", "info")]),
    ],
)
def test_fiscal_year(start: str, end: str, rules: list[tuple[str, str]]) -> None:
    draft = Draft("按计划实施。", heading="五、实施周期", kind="schedule")
    assert _rules(draft.run(schedule=draft.phases(("按计划实施", start, end, None)))[1]) == rules


@pytest.mark.parametrize(
    ("name", "severity"), [("澄江市文物保护所", "warning"), ("北岭大学考古学院", "info")]
)
def test_a_body_that_is_not_listed(name: str, severity: str) -> None:
    draft = Draft(name, heading="三、实施主体", kind="implementing_body")
    (finding,) = draft.run(bodies=(draft.body_of(name, "not_listed"),))[1]
    assert (finding.rule, finding.severity) == ("body-not-listed", severity)


def test_an_unidentified_body_gets_candidates() -> None:
    draft = Draft("由保护中心文物科负责古镇文物的保护。", heading="三、实施主体", kind="implementing_body")
    (finding,) = draft.run(bodies=(draft.body_of("文物科", "internal_department"),))[1]
    assert (finding.rule, finding.severity) == ("unidentified-body", "info")
    assert "澄江市文物保护中心" in finding.message
    listed = draft.run(bodies=(draft.body_of("保护中心", "listed"),))
    assert listed[1] == ()


def test_one_document_with_two_numbers() -> None:
    draft = Draft("《古镇保护管理办法》（澄文规〔2021〕3号）和（澄文规〔2023〕3号）。", kind="legal_basis")
    notice = "关于印发《古镇保护管理办法》的通知"
    basis = (
        draft.basis_of("古镇保护管理办法", "澄文规〔2021〕3号"),
        draft.basis_of(notice, "澄文规〔2023〕3号"),
    )
    assert _rules(draft.run(basis=basis)[1]) == [("citation-with-two-numbers", "warning")]
    assert draft.run(basis=basis[:1])[1] == ()


def test_a_notice_on_carrying_out_is_another_document() -> None:
    assert title_key("关于贯彻《古镇保护管理办法》的通知") != title_key("古镇保护管理办法")


@pytest.mark.parametrize(
    ("percents", "qualifier", "wrong"),
    [
        (("10%", "30%", "40%", "20%"), "about", False),
        (("10%", "30%", "45%", "20%"), "about", True),
        (("11%", "31%", "41%", "20%"), "about", False),  # each good to its last digit
        (("10%", "30%", "45%", "20%"), "at_least", False),
        (("10%", "40%", "80%", "99%"), "about", False),  # about all at the end
    ],
)
def test_quarters_told_about(percents: tuple[str, ...], qualifier: QuarterQualifier, wrong: bool) -> None:
    draft = Draft("年度预算100万元，各季度约" + "、".join(percents) + "。")
    bases: tuple[QuarterBasis | None, ...] = ("incremental", None) if percents[-1] == "20%" else (None,)
    for basis in bases:
        told = draft.quarters(basis, *percents)
        about = replace(told, items=tuple(replace(q, qualifier=qualifier) for q in told.items))
        rules = {f.rule for f in draft.run(quarters=about)[1] if f.severity != "info"}
        assert ("quarters-do-not-add-up" in rules) == wrong
