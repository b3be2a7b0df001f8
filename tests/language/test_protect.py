"""Values that stay one token, and look-alikes that don't."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.language.protect import ProtectKind, protected_spans


def found(text: str, *kinds: ProtectKind) -> list[str]:
    return [text[start:end] for start, end in protected_spans(text, kinds)]


@pytest.mark.parametrize(
    "text",
    [
        "2024",
        "1,229,841,015",
        "1, 229, 841, 015",
        "3，518.85",
        "１２，０００．５",
        "645.55",
        "0.00",
        "77.70 %",
        "77.70%",
        "３０％",
        "12,000.5%",
        "2.3.1",
        "百分之三十",
        "百分之十二点五",
    ],
)
def test_numbers_whole(text: str) -> None:
    assert found(f"共{text}，", "number") == [text]
    assert found(text, "number") == [text]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("一千二百万元", ["一千二百"]),
        ("伍拾万元整", ["伍拾"]),
        ("三万五千元", ["三万五千"]),
        ("三点五亿元", ["三点五"]),
        ("单位：百万元、千元", []),
        ("三百六十行", []),
        ("5G、A4、B2C", []),
        ("50KW", []),
        ("12.5KW", ["12.5"]),
        ("2021,2022,2023", ["2021", "2022", "2023"]),
        ("1,22,333", ["1", "22,333"]),
        ("1234,567", ["1234", "567"]),
        ("3\t500", ["3", "500"]),
        ("1,\n229", ["1", "229"]),
        ("10%-20%", ["10%", "20%"]),
    ],
)
def test_numbers_and_what_is_none(text: str, numbers: list[str]) -> None:
    assert found(text, "number") == numbers


@pytest.mark.parametrize(
    "text",
    [
        "2024年1月1日",
        "2024 年 1 月 1 日",
        "２０２４年１月１日",
        "2024年3月",
        "2024年度",
        "2024年底",
        "2024年6月底",
        "2024年",
        "12月31日",
        "9月",
        "2024-01-01",
        "2024.1.1",
        "2024/12/31",
        "二〇二四年三月",
        "第一季度",
        "1季度",
        "前三季度",
        "每季度",
    ],
)
def test_dates_whole(text: str) -> None:
    assert found(f"于{text}，", "date") == [text]
    assert found(text, "date") == [text]


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("2024年1月1日-2024年12月31日", ["2024年1月1日", "2024年12月31日"]),
        ("2024年1-12月", ["2024年", "12月"]),
        ("2024年初步方案", ["2024年"]),
        ("季度执行率", []),
        ("12024年", []),
        ("12个月", []),
        ("206-02-06", []),
        ("2024.01.011", []),
        ("2024-01.01", []),
    ],
)
def test_dates_and_what_is_none(text: str, dates: list[str]) -> None:
    assert found(text, "date") == dates


def test_item_number_before_a_year_is_no_decimal() -> None:
    assert found("1.2024年采购", "date", "number") == ["2024年"]


def test_document_number_comes_before_the_date_and_number_in_it() -> None:
    text = "依据某发〔2015〕87号和２０１６年计划"
    assert found(text, "number", "date", "document_number") == ["某发〔2015〕87号", "２０１６年"]


@given(st.text(alphabet="0123456789,，. %年月日-/一百万元季度第\n\t（）〔〕号发", max_size=40))
def test_spans_are_ordered_apart_and_trimmed(text: str) -> None:
    spans = protected_spans(text, phrases=re.compile("元，|年 月"))
    position = 0
    for start, end in spans:
        assert position <= start < end <= len(text)
        assert text[start:end].strip() == text[start:end]
        position = end


@given(st.integers(0, 10**15), st.integers(0, 4), st.sampled_from([",", ", ", "，"]))
def test_any_printed_number_is_one_span(number: int, decimals: int, separator: str) -> None:
    text = f"{number / 10**decimals:,.{decimals}f}".replace(",", separator)
    assert found(f"安排{text}万元", "number") == [text]
