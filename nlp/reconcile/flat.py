"""Text of a section as paragraphs without hard-wrapped line ends and blanks, offsets kept."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from nlp.readers.page_marks import page_marks
from nlp.readers.wrapping import line_widths, printed_width, wrapped_at

_SENTENCE_END = "。；;：:！？!?"
_PAGE_NUMBER = re.compile(r"^[-—–\s]*\d{1,4}[-—–\s]*$|^第\s*\d+\s*页.*$")
_LIST_START = re.compile(
    r"^\s*[-•*]?\s*(?:[一二三四五六七八九十]+[、.．]|[（(][一二三四五六七八九十\d]+[）)]|\d{1,2}[.．、)）](?!\d)|[①-⑳]|第[一二三四五六七八九十]+[部章])"
)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph: ``text`` without blanks and soft line ends; ``offsets[i]`` is the place of ``text[i]``.

    Marks are full-width, as they are in print, whatever the typist's were: one reading for both.
    """

    text: str
    offsets: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the document's range of ``text[start:end]``."""
        return self.offsets[start], self.offsets[end - 1] + 1


#: A number that a blank cuts in two: right behind a word (a list's number is not), and before a unit.
_CUT = re.compile(r"(?<=[一-鿿])\d[\d,]*(?:\.\d*)?(?: \d[\d,]*(?:\.\d+)?)+(?=(?:万元|亿元|元|%|％))")


#: Half-width marks, but for those inside a number, a ratio or an address: 1,234 · 1:3 · http://
_NARROW = re.compile(r"(?<![0-9]),|,(?![0-9])|;|(?<![0-9A-Za-z]):|:(?![0-9A-Za-z/])|[()]")
_WIDE = {",": "，", ";": "；", ":": "：", "(": "（", ")": "）"}
_HAN = re.compile("[一-鿿]")


def _wide(text: str) -> str:
    """Return a text of the same length with full-width marks.

    >>> _wide("支出5,012.30万元,其中:基本支出3,000万元(60%);1:3")
    '支出5,012.30万元，其中：基本支出3,000万元（60%）；1:3'
    """
    if not _HAN.search(text):
        return text
    return _NARROW.sub(lambda found: _WIDE[found[0]], text)


def _joined(text: str, places: list[int]) -> Paragraph:
    """Return a paragraph whose cut numbers are whole again: "为16.0 1万元" is 16.01万元."""
    text = _wide(text)
    if " " not in text:
        return Paragraph(text, tuple(places))
    cut = {
        found.start() + index
        for found in _CUT.finditer(text)
        if found[0].count(".") <= 1
        for index, char in enumerate(found[0])
        if char == " "
    }
    kept = [index for index in range(len(text)) if index not in cut] if cut else range(len(text))
    return Paragraph("".join(text[i] for i in kept), tuple(places[i] for i in kept))


def _lines(text: str, start: int, end: int, skip: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the lines of a range without their ends, but for those that touch a range of ``skip``."""
    ranges = _merged((a, b) for a, b in skip if a < end and start < b)
    lines: list[tuple[int, int]] = []
    at, number = start, 0
    for raw in text[start:end].splitlines(keepends=True):
        line_end = at + len(raw.rstrip("\r\n"))
        while number < len(ranges) and ranges[number][1] <= at:
            number += 1
        if line_end == at or number == len(ranges) or line_end <= ranges[number][0]:
            lines.append((at, line_end))
        at += len(raw)
    return lines


def _merged(ranges: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return ranges in order, those that overlap or touch as one."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(ranges):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return merged


@lru_cache(maxsize=8)
def _page_ends(text: str) -> frozenset[int]:
    """Return where the lines begin that hold a page's number or its running head."""
    marks = page_marks(text)
    starts, at = set[int](), 0
    for number, line in enumerate(text.split("\n")):
        if number in marks:
            starts.add(at)
        at += len(line) + 1
    return frozenset(starts)


#: What may be left out of a line.
_GAP = re.compile(r"[^\S\t]|\*")


def _kept(line: str) -> Iterator[tuple[str, int]]:
    """Yield what of a line is text, with its place: no blanks, and no Markdown emphasis (**)."""
    begin = 0
    for found in _GAP.finditer(line):
        index = found.start()
        if begin < index:
            yield line[begin:index], begin
        begin = index + 1
        if line[index] == "*":
            if "**" not in line[max(0, index - 1) : begin + 1]:
                yield "*", index
        elif (
            0 < index < len(line) - 1
            and (line[index - 1].isdigit() or line[index - 1] in ".．")
            and line[begin].isdigit()
        ):
            yield " ", index  # "12 34" stays two numbers, "3. 221" an item
    if begin < len(line):
        yield line[begin:], begin


def paragraphs(
    text: str, start: int, end: int, skip: Sequence[tuple[int, int]] = ()
) -> tuple[Paragraph, ...]:
    """Split ``text[start:end]`` into paragraphs, leaving out the ranges of ``skip``.

    A line end inside a sentence, at about the text's full width, is soft; any other ends a paragraph.

    >>> [p.text for p in paragraphs("一、概况\\n收入 10 万元。", 0, 14)]
    ['一、概况', '收入10万元。']
    """
    lines = _lines(text, start, end, skip)
    widths = line_widths(text[a:b] for a, b in lines)
    width = wrapped_at(text) or max(widths, default=0)
    # Hard-wrapped text has many lines of the full width; then a full line goes on even after a 。
    wrapped = sum(each >= 0.9 * width for each in widths) >= 3
    result: list[Paragraph] = []
    chars: list[str] = []
    places: list[int] = []

    def flush() -> None:
        if chars:
            result.append(_joined("".join(chars), places))
            chars.clear()
            places.clear()

    ends = _page_ends(text)
    last, blank, turned = "", False, False
    for a, b in lines:
        line = text[a:b]
        if a in ends or (_PAGE_NUMBER.match(line) and last):
            turned = True
            continue
        if not line.strip():
            blank, turned = True, turned or "\f" in line
            continue
        # A sentence goes on over a page's end, whatever blank lines stand there.
        previous = last if turned or not blank else ""
        full = printed_width(previous) >= 0.75 * width
        # What ends in a colon goes on more often than what ends in a full stop.
        filled = 0.85 if previous[-1:] in "：:；;" else 0.95
        ended = previous[-1:] in _SENTENCE_END and not (
            wrapped and not (blank and turned) and printed_width(previous) >= filled * width
        )
        soft = previous and full and not ended and not _LIST_START.match(line)
        if previous and not soft and line.strip()[0] in "。，；、）":
            soft = True  # a mark never begins a line of its own
        if not soft:
            flush()
        for words, index in _kept(line):
            chars.append(words)
            places.extend(range(a + index, a + index + len(words)))
        last, blank, turned = line.strip(), False, False
    flush()
    return tuple(result)
