"""Phases told where the parts of a project are told: every part with its own time, none with the whole's.

1.样本轮换（2025年1月—3月）。… · ■子项目A　育秧点改造 / 时间：2026年1月至4月。
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from nlp.tagger.rules.free_spells import is_foreign
from nlp.tagger.rules.passages import NEW_ITEM, Passage, clause_end
from nlp.tagger.rules.phase_items import MIN_PHASES
from nlp.tagger.spans import FieldSpan
from nlp.values.dates import Period, find_periods

#: What opens a part: its number or a bullet, or its word.
_BULLET: Final = re.compile(r"\s*[■●◆▲★▶◎□○◇※\-•]\s*(?=\S)")
_WORD: Final = re.compile(
    r"\s*(?:子项目|子课题|分项目?|分项工程|项目|任务|课题|标段|工程|活动)[一二三四五六七八九十A-Za-z\d]{1,2}(?![\u4e00-\u9fff]{0,2}[年月日])[：:、\s]?"
)
#: The name of a part in front of its bracket: 样本轮换（
_NAME: Final = re.compile(r"[^。；;，,：:（()）\n]{2,30}[（(]\s*(?:(?:实施)?时间[：:]\s*)?")
_CLOSE: Final = re.compile(r"\s*[)）]")
#: A line that a label of time opens.
_LABEL: Final = re.compile(
    r"[ \u3000]*(?P<label>[\u4e00-\u9fff]{0,4}(?:周期|期限|工期|时限|起止时间|时间|日期))[：:][ \u3000]*"
)
_SCORE: Final = 0.7


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a text with the kind of mark that opens it; what it says begins at ``first``."""

    start: int
    end: int
    mark: str
    first: int


def times_of_parts(whole: Passage, parts: Sequence[Passage], fiscal_year: int | None) -> list[FieldSpan]:
    """Return the times of the project's parts as phases, ``whole`` being the narrative.

    >>> from nlp.tagger.rules.passages import passage
    >>> text = "1.河道清淤（2025年3月—5月）。清淤2公里。\\n2.护坡修补（2025年6月—9月）。修补60处。"
    >>> one = passage("overview", text, 0, len(text))
    >>> [text[span.start : span.end] for span in times_of_parts(one, [one], 2025)]
    ['2025年3月—5月', '2025年6月—9月']
    """
    for part in parts:
        if part.kind in ("overview", "plan", "other") and (found := _in_brackets(part.text, fiscal_year)):
            return [part.span("PHASE", p.start, p.end, _SCORE) for p in found]
    return [whole.span("PHASE", p.start, p.end, _SCORE) for p in _labelled(whole.text, fiscal_year)]


def _lines(text: str) -> Iterator[_Line]:
    for line in re.finditer(r"[^\n]+", text):
        start, end = line.span()
        for name, pattern in (("word", _WORD), ("bullet", _BULLET), ("number", NEW_ITEM)):
            opened = pattern.match(text, start, end)
            if opened and opened.end() > start:
                # 1. and （1） number different things.
                shape = re.sub(r"[\w\s]+", "", opened[0]) if name == "number" else ""
                yield _Line(start, end, name + shape, opened.end())
                break
        else:
            yield _Line(start, end, "", start)


def _in_brackets(text: str, fiscal_year: int | None) -> list[Period]:
    """Return the periods in brackets behind the names of numbered parts, if every one has its own."""
    for mark in dict.fromkeys(line.mark for line in _lines(text)):
        marked = [line for line in _lines(text) if line.mark == mark] if mark else []
        found = [_bracketed(text, line, fiscal_year) for line in marked]
        periods = [p for p in found if p is not None]
        if len(periods) == len(marked) >= MIN_PHASES and _are_phases(periods, fiscal_year):
            return periods
    return []


def _bracketed(text: str, line: _Line, fiscal_year: int | None) -> Period | None:
    name = _NAME.match(text, line.first, line.end)
    if name is None:
        return None
    first = next(iter(_periods(text, name.end(), line.end, fiscal_year)), None)
    return first if first and first.start == name.end() and _CLOSE.match(text, first.end) else None


def _labelled(text: str, fiscal_year: int | None) -> list[Period]:
    """Return the periods behind one label of time that stands once below the name of every part."""
    parts = 0
    last_part = 0
    found: dict[str, list[Period]] = {}
    under: dict[str, list[int]] = {}
    for line in _lines(text):
        label = _LABEL.match(text, line.first, line.end)
        if label is None:
            if line.mark.startswith(("word", "bullet")):
                parts += 1
                last_part = line.start
            continue
        dated = [
            p
            for p in _periods(text, label.end(), line.end, fiscal_year)
            if p.kind != "duration" and p.start == label.end()
        ]
        if dated and parts and not is_foreign(label[0]):
            found.setdefault(label["label"], []).append(dated[0])
            under.setdefault(label["label"], []).append(last_part)
    for name, periods in found.items():
        apart = len(set(under[name])) == len(periods) == parts
        if apart and len(periods) >= MIN_PHASES and _are_phases(periods, fiscal_year):
            return periods
    return []


def _periods(text: str, start: int, end: int, fiscal_year: int | None) -> list[Period]:
    """Return the periods of a stretch of one sentence, with their places in the text."""
    stop = min(end, clause_end(text, start, "。；;\n"))
    found = find_periods(text[start:stop], default_year=fiscal_year)
    return [replace(p, start=p.start + start, end=p.end + start) for p in found]


def _are_phases(periods: Sequence[Period], fiscal_year: int | None) -> bool:
    """Tell whether periods are times of work to come: none of them over, some longer than a day."""
    ends = [p.last for p in periods if p.first and p.last]
    return (
        len(ends) == len(periods)
        and all(fiscal_year is None or day.year >= fiscal_year for day in ends)
        and any(p.kind == "range" for p in periods)
        and len({(p.first, p.last) for p in periods}) > 1
    )
