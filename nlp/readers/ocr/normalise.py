"""Characters that only OCR mistakes for others, where the writing around leaves no doubt.

What was recognised stays as it is (brackets, quotes, full-width digits: the grammars read them all), except
three kinds that none can read: letters inside a number, a full stop inside a number, and a pair of brackets
of which one is narrow and one is wide.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from nlp.readers.ocr.types import Glyph

_DIGIT: Final = "0-9０-９"
#: Letters and rings that look like digits.
_ALIKE: Final = {"O": "0", "o": "0", "〇": "0", "○": "0", "l": "1", "I": "1", "|": "1"}
#: A number begins with a digit and ends with one or before a unit: O3 is ozone, PM2.5 and 24l stay.
_NUMBER: Final = re.compile(
    rf"(?<![A-Za-z{_DIGIT}])[{_DIGIT}](?:[,，.．]?[{_DIGIT}Oo〇○lI|])*"
    rf"(?:(?<=[{_DIGIT}])(?![A-Za-z])|(?=[万亿元年月日%％]))"
)
#: 二O二六年: a year in Chinese numerals, its zero taken for a letter or a digit.
_YEAR: Final = re.compile(r"[一二][Oo○0〇零九][Oo○0〇零一二三四五六七八九]{2}年")
_RING: Final = {"O": "〇", "o": "〇", "○": "〇", "0": "〇"}
#: 12。5万元: the point of an amount or a percentage taken for a full stop.
_STOP: Final = re.compile(rf"(?<=[{_DIGIT}])[。｡](?=[{_DIGIT}]+(?:[万亿]?元|%|％))")
_POINT: Final = {"。": ".", "｡": "."}


def normalise(glyphs: Sequence[Glyph]) -> tuple[list[Glyph], list[str]]:
    """Return the line's characters with such mistakes set right one to one, and what was changed.

    Each change reads "12O.5→120.5".
    """
    text = "".join(glyph.text for glyph in glyphs)
    if len(text) != len(glyphs):
        return list(glyphs), []
    changes: list[str] = []

    def put(match: re.Match[str], table: dict[str, str]) -> str:
        fixed = "".join(table.get(c, c) for c in match.group())
        if fixed != match.group():
            changes.append(f"{match.group()}→{fixed}")
        return fixed

    fixed = _YEAR.sub(lambda match: put(match, _RING), text)
    fixed = _NUMBER.sub(lambda match: put(match, _ALIKE), fixed)
    fixed = _STOP.sub(lambda match: put(match, _POINT), fixed)
    fixed = _matched(fixed, changes)
    return [
        glyph if glyph.text == new else Glyph(new, glyph.middle, glyph.confidence)
        for glyph, new in zip(glyphs, fixed, strict=True)
    ], changes


def _matched(text: str, changes: list[str]) -> str:
    """Make both brackets of a pair wide where only one is: networks can't tell a wide one by its shape."""
    marks = list(text)
    opened: list[int] = []
    for index, mark in enumerate(marks):
        if mark in "(（":
            opened.append(index)
        elif mark in ")）" and opened:
            first = opened.pop()
            if (marks[first] == "(") != (mark == ")"):
                changes.append(f"{marks[first]}{mark}→（）")
                marks[first], marks[index] = "（", "）"
    return "".join(marks)
