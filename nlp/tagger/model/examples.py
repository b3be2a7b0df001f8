"""Labelled texts to learn from, made longer by sentences without labels."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Final, Protocol

from nlp.tagger.spans import FieldSpan, Label


class LabelledSpan(Protocol):
    """A stretch with its label."""

    @property
    def start(self) -> int:
        """First character."""

    @property
    def end(self) -> int:
        """Behind the last character."""

    @property
    def label(self) -> Label:
        """Its role."""


class LabelledText(Protocol):
    """What a record of any labelling format offers."""

    @property
    def id(self) -> str:
        """Name of the text, unique in its file."""

    @property
    def text(self) -> str:
        """The text."""

    @property
    def spans(self) -> Sequence[LabelledSpan]:
        """Its labels."""


@dataclass(frozen=True, slots=True)
class Example:
    """One text with its spans; offsets count in ``text``."""

    id: str
    text: str
    spans: tuple[FieldSpan, ...]


def examples(records: Iterable[LabelledText]) -> tuple[Example, ...]:
    """Return the records as examples."""
    return tuple(
        Example(r.id, r.text, tuple(FieldSpan(s.label, s.start, s.end, source="label") for s in r.spans))
        for r in records
    )


#: A sentence with its end.
_SENTENCE: Final = re.compile(r"[^。；！？\n]+[。；！？]")
#: Prose of some length; short ones are often list items whose meaning hangs on the line before.
_SHORTEST: Final = 12


def _free(example: Example) -> Iterator[tuple[int, int]]:
    for found in _SENTENCE.finditer(example.text):
        if not any(s.start < found.end() and found.start() < s.end for s in example.spans):
            yield found.span()


def prose(pool: Iterable[Example]) -> tuple[str, ...]:
    """Return the sentences of a pool that hold no label, each once, in order."""
    sentences = (e.text[start:end] for e in pool for start, end in _free(e) if end - start >= _SHORTEST)
    return tuple(dict.fromkeys(sentences))


def stretch(example: Example, sentences: Sequence[str], most: int, rng: Random) -> Example:
    """Return the example with up to ``most`` of the sentences put behind a sentence that has no label.

    >>> e = Example("x", "概述很长。由甲站做。", (FieldSpan("BODY", 6, 8),))
    >>> longer = stretch(e, ["这里另有一句话。"], 1, Random(1))
    >>> longer.text, longer.text[longer.spans[0].start:longer.spans[0].end]
    ('概述很长。这里另有一句话。由甲站做。', '甲站')
    """
    places = [end for _, end in _free(example)]
    if not places or not sentences or most < 1:
        return example
    at = rng.choice(places)
    put = "".join(rng.choice(sentences) for _ in range(rng.randint(1, most)))
    moved = tuple(
        replace(s, start=s.start + len(put), end=s.end + len(put)) if s.start >= at else s
        for s in example.spans
    )
    return replace(example, text=example.text[:at] + put + example.text[at:], spans=moved)
