"""What a plain text repeats at the ends of its pages: page numbers, form feeds, running heads and feet.

A converted text keeps them between the lines of what goes on from page to page: a table's rows above all.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

_DIGITS: Final = r"[0-9０-９]{1,4}"
_COUNT: Final = rf"(?:{_DIGITS}|[一二三四五六七八九十百]{{1,4}})"
_RULE: Final = r"[-—–―－─_·•~*|\s]"
#: "— 12 —", "第 12 页 共 40 页", "-12-", "12/40", "第12页，共40页", "Page 12 of 40", "页码：12".
_NUMBERED: Final = re.compile(
    rf"{_RULE}*(?:(?:第\s*{_COUNT}\s*页|页码?[：:]?\s*{_DIGITS}|[Pp](?:age|\.)\s*{_DIGITS})"
    rf"(?:\s*[,，、/／|（(]?\s*(?:共|总共|of)\s*{_COUNT}\s*页?[)）]?)?"
    rf"|共\s*{_COUNT}\s*页\s*[,，、/／|]?\s*第\s*{_COUNT}\s*页"
    rf"|{_DIGITS}\s*(?:[/／]|of)\s*{_DIGITS}|[-—–―－─·•~*]\s*{_DIGITS}\s*[-—–―－─·•~*]+"
    rf"|[-—–―－─]{{1,4}}\s*{_DIGITS}){_RULE}*"
)
#: A bare number is a page's where one near it stands alone in another line: some pages print none.
_BARE: Final = re.compile(r"[0-9]{1,3}")
_NEAR_PAGE: Final = 3
#: A running head with the page's number in its line: "某局2024年部门预算   — 8 —".
_HEAD_AND_NUMBER: Final = re.compile(
    rf"(?P<words>\S(?:.*\S)?)\s+{_RULE}*(?:第\s*)?(?P<number>[0-9]{{1,3}})\s*页?{_RULE}*"
    rf"|{_RULE}*(?:第\s*)?(?P<front>[0-9]{{1,3}})\s*页?{_RULE}*\s+(?P<behind>\S(?:.*\S)?)"
)
_SHORTEST_HEAD, _LONGEST = 4, 80
#: Without any number or form feed near it, a line must be repeated as often to be a running head.
_FEWEST_ALONE: Final = 3
_FEWEST_NEAR: Final = 2
#: How many lines with words stand at a page's head and at its foot.
_AT_HEAD, _AT_FOOT = 2, 1
#: The lines of a cover, whose words running heads repeat.
_COVER: Final = 12
#: A table's title, its unit or its number, and a list's sum, which several pages may repeat as well.
_OF_A_TABLE: Final = re.compile(
    r".*[表续][)）]?|.*单位\s*[：:].*|.*(?:表|附件)\s*[\d一二三四五六七八九十-]{1,4}|.*\d表|.*[合总小]\s*计"
)
_ROW: Final = re.compile(r"\S[^\S\n]{2,}\S|\t|\|")


@lru_cache(maxsize=8)
def page_marks(text: str) -> frozenset[int]:
    """Return the indices of the lines of a text that belong to its pages' ends, blank lines left out.

    >>> sorted(page_marks("甲\\n— 1 —\\n某局部门预算\\n乙\\n— 2 —\\n某局部门预算\\n丙\\n"))
    [1, 2, 4, 5]
    """
    lines = text.split("\n")
    words = [line.strip() for line in lines]
    marks = {at for at, each in enumerate(words) if 0 < len(each) <= _LONGEST and _NUMBERED.fullmatch(each)}
    marks |= _bare_numbers(words) | _numbered_heads(words)
    fed = {index for index, line in enumerate(lines) if "\f" in line}
    heads = _running_heads(lines, words, marks, fed)
    alone = _repeated_between_rows(lines, words)
    return frozenset(marks | heads | alone)


def _bare_numbers(words: Sequence[str]) -> set[int]:
    found = {index: int(each) for index, each in enumerate(words) if _BARE.fullmatch(each)}
    values = set(found.values())
    near = [step for step in range(-_NEAR_PAGE, _NEAR_PAGE + 1) if step]
    return {index for index, value in found.items() if any(value + step in values for step in near)}


def _numbered_heads(words: Sequence[str]) -> set[int]:
    """Return the lines of a head and its page's number: the same words with one number after the other."""
    told: dict[str, dict[int, int]] = {}
    for index, each in enumerate(words):
        if len(each) > _LONGEST or not (found := _HEAD_AND_NUMBER.fullmatch(each)):
            continue
        head = re.sub(r"\s+", " ", found["words"] or found["behind"])
        if len(head) >= _SHORTEST_HEAD and not _OF_A_TABLE.fullmatch(head) and "，" not in head:
            told.setdefault(head, {})[index] = int(found["number"] or found["front"])
    return {
        index
        for numbers in told.values()
        for index, number in numbers.items()
        if {number - 1, number + 1} & set(numbers.values())
    }


def _running_heads(lines: Sequence[str], words: Sequence[str], marks: set[int], fed: set[int]) -> set[int]:
    """Return the lines of words beside page numbers or form feeds that stand beside several of them."""
    heads: list[list[int]] = []
    feet: list[list[int]] = []
    ends = marks | fed
    for index in sorted(ends):
        # What follows a form feed in its own line is the next page's first line.
        own = [index] if index in fed and words[index] and index not in marks else []
        heads.append([*own, *_near(words, range(index + 1, len(words)), ends, _AT_HEAD - len(own))])
        feet.append(list(_near(words, range(index - 1, -1, -1), ends, _AT_FOOT)))
    found: set[int] = set()
    for places in (heads, feet):
        told = Counter(words[each] for each in {each for near in places for each in near})
        for near in places:
            for each in near:
                line = words[each]
                if told[line] < _FEWEST_NEAR or len(line) < _SHORTEST_HEAD or _is_row_or_title(lines[each]):
                    break  # what stands below it is no head either
                found.add(each)
    return found


def _is_row_or_title(line: str) -> bool:
    return bool(_OF_A_TABLE.fullmatch(line.strip()) or _ROW.search(line.strip()))


def _near(words: Sequence[str], indices: range, ends: set[int], most: int) -> Iterator[int]:
    """Yield the nearest lines with words in the order of ``indices``, up to the next page's end."""
    left = most
    for index in indices:
        if left <= 0 or index in ends:
            return
        if words[index]:
            left -= 1
            yield index


def _repeated_between_rows(lines: Sequence[str], words: Sequence[str]) -> set[int]:
    """Return the running heads of a text whose page numbers are lost: words of its cover, repeated.

    One of them at least must stand between two rows.
    """
    often = Counter(each for each in words if len(each) >= _SHORTEST_HEAD)
    filled = [index for index, each in enumerate(words) if each]
    rows = (at for at, index in enumerate(filled[:_COVER]) if _ROW.search(words[index]))
    cover = "".join("".join(words[index].split()) for index in filled[: next(rows, _COVER)])
    cutting = {
        words[index]
        for before, index, behind in zip(filled, filled[1:], filled[2:], strict=False)
        if often[words[index]] >= _FEWEST_ALONE
        and "".join(words[index].split()) in cover
        and not _is_row_or_title(lines[index])
        and _ROW.search(lines[before].strip())
        and _ROW.search(lines[behind].strip())
    }
    return {index for index in filled if words[index] in cutting}
