"""Make training records out of cases with their truth by value: those that the rules read exactly.

    python scripts/confirm_cases.py annotations/fresh/*.jsonl --out confirmed.jsonl

See nlp/annotate/confirmed.py. Keep out every case that the trained tagger is to be judged by.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from nlp.annotate.cases import load_cases
from nlp.annotate.confirmed import confirmed_records
from nlp.annotate.records import save_records
from nlp.errors import YusuanError


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    try:
        cases = [case for path in options.files for case in load_cases(path)]
        records = tuple(confirmed_records(cases))
        save_records(options.out, records)
    except YusuanError as error:
        print(error.en, file=sys.stderr)
        return 1
    print(f"{len(records)} of {len(cases)} cases confirmed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
