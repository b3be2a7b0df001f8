"""Titles of laws, regulations and documents in 《》."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from nlp.values.words import words


@dataclass(frozen=True, slots=True)
class Title:
    """The inside of an outermost 《》: ``text[start:end]`` of the source is ``text``.

    ``clean`` is the text without its line ends and the blanks around them.
    """

    start: int
    end: int
    text: str
    clean: str


_MARK = re.compile(r"[《》]|\n[^\S\n]*\n")
_LINE_END = re.compile(r"(?:(?<![^\S\n])[^\S\n]++)?\n[^\S\n]*+")
_NUMBER_FOLLOWS = re.compile(r"[（(][^）)\n]{0,20}[〔\[【（(]\s?(?:19|20)[0-9]{2}")
#: 《关于印发〈某办法》的通知》: an inner title that opens otherwise than it closes.
_CLOSED_TWICE = re.compile(r"》[^《》。；;，,、\n]{1,15}》")
_ISSUES = re.compile("关于|[印转]发|批转")
_SEPARATORS = frozenset("、，,；;。和及与")


def find_titles(text: str) -> tuple[Title, ...]:
    """Return the titles in ``text``, in order.

    A title may go over line ends, but not over an empty line. Titles inside a title belong to it. A 《
    that is never closed ends at the line's end, or before the next title of an enumeration.

    >>> [t.text for t in find_titles("依据《关于印发《某办法》的通知》和《某条例》")]
    ['关于印发《某办法》的通知', '某条例']
    >>> [t.clean for t in find_titles("《关于加强\\n管理的意见》，《未完的标题\\n下一行")]
    ['关于加强管理的意见', '未完的标题']
    """
    line_ends = [match.start() for match in re.finditer("\n", text)]
    pairs, unclosed = _pairs(text, line_ends)
    titles: list[Title] = []
    position = 0
    for start, end in sorted([*pairs.items(), *((at, -1) for at in unclosed)]):
        if start < position:
            continue
        if end < 0:
            line = bisect_left(line_ends, start)
            end = _open_end(text, start, line_ends[line] if line < len(line_ends) else len(text), pairs)
        elif (more := _CLOSED_TWICE.match(text, end)) and _ISSUES.search(text, start, end):
            end = more.end() - 1
        begin, finish = _strip(text, start + 1, end)
        if begin < finish:
            inside = text[begin:finish]
            titles.append(Title(begin, finish, inside, _LINE_END.sub("", inside.replace("\r", ""))))
        position = end
    return tuple(titles)


def _pairs(text: str, line_ends: list[int]) -> tuple[dict[int, int], list[int]]:
    """Match every 《 with its 》; return the pairs and the places of 《 without a mate."""
    limits = words().title
    pairs: dict[int, int] = {}
    unclosed: list[int] = []
    stack: list[int] = []
    for mark in _MARK.finditer(text):
        if mark[0] == "《":
            stack.append(mark.start())
        elif mark[0] != "》":
            unclosed += stack
            stack = []
        elif stack:
            start, end = stack.pop(), mark.start()
            lines = bisect_left(line_ends, end) - bisect_left(line_ends, start)
            if end - start - 1 > limits.longest or lines > limits.most_line_ends:
                unclosed.append(start)
            else:
                pairs[start] = end
    return pairs, unclosed + stack


def _open_end(text: str, start: int, line_end: int, pairs: dict[int, int]) -> int:
    """Return where the title that opens at ``start`` and is never closed ends."""
    position = start + 1
    while position < line_end:
        char = text[position]
        if char in "》。" or (char in "（(" and _NUMBER_FOLLOWS.match(text, position)):
            return position
        if char == "《":
            if text[position - 1] in _SEPARATORS:
                return position - 1
            if position not in pairs:
                return position
            position = pairs[position]
        position += 1
    return line_end


def _strip(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
