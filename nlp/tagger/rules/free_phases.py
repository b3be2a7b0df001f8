"""Phases in a text without a section for them: rows of a table, lines of names, ranges of one sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from nlp.tagger.rules.free_spells import is_foreign
from nlp.tagger.rules.passages import NEW_ITEM, clause_end, clause_start
from nlp.tagger.rules.phase_items import MIN_PHASES, Item
from nlp.values.dates import Period
from nlp.values.grids import grids

#: 田间繁种：2025年4月—9月
_NAME: Final = re.compile(r"[^。；;，,：:\d]{2,20}(?:[：:]\s*+|[ \u3000\t|]++)(?:[为自从]\s*+)?")
_TIME_HEAD: Final = re.compile("起止|起讫|时间|时段|期间|周期|日期|期限|月份|工期")
#: Behind a period of a line: （20个工作日）。
_LINE_END: Final = re.compile(r"\s*+(?:[（(][^（()）]{0,20}[)）]\s*+)?(?:[。；;，,]\s*+)?")
#: In front of a range inside a sentence: the sentence's beginning, a mark, a part's name.
_BEFORE: Final = re.compile(
    r"(?:^|[，,；;：:、\s])(?<!\s\s)\s*+(?:[\u4e00-\u9fff]{2,8}?(?:期|阶段|学期|季|防|组|批|段)?)?"
    r"(?:为|自|从|于|在|[（(])?\s*+$"
)
_SAYS: Final = re.compile(r"\s*+(?:(?:为|是)?[\u4e00-\u9fff]{2,}|(?:[)）]\s*+)?(?:[，,；;、。）)]|和|及|$))")
#: What is done at a time, right behind it.
_STEP: Final = re.compile(r"(?:份|底|初|前|期间)?(?!为|是|的|已)[\u4e00-\u9fff]{2}")
#: From one time of a list to the next: ，招标和场地准备；
_LISTED: Final = re.compile(r"(?:[底末初]|[，,：:\s])?[\u4e00-\u9fff][^；;]*[；;]\s*")
#: As many steps open a paragraph that tells the course of a project.
_FEWEST_STEPS: Final = 3
_MARKS: Final = "。；;，,：:\n"
#: How far a part's name reaches.
_NEAR: Final = 16
_PAST: Final = re.compile("已|曾|累计|同比|共发生|受理|现有")
_NAMED: Final = re.compile("(?:期|阶段|学期|季|防|组|批|段)(?:为|自|从|于|在|[（(：:])?\\s*$")


def told_phases(text: str, dated: Sequence[Period], fiscal_year: int | None) -> list[Item]:
    """Return the phases that a text tells by a table, by lines, or by ranges of one sentence.

    >>> from nlp.values.dates import find_periods
    >>> text = "准备期2025年4月至8月，保障期2025年9月，总结期2025年10月至11月。"
    >>> [item.period.text for item in told_phases(text, find_periods(text), 2025)]
    ['2025年4月至8月', '2025年9月', '2025年10月至11月']
    """
    now = [p for p in dated if fiscal_year is None or (p.last or p.first) is None or _year(p) >= fiscal_year]
    for found in (_rows(text, now), _lines(text, now), _in_sentence(text, now)):
        if len(found) >= MIN_PHASES:
            return found
    return []


def _year(period: Period) -> int:
    day = period.last or period.first
    return day.year if day else 0


def _rows(text: str, dated: Sequence[Period]) -> list[Item]:
    """Return the rows of a table whose column tells when."""
    for grid in grids(text):
        when = {
            column
            for row in grid.rows[: max(grid.heads, 1)]
            for column, cell in enumerate(row)
            if _TIME_HEAD.search(cell.text)
        }
        items = []
        for row in grid.rows[max(grid.heads, 1) :]:
            cells = [row[column] for column in when if column < len(row)]
            inside = [p for p in dated for c in cells if c.start <= p.start and p.end <= c.end]
            if inside:
                items.append(Item(inside[0], row[0].start, clause_end(text, row[-1].start, "\n")))
        if len(items) >= MIN_PHASES:
            return items
    return []


def _lines(text: str, dated: Sequence[Period]) -> list[Item]:
    """Return neighbouring lines that are a name and a period each."""
    items: list[Item] = []
    for period in dated:
        start = clause_start(text, period.start, "\n")
        end = clause_end(text, period.end, "\n")
        marker = NEW_ITEM.match(text, start, period.start)
        first = marker.end() if marker else start
        named = _NAME.fullmatch(text[first : period.start].lstrip())
        if not named or not _LINE_END.fullmatch(text[period.end : end]):
            continue
        if items and text[items[-1].end : start].strip():
            if len(items) >= MIN_PHASES:
                break
            items = []
        items.append(Item(period, first, end))
    return items if any(i.period.kind == "range" for i in items) else []


def _in_sentence(text: str, dated: Sequence[Period]) -> list[Item]:
    """Return the ranges of one sentence, one behind another, each with its name or with what is done."""
    for sentence in _sentences(text, [p for p in dated if p.kind != "year"]):
        named = all(_NAMED.search(text[max(0, p.start - _NEAR) : p.start]) for p in sentence)
        kinds = ("range", "month", "day") if named else ("range",)
        start = clause_start(text, sentence[0].start)
        paragraph = len(sentence) >= _FEWEST_STEPS and _is_a_paragraph(text, start, sentence)
        if paragraph or _is_a_list(text, start, sentence):
            kinds = ("range", "month", "day")
        end = clause_end(text, sentence[-1].end)
        words = text[start:end]
        apart = all(a.last and b.first and a.last < b.first for a, b in pairwise(sentence))
        placed = all(
            _BEFORE.search(text[max(start, p.start - _NEAR) : p.start]) and _SAYS.match(text, p.end)
            for p in sentence
        )
        foreign = any(is_foreign(text[clause_start(text, p.start, _MARKS) : p.start]) for p in sentence)
        if (
            len(sentence) >= MIN_PHASES
            and apart
            and placed
            and all(p.kind in kinds for p in sentence)
            and any(p.kind == "range" for p in sentence)
            and not _PAST.search(words)
            and not foreign
            and not re.search(r"\d\s*(?:亿|万)?元", words)
        ):
            ends = [*(p.start for p in sentence[1:]), end]
            return [Item(p, p.start, stop) for p, stop in zip(sentence, ends, strict=True)]
    return []


def _is_a_paragraph(text: str, start: int, sentence: Sequence[Period]) -> bool:
    """Tell whether a paragraph is nothing but steps, each of them what is done at its time.

    2025年3月完成设计，4月至8月分批施工，9月办理验收。
    """
    opens = not text[clause_start(text, start + 1, "\n") : sentence[0].start].strip()
    return opens and all(_STEP.match(text, p.end) for p in sentence)


def _is_a_list(text: str, start: int, sentence: Sequence[Period]) -> bool:
    """Tell whether a sentence is a list of times and what is done then, parted by semicolons.

    2025年3月至4月，选址；2025年5月，签约；2025年6月至9月，施工。
    """
    gaps = [text[a.end : b.start] for a, b in pairwise(sentence)]
    opens = not text[start : sentence[0].start].strip()
    return opens and all(_LISTED.fullmatch(gap) for gap in gaps)


def _sentences(text: str, dated: Sequence[Period]) -> Iterator[list[Period]]:
    """Yield the periods sentence by sentence; semicolons go on."""
    together: list[Period] = []
    for period in dated:
        if together and re.search(r"[。！？\n]", text[together[-1].end : period.start]):
            yield together
            together = []
        together.append(period)
    if together:
        yield together
