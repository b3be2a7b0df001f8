"""What the overview of a store needs, asked of its data sets; the only module of this room that queries."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

#: So many disagreements, and documents, are listed.
LIMIT: Final = 200
DOCUMENTS: Final = 1000

_GROUPS: Final = """
    WITH d AS (
        SELECT organisation, fiscal_year, count(*) AS documents, sum(findings) AS findings
        FROM documents GROUP BY ALL),
    s AS (
        SELECT organisation, fiscal_year, confirmed, disagreeing, unverifiable, disagreement_yuan
        FROM stated_against_tabulated),
    n AS (
        SELECT organisation, fiscal_year, count(*) AS projects, sum(annual_total_yuan) AS annual_yuan
        FROM projects GROUP BY ALL)
    SELECT d.organisation, d.fiscal_year, d.documents, d.findings,
           coalesce(s.confirmed, 0), coalesce(s.disagreeing, 0), coalesce(s.unverifiable, 0),
           coalesce(s.disagreement_yuan, 0), coalesce(n.projects, 0), n.annual_yuan
    FROM d
    LEFT JOIN s ON s.organisation IS NOT DISTINCT FROM d.organisation
               AND s.fiscal_year IS NOT DISTINCT FROM d.fiscal_year
    LEFT JOIN n ON n.organisation IS NOT DISTINCT FROM d.organisation
               AND n.fiscal_year IS NOT DISTINCT FROM d.fiscal_year
    ORDER BY d.organisation NULLS LAST, d.fiscal_year NULLS LAST"""
_RULES: Final = """
    SELECT rule, severity, count(*) AS findings, count(DISTINCT sha256) AS documents
    FROM findings GROUP BY ALL ORDER BY findings DESC, rule, severity"""
_DISAGREEMENTS: Final = f"""
    SELECT organisation, fiscal_year, source, what, quote, amount_yuan, tabulated_yuan, difference_yuan
    FROM disagreements
    ORDER BY abs(difference_yuan) DESC NULLS LAST, source, quote LIMIT {LIMIT}"""
_DOCUMENTS: Final = f"""
    SELECT organisation, fiscal_year, kind, source, narratives, statements, findings
    FROM documents ORDER BY findings DESC, organisation NULLS LAST, fiscal_year NULLS LAST, source
    LIMIT {DOCUMENTS}"""


@dataclass(frozen=True, slots=True)
class Group:
    """One organisation's documents of one year; amounts in 元."""

    organisation: str | None
    year: int | None
    documents: int
    findings: int
    confirmed: int
    disagreeing: int
    unverifiable: int
    disagreement: Decimal
    projects: int
    annual: Decimal | None


@dataclass(frozen=True, slots=True)
class RuleCount:
    """How often a rule found something."""

    rule: str
    severity: str
    findings: int
    documents: int


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A stated amount that its table contradicts; amounts in 元."""

    organisation: str | None
    year: int | None
    source: str
    what: str
    quote: str
    stated: Decimal
    tabulated: Decimal | None
    difference: Decimal | None


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """One document of the store."""

    organisation: str | None
    year: int | None
    kind: str
    source: str
    narratives: int
    statements: int
    findings: int


@dataclass(frozen=True, slots=True)
class StoreData:
    """All that the overview shows."""

    name: str
    failures: int
    groups: tuple[Group, ...]
    rules: tuple[RuleCount, ...]
    disagreements: tuple[Disagreement, ...]
    documents: tuple[DocumentRow, ...]


def read_store(store: Path) -> StoreData:
    """Return what the overview of a store shows.

    Raises:
        StoreError: if ``store`` is no finished store, or DuckDB is not installed.
    """
    from nlp.archive.manifest import finished
    from nlp.archive.query import query

    def rows(sql: str) -> list[tuple[Any, ...]]:
        return list(query(store, sql).rows)

    return StoreData(
        name=store.resolve().name,
        failures=finished(store).failures,
        groups=tuple(Group(*row) for row in rows(_GROUPS)),
        rules=tuple(RuleCount(*row) for row in rows(_RULES)),
        disagreements=tuple(Disagreement(*row) for row in rows(_DISAGREEMENTS)),
        documents=tuple(DocumentRow(*row) for row in rows(_DOCUMENTS)),
    )
