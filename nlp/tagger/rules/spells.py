"""Several dates that are one spell: a beginning and an end, a whole and its parts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import Final

from nlp.tagger.rules.lexicon import any_of, field_words
from nlp.values.dates import Period

#: 5月1日12时至9月16日12时
_HOUR_RANGE: Final = re.compile(r"\s*\d{1,2}(?:[时点]|[:：]\d{2})\s*(?:至|到|-|—|－|~|～)\s*")


@cache
def _begins() -> re.Pattern[str]:
    words = any_of(field_words().schedule.begin_verbs)
    return re.compile(rf"(?:起|正式|全面|开始|陆续|组织)*{words}[\u4e00-\u9fff]{{0,2}}(?=[，,、；;至到]|$)")


@cache
def _ends() -> re.Pattern[str]:
    words = any_of(field_words().schedule.end_verbs)
    return re.compile(
        rf"(?:前|底|底前|全部|全面|正式|完全)*{words}[\u4e00-\u9fff]{{0,4}}(?=[。；;，,）)\n]|\s*$)"
    )


def begin_and_end(text: str, dated: Sequence[Period]) -> tuple[Period, ...]:
    """Return two periods that are the beginning and the end of one: 3月启动，8月底前完成.

    >>> from nlp.values.dates import find_periods
    >>> text = "2025年3月启动，2025年8月底前完成。"
    >>> [p.text for p in begin_and_end(text, find_periods(text))]
    ['2025年3月', '2025年8月底前']
    """
    for first, last in pairwise(dated):
        if first.kind == "day" and _HOUR_RANGE.fullmatch(text[first.end : last.start]):
            return (first, last)
        behind = text[first.end : last.start]
        if not (_begins().match(behind) and _ends().match(text, last.end)):
            continue
        middle = _begins().sub("", behind, count=1)
        stops = [m.start() for m in re.finditer(r"[。\n]", text)]
        sentence = [
            p
            for p in dated
            if not any(min(p.start, first.start) < s < max(p.start, first.start) for s in stops)
        ]
        if len(re.findall(r"[\u4e00-\u9fff]", middle)) <= 3 and len(sentence) == 2:
            return (first, last)
    return ()


def whole_with_parts(text: str, dated: Sequence[Period]) -> tuple[Period, ...]:
    """Return the whole period and the parts that the same sentence names in it; empty without a whole.

    >>> from nlp.values.dates import find_periods
    >>> text = "2024年3月—2026年10月，其中2025年为二期。"
    >>> [p.text for p in whole_with_parts(text, find_periods(text))]
    ['2024年3月—2026年10月', '2025年']
    """
    for index, (whole, part) in enumerate(pairwise(dated)):
        if whole.kind != "range" or not _inside(part, whole):
            continue
        between = re.sub(r"(?:其中|包括|分为|具体为)[：:]?", "", text[whole.end : part.start])
        if not re.fullmatch(
            r"[\s，,（(。；;：:]*(?:[\u4e00-\u9fff]{0,8}(?:为|：|:))?|[\s，,（(]*20\d\d年度?[\u4e00-\u9fff]{2,8}(?:为|：)",
            between,
        ):
            continue
        if "\n" in between or (not between.strip(" ") and not text[whole.end : part.start].strip()):
            continue
        stop = re.compile(r"[。\n]").search(text, part.end)
        end = stop.start() if stop else len(text)
        parts = [p for p in dated[index + 1 :] if p.start < end and _inside(p, whole)]
        return (whole, *parts)
    return ()


def _inside(part: Period, whole: Period) -> bool:
    if part.first is None or part.last is None or whole.first is None or whole.last is None:
        return False
    days = (part.first, part.last)
    return whole.first <= days[0] and days[1] <= whole.last and days != (whole.first, whole.last)
