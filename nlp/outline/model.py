"""What the outline makes of a document: sections, narratives, budget tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from nlp.document import Document, Evidence

DocumentKind = Literal[
    "department_budget", "unit_budget", "department_final_accounts", "unit_final_accounts", "unknown"
]
Level = Literal["central", "provincial", "district"]
#: 元 is the unit inside; a table or an amount keeps the unit it was written in.
MoneyUnit = Literal["元", "万元", "亿元"]
RowRole = Literal["item", "total"]


@dataclass(frozen=True, slots=True)
class Section:
    """A headed part of the document, or of a narrative.

    ``kind`` comes from configs/headings.toml (for example ``compilation_notes`` or
    ``implementing_body``); ``text[start:body_start]`` holds the heading, ``text[body_start:end]`` the body.
    ``heading`` is the heading's own words, with its number.
    """

    kind: str
    heading: str
    start: int
    body_start: int
    end: int


@dataclass(frozen=True, slots=True)
class Unit:
    """One budget unit (预算单位) from 机构设置."""

    name: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Narrative:
    """One 项目经费情况说明: its name, range and sections.

    ``project`` is the heading's name without 项目经费情况说明, ``None`` when the heading states none. Not
    ``titled``: no heading stands on a line of its own.
    """

    index: int
    project: str | None
    project_evidence: Evidence | None
    start: int
    end: int
    sections: tuple[Section, ...]
    titled: bool = True

    def section(self, kind: str) -> Section | None:
        """Return the first section of ``kind``."""
        return next((s for s in self.sections if s.kind == kind), None)


@dataclass(frozen=True, slots=True)
class Column:
    """An amount column of a budget table.

    ``path`` is the header path from the top (("收入预算", "财政拨款收入")), ``name`` the shortest tail of it
    that is unique within its half; ``half`` counts the label groups of a two-part table from 0.
    """

    index: int
    name: str
    path: tuple[str, ...]
    half: int
    grid_column: int


@dataclass(frozen=True, slots=True)
class BudgetCell:
    """A stated amount in a table: ``value`` in 元, ``quantum`` one unit of its last written digit in 元."""

    value: Decimal
    quantum: Decimal
    written: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class BudgetRow:
    """A row (of one half) of a budget table; ``cells`` are aligned with the table's columns.

    A ``None`` cell states nothing; ``texts`` holds the columns that are no money (备注, a percentage) as
    (column name, text). ``code`` is "206-02-06" style; ``level`` is 1 for 类, 2 for 款,
    3 for 项, 0 without a code.
    """

    index: int
    role: RowRole
    half: int
    code: str | None
    label: str
    cells: tuple[BudgetCell | None, ...]
    evidence: Evidence
    label_evidence: Evidence | None
    texts: tuple[tuple[str, str], ...] = ()

    @property
    def level(self) -> int:
        """The depth of the code: 类 1, 款 2, 项 3; 0 without a code."""
        return self.code.count("-") + 1 if self.code else 0


@dataclass(frozen=True, slots=True, weakref_slot=True)
class BudgetTable:
    """A table with title, declared unit, columns by header path and rows; total rows stand apart."""

    id: str
    kind: str
    title: str
    title_evidence: Evidence | None
    unit: MoneyUnit
    unit_declared: bool
    columns: tuple[Column, ...]
    rows: tuple[BudgetRow, ...]
    totals: tuple[BudgetRow, ...]
    pages: tuple[int, ...]
    start: int
    end: int

    def all_rows(self) -> Iterator[BudgetRow]:
        """Yield the rows, then the total rows."""
        yield from self.rows
        yield from self.totals


@dataclass(frozen=True, slots=True)
class PerformanceForm:
    """A performance form (绩效目标填报表). Texts are evidence; ``start`` and ``end`` are dates as written.

    ``total`` is the project's money over all years, ``annual`` this year's; ``fiscal`` and
    ``other_total`` are parts of the first, ``appropriation``, ``carry_over`` and ``other_annual`` of the
    second. ``stages`` are the cells of the annual money under headers of stages (年初预算数, 全年执行数), as
    self-evaluations have them, each with its header; ``annual`` is the first one.
    """

    table: str
    pages: tuple[int, ...]
    unit: MoneyUnit
    project: Evidence | None
    body: Evidence | None
    department: Evidence | None
    start: Evidence | None
    end: Evidence | None
    total: BudgetCell | None
    annual: BudgetCell | None
    fiscal: BudgetCell | None
    appropriation: BudgetCell | None
    carry_over: BudgetCell | None
    other_total: BudgetCell | None
    other_annual: BudgetCell | None
    stages: tuple[tuple[str, BudgetCell], ...] = ()


@dataclass(frozen=True)
class Outline:
    """A budget document's parts. ``prose`` holds the sections whose amounts are reconciled."""

    document: Document
    kind: DocumentKind
    level: Level | None
    fiscal_year: int | None
    organisation: str | None
    units: tuple[Unit, ...]
    sections: tuple[Section, ...]
    narratives: tuple[Narrative, ...]
    tables: tuple[BudgetTable, ...]
    warnings: tuple[str, ...] = ()
    forms: tuple[PerformanceForm, ...] = ()

    def sections_of(self, *kinds: str) -> tuple[Section, ...]:
        """Return the top-level sections of the given kinds, in order."""
        return tuple(s for s in self.sections if s.kind in kinds)

    def tables_of(self, *kinds: str) -> tuple[BudgetTable, ...]:
        """Return the budget tables of the given kinds, in order."""
        return tuple(t for t in self.tables if t.kind in kinds)
