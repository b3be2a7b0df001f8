"""A fact: one budget amount of prose and what it is about."""

from __future__ import annotations

from dataclasses import dataclass

from nlp.document import Evidence
from nlp.fields.model import StatedAmount
from nlp.outline.model import Outline
from nlp.reconcile.cells import label_key
from nlp.reconcile.clauses import Change, FunctionItem
from nlp.reconcile.flat import Paragraph
from nlp.reconcile.measures import Direction, Fund, Measure, Stage


@dataclass(frozen=True, slots=True)
class Fact:
    """One budget amount of prose and what it is about.

    ``change`` marks a difference against ``base_year``. ``whole`` is the index of the amount that this one
    is a part of (其中), ``subject`` the index of the amount whose subject it shares ("比2023年预算增加"
    after an amount). ``is_base`` marks the amount of an earlier year that a change is measured against;
    ``also`` holds the other measures of "甲、乙均为0".
    """

    index: int
    amount: StatedAmount
    quote: Evidence
    what: str
    section: str
    paragraph: int
    position: int
    measure: Measure | None = None
    item: FunctionItem | None = None
    fund: Fund | None = None
    year: int | None = None
    stage: Stage | None = None
    change: Change | None = None
    base_year: int | None = None
    subject: int | None = None
    whole: int | None = None
    is_reason: bool = False
    also: tuple[Measure, ...] = ()
    is_base: bool = False

    @property
    def direction(self) -> Direction | None:
        """The measure's direction; a functional item is an expenditure."""
        if self.measure is not None:
            return self.measure.direction
        return "expenditure" if self.item else None


@dataclass(frozen=True, slots=True)
class Facts:
    """All facts of the prose sections, with the paragraphs they were read from."""

    facts: tuple[Fact, ...]
    paragraphs: tuple[Paragraph, ...]


FUNCTIONAL = (
    "income",
    "expenditure",
    "general_public_by_function",
    "government_fund_by_function",
    "state_capital_by_function",
)


@dataclass(frozen=True, slots=True)
class Names:
    """The document's own names: organisations that may stand before a measure, functional items."""

    subjects: tuple[str, ...]
    items: frozenset[str]


@dataclass(slots=True)
class Context:
    """What a reader carries from clause to clause: the heading's fund, the running subject and group."""

    fund: Fund | None = None
    list_fund: Fund | None = None
    in_list: bool = False
    measure: Measure | None = None
    subject: int | None = None
    item: FunctionItem | None = None
    whole: int | None = None
    list_whole: int | None = None


def names_of(outline: Outline) -> Names:
    """Return the names that the document itself gives."""
    return Names(
        tuple(filter(None, (outline.organisation, *(u.name for u in outline.units)))),
        frozenset(label_key(r.label) for t in outline.tables_of(*FUNCTIONAL) for r in t.rows if r.code),
    )
