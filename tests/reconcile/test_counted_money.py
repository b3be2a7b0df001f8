"""Things counted with their money: where the money adds up, the numbers must."""

from __future__ import annotations

import pytest

from nlp.reconcile import Finding, reconcile
from tests.reconcile.sample import document, outlined


def _found(line: str) -> list[Finding]:
    other = f"其他相关情况说明\n\n{line}\n"
    found = reconcile(outlined(document(other=other)), [])[1]
    return [f for f in found if f.rule == "count-differs"]


@pytest.mark.parametrize(
    ("line", "right", "wrong"),
    [
        ("改造工程{}个，安排90.50万元；先行说明其中3个，合计60.30万元，另有河道工程30.20万元。", 4, 6),
        ("接待来访{}批次，52人次，支出1.20万元，包括：学习7批次0.80万元，检查4批次0.40万元。", 11, 14),
        ("安排课题{}项，90.50万元，其中甲类3项60.30万元、乙类2项20.10万元、丙类2项10.10万元。", 7, 6),
        ("使用资金的课题{}项，90.50万元，其中财政拨款的3项60.30万元、自筹资金的4项30.20万元。", 7, 8),
    ],
)
def test_numbers_whose_money_adds_up(line: str, right: int, wrong: int) -> None:
    assert _found(line.format(right)) == []
    (finding,) = _found(line.format(wrong))
    assert f"{wrong}" in finding.computation


@pytest.mark.parametrize(
    "line",
    [
        # a project with money of two funds is counted with both
        "使用资金的课题5项，90.50万元，其中财政拨款的3项60.30万元、自筹资金的4项30.20万元。",
        # other money, other units, no exact sum
        "安排课题9项，90.50万元，其中甲类3项60.30万元、乙类2项20.10万元。",
        "安排课题9项，90.50万元，其中甲类3项60.30万元、乙类2个30.20万元。",
        "安排课题9项，约90.50万元，其中甲类3项60.30万元、乙类2项30.20万元。",
        "安排课题9项，90.50万元，每项经费另定，其中设备60.30万元、材料30.20万元。",
    ],
)
def test_numbers_whose_money_is_of_other_things(line: str) -> None:
    assert _found(line) == []
