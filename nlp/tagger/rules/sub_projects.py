"""The money of a project that is told by its sub-projects, each in a block of its own."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache
from typing import Final

from nlp.tagger.rules.lexicon import any_of, field_words
from nlp.tagger.rules.passages import Passage
from nlp.tagger.spans import FieldSpan

_FEWEST: Final = 2
_SOURCES: Final = ("AMOUNT_FISCAL", "AMOUNT_OWN")


@cache
def _heading() -> re.Pattern[str]:
    """The line that begins a block: ■子项目A　育秧点改造, （一）任务一：改造."""
    kinds = any_of(field_words().amount.sub_projects)
    return re.compile(
        r"^[^\S\n]*(?:[■●◆▲★□○◇※•·*#【\-][^\S\n]*)*(?:[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．][^\S\n]*)?"
        rf"(?:{kinds}(?:[A-Za-zＡ-Ｚ]|[一二三四五六七八九十]{{1,2}}|[\d０-９]{{1,2}}|[①-⑩])(?![\d年月.．%％])"
        rf"|第[一二三四五六七八九十]{{1,2}}(?:个|项)?{kinds})[^。；;\n]{{0,60}}$",
        re.MULTILINE,
    )


def parts_of_sub_projects(parts: Sequence[Passage], spans: Sequence[FieldSpan]) -> list[FieldSpan]:
    """Return the spans; what each of several sub-projects has is a part of the project's money.

    ■子项目A … 安排资金96.5万元 … ■子项目B … 安排资金64万元
    """
    starts = sorted(p.offsets[m.start()] for p in parts for m in _heading().finditer(p.text) if m[0].strip())
    blocks: dict[int, list[FieldSpan]] = {}
    for span in sorted(spans, key=lambda s: s.start):
        if place := bisect_right(starts, span.start):
            blocks.setdefault(place, []).append(span)
    told = {place: whole for place, block in blocks.items() if (whole := _whole(block)) is not None}
    if len(told) < _FEWEST:
        return list(spans)
    result = []
    for span in spans:
        whole = told.get(bisect_right(starts, span.start))
        same = whole is not None and (span.start, span.end) == (whole.start, whole.end)
        # What a sub-project is spent on is a part of a part.
        if whole is None or span.label in _SOURCES or not (same or span.label == "AMOUNT_COMPONENT"):
            result.append(span)
        if same:
            result.append(FieldSpan("AMOUNT_COMPONENT", span.start, span.end, span.score))
    return result


def _whole(block: Sequence[FieldSpan]) -> FieldSpan | None:
    """Return what a sub-project has in all: its total, else the only source that pays for it."""
    if total := next((s for s in block if s.label == "AMOUNT_TOTAL"), None):
        return total
    sources = [s for s in block if s.label in _SOURCES]
    return sources[0] if len(sources) == 1 else None
