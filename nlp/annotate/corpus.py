"""Find labelled documents by their sha256 and evaluate the pipeline's fields on them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from nlp.annotate.evaluate import Evaluation, Score, evaluate
from nlp.annotate.standoff import check_document, load_labels
from nlp.pipeline import Settings, process


@dataclass(frozen=True, slots=True)
class EvaluatedDocument:
    """A label file and, where its document is at hand, the evaluation."""

    labels: Path
    sha256: str
    source: str
    narratives: int
    evaluation: Evaluation | None


def label_files(paths: Iterable[Path]) -> list[Path]:
    """Return the settled label files among ``paths``; a folder is searched for ``settled.jsonl``."""
    found: list[Path] = []
    for path in paths:
        found += sorted(path.rglob("settled.jsonl")) if path.is_dir() else [path]
    return found


def evaluate_corpus(
    labels: Iterable[Path], folders: Iterable[Path], settings: Settings | None = None
) -> Iterator[EvaluatedDocument]:
    """Yield one result per label file. Raises YusuanError where a label file is malformed."""
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
            yield EvaluatedDocument(path, sha256, "", len(truth), None)
            continue
        result = process(source, settings)
        check_document(truth, result.outline.document)
        found = evaluate(result.outline.document, truth, result.fields)
        yield EvaluatedDocument(path, sha256, source.name, len(truth), found)


def total_scores(evaluated: Sequence[EvaluatedDocument]) -> list[Score]:
    """Return the scores of each field added up over documents."""
    totals: dict[str, Score] = {}
    for each in evaluated:
        for score in each.evaluation.scores if each.evaluation else ():
            before = totals.get(score.field, Score(score.field, 0, 0, 0, 0, 0))
            totals[score.field] = Score(
                score.field,
                before.right + score.right,
                before.total + score.total,
                before.items_right + score.items_right,
                before.items_found + score.items_found,
                before.items_expected + score.items_expected,
            )
    return list(totals.values())
