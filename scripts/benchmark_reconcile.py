"""Measure the reconciliation: statements a second, in one process and in two.

Two figures. "matching and rules" begins when a document is understood (``nlp.reconcile.understood``: the
facts of its prose, the amounts of its narratives, the percentages, dates and document numbers of its text,
the cells of every measure) and times tying facts to cells, the verdicts, and all rules. "with understanding"
begins with outline and fields and holds understanding, too: what a caller of ``nlp.reconcile.reconcile``
waits for.

Every round takes tables, facts and document as new objects, so nothing remembered of another round helps.

    python scripts/benchmark_reconcile.py FILE... [--seconds 5] [--processes 2]
"""

from __future__ import annotations

import argparse
import multiprocessing
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from nlp.fields.model import NarrativeFields
from nlp.outline.model import Outline

T = TypeVar("T")


@dataclass(frozen=True)
class Rate:
    """Statements made, the seconds that it took, and the seconds of the processor."""

    statements: int
    wall: float
    used: float


def read(path: Path) -> tuple[Outline, tuple[NarrativeFields, ...]]:
    """Return a document's outline and fields: what the reconciliation takes."""
    from nlp.pipeline import process

    made = process(path)
    return made.outline, made.fields


def renewed(outline: Outline) -> Outline:
    """Return the same outline as new objects, of which nothing is remembered from another run."""
    return replace(
        outline, document=replace(outline.document), tables=tuple(replace(table) for table in outline.tables)
    )


def timed(make: Callable[[], Sequence[T]], run: Callable[[T], int], seconds: float) -> Rate:
    """Run over what ``make`` gives until ``seconds`` are spent; ``make`` itself is not timed."""
    statements = sum(map(run, make())) * 0  # words and headers are known in a long run
    wall = used = 0.0
    while wall < seconds:
        things = make()
        begun, before = time.perf_counter(), time.process_time()
        statements += sum(map(run, things))
        wall += time.perf_counter() - begun
        used += time.process_time() - before
    return Rate(statements, wall, used)


def work(paths: Sequence[Path], seconds: float) -> tuple[Rate, Rate]:
    """Return the rates of matching and rules alone, and of the reconciliation with understanding."""
    from nlp.reconcile import conclude, reconcile
    from nlp.reconcile.understood import read_document

    documents = [read(path) for path in paths]
    alone = timed(
        lambda: [read_document(renewed(outline), fields) for outline, fields in documents],
        lambda document: len(conclude(document)[0]),
        seconds,
    )
    whole = timed(
        lambda: [(renewed(outline), fields) for outline, fields in documents],
        lambda document: len(reconcile(*document)[0]),
        seconds,
    )
    return alone, whole


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--seconds", type=float, default=5.0)
    parser.add_argument("--processes", type=int, default=2)
    arguments = parser.parse_args()
    for processes in sorted({1, arguments.processes}):
        with multiprocessing.Pool(processes) as pool:
            jobs = [(arguments.files, arguments.seconds)] * processes
            results = pool.starmap(work, jobs)
        print(f"{processes} process(es)")
        for index, name in enumerate(("matching and rules", "with understanding")):
            rates = [each[index] for each in results]
            rate = sum(r.statements / r.wall for r in rates)
            own = sum(r.statements / r.used for r in rates)
            print(f"  {name}: {rate:,.0f} statements/s; {own:,.0f} by processor time alone")
    return 0


if __name__ == "__main__":
    sys.exit(main())
