"""Dates, periods and quarters of any running text; narratives' own have rules in schedules and quarters."""

from __future__ import annotations

import calendar
import itertools
import re
from collections.abc import Iterator
from decimal import Decimal

from nlp.reconcile.money import plain
from nlp.reconcile.reading import Passage
from nlp.reconcile.rules.context import Context, Draft
from nlp.reconcile.wording import cite
from nlp.values.dates import Period
from nlp.values.quarter import find_quarters

_YEAR = re.compile(r"(?:19|20)\d\d")
_LEAP_DAY = re.compile(r"0?2月29日")
_HUNDRED = Decimal(100)
#: What percentages of quarters are about: money spent, not work done.
_SPENDING = re.compile(r"执行|支出|支付|用款|资金|拨付|预算")
_HALF_YEAR = re.compile(r"上半年|下半年|全年|累计")
_WORK = re.compile(r"工程量|任务量|形象进度|完工|工作量")


def _periods(context: Context) -> Iterator[tuple[Passage, Period]]:
    return ((passage, period) for passage in context.facts.running for period in passage.periods)


def impossible_date_in_prose(context: Context) -> Iterator[Draft]:
    """A date written with 月 that no calendar has; 29 February only where its year is written."""
    for paragraph, period in _periods(context):
        at = period.start
        for written in period.impossible:
            found = paragraph.text.find(written, at, period.end)
            unsure = _LEAP_DAY.search(written) and not _YEAR.match(written)
            if found < 0 or "月" not in written or unsure:
                continue
            at = found + len(written)
            place = context.outline.document.evidence(*paragraph.span(found, at))
            yield Draft(f"文字写有不存在的日期{cite(written)}。", why_impossible(written), (place,))


def why_impossible(written: str) -> str:
    """Return what the calendar says instead of an impossible date.

    >>> why_impossible("2025年4月31日"), why_impossible("2025年13月")
    ('2025年4月只有30天，写作31日', '2025年没有13月')
    """
    numbers = [int(n) for n in re.findall(r"\d+", written)]
    with_year = bool(_YEAR.match(written))
    if with_year and len(numbers) > 1 and not 1 <= numbers[1] <= 12:
        return f"{numbers[0]}年没有{numbers[1]}月"
    if with_year and len(numbers) == 3:
        year, month, day = numbers
        return f"{year}年{month}月只有{calendar.monthrange(year, month)[1]}天，写作{day}日"
    return f"{cite(written)}不是日历上的日期"


def quarters_in_prose(context: Context) -> Iterator[Draft]:
    """Four quarters, each with its percentage of the money, that make 100 in neither reading."""
    outline = context.outline
    for paragraph in context.facts.running:
        if "季度" not in paragraph.text:
            continue
        shares = _quarters(paragraph)
        values = [value for value, _, _ in shares]
        if not values:
            continue
        added = sum(values, Decimal(0))
        slack = sum((Decimal(1).scaleb(int(v.as_tuple().exponent)) for v in values), Decimal(0)) / 2
        slack = slack if any(v % 1 for v in values) else Decimal(0)
        rises = all(a <= b for a, b in itertools.pairwise(values))
        if abs(added - _HUNDRED) <= slack or (rises and values[-1] == _HUNDRED):
            continue
        places = tuple(outline.document.evidence(*paragraph.span(a, b)) for _, a, b in shares)
        yield Draft(
            f"文字中四个季度的执行率按当季相加为{plain(added)}%，按累计则止于{plain(values[-1])}%，都不是100%。",
            f"{' + '.join(plain(v) for v in values)} = {plain(added)}",
            places,
            "warning",
        )


def _quarters(paragraph: Passage) -> list[tuple[Decimal, int, int]]:
    """Return the percentages of the four quarters with their places, or nothing if any is missing."""
    text = paragraph.text
    # 各季度 may stand before the four, 前三季度累计76% or 上半年45% behind them.
    mentions = find_quarters(text)
    named = [q for q in mentions if not q.cumulative and len(q.quarters) == 1]
    if [q.quarters for q in named] != [(1,), (2,), (3,), (4,)]:
        named = list(mentions)
    if [q.quarters for q in named] != [(1,), (2,), (3,), (4,)]:
        return []
    around = text[text.rfind("。", 0, named[0].start) + 1 : named[0].start + 30]
    clause = max(text.rfind(mark, 0, named[0].start) for mark in "。；;") + 1
    if not _SPENDING.search(around) or _WORK.search(text, clause):
        return []
    found = []
    later = [q.start for q in mentions if q.start > named[-1].start]
    half = _HALF_YEAR.search(text, named[-1].end)
    bounds = [*(q.start for q in named[1:]), min([*later, half.start() if half else len(text), len(text)])]
    for quarter, end in zip(named, bounds, strict=True):
        stop = text.find("。", quarter.end, end)
        own = [p for p in paragraph.percentages if quarter.end <= p.start < (stop if stop >= 0 else end)]
        if len(own) != 1 or own[0].qualifier != "exact" or own[0].start - quarter.end > 12:
            return []
        found.append((own[0].value, quarter.start, own[0].end))
    return found
