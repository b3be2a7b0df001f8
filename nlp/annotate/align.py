"""Re-align stand-off labels with a new version of their document, and say what became of each.

The labels hold no text, so the version that was labelled is needed too: both texts are compared line by
line and, in what changed, character by character (difflib). A span whose characters all stand together in
the new version has moved with them; words that were cut from one place are looked for elsewhere by the words
around them; what is left is changed (a similar place is named) or lost.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Final, Literal

from nlp.annotate.convert import label_spans
from nlp.annotate.records import SpanLabel
from nlp.annotate.standoff import NarrativeLabels

#: The fates of spans whose new place can be relied on.
KEPT: Final = ("same", "moved", "found")
Fate = Literal["same", "moved", "found", "changed", "lost"]
_CONTEXT: Final = 24
#: How similar the words around a span must be for the same words elsewhere to be the span.
_SIMILAR: Final = 0.6
#: Blocks larger than this (characters of both sides multiplied) are not compared character by character.
_LARGE: Final = 4_000_000


@dataclass(frozen=True, slots=True)
class Aligned:
    """What became of one span: its place in the new text, where it has one.

    ``found`` is a span that left its surroundings, ``changed`` one whose words differ there; its new
    place is a proposal that somebody must look at.
    """

    narrative: int
    old: SpanLabel
    new: SpanLabel | None
    fate: Fate


@dataclass(frozen=True, slots=True)
class _Block:
    """``old[start:end]`` stands at ``new[at:at+end-start]``."""

    start: int
    end: int
    at: int


class TextMap:
    """Where the characters of the old text stand in the new one.

    >>> TextMap("一二三四", "〇一二三四").place(1, 3)
    (2, 4)
    """

    def __init__(self, old: str, new: str) -> None:
        self.old, self.new = old, new
        self._blocks = list(_merge(_blocks(old, new)))
        self._starts = [block.start for block in self._blocks]

    def place(self, start: int, end: int) -> tuple[int, int] | None:
        """Return where ``old[start:end]`` stands as a whole, or ``None``."""
        block = self._block(start)
        if block is None or end > block.end:
            return None
        return start - block.start + block.at, end - block.start + block.at

    def _block(self, position: int) -> _Block | None:
        index = bisect_right(self._starts, position) - 1
        if index < 0 or position >= self._blocks[index].end:
            return None
        return self._blocks[index]

    def elsewhere(self, start: int, end: int) -> tuple[int, int] | None:
        """Return where the same words stand in the most similar surroundings."""
        words = self.old[start:end]
        before, after = self.old[max(0, start - _CONTEXT) : start], self.old[end : end + _CONTEXT]
        best, best_ratio = None, _SIMILAR
        at = self.new.find(words)
        while at >= 0:
            here = (
                self.new[max(0, at - _CONTEXT) : at],
                self.new[at + len(words) : at + len(words) + _CONTEXT],
            )
            ratio = SequenceMatcher(None, before + after, here[0] + here[1], autojunk=False).ratio()
            if ratio > best_ratio:
                best, best_ratio = at, ratio
            at = self.new.find(words, at + 1)
        return None if best is None else (best, best + len(words))

    def between(self, start: int, end: int) -> tuple[int, int] | None:
        """Return the place between the nearest kept characters on both sides, where it is of like length."""
        left = next((p for p in range(start, -1, -1) if self._block(p)), None)
        right = next((p for p in range(end - 1, len(self.old)) if self._block(p)), None)
        if left is None or right is None:
            return None
        first, last = self.place(left, left + 1), self.place(right, right + 1)
        assert first is not None
        assert last is not None
        begin = first[0] if left == start else first[1]
        finish = last[1] if right == end - 1 else last[0]
        fits = begin < finish and finish - begin <= 2 * (end - start) + 8
        return (begin, finish) if fits else None


def _blocks(old: str, new: str) -> Iterator[_Block]:
    old_lines, new_lines = old.splitlines(keepends=True), new.splitlines(keepends=True)
    old_at, new_at = _starts(old_lines), _starts(new_lines)
    matcher = SequenceMatcher(None, old_lines, new_lines, autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            yield _Block(old_at[i1], old_at[i2], new_at[j1])
        elif tag == "replace":
            a, b = old[old_at[i1] : old_at[i2]], new[new_at[j1] : new_at[j2]]
            inner = SequenceMatcher(None, a, b, autojunk=len(a) * len(b) > _LARGE)
            for x, y, size in inner.get_matching_blocks():
                if size:
                    yield _Block(old_at[i1] + x, old_at[i1] + x + size, new_at[j1] + y)


def _starts(lines: Sequence[str]) -> list[int]:
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))
    return starts


def _merge(blocks: Iterator[_Block]) -> Iterator[_Block]:
    pending: _Block | None = None
    for block in blocks:
        if pending and pending.end == block.start and pending.at + pending.end - pending.start == block.at:
            pending = _Block(pending.start, block.end, pending.at)
            continue
        if pending:
            yield pending
        pending = block
    if pending:
        yield pending


def align(labels: Sequence[NarrativeLabels], old: str, new: str) -> list[Aligned]:
    """Return the fate of every labelled span, in order."""
    mapped = TextMap(old, new)
    return [
        Aligned(label.narrative, span, *_fate(span, mapped))
        for label in labels
        for span in label_spans(label)
    ]


def _fate(span: SpanLabel, mapped: TextMap) -> tuple[SpanLabel | None, Fate]:
    place, fate = _place(span.start, span.end, mapped)
    return (None if place is None else SpanLabel(*place, span.label)), fate


def _place(start: int, end: int, mapped: TextMap) -> tuple[tuple[int, int] | None, Fate]:
    if place := mapped.place(start, end):
        return place, "same" if place == (start, end) else "moved"
    if place := mapped.elsewhere(start, end):
        return place, "found"
    if place := mapped.between(start, end):
        return place, "changed"
    return None, "lost"


def realigned(
    labels: Sequence[NarrativeLabels], old: str, new: str, sha256: str, index: Callable[[int], int | None]
) -> list[NarrativeLabels]:
    """Return the labels with the offsets of the new version.

    Values whose place was changed or lost are left out: they need a reader. ``index`` gives the narrative
    at an offset of the new text; a narrative that is no longer there has no labels.
    """
    mapped = TextMap(old, new)
    result = []
    for label in labels:
        data = _mapped(label.model_dump(), mapped)
        places = [s for span in label_spans(label) if (s := _kept(span.start, span.end, mapped))]
        project = data["project"] or (places[0] if places else None)
        number = index(project[0]) if project else None
        if number is None:
            continue
        data["narrative"] = number
        data["document"] = {"sha256": sha256, "characters": len(new)}
        result.append(NarrativeLabels.model_validate(data))
    return result


def _kept(start: int, end: int, mapped: TextMap) -> tuple[int, int] | None:
    place, fate = _place(start, end, mapped)
    return place if fate in KEPT else None


def _mapped(value: Any, mapped: TextMap) -> Any:
    """Map every span in the dumped labels; an item whose required span is gone becomes ``None``."""
    if isinstance(value, tuple | list):
        if len(value) == 2 and all(isinstance(each, int) for each in value):
            return _kept(value[0], value[1], mapped)
        return tuple(item for each in value if (item := _mapped(each, mapped)) is not None)
    if not isinstance(value, dict):
        return value
    result = {key: _mapped(each, mapped) for key, each in value.items()}
    gone = any(value[key] is not None and result[key] is None for key in ("span", "name") if key in value)
    gone = gone or (bool(value.get("spans")) and len(result["spans"]) < len(value["spans"]))
    if "number_span" in value:
        if value["number_span"] is not None and result["number_span"] is None:
            result["number"] = None
        gone = result["title"] is None and result["number"] is None
    return None if gone else result
