from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.values.dates import Period, find_periods, month_range, quarter_range


def one(text: str, default_year: int | None = None) -> Period:
    (period,) = find_periods(text, default_year)
    assert text[period.start : period.end] == period.text
    return period


def bounds(period: Period) -> tuple[str, str]:
    return str(period.first or ""), str(period.last or "")


@pytest.mark.parametrize(
    ("text", "first", "last", "kind"),
    [
        ("2024年1月1日-2024年12月31日", "2024-01-01", "2024-12-31", "range"),
        ("2024年1月1日—2024年12月31日", "2024-01-01", "2024-12-31", "range"),
        ("2024年1月1日——2024年12月31日", "2024-01-01", "2024-12-31", "range"),
        ("2024年1月1日至12月31日", "2024-01-01", "2024-12-31", "range"),
        ("2024年1月1日到2025年6月30日", "2024-01-01", "2025-06-30", "range"),
        ("2024年1月1至2024年12月31", "2024-01-01", "2024-12-31", "range"),
        ("2024年1月1", "2024-01-01", "2024-01-01", "day"),
        ("2024年1月1日起至2024年12月31日止", "2024-01-01", "2024-12-31", "range"),
        ("2024年3月1日-15日", "2024-03-01", "2024-03-15", "range"),
        ("2024年3月1日起至2024年底", "2024-03-01", "2024-12-31", "range"),
        ("2024年6月至年底", "2024-06-01", "2024-12-31", "range"),
        ("2024 年 1 月 1 日 至 2024 年 12 月 31 日", "2024-01-01", "2024-12-31", "range"),
        ("2024年\n1月1日至2024年12月\n31日", "2024-01-01", "2024-12-31", "range"),
        ("２０２４年１月—１２月", "2024-01-01", "2024-12-31", "range"),
        ("2024.01.01至2024.12.31", "2024-01-01", "2024-12-31", "range"),
        ("2024.01.01-2024.12.31", "2024-01-01", "2024-12-31", "range"),
        ("2024.1.1-12.31", "2024-01-01", "2024-12-31", "range"),
        ("2024-01-01 - 2024-12-31", "2024-01-01", "2024-12-31", "range"),
        ("2024/1/1～2024/12/31", "2024-01-01", "2024-12-31", "range"),
        ("20240101-20241231", "2024-01-01", "2024-12-31", "range"),
        ("2024.1-2024.12", "2024-01-01", "2024-12-31", "range"),
        ("2024.01—12月", "2024-01-01", "2024-12-31", "range"),
        ("2024年1月-2024年12月", "2024-01-01", "2024-12-31", "range"),
        ("2024年1月 - 2024年12月", "2024-01-01", "2024-12-31", "range"),
        ("2024年1-12月", "2024-01-01", "2024-12-31", "range"),
        ("2024年1至12月", "2024-01-01", "2024-12-31", "range"),
        ("2024年1月~12月", "2024-01-01", "2024-12-31", "range"),
        ("2024年7月-9月", "2024-07-01", "2024-09-30", "range"),
        ("2024年7月1日至次年6月30日", "2024-07-01", "2025-06-30", "range"),
        ("2023-2025年", "2023-01-01", "2025-12-31", "range"),
        ("2023年至2025年", "2023-01-01", "2025-12-31", "range"),
        ("2023年-2025年度", "2023-01-01", "2025-12-31", "range"),
        ("（2023-2025）", "2023-01-01", "2025-12-31", "range"),
        ("2024年第一季度至2025年第二季度", "2024-01-01", "2025-06-30", "range"),
        ("2024年一至三季度", "2024-01-01", "2024-09-30", "range"),
        ("2024年前三季度", "2024-01-01", "2024-09-30", "range"),
        ("2024年三、四季度", "2024-07-01", "2024-12-31", "range"),
        ("2024年3月上旬", "2024-03-01", "2024-03-10", "range"),
        ("2024年2月下旬", "2024-02-21", "2024-02-29", "range"),
        ("2024/1/1", "2024-01-01", "2024-01-01", "day"),
        ("2024年3月5日", "2024-03-05", "2024-03-05", "day"),
        ("2024年3月5号", "2024-03-05", "2024-03-05", "day"),
        ("二〇二四年三月一日", "2024-03-01", "2024-03-01", "day"),
        ("二○二四年十二月三十一日", "2024-12-31", "2024-12-31", "day"),
        ("2024年底", "2024-12-31", "2024-12-31", "day"),
        ("2024年年初", "2024-01-01", "2024-01-01", "day"),
        ("2024年2月底", "2024-02-29", "2024-02-29", "day"),
        ("2023年2月", "2023-02-01", "2023-02-28", "month"),
        ("2024年元月", "2024-01-01", "2024-01-31", "month"),
        ("24年12月", "2024-12-01", "2024-12-31", "month"),
        ("2024年第三季度", "2024-07-01", "2024-09-30", "quarter"),
        ("2024年1季度", "2024-01-01", "2024-03-31", "quarter"),
        ("2024年Q3", "2024-07-01", "2024-09-30", "quarter"),
        ("2024Q3", "2024-07-01", "2024-09-30", "quarter"),
        ("2024年上半年", "2024-01-01", "2024-06-30", "half"),
        ("2024年下半年", "2024-07-01", "2024-12-31", "half"),
        ("2024年", "2024-01-01", "2024-12-31", "year"),
        ("2024 年度", "2024-01-01", "2024-12-31", "year"),
        ("2024年全年", "2024-01-01", "2024-12-31", "year"),
        ("二〇二四年", "2024-01-01", "2024-12-31", "year"),
    ],
)
def test_with_a_year(text: str, first: str, last: str, kind: str) -> None:
    for period in (one(text), one(text, default_year=2019)):
        assert (*bounds(period), period.kind) == (first, last, kind)
        assert period.text == text.strip("（）")
        assert period.impossible == ()
        assert (period.open_start, period.open_end, period.reversed) == (False, False, False)


@pytest.mark.parametrize(
    ("text", "first", "last", "kind"),
    [
        ("1月～12月", "2026-01-01", "2026-12-31", "range"),
        ("2-11月", "2026-02-01", "2026-11-30", "range"),
        ("3月1日至5月31日", "2026-03-01", "2026-05-31", "range"),
        ("7月至次年6月", "2026-07-01", "2027-06-30", "range"),
        ("8月份", "2026-08-01", "2026-08-31", "month"),
        ("十一月", "2026-11-01", "2026-11-30", "month"),
        ("12月31日", "2026-12-31", "2026-12-31", "day"),
        ("第一季度", "2026-01-01", "2026-03-31", "quarter"),
        ("三季度", "2026-07-01", "2026-09-30", "quarter"),
        ("1季度", "2026-01-01", "2026-03-31", "quarter"),
        ("Q1", "2026-01-01", "2026-03-31", "quarter"),
        ("一至三季度", "2026-01-01", "2026-09-30", "range"),
        ("一、二季度", "2026-01-01", "2026-06-30", "range"),
        ("上半年", "2026-01-01", "2026-06-30", "half"),
        ("全年", "2026-01-01", "2026-12-31", "year"),
        ("本年度", "2026-01-01", "2026-12-31", "year"),
    ],
)
def test_without_a_year(text: str, first: str, last: str, kind: str) -> None:
    assert (*bounds(one(text, 2026)), one(text, 2026).kind) == (first, last, kind)
    # without a default year the writing is known, the days are not
    assert (*bounds(one(text)), one(text).kind) == ("", "", kind)


@pytest.mark.parametrize(
    ("text", "evidence", "first", "last"),
    [
        ("2024年6月底前完成", "2024年6月底前", "", "2024-06-30"),
        ("2024年6月30日之前", "2024年6月30日之前", "", "2024-06-30"),
        ("2024年底前", "2024年底前", "", "2024-12-31"),
        ("截至2023年8月31日，", "截至2023年8月31日", "", "2023-08-31"),
        ("截止 2022年12月31日", "截止 2022年12月31日", "", "2022-12-31"),
        ("不晚于2024年9月", "不晚于2024年9月", "", "2024-09-30"),
        ("自2024年3月起", "自2024年3月起", "2024-03-01", ""),
        ("2014年起，", "2014年起", "2014-01-01", ""),
        ("2019年以来", "2019年以来", "2019-01-01", ""),
        ("从2024年1月开始", "从2024年1月开始", "2024-01-01", ""),
        ("自2001年该馆建成以来", "自2001年", "2001-01-01", ""),
        ("2024年3月至今", "2024年3月至今", "2024-03-01", ""),
        ("2024年3月-长期", "2024年3月-长期", "2024-03-01", ""),
    ],
)
def test_open_periods(text: str, evidence: str, first: str, last: str) -> None:
    period = one(text)
    assert period.text == evidence
    assert bounds(period) == (first, last)
    assert (period.open_start, period.open_end) == (not first, not last)


def test_open_periods_without_a_year() -> None:
    assert bounds(one("年底前完成", 2025)) == ("", "2025-12-31")
    assert bounds(one("12月31日前", 2025)) == ("", "2025-12-31")
    assert bounds(one("3月起实施", 2025)) == ("2025-03-01", "")


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("12个月", 12),
        ("18 个月", 18),
        ("36个\n月", 36),
        ("一个月", 1),
        ("十二个月", 12),
        ("二十四个月", 24),
        ("一年", 12),
        ("2年", 24),
        ("两年", 24),
        ("三年期", 36),
        ("半年", 6),
        ("一年半", 18),
        ("两年半", 30),
        ("1.5年", 18),
        ("十年", 120),
        ("２年", 24),
    ],
)
def test_durations(text: str, months: int) -> None:
    for sentence in (text, f"项目为期{text}。", f"项目实施周期为{text}，"):
        period = one(sentence, 2024)
        assert period.text == text
        assert (period.kind, period.duration_months) == ("duration", months)
        assert bounds(period) == ("", "")


@pytest.mark.parametrize(
    "text",
    [
        "第2年",
        "每年",
        "每2年一次",
        "近5年",
        "近三年来",
        "每2个月",
        "每半年",
        "一年级",
        "一年一度",
        "一年两次",
        "1年2次",
        "三年行动计划",
        "十四五",
        "3个半月",
        "5个工作日",
        "100年",
        "前两年",
        "过去三年",
        "去年",
        "今年",
        "10月龄",
        "37号",
        "〔2024〕12号",
        "2024",
        "2024.05",
        "2024.5万元",
        "2024-12",
        "版本2.0",
        "2020.10.1.5",
        "13月",
        "每季度",
        "上一季度",
        "每一季度",
        "为全年龄读者服务",
        "0301-2024",
    ],
)
def test_no_period(text: str) -> None:
    assert find_periods(text, 2024) == ()


@pytest.mark.parametrize(
    ("text", "first", "last", "impossible"),
    [
        ("2024.01.01-2024.02.31", "2024-01-01", "", ("2024.02.31",)),
        ("2023年2月29日至2023年5月31日", "", "2023-05-31", ("2023年2月29日",)),
        ("2024年2月1日-30日", "2024-02-01", "", ("30日",)),
        ("2024.02.30—2024.06.31", "", "", ("2024.02.30", "2024.06.31")),
        ("2024年4月31日", "", "", ("2024年4月31日",)),
        ("2024年13月", "", "", ("2024年13月",)),
        ("2024-13-01", "", "", ("2024-13-01",)),
        ("2024年3月0日", "", "", ("2024年3月0日",)),
    ],
)
def test_dates_that_no_calendar_has_are_not_repaired(
    text: str, first: str, last: str, impossible: tuple[str, ...]
) -> None:
    period = one(text)
    assert bounds(period) == (first, last)
    assert period.impossible == impossible


def test_29_february_needs_the_right_year() -> None:
    assert one("2月29日", 2024).impossible == ()
    assert one("2月29日", 2023).impossible == ("2月29日",)
    # no year known: some year has it
    assert one("2月29日").impossible == ()
    assert one("2月30日").impossible == ("2月30日",)


@pytest.mark.parametrize(
    "text", ["9月至3月", "2024年9月-3月", "2024年5月1日至4月30日", "2025年3月-2024年5月"]
)
def test_reversed_is_kept_as_written(text: str) -> None:
    period = one(text, 2024)
    assert period.reversed
    assert period.first is not None
    assert period.last is not None
    assert period.first > period.last


def test_reversed_without_any_year() -> None:
    assert one("9月至3月").reversed
    assert not one("3月至9月").reversed


def test_neighbours_that_are_no_marks() -> None:
    assert [p.text for p in find_periods("3月起草方案，2024年前期准备，2024年后续维护", 2024)] == [
        "3月",
        "2024年",
        "2024年",
    ]
    assert [p.text for p in find_periods("2024年初中教育，2024年底层架构")] == ["2024年", "2024年"]
    assert [p.text for p in find_periods("来自2024年的数据")] == ["2024年"]
    # a dash and a blank begin an item of a list
    assert [p.text for p in find_periods("2024年\n- 2025年做收尾")] == ["2024年", "2025年"]
    assert [p.text for p in find_periods("3月、8月", 2024)] == ["3月", "8月"]


def test_a_duration_beside_a_range() -> None:
    found = find_periods("实施时间为12个月，2025年1月~12月。")
    assert [(p.text, p.kind) for p in found] == [("12个月", "duration"), ("2025年1月~12月", "range")]


def test_helpers() -> None:
    assert month_range(2023, 2) == (date(2023, 2, 1), date(2023, 2, 28))
    assert [quarter_range(2024, q)[1].month for q in (1, 2, 3, 4)] == [3, 6, 9, 12]
    for bad in (0, 13):
        with pytest.raises(ValueError, match="no month"):
            month_range(2024, bad)
    with pytest.raises(ValueError, match="no quarter"):
        quarter_range(2024, 5)


DAYS = st.dates(min_value=date(1990, 1, 1), max_value=date(2089, 12, 31))
FORMATS = st.sampled_from(
    [
        "{0.year}年{0.month}月{0.day}日",
        "{0.year} 年 {0.month} 月 {0.day} 日",
        "{0.year}年{0.month:02}月{0.day:02}日",
        "{0.year}.{0.month:02}.{0.day:02}",
        "{0.year}.{0.month}.{0.day}",
        "{0.year}-{0.month:02}-{0.day:02}",
        "{0.year}/{0.month}/{0.day}",
    ]
)


@given(DAYS, FORMATS)
def test_printed_day_reads_back(day: date, form: str) -> None:
    text = form.format(day)
    period = one(f"于{text}，完成")
    assert (period.text, period.first, period.last, period.kind) == (text, day, day, "day")


@given(DAYS, st.integers(0, 2000), FORMATS, st.sampled_from(["-", "至", "—", "～", " - ", "到", "~", "–"]))
def test_printed_range_reads_back(first: date, days: int, form: str, dash: str) -> None:
    last = first + timedelta(days)
    text = f"{form.format(first)}{dash}{form.format(last)}"
    period = one(f"{text}。")
    assert (period.text, period.first, period.last) == (text, first, last)
    assert not period.reversed


@given(st.integers(1990, 2089), st.integers(1, 12), st.integers(1, 12))
def test_printed_months_read_back(year: int, first: int, last: int) -> None:
    for text in (
        f"{year}年{first}月-{last}月",
        f"{year}年{first}-{last}月",
        f"{year}年{first}月至{year}年{last}月",
    ):
        period = one(text)
        assert (period.first, period.last) == (month_range(year, first)[0], month_range(year, last)[1])
        assert period.reversed == (first > last)


def test_a_list_number_behind_a_month_is_no_day() -> None:
    assert [p.text for p in find_periods("开工于2024年7月 1）采购")] == ["2024年7月"]
