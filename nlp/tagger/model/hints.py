"""What the rest of the pipeline knows about each character, as one number: Hugging Face's token type id.

Two columns make the number: the kind of the narrative's section, and the value that a grammar reads there.
Each has a 0 for "not told", so that all zeros is a text of which nothing is known.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING, Final, TypeVar

import numpy as np

from nlp.outline.model import Narrative, Outline
from nlp.tagger.model.decode import Ints
from nlp.values.amount import find_amounts
from nlp.values.dates import Period, find_periods
from nlp.values.docnumber import find_document_numbers
from nlp.values.percent import find_percentages
from nlp.values.quarter import find_quarters
from nlp.values.title import find_titles

if TYPE_CHECKING:
    from torch import Tensor

#: Numbers with a whole-number division: an array here, a tensor where the network learns.
Numbers = TypeVar("Numbers", Ints, "Tensor")

SECTIONS: Final = (
    "", "heading", "overview", "legal_basis", "implementing_body", "plan", "schedule", "annual_budget",
    "performance_goals",
)  # fmt: skip
#: A period is told apart by its year: the fiscal year, one before, one after or several, or unknown.
_KINDS: Final = (
    "period", "period_now", "period_before", "period_after", "quarter", "listed", "title", "percent",
    "amount", "number",
)  # fmt: skip
#: Nothing, then the first and the later characters of every kind.
VALUES: Final = ("", *(f"{mark}-{kind}" for kind in _KINDS for mark in "BI"))
#: The columns in their order.
NAMES: Final = ("section", "value")
#: How many values each column has.
COLUMNS: Final = (len(SECTIONS), len(VALUES))
#: How many numbers there are.
SIZE: Final = len(SECTIONS) * len(VALUES)


def join(columns: Sequence[Ints]) -> Ints:
    """Return the number of each character from its columns' values."""
    section, value = columns
    return section * len(VALUES) + value


def split(numbers: Numbers) -> tuple[Numbers, Numbers]:
    """Return the columns of numbers.

    >>> [int(column) for column in split(join([np.int64(3), np.int64(7)]))]
    [3, 7]
    """
    return numbers // len(VALUES), numbers % len(VALUES)


def only(numbers: Ints, names: Collection[str]) -> Ints:
    """Return the numbers as they are when only the named of :data:`NAMES` are told.

    >>> [int(column) for column in split(only(join([np.int64(3), np.int64(7)]), ["value"]))]
    [0, 7]
    """
    return join([column * (name in names) for name, column in zip(NAMES, split(numbers), strict=True)])


def hints(narrative: Narrative, outline: Outline) -> Ints:
    """Return a number a character of a narrative."""
    text = outline.document.text[narrative.start : narrative.end]
    return join([_sections(narrative), _values(text, outline)])


def _sections(narrative: Narrative) -> Ints:
    found: Ints = np.zeros(narrative.end - narrative.start, dtype=np.int64)
    for section in narrative.sections:
        start, body, end = (at - narrative.start for at in (section.start, section.body_start, section.end))
        found[start:body] = SECTIONS.index("heading")
        found[body:end] = SECTIONS.index(section.kind) if section.kind in SECTIONS else 0
    return found


def _values(text: str, outline: Outline) -> Ints:
    found: Ints = np.zeros(len(text), dtype=np.int64)
    # Where two meet the later one stays: the stricter grammars come last.
    for kind, start, end in _found(text, outline):
        first = 1 + 2 * _KINDS.index(kind)
        found[start] = first
        found[start + 1 : end] = first + 1
    return found


def _found(text: str, outline: Outline) -> Iterator[tuple[str, int, int]]:
    for period in find_periods(text, outline.fiscal_year):
        yield _when(period, outline.fiscal_year), period.start, period.end
    for quarter in find_quarters(text):
        yield "quarter", quarter.start, quarter.end
    for name in dict.fromkeys((outline.organisation or "", *(unit.name for unit in outline.units))):
        at = text.find(name) if len(name) > 3 else -1
        while at >= 0:
            yield "listed", at, at + len(name)
            at = text.find(name, at + len(name))
    for title in find_titles(text):
        yield "title", title.start, title.end
    for percent in find_percentages(text):
        yield "percent", percent.start, percent.end
    for amount in find_amounts(text):
        yield "amount", amount.start, amount.end
    for number in find_document_numbers(text):
        yield "number", number.start, number.end


def _when(period: Period, year: int | None) -> str:
    years = [day.year for day in (period.first, period.last) if day is not None]
    if year is None or not years:
        return "period"
    if set(years) == {year}:
        return "period_now"
    return "period_before" if max(years) < year else "period_after"
