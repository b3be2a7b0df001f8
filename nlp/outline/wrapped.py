"""Names and paragraphs that the page's width, or whoever typed the heading, has cut in two."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from nlp.outline.headings import part_kind
from nlp.outline.narrative_names import SENTENCE, bare_name, name_end
from nlp.outline.numbers import counted
from nlp.outline.section_marks import marks_in

_LONGEST: Final = 90
_MARKS: Final = re.compile(r"[：:|｜\t]")
_REACH: Final = 3
#: A line that is cut by the page is at least so long, and so much of the widest near it.
_NARROWEST: Final = 18
_FULL_LINE: Final = 0.8
_NEAR: Final = 6
_ENDED: Final = re.compile(r"[。；;：:！？?|｜\t]\s*$")


def uncut(lines: Sequence[str], index: int) -> str:
    """Return a line with the next one behind it, if the page's width cuts a paragraph between the two.

    >>> uncut(["1、某项目自评综述：本项目系经常性项目，由甲", "中心实施，预算5万元。"], 0)
    '1、某项目自评综述：本项目系经常性项目，由甲中心实施，预算5万元。'
    >>> uncut(["1、负责人：张三", "中心实施，预算5万元。"], 0)
    '1、负责人：张三'
    """
    line, below = lines[index].rstrip(), lines[index + 1].strip() if index + 1 < len(lines) else ""
    widest = max(map(_width, lines[index : index + _NEAR]))
    if _width(line) < max(_NARROWEST, _FULL_LINE * widest) or _ENDED.search(line):
        return line
    return line if not below or counted(below) is not None else line + below


def _width(line: str) -> float:
    """Return how wide a line is in characters; figures and Latin letters are half as wide."""
    return sum(0.5 if each.isascii() else 1 for each in line)


def wrapped_name(lines: Sequence[str], index: int) -> tuple[int, int] | None:
    """Return where a numbered heading's name begins in line ``index`` and ends in the next one.

    The line alone is no whole name, the next one has no number, and a first section stands below it.

    >>> wrapped_name(["B. 企业研发投入后补助资", "金", "（1）立项依据：《甲办法》"], 0)
    (3, 1)
    >>> wrapped_name(["B. 某某改造项目", "说明", "（1）立项依据：《甲办法》"], 0) is None
    True
    """
    line, below = lines[index], lines[index + 1] if index + 1 < len(lines) else ""
    number = counted(line)
    if number is None or not below.strip() or len(below) > len(line) or counted(below) is not None:
        return None
    name = line[number.length :] + below
    if len(name) > _LONGEST or SENTENCE.search(name) or _MARKS.search(name) or bare_name(line) is not None:
        return None
    if part_kind(line) is not None or marks_in(line) or marks_in(below):
        return None
    under = next((each for each in lines[index + 2 : index + 2 + _REACH] if each.strip()), "")
    following = marks_in(under)
    if not following or following[0].inside or following[0].value not in (1, None):
        return None
    return number.length, name_end(below, 0, len(below.rstrip()))
