"""Measure `yusuan archive` over invented archives: throughput, memory, growth, processes, and a second run.

    python scripts/benchmark_archive.py [--counts 100 1000 10000] [--workers 1 2] [--tagger joint]
        [--folder DIR] [--json OUT]

Each archive is made by tests/archive/generator.py (half text, half PDF; seeded). For every count the run
takes as many processes as --workers' last; the smaller numbers of processes run on the --scaling archive.
Memory is the sum of the resident sets of all processes of the run, sampled every 0.2 s (Linux): pages that
they share count several times, so it is an upper bound.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

_ROOT: Final = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Measured:
    """One run: seconds from start to end and of the reading phase, CPU seconds, and peak memory in MiB."""

    what: str
    documents: int
    workers: int
    seconds: float
    read_seconds: float
    cpu_seconds: float
    peak_mib: float
    parent_mib: float
    load: float

    @property
    def per_second(self) -> float:
        return self.documents / self.seconds


def _children(pid: int) -> list[int]:
    found, waiting = [], [pid]
    while waiting:
        each = waiting.pop()
        found.append(each)
        try:
            tasks = list(Path(f"/proc/{each}/task").iterdir())
            for task in tasks:
                waiting += map(int, (task / "children").read_text().split())
        except OSError:
            continue
    return found


def _resident(pid: int) -> float:
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    except (OSError, IndexError):
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def _cpu() -> float:
    times = os.times()
    return times.children_user + times.children_system


def run(what: str, folder: Path, store: Path, documents: int, workers: int, tagger: str) -> Measured:
    """Run the program once and watch it."""
    arguments = ["archive", str(folder), "--out", str(store), "--workers", str(workers)]
    arguments += ["--tagger", tagger, "--progress", "json"]
    load, cpu, began = os.getloadavg()[0], _cpu(), time.monotonic()
    with tempfile.TemporaryFile("w+") as errors:
        process = subprocess.Popen(
            [sys.executable, "-m", "nlp.cli", *arguments], cwd=_ROOT, stdout=subprocess.DEVNULL, stderr=errors
        )
        peak = parent = 0.0
        while process.poll() is None:
            sizes = [_resident(pid) for pid in _children(process.pid)]
            peak, parent = max(peak, sum(sizes)), max(parent, sizes[0])
            time.sleep(0.2)
        seconds = time.monotonic() - began
        errors.seek(0)
        said = errors.read()
    if process.returncode:
        sys.exit(f"the run ended with status {process.returncode}:\n{said[-2000:]}")
    lines = [json.loads(line) for line in said.splitlines() if line.startswith("{")]
    reading = [line for line in lines if line["phase"] == "read"]
    read = reading[-1]["total"] / reading[-1]["per_second"] if reading else 0.0
    made = Measured(what, documents, workers, seconds, read, _cpu() - cpu, peak, parent, load)
    print(
        f"| {what} | {documents:,} | {workers} | {seconds:,.1f} | {made.per_second:,.2f} | {read:,.1f} | "
        f"{made.cpu_seconds:,.1f} | {peak:,.0f} | {parent:,.0f} | {load:.1f} |",
        flush=True,
    )
    return made


def _digest(store: Path) -> str:
    return hashlib.sha256((store / "manifest.json").read_bytes()).hexdigest()


def _size(folder: Path) -> float:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 2**20


def _archive(root: Path, count: int, seed: int) -> Path:
    folder = root / f"in{count}"
    if not folder.exists():
        arguments = [str(folder), "--count", str(count), "--seed", str(seed)]
        subprocess.run([sys.executable, "-m", "tests.archive.generator", *arguments], cwd=_ROOT, check=True)
    return folder


def _growth(root: Path, counts: Sequence[int], workers: int, seed: int, tagger: str) -> list[Measured]:
    made = []
    for count in counts:
        folder, store = _archive(root, count, seed), root / f"store{count}"
        shutil.rmtree(store, ignore_errors=True)
        first = run("first run", folder, store, count, workers, tagger)
        second = run("second run", folder, store, count, workers, tagger)
        made += [first, second]
        work = _size(store / "_work")
        print(
            f"  {count:,}: second run {second.seconds / first.seconds:.2%} of the first; inputs "
            f"{_size(folder):,.1f} MiB, data sets {_size(store) - work:,.1f} MiB, kept work {work:,.1f} MiB",
            flush=True,
        )
    return made


def _scaling(root: Path, count: int, workers: Sequence[int], seed: int, tagger: str) -> list[Measured]:
    made, digests = [], set()
    for number in workers:
        store = root / f"scaling{number}"
        shutil.rmtree(store, ignore_errors=True)
        made.append(run(f"{number} process(es)", _archive(root, count, seed), store, count, number, tagger))
        digests.add(_digest(store))
    whole = made[0].seconds / made[-1].seconds
    reading = made[0].read_seconds / made[-1].read_seconds
    print(
        f"  {workers[-1]} against {workers[0]}: {whole:.2f} times as fast ({reading:.2f} while reading); "
        f"stores {'identical' if len(digests) == 1 else 'DIFFERENT'}",
        flush=True,
    )
    return made


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--counts", type=int, nargs="*", default=[100, 1000])
    parser.add_argument("--workers", type=int, nargs="+", default=[1, os.cpu_count() or 1])
    parser.add_argument("--scaling", type=int, default=200, help="documents of the scaling runs; 0 for none")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--tagger", default="rules", help="rules, model or joint")
    parser.add_argument("--folder", type=Path, help="keep archives and stores here")
    parser.add_argument("--json", type=Path, help="write the figures here, too")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="yusuan-benchmark-") as temporary:
        root: Path = (chosen.folder or Path(temporary)).resolve()
        root.mkdir(parents=True, exist_ok=True)
        print(
            f"{os.cpu_count()} processors; Python {sys.version.split()[0]}; seed {chosen.seed}; "
            f"tagger {chosen.tagger}"
        )
        print(
            "| run | documents | processes | s | documents/s | s reading | CPU s | peak MiB | parent MiB | "
            "load before |"
        )
        print("|---|---|---|---|---|---|---|---|---|---|", flush=True)
        made = _growth(root, chosen.counts, chosen.workers[-1], chosen.seed, chosen.tagger)
        if chosen.scaling and len(chosen.workers) > 1:
            made += _scaling(root, chosen.scaling, chosen.workers, chosen.seed, chosen.tagger)
    if chosen.json:
        chosen.json.write_text(json.dumps([asdict(each) for each in made], indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
