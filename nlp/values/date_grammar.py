"""The writings of dates: one table of patterns, each giving a point in the calendar.

A point is a day, a month, a quarter, a half, a year, or the beginning or end of one of them; the year
may be missing. Patterns are for folded text and bounded, so that scanning is linear.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal

from nlp.values.fold import GAP
from nlp.values.numeral import YEAR, parse_number, year_number
from nlp.values.quarter import DIGIT, TO, quarter_number
from nlp.values.words import any_of, words

Grain = Literal["day", "month", "quarter", "half", "year", "third"]
Edge = Literal["", "first", "last"]

CHINESE_DIGITS = "零〇○一二三四五六七八九十"
_MONTH = "(?:[0-9]{1,2}|十[一二]?|[一二三四五六七八九元])"
_REAL_MONTH = "(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九元])"
_DAY = "(?:[0-9]{1,2}|三十一?|(?:二?十|廿)[一二三四五六七八九]?|[一二三四五六七八九])"
_LEFT = rf"(?<![0-9{CHINESE_DIGITS}])"
# A year may follow any Chinese numeral but no digit: 第二〇二四 does not occur, 12024年 is no year.
_YEAR_LEFT = "(?<![0-9])"
_THIRD = "[上中下]旬"
# Years told from the year named last, and from the default year.
_SAME = ("同年", "当年")
_NEXT = ("次年", "翌年", "第二年")
_THIS = ("今年", "本年", "本年度")
_COMING = ("明年", "来年")


@dataclass(frozen=True, slots=True)
class Point:
    """A written point of the calendar at ``start:end``; ``number`` counts quarter, half or third."""

    start: int
    end: int
    grain: Grain
    year: int | None = None
    month: int | None = None
    day: int | None = None
    number: int | None = None
    edge: Edge = ""
    #: "2024.05" may be a number; only a range shows that it is a month
    weak: bool = False
    #: years behind the default year, where no year is written (次年)
    years_on: int = 0
    #: the year is told from the one named last (同年, 次年), not from the default year
    follows: bool = False

    def bounds(self, default_year: int | None) -> tuple[date, date] | None:
        """Return the first and last day; ``None`` without a year, or if no calendar has the date."""
        if self.year is None and default_year is None:
            return None
        year = self.year or (default_year or 0) + self.years_on
        try:
            first, last = self._bounds(year)
        except ValueError:
            return None
        if self.edge:
            return (first, first) if self.edge == "first" else (last, last)
        return first, last

    def _bounds(self, year: int) -> tuple[date, date]:
        if self.grain == "year":
            return date(year, 1, 1), date(year, 12, 31)
        if self.grain == "half":
            return (
                (date(year, 1, 1), date(year, 6, 30))
                if self.number == 1
                else (date(year, 7, 1), date(year, 12, 31))
            )
        if self.grain == "quarter":
            return quarter_range(year, self.number or 1)
        month = self.month if self.month is not None else 1
        if self.grain == "month":
            return month_range(year, month)
        if self.grain == "third":
            begin, finish = ((1, 10), (11, 20), (21, month_range(year, month)[1].day))[(self.number or 1) - 1]
            return date(year, month, begin), date(year, month, finish)
        day = date(year, month, self.day or 0)
        return day, day


def month_range(year: int, month: int) -> tuple[date, date]:
    """Return the first and last day of a month.

    Raises:
        ValueError: if there is no such month.

    >>> month_range(2024, 2)
    (datetime.date(2024, 2, 1), datetime.date(2024, 2, 29))
    """
    if not 1 <= month <= 12:
        raise ValueError(f"no month {month}")
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def quarter_range(year: int, quarter: int) -> tuple[date, date]:
    """Return the first and last day of a quarter.

    Raises:
        ValueError: if there is no such quarter.

    >>> quarter_range(2024, 3)
    (datetime.date(2024, 7, 1), datetime.date(2024, 9, 30))
    """
    if not 1 <= quarter <= 4:
        raise ValueError(f"no quarter {quarter}")
    return date(year, 3 * quarter - 2, 1), month_range(year, 3 * quarter)[1]


def _small(written: str) -> int:
    written = written.replace("元", "一").replace("廿", "二十")
    value = parse_number(written)
    return int(value) if value is not None else 0


@cache
def point_pattern() -> re.Pattern[str]:
    """Return the pattern of one point; :func:`to_point` reads its groups."""
    date_words = words().date
    before_quarter = "".join(f"(?<!{word})" for word in date_words.not_before_quarter)
    not_after_month = f"(?!{any_of(date_words.not_after_month)})"
    year = rf"{_YEAR_LEFT}(?P<year>{YEAR}){GAP}(?:年(?:{GAP}度)?|(?:财政|预算|会计)年度|财年)"
    edge = rf"{GAP}[年月季]?{GAP}[初底末](?!{any_of(date_words.not_after_edge)})"
    short_year = rf"{_LEFT}(?P<short>[123][0-9])年(?={_REAL_MONTH}月)"

    # 2024年1月1至12月31日: behind a year, a day that ends its range or its clause needs no 日.
    bare = (
        r"(?:(?<=月[0-9])|(?<=月[0-9]{2}))(?=[ ]{0,4}(?:\Z|[\n，。；;）)]|(?:至|到|-|–|—|~|～)[ ]{0,4}[0-9]))"
    )

    def month(number: str, group: int) -> str:
        ending = rf"(?:{GAP}[日号]|{bare})" if group == 1 else rf"{GAP}[日号]"
        day = rf"(?:{GAP}(?P<d{group}>{_DAY}){ending})?"
        return (
            rf"(?P<m{group}>{number}){GAP}月(?:份)?{not_after_month}{day}(?:{GAP}(?P<third{group}>{_THIRD}))?"
        )

    quarter = rf"(?:第{GAP})?(?P<q1>{DIGIT}){GAP}季{GAP}度"
    return re.compile(
        # 2024年3月1日, 2024年第三季度, 2024年上半年, 2024年底, 2024年全年, 2024年度
        rf"(?:{year}|{short_year})(?:{GAP}(?:{month(_MONTH, 1)}"
        rf"|{quarter}|(?P<half1>[上下])半年|Q(?P<q2>[1-4])(?![0-9])|全年(?![龄级段])))?(?P<edge1>{edge})?"
        # 2024.03.01, 2024-3-1, 2024/3/1
        rf"|{_YEAR_LEFT}(?<![0-9][.,])(?P<ymd>(?:19|20)[0-9]{{2}}"
        r"(?:[ ]?\.[ ]?[0-9]{1,2}[ ]?\.[ ]?|-[0-9]{1,2}-|/[0-9]{1,2}/)[0-9]{1,2})"
        r"(?![0-9]|[.,/][0-9])(?:[日号])?"
        # 2024.03, 2024/3: months only as an end of a range
        rf"|{_YEAR_LEFT}(?<![0-9][.,])(?P<ym>(?:19|20)[0-9]{{2}}(?:[ ]?\.[ ]?|[/-])(?:1[0-2]|0?[1-9]))"
        r"(?![0-9%万亿元]|[.,/][0-9])(?P<sure>月)?"
        rf"|{_YEAR_LEFT}(?<![0-9][.,])(?P<packed>20[0-9]{{2}}(?:0[1-9]|1[0-2])[0-3][0-9])(?![0-9万亿元.,])"
        rf"|(?:{_YEAR_LEFT}(?P<year_of_q>{YEAR}){GAP}|(?<![A-Za-z0-9]))Q(?P<q3>[1-4])(?![0-9A-Za-z.])"
        # 2024全年度
        rf"|{_YEAR_LEFT}(?P<year_of_whole>{YEAR})全年度?(?![龄级段])"
        # told from another year: 同年11月29日, 次年3月, 当年底
        rf"|(?P<told>{any_of((*_SAME, *_NEXT, *_THIS, *_COMING))}){GAP}的?{GAP}"
        rf"(?:{month(_REAL_MONTH, 3)}(?P<edge7>{edge})?"
        rf"|(?P<edge8>年?[底末](?!{any_of(date_words.not_after_edge)})))"
        # without a year
        rf"|{_LEFT}(?<![第个])" + month(_REAL_MONTH, 2) + rf"(?P<edge2>{edge})?"
        rf"|(?:(?<=第)|{before_quarter})(?<![0-9十百])(?P<q4>{DIGIT}){GAP}季{GAP}度(?P<edge3>{edge})?"
        rf"|第{GAP}(?P<q5>{DIGIT}){GAP}季{GAP}度(?P<edge4>{edge})?"
        rf"|(?<![每近前])(?P<half2>[上下])半年(?P<edge5>{edge})?"
        r"|(?P<whole>全年(?![龄级段])|本(?:财政|预算|会计)?年度|本财年|(?:当年|本年)(?=[度内底末]?[完实执]|\Z)"
        rf"|(?<![0-9{CHINESE_DIGITS}两几数半当本今全明去每])年内(?=[完建实全投交]|\Z))"
        r"|(?<![0-9年])(?P<edge6>年[底末](?=[前之完]|验收|建成|交付|竣工|投[入用产]|\Z))"
    )


def to_point(match: re.Match[str]) -> Point:
    """Read a match of :func:`point_pattern`."""
    g = match.groupdict()
    start, end = match.span()
    written_year = g["year"] or g["year_of_q"] or g["year_of_whole"]
    if told := g["told"]:
        return _told_point(start, end, told, g)
    year = year_number(written_year) if written_year else 2000 + int(g["short"]) if g["short"] else None
    written_edge = next(
        (g[name] for name in ("edge1", "edge2", "edge3", "edge4", "edge5", "edge6") if g[name]), ""
    )
    edge: Edge = "" if not written_edge else "first" if written_edge[-1] == "初" else "last"
    if packed := g["packed"]:
        return Point(start, end, "day", int(packed[:4]), int(packed[4:6]), int(packed[6:]), weak=True)
    if written := g["ymd"] or g["ym"]:
        numbers = [int(part) for part in re.findall("[0-9]+", written)]
        if len(numbers) == 2:
            return Point(start, end, "month", numbers[0], numbers[1], weak=not g["sure"])
        return Point(start, end, "day", numbers[0], numbers[1], numbers[2])
    if quarter := g["q1"] or g["q2"] or g["q3"] or g["q4"] or g["q5"]:
        return Point(start, end, "quarter", year, number=quarter_number(quarter), edge=edge)
    if half := g["half1"] or g["half2"]:
        return Point(start, end, "half", year, number=1 if half == "上" else 2, edge=edge)
    if month := g["m1"] or g["m2"]:
        day, third = g["d1"] or g["d2"], g["third1"] or g["third2"]
        if day:
            return Point(start, end, "day", year, _small(month), _small(day))
        if third:
            return Point(start, end, "third", year, _small(month), number="上中下".index(third[0]) + 1)
        return Point(start, end, "month", year, _small(month), edge=edge)
    return Point(start, end, "year", year, edge=edge)


def _told_point(start: int, end: int, told: str, g: dict[str, str | None]) -> Point:
    """Return a point whose year is told from another: of the last one named, or of the default."""
    years_on = int(told in (*_NEXT, *_COMING))
    follows = told in (*_SAME, *_NEXT)
    if g["edge8"]:
        return Point(start, end, "year", edge="last", years_on=years_on, follows=follows)
    month, day, third = _small(g["m3"] or ""), g["d3"], g["third3"]
    if third:
        number = "上中下".index(third[0]) + 1
        return Point(start, end, "third", None, month, number=number, years_on=years_on, follows=follows)
    edge: Edge = "" if not g["edge7"] else "first" if g["edge7"][-1] == "初" else "last"
    return Point(
        start,
        end,
        "day" if day else "month",
        None,
        month,
        _small(day) if day else None,
        edge=edge,
        years_on=years_on,
        follows=follows,
    )


#: A range whose first end leaves out what the second states: 2023-2025年, 2024、2025年, 1-12月, 一至三季度.
SHORT_RANGE = re.compile(
    rf"{_YEAR_LEFT}(?<![0-9][.,])(?P<y1>{YEAR})(?:{TO}|(?P<and>{GAP}[、和及]{GAP}))(?P<y2>{YEAR}){GAP}(?:年度?|学年)"
    rf"|{_YEAR_LEFT}(?<![0-9A-Za-z.,-])(?P<y3>(?:19|20)[0-9]{{2}})(?:-|–|—|~|～|至)(?P<y4>(?:19|20)[0-9]{{2}})(?![0-9%万亿元.,/年-])"
    rf"|(?:{_YEAR_LEFT}(?P<y5>{YEAR}){GAP}年{GAP}度?{GAP})?{_LEFT}(?:"
    rf"(?P<m1>{_REAL_MONTH})(?:{TO}|(?:、{_REAL_MONTH}){{0,9}}、)(?P<m2>{_REAL_MONTH}){GAP}月(?:份)?"
    rf"|(?:第{GAP})?(?P<q1>{DIGIT})(?:{TO}|{GAP}、{GAP})(?:第{GAP})?(?P<q2>{DIGIT}){GAP}季{GAP}度"
    rf"|前{GAP}(?P<q3>[2-4二三四两]){GAP}个?{GAP}季{GAP}度)"
    rf"|{_YEAR_LEFT}(?<![0-9][.,])(?P<y6>(?:19|20)[0-9]{{2}})\.(?P<m3>1[0-2]|0?[1-9]){TO}(?P<m4>1[0-2]|0?[1-9])(?![0-9%万亿元.,年])月?"
)


def short_range(match: re.Match[str]) -> tuple[Point, Point]:
    """Read a match of :data:`SHORT_RANGE` into its two ends, at their own places."""
    g = match.groupdict()

    def point(group: str, grain: Grain, year: int | None) -> Point:
        start, end = match.span(group)
        if grain == "year":
            return Point(start, end, grain, year_number(g[group]))
        if grain == "month":
            return Point(start, end, grain, year, _small(g[group]))
        return Point(start, end, grain, year, number=quarter_number(g[group]))

    year = year_number(g["y5"] or g["y6"]) if g["y5"] or g["y6"] else None
    for low, high, grain in (
        ("y1", "y2", "year"),
        ("y3", "y4", "year"),
        ("m1", "m2", "month"),
        ("m3", "m4", "month"),
    ):
        if g[low]:
            return point(low, grain, year), point(high, grain, year)  # type: ignore[arg-type]
    if g["q3"]:
        last = point("q3", "quarter", year)
        return Point(last.start, last.end, "quarter", year, number=1), last
    return point("q1", "quarter", year), point("q2", "quarter", year)


#: A range's second end without year or month: 2024年3月1日-15日, 2024.1.1-12.31, 2024年6月-年底, 7月-次年6月.
TAIL = re.compile(
    rf"(?P<month>1[0-2]|0?[1-9])\.(?P<day>[0-9]{{1,2}})(?![0-9.%万亿元])"
    rf"|(?P<only_day>{_DAY}){GAP}[日号]"
    rf"|(?:次年|翌年|第二年){GAP}(?P<next_month>{_REAL_MONTH}){GAP}月"
    rf"(?:{GAP}(?P<next_day>{_DAY}){GAP}[日号])?(?P<next_edge>[初底末])?"
    r"|(?P<year_end>年[底末]|年内)"
    rf"|(?P<month_end>月[底末])"
)


def tail_point(match: re.Match[str], head: Point) -> Point | None:
    """Read a match of :data:`TAIL` behind the point ``head``; ``None`` if it does not fit there."""
    start, end = match.span()
    if match["month"]:
        if head.grain != "day":
            return None
        return Point(start, end, "day", head.year, int(match["month"]), int(match["day"]))
    if match["only_day"]:
        if head.grain != "day":
            return None
        return Point(start, end, "day", head.year, head.month, _small(match["only_day"]))
    if match["next_month"]:
        year = head.year + 1 if head.year else None
        month, day = _small(match["next_month"]), match["next_day"]
        edge: Edge = "" if not match["next_edge"] else "first" if match["next_edge"] == "初" else "last"
        if day:
            return Point(start, end, "day", year, month, _small(day), years_on=1)
        return Point(start, end, "month", year, month, edge=edge, years_on=1)
    if match["year_end"]:
        return Point(start, end, "year", head.year, edge="last")
    if head.month is None:
        return None
    return Point(start, end, "month", head.year, head.month, edge="last")
