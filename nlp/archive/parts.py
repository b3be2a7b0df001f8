"""The Parquet files of a store: one a shard, data set and fiscal year, made from the documents' results.

A shard is the documents whose hash begins alike, in the order of their hashes: which documents stand in a
file, and in which order, depends on nothing but the documents. A file's name holds the hash of all that went
into it, so a file that is there is right, and an unchanged shard is not written again.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from nlp.archive import files, layout
from nlp.archive.entries import Entry
from nlp.archive.errors import StoreError, store_errors
from nlp.archive.results import Results
from nlp.archive.rows import Row, failure_rows, record_rows

if TYPE_CHECKING:
    import pyarrow as pa
    import pyarrow.parquet as pq

WORK: Final = "_work"
#: Shards grow to about this many documents before there are twice as many; a writer takes one shard, so
#: an archive of more documents than this is written by several processes.
SHARD_DOCUMENTS: Final = 512
#: Rows that become Arrow at a time, and rows of a Parquet row group (DuckDB scans these in parallel).
_BATCH_ROWS: Final = 4096
_GROUP_ROWS: Final = 122_880


@dataclass(frozen=True, slots=True)
class Part:
    """One file of a data set; ``path`` is relative to the store."""

    dataset: str
    year: int | None
    path: str
    rows: int
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Shard:
    """Documents that are written together."""

    store: Path
    name: str
    entries: tuple[Entry, ...]

    @property
    def digest(self) -> str:
        """The hash of all that the shard's files depend on."""
        import pyarrow

        head = f"{layout.LAYOUT_VERSION} {pyarrow.__version__} {_BATCH_ROWS} {_GROUP_ROWS}"
        return files.sha256_text(head, self.name, *(each.line() for each in self.entries))

    @property
    def receipt(self) -> Path:
        """Where it is written down that all files of the shard are there."""
        return self.store / WORK / "shards" / f"{self.name}-{self.digest}.json"


def shards(store: Path, entries: Iterable[Entry]) -> list[Shard]:
    """Part a store's entries, which are in order, into shards by the first bits of their hash."""
    made = list(entries)
    bits = 0
    while len(made) > SHARD_DOCUMENTS << bits:
        bits += 1
    digits = (bits + 3) // 4 or 1
    by_name: dict[str, list[Entry]] = {}
    for each in made:
        number = int(each.order[0][:8], 16) >> (32 - bits)
        by_name.setdefault(f"{number:0{digits}x}", []).append(each)
    return [Shard(store, name, tuple(group)) for name, group in sorted(by_name.items())]


def written(shard: Shard) -> list[Part] | None:
    """Return the shard's files where all of them are there, else ``None``."""
    try:
        parts = [Part(**each) for each in json.loads(shard.receipt.read_text(encoding="utf-8"))]
        whole = all((shard.store / part.path).stat().st_size == part.size for part in parts)
    except (FileNotFoundError, ValueError, TypeError):
        return None
    return parts if whole else None


def write_shard(shard: Shard) -> list[Part]:
    """Write the files of a shard, each under its name only once it is whole.

    Memory grows with the rows of a few row groups, not with the shard.

    Raises:
        StoreError: if the system refuses to write.
    """
    with store_errors(shard.store):
        parts = sorted(_write(shard), key=lambda part: part.path)
        receipt = json.dumps([asdict(part) for part in parts], ensure_ascii=False, indent=0)
        files.write(shard.receipt, receipt.encode(), sync=True)
    return parts


def _write(shard: Shard) -> Iterator[Part]:
    tail = f"part-{shard.name}-{shard.digest[:16]}.parquet"
    results = Results(shard.store / WORK)
    with ExitStack() as stack:
        open_files: dict[tuple[str, int | None], _PartFile] = {}
        for entry in shard.entries:
            for dataset, row in _rows(entry, results):
                place = (dataset, row["fiscal_year"])
                if place not in open_files:
                    path = f"{dataset}/year={layout.NO_YEAR if place[1] is None else place[1]}/{tail}"
                    temporary = stack.enter_context(files.replacing(shard.store / path))
                    open_files[place] = stack.enter_context(_PartFile(dataset, path, temporary))
                open_files[place].add(row)
        for (dataset, year), each in open_files.items():
            each.finish()
            size, digest = each.temporary.stat().st_size, files.sha256_file(each.temporary)
            yield Part(dataset, year, each.path, each.rows, size, digest)


def _rows(entry: Entry, results: Results) -> Iterator[tuple[str, Row]]:
    if entry.problem is not None:
        return failure_rows(entry, entry.problem)
    record = results.record(entry.record or "")
    if record is None:  # torn by a loss of power
        raise StoreError(
            f"{entry.sources[0]} 的结果已损坏；请再运行同一命令，只重做这份文件。",
            f"the result of {entry.sources[0]} was damaged; run the same command again to redo this document",
        )
    return record_rows(entry, record, entry.engine)


class _PartFile:
    """A Parquet file in the making."""

    def __init__(self, dataset: str, path: str, temporary: Path) -> None:
        self.path = path
        self.temporary = temporary
        self.rows = 0
        self._schema = layout.schema(dataset)
        self._pending: list[Row] = []
        self._batches: list[pa.RecordBatch] = []
        self._writer = _writer(temporary, self._schema)

    def __enter__(self) -> _PartFile:
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        with suppress(*(() if kind is None else (OSError,))):  # the first error is the one to tell
            self._writer.close()

    def add(self, row: Row) -> None:
        self._pending.append(row)
        self.rows += 1
        if len(self._pending) == _BATCH_ROWS:
            self._convert()
            if sum(batch.num_rows for batch in self._batches) >= _GROUP_ROWS:
                self._flush()

    def finish(self) -> None:
        self._convert()
        self._flush()
        self._writer.close()

    def _convert(self) -> None:
        import pyarrow as pa

        if self._pending:
            self._batches.append(pa.RecordBatch.from_pylist(self._pending, schema=self._schema))
            self._pending = []

    def _flush(self) -> None:
        import pyarrow as pa

        if self._batches:
            table = pa.Table.from_batches(self._batches, self._schema).combine_chunks()
            self._writer.write_table(table, row_group_size=2 * _GROUP_ROWS)
            self._batches = []


def _writer(path: Path, schema: pa.Schema) -> pq.ParquetWriter:
    import pyarrow.parquet as pq

    return pq.ParquetWriter(path, schema, compression="zstd")


def write_empty(store: Path, parts: Iterable[Part]) -> list[Part]:
    """Write a file without rows for each data set that has none, so that it can be read like the others."""
    there = {part.dataset for part in parts}
    made = []
    for dataset in layout.DATASETS:
        if dataset in there:
            continue
        path = f"{dataset}/year={layout.NO_YEAR}/part-empty-{layout.LAYOUT_VERSION}.parquet"
        with store_errors(store), files.replacing(store / path) as temporary:
            _writer(temporary, layout.schema(dataset)).close()
        target = store / path
        made.append(Part(dataset, None, path, 0, target.stat().st_size, files.sha256_file(target)))
    return made


def remove_others(store: Path, parts: Iterable[Part], receipts: set[str]) -> None:
    """Remove the files of data sets that are no part of the store any more, and their shards' receipts."""
    kept = {part.path for part in parts}
    for dataset in layout.DATASETS:
        for path in list((store / dataset).rglob("*.parquet")):
            if path.relative_to(store).as_posix() not in kept:
                path.unlink(missing_ok=True)
                files.remove_empty(path.parent)
    for path in (store / WORK / "shards").glob("*.json"):
        if path.name not in receipts:
            path.unlink(missing_ok=True)
