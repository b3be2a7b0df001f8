"""Alter figures: the slips that people make when they type, copy and paste numbers.

An alteration keeps the text's length (a shorter figure is filled up with a blank), so every offset, box and
page of the document stays as it was, in whatever format it was read.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from nlp.document import Cell, Document, Table
from nlp.mutate.figures import Figure, Figures

Slip = Literal["last_digit", "digit_swap", "unit", "sign", "row_shift"]


@dataclass(frozen=True, slots=True)
class Edit:
    """``text[start:end]`` becomes ``new``, of the same length."""

    start: int
    end: int
    new: str


@dataclass(frozen=True, slots=True)
class Alteration:
    """One slip: the figures it touches, in the order of ``edits``."""

    slip: Slip
    figures: tuple[Figure, ...]
    edits: tuple[Edit, ...]

    @property
    def figure(self) -> Figure:
        """The first figure that is altered."""
        return self.figures[0]


def alterations(found: Figures, chance: random.Random) -> Iterator[Alteration]:
    """Yield every alteration of every figure, each with one way of doing it drawn by ``chance``."""
    below = _below(found)
    for figure in found.figures:
        for make in (_last_digit, _digit_swap):
            new = make(figure, chance)
            if new is not None and new != figure.written:
                slip: Slip = "last_digit" if make is _last_digit else "digit_swap"
                yield Alteration(slip, (figure,), (Edit(figure.start, figure.end, new),))
        if figure.kind == "amount" and figure.written.endswith("万元"):
            new = figure.written[:-2] + "元 "
            yield Alteration("unit", (figure,), (Edit(figure.start, figure.end, new),))
        if figure.kind == "cell" and re.match(r"[-−－]\s*\d", figure.written):
            new = " " + figure.written[1:]
            yield Alteration("sign", (figure,), (Edit(figure.start, figure.end, new),))
        other = below.get(figure.index)
        if other is not None and other.value != figure.value:
            edits = (
                Edit(figure.start, figure.end, other.written),
                Edit(other.start, other.end, figure.written),
            )
            yield Alteration("row_shift", (figure, other), edits)


def _below(found: Figures) -> dict[int, Figure]:
    """Return, by a cell's index, the next stated cell of its column if it is written as long."""
    last: dict[tuple[str, int], Figure] = {}
    below: dict[int, Figure] = {}
    for figure in sorted((f for f in found.figures if f.row is not None), key=lambda f: f.start):
        assert figure.table is not None
        assert figure.column is not None
        before = last.get((figure.table, figure.column))
        if before is not None and len(before.written) == len(figure.written):
            below[before.index] = figure
        last[figure.table, figure.column] = figure
    return below


def _digits(figure: Figure) -> list[int]:
    """Return where the digits of the figure's own number stand; a document number's serial, a date's day."""
    if figure.kind == "document_number":
        found = list(re.finditer(r"\d+", figure.written))
        return list(range(found[-1].start(), found[-1].end())) if found else []
    if figure.kind == "date":
        # Months and days, not years: a year that differs is another period, not a slip one can see.
        return [
            i for m in re.finditer(r"\d+", figure.written) if len(m[0]) < 3 for i in range(m.start(), m.end())
        ]
    return [i for i, char in enumerate(figure.written) if char.isdigit()]


def _last_digit(figure: Figure, chance: random.Random) -> str | None:
    places = _digits(figure)
    if not places:
        return None
    at = places[-1]
    old = figure.written[at]
    new = chance.choice([d for d in "0123456789" if d != old])
    return figure.written[:at] + new + figure.written[at + 1 :]


def _digit_swap(figure: Figure, chance: random.Random) -> str | None:
    places = _digits(figure)
    text = figure.written
    pairs = [(a, b) for a, b in pairwise(places) if text[a] != text[b]]
    # A leading 0 is no number that anybody would write.
    pairs = [(a, b) for a, b in pairs if not (a == places[0] and text[b] == "0")]
    if not pairs:
        return None
    a, b = chance.choice(pairs)
    chars = list(text)
    chars[a], chars[b] = chars[b], chars[a]
    return "".join(chars)


def altered(document: Document, alteration: Alteration) -> Document:
    """Return the document with the alteration made, in its text and in its tables' cells."""
    text = document.text
    for edit in alteration.edits:
        assert len(edit.new) == edit.end - edit.start
        text = text[: edit.start] + edit.new + text[edit.end :]
    tables = tuple(_table(table, alteration, text) for table in document.tables)
    return replace(document, text=text, tables=tables)


def _table(table: Table, alteration: Alteration, text: str) -> Table:
    if not any(table.start <= e.start < table.end for e in alteration.edits):
        return table
    return replace(
        table, cells=tuple(tuple(_cell(cell, alteration, text) for cell in row) for row in table.cells)
    )


def _cell(cell: Cell, alteration: Alteration, text: str) -> Cell:
    inside = [
        (e, f)
        for e, f in zip(alteration.edits, alteration.figures, strict=True)
        if cell.start <= e.start < cell.end
    ]
    if not inside:
        return cell
    new = cell.text
    for edit, figure in inside:
        # A cell's text may be without the line ends of its place; the figure itself is written the same.
        new = new.replace(figure.written, edit.new.strip(), 1)
    return replace(cell, text=new if inside[0][1].written in cell.text else text[cell.start : cell.end])
