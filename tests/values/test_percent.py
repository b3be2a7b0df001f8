from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.values.percent import find_percentages


@pytest.mark.parametrize(
    ("text", "evidence", "value", "qualifier"),
    [
        ("执行30%，", "30%", "30", "exact"),
        ("增加77.70 %。", "77.70 %", "77.70", "exact"),
        ("占３０％", "３０％", "30", "exact"),
        ("增加\n60.54%", "60.54%", "60.54", "exact"),
        ("占100.0\n%", "100.0\n%", "100.0", "exact"),
        ("增长1,250.5%", "1,250.5%", "1250.5", "exact"),
        ("增幅为-5.3%", "-5.3%", "-5.3", "exact"),
        ("百分之三十", "百分之三十", "30", "exact"),
        ("百分之十二点五", "百分之十二点五", "12.5", "exact"),
        ("百分之95.5", "百分之95.5", "95.5", "exact"),
        ("百分百完成", "百分百", "100", "exact"),
        ("百分之百", "百分之百", "100", "exact"),
        ("达到80%", "80%", "80", "exact"),
        ("不低于50%", "50%", "50", "at_least"),
        ("不少于 80%", "80%", "80", "at_least"),
        ("≥95.00(%)", "95.00(%)", "95.00", "at_least"),
        ("≥90（%）", "90（%）", "90", "at_least"),
        ("70%以上", "70%", "70", "at_least"),
        ("70%（含）以上", "70%", "70", "at_least"),
        ("不超过5%", "5%", "5", "at_most"),
        ("≤3%", "3%", "3", "at_most"),
        ("5%以内", "5%", "5", "at_most"),
        ("约20%", "20%", "20", "about"),
        ("20%左右", "20%", "20", "about"),
        ("近90%", "90%", "90", "about"),
        ("节约10%", "10%", "10", "exact"),
        ("不低于合同金额的50%", "50%", "50", "at_least"),
        ("支付不超过总价的 95%", "95%", "95", "at_most"),
        ("约占总投资的30%", "30%", "30", "about"),
        ("近年来的10%", "10%", "10", "exact"),
        ("最低生活标准的50%", "50%", "50", "exact"),
        ("解决不足部分的50%", "50%", "50", "exact"),
        ("超额完成计划的50%", "50%", "50", "exact"),
        ("不少于3项，完成80%", "80%", "80", "exact"),
    ],
)
def test_percentage(text: str, evidence: str, value: str, qualifier: str) -> None:
    (found,) = find_percentages(text)
    assert (found.text, str(found.value), found.qualifier) == (evidence, value, qualifier)
    assert text[found.start : found.end] == evidence
    assert found.high is None


@pytest.mark.parametrize("text", ["3个百分点", "占76.23", "30", "%", "百分比", "百分之", "30元", "百分制"])
def test_no_percentage(text: str) -> None:
    assert find_percentages(text) == ()


@pytest.mark.parametrize("text", ["30%-40%", "30-40%", "30%～40%", "30％至40％"])
def test_range(text: str) -> None:
    (found,) = find_percentages(text)
    assert (found.text, found.value, found.high) == (text, Decimal(30), Decimal(40))


def test_decimals() -> None:
    assert [p.decimals for p in find_percentages("5%，5.0%，百分之五点二五")] == [0, 1, 2]


def test_in_order() -> None:
    found = find_percentages("第一季度20%，第二季度百分之三十，第三季度50%")
    assert [int(p.value) for p in found] == [20, 30, 50]


@given(st.decimals(min_value=0, max_value=1000, places=2, allow_nan=False, allow_infinity=False))
def test_printed_percentage_reads_back(value: Decimal) -> None:
    (found,) = find_percentages(f"青禾县完成{value}%。")
    assert type(found.value) is Decimal
    assert str(found.value) == str(value)
