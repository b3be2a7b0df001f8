"""What stands in the data sets, read by the libraries that users read them with, and by SQL."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from nlp.archive import to_dataset
from nlp.archive.errors import StoreError
from nlp.archive.layout import DATASETS
from nlp.archive.query import connect, query
from nlp.archive.run import archive
from tests.archive.conftest import write_folder
from tests.archive.stub import StubEngine, found


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory, record: dict[str, Any]) -> Path:
    """Return a store of six documents: two of each of three years; a seventh has no year."""
    root = tmp_path_factory.mktemp("data")
    folder = write_folder(root / "in", 6)
    (folder / "none.txt").write_text("年份不详", encoding="utf-8")
    archive(found(folder), root / "store", StubEngine(record))
    return root / "store"


def _ask(store: Path, sql: str) -> list[tuple[Any, ...]]:
    return list(query(store, sql).rows)


def test_values_are_those_of_the_record(store: Path) -> None:
    # The document made by hand states 320.70万元 for 库房修缮, of it 120.7万元 for 土建, 2026 80万元.
    (narrative,) = _ask(
        store,
        "SELECT DISTINCT project, annual_total_yuan, schedule_start, schedule_end, quarters_basis "
        "FROM narratives WHERE fiscal_year = 2024",
    )
    assert narrative[:2] == ("库房修缮", Decimal("3207000"))
    assert narrative[2:4] == (date(2025, 3, 1), date(2025, 11, 30))
    amounts = _ask(
        store,
        "SELECT a.role, a.label, a.year, a.yuan FROM (SELECT unnest(amounts) AS a FROM narratives "
        "WHERE fiscal_year = 2024)",
    )
    assert ("component", "土建", None, Decimal("1207000")) in amounts
    assert ("other_year", None, 2026, Decimal("800000")) in amounts


def test_table_cells_have_their_unit_and_yuan(store: Path) -> None:
    cells = _ask(
        store,
        'SELECT DISTINCT "row", is_total, code, label, value, value_yuan, decimals FROM tables '
        'WHERE "table" = \'t2\' AND "column" = \'合计\' ORDER BY "row"',
    )
    assert cells == [
        (0, False, "206-02", "基础研究", Decimal("1111.10"), Decimal("11111000"), 2),
        (1, True, None, "合计", Decimal("1500.00"), Decimal("15000000"), 2),
    ]
    # The empty cells of a row are there, too.
    assert _ask(store, "SELECT count(*) FROM tables WHERE \"table\" = 't2' AND value IS NULL") == [(14,)]


def test_money_is_decimal_in_every_data_set(store: Path) -> None:
    types = _ask(
        store,
        "SELECT column_name, data_type FROM information_schema.columns "
        "WHERE column_name LIKE '%yuan' OR column_name = 'value' OR column_name = 'percent'",
    )
    assert types
    assert {kind for _, kind in types} == {"DECIMAL(38,8)"}


def test_evidence_points_into_the_text(store: Path) -> None:
    wrong = _ask(
        store,
        'SELECT count(*) FILTER (substr(d.text, s.evidence.start + 1, s.evidence."end" - s.evidence.start) '
        "<> s.evidence.text), count(*) FROM statements s JOIN documents d USING (sha256)",
    )
    assert wrong[0][0] == 0
    assert wrong[0][1] > 0


def test_the_view_of_stated_against_tabulated(store: Path) -> None:
    # Each of the seven documents states 1500万元 three times: a cell of 15,000,000元 and a sum of
    # 15,000,000.50元 confirm it, and once there is nothing to compare with.
    rows = _ask(
        store,
        "SELECT fiscal_year, statements, compared, confirmed, unverifiable, stated_yuan, tabulated_yuan "
        "FROM stated_against_tabulated ORDER BY fiscal_year NULLS LAST",
    )
    assert [row[:2] for row in rows] == [(2023, 6), (2024, 6), (2025, 6), (None, 3)]
    assert rows[0][2:] == (4, 4, 2, Decimal(60_000_000), Decimal(60_000_001))


def test_pandas_reads_a_folder(store: Path) -> None:
    pandas = pytest.importorskip("pandas")
    frame = pandas.read_parquet(store / "documents")
    assert len(frame) == 7
    assert sorted(frame["fiscal_year"].dropna().unique()) == [2023, 2024, 2025]
    amounts = pandas.read_parquet(store / "statements")["amount_yuan"]
    assert all(isinstance(amount, Decimal) for amount in amounts)


def test_polars_reads_a_folder(store: Path) -> None:
    polars = pytest.importorskip("polars")
    frame = polars.read_parquet(store / "narratives")
    assert frame.schema["annual_total_yuan"] == polars.Decimal(38, 8)
    assert frame.filter(polars.col("year") == 2024).height == 2


def test_duckdb_reads_folders_by_year(store: Path) -> None:
    import duckdb

    pattern = f"{store}/documents/*/*.parquet"
    found_rows = duckdb.sql(
        f"SELECT count(*) FROM read_parquet('{pattern}', hive_partitioning = true) WHERE year = 2025"
    ).fetchall()
    assert found_rows == [(2,)]


def test_datasets_reads_files_and_stores(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    datasets = pytest.importorskip("datasets")
    monkeypatch.setattr(datasets.config, "HF_DATASETS_CACHE", tmp_path)
    loaded = datasets.load_dataset(
        "parquet", data_files=f"{store}/narratives/*/*.parquet", split="train", cache_dir=str(tmp_path)
    )
    ours = to_dataset(store)
    assert loaded.num_rows == ours.num_rows == 7
    assert ours[0]["annual_total_yuan"] == Decimal(3_207_000)
    assert to_dataset(store, "failures").num_rows == 0
    with pytest.raises(StoreError, match="there are documents, narratives"):
        to_dataset(store, "nothing")


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM read_text('/etc/hostname')",
        "SELECT * FROM '{outside}'",
        "SELECT * FROM read_parquet('{outside}')",
        "SELECT * FROM glob('/*')",
        "COPY documents TO '{inside}'",
        "COPY documents TO '{outside}.new'",
        "CREATE TABLE x AS SELECT 1",
        "DROP VIEW documents",
        "SET enable_external_access = true",
        "ATTACH '{outside}.db'",
        "INSTALL httpfs",
        "EXPLAIN ANALYZE COPY documents TO '{inside}'",
        "SELECT 1; SELECT 2",
        "SELECT nonsense",
        "",
    ],
)
def test_a_query_reads_the_store_and_nothing_else(sql: str, store: Path, tmp_path: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    outside = tmp_path / "outside.parquet"
    pq.write_table(pa.table({"secret": [1]}), outside)
    inside = next((store / "documents").rglob("*.parquet"))
    before = inside.read_bytes()
    with pytest.raises(StoreError):
        _ask(store, sql.format(outside=outside, inside=inside))
    assert inside.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["outside.parquet"]


def test_the_settings_of_queries_are_locked(store: Path) -> None:
    import duckdb

    connection = connect(store)
    for name in ("autoinstall_known_extensions", "autoload_known_extensions", "enable_external_access"):
        assert connection.execute(f"SELECT current_setting('{name}')").fetchall() == [(False,)]
    with pytest.raises(duckdb.Error, match="lock"):
        connection.execute("SET threads = 1")


@pytest.mark.parametrize(
    "sql", ["FROM documents", "DESCRIBE statements", "SUMMARIZE quarters", "WITH a AS (SELECT 1) FROM a"]
)
def test_any_way_to_ask_is_allowed(sql: str, store: Path) -> None:
    assert _ask(store, sql)


def test_every_data_set_has_its_columns_and_rows(store: Path) -> None:
    for name in DATASETS:
        assert query(store, f"FROM {name}").columns == tuple(DATASETS[name])
    empty = {name for name in DATASETS if not _ask(store, f"FROM {name}")}
    assert empty == {"failures"}


def test_a_folder_without_store_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="is no store"):
        _ask(tmp_path, "SELECT 1")
    (tmp_path / "_work").mkdir()
    with pytest.raises(StoreError, match="not finished"):
        _ask(tmp_path, "SELECT 1")
