"""Simulate annotation: dev F1 against the number of labelled narratives, for the queue and for random order.

    python scripts/queue_simulation.py annotations/written/train.jsonl annotations/written/dev.jsonl \\
        [--tagger nlp.annotate.loop.windows:WindowTagger] [--out docs/queue-simulation]

A pool that is labelled already plays the annotator: a step reveals the next narratives of an order, the
tagger is trained on all that are revealed, and measured on the dev set. The queue chooses with what the
tagger of the step before is unsure of; the random order is run once for every seed. Writes OUT.svg and
OUT.json; TAGGER is any class with ``fit`` and ``predict`` (nlp.annotate.loop.model.TrainableTagger).
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


def svg(curves: dict[str, Curve], full: float, title: str) -> str:
    """Return a line plot; axes begin at 0 narratives and at the lowest F1, rounded down to a tenth."""
    width, height, left, bottom, top = 720, 420, 60, 50, 40
    most = max(size for curve in curves.values() for size, _ in curve)
    lowest = int(min(f1 for curve in curves.values() for _, f1 in curve) * 10) / 10

    def x(size: float) -> float:
        return left + size / most * (width - left - 20)

    def y(f1: float) -> float:
        return height - bottom - (f1 - lowest) / (1 - lowest) * (height - bottom - top)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif" '
        f'font-size="13"><rect width="{width}" height="{height}" fill="#fff"/>',
        f'<text x="{left}" y="22" font-size="15">{title}</text>',
    ]
    for number in range(round(lowest * 10), 11):
        f1 = number / 10
        parts.append(
            f'<line x1="{left}" x2="{width - 20}" y1="{y(f1):.1f}" y2="{y(f1):.1f}" stroke="#ddd"/>'
            f'<text x="{left - 8}" y="{y(f1) + 4:.1f}" text-anchor="end">{f1:.1f}</text>'
        )
    for number in range(5):
        size = round(most * number / 4)
        parts.append(f'<text x="{x(size):.1f}" y="{height - bottom + 20}" text-anchor="middle">{size}</text>')
    parts.append(
        f'<line x1="{left}" x2="{width - 20}" y1="{y(full):.1f}" y2="{y(full):.1f}" stroke="#888" '
        'stroke-dasharray="5 4"/>'
    )
    for place, (name, colour) in enumerate((("queue", "#1f77b4"), ("random", "#d62728"))):
        points = " ".join(f"{x(size):.1f},{y(f1):.1f}" for size, f1 in curves[name])
        parts.append(f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts += [f'<circle cx="{x(s):.1f}" cy="{y(f):.1f}" r="3" fill="{colour}"/>' for s, f in curves[name]]
        parts.append(
            f'<text x="{width - 130}" y="{height - bottom - 40 + 20 * place}" fill="{colour}">{name}</text>'
        )
    parts.append(
        f'<text x="{width / 2}" y="{height - 10}" text-anchor="middle">labelled narratives</text>'
        f'<text x="16" y="{height / 2}" transform="rotate(-90 16 {height / 2})" text-anchor="middle">'
        "dev span F1</text></svg>\n"
    )
    return "".join(parts)


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
    arguments.out.with_suffix(".svg").write_text(svg(curves, full, title), encoding="utf-8")
    print(json.dumps(result))
    return 0


if __name__ == "__main__":
    sys.exit(main())
