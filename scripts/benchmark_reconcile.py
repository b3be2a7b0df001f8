"""Measure matching and rules alone: statements a second, in one process and in two.

Documents are read and understood first (outline, fields, the facts of prose, the amounts of narratives);
what is timed is tying facts to cells, the verdicts, and all rules.

    python scripts/benchmark_reconcile.py FILE... [--seconds 5] [--processes 2]
"""

from __future__ import annotations

import argparse
import multiprocessing
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from nlp.outline.model import Outline
from nlp.reconcile.fact import Facts
from nlp.reconcile.purse import Purse

Understood = tuple[Outline, Facts, tuple[Purse, ...]]


def understand(path: Path) -> Understood:
    """Return a document with the facts of its prose and the amounts of its narratives."""
    from nlp.pipeline import process
    from nlp.reconcile.prose import read_facts
    from nlp.reconcile.purse import fill_purse

    made = process(path)
    purses = tuple(fill_purse(made.outline, fields) for fields in made.fields)
    return made.outline, read_facts(made.outline), purses


def reconcile(document: Understood) -> int:
    """Match, judge and run the rules; return the number of statements."""
    from nlp.reconcile import conclude

    statements, _ = conclude(*document)
    return len(statements)


def work(paths: Sequence[Path], seconds: float) -> tuple[int, float, float]:
    """Reconcile the documents again and again; return statements, seconds, and seconds of the processor."""
    documents = [understand(path) for path in paths]
    for document in documents:
        reconcile(document)  # words and headers are known in a long run
    statements = 0
    spent = used = 0.0
    while spent < seconds:
        fresh = [renewed(document) for document in documents]
        begun, before = time.perf_counter(), time.process_time()
        statements += sum(reconcile(document) for document in fresh)
        spent += time.perf_counter() - begun
        used += time.process_time() - before
    return statements, spent, used


def renewed(document: Understood) -> Understood:
    """Return the same document as new objects, of which nothing is remembered from another run."""
    outline, facts, purses = document
    tables = tuple(replace(table) for table in outline.tables)
    return replace(outline, tables=tables), replace(facts), purses


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
        rate = sum(statements / spent for statements, spent, _ in results)
        own = sum(statements / used for statements, _, used in results)
        print(f"{processes} process(es): {rate:,.0f} statements/s; {own:,.0f} by processor time alone")
    return 0


if __name__ == "__main__":
    sys.exit(main())
