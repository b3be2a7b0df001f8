"""Characters a second of the trained tagger, and of ONNX Runtime alone on the same batches.

python scripts/benchmark_tagger.py RECORDS [--threads 2]
"""

from __future__ import annotations

import argparse
import time
from dataclasses import replace
from pathlib import Path

from nlp.annotate.learn import lessons
from nlp.annotate.records import load_records
from nlp.tagger.model.decode import Floats, Ints
from nlp.tagger.model.folder import model_dir
from nlp.tagger.model.runtime import load


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("records", type=Path)
    parser.add_argument("--model", type=Path, default=model_dir())
    parser.add_argument("--threads", type=int, default=None)
    parser.add_argument("--repeat", type=int, default=3)
    options = parser.parse_args()
    examples = [lesson.example for lesson in lessons(load_records(options.records))]
    texts, types = [example.text for example in examples], [example.types for example in examples]
    characters = sum(map(len, texts))
    predictor = load(options.model, options.threads)
    inside = 0.0

    emit = predictor.emit

    def timed(ids: Ints, types: Ints) -> Floats:
        nonlocal inside
        begun = time.perf_counter()
        found = emit(ids, types)
        inside += time.perf_counter() - begun
        return found

    watched = replace(predictor, emit=timed)
    watched.spans(texts[:8], types[:8])
    whole = bare = float("inf")
    for _ in range(options.repeat):
        inside, begun = 0.0, time.perf_counter()
        watched.spans(texts, types)
        whole, bare = min(whole, time.perf_counter() - begun), min(bare, inside)
    size = (options.model / "model.onnx").stat().st_size / 1e6
    print(f"{len(texts)} texts, {characters} characters, model.onnx {size:.1f} MB")
    print(f"tagger: {characters / whole:.0f} characters a second")
    print(f"ONNX Runtime alone: {characters / bare:.0f} ({bare / whole:.0%} of the tagger's time)")


if __name__ == "__main__":
    main()
