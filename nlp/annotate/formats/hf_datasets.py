"""Hugging Face ``datasets``: typed columns, written as one Parquet file or as a saved folder.

``spans`` is a list of structs whose label is a ClassLabel over the scheme; ``meta`` is JSON text, as its
keys differ from record to record. Needs the extra ``datasets``; the library is imported when it is used.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from nlp.annotate.formats.common import Checker, Place, refuse
from nlp.annotate.records import LABELS, SpanRecord, parse_json, to_json
from nlp.errors import YusuanError

if TYPE_CHECKING:
    from datasets import Dataset, Features

_PARQUET: Final = ".parquet"
_COLUMNS: Final = frozenset({"id", "text", "spans", "meta"})
_MEMBERS: Final = frozenset({"start", "end", "label"})


def _library() -> Any:
    try:
        import datasets
    except ImportError as error:
        raise YusuanError(
            "需要 datasets：请安装 yusuan[datasets]。", "needs datasets: install yusuan[datasets]"
        ) from error
    return datasets


def features() -> Features:
    """Return the typed columns of a dataset of span records."""
    lib = _library()
    span = {
        "start": lib.Value("int64"),
        "end": lib.Value("int64"),
        "label": lib.ClassLabel(names=list(LABELS)),
    }
    text = lib.Value("string")
    return lib.Features({"id": text, "text": text, "spans": lib.List(span), "meta": text})


def to_dataset(records: Iterable[SpanRecord]) -> Dataset:
    """Return the records as a Dataset in memory."""
    rows = []
    for record in records:
        row: dict[str, Any] = dict(to_json(record))
        row["meta"] = json.dumps(row["meta"], ensure_ascii=False)
        rows.append(row)
    columns = {name: [row[name] for row in rows] for name in ("id", "text", "spans", "meta")}
    return _library().Dataset.from_dict(columns, features=features())


def from_dataset(dataset: Dataset, name: str = "dataset") -> tuple[SpanRecord, ...]:
    """Return a Dataset's rows as records; labels may be class numbers of its own ClassLabel, or names.

    Raises:
        YusuanError: naming ``name`` and the row.
    """
    if missing := _COLUMNS - set(dataset.column_names):
        lacking = ", ".join(sorted(missing))
        raise YusuanError(f"{name} 缺少列 {lacking}。", f"{name}: no columns {lacking}")
    label = getattr(dataset.features["spans"], "feature", {})
    names = getattr(label.get("label"), "names", None) if isinstance(label, dict) else None
    checker = Checker()
    return tuple(
        _record(checker, Place(name, number, "row"), row, names)
        for number, row in enumerate(dataset, start=1)
    )


def _record(checker: Checker, place: Place, row: Any, names: Sequence[str] | None) -> SpanRecord:
    spans = []
    given_spans = row["spans"] if row["spans"] is not None else []
    if not isinstance(given_spans, list) or not all(
        isinstance(span, dict) and set(span) >= _MEMBERS for span in given_spans
    ):
        raise refuse(
            place, "spans 不是 {start, end, label} 的列表", "spans is no list of {start, end, label}"
        )
    for span in given_spans:
        given = span["label"]
        label: object = given
        if isinstance(given, int):
            if names is None or not 0 <= given < len(names):
                raise refuse(place, f"不认识的标签号 {given}", f"unknown label number {given}")
            label = names[given]
        spans.append((span["start"], span["end"], label))
    try:
        meta = parse_json(row["meta"] or "{}")
    except (ValueError, TypeError) as error:
        raise refuse(place, f"meta 不是 JSON：{error}", f"meta is not JSON: {error}") from error
    return checker.record(place, row["id"], row["text"], spans, meta)


def write(path: Path, records: Sequence[SpanRecord]) -> None:
    """Write a Parquet file, or a folder (``load_from_disk`` reads it) where ``path`` has no such suffix."""
    dataset = to_dataset(records)
    fresh = path.with_name(f"{path.name}.{os.getpid()}.part")
    if path.suffix == _PARQUET:
        import pyarrow.parquet

        # Not Dataset.to_parquet: it shows a progress bar. The features travel in the table's metadata.
        pyarrow.parquet.write_table(dataset.data.table, fresh)
        fresh.replace(path)
        return
    try:
        dataset.save_to_disk(str(fresh))
        old = path.with_name(f"{path.name}.{os.getpid()}.old")
        if path.exists():
            path.rename(old)
        fresh.rename(path)
        shutil.rmtree(old, ignore_errors=True)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def read(path: Path) -> tuple[SpanRecord, ...]:
    """Return the records of a Parquet file or a saved folder. Raises YusuanError."""
    lib = _library()
    try:
        if path.is_dir():
            dataset = lib.load_from_disk(str(path))
        else:
            import pyarrow.parquet

            # Not Dataset.from_parquet: it copies the file into a cache.
            table = pyarrow.parquet.read_table(path)
            table.validate(full=True)
            dataset = lib.Dataset(table)
    except Exception as error:  # the library and pyarrow raise many kinds
        raise YusuanError(f"无法读取 {path.name}：{error}。", f"cannot read {path.name}: {error}") from error
    return from_dataset(dataset, path.name)
