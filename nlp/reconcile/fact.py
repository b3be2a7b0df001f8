"""A fact: one budget amount of prose and what it is about."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from nlp.document import Evidence
from nlp.fields.model import StatedAmount
from nlp.outline.model import Outline
from nlp.reconcile.cells import label_key
from nlp.reconcile.clauses import Change
from nlp.reconcile.function_items import FunctionItem
from nlp.reconcile.measures import Direction, Fund, Measure, Stage
from nlp.reconcile.reading import Passage


@dataclass(frozen=True, slots=True)
class Fact:
    """One budget amount of prose and what it is about.

    ``change`` marks a difference against ``base_year``, or against the same year's ``base_stage``.
    ``whole`` is the index of the amount that this one is a part of (其中), ``base`` of the amount that the
    list of functional items breaks up, ``subject`` of the amount whose subject it shares
    ("比2023年预算增加" after an amount). ``is_base`` marks the amount of an earlier year that a change is
    measured against; ``also`` holds the other measures and items of "甲、乙均为0". ``qualified`` marks an
    amount whose words, or whose whole, narrow the measure: a part that its table need not show. ``old_stage``
    is the stage of the other year's figure that a change is measured against. ``loose`` marks bare words
    (全年支出) that mean the measure where nothing else is spoken of: only a slip contradicts it.
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
    also: tuple[Measure | FunctionItem, ...] = ()
    is_base: bool = False
    base_stage: Stage | None = None
    base: int | None = None
    qualified: bool = False
    old_stage: Stage | None = None
    loose: bool = False

    @property
    def direction(self) -> Direction | None:
        """The measure's direction; a functional item is an expenditure."""
        if self.measure is not None:
            return self.measure.direction
        return "expenditure" if self.item else None


@dataclass(frozen=True)
class Facts:
    """All facts of the prose sections, with the paragraphs they were read from.

    ``running`` is all running text outside tables, contents and narratives, in whatever section.
    """

    facts: tuple[Fact, ...]
    paragraphs: tuple[Passage, ...]
    running: tuple[Passage, ...] = ()

    @cached_property
    def _by_paragraph(self) -> dict[int, list[Fact]]:
        found: dict[int, list[Fact]] = {}
        for fact in self.facts:
            found.setdefault(fact.paragraph, []).append(fact)
        return found

    @cached_property
    def _by_whole(self) -> dict[int, list[Fact]]:
        return self._by_head("whole")

    @cached_property
    def _by_base(self) -> dict[int, list[Fact]]:
        return self._by_head("base")

    def _by_head(self, name: Literal["whole", "base"]) -> dict[int, list[Fact]]:
        found: dict[int, list[Fact]] = {}
        for fact in self.facts:
            head = fact.whole if name == "whole" else fact.base
            if head is not None:
                found.setdefault(head, []).append(fact)
        return found

    @cached_property
    def heads(self) -> tuple[Fact, ...]:
        """The facts that others are parts of, or a list breaks up, in order."""
        return tuple(self.facts[index] for index in sorted({*self._by_whole, *self._by_base}))

    def in_paragraph(self, number: int) -> list[Fact]:
        """Return the facts of one paragraph, in order."""
        return self._by_paragraph.get(number, [])

    def under(self, whole: Fact) -> list[Fact]:
        """Return the facts that are read as parts of ``whole``, changes among them, in order."""
        return self._by_whole.get(whole.index, [])

    def listed_under(self, head: Fact) -> list[Fact]:
        """Return the facts of the list, of items or of parts, that breaks up ``head``, in order."""
        based = self._by_base.get(head.index)
        if based is None:
            return self.under(head)
        found = {f.index: f for f in (*self.under(head), *based)}
        return [found[index] for index in sorted(found)]


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
    organisation: str | None = None


@dataclass(slots=True)
class Context:
    """What a reader carries from clause to clause: the heading's fund, the running subject and group.

    ``outer_fund`` is the fund of the heading that numbered ones in brackets, （一）, stand under.
    ``run_in`` is how the label was numbered that ``measure`` comes from, "" without a number.
    """

    fund: Fund | None = None
    outer_fund: Fund | None = None
    list_fund: Fund | None = None
    in_list: bool = False
    project: bool = False
    measure: Measure | None = None
    subject: int | None = None
    item: FunctionItem | None = None
    whole: int | None = None
    list_whole: int | None = None
    list_base: int | None = None
    last: int | None = None
    run_in: str | None = None
    nested: int | None = None
    outer: list[tuple[int | None, int | None]] = field(default_factory=list)


def document_stage(outline: Outline) -> Stage:
    """Return the stage that the document's tables show."""
    return "final" if outline.kind.endswith("final_accounts") else "budget"


def settled_stage(stage: Stage | None, usual: Stage) -> Stage:
    """Return the stage that an amount means in a document of the ``usual`` one.

    >>> settled_stage(None, "final"), settled_stage("initial", "budget"), settled_stage("budget", "final")
    ('final', 'budget', 'initial')
    """
    if stage is None:
        return usual
    if usual == "budget":
        return "budget" if stage == "initial" else stage
    return "initial" if stage == "budget" else stage


def names_of(outline: Outline) -> Names:
    """Return the names that the document itself gives."""
    return Names(
        tuple(filter(None, (outline.organisation, *(u.name for u in outline.units)))),
        frozenset(label_key(r.label) for t in outline.tables_of(*FUNCTIONAL) for r in t.rows if r.code),
        outline.organisation,
    )
