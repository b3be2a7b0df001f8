"""Measure what each stage of the pipeline takes on one document, after start-up.

    python scripts/benchmark.py FILE [-n RUNS]

Prints the median and the extremes of every stage over RUNS runs, the total, characters per second,
and the machine. Start-up (imports, lexicon, models) is measured apart, in a first run that doesn't count.
"""

from __future__ import annotations

import argparse
import os
import platform
import statistics
import sys
import time
from pathlib import Path

from rich.console import Console
from rich.table import Table

from nlp.errors import YusuanError


def _one_run(path: Path) -> tuple[dict[str, float], int]:
    """Return the seconds of each stage, writing the JSON included, and the characters of the document."""
    from nlp import pipeline, serialise

    result = pipeline.process(path)
    started = time.perf_counter()
    serialise.json_line(
        serialise.record(result.outline, result.fields, result.statements, result.findings, text=True)
    )
    return {**result.timings, "serialise": time.perf_counter() - started}, len(result.document.text)


def _machine() -> str:
    available = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    memory = ""
    if hasattr(os, "sysconf") and "SC_PHYS_PAGES" in os.sysconf_names:
        memory = f", {os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.1f} GiB of memory"
    python = f"{platform.python_implementation()} {platform.python_version()}"
    return f"{available} cores ({platform.machine()}){memory}, {python}"


def _peak_memory() -> str:
    """Return the peak resident memory of this process, where the system tells it."""
    try:
        import resource
    except ImportError:
        return ""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    unit = 1 if sys.platform == "darwin" else 1024
    return f", peak {peak * unit / 2**20:.0f} MiB"


def _table(name: str, runs: list[dict[str, float]], characters: int) -> Table:
    totals = [sum(run.values()) for run in runs]
    median = statistics.median(totals)
    table = Table(title=f"{name}: {characters} characters, {len(runs)} runs", title_justify="left")
    for column in ("stage", "median s", "min s", "max s", "share"):
        table.add_column(column, justify="left" if column == "stage" else "right")
    for stage in runs[0]:
        seconds = [run[stage] for run in runs]
        middle = statistics.median(seconds)
        table.add_row(
            stage, f"{middle:.4f}", f"{min(seconds):.4f}", f"{max(seconds):.4f}", f"{middle / median:.0%}"
        )
    table.add_section()
    table.add_row("total", f"{median:.4f}", f"{min(totals):.4f}", f"{max(totals):.4f}", "")
    table.add_row("characters per second", f"{characters / median:,.0f}", "", "", "")
    return table


def main() -> int:
    """Run the benchmark; returns 1 when the file can't be read."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("-n", "--runs", type=int, default=5, help="counted runs (default: 5)")
    arguments = parser.parse_args()
    if arguments.runs < 1:
        parser.error("--runs must be at least 1")
    console = Console()
    try:
        started = time.perf_counter()
        _, characters = _one_run(arguments.file)
        elapsed = time.perf_counter() - started
        runs = [_one_run(arguments.file)[0] for _ in range(arguments.runs)]
    except YusuanError as error:
        print(f"error: {error.en}", file=sys.stderr)
        return 1
    console.print(_table(arguments.file.name, runs, characters))
    steady = statistics.median(sum(run.values()) for run in runs)
    console.print(f"first run with start-up: {elapsed:.2f} s ({elapsed - steady:.2f} s of it start-up)")
    console.print(f"machine: {_machine()}{_peak_memory()}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
