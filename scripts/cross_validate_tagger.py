"""Judge the tagger on real narratives by models that never saw them: grouped folds, each fine-tuned apart.

    python scripts/cross_validate_tagger.py annotations/real/*/settled.jsonl --documents DIR \\
        --start out/tagger/best --mix annotations/written/train.jsonl --out out/folds --confusions

Writes OUT/figures.json (every way to count, with intervals over narratives) and, if asked,
OUT/confusions.jsonl with every tagger's mistakes: checksums of documents and offsets, no text.
Narratives with one heading, as in documents of two years, stay in one fold. The start must not have been
trained on the narratives that are judged. ``--folds 0`` judges the start as it is, a finished model's folder,
without teaching it. Needs the extra `train`.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from random import Random

from sklearn.model_selection import GroupKFold

from nlp.annotate.learn import Lesson, completed, lessons
from nlp.annotate.records import SpanRecord, load_records
from nlp.annotate.versions import records_of_labels
from nlp.tagger.model.card import figures
from nlp.tagger.model.confusions import rows, source_of, write
from nlp.tagger.model.evaluate import evaluate
from nlp.tagger.model.measures import measures
from nlp.tagger.model.runtime import load
from nlp.tagger.model.settings import settings, tuned
from nlp.tagger.model.train import Training, predictor
from nlp.tagger.spans import FieldSpan

TAGGERS = ("rules", "model", "joint")


def _heading(lesson: Lesson) -> str:
    """Return a narrative's first line without figures: 2024年某项目 and 2023年某项目 are one project."""
    return re.sub(r"[\d\s]+", "", lesson.example.text.strip().split("\n")[0])


def _fold(
    records: Sequence[SpanRecord],
    real: Sequence[Lesson],
    held: Iterable[int],
    extra: Sequence[Lesson],
    options: argparse.Namespace,
    folder: Path,
) -> dict[str, dict[int, Sequence[FieldSpan]]]:
    """Fine-tune on all but the held narratives; return what each tagger finds in those."""
    out = set(held)
    chosen = tuned(settings())
    pool = [
        lesson.example for i, lesson in enumerate(real) if i not in out for _ in range(chosen.tuning.repeat)
    ]
    pool += [lesson.example for lesson in extra]
    # Nothing is chosen by the held narratives: the last epoch is taken, judged on what was trained on.
    run = Training(options.start, folder, chosen, pool, pool[:1])
    run.run()
    reader = predictor(run.network, run.characters, chosen)
    judged = sorted(out)
    texts, types = [real[i].example.text for i in judged], [real[i].example.types for i in judged]
    alone = dict(zip(judged, reader.spans(texts, types), strict=True))
    return {
        "rules": {i: real[i].rules for i in judged},
        "model": dict(alone),
        "joint": {i: completed(records[i], reader) for i in judged},
    }


def _untaught(
    records: Sequence[SpanRecord], real: Sequence[Lesson], model: Path
) -> dict[str, dict[int, Sequence[FieldSpan]]]:
    """Return what each tagger finds in all narratives with a finished model."""
    reader = load(model)
    found = reader.spans([each.example.text for each in real], [each.example.types for each in real])
    return {
        "rules": {i: each.rules for i, each in enumerate(real)},
        "model": dict(enumerate(found)),
        "joint": {i: completed(record, reader) for i, record in enumerate(records)},
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("labels", nargs="+", type=Path)
    parser.add_argument("--documents", type=Path, required=True)
    parser.add_argument("--start", type=Path, required=True, help="a model trained on written narratives")
    parser.add_argument("--mix", dest="extra", type=Path, help="written narratives to train on beside them")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--folds", type=int, default=5, help="0: judge the start, teach nothing")
    parser.add_argument("--confusions", action="store_true", help="write OUT/confusions.jsonl")
    options = parser.parse_args()
    records = [each for path in options.labels for each in records_of_labels(path, [options.documents])]
    real = list(lessons(records))
    written = list(load_records(options.extra)) if options.extra else []
    extra = list(lessons(Random(1).sample(written, min(settings().tuning.mix, len(written)))))
    found: dict[str, dict[int, Sequence[FieldSpan]]] = {name: {} for name in TAGGERS}
    if options.folds:
        groups = [_heading(lesson) for lesson in real]
        splits = GroupKFold(options.folds, shuffle=True, random_state=1).split(real, groups=groups)
        for number, (_, held) in enumerate(splits):
            for name, spans in _fold(
                records, real, held.tolist(), extra, options, options.out / f"{number}"
            ).items():
                found[name] |= spans
            print(f"fold {number + 1} of {options.folds}", flush=True)
    else:
        found = _untaught(records, real, options.start)
        options.out.mkdir(parents=True, exist_ok=True)
    expected = [lesson.example.spans for lesson in real]
    aligned = {name: [spans[i] for i in range(len(real))] for name, spans in found.items()}
    result = {
        name: {**figures(evaluate(expected, spans)), "measures": measures(expected, spans)}
        for name, spans in aligned.items()
    }
    (options.out / "figures.json").write_text(json.dumps(result, ensure_ascii=False, indent=1) + "\n")
    if options.confusions:
        sources = [source_of(record.id, record.text, record.meta) for record in records]
        mistakes = (row for name, spans in aligned.items() for row in rows(name, sources, expected, spans))
        write(options.out / "confusions.jsonl", mistakes)
    labels = list(result["rules"]["labels"] | result["joint"]["labels"])
    print("\n| label | spans | " + " | ".join(TAGGERS) + " |\n| --- | ---: |" + " ---: |" * len(TAGGERS))
    for name in TAGGERS:
        low, high = result[name]["interval"]
        print(f"| all, {name} | | {result[name]['total']['f1']:.3f} [{low:.3f}, {high:.3f}] | | |")
    for label in labels:
        found_rows = [result[name]["labels"].get(label) for name in TAGGERS]
        intervals = [result[name]["measures"].get(label, {}).get("strict") for name in TAGGERS]
        cells = " | ".join(
            f"{each.f1:.3f} [{each.low:.3f}, {each.high:.3f}]" if each else "–" for each in intervals
        )
        print(f"| {label} | {max(row['expected'] for row in found_rows if row)} | {cells} |")


if __name__ == "__main__":
    main()
