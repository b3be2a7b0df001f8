"""How long a period is said to last, and which of its years one is, against its own two ends."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from nlp.reconcile.reading import Passage
from nlp.reconcile.rules.context import Context, Draft, everywhere
from nlp.reconcile.wording import cite
from nlp.values.dates import Period
from nlp.values.numeral import parse_number

_NUMBER = r"(?P<number>\d{1,3}|[一二两三四五六七八九十]{1,3})"
_LENGTH = re.compile(
    rf"[，,（(]?(?:实施期?|工期|周期|期限|时间)?(?:总)?(?:共计?|合计|历时|为期|共计历时|时长|跨度)为?{_NUMBER}(?:个)?(?P<unit>年|月)(?:度)?(?=[，,。；;）)]|$)"
)
#: 自2024年9月启动，至2027年2月完成，总工期30个月: a length of the whole needs no word that sums up.
_OF_THE_WHOLE = re.compile(
    rf"[，,（(](?:总工期|(?:项目|实施|建设|总)周期)(?:共计?|合计|约)?为?{_NUMBER}(?:个)?(?P<unit>年|月)(?:度)?(?=[，,。；;）)]|$)"
)
#: 项目周期9个月（2025年3月—11月）, 工期9个月，即2025年3月至11月, 建设期9个月，自2025年3月至11月
_IN_FRONT = re.compile(
    rf"(?<!施工)(?:总?工期|周期|期限|实施时间|(?:建设|实施|项目|执行|服务)期)(?:共计?|合计)?[：:]?为?{_NUMBER}(?:个)?(?P<unit>年|月)(?:度)?(?:[（(](?:即|自|从)?|[，,](?:即(?:自|从)?|自|从))$"
)
#: From a beginning to an end that are told apart: 起，至.
_TO_THE_END = re.compile("份?(?:起|启动|开工|开始|动工|实施)?[，,]?(?:至|到)")
_ENDED = re.compile("份?(?:止|完成|完工|竣工|结束|完毕|建成|验收)")
_NTH = re.compile(
    rf"[，,；;（(](?P<year>20\d\d)年度?(?:为|是|系)(?:项目|实施|实施期)?(?:的)?第{_NUMBER}(?:个)?年"
)
_MONTHS = 12
_REACH = 24


def period_length_differs(context: Context) -> Iterator[Draft]:
    """A period's length (共5年, 历时9个月) that its ends don't give, by either way of counting."""
    for passage, period in _ranges(context):
        if period.first is None or period.last is None or period.reversed:
            continue
        rest = passage.text[period.end :]
        behind = _LENGTH.match(rest) or _OF_THE_WHOLE.match(rest)
        yield from _of_another_length(context, passage, period, behind, period.end)
        front = _IN_FRONT.search(passage.text[max(0, period.start - _REACH) : period.start])
        yield from _of_another_length(context, passage, period, front, max(0, period.start - _REACH))
        if (told := _NTH.search(rest[:_REACH])) and "。" not in rest[: told.start()]:
            number = parse_number(told["number"])
            nth = int(told["year"]) - period.first.year + 1
            # A period that begins late in a year may be counted from the next one on.
            late = period.first.month > _MONTHS // 2
            if number is not None and int(number) not in {nth, nth - late}:
                right = f"{told['year']}年是{cite(period.text)}的第{nth}年"
                yield _draft(context, passage, period, told, period.end, right)
    for passage, period in _told_apart(context):
        stop = _ENDED.match(passage.text, period.end)
        at = stop.end() if stop else period.end
        told = _LENGTH.match(passage.text[at:]) or _OF_THE_WHOLE.match(passage.text[at:])
        yield from _of_another_length(context, passage, period, told, at)


def _of_another_length(
    context: Context, passage: Passage, period: Period, told: re.Match[str] | None, at: int
) -> Iterator[Draft]:
    """Yield the finding on a told length that a period does not have; ``told`` is found from ``at`` on."""
    number = parse_number(told["number"]) if told else None
    if told is None or number is None or period.first is None or period.last is None:
        return
    months = _months(period)
    years = period.last.year - period.first.year
    fits = (
        {months, months - 1}
        if told["unit"] == "月"
        else {years, years + 1, months // _MONTHS, -(-months // _MONTHS)}
    )
    if int(number) not in fits:
        unit = "个月" if told["unit"] == "月" else "年"
        actual = months if unit == "个月" else -(-months // _MONTHS)
        yield _draft(context, passage, period, told, at, f"{cite(period.text)}为{actual}{unit}")


def _ranges(context: Context) -> Iterator[tuple[Passage, Period]]:
    return ((p, period) for p in everywhere(context) for period in p.periods if period.kind == "range")


def _told_apart(context: Context) -> Iterator[tuple[Passage, Period]]:
    """Yield the whole of a beginning and an end that are told apart: 自2024年9月启动，至2027年2月完成."""
    for passage in everywhere(context):
        for one, two in pairwise(passage.periods):
            between = passage.text[one.end : two.start]
            months = {one.kind, two.kind} <= {"month", "day"}
            if months and one.first and two.last and one.first < two.last and _TO_THE_END.fullmatch(between):
                text = passage.text[one.start : two.end]
                yield passage, replace(one, end=two.end, text=text, last=two.last, kind="range")


def _months(period: Period) -> int:
    assert period.first
    assert period.last
    years = period.last.year - period.first.year
    return years * _MONTHS + period.last.month - period.first.month + 1


def _draft(
    context: Context, passage: Passage, period: Period, told: re.Match[str], at: int, right: str
) -> Draft:
    evidence = context.outline.document.evidence
    start, end = at + told.start(), at + told.end()
    words = told[0].strip("，,（(；;")
    return Draft(
        f"文字写{cite(words)}，但{right}。",
        f"{words} ≠ {right}",
        (evidence(*passage.span(period.start, period.end)), evidence(*passage.span(start, end))),
    )
