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


def _numbered() -> str:
    """A sub-project by its number: 子项目A, 任务一, 第二标段."""
    kinds = any_of(field_words().amount.sub_projects)
    return (
        rf"(?:{kinds}(?:[A-Za-zＡ-Ｚ]|[一二三四五六七八九十]{{1,2}}|[\d０-９]{{1,2}}|[①-⑩])(?![\d年月.．%％])"
        rf"|第[一二三四五六七八九十]{{1,2}}(?:个|项)?{kinds})"
    )


@cache
def _opened() -> re.Pattern[str]:
    """The beginning of a sub-project's line."""
    return re.compile(
        r"^[^\S\n]*(?:[■●◆▲★□○◇※•·*#【\-][^\S\n]*)*(?:[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．][^\S\n]*)?"
        + _numbered(),
        re.MULTILINE,
    )


@cache
def _heading() -> re.Pattern[str]:
    """The line that begins a block: ■子项目A　育秧点改造, （一）任务一：改造."""
    return re.compile(rf"{_opened().pattern}[^。；;\n]{{0,60}}$", re.MULTILINE)


@cache
def _only_number() -> re.Pattern[str]:
    return re.compile(_numbered())


def is_sub_project(name: str) -> bool:
    """Tell whether a name is a sub-project's number and nothing else.

    >>> is_sub_project("子项目一"), is_sub_project("第二标段"), is_sub_project("项目")
    (True, True, False)
    """
    return _only_number().fullmatch(name) is not None


def lines_of_sub_projects(text: str, places: Sequence[int]) -> bool:
    """Tell whether each of the places stands in a sub-project's line of its own.

    >>> text = "子项目一：清淤，支出3万元。\\n子项目二：护坡，支出2万元。"
    >>> lines_of_sub_projects(text, [9, 25]), lines_of_sub_projects(text, [9, 10])
    (True, False)
    """
    starts = [text.rfind("\n", 0, place) + 1 for place in places]
    return len(set(starts)) == len(starts) and all(_opened().match(text, start) for start in starts)


def name_in_line(line: str) -> str:
    """Return the sub-project that a line is about, by its number and name.

    >>> name_in_line("1.任务二：闸门防腐，2025年9月完成，支出"), name_in_line("闸门防腐，支出")
    ('任务二：闸门防腐', '')
    """
    opened = _opened().match(line)
    if opened is None:
        return ""
    number = re.search(_numbered(), line[: opened.end()])
    start = number.start() if number else 0
    return re.split("[，,。；;]", line[start:])[0].strip(" ：:")


def name_of_block(text: str) -> str:
    r"""Return the sub-project whose block the end of ``text`` stands in, by its number and name.

    >>> name_of_block("一、任务\n■子项目A　育秧点改造\n本年安排："), name_of_block("育秧点改造")
    ('子项目A\u3000育秧点改造', '')
    """
    lines = [match[0] for match in _heading().finditer(text) if match[0].strip()]
    return name_in_line(lines[-1]) if lines else ""


def starts_of_blocks(parts: Sequence[Passage]) -> list[int]:
    """Return the document offsets where the blocks of the sub-projects begin."""
    return sorted(p.offsets[m.start()] for p in parts for m in _heading().finditer(p.text) if m[0].strip())


def parts_of_sub_projects(parts: Sequence[Passage], spans: Sequence[FieldSpan]) -> list[FieldSpan]:
    """Return the spans; what each of several sub-projects has is a part of the project's money.

    ■子项目A … 安排资金96.5万元 … ■子项目B … 安排资金64万元
    """
    starts = starts_of_blocks(parts)
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
