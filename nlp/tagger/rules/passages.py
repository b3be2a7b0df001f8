"""A narrative's sections as texts without soft line ends, every character traceable."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from nlp.outline.model import Narrative
from nlp.tagger.spans import FieldSpan, Label

if TYPE_CHECKING:
    from spacy.tokens import Doc

#: A line of a fixed-width page that is shorter than this share of the widest line ends a paragraph.
_FULL_LINE: Final = 0.8
#: Texts whose widest line is longer than this hold one paragraph a line: nothing is wrapped.
_MAX_WRAPPED_WIDTH: Final = 62
_MIN_WRAPPED_WIDTH: Final = 18
_STOPS: Final = "。；：！？;:!?"
#: What begins a new paragraph: list marks, numbers, headings.
NEW_ITEM: Final = re.compile(
    r"\s*(?:[-*•●·]\s|[（(]\s*[\d一二三四五六七八九十]{1,3}\s*[)）]|\d{1,2}\s*[、．)）]|\d{1,2}\.(?!\d)"
    r"|[一二三四五六七八九十]{1,3}、|[①-⑳]|第[一二三四]季度)"
)


@dataclass(frozen=True, slots=True)
class Passage:
    """A section's text without soft line ends; ``offsets[i]`` is the document offset of ``text[i]``."""

    kind: str
    text: str
    offsets: tuple[int, ...]

    def span(self, label: Label, start: int, end: int, score: float = 1.0) -> FieldSpan:
        """Return the span of ``text[start:end]`` in the document's offsets.

        Raises:
            ValueError: if the range is empty.
        """
        while start < end and self.text[end - 1].isspace():
            end -= 1
        if start >= end:
            raise ValueError(f"empty span {start}:{end} for {label}")
        return FieldSpan(label, self.offsets[start], self.offsets[end - 1] + 1, score)

    def local(self, offset: int) -> int:
        """Return the index of the first character at or behind a document offset."""
        return bisect_left(self.offsets, offset)


def passages(doc: Doc, narrative: Narrative) -> tuple[Passage, ...]:
    """Return the narrative's sections in order; text in front of the first section counts as ``other``.

    ``doc`` is over ``document.text[narrative.start:narrative.end]``.
    """
    base = narrative.start
    text = doc.text  # spaCy joins its tokens anew on each access
    ranges = [(s.kind, s.body_start - base, s.end - base) for s in narrative.sections]
    first = min((s.start for s in narrative.sections), default=narrative.end)
    head = narrative.project_evidence.end if narrative.project_evidence else narrative.start
    if head < first:
        ranges.insert(0, ("other", head - base, first - base))
    return tuple(passage(kind, text, start, end, base) for kind, start, end in ranges)


def passage(kind: str, text: str, start: int, end: int, base: int = 0) -> Passage:
    """Return ``text[start:end]`` as a passage; ``base`` is the document offset of ``text[0]``.

    >>> wide = "本项目由河东区文化馆会同河东区图书馆共同组织开展实"
    >>> passage("plan", wide + "\\n施并验收。", 0, 30).text.count("\\n")
    0
    """
    width = max((len(line) for line in text.splitlines()), default=0)
    wrapped = _MIN_WRAPPED_WIDTH <= width <= _MAX_WRAPPED_WIDTH
    kept: list[int] = []
    for index in range(start, end):
        if text[index] == "\r":
            continue
        if text[index] == "\n":
            line = text[text.rfind("\n", 0, index) + 1 : index].rstrip()
            following = text[index + 1 : end]
            next_line = following.split("\n", 1)[0]
            soft = (
                wrapped
                and len(line) >= _FULL_LINE * width
                and line[-1] not in _STOPS
                and bool(next_line.strip())
                and "\t" not in line
                and not NEW_ITEM.match(next_line)
            )
            if soft:
                continue
        kept.append(index)
    return Passage(kind, "".join(text[i] for i in kept), tuple(base + i for i in kept))


def clause_start(text: str, position: int, marks: str = "。；;！？\n") -> int:
    """Return where the clause that holds ``position`` begins: behind the last of ``marks``.

    >>> clause_start("一。二三", 3)
    2
    """
    return max((text.rfind(mark, 0, position) for mark in marks), default=-1) + 1


def clause_end(text: str, position: int, marks: str = "。；;！？\n") -> int:
    """Return where the clause that holds ``position`` ends: in front of the next of ``marks``.

    >>> clause_end("一二。三", 0)
    2
    """
    ends = [found for mark in marks if (found := text.find(mark, position)) >= 0]
    return min(ends, default=len(text))
