"""Measure pages a second of PDFs: text alone, our reader, and the whole way to the findings.

    python scripts/benchmark_pdf.py FILE... [-n RUNS]

Three ways over the same pages, in one process, one core: pypdfium2's bare text (the floor: the same library
without geometry), ``nlp.readers`` (text, tables, paragraphs, a box for every character), and the pipeline to
its findings. The runs go round all three, after one that doesn't count. Medians and extremes are printed, and
the processor's time, by which the ratio goes: other work on the machine changes it less than the clock's.
"""

from __future__ import annotations

import argparse
import os
import platform
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

import pypdfium2
from rich.console import Console
from rich.table import Table

from nlp.errors import YusuanError


def _bare_text(path: Path) -> None:
    pdf = pypdfium2.PdfDocument(path)
    try:
        for index in range(len(pdf)):
            page = pdf[index]
            text = page.get_textpage()
            text.get_text_range()
            text.close()
            page.close()
    finally:
        pdf.close()


def _read(path: Path) -> None:
    from nlp import readers

    readers.read(path)


def _findings(path: Path) -> None:
    from nlp import pipeline

    pipeline.process(path)


WAYS: Final[dict[str, Callable[[Path], None]]] = {
    "bare text": _bare_text,
    "read": _read,
    "to findings": _findings,
}


def _page_count(path: Path) -> int:
    pdf = pypdfium2.PdfDocument(path)
    try:
        return len(pdf)
    finally:
        pdf.close()


def _run(paths: Sequence[Path]) -> list[list[tuple[float, float]]]:
    """Return the seconds of each way for each file, on the clock and on the processor."""
    seconds = []
    for way in WAYS.values():
        row = []
        for path in paths:
            started, used = time.perf_counter(), time.process_time()
            way(path)
            row.append((time.perf_counter() - started, time.process_time() - used))
        seconds.append(row)
    return seconds


def _table(title: str, pages: int, seconds: Sequence[Sequence[tuple[float, float]]]) -> Table:
    """Return the summary of ``seconds[way][run]``, clock and processor."""
    table = Table(title=f"{title}: {pages} pages", title_justify="left")
    for column in ("way", "pages/s", "min–max", "ms a page", "of processor", "ratio"):
        table.add_column(column, justify="left" if column == "way" else "right")
    floor = statistics.median(used for _, used in seconds[0])
    for name, runs in zip(WAYS, seconds, strict=True):
        clock = [each for each, _ in runs]
        middle, used = statistics.median(clock), statistics.median(used for _, used in runs)
        table.add_row(
            name,
            f"{pages / middle:.1f}",
            f"{pages / max(clock):.0f}–{pages / min(clock):.0f}",
            f"{1000 * middle / pages:.1f}",
            f"{1000 * used / pages:.1f}",
            f"{used / floor:.1f}",
        )
    return table


def _sum(files: Sequence[tuple[float, float]]) -> tuple[float, float]:
    return sum(clock for clock, _ in files), sum(used for _, used in files)


def _load() -> str:
    """Return the system's load of the last minute: other work at the same time makes figures worse."""
    return f"{os.getloadavg()[0]:.2f}" if hasattr(os, "getloadavg") else "?"


def main() -> int:
    """Run the benchmark; returns 1 when a file can't be read."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("-n", "--runs", type=int, default=5, help="counted runs (default: 5)")
    arguments = parser.parse_args()
    if arguments.runs < 1:
        parser.error("--runs must be at least 1")
    before = _load()
    try:
        pages = [_page_count(path) for path in arguments.files]
        _run(arguments.files)
        runs = [_run(arguments.files) for _ in range(arguments.runs)]
    except YusuanError as error:
        print(f"error: {error.en}", file=sys.stderr)
        return 1
    except (pypdfium2.PdfiumError, OSError) as error:
        print(f"error: a file cannot be opened as PDF: {error}", file=sys.stderr)
        return 1
    console = Console()
    ways = range(len(WAYS))
    for number, path in enumerate(arguments.files):
        console.print(_table(path.name, pages[number], [[run[way][number] for run in runs] for way in ways]))
    if len(pages) > 1:
        console.print(_table("all", sum(pages), [[_sum(run[way]) for run in runs] for way in ways]))
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    console.print(
        f"{arguments.runs} runs; {cores} cores, {platform.machine()}, {platform.python_implementation()} "
        f"{platform.python_version()}; load before {before}, after {_load()}"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
