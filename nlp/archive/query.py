"""SQL over a store: DuckDB in memory, a view for each data set, and no way to any other file."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from nlp.archive.errors import StoreError
from nlp.archive.layout import DATASETS
from nlp.archive.manifest import finished

if TYPE_CHECKING:
    import duckdb

#: Views over the data sets: name → query. Money is in 元; nothing is rounded.
VIEWS: Final[dict[str, str]] = {
    # What the prose of each organisation states against what its tables hold.
    "stated_against_tabulated": """
        SELECT d.organisation, s.fiscal_year,
               count(*) AS statements,
               count(s.tabulated_yuan) AS compared,
               count(*) FILTER (s.verdict IN ('exact', 'rounded', 'truncated', 'balanced')) AS confirmed,
               count(*) FILTER (s.verdict = 'disagrees') AS disagreeing,
               count(*) FILTER (s.verdict = 'unverifiable') AS unverifiable,
               sum(s.amount_yuan) FILTER (s.tabulated_yuan IS NOT NULL) AS stated_yuan,
               sum(s.tabulated_yuan) FILTER (s.amount_yuan IS NOT NULL) AS tabulated_yuan,
               sum(abs(s.amount_yuan - s.tabulated_yuan)) FILTER (s.verdict = 'disagrees')
                   AS disagreement_yuan
        FROM statements s JOIN documents d USING (sha256)
        GROUP BY ALL ORDER BY ALL""",
    # Each disagreement with its place.
    "disagreements": """
        SELECT d.organisation, s.fiscal_year, d.source, s.section, s.what, s.quote, s.amount_yuan,
               s.tabulated_yuan, s.difference_yuan, s."table", s."row", s."column", s.explanation
        FROM statements s JOIN documents d USING (sha256)
        WHERE s.verdict = 'disagrees'
        ORDER BY d.organisation, s.fiscal_year, d.source, s.statement""",
    # Projects with their money of the year.
    "projects": """
        SELECT d.organisation, n.fiscal_year, n.project, n.annual_total_yuan, n.fiscal_yuan, n.own_funds_yuan,
               n.schedule_start, n.schedule_end, n.duration_months, d.source, n.sha256, n.narrative
        FROM narratives n JOIN documents d USING (sha256)
        ORDER BY d.organisation, n.fiscal_year, d.source, n.narrative""",
    # How often each rule found something, per organisation and year.
    "findings_by_rule": """
        SELECT d.organisation, f.fiscal_year, f.rule, f.severity, count(*) AS findings
        FROM findings f JOIN documents d USING (sha256)
        GROUP BY ALL ORDER BY ALL""",
}


class QueryError(StoreError):
    """SQL that can't be run."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The rows of a query; decimals are :class:`decimal.Decimal`."""

    columns: tuple[str, ...]
    rows: Iterator[tuple[Any, ...]]


def query(store: Path, sql: str) -> Answer:
    """Run one SELECT (or FROM, WITH, DESCRIBE, SUMMARIZE, SHOW) over a store.

    Raises:
        StoreError: if ``store`` is no finished store, or DuckDB is not installed.
        QueryError: if the statement is of another kind, faulty, or reaches for other files.
    """
    connection = connect(store)
    import duckdb

    try:
        statements = connection.extract_statements(sql)
        if len(statements) != 1 or statements[0].type != duckdb.StatementType.SELECT:
            raise QueryError(
                "只能运行一条查询语句（SELECT、FROM、WITH、DESCRIBE、SUMMARIZE、SHOW）。",
                "only one query can be run (SELECT, FROM, WITH, DESCRIBE, SUMMARIZE or SHOW)",
            )
        cursor = connection.execute(statements[0])
        columns = tuple(each[0] for each in cursor.description or ())
        return Answer(columns, _rows(cursor))
    except duckdb.Error as error:
        raise _faulty(error) from error


def connect(store: Path) -> duckdb.DuckDBPyConnection:
    """Return a connection whose views are the data sets and :data:`VIEWS`.

    It can open the store's files and no others, and its settings are locked. Raises StoreError.
    """
    manifest = finished(store)
    try:
        import duckdb
    except ImportError as error:
        raise StoreError(
            "查询需要 DuckDB：请安装 yusuan[archive]。", "queries need DuckDB: install yusuan[archive]"
        ) from error
    config = {
        "autoinstall_known_extensions": "false",
        "autoload_known_extensions": "false",
        # A name that is no view is not looked up among this program's variables.
        "python_enable_replacements": "false",
        # DuckDB may read where it puts what memory can't hold: a folder of this process alone.
        "temp_directory": str(Path(tempfile.gettempdir()) / f"yusuan-query-{os.getpid()}"),
    }
    connection = duckdb.connect(":memory:", config=config)
    allowed: list[str] = []
    for name in DATASETS:
        paths = [_inside(path, store) for path in manifest.paths(store, name)]
        allowed += paths
        # The folder's year repeats the column fiscal_year, for readers that know folders only.
        connection.execute(
            f'CREATE VIEW "{name}" AS SELECT * FROM read_parquet({_list(paths)}, hive_partitioning = false)'
        )
    for name, select in VIEWS.items():
        connection.execute(f'CREATE VIEW "{name}" AS {select}')
    connection.execute(f"SET allowed_paths = {_list(allowed)}")
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")
    return connection


def _inside(path: Path, store: Path) -> str:
    """Return a part's place, links followed. Raises StoreError where that is not in the store."""
    place = path.resolve()
    if not place.is_relative_to(store.resolve()):
        raise StoreError(f"{path} 指向存储之外，不予读取。", f"{path} leads out of the store and is not read")
    return place.as_posix()


def _list(paths: list[str]) -> str:
    quoted = ("'" + path.replace("'", "''") + "'" for path in paths)
    return "[" + ", ".join(quoted) + "]"


def _rows(cursor: duckdb.DuckDBPyConnection) -> Iterator[tuple[Any, ...]]:
    import duckdb

    try:
        while rows := cursor.fetchmany(1000):
            yield from rows
    except duckdb.Error as error:
        raise _faulty(error) from error


def _faulty(error: Exception) -> QueryError:
    reason = " ".join(str(error).split())
    return QueryError(f"查询有误：{reason}", f"the query can't be run: {reason}")
