"""Make training records out of cases with their truth by value: those that are read exactly.

    python scripts/confirm_cases.py annotations/fresh/*.jsonl --out confirmed.jsonl
    python scripts/confirm_cases.py cases.jsonl --taggers rules model joint --out confirmed.jsonl

See nlp/annotate/confirmed.py. Keep out every case that the trained tagger is to be judged by.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import get_args

from nlp.annotate.cases import load_cases
from nlp.annotate.confirmed import confirmed_records
from nlp.annotate.records import save_records
from nlp.errors import YusuanError
from nlp.tagger import TaggerName, make_tagger


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument(
        "--taggers", nargs="+", choices=get_args(TaggerName), default=["rules"], help="who may be right"
    )
    parser.add_argument("--model", type=Path, help="folder of another model than the shipped one")
    options = parser.parse_args()
    try:
        cases = [case for path in options.files for case in load_cases(path)]
        records = tuple(confirmed_records(cases, [make_tagger(n, options.model) for n in options.taggers]))
        save_records(options.out, records)
    except YusuanError as error:
        print(error.en, file=sys.stderr)
        return 1
    print(f"{len(records)} of {len(cases)} cases confirmed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
