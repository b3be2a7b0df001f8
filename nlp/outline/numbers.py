"""The numbers of headings, in official style and in those that only a heading makes one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from nlp.outline.headings import Numbering, numbering

CN: Final = "一二三四五六七八九十"
_ROMAN: Final = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
#: Numbers that only a known heading behind them makes numbers: 一 项目概述, 3 实施主体, II. 立项依据.
_LOOSE_NUMBERS: Final = (
    ("cn", re.compile(rf"[{CN}〇]{{1,3}}(?:[ \t\u3000]+|[:：])")),
    ("digit", re.compile(r"\d{1,2}(?:[ \t\u3000]+|[:：]|\.(?=[\u4e00-\u9fff]))")),
    ("decimal", re.compile(r"\d{1,2}(?:\.\d{1,2}){1,2}[ \t\u3000.、]*")),
    ("roman", re.compile(r"(?:[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ]|[IVX]{1,4}(?=[.．、 \u3000]))[.．、 \u3000]*")),
    ("letter", re.compile(r"[A-Ha-h][.．、)）]\s*")),
    ("letter-bracket", re.compile(r"[（(]\s*[A-Ha-h]\s*[)）]\s*")),
    ("ordinal", re.compile(rf"第[{CN}]{{1,2}}[，,、：:]\s*")),
    ("formal", re.compile(r"[壹贰叁肆伍陆柒捌玖拾]{1,2}[、.．：:\s\u3000]+")),
    ("first-is", re.compile(rf"[{CN}]是[，,：:]?\s*")),
    ("stem", re.compile(r"[甲乙丙丁戊己庚辛壬癸](?:[ \t\u3000]+|[:：·・•])\s*")),
    (
        "volume",
        re.compile(rf"(?:[卷篇]\s*[{CN}]{{1,3}}|第[{CN}]{{1,3}}[卷篇])(?:[ \t\u3000]+|[、:：·・•])\s*"),
    ),
    ("dot", re.compile(rf"[{CN}]{{1,3}}[·・•]\s*")),
)
_ANNEX: Final = re.compile(rf"附(?:件|表)?\s*([{CN}\d]{{0,2}})(?:[：:.．、\s\u3000]+|$)")
_RANK: Final = re.compile(rf"第[{CN}百零〇\d]{{1,3}}([部章节条])")


def numbers(text: str) -> Iterator[Numbering | None]:
    """Yield the readings of what ``text`` begins with as a number, and none at all."""
    if (number := numbering(text)) is not None:
        yield number
    for style, pattern in _LOOSE_NUMBERS:
        if match := pattern.match(text):
            yield Numbering(style, _value(match[0]), match.end())
    yield None


def counted(text: str) -> Numbering | None:
    """Return what a heading begins with as a number, in any writing: A. , Ⅰ, 二 with a blank, 第一节, 附2.

    >>> counted("（B）校车"), counted("Ⅱ 渡船")
    (Numbering(style='letter-bracket', value=2, length=3), Numbering(style='roman', value=2, length=2))
    """
    if annex := _ANNEX.match(text):
        return Numbering("annex", _value(annex[1] or ""), annex.end())
    number = next(numbers(text))
    if number is not None and number.style == "part" and (rank := _RANK.match(text)):
        return replace(number, style=f"part-{rank[1]}")  # a chapter's sections are of another rank
    return number


def _value(written: str) -> int | None:
    word = re.sub(r"[\s:：.．、（()）]", "", written)
    if word.isdecimal():
        return int(word)
    word = unicodedata.normalize("NFKC", word)  # Ⅳ is IV
    if word in _ROMAN:
        return _ROMAN.index(word) + 1
    if len(word) == 1 and word.isascii():
        return ord(word.lower()) - ord("a") + 1
    places = (digits.find(word) + 1 for digits in (CN, "壹贰叁肆伍陆柒捌玖拾"))
    return next((place for place in places if place), None) if len(word) == 1 else None
