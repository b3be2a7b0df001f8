"""Simulate annotation: dev F1 against the number of labelled narratives, for the queue and for random order.

    python scripts/queue_simulation.py annotations/written/train.jsonl annotations/written/dev.jsonl \\
        [--tagger nlp.annotate.loop.windows:WindowTagger] [--out docs/queue-simulation]

A pool that is labelled already plays the annotator: a step reveals the next narratives of an order, the
tagger is trained on all that are revealed, and measured on the dev set. The queue chooses with what the
tagger of the step before is unsure of; the random order is run once for every seed. Writes OUT.svg and
OUT.json; TAGGER is any class with ``fit`` and ``predict`` (nlp.annotate.loop.model.TrainableTagger).
Needs the extras `annotate` and `plots`.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from statistics import mean
from typing import cast

from matplotlib import rcParams
from matplotlib.figure import Figure

from nlp.annotate.loop.model import TrainableTagger
from nlp.annotate.loop.queue import queue
from nlp.annotate.loop.score import span_f1
from nlp.annotate.records import SpanRecord, load_records
from nlp.errors import YusuanError

Curve = list[tuple[int, float]]
MakeTagger = Callable[[], TrainableTagger]


def steps(total: int, first: int, growth: float) -> list[int]:
    """Return how many narratives are labelled at each step: each adds a share of them."""
    sizes = [min(first, total)]
    while sizes[-1] < total:
        sizes.append(min(total, sizes[-1] + max(first, round(sizes[-1] * growth))))
    return sizes


def simulate(
    pool: Sequence[SpanRecord],
    dev: Sequence[SpanRecord],
    make: MakeTagger,
    sizes: Sequence[int],
    seed: int,
    by_queue: bool,
) -> Curve:
    """Return dev F1 at every size; the first step is random in both orders, as nothing is known then."""
    rest = list(pool)
    random.Random(seed).shuffle(rest)
    labelled: list[SpanRecord] = []
    curve: Curve = []
    tagger: TrainableTagger | None = None
    for size in sizes:
        if by_queue and tagger is not None:
            order = queue(rest, tagger.predict(rest), labelled, seed)
            by_id = {record.id: record for record in rest}
            rest = [by_id[each.id] for each in order]
        labelled, rest = labelled + rest[: size - len(labelled)], rest[size - len(labelled) :]
        tagger = make()
        tagger.fit(labelled)
        curve.append((size, round(span_f1(dev, tagger.predict(dev)), 4)))
        print(f"{'queue' if by_queue else 'random'} {seed}: {curve[-1]}", file=sys.stderr)
    return curve


def averaged(curves: Sequence[Curve]) -> Curve:
    return [(points[0][0], round(mean(f1 for _, f1 in points), 4)) for points in zip(*curves, strict=True)]


def reaches(curve: Curve, target: float) -> int | None:
    """Return the number of labelled narratives at which a curve first reaches ``target``."""
    return next((size for size, f1 in curve if f1 >= target), None)


def plot(curves: dict[str, Curve], full: float, title: str) -> Figure:
    """Return the curves: development F1 against labelled narratives, the full set's F1 dashed."""
    figure = Figure(figsize=(7.5, 4.4), layout="constrained")
    axes = figure.subplots()
    axes.axhline(full, color="#888", linestyle="--", linewidth=1)
    for name, curve in curves.items():
        sizes, f1s = zip(*curve, strict=True)
        axes.plot(sizes, f1s, marker="o", markersize=4, label=name)
    axes.set(title=title, xlabel="labelled narratives", ylabel="dev span F1", xlim=(0, None))
    axes.grid(axis="y", color="#ddd")
    axes.legend(loc="lower right")
    return figure


def _maker(name: str) -> MakeTagger:
    module, _, attribute = name.partition(":")
    return cast("MakeTagger", getattr(import_module(module), attribute))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("pool", type=Path)
    parser.add_argument("dev", type=Path)
    parser.add_argument("--tagger", default="nlp.annotate.loop.windows:WindowTagger")
    parser.add_argument("--first", type=int, default=20)
    parser.add_argument("--growth", type=float, default=0.3)
    parser.add_argument("--seeds", type=int, nargs="*", default=[1, 2, 3])
    parser.add_argument("--out", type=Path, default=Path("docs/queue-simulation"))
    arguments = parser.parse_args()
    try:
        pool, dev = load_records(arguments.pool), load_records(arguments.dev)
        make = _maker(arguments.tagger)
        sizes = steps(len(pool), arguments.first, arguments.growth)
        curves = {
            name: averaged([simulate(pool, dev, make, sizes, s, name == "queue") for s in arguments.seeds])
            for name in ("queue", "random")
        }
    except YusuanError as error:
        print(error.en, file=sys.stderr)
        return 1
    full = mean(curve[-1][1] for curve in curves.values())
    # Training is noisy: within half a point of the full set's F1 counts as reaching it.
    reached = {name: reaches(curve, full - 0.005) for name, curve in curves.items()}
    result = {
        "tagger": arguments.tagger,
        "seeds": arguments.seeds,
        "full_f1": round(full, 4),
        "reached_at": reached,
        "curves": curves,
    }
    arguments.out.parent.mkdir(parents=True, exist_ok=True)
    arguments.out.with_suffix(".json").write_text(json.dumps(result) + "\n", encoding="utf-8")
    title = (
        f"Queue against random order ({arguments.tagger.rpartition(':')[2]}, {len(arguments.seeds)} seeds)"
    )
    # The same figures give the same file.
    rcParams["svg.hashsalt"] = "yusuan"
    plot(curves, full, title).savefig(arguments.out.with_suffix(".svg"), metadata={"Date": None})
    print(json.dumps(result))
    return 0


if __name__ == "__main__":
    sys.exit(main())
