"""Dates, periods and quarters outside narratives."""

from __future__ import annotations

import pytest

from nlp.reconcile import Finding, reconcile
from tests.reconcile.sample import document, outlined


def _find(line: str) -> list[Finding]:
    return list(reconcile(outlined(document(other=f"其他相关情况说明\n\n{line}\n")), [])[1])


@pytest.mark.parametrize(
    ("line", "rule", "words"),
    [
        ("截至2024年12月32日，共有车辆2辆。", "impossible-date", "2024年12月32日"),
        ("实施周期为2025年1月1日至2025年11月31日。", "impossible-date", "2025年11月31日"),
        ("应于2月30日前完成。", "impossible-date", "2月30日"),
        ("到2025年13月底完成。", "impossible-date", "2025年13月底"),
        ("2025年2月29日召开会议。", "impossible-date", "2025年2月29日"),
        ("实施期2025年9月至2025年3月。", "reversed-period", "2025年9月至2025年3月"),
        (
            "项目甲\t一次性\n项目期限\t2025年5月6日至2024年8月9日\n",
            "reversed-period",
            "2025年5月6日至2024年8月9日",
        ),
    ],
)
def test_dates_that_cannot_be(line: str, rule: str, words: str) -> None:
    (finding,) = _find(line)
    assert (finding.rule, finding.evidence[0].text) == (rule, words)


@pytest.mark.parametrize(
    "line",
    [
        "截至2024年12月31日，共有车辆2辆。",
        "2月29日为国际罕见病日。",
        "实施期2025年9月至次年3月。",
        "项目甲\t一次性\n项目期限\t2024年5月6日至2025年8月9日\n",
        "项目甲\t一次性\n依据\t2025年5月印发的2024年工作方案\n",
        "第3.13.32条，版本2025.13.1。",
        "自2024年2月29日起施行。",
        "2023年至2025年。",
    ],
)
def test_dates_that_can_be(line: str) -> None:
    assert _find(line) == []


def test_quarters_of_money_that_make_no_hundred() -> None:
    line = "支出进度计划为：第一季度15%，第二季度30%，第三季度{}%，第四季度20%。"
    (finding,) = _find(line.format(30))
    assert finding.rule == "quarters-do-not-add-up"
    assert "95%" in finding.message
    assert _find(line.format(35)) == []


@pytest.mark.parametrize(
    "line",
    [
        "资金执行进度：一季度25%，二季度50%，三季度75%，四季度100%。",
        "预算执行：一季度33.3%，二季度33.3%，三季度16.7%，四季度16.7%。",
        # three quarters, two percentages in one, work done, a bound
        "预算执行：一季度25%，二季度30%，三季度20%。",
        "预算执行：一季度25%（上年20%），二季度25%，三季度25%，四季度20%。",
        "工程量形象进度及支出：一季度25%，二季度25%，三季度25%，四季度20%。",
        "预算执行：一季度不低于20%，二季度不低于45%，三季度不低于70%，四季度不低于95%。",
        "空气质量优良率：一季度85%，二季度90%，三季度92%，四季度88%。",
    ],
)
def test_quarters_that_may_be_right(line: str) -> None:
    assert _find(line) == []
