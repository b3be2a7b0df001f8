"""How long a period lasts by its words, against its own ends."""

from __future__ import annotations

import pytest

from tests.reconcile.test_counted_lists import find


@pytest.mark.parametrize(
    "prose",
    [
        "项目于2025年1月至2029年12月实施。2025年1月至2029年12月，共5年，2027年为第3年。",
        "实施周期：2025年1月至2025年11月，共11个月。",
        "实施周期为2024年3月至2024年11月，历时8个月。",  # from March to November, as others count
        "合同期2024年7月至2026年6月，共2年。",
        "2023年10月至2024年9月，为期一年，2024年为第二年。",
        "2024年3月至2024年5月，共3次集中整治。",
    ],
)
def test_lengths_that_hold(prose: str) -> None:
    assert find(prose) == []


@pytest.mark.parametrize(
    ("prose", "told"),
    [
        ("实施周期：2025年1月至2028年12月，共5年。", "4年"),
        ("实施周期：2025年1月至2025年9月，共11个月。", "9个月"),
        ("2024年3月至2024年11月，历时六个月。", "9个月"),
        ("2025年1月至2029年12月，共5年，2027年为第4年。", "第3年"),
    ],
)
def test_lengths_that_their_ends_contradict(prose: str, told: str) -> None:
    (finding,) = find(prose)
    assert finding.rule == "period-length-differs"
    assert told in finding.message
