"""What each part of the tagger is worth: short trainings that differ in one thing, judged alike.

    python scripts/ablate_tagger.py annotations/written/train.jsonl annotations/written/dev.jsonl \\
        --out out/ablation [--real annotations/real/*/settled.jsonl --documents DIR]

Writes OUT/ablation.json and OUT/ablation.md; broken off, it goes on where it was. Real narratives are judged
only, never trained on. The budget of a run is a part of the texts and so many steps: figures tell the parts
apart, they are not those of the finished model. Needs the extra `train`.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import mean
from typing import Any

from nlp.annotate.learn import lessons
from nlp.annotate.records import SpanRecord, load_records
from nlp.annotate.versions import records_of_labels
from nlp.errors import YusuanError
from nlp.tagger.model.examples import Example
from nlp.tagger.model.settings import settings
from nlp.tagger.model.trial import Trial, run, spread, start


@dataclass(frozen=True, slots=True)
class Variant:
    """A row of the table, and whether it is run with every seed."""

    name: str
    trial: Trial
    every_seed: bool = False


def variants(layers: tuple[int, ...], steps: int, rate: float, batch: int) -> tuple[Variant, ...]:
    """Return the main trial, and those that differ from it in one thing each.

    Larger batches read as many characters, in fewer steps.
    """
    main = Trial(layers, steps=steps, export=True)
    plain = replace(main, export=False)
    return (
        Variant("main", main, every_seed=True),
        Variant("random start", replace(plain, pretrained=False), every_seed=True),
        Variant("the first layers", replace(plain, layers=tuple(range(len(layers))))),
        Variant("half the rate", replace(plain, learning_rate=rate / 2)),
        Variant("a quarter of the rate", replace(plain, learning_rate=rate / 4)),
        *(
            Variant(
                f"batches {times} times as large", replace(plain, batch=times * batch, steps=steps // times)
            )
            for times in (2, 4)
        ),
        Variant("hints: none", replace(plain, hints=())),
        Variant("hints: section", replace(plain, hints=("section",))),
        Variant("hints: value", replace(plain, hints=("value",))),
        Variant("no learned transitions", replace(plain, transitions=False)),
        Variant("12 layers", replace(plain, layers=tuple(range(12)))),
    )


def family(record: SpanRecord) -> str:
    return str(record.meta.get("family", record.id))


def examples(records: Iterable[SpanRecord]) -> list[Example]:
    return [lesson.example for lesson in lessons(records)]


def _cell(rows: Sequence[dict[str, Any]], name: str) -> str:
    known = [row["sets"][name] for row in rows]
    f1 = [each["total"]["f1"] for each in known]
    if len(f1) > 1:
        return f"{mean(f1):.3f} ({min(f1):.3f} to {max(f1):.3f})"
    low, high = known[0]["interval"]
    return f"{f1[0]:.3f} [{low:.3f}, {high:.3f}]"


def table(results: dict[str, list[dict[str, Any]]], sets: Sequence[str]) -> Iterator[str]:
    """Yield the lines of the Markdown tables: the variants, then the bits of the main one."""
    yield "Strict span F1; (range over seeds), [95% interval over texts]."
    yield ""
    yield f"| variant | seeds | parameters | seconds | {' | '.join(sets)} |"
    yield "| --- | ---: | ---: | ---: |" + " ---: |" * len(sets)
    for name, rows in results.items():
        cells = " | ".join(_cell(rows, key) for key in sets)
        size = f"{rows[0]['parameters'] / 1e6:.1f} M"
        yield f"| {name} | {len(rows)} | {size} | {mean(r['seconds'] for r in rows):.0f} | {cells} |"
    main = results["main"]
    if not all("bits" in row for row in main):
        return
    yield ""
    yield f"| weights | MB | characters a second | {' | '.join(sets)} |"
    yield "| --- | ---: | ---: |" + " ---: |" * len(sets)
    for name in main[0]["bits"]:
        rows = [row["bits"][name] for row in main]
        cells = " | ".join(_cell(rows, key) for key in sets)
        speed = mean(row["characters_a_second"] for row in rows)
        yield f"| {name} | {rows[0]['megabytes']} | {speed:.0f} | {cells} |"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("train", type=Path)
    parser.add_argument("dev", type=Path, help="records of other template families")
    parser.add_argument("--real", nargs="*", type=Path, default=[], help="stand-off labels to judge by")
    parser.add_argument("--documents", nargs="*", type=Path, default=[])
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--texts", type=int, default=320, help="narratives to train on")
    parser.add_argument("--judged", type=int, default=48, help="development narratives to judge by")
    parser.add_argument("--steps", type=int, default=100, help="of every training")
    parser.add_argument(
        "--seeds", nargs="*", type=int, default=[1, 2, 3], help="of main and of the random start"
    )
    parser.add_argument("--only", nargs="*", metavar="VARIANT", help="these variants alone")
    options = parser.parse_args()
    chosen = settings()
    begun = time.perf_counter()
    try:
        pool = examples(spread(load_records(options.train), options.texts, family))
        judged = {"development": examples(spread(load_records(options.dev), options.judged, family))}
        real = [each for path in options.real for each in records_of_labels(path, options.documents)]
    except YusuanError as error:
        print(error.en, file=sys.stderr)
        return 1
    if real:
        judged["real"] = examples(real)
    results: dict[str, list[dict[str, Any]]] = {}
    training = chosen.training
    for variant in variants(chosen.start.layers, options.steps, training.learning_rate, training.batch):
        if options.only and variant.name not in options.only:
            continue
        results[variant.name] = []
        for seed in options.seeds if variant.every_seed else options.seeds[:1]:
            trial = replace(variant.trial, seed=seed)
            begin = start(options.out / "starts", trial.layers, pretrained=trial.pretrained, seed=seed)
            folder = options.out / f"{variant.name.replace(' ', '-').replace(':', '')}-{seed}"
            results[variant.name].append(run(trial, folder, begin, pool, judged, chosen))
            f1 = results[variant.name][-1]["sets"]["development"]["total"]["f1"]
            spent = time.perf_counter() - begun
            print(f"{variant.name}, seed {seed}: development F1 {f1:.3f}, {spent:.0f} s so far", flush=True)
    (options.out / "ablation.json").write_text(
        json.dumps(results, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )
    lines = list(table(results, list(judged))) if "main" in results else []
    (options.out / "ablation.md").write_text("\n".join([*lines, ""]), encoding="utf-8")
    print("\n".join(lines))
    return 0


if __name__ == "__main__":
    sys.exit(main())
