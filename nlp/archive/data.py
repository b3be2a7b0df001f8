"""A store's data sets for machine learning, and its failures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from nlp.archive.errors import StoreError
from nlp.archive.layout import DATASETS, schema
from nlp.archive.manifest import finished, read_entries

if TYPE_CHECKING:
    import datasets


@dataclass(frozen=True, slots=True)
class Failure:
    """A document that gave nothing: where it lies, and why."""

    source: str
    kind: str
    zh: str
    en: str


def failures(store: Path) -> Iterator[Failure]:
    """Yield the documents that gave nothing, by the names of their sources.

    Raises:
        StoreError: if ``store`` is no finished store.
    """
    made = read_entries(store, finished(store))
    for each in sorted(made, key=lambda entry: entry.sources):
        if each.problem is not None:
            for source in each.sources:
                yield Failure(source, each.problem.kind, each.problem.zh, each.problem.en)


def to_dataset(store: Path, name: str) -> datasets.Dataset:
    """Return a data set; see :func:`nlp.archive.to_dataset`."""
    if name not in DATASETS:
        known = ", ".join(DATASETS)
        raise StoreError(f"没有数据集 {name}；有：{known}。", f"no data set {name}; there are {known}")
    manifest = finished(store)
    paths = [str(store / part.path) for part in manifest.parts if part.dataset == name and part.rows]
    try:
        from datasets import Dataset
    except ImportError as error:
        raise StoreError(
            "需要 datasets：请安装 yusuan[datasets]。", "this needs datasets: install yusuan[datasets]"
        ) from error
    if not paths:  # from_parquet refuses what has no rows
        return Dataset(schema(name).empty_table())
    return Dataset.from_parquet(paths)
