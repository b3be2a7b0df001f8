"""Several dates that are one spell: a beginning and an end, a whole and its parts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise
from typing import Final

from nlp.tagger.rules.edges import edge, edge_label, told_edge
from nlp.tagger.rules.lexicon import any_of, field_words
from nlp.values.cells import column_head
from nlp.values.dates import Period

#: 分两个阶段实施, and the name of the first
DIVIDED: Final = (
    r"(?:共|拟|计划|总体|整体|划)?分为?成?[一二两三四五六七八\d]+个?(?:阶段|步|期|批次?|年度?|环节)"
    r"(?:[实推组建]\w{1,3}|进行|完成)?"
)
_FIRST: Final = (
    r"第?[一二三四五\d]+(?:阶段|期|批|步)(?:[（(][^（）()]{0,12}[)）])?(?:为|是|：|:|自|从)?"
    r"|[\u4e00-\u9fff]{2,8}(?:阶段|期)(?:为|是|：|:|自|从)|一是"
)
_LEADS: Final = re.compile(
    rf"^(?:实施|开展|完成|执行|建设|进行)(?=[，,。；;])|{DIVIDED}|(?:其中|包括|分为|具体为|具体如下)[：:]?"
)
_BEFORE_PART: Final = re.compile(
    r"[\s，,（(。；;：:]*(?:[\u4e00-\u9fff]{0,8}(?:为|：|:))?|[\s，,（(]*20\d\d年度?[\u4e00-\u9fff]{2,8}(?:为|：)"
)
#: From a whole to the first of its named parts, and from one part to the next.
_NAMED_FIRST: Final = re.compile(
    r"度?(?:实施|开展|进行|推进)?\s*[，,；;：:]?\s*(?:[\u4e00-\u9fff]{0,6}分(?:为|成)?|其中|包括)?[：:，,]?"
    r"[\u4e00-\u9fff]{2,8}[（(：:]?\s*"
)
_NAMED_NEXT: Final = re.compile(r"\s*[）)]?\s*[、，,；;和及与]\s*[\u4e00-\u9fff]{2,8}[（(：:]?\s*")
#: How far the words reach that say what a period is.
_NEAR: Final = 24
#: …，即2025年2月至12月
_AGAIN: Final = re.compile(
    "(?:即|也即|亦即|合起来|总体|整体|起止|前后|总的|周期|工期|期限|时间"
    "|(?:上述|以上|前述|各项|全部|整个)[\\u4e00-\\u9fff]{0,4}(?:工作|任务|内容|事项|活动|项目|工程))(?:为|是|自|从|在|于)?\\s*$"
)
#: A sentence's end, or the colon behind which its phases stand: 分为三个阶段：.
_APART: Final = re.compile(rf"[。；;\n]|{DIVIDED}[^，,。；;：:第\d]{{0,6}}[：:]")
#: Words for the year inside a sentence about what is done: no part of a period.
_LOOSE: Final = re.compile("全年|本年度?|当年|年[底末]前?")


@cache
def _begins() -> re.Pattern[str]:
    words = any_of(field_words().schedule.begin_verbs)
    return re.compile(rf"(?:起|正式|全面|开始|陆续|组织)*{words}[\u4e00-\u9fff]{{0,2}}(?=[，,、；;至到]|$)")


@cache
def _in_use() -> re.Pattern[str]:
    """Return the pattern of what stands behind a date from which on the result is used."""
    words = any_of(field_words().schedule.use_words)
    return re.compile(rf"[^，,。；;\n]{{0,8}}?(?:{words}|投入[\u4e00-\u9fff]{{0,6}}?(?:使用|运行|运营|生产))")


def row_period(text: str, dated: Sequence[Period]) -> list[Period]:
    r"""Return the periods with those of a row's 开始时间 and 完成时间 cells joined to one.

    >>> from nlp.values.dates import find_periods
    >>> text = "阶段\t开始时间\t完成时间\n施工\t2025年5月\t2025年11月\n"
    >>> [p.text for p in row_period(text, find_periods(text))]
    ['2025年5月\t2025年11月']
    """
    result: list[Period] = []
    for period in dated:
        before = result[-1] if result else None
        if (
            before is not None
            and re.fullmatch(r"\s*[\t|]\s*", text[before.end : period.start])
            and edge_label(column_head(text, before.start) + "：") == "begin"
            and edge_label(column_head(text, period.start) + "：") == "end"
        ):
            result[-1] = joined(text, before, period)
        else:
            result.append(period)
    return result


def joined(text: str, first: Period, last: Period) -> Period:
    """Return the range from one period's first day to another's last."""
    return replace(
        first,
        end=last.end,
        text=text[first.start : last.end],
        last=last.last,
        kind="range",
        impossible=(*first.impossible, *last.impossible),
    )


def several_years(text: str, dated: Sequence[Period]) -> tuple[Period, ...]:
    """Return the first and the last of years told one by one: 2025年、2026年和2027年; empty for others.

    >>> from nlp.values.dates import find_periods
    >>> text = "2025年和2026年两年内完成"
    >>> [p.text for p in several_years(text, find_periods(text)[:2])]
    ['2025年', '2026年']
    """
    if len(dated) < 2 or any(p.kind != "year" or p.first is None for p in dated):
        return ()
    gaps = [text[a.end : b.start] for a, b in pairwise(dated)]
    numbers = [p.first.year for p in dated if p.first]
    fits = all(re.fullmatch(r"\s*[、和及与，,]\s*", gap) for gap in gaps)
    return (dated[0], dated[-1]) if fits and all(b == a + 1 for a, b in pairwise(numbers)) else ()


def begin_and_end(text: str, dated: Sequence[Period]) -> tuple[Period, ...]:
    """Return two periods that are the beginning and the end of one: 3月启动，8月底前完成.

    >>> from nlp.values.dates import find_periods
    >>> text = "2025年3月启动，2025年8月底前完成。"
    >>> [p.text for p in begin_and_end(text, find_periods(text))]
    ['2025年3月', '2025年8月底前']
    """
    edges = [edge(text, period) for period in dated]
    for (first, begins), (last, ends) in pairwise(zip(dated, edges, strict=True)):
        if (begins, ends) != ("begin", "end") or first.kind == last.kind == "range":
            continue  # 5月至8月开展防治；9月至12月完成普查: phases
        told = told_edge(text, first) and told_edge(text, last)
        if not told and first.first and last.last and first.first >= last.last:
            continue
        if told or len(_beside(text, dated, first, last)) == 2:
            return (first, last)
    return _with_milestones(text, dated)


def _beside(text: str, dated: Sequence[Period], first: Period, last: Period) -> list[Period]:
    """Return the periods of the sentence that goes from one to another, years alone left out.

    2025年对其升级，计划3月开工、10月竣工; nor when it is used then: 8月完工，9月1日投入使用
    """
    return [
        p
        for p in dated
        if (p.kind != "year" or p is first)
        and not re.search(r"[。；;\n]", text[p.start : first.start])
        and not _APART.search(text[last.end : p.start])
        and not (p.start >= last.end and _in_use().match(text, p.end))
    ]


def _with_milestones(text: str, dated: Sequence[Period]) -> tuple[Period, ...]:
    """Return the beginning and the end of a sentence with milestones between: 4月启动，6月招标，11月完成."""
    for first in dated:
        behind = text[first.end : first.end + 12]
        sentence = _beside(text, dated, first, first)
        points = all(p.kind != "range" for p in sentence)
        if len(sentence) < 3 or sentence[0] is not first or not points or not _begins().match(behind):
            continue
        last = sentence[-1]
        ends = re.compile(rf"(?:前|底|底前|全部|全面)*{_whole_ends()}").match(text, last.end)
        if ends and first.first and last.last and first.first < last.last:
            return (first, last)
    return ()


def _whole_ends() -> str:
    """Return the words of an end that speaks of the project, not of a step (完成招标)."""
    words = tuple(word for word in field_words().schedule.end_verbs if word != "验收")
    return rf"{any_of(words)}(?:任务|工作|项目|建设|验收|交付)*(?=[。；;，,（(）)\n]|\s*$)"


def restated(text: str, dated: Sequence[Period]) -> Period | None:
    """Return the range that says again, as a whole, what stands before it; ``None`` without one.

    >>> from nlp.values.dates import find_periods
    >>> text = "2025年2月发布公告，2025年12月完成评审，即2025年2月至12月。"
    >>> restated(text, find_periods(text)).text
    '2025年2月至12月'
    """
    for index, whole in enumerate(dated):
        before = dated[:index]
        firsts = [p.first for p in before if p.first]
        lasts = [p.last for p in before if p.last]
        if (
            len(before) > 1
            and any(p.kind != "range" for p in before)  # ranges in front of their whole are its phases
            and whole.kind == "range"
            and firsts
            and lasts
            and (min(firsts), max(lasts)) == (whole.first, whole.last)
            and _AGAIN.search(text[max(0, whole.start - _NEAR) : whole.start])
        ):
            return whole
    return None


def whole_with_parts(text: str, dated: Sequence[Period]) -> tuple[Period, ...]:
    """Return the whole period and the parts that the same sentence names in it; empty without a whole.

    >>> from nlp.values.dates import find_periods
    >>> text = "2024年3月—2026年10月，其中2025年为二期。"
    >>> [p.text for p in whole_with_parts(text, find_periods(text))]
    ['2024年3月—2026年10月', '2025年']
    """
    for index, (whole, part) in enumerate(pairwise(dated)):
        if whole.kind not in ("range", "year") or not _inside(part, whole):
            continue
        if spelled := _named_parts(text, dated[index:]):
            return spelled
        if whole.kind == "year":
            continue
        between = _LEADS.sub("", text[whole.end : part.start])
        if not any(_BEFORE_PART.fullmatch(words) for words in (between, re.sub(_FIRST, "", between))):
            continue
        if "\n" in between or (not between.strip(" ") and not text[whole.end : part.start].strip()):
            continue
        stop = re.compile(r"[。\n]").search(text, part.end)
        end = stop.start() if stop else len(text)
        parts = [
            p
            for p in dated[index + 1 :]
            if p.start < end and _inside(p, whole) and not _LOOSE.fullmatch(p.text)
        ]
        if any(re.fullmatch(r"\s*[、和及]\s*", text[a.end : b.start]) for a, b in pairwise(parts)):
            return (whole,)  # 其中7月、8月为汛期: no phases
        named = "其中" in text[whole.end : part.start] or re.match("度?[为是系]", text[part.end :])
        if all(p.kind == "quarter" for p in parts):
            return (whole,)  # 4月至9月，二季度招标，三季度交车: steps of a stated period
        if len(parts) == 1 and part.kind == "year" and not named:
            return (whole,)  # 2025年10月至2027年9月，2026年度主要完成衬砌: this year's work
        return (whole, *parts)
    return ()


def _named_parts(text: str, dated: Sequence[Period]) -> tuple[Period, ...]:
    """Return a whole and its named parts: 2025年全年，分春训（1月至5月）、夏训（6月至8月）两期."""
    whole, *parts = dated
    if not _NAMED_FIRST.fullmatch(text[whole.end : parts[0].start]):
        return ()
    named = 1
    while named < len(parts) and _NAMED_NEXT.fullmatch(text[parts[named - 1].end : parts[named].start]):
        named += 1
    inside = all(_inside(p, whole) for p in parts[:named])
    return (whole, *parts[:named]) if named > 1 and inside else ()


def _inside(part: Period, whole: Period) -> bool:
    if part.first is None or part.last is None or whole.first is None or whole.last is None:
        return False
    days = (part.first, part.last)
    return whole.first <= days[0] and days[1] <= whole.last and days != (whole.first, whole.last)
