"""Stand-off label files with their documents: find the one that was labelled, or align with a new version."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from nlp.annotate.align import Aligned, align, realigned
from nlp.annotate.convert import to_records
from nlp.annotate.records import SpanRecord
from nlp.annotate.standoff import NarrativeLabels, load_labels
from nlp.errors import YusuanError
from nlp.outline.model import Outline
from nlp.pipeline import outline_of


@dataclass(frozen=True, slots=True)
class Alignment:
    """Labels on a document: every span's fate, the labels with that document's offsets, and as records."""

    source: str
    same_document: bool
    spans: list[Aligned]
    labels: list[NarrativeLabels]
    records: tuple[SpanRecord, ...]


def is_standoff(path: Path) -> bool:
    """Tell whether a JSON Lines file holds stand-off labels: they name a document and have no text."""
    try:
        with path.open(encoding="utf-8") as stream:
            first = json.loads(stream.readline() or "{}")
    except (OSError, ValueError):
        return False
    return isinstance(first, dict) and "document" in first and "text" not in first


def find_document(sha256: str, folders: Iterable[Path]) -> Path | None:
    """Return the file with this sha256 among files and folders."""
    for folder in folders:
        for path in sorted(folder.rglob("*")) if folder.is_dir() else [folder]:
            if path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == sha256:
                return path
    return None


def records_of_labels(path: Path, folders: Iterable[Path]) -> tuple[SpanRecord, ...]:
    """Return stand-off labels as records.

    Raises:
        YusuanError: when the labelled document is in none of the folders.
    """
    labels, source = _labelled(path, folders)
    return to_records(labels, outline_of(source))


def _labelled(path: Path, folders: Iterable[Path]) -> tuple[tuple[NarrativeLabels, ...], Path]:
    labels = load_labels(path)
    if not labels:
        raise YusuanError(f"{path.name} 没有标注。", f"{path.name} holds no labels")
    sha256 = labels[0].document.sha256
    source = find_document(sha256, folders)
    if source is None:
        raise YusuanError(
            f"{path.name} 所标注的文件（sha256 {sha256[:12]}…）不在给定的文件夹里；请用 --documents 指明。",
            f"{path.name}: the labelled document (sha256 {sha256[:12]}…) is in none of the given folders; "
            "name its folder with --documents",
        )
    return labels, source


def align_file(path: Path, folders: Iterable[Path], new: Path | None = None) -> Alignment:
    """Return the labels of a file on the document that they were made on, or on a new version of it.

    The labels hold no text: with ``new``, the version that was labelled must be in the folders too.

    Raises:
        YusuanError: when the labelled version is not at hand.
    """
    labels, source = _labelled(path, folders)
    old = outline_of(source)
    target = old if new is None else outline_of(new)
    text = target.document.text
    spans = align(labels, old.document.text, text)
    if target.document.sha256 == old.document.sha256:
        return Alignment(target.document.source, True, spans, list(labels), to_records(labels, target))
    moved = realigned(
        labels, old.document.text, text, target.document.sha256, lambda offset: _narrative_at(target, offset)
    )
    return Alignment(target.document.source, False, spans, moved, to_records(moved, target))


def _narrative_at(outline: Outline, offset: int) -> int | None:
    found = (each.index for each in outline.narratives if each.start <= offset < each.end)
    return next(found, None)
