"""Labelled texts to learn from, with what the pipeline knows about their characters."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np

from nlp.tagger.model.decode import Ints
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


@dataclass(frozen=True, slots=True)
class Example:
    """One text with its spans and its characters' hints; offsets count in ``text``.

    ``group`` is what must not be torn apart between training and judging: a template family, a document.
    """

    id: str
    text: str
    spans: tuple[FieldSpan, ...]
    types: Ints = field(compare=False)
    group: str = ""


def example(
    id: str, text: str, spans: Iterable[LabelledSpan], types: Ints | None = None, group: str = ""
) -> Example:
    """Return an example; without hints nothing is known of its characters.

    Raises:
        ValueError: if there is not one hint a character.
    """
    known = np.zeros(len(text), dtype=np.int64) if types is None else types
    if len(known) != len(text):
        raise ValueError(f"{id}: {len(known)} hints for {len(text)} characters")
    labelled = tuple(FieldSpan(s.label, s.start, s.end, source="label") for s in spans)
    return Example(id, text, labelled, known, group)
