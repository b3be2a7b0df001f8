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
        "自2024年8月启动，至2026年1月完工，总工期18个月。",
        "项目周期9个月（2025年3月—2025年11月）。",
        "工期9个月，即2025年3月至11月。",
        "建设期24个月，自2024年6月起至2026年5月止。",
        "质保期12个月，自2025年6月至2027年5月。",
        # The works within the project, a term that begins anywhere, and what stands between the dates.
        "实施周期：2025年1月至12月，施工工期6个月。",
        "施工工期6个月（2025年1月至12月择期进行）。",
        "自2024年8月启动，2025年3月封顶，至2026年1月完工，总工期18个月。",
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
        ("自2024年8月启动，至2026年1月完工，总工期24个月。", "18个月"),
        ("建设期14个月，自2024年6月起至2026年5月止。", "24个月"),
        ("服务期9个月，从2025年1月至2025年12月。", "12个月"),
        ("2024年8月起，至2026年1月止，共20个月。", "18个月"),
        ("项目周期9个月（2024年3月—2025年11月）。", "21个月"),
        ("工期7个月，即2025年3月至11月。", "9个月"),
        ("2025年3月至2026年2月，建设周期10个月。", "12个月"),
    ],
)
def test_lengths_that_their_ends_contradict(prose: str, told: str) -> None:
    (finding,) = find(prose)
    assert finding.rule == "period-length-differs"
    assert told in finding.message
