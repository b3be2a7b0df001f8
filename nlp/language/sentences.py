"""The component ``yusuan_sentences``: sentence bounds as budget documents are written.

A sentence ends behind 。！？； and at a line end; but not inside brackets, title marks or quotation marks,
and not between a number such as "1." or （一） and what it numbers.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import Any, cast

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

_OPENERS = {"）": "（", "》": "《", "”": "“", "〉": "〈", "】": "【", "」": "「", "』": "『", ")": "("}
_CLOSERS = {opener: closer for closer, opener in _OPENERS.items()}
_MARKS = re.compile(f"[{re.escape(''.join((*_OPENERS, *_CLOSERS)))}]")
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n")

# GB/T 15834: 。！？； end a sentence or a clause of a list; the half width forms only where they can't be
# part of a Latin word, an address or a formula. A run of marks ("？！", "。。") is one end, and so is the
# quotation mark that closes a quoted sentence.
_TERMINATOR = re.compile(r"(?:[。！？；｡]|(?<![\x21-\x7e])[!?;]|[!?;](?![\x21-\x7e]))+[”’」』\"']?")
_LINE_END = re.compile(r"[\r\n\x0b\x0c\x85\u2028\u2029]+")
_SPACE = re.compile(r"\s*")

# The whole of a line that holds nothing but a number: the text follows on the next line.
_NUMBER_ONLY = re.compile(
    r"[^\S\n]*(?:"
    r"[（(][^\S\n]*(?:[0-9０-９]{1,3}|[一二三四五六七八九十百]{1,4})[^\S\n]*[）)][、.．]?"
    r"|第?(?:[0-9０-９]{1,3}|[一二三四五六七八九十百]{1,4})(?:[、.．)）]|[章节条款])"
    r"|[①-⑳㈠-㈩⑴-⒇]"
    r")[^\S\n]*"
)

# spaCy's 1 and -1 as the unsigned integers of its arrays.
_START = np.uint64(1)
_INSIDE = np.uint64(2**64 - 1)


def enclosed_ranges(text: str, longest: int) -> tuple[tuple[int, int], ...]:
    """Return the outermost bracketed ranges of ``text``, in order; ``end`` is behind the closing mark.

    Only a pair counts: a mark that is never closed, closed behind a blank line, or closed more than
    ``longest`` characters on, encloses nothing. So one lost mark can't join a whole document.

    >>> enclosed_ranges("《办法（试行。）》和“未闭合", longest=200)
    ((0, 9),)
    """
    breaks = [match.start() for match in _BLANK_LINE.finditer(text)]
    stack: list[tuple[str, int]] = []
    ranges: list[tuple[int, int]] = []
    for match in _MARKS.finditer(text):
        mark, at = match[0], match.start()
        if mark in _CLOSERS:
            stack.append((mark, at))
            continue
        depth = next((i for i in range(len(stack) - 1, -1, -1) if stack[i][0] == _OPENERS[mark]), None)
        if depth is None:
            continue
        start = stack[depth][1]
        del stack[depth:]
        crosses = bisect_left(breaks, start) != bisect_left(breaks, at)
        if at - start > longest or crosses:
            continue
        while ranges and ranges[-1][0] > start:
            ranges.pop()
        ranges.append((start, at + 1))
    return tuple(ranges)


def _ends(text: str, lines: bool) -> Iterator[tuple[int, int, bool]]:
    """Yield the start and end of each mark that may end a sentence, and whether it is a line end."""
    for match in _TERMINATOR.finditer(text):
        yield match.start(), match.end(), False
    if lines:
        for match in _LINE_END.finditer(text):
            yield match.start(), match.end(), True


def sentence_starts(text: str, *, lines: bool = True, longest_enclosed: int = 200) -> tuple[int, ...]:
    """Return the offsets in ``text`` behind which a sentence starts, in order; 0 is not among them.

    White space behind an end belongs to the sentence before it.

    Args:
        text: any text.
        lines: whether a line end ends a sentence; ``False`` for text whose lines are broken at the margin.
        longest_enclosed: brackets further apart than this many characters enclose nothing.

    >>> text = "一、概述\\n开展评估（含验收。）；购置设备。\\n1.\\n其他"
    >>> [text[a:b].strip() for a, b in zip((0, *sentence_starts(text)), (*sentence_starts(text), None))]
    ['一、概述', '开展评估（含验收。）；', '购置设备。', '1.\\n其他']
    """
    enclosed = enclosed_ranges(text, longest_enclosed)
    opens = [start for start, _ in enclosed]
    starts: set[int] = set()
    for at, end, is_line in _ends(text, lines):
        index = bisect_left(opens, at) - 1
        # A closing quotation mark that belongs to the end lies behind it, so the end is at the range's edge.
        if index >= 0 and at < enclosed[index][1] and end < enclosed[index][1]:
            continue
        if is_line and _NUMBER_ONLY.fullmatch(text, text.rfind("\n", 0, at) + 1, at):
            continue
        space = _SPACE.match(text, end)
        start = space.end() if space else end
        if 0 < start < len(text):
            starts.add(start)
    return tuple(sorted(starts))


class SentenceBounds:
    """Set ``token.is_sent_start`` for every token; see :func:`sentence_starts`."""

    def __init__(self, lines: bool = True, longest_enclosed: int = 200) -> None:
        self.lines = lines
        self.longest_enclosed = longest_enclosed

    def __call__(self, doc: Doc) -> Doc:
        """Mark the sentences of ``doc`` and return it. An end inside a token is no end."""
        if not len(doc):
            return doc
        starts = {0, *sentence_starts(doc.text, lines=self.lines, longest_enclosed=self.longest_enclosed)}
        # Arrays: setting token.is_sent_start looks through the whole Doc for each token, and going through a
        # Doc makes an object of each.
        places = doc.to_array(["IDX"])
        values = np.where(np.isin(places, tuple(starts)), _START, _INSIDE)
        # cast: spaCy's stubs know two-dimensional arrays only.
        return doc.from_array(["SENT_START"], cast(Any, values))


@Language.factory(
    "yusuan_sentences",
    assigns=["token.is_sent_start", "doc.sents"],
    default_config={"lines": True, "longest_enclosed": 200},
)
def create_sentence_bounds(nlp: Language, name: str, lines: bool, longest_enclosed: int) -> SentenceBounds:
    """Return the component; its settings are those of :func:`sentence_starts`."""
    return SentenceBounds(lines=lines, longest_enclosed=longest_enclosed)
