"""Number formats and Word's counters, by worked cases."""

from __future__ import annotations

from datetime import datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.readers.office.number_format import display, is_date, to_decimal
from nlp.readers.office.numbering import chinese, format_number

ACCOUNTING = '_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "-"??_ ;_ @_ '


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (1234.5, "#,##0.00", "1,234.50"),
        (1234567890, "#,##0", "1,234,567,890"),
        (123456, "#,##0", "123,456"),
        (0, "#,##0", "0"),
        (0, "#,###", ""),
        (-1234.5, "#,##0.00", "-1,234.50"),
        (-1234.5, "#,##0.00;(#,##0.00)", "(1,234.50)"),
        (-1234.5, ACCOUNTING, "-1,234.50"),
        (1234.5, ACCOUNTING, "1,234.50"),
        (0, ACCOUNTING, "-"),
        (0, "0;-0;;@", ""),
        (2.675, "0.00", "2.68"),
        (1.005, "0.00", "1.01"),
        (-0.001, "0.00", "0.00"),
        (0.5, "#.##", ".5"),
        (12, "0.##", "12"),
        (8, "000", "008"),
        (2050803, "000-00-00", "205-08-03"),
        (0.7612, "0.00%", "76.12%"),
        (12345678, "#,##0,", "12,346"),
        (12345678, '0!.0,"万元"', "1234.6万元"),
        (12345678, "0\\.0,", "1234.6"),
        (35, '[>=60]"合格";[Red]"不合格"', "不合格"),
        (5, "[$￥-804]#,##0.00", "￥5.00"),
        (5, '"共"0"项"', "共5项"),
        (1234.5, "General", "1234.5"),
        (607371026.0, "General", "607371026"),
        (123456789012345, "General", "123456789012345"),
        (1 / 3, "General", "0.333333333"),
        (1234.5, "@", "1234.5"),
        (12, 'G/通用格式"元"', "12元"),
        ("08", "#,##0.00", "08"),
        (True, "0", "TRUE"),
        (None, "0", ""),
        (datetime(2026, 3, 1), "yyyy/m/d", "2026/3/1"),
        (datetime(2026, 3, 1), 'yyyy"年"mm"月"dd"日"', "2026年03月01日"),
        (datetime(2026, 3, 1), "[$-804]yyyy\\-mm\\-dd;@", "2026-03-01"),
        (datetime(2026, 3, 1, 9, 5), "yyyy/m/d h:mm", "2026/3/1 9:05"),
        (datetime(2026, 3, 1, 15, 5), '上午/下午h"时"mm"分"', "下午3时05分"),
        (datetime(2026, 3, 1), "0.00", "2026/3/1"),
        (datetime(2026, 3, 1), "aaaa", "星期日"),
        (time(9, 5), "h:mm", "9:05"),
        (timedelta(hours=30), "[h]:mm", "30:00"),
    ],
)
def test_display(value: object, code: str, shown: str) -> None:
    assert display(value, code) == shown


def test_dates_are_told_from_numbers() -> None:
    assert is_date('m"月"d"日"')
    assert is_date("[h]:mm")
    assert not is_date("#,##0.00_);[Red](#,##0.00)")
    assert not is_date('0"d"')


@given(st.integers(-(10**14), 10**14))
def test_grouping_agrees_with_python(number: int) -> None:
    assert display(number / 100, "#,##0.00") == f"{to_decimal(number / 100):,.2f}"


@given(
    st.floats(allow_nan=True, allow_infinity=True), st.text(alphabet='0#?.,%;-"\\_*[]@hmsyE+ ', max_size=12)
)
def test_no_format_breaks(number: float, code: str) -> None:
    assert isinstance(display(number, code), str)


@pytest.mark.parametrize(
    ("number", "written"),
    [
        (1, "一"),
        (10, "十"),
        (11, "十一"),
        (20, "二十"),
        (101, "一百零一"),
        (110, "一百一十"),
        (1010, "一千零一十"),
    ],
)
def test_chinese_numbers(number: int, written: str) -> None:
    assert chinese(number) == written


@pytest.mark.parametrize(
    ("number", "style", "written"),
    [
        (12, "ideographDigital", "一二"),
        (3, "decimalEnclosedCircleChinese", "③"),
        (3, "ideographTraditional", "丙"),
        (3, "decimalFullWidth", "３"),
        (3, "decimalZero", "03"),
        (27, "lowerLetter", "aa"),
        (9, "lowerRoman", "ix"),
        (12, "chineseLegalSimplified", "壹拾贰"),
        (25, "decimalEnclosedCircle", "25"),
        (3, "something", "3"),
    ],
)
def test_counters(number: int, style: str, written: str) -> None:
    assert format_number(number, style) == written
