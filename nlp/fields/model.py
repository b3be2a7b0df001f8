"""The five fields of one project narrative, each value with its evidence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from nlp.document import Evidence
from nlp.outline.model import MoneyUnit, Narrative

Relation = Literal["listed", "part_of_listed", "not_listed", "internal_department"]
AmountQualifier = Literal["exact", "about", "at_least", "at_most"]
QuarterQualifier = Literal["exact", "at_least", "about"]
QuarterBasis = Literal["incremental", "cumulative"]
LegalLevel = Literal["law", "regulation", "normative_document", "approval", "internal"]
#: What a sentence without a value holds: a figure that has no role, or nothing that a grammar reads.
UnusedReason = Literal[
    "amount_without_role", "percentage_without_role", "period_without_role", "nothing_to_read"
]
ProjectSource = Literal["heading", "form", "text"]


@dataclass(frozen=True, slots=True)
class ImplementingBody:
    """Who carries the project out, under its full name where the document gives one."""

    name: str
    as_written: str
    listed_as: str | None
    relation: Relation
    confidence: float
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Phase:
    """One phase of a schedule; an impossible date leaves its side ``None``."""

    label: str
    start: date | None
    end: date | None
    percent: Decimal | None
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Schedule:
    """When the project runs. A bare duration has months and no dates."""

    start: date | None
    end: date | None
    duration_months: int | None
    phases: tuple[Phase, ...]
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class StatedAmount:
    """An amount of money. ``value`` and ``quantum`` (one unit of the last digit) are in 元.

    A derived amount has a ``computation`` and the evidence of its parts in ``parts``; its own
    ``evidence`` is then the first part's.
    """

    value: Decimal
    quantum: Decimal
    as_written: str
    unit: MoneyUnit
    decimals: int
    qualifier: AmountQualifier
    evidence: Evidence
    label: str | None = None
    year: int | None = None
    derived: bool = False
    computation: str | None = None
    parts: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Amounts:
    """A narrative's money by role; ``annual_total`` is this fiscal year's."""

    annual_total: StatedAmount | None = None
    fiscal: StatedAmount | None = None
    own_funds: StatedAmount | None = None
    components: tuple[StatedAmount, ...] = ()
    multi_year_total: StatedAmount | None = None
    other_years: tuple[StatedAmount, ...] = ()


@dataclass(frozen=True, slots=True)
class Quarter:
    """A quarter's execution: a percentage, an amount, or both."""

    quarter: int
    percent: Decimal | None
    amount: StatedAmount | None
    qualifier: QuarterQualifier
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Quarters:
    """The quarters that state a figure, in order, and how to read them."""

    basis: QuarterBasis | None = None
    items: tuple[Quarter, ...] = ()


@dataclass(frozen=True, slots=True)
class LegalBasis:
    """One document that the project rests on; ``number`` is normalised ("国办发〔2015〕87号").

    ``issuer`` is named by the title, the words before it or the number's code; ``None`` where none says.
    """

    title: str | None
    number: str | None
    articles: tuple[str, ...]
    evidence: Evidence
    issuer: str | None = None
    level: LegalLevel | None = None


@dataclass(frozen=True, slots=True)
class Unused:
    """A sentence of a value section that gave no value. ``section`` is the section's kind."""

    section: str
    reason: UnusedReason
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class NarrativeFields:
    """Everything read from one narrative."""

    narrative: Narrative
    project: str | None
    project_source: ProjectSource | None
    implementing_bodies: tuple[ImplementingBody, ...] = ()
    schedule: Schedule | None = None
    amounts: Amounts = Amounts()
    quarters: Quarters = Quarters()
    legal_basis: tuple[LegalBasis, ...] = ()
    unused: tuple[Unused, ...] = ()
