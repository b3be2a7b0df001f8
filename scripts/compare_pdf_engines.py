"""Compare PDF engines on real budget tables: cells right, rows right, seconds a page.

    python scripts/compare_pdf_engines.py FOLDER [--truth DIR] [-n RUNS] [--engine NAME ...] [--missed]

FOLDER holds the PDFs, DIR (annotations/real/tables) the stand-off truth read from rendered pages, one JSONL a
PDF. Every engine is scored by the same rules, which ask less than the project's own evaluation: no headers,
codes, kinds or units, only values in rows. Engines that are not installed are skipped with a message; none
but our own is a dependency of this project. They are best put into an environment of their own:

    python -m venv engines && engines/bin/pip install . pdfplumber camelot-py pypdf
    engines/bin/pip install docling-parse      # its docling-core wants an older typer than the command line

How a table is scored

- An engine gives rows of cells for the table's pages. The truth's rows, in order, are laid against them in
  order so that most values fit; each row is used once. The two halves of a two-part table are laid apart.
- A written value is right when it is a whole cell of its row, blanks and separators taken out, in order with
  the others. A blank is right when an empty cell stands at its place among the values.
- A row is right when all its values and blanks are, and no other text stands between them. ``labelled`` asks
  that its label is a whole cell of the same row too. Rows without any written value count as blanks only.
- A performance form counts as one row: its dates and amounts in order among all cells of its page.
- Engines without tables give words; those at one height are taken as a row, and blanks can't be scored.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import statistics
import sys
import time
from collections.abc import Iterator, Sequence
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from packaging.requirements import Requirement
from pdf_engines import ENGINES, Engine
from pdf_scores import Score, score_engine

from nlp.annotate.tables import load_tables
from nlp.errors import YusuanError

_COLUMNS: Final = (
    "engine",
    "version",
    "licence",
    "gives",
    "values",
    "blanks",
    "rows",
    "labelled",
    "ms a page",
    "of processor",
)


def _with_requirements(distribution: str, seen: set[str]) -> Iterator[str]:
    """Yield an installed distribution and all that it needs, extras left out."""
    key = re.sub(r"[-_.]+", "-", distribution).lower()
    if key in seen:
        return
    seen.add(key)
    try:
        requires = metadata.requires(key) or []
    except metadata.PackageNotFoundError:
        return
    yield key
    for requirement in map(Requirement, requires):
        if requirement.marker is None or requirement.marker.evaluate({"extra": ""}):
            yield from _with_requirements(requirement.name, seen)


def _installed(distribution: str) -> tuple[int, float]:
    """Return how many packages come with a distribution, itself counted, and their MiB on disk."""
    names = list(_with_requirements(distribution, set()))
    size = 0
    for name in names:
        for file in metadata.files(name) or ():
            place = Path(str(file.locate()))
            size += place.stat().st_size if place.is_file() else 0
    return len(names), size / 2**20


def _licence(distribution: str) -> str:
    about = metadata.metadata(distribution)
    classifiers = [c for c in about.get_all("Classifier") or () if c.startswith("License ::")]
    named = (*(about.get_all("License-Expression") or ()), *(about.get_all("License") or ()))
    return next(iter((*named, *(c.rpartition(" :: ")[2] for c in classifiers))), "?")


def _share(right: int, of: int, known: bool = True) -> str:
    return f"{right}/{of}" if known else "n/a"


def _row(engine: Engine, score: Score, seconds: Sequence[tuple[float, float]], pages: int) -> str:
    a_page = [1000 * clock / pages for clock, _ in seconds]
    processor = 1000 * statistics.median(used for _, used in seconds) / pages
    cells = [
        engine.name,
        metadata.version(engine.distribution),
        _licence(engine.distribution),
        engine.work,
        _share(score.values_right, score.values, engine.scored),
        _share(score.blanks_right, score.blanks, engine.scored and score.has_blanks),
        _share(score.rows_right, score.rows, engine.scored),
        _share(score.labelled, score.rows, engine.scored),
        f"{statistics.median(a_page):.1f} ({min(a_page):.1f}–{max(a_page):.1f})",
        f"{processor:.1f}",
    ]
    return f"| {' | '.join(cells)} |"


def _timed(engine: Engine, paths: Sequence[Path]) -> tuple[float, float]:
    """Return the seconds on the clock and on the processor; the second suffers less from other work."""
    started, used = time.perf_counter(), time.process_time()
    for path in paths:
        engine.read(path)
    return time.perf_counter() - started, time.process_time() - used


def _page_count(path: Path) -> int:
    import pypdfium2

    pdf = pypdfium2.PdfDocument(path)
    try:
        return len(pdf)
    finally:
        pdf.close()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path, help="the folder of the PDFs")
    parser.add_argument("--truth", type=Path, default=Path("annotations/real/tables"))
    parser.add_argument("-n", "--runs", type=int, default=3, help="counted runs (default: 3)")
    parser.add_argument(
        "--engine", action="append", choices=sorted({e.distribution for e in ENGINES}), help="only this one"
    )
    parser.add_argument("--missed", action="store_true", help="print every row that is not right")
    arguments = parser.parse_args()
    if arguments.runs < 1:
        parser.error("--runs must be at least 1")
    return arguments


def main() -> int:
    """Print the comparison as a Markdown table; returns 1 when there is nothing to compare."""
    arguments = _arguments()
    engines = []
    for engine in ENGINES:
        if arguments.engine and engine.distribution not in arguments.engine:
            continue
        if find_spec(engine.module):
            engines.append(engine)
        else:
            print(
                f"skipped: {engine.name} is not installed (pip install {engine.distribution})",
                file=sys.stderr,
            )
    pairs = [
        (arguments.folder / f"{truth.stem}.pdf", truth) for truth in sorted(arguments.truth.glob("*.jsonl"))
    ]
    paths = [path for path, _ in pairs if path.is_file()]
    if not paths:
        print(f"error: no PDF of {arguments.truth} is in {arguments.folder}", file=sys.stderr)
        return 1
    try:
        truths = [load_tables(truth) for path, truth in pairs if path.is_file()]
    except YusuanError as error:
        print(f"error: {error.en}", file=sys.stderr)
        return 1
    for path, tables in zip(paths, truths, strict=True):
        if any(t["sha256"] != hashlib.sha256(path.read_bytes()).hexdigest() for t in tables):
            print(f"error: {path.name} is another file than the one that was labelled", file=sys.stderr)
            return 1
    pages = sum(map(_page_count, paths))
    # The run that is scored warms up; the counted ones go round all engines, so that load hits all alike.
    scores = [score_engine([(t, e.read(p)) for t, p in zip(truths, paths, strict=True)]) for e in engines]
    seconds = [[_timed(engine, paths) for engine in engines] for _ in range(arguments.runs)]
    print(f"{len(paths)} PDFs, {pages} pages, {sum(map(len, truths))} tables; {arguments.runs} runs")
    print(f"\n| {' | '.join(_COLUMNS)} |\n| {' | '.join(['---'] * 4 + ['---:'] * (len(_COLUMNS) - 4))} |")
    for number, (engine, score) in enumerate(zip(engines, scores, strict=True)):
        print(_row(engine, score, [run[number] for run in seconds], pages))
    print()
    for engine, score in zip(engines, scores, strict=True):
        packages, size = _installed(engine.library or engine.distribution)
        print(f"{engine.name}: {packages} packages, {size:.0f} MiB installed, requirements included")
        for line in score.missed if arguments.missed and engine.scored else ():
            print(f"  {line}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
