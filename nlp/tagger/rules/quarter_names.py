"""The quarters that a text names, by name, by months and by the year's end, and how far each speaks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from nlp.tagger.rules.passages import clause_end, clause_start
from nlp.tagger.rules.year_end import counting_on, spent_by_the_end
from nlp.values.dates import QuarterMention, find_quarters
from nlp.values.fold import fold
from nlp.values.percent import find_shares

#: A quarter speaks until the sentence ends, or half a year is spoken of; a name alone on its line speaks for
#: the line below too.
_REGION_END: Final = re.compile(r"[。；;！？\n]|(?<=[，,])[上下]半年")

_MONTH_END: Final = re.compile(
    r"(?<![\d.])(?:(3|6|9|12)\s*月(?:份)?(?:底|末|(?=(?:[、，和及与]\s*(?:6|9|12)\s*月(?:份)?)+[底末]))|((?:3|12)(?=\s*月\s*31\s*日)|[69](?=\s*月\s*30\s*日))\s*月\s*3[01]\s*日)"
    r"(?:之?前)?|(?<![一二三四五六七八九十])(三|六|九|十二)\s*月(?:份)?[底末](?:之?前)?"
)
_CHINESE_ENDS: Final = {"三": 1, "六": 2, "九": 3, "十二": 4}
#: Quarters of a year.
ALL: Final = 4
_LAST_DAYS: Final = ((3, 31), (6, 30), (9, 30), (12, 31))
_THREE_MONTHS: Final = re.compile(
    r"(?<![\d.\-—－至到~～])(1|4|7|10)\s*月?\s*(?:-|—|－|–|~|～|至|到){1,2}\s*(3|6|9|12)\s*月(?:份)?"
)


@dataclass(frozen=True, slots=True)
class QuarterRegion:
    """What a quarter's words reach: from its name to the next quarter or the sentence's end."""

    mention: QuarterMention
    end: int


def regions(text: str, *, months: bool = False) -> list[QuarterRegion]:
    """Return the quarters that ``text`` names, each with the end of its reach."""
    mentions = quarter_mentions(text, months=months)
    result = []
    for index, mention in enumerate(mentions):
        limit = mentions[index + 1].start if index + 1 < len(mentions) else len(text)
        stop = _REGION_END.search(text, mention.end, limit)
        while stop and stop[0] == "\n" and not re.search(r"\w", text[mention.end : stop.start()]):
            stop = _REGION_END.search(text, stop.end(), limit)
        result.append(QuarterRegion(mention, stop.start() if stop else limit))
    return result


def quarter_mentions(text: str, *, months: bool = True) -> list[QuarterMention]:
    """Return the quarters that ``text`` names, by name or by months.

    The end of a quarter's last month stands for all up to it (6月底, 6月30日), its three months for itself
    (4—6月); with ``months`` off, only the end counts: months name phases outside of a budget.

    >>> [(m.text, m.quarters, m.cumulative) for m in quarter_mentions("6月底执行50%，7-9月执行30%")]
    [('6月底', (2,), True), ('7-9月', (3,), False)]
    """
    named = list(find_quarters(text))
    written, text = text, fold(text)
    ends = _MONTH_END.finditer(text)
    found = [
        (m, _CHINESE_ENDS[m[3]] if m[3] else int(m[1] or m[2]) // 3, True)
        for m in ends
        if m[1] or m[3] or _only_ends(text, m.start())
    ]
    if months:
        found += [(match, int(match[2]) // 3, False) for match in _THREE_MONTHS.finditer(text)]
    for match, quarter, cumulative in found:
        fits = cumulative or int(match[1]) == 3 * quarter - 2
        if fits and not any(m.start < match.end() and match.start() < m.end for m in named):
            as_written = written[match.start() : match.end()]
            named.append(QuarterMention(match.start(), match.end(), as_written, (quarter,), cumulative))
    for whole in spent_by_the_end(written):
        if not months and not _goes_on_to(text, named, whole):
            continue
        named = [m for m in named if m.end <= whole.start or whole.end <= m.start] + [whole]
    for end in counting_on(written) if months else ():
        named = [m for m in named if m.end <= end.start or end.end <= m.start] + [end]
    named.sort(key=lambda m: m.start)
    # 第一至第三季度每季度支出12万元: 每季度 says nothing of its own.
    each = {b.start for a, b in pairwise(named) if len(b.quarters) == ALL and b.start - a.end <= 1}
    return [m for m in named if m.start not in each]


def _goes_on_to(text: str, named: Sequence[QuarterMention], whole: QuarterMention) -> bool:
    """Tell whether the year's end goes on with a quarter's share: 6月底支出45%，12月底全部支付."""
    before = [m for m in named if m.cumulative and m.end <= whole.start]
    between = text[before[-1].end : whole.start] if before else ""
    return bool(find_shares(between)) and re.search("[。；;\n]", between) is None


def _only_ends(text: str, position: int) -> bool:
    """Tell whether every day of the sentence ends a quarter: else the days are dates of payment."""
    sentence = text[clause_start(text, position) : clause_end(text, position)]
    days = re.findall(r"(\d{1,2})\s*月\s*(\d{1,2})\s*日", sentence)
    return all((int(month), int(day)) in _LAST_DAYS for month, day in days)
