"""What the workbook is made of: its sheets and columns as data, and the rows that fill them.

``path`` is the contract's key that a column holds (see docs and ``yusuan schema``); the sheet 栏目 prints it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final, Literal, Protocol

Kind = Literal[
    "id", "link", "text", "wan", "yuan", "percent", "date", "count", "ratio", "severity", "verdict"
]
Json = dict[str, Any]


class Say(Protocol):
    """The message catalogue in one language."""

    def __call__(self, key: str, **values: object) -> str:
        """Return the sentence of ``key``. Raises KeyError if there is none."""
        ...


@dataclass(frozen=True, slots=True)
class Number:
    """An exact number and how many decimals are shown. A percentage is held as written: 30 for 30%."""

    value: Decimal
    decimals: int


Value = str | Number | date | int | None


@dataclass(frozen=True, slots=True)
class Column:
    """``key`` names the title's message and the row's value; ``width`` is in characters."""

    key: str
    kind: Kind
    width: int
    path: str = ""


@dataclass(frozen=True, slots=True)
class Proof:
    """A piece of evidence of the published record, and what it shows (``export.role.…``)."""

    role: str
    place: Json


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a sheet with its evidence."""

    sheet: str
    values: Mapping[str, Value]
    proofs: tuple[Proof, ...] = ()


@dataclass(frozen=True, slots=True)
class Placed:
    """A numbered row. ``proofs`` are the numbers of its evidence rows; ``owner`` the row that one proves."""

    sheet: str
    number: int
    values: Mapping[str, Value]
    proofs: range = range(0)
    owner: tuple[str, int] | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """A line of the first sheet: a label, what it says, and the sheet that it leads to."""

    label: str
    text: str = ""
    sheet: str | None = None
    heading: bool = False


EVIDENCE: Final = "evidence"
_ID: Final = Column("no", "id", 7)
_LINK: Final = Column("evidence", "link", 12, "evidence")
_FILE: Final = (Column("source", "text", 26, "document.source"), Column("file", "count", 8))


def _sheet(*columns: Column) -> tuple[Column, ...]:
    return (_ID, _LINK, *columns, *_FILE)


_PROJECT: Final = Column("project", "text", 28, "narratives[].project")

#: Sheet → columns, in the workbook's order.
SHEETS: Final[dict[str, tuple[Column, ...]]] = {
    "findings": _sheet(
        Column("severity", "severity", 8, "findings[].severity"),
        Column("message", "text", 60, "findings[].message"),
        Column("computation", "text", 40, "findings[].computation"),
        Column("rule", "text", 24, "findings[].rule"),
    ),
    "statements": _sheet(
        Column("verdict", "verdict", 12, "statements[].verdict"),
        Column("what", "text", 22, "statements[].what"),
        Column("wan", "wan", 16, "statements[].amount.wan"),
        Column("stated_yuan", "yuan", 20, "statements[].amount.wan × 10000"),
        Column("value_yuan", "yuan", 20, "statements[].counterpart.value_yuan"),
        Column("difference_yuan", "yuan", 18, "statements[].difference_yuan"),
        Column("counterpart", "text", 36, "statements[].counterpart.table, row, column"),
        Column("quote", "text", 36, "statements[].quote"),
        Column("explanation", "text", 36, "statements[].explanation"),
        Column("section", "text", 20, "statements[].section"),
    ),
    "projects": _sheet(
        _PROJECT,
        Column("annual_total", "wan", 16, "narratives[].amounts.annual_total.wan"),
        Column("fiscal", "wan", 16, "narratives[].amounts.fiscal.wan"),
        Column("own_funds", "wan", 16, "narratives[].amounts.own_funds.wan"),
        Column("multi_year_total", "wan", 16, "narratives[].amounts.multi_year_total.wan"),
        Column("start", "date", 12, "narratives[].schedule.start"),
        Column("end", "date", 12, "narratives[].schedule.end"),
        Column("duration_months", "count", 8, "narratives[].schedule.duration_months"),
        Column("bodies", "text", 30, "narratives[].implementing_bodies[].name"),
        Column("organisation", "text", 22, "document.organisation"),
        Column("fiscal_year", "id", 8, "document.fiscal_year"),
    ),
    "amounts": _sheet(
        _PROJECT,
        Column("role", "text", 14, "narratives[].amounts (key)"),
        Column("label", "text", 24, "narratives[].amounts.components[].label"),
        Column("year", "id", 8, "narratives[].amounts.other_years[].year"),
        Column("wan", "wan", 16, "….wan"),
        Column("yuan", "yuan", 20, "….wan × 10000"),
        Column("qualifier", "text", 10, "….qualifier"),
        Column("as_written", "text", 20, "….as_written"),
        Column("computation", "text", 30, "….computation"),
    ),
    "bodies": _sheet(
        _PROJECT,
        Column("name", "text", 32, "narratives[].implementing_bodies[].name"),
        Column("relation", "text", 16, "….relation"),
        Column("listed_as", "text", 32, "….listed_as"),
        Column("as_written", "text", 26, "….as_written"),
        Column("confidence", "ratio", 8, "….confidence"),
    ),
    "phases": _sheet(
        _PROJECT,
        Column("label", "text", 30, "narratives[].schedule.phases[].label"),
        Column("start", "date", 12, "….start"),
        Column("end", "date", 12, "….end"),
        Column("percent", "percent", 10, "….percent"),
    ),
    "quarters": _sheet(
        _PROJECT,
        Column("quarter", "count", 8, "narratives[].quarters.items[].quarter"),
        Column("basis", "text", 10, "narratives[].quarters.basis"),
        Column("percent", "percent", 10, "….percent"),
        Column("amount_wan", "wan", 16, "….amount_wan"),
        Column("amount_yuan", "yuan", 20, "….amount_wan × 10000"),
        Column("qualifier", "text", 10, "….qualifier"),
    ),
    "legal_basis": _sheet(
        _PROJECT,
        Column("title", "text", 50, "narratives[].legal_basis[].title"),
        Column("number", "text", 22, "….number"),
        Column("articles", "text", 16, "….articles"),
        Column("issuer", "text", 22, "….issuer"),
        Column("level", "text", 14, "….level"),
    ),
    EVIDENCE: (
        _ID,
        Column("owner", "link", 14),
        Column("role", "text", 12),
        Column("text", "text", 26, "evidence.text"),
        Column("sentence", "text", 60, "document.text"),
        Column("page", "count", 7, "evidence.page"),
        Column("line", "count", 7),
        Column("start_offset", "count", 10, "evidence.start"),
        Column("end_offset", "count", 10, "evidence.end"),
        Column("table", "text", 26, "evidence.table → tables[].title"),
        Column("row", "text", 24, "evidence.row → tables[].rows[].label"),
        Column("column", "text", 18, "evidence.column → tables[].columns"),
        *_FILE,
    ),
    "files": (
        _ID,
        Column("source", "text", 36, "document.source"),
        Column("organisation", "text", 28, "document.organisation"),
        Column("fiscal_year", "id", 8, "document.fiscal_year"),
        Column("kind", "text", 12, "document.kind"),
        Column("level", "text", 10, "document.level"),
        Column("pages", "count", 8, "document.pages"),
        Column("characters", "count", 10, "document.characters"),
        Column("projects", "count", 8, "narratives"),
        Column("statements", "count", 8, "statements"),
        Column("errors", "count", 8, "findings[severity=error]"),
        Column("warnings", "count", 8, "findings[severity=warning]"),
        Column("sha256", "text", 66, "document.sha256"),
        Column("notes", "text", 40, "warnings, error.message"),
    ),
}
