"""The published form of the output: pydantic models and the JSON Schema, schema version "1".

One record per document. Every key of the contract is always present, ``null`` where nothing was read;
the keys that only some records have (``document.text``, a derived amount's ``computation`` and
``parts``, the ``confidence`` of recognised text) have defaults here and are left out when unset. Unknown
keys are refused, so what is written can't drift from what is published.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Final, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, model_validator

from nlp.errors import ErrorKind
from nlp.fields.model import (
    AmountQualifier,
    LegalLevel,
    ProjectSource,
    QuarterBasis,
    QuarterQualifier,
    Relation,
    UnusedReason,
)
from nlp.outline.model import DocumentKind, Level, MoneyUnit
from nlp.reconcile.model import Severity, Verdict
from nlp.tagger.votes import Why

SCHEMA_VERSION: Final = "1"
Format = Literal["text", "pdf", "docx", "html", "xlsx", "image"]
TableKind = Literal[
    "income_expenditure_summary",
    "income",
    "expenditure",
    "fiscal_appropriation",
    "general_public_by_function",
    "government_fund_by_function",
    "state_capital_by_function",
    "basic_by_economic",
    "three_public",
    "performance_form",
    "schedule",
    "other",
]

Offset = Annotated[int, Field(ge=0, description="Code points from the start of the document's text.")]
PageNumber = Annotated[int, Field(ge=1)]
Text = Annotated[str, Field(min_length=1)]
Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
ExactDecimal = Annotated[
    str,
    Field(
        pattern=r"^-?(0|[1-9][0-9]*)(\.[0-9]*[1-9])?$",
        description="An exact decimal without exponent or superfluous zeros; never a float.",
    ),
]
WrittenDecimal = Annotated[
    str,
    Field(
        pattern=r"^-?[0-9]+(\.[0-9]+)?$",
        description="A decimal with the decimals it was written with, without separators or sign words.",
    ),
]


class ContractModel(BaseModel):
    """Base of the published models: immutable, unknown keys refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Evidence(ContractModel):
    """Where a value was read: ``document.text[start:end] == text``."""

    text: Text
    start: Offset
    end: Offset
    page: PageNumber | None
    bbox: tuple[float, float, float, float] | None = Field(
        description="[x0, top, x1, bottom] in PDF points from the page's top left corner."
    )
    table: str | None = Field(description="Id of a table of this record.")
    row: Annotated[int, Field(ge=0)] | None = Field(
        description="Index into the table's rows; its total rows follow after the last row."
    )
    column: Annotated[int, Field(ge=0)] | None = Field(description="Index into the table's columns.")
    confidence: Annotated[float, Field(ge=0, le=1)] = Field(
        default=1.0, description="Of the least certain character; only where the text was recognised by OCR."
    )

    @model_validator(mode="after")
    def _as_long_as_its_range(self) -> Self:
        if self.end - self.start != len(self.text):
            raise ValueError(f"evidence {self.start}:{self.end} is not as long as its text {self.text!r}")
        return self


class DocumentInfo(ContractModel):
    """The document as a whole."""

    source: Text
    sha256: Sha256
    format: Format
    kind: DocumentKind
    level: Level | None
    fiscal_year: int | None
    organisation: str | None
    units: list[str] = Field(description="The budget units of 机构设置, in order.")
    pages: Annotated[int, Field(ge=1)] | None
    characters: Annotated[int, Field(ge=0)]
    text: str = Field(default="", description="The whole text; only with --text.")


class Amount(ContractModel):
    """An amount of money. ``wan`` is exact in 万元; ``decimals`` counts those of ``as_written``."""

    wan: ExactDecimal
    as_written: Text
    unit: MoneyUnit
    decimals: Annotated[int, Field(ge=0)]
    qualifier: AmountQualifier
    derived: bool = Field(description="True for a sum, or a share of a total.")
    evidence: Evidence
    computation: str = Field(default="", description="How a derived amount was computed; only with derived.")
    parts: list[Evidence] = Field(default=[], description="What a derived amount was computed from.")

    @model_validator(mode="after")
    def _derived_shows_its_parts(self) -> Self:
        if self.derived and not (self.computation and self.parts):
            raise ValueError("a derived amount needs its computation and the evidence of its parts")
        return self


class Component(Amount):
    """A part of the annual total by use."""

    label: str


class YearAmount(Amount):
    """Another single year's money."""

    year: int


class Amounts(ContractModel):
    """A narrative's money by role; ``annual_total`` is this fiscal year's."""

    annual_total: Amount | None
    fiscal: Amount | None
    own_funds: Amount | None
    components: list[Component]
    multi_year_total: Amount | None
    other_years: list[YearAmount]


class ImplementingBody(ContractModel):
    """Who carries the project out, under its full name where the document gives one."""

    name: Text
    as_written: Text
    listed_as: str | None
    relation: Relation
    confidence: Annotated[float, Field(ge=0, le=1)]
    evidence: Evidence


class Phase(ContractModel):
    """One phase of a schedule; an impossible date leaves its side null."""

    label: str
    start: date | None
    end: date | None
    percent: WrittenDecimal | None
    evidence: Evidence


class Schedule(ContractModel):
    """When the project runs; a bare duration has months and no dates."""

    start: date | None
    end: date | None
    duration_months: int | None
    phases: list[Phase]
    evidence: Evidence


class Quarter(ContractModel):
    """A quarter's execution: a percentage, an amount in 万元, or both."""

    quarter: Annotated[int, Field(ge=1, le=4)]
    percent: WrittenDecimal | None
    amount_wan: ExactDecimal | None
    qualifier: QuarterQualifier
    evidence: Evidence


class Quarters(ContractModel):
    """The quarters that state a figure, and how to read them."""

    basis: QuarterBasis | None
    items: list[Quarter]


class LegalBasis(ContractModel):
    """A document that the project rests on; ``number`` is normalised to 〔year〕.

    ``issuer`` and ``level`` are read from the title, the words before it and the number's code.
    """

    title: str | None
    number: str | None
    articles: list[str]
    issuer: str | None
    level: LegalLevel | None
    evidence: Evidence


class NarrativeSection(ContractModel):
    """A headed part of a narrative; the range holds heading and body."""

    heading: str
    kind: str
    start: Offset
    end: Offset


class Unused(ContractModel):
    """A sentence of 实施主体, 实施周期 or 年度预算安排 that gave no value, and why."""

    section: str
    reason: UnusedReason
    evidence: Evidence


class Vote(ContractModel):
    """Who sees a span: the rules, the model (its score); whether it was taken, and why."""

    label: str
    rules: bool
    model: Annotated[float, Field(ge=0, le=1)] | None
    taken: bool
    why: Why
    evidence: Evidence


class Narrative(ContractModel):
    """One 项目经费情况说明."""

    project: str | None
    project_source: ProjectSource | None
    implementing_bodies: list[ImplementingBody]
    schedule: Schedule | None
    amounts: Amounts
    quarters: Quarters
    legal_basis: list[LegalBasis]
    sections: list[NarrativeSection]
    unused: list[Unused]
    votes: list[Vote] = Field(default=[], description="Only with --explain.")


class Row(ContractModel):
    """A row, or one half of a row, of a table; ``values`` has the columns of its half."""

    code: str | None
    label: str
    values: dict[str, WrittenDecimal | None] = Field(
        description="In the table's own unit; null where the cell states nothing."
    )
    half: Annotated[int, Field(ge=0)] = Field(description="0 for the left (or only) half of the table.")
    evidence: Evidence


class Table(ContractModel):
    """A budget table. ``column_paths`` and ``column_halves`` are aligned with ``columns``."""

    id: str
    kind: TableKind
    title: str
    unit: MoneyUnit
    pages: list[PageNumber]
    columns: list[str] = Field(description="Names that are unique within a half of the table.")
    column_paths: list[list[str]] = Field(description="Each column's headers from the top.")
    column_halves: list[int]
    rows: list[Row]
    total: dict[str, WrittenDecimal | None] | None = Field(
        description="The last total row of each half in one; where both halves have a name, the left counts."
    )
    total_evidence: list[Evidence] = Field(description="The rows that `total` was read from.")
    totals: list[Row] = Field(description="Every total row, halves apart.")


class CellCounterpart(ContractModel):
    """The table cell that a statement is compared with."""

    table: str
    row: str
    column: str
    value_yuan: ExactDecimal
    evidence: Evidence


class SumCounterpart(ContractModel):
    """The cells or amounts whose sum a statement is compared with."""

    sum_of: Annotated[list[Evidence], Field(min_length=1)]
    value_yuan: ExactDecimal


class Statement(ContractModel):
    """One budget amount that prose states, with what confirms it."""

    quote: Text
    what: str
    amount: Amount
    section: str
    counterpart: CellCounterpart | SumCounterpart | None
    verdict: Verdict
    difference_yuan: ExactDecimal | None
    explanation: str


class Finding(ContractModel):
    """A contradiction inside the document; the message is one Chinese sentence."""

    rule: Text
    severity: Severity
    message: Text
    computation: str
    evidence: list[Evidence]


class Record(ContractModel):
    """What one document becomes: one line of ``yusuan extract --json``."""

    schema_version: Literal["1"]
    document: DocumentInfo
    narratives: list[Narrative]
    tables: list[Table]
    statements: list[Statement]
    findings: list[Finding]
    warnings: list[str]


class Reconciliation(ContractModel):
    """One line of ``yusuan reconcile --json``: a record without narratives and tables."""

    schema_version: Literal["1"]
    document: DocumentInfo
    statements: list[Statement]
    findings: list[Finding]
    warnings: list[str]


class UnreadDocument(ContractModel):
    """What is known of a document that can't be read; no hash where its bytes weren't there."""

    source: Text
    sha256: Sha256 | None


class Problem(ContractModel):
    """Why a document can't be read."""

    kind: ErrorKind
    message: Text


class ErrorRecord(ContractModel):
    """The line of a document that can't be read."""

    schema_version: Literal["1"]
    document: UnreadDocument
    error: Problem


def json_schema(command: Literal["extract", "reconcile"] = "extract") -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of one output line of a command.

    >>> [branch["$ref"] for branch in json_schema()["anyOf"]]
    ['#/$defs/Record', '#/$defs/ErrorRecord']
    """
    line: Any = Record | ErrorRecord if command == "extract" else Reconciliation | ErrorRecord
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"yusuan {command}, schema version {SCHEMA_VERSION}",
        **TypeAdapter(line).json_schema(mode="validation"),
    }
