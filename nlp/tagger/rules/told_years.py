"""Years told beside an amount: in turn (2022年、2023年分别), compared with, put off to, or as 上年, 次年."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import Final

from nlp.values.amount import find_amounts
from nlp.values.dates import find_periods

#: 2022年、2023年已分别安排500万元、600万元
_IN_TURN: Final = re.compile(
    r"((?:20\d\d年度?[、，,和及]?){2,12})[^。；;，,\d]{0,14}(?P<each>分别|各)[^。；;，,\d]{0,8}"
)
#: 上年预算60万元: years told from the budget's own.
_RELATIVE: Final = {
    "上年": -1,
    "去年": -1,
    "上一年": -1,
    "前年": -2,
    "下年": 1,
    "次年": 1,
    "明年": 1,
    "下一年": 1,
}
A_YEAR: Final = r"(?:(?P<year>20\d\d)年|(?P<relative>上一年|下一年|上年|去年|前年|下年|次年|明年))度?"
#: 其余24万元列入2026年预算 · 剩余80万元2026年安排
_PUT_OFF: Final = re.compile(
    r"[^，,。；;\d]{0,4}(?:列入|列在|列于|列到|列支在|列支于|列|编入|编在|编列在|编列于|纳入|并入|安排在|安排到|安排于"
    r"|结转至|结转到|转入|转到|转至|滚入|顺延至|顺延到|延至|延后至|延后到|递延至|推迟至|推迟到|跨入|计入|放在|放到|留到|留至"
    r"|在|于|留待)" + A_YEAR + "|"
    r"[，,]?(?:计划|拟|将|再|由)?"
    + A_YEAR.replace("<year>", "<year2>").replace("<relative>", "<relative2>")
    + r"(?:再|继续|予以|预算)?(?:安排|支付|支出|列支|拨付|下达|解决|投入|到位|付清)(?![^，,。；;]{0,8}\d)"
)


def years_in_turn(text: str) -> dict[int, int]:
    """Return the year of each amount, by where it starts, of years and amounts told off in turn.

    >>> years_in_turn("2022年、2023年已分别安排500万元、600万元")
    {16: 2022, 22: 2023}
    """
    result: dict[int, int] = {}
    amounts = find_amounts(text)
    for match in _IN_TURN.finditer(text):
        years = [int(year) for year in re.findall(r"20\d\d", match[1])]
        behind = [a for a in amounts if a.start >= match.end()][: len(years)]
        if match["each"] == "各":
            continue  # one amount for all of them, see years_sharing
        gaps = [text[a.end : b.start] for a, b in pairwise(behind)]
        close = bool(behind) and behind[0].start - match.end() <= 1
        if close and len(behind) == len(years) and all(re.fullmatch(r"\s*[、，,和及]\s*", g) for g in gaps):
            result.update(zip((a.start for a in behind), years, strict=True))
    return result


def years_sharing(text: str) -> dict[int, tuple[int, ...]]:
    """Return the years of each amount, by where it starts, that is told once for each of several.

    >>> years_sharing("2025年、2026年各拟安排2,610万元")
    {15: (2025, 2026)}
    """
    result: dict[int, tuple[int, ...]] = {}
    for match in _IN_TURN.finditer(text):
        if match["each"] == "各":
            behind = next((a for a in find_amounts(text) if a.start >= match.end()), None)
            if behind is not None and behind.start - match.end() <= 1:
                result[behind.start] = tuple(int(year) for year in re.findall(r"20\d\d", match[1]))
    return result


@cache
def _compared() -> re.Pattern[str]:
    return re.compile(
        rf"(?:比|较|与|为){A_YEAR}(?:的|年初|预算|安排|预算数|执行数|预算安排|决算数|决算|实际|支出|完成|执行)*$"
    )


def compared_with(near: str, fiscal_year: int | None) -> int | None:
    """Return the year whose money an amount is compared with: 比2024年预算70万元减少7万元."""
    match = _compared().search(near.rstrip("（( "))
    return named_year(match["year"], match["relative"], fiscal_year) if match else None


def named_year(year: str | None, relative: str | None, fiscal_year: int | None) -> int | None:
    """Return a year given in figures, or told from the budget's own (上年)."""
    if year:
        return int(year)
    return fiscal_year + _RELATIVE[relative] if relative and fiscal_year else None


def put_off_year(behind: str, fiscal_year: int | None = None) -> int | None:
    """Return the year that the words behind an amount put it off to.

    >>> put_off_year("列入2026年预算"), put_off_year("，2026年完成"), put_off_year("列入下年预算", 2025)
    (2026, None, 2026)
    """
    match = _PUT_OFF.match(behind)
    if match is None:
        return None
    return named_year(match["year"] or match["year2"], match["relative"] or match["relative2"], fiscal_year)


def year_said(sentence: str, fiscal_year: int | None) -> int | None:
    """Return the year that a sentence names last, in figures or as 上年, 去年, 次年.

    >>> year_said("2023年安排40万元，上年安排", 2025), year_said("2023年安排", 2025)
    (2024, 2023)
    """
    dated = [p for p in find_periods(sentence, default_year=None) if p.first is not None]
    relative = list(re.finditer("|".join(sorted(_RELATIVE, key=len, reverse=True)), sentence))
    if relative and fiscal_year and (not dated or relative[-1].start() >= dated[-1].end):
        return fiscal_year + _RELATIVE[relative[-1][0]]
    return dated[-1].first.year if dated and dated[-1].first else None
