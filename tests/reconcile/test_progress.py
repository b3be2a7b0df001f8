"""Progress by ends of months, and quarters of which some are said to have none."""

from __future__ import annotations

import pytest

from nlp.reconcile import reconcile
from tests.reconcile.sample import document, outlined


def _rules(line: str) -> list[str]:
    outline = outlined(document(other=f"其他相关情况说明\n\n{line}\n"))
    return [f.rule for f in reconcile(outline, [])[1] if f.severity != "info"]


PROGRESS = (
    "支出进度：6月底累计达到35%，9月底累计达到{}%，12月底达到100%。",
    "计划5月末支出进度达到35%，8月末达到{}%，年底达到100%。",
    "截至6月累计执行35%，截至9月累计执行{}%。",
    "上半年累计支付35%，前三季度累计支付{}%，12月底前累计支付100%。",
    "6月30日前资金累计支出35%，9月30日前累计支出{}%。",
)


@pytest.mark.parametrize("line", PROGRESS)
def test_progress_that_falls(line: str) -> None:
    assert _rules(line.format(70)) == []
    assert _rules(line.format(30)) == ["quarters-do-not-add-up"]


@pytest.mark.parametrize(
    "line",
    [
        # what is paid at each date
        "支付进度：6月底前支付40%，9月底前支付35%，12月底前支付25%。",
        "6月底前支付40%，9月底前支付30%。",
        # other things
        "6月底甲项目累计完成80%，9月底乙项目累计完成50%。",
        # a bound is no figure
        "6月底累计支出达到55%，9月底累计支出不低于50%。",
        # another year's, another thing's
        "2024年6月底累计支出80%，2025年9月底累计支出50%。",
        "甲项目6月底累计支出80%，乙项目9月底累计支出50%。",
        # two sentences
        "2025年6月底累计支出55%。2024年9月底累计支出50%。",
    ],
)
def test_progress_that_may_stand(line: str) -> None:
    assert _rules(line) == []


@pytest.mark.parametrize(
    "line",
    [
        "治理项目安排928.46万元，资金按季使用：二季度278.54万元，三季度{}万元，四季度232.11万元，一季度不安排。",
        "治理项目安排928.46万元，一季度无支出，二季度278.54万元，三季度{}万元，四季度232.11万元。",
    ],
)
def test_quarters_that_have_none(line: str) -> None:
    assert _rules(line.format("417.81")) == []
    assert _rules(line.format("471.81")) == ["quarters-do-not-add-up"]
    assert _rules(line.format("471.81").replace("一季度不安排", "").replace("一季度无支出，", "")) == []
