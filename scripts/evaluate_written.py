"""Measure the rule tagger on the written corpus: span F1 by label, exact accuracy by field.

    python scripts/evaluate_written.py annotations/written/dev.jsonl annotations/written/test.jsonl
    python scripts/evaluate_written.py annotations/written/hand.jsonl --split test
    python scripts/evaluate_written.py annotations/written/dev.jsonl --mismatches amounts.fiscal

Every file is one measurement. Nothing is tuned here: the figures tell where the rules stand.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from nlp.annotate.records import SpanRecord, load_records
from nlp.annotate.written.evaluate import Measured, document_of, measure, placed
from nlp.errors import YusuanError


def _print(title: str, measured: Measured) -> None:
    print(f"## {title}: {measured.narratives} narratives, {measured.located} found by the outline\n")
    print(
        "| label | precision | recall | F1 | expected | found |\n| --- | ---: | ---: | ---: | ---: | ---: |"
    )
    for each in measured.spans:
        figures = f"{each.precision:.3f} | {each.recall:.3f} | {each.f1:.3f}"
        print(f"| {each.label} | {figures} | {each.expected} | {each.found} |")
    print("\n| field | exact | accuracy | items: precision | items: recall |")
    print("| --- | ---: | ---: | ---: | ---: |")
    for score in measured.fields:
        items = (
            f"{score.items_right / score.items_found if score.items_found else 1:.3f} | "
            f"{score.items_right / score.items_expected if score.items_expected else 1:.3f}"
            if score.items_expected or score.items_found
            else "|"
        )
        print(f"| {score.field} | {score.right}/{score.total} | {score.accuracy:.3f} | {items} |")
    print()


def _mismatches(records: list[SpanRecord], field: str) -> None:
    from nlp.annotate.evaluate import evaluate
    from nlp.pipeline import process

    for record in records:
        result = process(document_of(record)[0])
        labels = placed(record, result.outline).labels
        for each in evaluate(result.document, [labels], result.fields).mismatches:
            if each.field == field:
                print(f"{record.id}: expected {each.expected}, found {each.found}")


def main() -> int:
    """Print the tables of every file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--split", choices=["train", "dev", "test"], help="only records of this split")
    parser.add_argument("--mismatches", metavar="FIELD", help="list the records where a field differs")
    options = parser.parse_args()
    for path in options.files:
        try:
            records = [
                r for r in load_records(path) if options.split is None or r.meta["split"] == options.split
            ]
        except YusuanError as error:
            print(error.en, file=sys.stderr)
            return 1
        if options.mismatches:
            _mismatches(records, options.mismatches)
        else:
            _print(path.stem + (f" ({options.split})" if options.split else ""), measure(records))
    return 0


if __name__ == "__main__":
    sys.exit(main())
