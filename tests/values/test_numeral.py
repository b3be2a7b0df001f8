from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.values.fold import fold
from nlp.values.numeral import (
    parse_chinese,
    parse_number,
    scan_numbers,
    shift,
    written_decimals,
    year_number,
)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("0", "0"),
        ("27", "27"),
        ("12.0", "12.0"),
        ("0.00", "0.00"),
        ("007", "7"),
        (".5", "0.5"),
        ("1,229,841,015", "1229841015"),
        ("1, 229, 841, 015", "1229841015"),
        ("1，229，841．50", "1229841.50"),
        ("３，５１８．８５", "3518.85"),
        ("13,\n526.06", "13526.06"),
        ("13526\r\n.06", "13526.06"),
        ("1 229 841", "1229841"),
        ("　42　", "42"),
        ("-12", "-12"),
        ("－12.5", "-12.5"),
        ("−12.5", "-12.5"),
        ("+3", "3"),
        ("一千二百万", "12000000"),
        ("两千零五十", "2050"),
        ("伍拾万", "500000"),
        ("三亿五千万", "350000000"),
        ("三点五", "3.5"),
        ("二十一点零七", "21.07"),
        ("二〇二四", "2024"),
        ("二○二四", "2024"),
        ("十", "10"),
        ("十二", "12"),
        ("三十", "30"),
        ("九十九", "99"),
        ("零", "0"),
    ],
)
def test_parse_number(written: str, value: str) -> None:
    assert parse_number(written) == Decimal(value)


@pytest.mark.parametrize(
    "written",
    [
        "",
        " ",
        "-",
        "—",
        "－",
        "+",
        ".",
        "1.",
        "12,34",
        "1,2345",
        "301 01",
        "301 2",
        "1.2.3",
        "27万元",
        "三项",
        "万",
        "百",
        "千",
        "亿",
        "点五",
        "五点",
        "12a",
        "ab",
        "1,",
        ",1",
        "五十百",
        "十十一",
        "1--2",
        "百分之三",
    ],
)
def test_no_number(written: str) -> None:
    assert parse_number(written) is None


def test_number_keeps_its_written_digits() -> None:
    assert str(parse_number("1,000.50")) == "1000.50"
    assert str(parse_number("12.0")) == "12.0"


@pytest.mark.parametrize(
    ("written", "decimals"),
    [
        ("12.0", 1),
        ("27", 0),
        ("1,377,580.00元", 2),
        ("３．２５％", 2),
        ("6. 925", 3),
        ("三点二五", 2),
        ("无", 0),
        ("", 0),
    ],
)
def test_written_decimals(written: str, decimals: int) -> None:
    assert written_decimals(written) == decimals


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("共3项，1,200.5和7", ["3", "1200.5", "7"]),
        # an item's number is no number's beginning
        ("1. 50万元", ["1", "50"]),
        ("2．\n500元", ["2", "500"]),
        # but inside a line a blank may stand around the point
        ("金额10. 00元", ["10.00"]),
        # a year before a full-width comma does not join what follows
        ("2024，518.85万元", ["2024", "518.85"]),
        # at a line's end a full-width comma is punctuation
        ("项目5，\n100万元", ["5", "100"]),
        ("1.2.3", ["1.2"]),
        # a minus sign needs something before it that calls for a number
        ("结余：-12.5，会议费-10", ["-12.5", "10"]),
        ("2023-2025", ["2023", "2025"]),
    ],
)
def test_scan_numbers(text: str, numbers: list[str]) -> None:
    assert [str(n.value) for n in scan_numbers(fold(text))] == numbers


def test_a_line_end_inside_the_digits_of_a_full_line() -> None:
    line = "本年度为保障基地的日常运行和设备的定期维护拟安排经费13"
    (number,) = scan_numbers(fold(f"{line}\n526.06万元"))
    assert number.value == Decimal("13526.06")
    # a short line ended on purpose: a heading, or a cell of a table
    assert [n.value for n in scan_numbers("小计3\n500万元")] == [3, 500]


def test_fold_keeps_offsets_and_meaning() -> None:
    text = "⼆０２４年　⽉，（￥）萬"
    assert len(fold(text)) == len(text)
    assert fold(text) == "二024年 月，（¥）万"


def test_shift_is_exact_beyond_the_decimal_context() -> None:
    number = Decimal("9" * 60 + ".5")
    assert str(shift(number, 4)) == "9" * 60 + "5000"
    assert shift(shift(number, 4), -4) == number


def test_year_number() -> None:
    assert [year_number(w) for w in ("2024", "二〇二五", "二○二六", "一九九九")] == [2024, 2025, 2026, 1999]


DECIMALS = st.decimals(min_value=0, max_value=10**12, places=2, allow_nan=False, allow_infinity=False)


@given(DECIMALS)
def test_printed_with_separators_parses_back(value: Decimal) -> None:
    for printed in (
        f"{value}",
        f"{value:,}",
        f"{value:,}".replace(",", ", "),
        f"{value:,}".replace(",", "，"),
    ):
        parsed = parse_number(printed)
        assert type(parsed) is Decimal
        assert parsed == value
        assert written_decimals(printed) == 2


@given(st.integers(min_value=0, max_value=10**12 - 1), st.booleans())
def test_printed_in_chinese_parses_back(value: int, capital: bool) -> None:
    import cn2an

    assert parse_chinese(cn2an.an2cn(str(value), "up" if capital else "low")) == value
