"""Many documents to one store of Parquet data sets, safe to interrupt, on one machine or a cluster.

``layout`` declares the data sets, ``inputs`` finds the documents, ``run`` takes them through an engine
(``local`` or ``cluster``), ``results`` keeps what is done of each, and ``parts`` writes the data sets.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datasets

__all__ = ["to_dataset"]


def to_dataset(store: Path, name: str = "narratives") -> datasets.Dataset:
    """Return one data set of a store as a :class:`datasets.Dataset`, in the store's order.

    Names are those of :data:`nlp.archive.layout.DATASETS`; money stays decimal. It is memory-mapped from the
    library's cache. Needs ``yusuan[datasets]``.

    Raises:
        StoreError: if ``store`` is no finished store or has no such data set.
    """
    from nlp.archive.data import to_dataset as load

    return load(store, name)
