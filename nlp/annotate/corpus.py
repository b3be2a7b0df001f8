"""Find labelled documents by their sha256 and evaluate the pipeline's fields on them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from nlp.annotate.evaluate import Evaluation, Score, add_scores, evaluate
from nlp.annotate.standoff import check_document, load_labels
from nlp.pipeline import Settings, outline_of, process


@dataclass(frozen=True, slots=True)
class EvaluatedDocument:
    """A label file and, where its document is at hand, an evaluation for each of the settings."""

    labels: Path
    sha256: str
    source: str
    narratives: int
    evaluations: tuple[Evaluation, ...]


def label_files(paths: Iterable[Path]) -> list[Path]:
    """Return the settled label files among ``paths``; a folder is searched for ``settled.jsonl``."""
    found: list[Path] = []
    for path in paths:
        found += sorted(path.rglob("settled.jsonl")) if path.is_dir() else [path]
    return found


def evaluate_corpus(
    labels: Iterable[Path], folders: Iterable[Path], settings: Sequence[Settings] = (Settings(),)
) -> Iterator[EvaluatedDocument]:
    """Yield one result per label file; a document is read once, however many settings there are.

    Raises YusuanError where a label file is malformed.
    """
    by_sha = {
        hashlib.sha256(path.read_bytes()).hexdigest(): path
        for folder in folders
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
    for path in labels:
        truth = load_labels(path)
        if not truth:
            continue
        sha256 = truth[0].document.sha256
        source = by_sha.get(sha256)
        if source is None:
            yield EvaluatedDocument(path, sha256, "", len(truth), ())
            continue
        outline = outline_of(source)
        check_document(truth, outline.document)
        found = tuple(evaluate(outline.document, truth, process(outline, each).fields) for each in settings)
        yield EvaluatedDocument(path, sha256, source.name, len(truth), found)


def total_scores(evaluated: Iterable[Evaluation]) -> list[Score]:
    """Return the scores of each field added up over documents."""
    totals: dict[str, Score] = {}
    for each in evaluated:
        add_scores(totals, each.scores)
    return list(totals.values())
