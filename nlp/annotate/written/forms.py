"""The ways to write one value: amounts, periods, percentages, quarters, document numbers."""

from __future__ import annotations

import calendar
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from random import Random
from typing import Final

import cn2an

_DIGITS: Final = "〇一二三四五六七八九"
CN: Final = ("零", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")


def _plain(value: Decimal) -> str:
    return format(value.normalize(), "f")


def _mixed(wan: Decimal) -> str | None:
    whole, rest = divmod(wan, 1)
    yuan = rest * 10_000
    if not whole or not yuan or yuan % 100:
        return None
    return f"{_plain(whole)}万{_plain(yuan)}元"


def _yi(wan: Decimal) -> str | None:
    return f"{_plain(wan / 10_000)}亿元" if wan >= 1000 and wan % 10 == 0 else None


def _han(wan: Decimal, mode: str) -> str | None:
    return f"{cn2an.an2cn(_plain(wan), mode)}万元" if wan % 1 == 0 and wan < 10_000 else None


#: Each gives the writing of an amount in 万元, or None where it does not suit the value.
AMOUNTS: Final[dict[str, Callable[[Decimal], str | None]]] = {
    "wan": lambda w: f"{_plain(w)}万元",
    "wan_two": lambda w: f"{w:,.2f}万元" if round(w, 2) == w else None,
    "wan_comma": lambda w: f"{w.normalize():,f}万元",
    "wan_short": lambda w: f"{_plain(w)}万",
    "wan_gap": lambda w: f"{_plain(w)} 万元",
    "yuan": lambda w: f"{w * 10_000:,.2f}元",
    "yuan_whole": lambda w: f"{_plain(w * 10_000)}元" if (w * 10_000) % 1 == 0 else None,
    "yuan_comma": lambda w: f"{(w * 10_000).normalize():,f}元",
    "yuan_sign": lambda w: f"¥{w * 10_000:,.2f}",
    "yi": _yi,
    "mixed": _mixed,
    "han": lambda w: _han(w, "low"),
    "capital": lambda w: _han(w, "up"),
}
#: How often each is chosen: people write 万元.
AMOUNT_WEIGHTS: Final = {
    **dict.fromkeys(AMOUNTS, 1),
    "wan": 8,
    "wan_two": 5,
    "wan_comma": 3,
    "yuan": 3,
    "yuan_whole": 2,
}


def amount(wan: Decimal, form: str) -> str:
    """Return an amount of ``wan`` 万元 in a form, in plain 万元 where the form does not suit it.

    >>> [amount(Decimal("320.5"), form) for form in ("wan_two", "yuan", "mixed", "capital")]
    ['320.50万元', '3,205,000.00元', '320万5000元', '320.5万元']
    """
    return AMOUNTS[form](wan) or AMOUNTS["wan"](wan) or ""


@dataclass(frozen=True, slots=True)
class Span:
    """A period of days, both ends included."""

    start: date
    end: date

    @property
    def whole_months(self) -> bool:
        """Whether it runs from the first day of a month to the last of one."""
        return self.start.day == 1 and self.end.day == month_end(self.end.year, self.end.month)

    @property
    def one_year(self) -> bool:
        """Whether both ends lie in one year."""
        return self.start.year == self.end.year

    @property
    def full_year(self) -> bool:
        """Whether it is a calendar year."""
        return self.one_year and self.whole_months and (self.start.month, self.end.month) == (1, 12)

    @property
    def full_years(self) -> bool:
        """Whether it is several calendar years."""
        return not self.one_year and self.whole_months and (self.start.month, self.end.month) == (1, 12)


def month_end(year: int, month: int) -> int:
    """Return the last day of a month."""
    return calendar.monthrange(year, month)[1]


def han_year(year: int) -> str:
    """Return a year in Chinese digits.

    >>> han_year(2026)
    '二〇二六'
    """
    return "".join(_DIGITS[int(c)] for c in str(year))


_Form = Callable[[Span], "str | None"]
PERIODS: Final[dict[str, _Form]] = {
    "days": lambda p: f"{_ymd(p.start)}至{_ymd(p.end)}",
    "days_dash": lambda p: f"{_ymd(p.start)}-{_ymd(p.end)}",
    "days_short": lambda p: f"{_ymd(p.start)}—{p.end.month}月{p.end.day}日" if p.one_year else None,
    "dots": lambda p: f"{p.start:%Y.%m.%d}-{p.end:%Y.%m.%d}",
    "slashes": lambda p: (
        f"{p.start.year}/{p.start.month}/{p.start.day}～{p.end.year}/{p.end.month}/{p.end.day}"
    ),
    "iso": lambda p: f"{p.start.isoformat()}至{p.end.isoformat()}",
    "months": lambda p: (
        f"{p.start.year}年{p.start.month}月至{p.end.year}年{p.end.month}月" if p.whole_months else None
    ),
    "months_dash": lambda p: (
        f"{p.start.year}年{p.start.month}月-{p.end.year}年{p.end.month}月" if p.whole_months else None
    ),
    "months_short": lambda p: (
        f"{p.start.year}年{p.start.month}-{p.end.month}月" if p.whole_months and p.one_year else None
    ),
    "months_wave": lambda p: (
        f"{p.start.year}年{p.start.month}月～{p.end.month}月" if p.whole_months and p.one_year else None
    ),
    "months_from": lambda p: (
        f"{p.start.year}年{p.start.month}月起至{p.end.year}年{p.end.month}月" if p.whole_months else None
    ),
    "months_dots": lambda p: f"{p.start:%Y.%m}-{p.end:%Y.%m}" if p.whole_months else None,
    "han": lambda p: (
        f"{han_year(p.start.year)}年{CN[p.start.month]}月至{CN[p.end.month]}月"
        if p.whole_months and p.one_year
        else None
    ),
    "days_dash_short": lambda p: f"{_ymd(p.start)}-{p.end.month}月{p.end.day}日" if p.one_year else None,
    "days_from": lambda p: f"{_ymd(p.start)}起至{_ymd(p.end)}",
    "dots_to": lambda p: f"{p.start:%Y.%m.%d}至{p.end:%Y.%m.%d}",
    "dots_bare": lambda p: (
        f"{p.start.year}.{p.start.month}-{p.end.year}.{p.end.month}" if p.whole_months else None
    ),
    "months_gap": lambda p: (
        f"{p.start.year}年{p.start.month}月 - {p.end.year}年{p.end.month}月" if p.whole_months else None
    ),
    "months_to": lambda p: (
        f"{p.start.year}年{p.start.month}月至{p.end.month}月" if p.whole_months and p.one_year else None
    ),
    "years_dash": lambda p: f"{p.start.year}-{p.end.year}年" if p.full_years else None,
    "years_to": lambda p: f"{p.start.year}年至{p.end.year}年" if p.full_years else None,
    "year": lambda p: f"{p.start.year}年" if p.full_year else None,
    "year_whole": lambda p: f"{p.start.year}年全年" if p.full_year else None,
    "fiscal_year": lambda p: f"{p.start.year}年度" if p.full_year else None,
}


def _ymd(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def period(span: Span, form: str) -> str:
    """Return a period in a form, in days where the form does not suit it.

    >>> period(Span(date(2026, 1, 1), date(2026, 12, 31)), "months_short")
    '2026年1-12月'
    """
    return PERIODS[form](span) or PERIODS["days"](span) or ""


PERCENTS: Final[dict[str, Callable[[Decimal], str]]] = {
    "plain": lambda p: f"{_plain(p)}%",
    "wide": lambda p: f"{_plain(p)}％",
    "gap": lambda p: f"{_plain(p)} %",
    "two": lambda p: f"{p:.2f}%",
    "han": lambda p: (
        f"百分之{cn2an.an2cn(_plain(p), 'low').removeprefix('一十') or '十'}"
        if p % 1 == 0 and p < 100 and p != 10
        else f"{_plain(p)}%"
    ),
}
QUARTERS: Final[dict[str, Callable[[int, int], str]]] = {
    "ordinal": lambda n, y: f"第{CN[n]}季度",
    "short": lambda n, y: f"{CN[n]}季度",
    "digit": lambda n, y: f"{n}季度",
    "ordinal_digit": lambda n, y: f"第{n}季度",
    "letter": lambda n, y: f"Q{n}",
    "with_year": lambda n, y: f"{y}年{CN[n]}季度",
}
_BRACKETS: Final = ("〔〕", "〔〕", "〔〕", "[]", "【】", "（）")


@dataclass(frozen=True, slots=True)
class Number:
    """A document number."""

    code: str
    year: int
    serial: int | str

    @property
    def normal(self) -> str:
        """The normal writing."""
        return f"{self.code}〔{self.year}〕{self.serial}号"


def number(value: Number, rng: Random) -> str:
    """Return one of the ways to write a document number."""
    opening, closing = rng.choice(_BRACKETS)
    gap = " " if rng.random() < 0.1 else ""
    return f"{value.code}{opening}{value.year}{closing}{gap}{value.serial}{gap}号"


def rewritten(words: str, rng: Random) -> str:
    """Return one of the ways to write a document number that is given with 〔〕; an order has no brackets."""
    opening, closing = rng.choice(_BRACKETS)
    gap = " " if rng.random() < 0.05 else ""
    return words.replace("〔", opening).replace("〕", closing + gap)
