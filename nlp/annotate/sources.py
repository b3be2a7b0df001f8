"""Where records come from: record files, folders of them, and documents whose narratives are not labelled."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from nlp.annotate.records import SpanRecord, load_records, save_records
from nlp.errors import YusuanError

_RECORDS: Final = ".jsonl"


def load_sources(paths: Iterable[Path]) -> tuple[SpanRecord, ...]:
    """Return the records of record files and folders of them; any other file is read as a document.

    Raises:
        YusuanError: when a file can't be read, or two records share an id.
    """
    found: dict[str, SpanRecord] = {}
    for path in paths:
        files = sorted(path.rglob(f"*{_RECORDS}")) if path.is_dir() else [path]
        if not files:
            raise YusuanError(f"{path} 里没有标注记录。", f"{path} holds no file of records")
        for file in files:
            for record in load_records(file) if file.suffix == _RECORDS else narrative_records(file):
                if record.id in found:
                    raise YusuanError(
                        f"{file.name}：编号 {record.id} 重复出现。",
                        f"{file.name}: id {record.id} stands twice",
                    )
                found[record.id] = record
    return tuple(found.values())


def narrative_records(path: Path) -> tuple[SpanRecord, ...]:
    """Return the narratives of a document as records without spans. Raises ReadError."""
    from nlp.pipeline import outline_of

    outline = outline_of(path)
    document = outline.document
    return tuple(
        SpanRecord(
            f"{document.sha256[:12]}-{narrative.index}",
            document.text[narrative.start : narrative.end],
            (),
            {
                "source": document.source,
                "sha256": document.sha256,
                "narrative": narrative.index,
                "offset": narrative.start,
                "fiscal_year": outline.fiscal_year,
                "organisation": outline.organisation,
                "units": [unit.name for unit in outline.units],
            },
        )
        for narrative in outline.narratives
    )


@dataclass(frozen=True, slots=True)
class Merged:
    """What became of the records that came in."""

    added: int
    changed: int
    same: int
    kept: int


def merge_into(path: Path, incoming: Sequence[SpanRecord]) -> Merged:
    """Put records into a record file: a known id gets the new labels, everything else stays.

    The file is replaced only when all is right; its order stays, new records follow.

    Raises:
        YusuanError: when a known record comes with another text: the labels would be of something else.
    """
    stored = {record.id: record for record in load_records(path)} if path.exists() else {}
    before = dict(stored)
    for record in incoming:
        old = before.get(record.id)
        if old is not None and old.text != record.text:
            raise YusuanError(
                f"记录 {record.id} 的文字与 {path.name} 里的不同，未导入任何内容。",
                f"record {record.id}: its text differs from the one in {path.name}; nothing was imported",
            )
        stored[record.id] = record
    save_records(path, stored.values())
    added = sum(record.id not in before for record in incoming)
    same = sum(before.get(record.id) == record for record in incoming)
    return Merged(added, len(incoming) - added - same, same, len(stored) - len(incoming))
