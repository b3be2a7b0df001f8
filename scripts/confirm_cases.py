"""Make training records out of cases with their truth by value: those that are read exactly.

    python scripts/confirm_cases.py annotations/fresh/*.jsonl --out confirmed.jsonl
    python scripts/confirm_cases.py cases.jsonl --taggers rules model joint --out confirmed.jsonl
    python scripts/confirm_cases.py cases.jsonl --documents tests/whole/documents --out confirmed.jsonl

A folder of documents holds NAME.txt and, in NAME.json, the truths of its narratives in their order.
See nlp/annotate/confirmed.py. Keep out every case that the trained tagger is to be judged by.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import get_args

from nlp.annotate.cases import CaseTruth, load_cases
from nlp.annotate.confirmed import confirmed_narratives, confirmed_records
from nlp.annotate.records import SpanRecord, save_records
from nlp.errors import YusuanError
from nlp.pipeline import Tagger
from nlp.tagger import TaggerName, make_tagger


def of_documents(
    folders: Sequence[Path], taggers: Sequence[Tagger]
) -> Iterator[tuple[int, list[SpanRecord]]]:
    """Yield how many narratives each document with truths holds, and the records that are confirmed."""
    for path in sorted(path for folder in folders for path in folder.glob("*.txt")):
        truths = path.with_suffix(".json")
        if truths.is_file() and not path.stem.endswith("-slips"):
            told = [CaseTruth.model_validate(each) for each in json.loads(truths.read_text(encoding="utf-8"))]
            yield len(told), list(confirmed_narratives(path, told, taggers))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--documents", nargs="*", type=Path, default=[], help="folders of whole documents")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument(
        "--taggers", nargs="+", choices=get_args(TaggerName), default=["rules"], help="who may be right"
    )
    parser.add_argument("--model", type=Path, help="folder of another model than the shipped one")
    options = parser.parse_args()
    try:
        cases = [case for path in options.files for case in load_cases(path)]
        taggers = [make_tagger(name, options.model) for name in options.taggers]
        records = list(confirmed_records(cases, taggers))
        count = len(cases)
        for narratives, confirmed in of_documents(options.documents, taggers):
            count += narratives
            records += confirmed
        save_records(options.out, records)
    except YusuanError as error:
        print(error.en, file=sys.stderr)
        return 1
    print(f"{len(records)} of {count} cases confirmed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
