"""Quarters as named in prose: 第一季度, 一至三季度, 前三季度, 每季度, Q1."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from nlp.values.fold import GAP, fold
from nlp.values.kept import kept
from nlp.values.numeral import YEAR, year_number
from nlp.values.words import words

_NUMBER = {c: n for n, group in enumerate(("1一Ⅰ", "2二Ⅱ两", "3三Ⅲ", "4四Ⅳ"), start=1) for c in group}
DIGIT = "[1-4一二三四ⅠⅡⅢⅣ]"
TO = rf"{GAP}(?:-|–|—|―|─|~|～|至|到|——|--){GAP}"
_AND = rf"{GAP}(?:、|和|及|与|以及){GAP}"
_YEAR = rf"(?:(?<![0-9])(?P<year>{YEAR}){GAP}年?度?{GAP}(?:的{GAP})?)?"


@dataclass(frozen=True, slots=True)
class QuarterMention:
    """One or more quarters named together, ``text[start:end]`` with their year where one is written.

    ``cumulative``: what is said holds up to the end of the last quarter (前三季度, 截至三季度末).
    ``whole``: all the money is said to be spent by then, without a figure.
    """

    start: int
    end: int
    text: str
    quarters: tuple[int, ...]
    cumulative: bool = False
    year: int | None = None
    whole: bool = False


@cache
def _pattern() -> re.Pattern[str]:
    before = "".join(f"(?<!{word})" for word in words().date.not_before_quarter)
    # "上一季度" is relative; "第" says that the number counts. 十一季度 is no quarter.
    number = rf"(?:第{GAP}|{before}(?<![0-9十百〇零]))"
    figure = r"[0-9][0-9.,]*[ ]?(?:%|万?元|亿元)"
    # 按季度安排支出：5万元、10万元、10万元、5万元
    another = rf"[、,，和及与]{figure}"
    in_turn = rf"按(?:照|各)?季度(?=[^0-9。；;\n]{{0,12}}{figure}(?:{another}){{3}}(?!{another}))"
    return re.compile(
        rf"(?P<every>(?:每{GAP}[一1]?{GAP}个?|各{GAP}个?|[四4]{GAP}个{GAP}|逐{GAP}){GAP}季{GAP}度?|{in_turn})"
        rf"|{_YEAR}(?:前{GAP}(?P<first>[2-4两二三四]){GAP}个?{GAP}季{GAP}度"
        rf"|{number}(?P<low>{DIGIT}){GAP}(?:季{GAP}度)?{TO}(?:第{GAP})?(?P<high>{DIGIT}){GAP}季{GAP}度"
        rf"|{number}(?P<list>{DIGIT}(?:(?:{GAP}季{GAP}度)?{_AND}(?:第{GAP})?{DIGIT}){{0,3}}){GAP}季{GAP}度"
        rf"|(?:(?<=20[0-9][0-9])|(?<![A-Za-z0-9]))(?P<q>[Qq][1-4])(?:{TO}[Qq]?(?P<q_high>[1-4]))?(?![A-Za-z0-9.]))"
    )


_UP_TO = re.compile(r"(?:截至|截止|截止到|截至到)\s{0,2}\Z")
_AT_END = re.compile(rf"{GAP}[末底]")
#: 前三个季度分别支出15万元、26万元、32万元
_IN_TURN = re.compile(r"[^0-9，,。；;\n]{0,6}(?:分别|依次)")


@kept
def find_quarters(text: str) -> tuple[QuarterMention, ...]:
    """Return the quarters named in ``text``, in order.

    >>> [(q.text, q.quarters) for q in find_quarters("2024年第一季度；一、二季度；2至4季度；每季度")]
    [('2024年第一季度', (1,)), ('一、二季度', (1, 2)), ('2至4季度', (2, 3, 4)), ('每季度', (1, 2, 3, 4))]
    >>> [(q.quarters, q.cumulative) for q in find_quarters("前三季度达到70%，截至第四季度完成")]
    [((3,), True), ((4,), True)]
    >>> [(q.quarters, q.cumulative) for q in find_quarters("前两个季度分别为15万元、26万元")]
    [((1, 2), False)]
    """
    folded = fold(text)
    found = []
    for match in _pattern().finditer(folded):
        start, end = match.span()
        cumulative = not match["every"] and bool(
            match["first"] or _UP_TO.search(folded[max(0, start - 6) : start]) or _AT_END.match(folded, end)
        )
        if match["every"]:
            quarters: tuple[int, ...] = (1, 2, 3, 4)
        elif match["first"]:
            last = _NUMBER[match["first"]]
            dealt = _IN_TURN.match(folded, end) is not None
            quarters, cumulative = (tuple(range(1, last + 1)), False) if dealt else ((last,), True)
        elif match["low"]:
            quarters = _run(_NUMBER[match["low"]], _NUMBER[match["high"]])
        elif match["q"]:
            quarters = _run(int(match["q"][1]), int(match["q_high"] or match["q"][1]))
        else:
            quarters = tuple(_NUMBER[c] for c in match["list"] if c in _NUMBER)
            if list(quarters) != sorted(set(quarters)):
                # "2、1季度" is item 2, which speaks of the first quarter.
                last = max(match.start("list") + i for i, c in enumerate(match["list"]) if c in _NUMBER)
                start = last - 1 if folded[last - 1] == "第" else last
                quarters = quarters[-1:]
        year = match["year"] if start == match.start() else None
        found.append(
            QuarterMention(
                start, end, text[start:end], quarters, cumulative, year_number(year) if year else None
            )
        )
    return tuple(found)


def _run(low: int, high: int) -> tuple[int, ...]:
    return tuple(range(low, high + 1)) if low <= high else (low, high)


def quarter_number(written: str) -> int:
    """Return the quarter that one character names.

    >>> quarter_number("三"), quarter_number("1")
    (3, 1)
    """
    return _NUMBER[written]
