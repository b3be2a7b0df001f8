"""Write the corpus again: ``python -m nlp.annotate.written --seed 2026 --out annotations/written``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from nlp.annotate.records import save_records
from nlp.annotate.written.card import counts, put_counts
from nlp.annotate.written.generate import PER_FAMILY, SEED, SPLITS, generate
from nlp.annotate.written.hand import compile_folder
from nlp.errors import YusuanError


def main() -> int:
    """Write train, dev and test, and, where the folder holds them, the narratives by hand and the card."""
    parser = argparse.ArgumentParser(prog="python -m nlp.annotate.written", description=__doc__)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument(
        "--per-family",
        type=int,
        default=PER_FAMILY,
        help="narratives of each family (twice as many of a long one)",
    )
    parser.add_argument("--out", type=Path, required=True, help="folder to write to")
    options = parser.parse_args()
    out: Path = options.out
    out.mkdir(parents=True, exist_ok=True)
    records = tuple(generate(options.seed, options.per_family))
    for split in SPLITS:
        save_records(out / f"{split}.jsonl", [r for r in records if r.meta["split"] == split])
    try:
        hand = compile_folder(out / "hand") if (out / "hand").is_dir() else ()
    except YusuanError as error:
        print(error.en, file=sys.stderr)
        return 1
    if hand:
        save_records(out / "hand.jsonl", hand)
    card = out / "README.md"
    if card.is_file():
        fresh = put_counts(card.read_text(encoding="utf-8"), counts(records, hand))
        card.write_text(fresh, encoding="utf-8")
    print(f"{len(records)} generated, {len(hand)} by hand")
    return 0


if __name__ == "__main__":
    sys.exit(main())
