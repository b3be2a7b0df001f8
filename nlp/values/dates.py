"""Dates, periods and durations in prose, with ranges, open ends and dates that no calendar has."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Literal

from nlp.values.date_grammar import (
    SHORT_RANGE,
    TAIL,
    Point,
    month_range,
    point_pattern,
    quarter_range,
    short_range,
    tail_point,
    to_point,
)
from nlp.values.fold import GAP, fold
from nlp.values.numeral import parse_number, year_number
from nlp.values.quarter import QuarterMention, find_quarters
from nlp.values.words import any_of, words

__all__ = [
    "Period",
    "PeriodKind",
    "QuarterMention",
    "find_periods",
    "find_quarters",
    "month_range",
    "quarter_range",
]

PeriodKind = Literal["day", "month", "quarter", "half", "year", "range", "duration"]


@dataclass(frozen=True, slots=True)
class Period:
    """A written period; ``text[start:end]`` of the source is ``text``.

    ``first`` and ``last`` are inclusive: a month given alone runs from its first to its last day, a
    quarter, half and year likewise; 年底 and 月底 are the last day, 年初 and 月初 the first. A side is
    ``None`` if it is open (2024年6月底前, 自2024年3月起), lacks a year, or is a date that no calendar has;
    that date is then in ``impossible``, as written. A bare duration has ``duration_months`` only.
    ``reversed``: the last day lies before the first; both are kept as written.

    "前" is read as up to and including (6月30日前 and 6月前 both end on 30 June).
    """

    start: int
    end: int
    text: str
    first: date | None
    last: date | None
    kind: PeriodKind
    duration_months: int | None = None
    impossible: tuple[str, ...] = ()
    open_start: bool = False
    open_end: bool = False
    reversed: bool = False


#: Any leap year: it orders days and months that name no year.
_SOME_YEAR = 2000


def find_periods(text: str, default_year: int | None = None) -> tuple[Period, ...]:
    """Return the periods in ``text``, in order; ``default_year`` is for those that name none.

    A range keeps the year of its first end where the second states none.

    >>> [(str(p.first), str(p.last), p.kind) for p in find_periods("2024年7月-9月；2024年第一季度")]
    [('2024-07-01', '2024-09-30', 'range'), ('2024-01-01', '2024-03-31', 'quarter')]
    >>> [(p.text, p.impossible) for p in find_periods("2024.01.01-2024.02.31")]
    [('2024.01.01-2024.02.31', ('2024.02.31',))]
    >>> find_periods("为期18个月")[0].duration_months, find_periods("1月～12月", 2025)[0].last
    (18, datetime.date(2025, 12, 31))
    """
    folded = fold(text)
    pattern = _pattern()
    periods = []
    position = 0
    named: int | None = None  # the year told last
    while match := pattern.search(folded, position):
        period: Period | None
        if match["duration"]:
            period = _duration(text, match)
        else:
            period = _calendar(text, folded, match.start(), position, default_year, named)
        if period is not None:
            periods.append(period)
            last = period.last or period.first
            named = last.year if last else named
        position = max(period.end if period else 0, match.start() + 1)
    return tuple(periods)


_CANDIDATE = "(?=[0-9零〇○一二三四五六七八九十两半廿元全本当今明来次翌同上下前第年Q])"
_COUNT = "[0-9]{1,2}(?:\\.[0-9])?|[0-9]{3}(?=个)|[一二三四五六七八九两]?十?[一二三四五六七八九两十]"


@cache
def _pattern() -> re.Pattern[str]:
    date_words = words().date
    before = "".join(f"(?<!{word})" for word in date_words.not_before_duration)
    # "一年两次" is a frequency.
    often = rf"{GAP}(?:[0-9]{{1,3}}|[一两二三四五六七八九十]){GAP}{any_of(date_words.frequency)}"
    after = rf"(?!{GAP}{any_of(date_words.not_after_duration)})(?!{often})"
    left = rf"(?<![0-9零〇○一二三四五六七八九十百千万])(?<![0-9][.,，、~～至到–—-]){before}"
    duration = (
        rf"{left}(?:(?P<months>{_COUNT}){GAP}个{GAP}(?P<half_month>半)?月|(?P<years>{_COUNT}){GAP}个?{GAP}(?:周{GAP})?年(?P<half>半)?"
        rf"|(?P<half_year>半)年)(?P<kind>期(?![间末初满内]))?{after}"
    )
    point = re.sub(r"\?P<[a-z_0-9]+>", "?:", point_pattern().pattern)
    short = re.sub(r"\?P<[a-z_0-9]+>", "?:", SHORT_RANGE.pattern)
    return re.compile(rf"{_CANDIDATE}(?:(?P<short>{short})|(?P<point>{point})|(?P<duration>{duration}))")


# A dash behind a line end joins a range only if no blank follows: "- " begins an item of a list.
_DASH = rf"(?:{GAP}(?:至|到|~|～|–|—{{1,2}}|―|─)|[ ]{{0,4}}\r?\n-(?![ -])|[ ]{{0,4}}-{{1,2}})"
# 1月1日零时至, 2月24日（正月初八）起，至, 3月1日（开工）至
_HOUR = rf"(?:{GAP}(?:零|二?十[一二三四]?|[一二三四五六七八九]|[0-9]{{1,2}})(?:[时点]整?|:[0-9]{{2}}))?"
_REMARK = rf"(?:{GAP}[（(][^（()）\n0-9]{{1,10}}[)）])?"
_TO = re.compile(rf"{_HOUR}{_REMARK}(?:{GAP}(?:起|开始)(?:{GAP}[，,])?)?{_DASH}{GAP}")
_OPEN_RANGE = re.compile(rf"{GAP}(?:起|开始)?{GAP}(?:至今|(?:至|到|-|—{{1,2}}|~){GAP}(?:今(?!年)|长期|现在))")
_UNTIL_BEFORE = re.compile(r"(?:截至到?|截止到?|截止至|不晚于|不迟于|至迟)[ ]{0,2}\Z")
_SINCE_BEFORE = re.compile(r"(?<![来各独亲私擅])[自从][ ]{0,2}\Z")


@cache
def _suffixes() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    date_words = words().date
    until = rf"{GAP}(?:之前|以前|前(?!{any_of(date_words.not_after_before)})|为?止)"
    since = (
        rf"{GAP}(?:以来|开始|至今|起(?!{any_of(date_words.not_after_since)})|以后|之后"
        rf"|后(?!{any_of(date_words.not_after_later)}))"
    )
    return re.compile(until), re.compile(since), re.compile(rf"{GAP}为?止")


def _duration(text: str, match: re.Match[str]) -> Period | None:
    start, end = match.span()
    if match["half_year"]:
        months = Decimal(6)
    elif match["months"]:
        count = parse_number(match["months"])
        if count is None or match["half_month"]:
            return None
        months = count
    else:
        count = parse_number(match["years"])
        if count is None or count > 50:
            return None
        months = count * 12 + (6 if match["half"] else 0)
    if months != int(months) or not months:
        return None
    return Period(start, end, text[start:end], None, None, "duration", duration_months=int(months))


def _calendar(
    text: str, folded: str, at: int, floor: int, default_year: int | None, named: int | None
) -> Period | None:
    """Read the point or range that begins at ``at``; no word before ``floor`` may be taken in.

    ``named`` is the year told last, from which 同年 and 次年 count.
    """
    short = SHORT_RANGE.match(folded, at)
    if short and not (short["and"] and year_number(short["y2"]) - year_number(short["y1"]) != 1):
        first, last = short_range(short)
        return _range(text, folded, at, short.end(), (first, last), default_year)
    match = point_pattern().match(folded, at)
    if match is None:
        return None
    head = to_point(match)
    if head.follows and named is not None:
        head = replace(head, year=named + head.years_on)
    if joiner := _TO.match(folded, head.end):
        tail = _second(folded, joiner.end(), head)
        if tail is not None:
            return _range(text, folded, at, tail.end, (head, tail), default_year)
    if head.weak:
        return None
    return _single(text, folded, head, floor, default_year)


def _second(folded: str, at: int, head: Point) -> Point | None:
    """Return the second end of a range at ``at``, with the year that it takes from the first."""
    match = point_pattern().match(folded, at)
    if match is not None:
        point = to_point(match)
        if not (point.weak and not head.weak and head.grain != "day"):
            year = head.year + point.years_on if head.year is not None else None
            return point if point.year else replace(point, year=year)
    tail = TAIL.match(folded, at)
    return tail_point(tail, head) if tail else None


def _range(
    text: str, folded: str, start: int, end: int, ends: tuple[Point, Point], default_year: int | None
) -> Period:
    if (stop := _suffixes()[2].match(folded, end)) or (
        (stop := _suffixes()[0].match(folded, end)) and ends[1].edge
    ):
        end = stop.end()
    bounds = [point.bounds(default_year) for point in ends]
    order = [point.bounds(default_year or _SOME_YEAR) for point in ends]
    impossible = tuple(
        text[point.start : point.end] for point, found in zip(ends, order, strict=True) if found is None
    )
    return Period(
        start,
        end,
        text[start:end],
        bounds[0][0] if bounds[0] else None,
        bounds[1][1] if bounds[1] else None,
        "range",
        impossible=impossible,
        reversed=bool(order[0] and order[1] and order[0][0] > order[1][1]),
    )


def _single(text: str, folded: str, point: Point, floor: int, default_year: int | None) -> Period:
    start, end = point.start, point.end
    until, since, _ = _suffixes()
    before = folded[max(floor, start - 6) : start]
    open_start = open_end = False
    if opened := _OPEN_RANGE.match(folded, end):
        open_end, end = True, opened.end()
    elif limit := until.match(folded, end):
        open_start, end = True, limit.end()
    elif begin := since.match(folded, end):
        open_end, end = True, begin.end()
    if (mark := _UNTIL_BEFORE.search(before)) and not open_end:
        open_start = True
        start -= len(mark[0])
    elif (mark := _SINCE_BEFORE.search(before)) and not open_start:
        open_end = True
        start -= len(mark[0])
    bounds = point.bounds(default_year)
    impossible = () if point.bounds(default_year or _SOME_YEAR) else (text[point.start : point.end],)
    kind: PeriodKind = "day" if point.edge else "range" if point.grain == "third" else point.grain
    return Period(
        start,
        end,
        text[start:end],
        None if open_start or bounds is None else bounds[0],
        None if open_end or bounds is None else bounds[1],
        kind,
        impossible=impossible,
        open_start=open_start,
        open_end=open_end,
    )
