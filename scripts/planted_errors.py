"""Plant label errors into a labelled corpus and measure how many ``yusuan annotate check`` finds.

    python scripts/planted_errors.py annotations/written/*.jsonl [--share 0.05] [--reviewed 0.1] [--seed 1]

SHARE of all spans are moved, relabelled or dropped, a third each. Then the corpus is checked, and the most
suspicious places, as many as REVIEWED of all spans, are looked at: an error counts as found when a place that
is looked at is the changed span itself, or overlaps where a dropped one stood.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, cast

from nlp.annotate.loop.check import check, rule_suggestions
from nlp.annotate.loop.findings import Suspect
from nlp.annotate.records import LABELS, SpanLabel, SpanRecord, load_records
from nlp.annotate.scheme import scheme
from nlp.errors import YusuanError
from nlp.tagger.spans import Label

Kind = Literal["moved", "relabelled", "dropped"]
KINDS: tuple[Kind, ...] = ("moved", "relabelled", "dropped")


@dataclass(frozen=True, slots=True)
class Planted:
    """An error: what stood there, and what stands there now (nothing for a dropped one)."""

    record: str
    kind: Kind
    before: SpanLabel
    after: SpanLabel | None


def _moved(text: str, span: SpanLabel, rng: random.Random) -> SpanLabel:
    """Return the span with one or both ends moved by one to three characters, never empty."""
    while True:
        start = span.start + rng.choice((-3, -2, -1, 0, 0, 1, 2, 3))
        end = span.end + rng.choice((-3, -2, -1, 0, 0, 1, 2, 3))
        if 0 <= start < end <= len(text) and (start, end) != (span.start, span.end):
            return SpanLabel(start, end, span.label)


def _relabelled(span: SpanLabel, rng: random.Random) -> SpanLabel:
    """Return the span with another label: of the same type, as people confuse them, where there is one."""
    kind = scheme()[span.label].type
    same = [info.name for info in scheme().of_type(kind) if info.name != span.label]
    names = same or [name for name in LABELS if name != span.label]
    return replace(span, label=cast("Label", rng.choice(names)))


def plant(records: Sequence[SpanRecord], share: float, seed: int) -> tuple[list[SpanRecord], list[Planted]]:
    """Return the records with errors in them, and the errors."""
    rng = random.Random(seed)
    places = [(index, span) for index, record in enumerate(records) for span in record.spans]
    chosen = rng.sample(places, max(1, round(share * len(places))))
    spans = [set(record.spans) for record in records]
    planted: list[Planted] = []
    for number, (index, span) in enumerate(chosen):
        kind = KINDS[number % len(KINDS)]
        after: SpanLabel | None = None
        if kind == "moved":
            after = _moved(records[index].text, span, rng)
        elif kind == "relabelled":
            after = _relabelled(span, rng)
        if after in spans[index]:
            continue  # it would only repeat a span that is there
        spans[index].discard(span)
        if after is not None:
            spans[index].add(after)
        planted.append(Planted(records[index].id, kind, span, after))
    changed = [
        replace(record, spans=tuple(sorted(left))) for record, left in zip(records, spans, strict=True)
    ]
    return changed, planted


def found(planted: Planted, reviewed: Sequence[Suspect]) -> bool:
    """Tell whether a reviewed place shows the error."""
    for suspect in reviewed:
        if suspect.record != planted.record:
            continue
        if planted.after is not None and suspect.given == planted.after:
            return True
        if planted.after is None and suspect.given is None:
            place = suspect.place
            if place.start < planted.before.end and place.end > planted.before.start:
                return True
    return False


def measure(
    records: Sequence[SpanRecord], share: float, reviewed: float, seed: int, rules: bool = True
) -> dict[str, object]:
    """Return the recall in all and by kind, at the share of spans that is reviewed."""
    changed, planted = plant(records, share, seed)
    total = sum(len(record.spans) for record in records)
    suspects = check(changed, rule_suggestions if rules else None, seed=seed)
    looked_at = suspects[: round(reviewed * total)]
    hits = {kind: [found(p, looked_at) for p in planted if p.kind == kind] for kind in KINDS}
    everything = [hit for each in hits.values() for hit in each]
    return {
        "seed": seed,
        "spans": total,
        "planted": len(planted),
        "reviewed": len(looked_at),
        "recall": round(sum(everything) / len(everything), 4),
        **{kind: round(sum(each) / max(1, len(each)), 4) for kind, each in hits.items()},
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--share", type=float, default=0.05)
    parser.add_argument("--reviewed", type=float, default=0.1)
    parser.add_argument("--seed", type=int, nargs="*", default=[1, 2, 3])
    parser.add_argument("--no-rules", action="store_true", help="leave the rule tagger out")
    arguments = parser.parse_args()
    try:
        records = [record for path in arguments.files for record in load_records(path)]
        for seed in arguments.seed:
            started = time.perf_counter()
            result = measure(records, arguments.share, arguments.reviewed, seed, not arguments.no_rules)
            print(json.dumps({**result, "seconds": round(time.perf_counter() - started, 1)}))
    except YusuanError as error:
        print(error.en, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
