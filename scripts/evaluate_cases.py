"""Measure the pipeline on short cases with their truth: by field and by kind, as Markdown tables.

    python scripts/evaluate_cases.py annotations/challenge/*.jsonl
    python scripts/evaluate_cases.py annotations/challenge/quarters.jsonl --failures
    python scripts/evaluate_cases.py annotations/challenge/*.jsonl --tagger joint

A field counts as right only when all of it is right, a case only when every judged field is. Intervals are
Wilson's, 95%. Nothing is tuned here.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any, get_args

from nlp.annotate.cases import Case, Judgement, Tally, case_tallies, judge, load_cases, tallies
from nlp.errors import YusuanError
from nlp.pipeline import Settings
from nlp.tagger import TaggerName, make_tagger


def _table(head: str, rows: Iterable[Tally]) -> None:
    print(f"| {head} | right | share | 95% interval |\n| --- | ---: | ---: | --- |")
    for row in rows:
        low, high = row.interval
        share = row.right / row.total if row.total else 1
        print(f"| {row.name} | {row.right}/{row.total} | {share:.3f} | {low:.3f} to {high:.3f} |")
    print()


def _cell(value: Any) -> str:
    """Return a value as a table cell; the separators of bars and lines would break the row."""
    return str(value).replace("|", "\\|").replace("\n", " ")


def _failures(judgements: Iterable[Judgement]) -> None:
    print("| case | kind | field | expected | found |\n| --- | --- | --- | --- | --- |")
    for each in judgements:
        if not each.right:
            print(
                f"| {each.case} | {each.kind} | {each.field} | {_cell(each.expected)} | {_cell(each.found)} |"
            )
    print()


def main() -> int:
    """Print the tables of all files together."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--tagger", choices=get_args(TaggerName), default="rules")
    parser.add_argument("--model", type=Path, help="folder of another model than the shipped one")
    parser.add_argument("--failures", action="store_true", help="list every failure")
    options = parser.parse_args()
    try:
        cases: list[Case] = [case for path in options.files for case in load_cases(path)]
        settings = Settings(make_tagger(options.tagger, options.model))
    except YusuanError as error:
        print(error.en, file=sys.stderr)
        return 1
    judgements = [judgement for case in cases for judgement in judge(case, settings)]
    print(f"## {len(cases)} cases, tagger {options.tagger}\n")
    _table("field", tallies(judgements))
    _table("kind (cases with every field right)", case_tallies(judgements))
    if options.failures:
        _failures(judgements)
    return 0


if __name__ == "__main__":
    sys.exit(main())
