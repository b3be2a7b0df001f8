"""Doors to the tools that annotators use; each is loss-free in both directions.

A door writes span records as a tool reads them, and reads what the tool gives back. Reading checks
everything before anything is stored: a span outside its text or an unknown label is refused by file and
line. Writing goes to a temporary name first, so that an old file stays until the new one is complete.

>>> sorted(FORMATS)
['conll', 'datasets', 'docbin', 'doccano', 'label-studio', 'records']
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Final, cast

from nlp.annotate.records import SpanRecord


@dataclass(frozen=True, slots=True)
class Format:
    """One door. ``module`` is imported when it is used: some need libraries that are slow to load."""

    name: str
    suffix: str
    module: str

    def write(self, path: Path, records: Sequence[SpanRecord]) -> None:
        """Write the records to ``path``, which appears only when it is complete."""
        function = cast("Callable[[Path, Sequence[SpanRecord]], None]", import_module(self.module).write)
        function(path, records)

    def read(self, path: Path) -> tuple[SpanRecord, ...]:
        """Return the records of ``path``.

        Raises:
            YusuanError: naming file and place, when something in it is no record.
        """
        function = cast("Callable[[Path], tuple[SpanRecord, ...]]", import_module(self.module).read)
        return function(path)


#: Every door by its name on the command line.
FORMATS: Final[dict[str, Format]] = {
    each.name: each
    for each in (
        Format("records", ".jsonl", "nlp.annotate.formats.plain"),
        Format("label-studio", ".json", "nlp.annotate.formats.label_studio"),
        Format("doccano", ".jsonl", "nlp.annotate.formats.doccano"),
        Format("conll", ".conll", "nlp.annotate.formats.conll"),
        Format("docbin", ".spacy", "nlp.annotate.formats.docbin"),
        Format("datasets", ".parquet", "nlp.annotate.formats.hf_datasets"),
    )
}
