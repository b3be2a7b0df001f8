"""Borders of the rule tagger's spans, as annotations/guidelines.md draws them."""

from __future__ import annotations

import pytest

from tests.fields.invented import outline_of, spans_of


def marked(kind: str, text: str) -> list[tuple[str, str]]:
    outline = outline_of({kind: text}, year=2025)
    return [(s.label, outline.document.text[s.start : s.end]) for s in spans_of(outline)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("起止时间：2025.03.01-2025.11.30", [("SCHEDULE", "2025.03.01-2025.11.30")]),
        ("自2025年3月1日起至2025年9月30日止。", [("SCHEDULE", "2025年3月1日起至2025年9月30日")]),
        (
            "本项目周期两年，即2025年1月至2026年12月。",
            [("SCHEDULE", "两年"), ("SCHEDULE", "2025年1月至2026年12月")],
        ),
        (
            "一期：2025年1月至6月；二期：2025年7月至12月。",
            [("PHASE", "2025年1月至6月"), ("PHASE", "2025年7月至12月")],
        ),
        (
            "时间\t内容\t支付比例（%）\n2025年1月-6月\t采购\t40\n2025年7月-12月\t验收\t60",
            [("PHASE", "2025年1月-6月"), ("PHASE", "40"), ("PHASE", "2025年7月-12月"), ("PHASE", "60")],
        ),
        (
            "阶段\t开始时间\t完成时间\n设计\t2025年2月\t2025年4月\n施工\t2025年5月\t2025年9月",
            [("PHASE", "2025年2月\t2025年4月"), ("PHASE", "2025年5月\t2025年9月")],
        ),
    ],
)
def test_periods(text: str, expected: list[tuple[str, str]]) -> None:
    assert marked("schedule", text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("年度预算安排1,204,500.00元。", [("AMOUNT_TOTAL", "1,204,500.00元")]),
        ("本年共需约63万元。", [("AMOUNT_TOTAL", "63万元")]),
        ("两年共需190万元，今年100万元。", [("AMOUNT_MULTI_YEAR", "190万元"), ("AMOUNT_TOTAL", "100万元")]),
        (
            "项目\t金额（万元）\n苗木费\t22\n管护费\t9\n合计\t31",
            [("AMOUNT_COMPONENT", "22"), ("AMOUNT_COMPONENT", "9"), ("AMOUNT_TOTAL", "31")],
        ),
        (
            "预算50万元。一季度不低于15%以上，二季度不低于45%左右。",
            [("AMOUNT_TOTAL", "50万元"), ("QUARTER", "一季度不低于15%"), ("QUARTER", "二季度不低于45%")],
        ),
        (
            "预算50万元。一季度支付40%（20万元），二季度60%（30万元）。",
            [
                ("AMOUNT_TOTAL", "50万元"),
                ("QUARTER", "一季度支付40%（20万元）"),
                ("QUARTER", "二季度60%（30万元）"),
            ],
        ),
        (
            "预算50万元，75%在签订当月支付，25%在第四季度支付。",
            [("AMOUNT_TOTAL", "50万元"), ("QUARTER", "25%在第四季度")],
        ),
        (
            "预算50万元。\n季度\t一季度\t二季度\n执行率（%）\t40\t60",
            [("AMOUNT_TOTAL", "50万元"), ("QUARTER", "40"), ("QUARTER", "60")],
        ),
        (
            "季度\t比例\t金额（万元）\n一季度\t40%\t20\n二季度\t60%\t30",
            [("QUARTER", "一季度\t40%\t20"), ("QUARTER", "二季度\t60%\t30")],
        ),
    ],
)
def test_amounts_and_quarters(text: str, expected: list[tuple[str, str]]) -> None:
    assert marked("annual_budget", text) == expected
