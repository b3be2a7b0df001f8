"""Sentences beside a table in the prose, sources that make an amount up, digits that stand elsewhere."""

from __future__ import annotations

import pytest

from nlp.fields.model import Amounts
from nlp.reconcile import Finding, reconcile
from tests.reconcile.narrative import Draft
from tests.reconcile.sample import OTHER, document, outlined

YEARS = """近三年支出规模见下表，三年项目支出累计{total}万元。

| 年度 | 本年支出（万元） | 基本支出（万元） | 项目支出（万元） |
| 2023年度 | 846.31 | 518.60 | 327.71 |
| 2024年度 | 912.58 | 586.33 | 326.25 |
| 2025年度 | 882.35 | 572.37 | 309.98 |

从上表看，2024年度支出比2023年度增加66.27万元，2025年度项目支出比2024年度{change}万元。
"""


def _found(more: str) -> list[Finding]:
    text = document(other=OTHER + "\n四、支出变化\n\n" + more)
    return [f for f in reconcile(outlined(text), [])[1] if f.severity != "info"]


@pytest.mark.parametrize(
    ("total", "change", "rules"),
    [
        ("963.94", "减少16.27", []),
        ("936.94", "减少16.27", ["stated-parts-differ"]),
        ("968.94", "减少16.27", ["stated-parts-differ"]),
        ("963.94", "增加16.27", ["stated-parts-differ"]),
        # of other rows than these
        ("2,417.05", "减少16.27", []),
    ],
)
def test_a_sentence_beside_a_table(total: str, change: str, rules: list[str]) -> None:
    assert [f.rule for f in _found(YEARS.format(total=total, change=change))] == rules


@pytest.mark.parametrize(
    ("carried", "rules"),
    [("1.20万元", []), ("1.20元", ["stated-parts-differ"]), ("2.20万元", ["stated-parts-differ"])],
)
def test_an_amount_and_the_sources_that_make_it_up(carried: str, rules: list[str]) -> None:
    line = f"机关食堂支出48.20万元，由本年拨款47.00万元和上年结转{carried}安排。"
    assert [f.rule for f in _found(line)] == rules


@pytest.mark.parametrize(
    ("line", "rules"),
    [
        (
            "业务支出93.40万元，由设备支出{}万元（占31.05%）和场地支出64.40万元（占68.95%）构成。",
            ("29.00", "92.00"),
        ),
        ("业务支出93.40万元，由设备经费{}万元和场地经费64.40万元组成。", ("29.00", "20.90")),
        ("业务支出93.40万元，由甲项{}万元、乙项60.00万元和丙项4.40万元三部分组成。", ("29.00", "19.00")),
    ],
)
def test_two_or_more_parts_that_make_up_an_amount(line: str, rules: tuple[str, str]) -> None:
    right, wrong = rules
    assert _found(line.format(right)) == []
    assert [f.rule for f in _found(line.format(wrong))] == ["stated-parts-differ"]


@pytest.mark.parametrize(
    "line",
    [
        "业务支出93.40万元，由财务科会同甲单位29.00万元和乙单位20.00万元等安排。",
        "业务支出比上年增加93.40万元，由设备支出增加29.00万元和场地支出减少20.00万元构成。",
        "业务支出93.40万元，由设备支出29.00万元和场地支出20.00万元增加所致。",
    ],
)
def test_amounts_behind_by_that_make_up_nothing(line: str) -> None:
    assert _found(line) == []


def test_digits_that_the_document_has_in_the_other_unit() -> None:
    draft = Draft("2025年预算412.26万元，其中一季度支出120.00万元。上年执行412.26元。")
    found = draft.run(Amounts(draft.amount("412.26万元")))[1]
    assert [f.rule for f in found if f.rule == "likely-slip"] == ["likely-slip"]
    draft = Draft("2025年预算412.26万元，即4122600元。")
    assert "likely-slip" not in [f.rule for f in draft.run(Amounts(draft.amount("412.26万元")))[1]]


def test_several_years_that_are_less_than_one() -> None:
    draft = Draft("五年总投入3,400.00元，2025年预算412.26万元。")
    money = Amounts(draft.amount("412.26万元"), multi_year_total=draft.amount("3,400.00元"))
    assert "likely-slip" in [f.rule for f in draft.run(money)[1]]
    draft = Draft("五年总投入3,400.00万元，2025年预算412.26万元。")
    money = Amounts(draft.amount("412.26万元"), multi_year_total=draft.amount("3,400.00万元"))
    assert "likely-slip" not in [f.rule for f in draft.run(money)[1]]


def test_work_that_begins_after_the_year_of_its_money() -> None:
    for first, severities in (("2026", ["warning"]), ("2025", [])):
        draft = Draft(f"2025年预算412.26万元。实施周期{first}年1月至2026年12月。")
        schedule = draft.phases((f"{first}年1月至2026年12月", f"{first}-01-01", "2026-12-31", None))
        found = draft.run(Amounts(draft.amount("412.26万元")), schedule=schedule)[1]
        assert [f.severity for f in found if f.rule == "period-outside-fiscal-year"] == severities
