"""Running text, read once: the amounts, percentages and periods that its paragraphs state.

Rules compare what was read; none reads the text's values again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nlp.fields.model import StatedAmount
from nlp.outline.model import Outline
from nlp.reconcile.amounts import budget_amounts, stated
from nlp.reconcile.flat import Paragraph, paragraphs
from nlp.values.amount import Amount
from nlp.values.dates import Period, find_periods
from nlp.values.percent import Percentage, find_percentages


@dataclass(frozen=True, slots=True)
class Passage(Paragraph):
    """A paragraph with what it states, by places in its own ``text``.

    ``amounts`` are its budget amounts, ``stated`` the same ones with their evidence in the document.
    ``periods`` are read where a month is named, with the fiscal year for those that name none. ``brackets``
    are the places of round brackets, opening and closing, in the order of their closing.
    """

    amounts: tuple[Amount, ...] = ()
    stated: tuple[StatedAmount, ...] = ()
    percentages: tuple[Percentage, ...] = ()
    periods: tuple[Period, ...] = ()
    brackets: tuple[tuple[int, int], ...] = ()


class Reader:
    """Reads one document's paragraphs; one that several parts of the reconciliation look at is read once."""

    def __init__(self, outline: Outline) -> None:
        self._outline = outline
        self._known: dict[tuple[int, str], Passage] = {}
        self._ranges: dict[tuple[int, int, bool], tuple[Passage, ...]] = {}
        self.tables = [(t.start, t.end) for t in outline.tables]

    def passages(self, start: int, end: int, *, tables: bool = False) -> tuple[Passage, ...]:
        """Return the passages of a range of the document, with those of tables only where they are wanted."""
        key = (start, end, tables and any(a < end and start < b for a, b in self.tables))
        if key not in self._ranges:
            self._ranges[key] = self.outside(start, end, () if key[2] else self.tables)
        return self._ranges[key]

    def outside(self, start: int, end: int, skip: Sequence[tuple[int, int]]) -> tuple[Passage, ...]:
        """Return the passages of a range of the document outside the ranges of ``skip``."""
        return tuple(map(self._read, paragraphs(self._outline.document.text, start, end, skip)))

    def _read(self, paragraph: Paragraph) -> Passage:
        key = (paragraph.offsets[0], paragraph.text)
        if key not in self._known:
            self._known[key] = self._make(paragraph)
        return self._known[key]

    def _make(self, paragraph: Paragraph) -> Passage:
        text = paragraph.text
        amounts = tuple(budget_amounts(text))
        return Passage(
            text,
            paragraph.offsets,
            amounts,
            tuple(stated(self._outline, paragraph, amount) for amount in amounts),
            find_percentages(text),
            find_periods(text, self._outline.fiscal_year) if "月" in text else (),
            tuple(_brackets(text)),
        )


_BRACKET = re.compile(r"[（(）)]")


def _brackets(text: str) -> Iterator[tuple[int, int]]:
    opened: list[int] = []
    for found in _BRACKET.finditer(text):
        if found[0] in "（(":
            opened.append(found.start())
        elif opened:
            yield opened.pop(), found.start()
