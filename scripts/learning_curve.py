"""Strict span F1 of the tagger by number of labelled narratives, on other template families and on real ones.

    python scripts/learning_curve.py annotations/written/train.jsonl annotations/written/dev.jsonl \\
        --out out/curve [--real annotations/real/*/settled.jsonl --documents DIR]

Writes OUT/curve.json, OUT/curve.md and, with matplotlib, OUT/curve.svg; broken off, it goes on where it was.
A larger number holds the smaller ones' narratives. Every training has the same steps, unless that would read
a narrative more often than --epochs. Real narratives are judged only. Needs the extra `train`.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from statistics import mean
from typing import Any, Final

from nlp.annotate.learn import lessons
from nlp.annotate.records import SpanRecord, load_records
from nlp.annotate.versions import records_of_labels
from nlp.errors import YusuanError
from nlp.tagger.model.examples import Example
from nlp.tagger.model.settings import settings
from nlp.tagger.model.trial import Trial, run, spread, start

SIZES: Final = (10, 25, 50, 100, 250, 500, 1000)
#: Rows by number of narratives; a row a seed, as nlp.tagger.model.trial.run gives it.
Curve = Mapping[int, Sequence[Mapping[str, Any]]]


def family(record: SpanRecord) -> str:
    return str(record.meta.get("family", record.id))


def examples(records: Iterable[SpanRecord]) -> list[Example]:
    return [lesson.example for lesson in lessons(records)]


def f1(curve: Curve, size: int, name: str) -> list[float]:
    return [row["sets"][name]["total"]["f1"] for row in curve[size]]


def table(curve: Curve, sets: Sequence[str]) -> Iterator[str]:
    """Yield the lines of a Markdown table: the mean over seeds, and the range where there are several."""
    yield f"| narratives | seeds | {' | '.join(sets)} |"
    yield "| ---: | ---: |" + " ---: |" * len(sets)
    for size in curve:
        cells = []
        for name in sets:
            found = f1(curve, size, name)
            span = f" ({min(found):.3f} to {max(found):.3f})" if len(found) > 1 else ""
            cells.append(f"{mean(found):.3f}{span}")
        yield f"| {size} | {len(curve[size])} | {' | '.join(cells)} |"


def draw(curve: Curve, sets: Sequence[str], path: Path) -> bool:
    """Draw the curves as SVG; False where matplotlib is not installed."""
    try:
        matplotlib: Any = import_module("matplotlib")
    except ImportError:
        return False
    # The same figures give the same file.
    matplotlib.use("svg")
    matplotlib.rcParams["svg.hashsalt"] = "yusuan"
    pyplot: Any = import_module("matplotlib.pyplot")
    figure, axes = pyplot.subplots(figsize=(7.2, 4.2))
    for number, name in enumerate(sets):
        found = [f1(curve, size, name) for size in curve]
        axes.plot(list(curve), [mean(each) for each in found], marker="o", color=f"C{number}", label=name)
        low, high = [min(each) for each in found], [max(each) for each in found]
        axes.fill_between(list(curve), low, high, color=f"C{number}", alpha=0.12, linewidth=0)
    axes.set_xscale("log")
    axes.set_xticks(list(curve), [str(size) for size in curve])
    axes.minorticks_off()
    axes.set_ylim(0, 1)
    axes.set_xlabel("labelled narratives")
    axes.set_ylabel("strict span F1")
    axes.grid(alpha=0.3)
    axes.legend()
    figure.tight_layout()
    figure.savefig(path, metadata={"Date": None})
    pyplot.close(figure)
    return True


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("train", nargs="+", type=Path)
    parser.add_argument("dev", type=Path, help="records of other template families")
    parser.add_argument("--real", nargs="*", type=Path, default=[], help="stand-off labels to judge by")
    parser.add_argument("--documents", nargs="*", type=Path, default=[])
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--sizes", nargs="*", type=int, default=SIZES)
    parser.add_argument("--judged", type=int, default=48, help="development narratives to judge by")
    parser.add_argument("--steps", type=int, default=100, help="of every training")
    parser.add_argument("--epochs", type=int, default=40, help="how often a narrative is read at most")
    parser.add_argument("--seeds", nargs="*", type=int, default=[1])
    options = parser.parse_args()
    chosen = settings()
    begun = time.perf_counter()
    try:
        records = [record for path in options.train for record in load_records(path)]
        ordered = spread(records, max(options.sizes), family)
        pool = examples(ordered)
        judged = {"development": examples(spread(load_records(options.dev), options.judged, family))}
        real = [each for path in options.real for each in records_of_labels(path, options.documents)]
    except YusuanError as error:
        print(error.en, file=sys.stderr)
        return 1
    if real:
        judged["real"] = examples(real)
    curve: dict[int, list[Mapping[str, Any]]] = {}
    for size in sorted(set(options.sizes)):
        if size > len(pool):
            print(f"{size} narratives: there are {len(pool)} only, left out", file=sys.stderr)
            continue
        taught = pool[:size]
        # Steps in which each narrative is read --epochs times; a batch holds so many characters.
        most = math.ceil(options.epochs * sum(len(e.text) for e in taught) / chosen.training.batch)
        for seed in options.seeds:
            trial = Trial(chosen.start.layers, seed=seed, steps=min(options.steps, most))
            begin = start(options.out / "starts", trial.layers, pretrained=True, seed=seed)
            result = run(trial, options.out / f"{size}-{seed}", begin, taught, judged, chosen)
            curve.setdefault(size, []).append(result)
            spent = time.perf_counter() - begun
            found = f1(curve, size, "development")[-1]
            print(f"{size}, seed {seed}: development F1 {found:.3f}, {spent:.0f} s so far", flush=True)
    lines = list(table(curve, list(judged)))
    written = json.dumps(curve, ensure_ascii=False, indent=1)
    (options.out / "curve.json").write_text(written + "\n", encoding="utf-8")
    (options.out / "curve.md").write_text("\n".join([*lines, ""]), encoding="utf-8")
    if not draw(curve, list(judged), options.out / "curve.svg"):
        print("no matplotlib: no curve.svg", file=sys.stderr)
    print("\n".join(lines))
    return 0


if __name__ == "__main__":
    sys.exit(main())
