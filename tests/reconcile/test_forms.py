"""Performance forms: their own arithmetic, their number and sum, the narrative of the same project."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from nlp.fields.model import Amounts, NarrativeFields, Quarters, Schedule
from nlp.outline.model import Outline
from nlp.reconcile import Finding, Statement, reconcile
from tests.reconcile.forms import form
from tests.reconcile.narrative import Draft
from tests.reconcile.sample import document, outlined

BRIDGE = form("古桥修缮", "1,200,000.00", "1,200,000.00", "700,000.00", "700,000.00")
BOOKS = form(
    "乡土文献整理", "310,000.00", "300,000.00", "310,000.00", "300,000.00", other=("10,000.00", "10,000.00")
)
TOLD = "其他相关情况说明\n\n本部门编报绩效目标的项目{count}个，涉及项目预算资金{money}万元。\n"


def _run(
    *forms: str, count: int = 2, money: str = "101.00"
) -> tuple[tuple[Statement, ...], tuple[Finding, ...]]:
    other = TOLD.format(count=count, money=money)
    return reconcile(outlined(document(other="") + "".join(forms) + "\n" + other), [])


def test_the_forms_add_up_to_the_stated_sum() -> None:
    statements, findings = _run(BRIDGE, BOOKS)
    (statement,) = [s for s in statements if "绩效目标" in s.what]
    assert statement.verdict == "exact"
    assert statement.counterpart is not None
    assert [e.text for e in statement.counterpart.evidence] == ["700,000.00", "310,000.00"]
    assert findings == ()


def test_the_annual_money_counts_not_the_total_over_years() -> None:
    (finding,) = _run(BRIDGE, BOOKS, money="151.00")[1]
    assert (finding.rule, finding.severity) == ("prose-disagrees", "error")
    assert "1,010,000元" in finding.message


OWN = [
    form(name, "5.00", "4.00", "5.00", "4.00", other=("1.00", "1.00")).replace("（元）", "（万元）")
    for name in "渠井"
]


@pytest.mark.parametrize(
    ("told", "verdicts"),
    [
        ("一般公共预算拨款8.00", ["exact"]),
        ("财政拨款8.00", ["exact"]),
        ("财政拨款9.00", ["disagrees"]),
        # another fund may hold the rest
        ("一般公共预算拨款7.00", ["unverifiable"]),
    ],
)
def test_fiscal_money_is_compared_with_fiscal_money(told: str, verdicts: list[str]) -> None:
    other = f"其他相关情况说明\n\n本部门编报绩效目标的项目2个，涉及{told}万元。\n"
    statements, _ = reconcile(outlined(document(other="") + "".join(OWN) + "\n" + other), [])
    assert [s.verdict for s in statements if s.amount.as_written == f"{told[-4:]}万元"] == verdicts


def test_fewer_forms_than_projects_prove_nothing() -> None:
    statements, findings = _run(BRIDGE, BOOKS, count=9, money="880.00")
    assert [s.verdict for s in statements if "绩效目标" in s.what] == ["unverifiable"]
    assert findings == ()


def test_more_forms_than_projects() -> None:
    (finding,) = _run(BRIDGE, BOOKS, count=1, money="70.00")[1]
    assert (finding.rule, finding.severity) == ("form-count-differs", "warning")


def test_a_form_printed_twice_counts_once() -> None:
    assert _run(BRIDGE, BOOKS, BOOKS)[1] == ()


def test_all_projects_confirm_by_the_table_of_expenditure() -> None:
    statements, _ = _run(count=7, money="309.98")
    (statement,) = [s for s in statements if "绩效目标" in s.what]
    assert statement.verdict == "rounded"
    assert statement.counterpart is not None
    assert statement.counterpart.column == "项目支出"


@pytest.mark.parametrize(
    ("wrong", "rules"),
    [
        # the appropriation exceeds both the year's money and 财政资金: one finding
        (
            form("乡土文献整理", "310,000.00", "310,000.00", "310,000.00", "360,000.00"),
            [("part-larger-than-whole", "error")],
        ),
        (
            form("乡土文献整理", "300,000.00", "300,000.00", "310,000.00", "300,000.00", "10,000.00"),
            [("part-larger-than-whole", "error")],
        ),
        (
            form("乡土文献整理", "310,000.00", "310,000.00", "310,000.00", "300,000.00"),
            [("form-does-not-add-up", "warning")],
        ),
        # carried over, and own money
        (form("乡土文献整理", "310,000.00", "310,000.00", "310,000.00", "300,000.00", "10,000.00"), []),
        # blanks say nothing
        (form("乡土文献整理", "310,000.00", "310,000.00", "310,000.00", "310,000.00", "", ("", "")), []),
    ],
)
def test_a_forms_own_arithmetic(wrong: str, rules: list[tuple[str, str]]) -> None:
    assert [(f.rule, f.severity) for f in _run(BRIDGE, wrong)[1]] == rules


def _with_form(draft: Draft, own: str) -> Outline:
    """Return the narrative's outline with the form that the same text, continued, holds."""
    outline = outlined(draft.outline.document.text + own)
    assert outline.forms
    return replace(outline, narratives=(draft.narrative,))


def _narrative(
    body: str, amounts: Amounts | None, own: str, quarters: tuple[str, ...] = ()
) -> tuple[tuple[Statement, ...], tuple[Finding, ...]]:
    draft = Draft(body)
    made = draft.quarters("incremental", *("25%",) * 4, amounts=quarters) if quarters else Quarters()
    made = Quarters(made.basis, tuple(replace(q, percent=None) for q in made.items))
    fields = NarrativeFields(draft.narrative, draft.project, "heading", (), None, amounts or Amounts(), made)
    if amounts is None and not quarters:
        total = draft.amount(body.split("预算")[1].rstrip("。"))
        fields = replace(fields, amounts=Amounts(annual_total=total))
    return reconcile(_with_form(draft, own), [fields])


PLAN = form("2025年古镇保护项目", "2,000,000.00", "2,000,000.00", "800,000.00", "800,000.00")


def test_a_narratives_total_meets_the_form_of_its_project() -> None:
    (statement,), findings = _narrative("2025年预算80万元。", None, PLAN)
    assert statement.verdict == "exact"
    assert statement.counterpart is not None
    assert (statement.counterpart.row, statement.counterpart.column) == (
        "2025年古镇保护项目",
        "年度资金申请总额",
    )
    assert findings == ()


def test_a_narratives_total_that_misses_its_form() -> None:
    (statement,), findings = _narrative("2025年预算90万元。", None, PLAN)
    assert statement.verdict == "disagrees"
    assert [f.rule for f in findings] == ["prose-disagrees"]


def test_quarters_make_the_forms_annual_money() -> None:
    body = "第一季度25%用款{}万元，第二季度25%用款20万元，第三季度25%用款30万元，第四季度25%用款15万元。"
    amounts = ("15.00万元", "20万元", "30万元", "15万元")
    statements, findings = _narrative(body.format("15.00"), Amounts(), PLAN, amounts)
    assert [s.verdict for s in statements] == ["exact"] * 4
    assert findings == ()
    amounts = ("25.00万元", "20万元", "30万元", "15万元")
    _, findings = _narrative(body.format("25.00"), Amounts(), PLAN, amounts)
    assert [(f.rule, f.severity) for f in findings] == [("narrative-and-form-differ", "warning")]


@pytest.mark.parametrize(
    ("start", "end", "wrong"),
    [
        ("2025-01-01", "2025-12-31", False),
        ("2025-01-01", "2024-12-31", True),
        ("2025-02-01", "2025-12-31", True),
        # whatever way a date is written
        ("2025年1月1", "2025年12月31", False),
        ("2025年2月1", "2025年12月31日", True),
        ("2025.01.01", "2025/2/31", False),
        # another period altogether
        ("2025-03-15", "2026-06-30", False),
    ],
)
def test_a_forms_dates_and_its_narratives_period(start: str, end: str, wrong: bool) -> None:
    draft = Draft("2025年预算80万元，自2025年1月1日至2025年12月31日。")
    period = Schedule(
        date(2025, 1, 1), date(2025, 12, 31), None, (), draft.evidence("2025年1月1日至2025年12月31日")
    )
    total = Amounts(annual_total=draft.amount("80万元"))
    fields = NarrativeFields(draft.narrative, draft.project, "heading", (), period, total, Quarters())
    own = PLAN.replace("2025-01-01", start).replace("2025-12-31", end)
    _, findings = reconcile(_with_form(draft, own), [fields])
    assert ("narrative-and-form-differ" in {f.rule for f in findings}) == wrong


@pytest.mark.parametrize(
    ("over", "inside", "verdict"),
    [
        ("单位：万元", "", "exact"),
        ("部门名称：澄江市文化局　　金额单位：万元", "", "exact"),
        ("单位：万元", "（元）", "disagrees"),  # the form's own cell counts before what stands above it
        ("", "", "disagrees"),
    ],
)
def test_the_unit_above_a_form_is_that_of_its_cells(over: str, inside: str, verdict: str) -> None:
    rows = (
        ("项目名称", "古镇保护"),
        ("实施单位", "澄江市文化局"),
        (f"年度资金总额{inside}", "80.00"),
        (f"其中：财政拨款{inside}", "80.00"),
    )
    own = f"\n项目支出绩效目标表\n{over}\n" + "\n".join("\t".join(row) for row in rows) + "\n"
    (statement,), _ = _narrative("2025年预算80万元。", None, own)
    assert statement.verdict == verdict


def test_a_forms_unit_may_stand_below_the_label_of_its_money() -> None:
    rows = (
        ("项目名称", "古镇保护"),
        ("实施单位", "澄江市文化局"),
        ("项目资金", "年度资金总额", "80.00"),
        ("（万元）", "其中：财政拨款", "80.00"),
    )
    own = "\n项目支出绩效目标表\n" + "\n".join("\t".join(row) for row in rows) + "\n"
    (statement,), _ = _narrative("2025年预算80万元。", None, own)
    assert statement.verdict == "exact"
