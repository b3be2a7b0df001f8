"""How long a period is said to last, and which of its years one is, against its own two ends."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.reconcile.reading import Passage
from nlp.reconcile.rules.context import Context, Draft, everywhere
from nlp.reconcile.wording import cite
from nlp.values.dates import Period
from nlp.values.numeral import parse_number

_NUMBER = r"(?P<number>\d{1,3}|[一二两三四五六七八九十]{1,3})"
_LENGTH = re.compile(
    rf"[，,（(]?(?:实施期?|工期|周期|期限|时间)?(?:总)?(?:共计?|合计|历时|为期|共计历时|时长|跨度)为?{_NUMBER}(?:个)?(?P<unit>年|月)(?:度)?(?=[，,。；;）)]|$)"
)
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
        months = _months(period)
        rest = passage.text[period.end :]
        if (told := _LENGTH.match(rest)) and (number := parse_number(told["number"])) is not None:
            years = period.last.year - period.first.year
            fits = (
                {months, months - 1}
                if told["unit"] == "月"
                else {years, years + 1, months // _MONTHS, -(-months // _MONTHS)}
            )
            if int(number) not in fits:
                unit = "个月" if told["unit"] == "月" else "年"
                actual = months if unit == "个月" else -(-months // _MONTHS)
                yield _draft(context, passage, period, told, f"{cite(period.text)}为{actual}{unit}")
        if (told := _NTH.search(rest[:_REACH])) and "。" not in rest[: told.start()]:
            number = parse_number(told["number"])
            nth = int(told["year"]) - period.first.year + 1
            # A period that begins late in a year may be counted from the next one on.
            late = period.first.month > _MONTHS // 2
            if number is not None and int(number) not in {nth, nth - late}:
                yield _draft(
                    context, passage, period, told, f"{told['year']}年是{cite(period.text)}的第{nth}年"
                )


def _ranges(context: Context) -> Iterator[tuple[Passage, Period]]:
    return ((p, period) for p in everywhere(context) for period in p.periods if period.kind == "range")


def _months(period: Period) -> int:
    assert period.first
    assert period.last
    years = period.last.year - period.first.year
    return years * _MONTHS + period.last.month - period.first.month + 1


def _draft(context: Context, passage: Passage, period: Period, told: re.Match[str], right: str) -> Draft:
    evidence = context.outline.document.evidence
    start, end = period.end + told.start(), period.end + told.end()
    words = told[0].strip("，,（(；;")
    return Draft(
        f"文字写{cite(words)}，但{right}。",
        f"{words} ≠ {right}",
        (evidence(*passage.span(period.start, period.end)), evidence(*passage.span(start, end))),
    )
