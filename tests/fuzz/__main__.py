"""``python -m tests.fuzz TARGET... --runs N --seed S``: seeded inputs; ``--atheris``: coverage-guided ones.

The exit status is 1 where anything but YusuanError came out, an input took longer than ``--limit``, or its
process waited for ``--silence`` without working; the smallest input of each kind of fault is written to
``--out``.
"""

from __future__ import annotations

import argparse
import faulthandler
import hashlib
import logging
import math
import sys
import time
from collections.abc import Mapping
from functools import partial
from pathlib import Path

from tests.fuzz.guarded import guarded
from tests.fuzz.targets import TARGETS, Target
from tests.fuzz.trial import Outcome, Tally, input_of


def main(arguments: list[str]) -> int:
    """Run the command."""
    parser = argparse.ArgumentParser("python -m tests.fuzz", description=__doc__)
    parser.add_argument("targets", nargs="+", choices=[*TARGETS, "all"], metavar="TARGET")
    parser.add_argument("--runs", type=int, default=1000, help="inputs a target")
    parser.add_argument(
        "--seconds", type=float, default=0.0, help="end a target after so long; 0: after all runs"
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--first", type=int, default=0, help="number of the first input")
    parser.add_argument("--limit", type=float, default=10.0, help="seconds that one input may take")
    parser.add_argument("--memory", type=int, default=2048, help="MiB that the process may take; 0: all")
    parser.add_argument("--silence", type=float, default=120.0, help="seconds that a process may be silent")
    parser.add_argument("--bends", action="store_true", help="count inputs by the kinds of their faults")
    parser.add_argument("--out", type=Path, default=Path("out/fuzz"), help="where failing inputs go")
    parser.add_argument("--show", action="store_true", help="print the first input instead of trying it")
    parser.add_argument(
        "--atheris", action="store_true", help="coverage-guided, for one target (extra: atheris)"
    )
    parser.add_argument(
        "--corpus", type=Path, default=Path("out/fuzz-corpus"), help="where atheris keeps inputs"
    )
    chosen = parser.parse_args(arguments)
    logging.disable(logging.CRITICAL)
    faulthandler.enable()
    names = list(TARGETS) if "all" in chosen.targets else chosen.targets
    if chosen.show:
        sys.stdout.buffer.write(input_of(TARGETS[names[0]], chosen.seed, chosen.first))
        return 0
    if chosen.atheris:
        from tests.fuzz.guided import guided

        return guided(TARGETS[names[0]], chosen.corpus, chosen.out, chosen.runs, chosen.seconds, chosen.seed)
    failed = False
    for name in names:
        end = time.monotonic() + chosen.seconds
        tally = guarded(
            TARGETS[name],
            chosen.runs,
            chosen.seed,
            limit=chosen.limit,
            memory=chosen.memory * 2**20,
            silence=chosen.silence,
            first=chosen.first,
            goes_on=partial(_before, end if chosen.seconds else math.inf),
        )
        _report(TARGETS[name], tally, chosen.out, chosen.seed)
        if chosen.bends:
            for kind in sorted({kind for kind, _ in tally.bends}):
                of_kind = {outcome: tally.bends[kind, outcome] for outcome in Outcome}
                print(f"  {kind}: {sum(of_kind.values())} inputs, {_bad(of_kind)}", flush=True)
        failed = failed or bool(tally.faults)
    return int(failed)


def _before(end: float) -> bool:
    return time.monotonic() < end


def _bad(outcomes: Mapping[Outcome, int]) -> str:
    return ", ".join(f"{outcomes[each]} {each}" for each in Outcome if each is not Outcome.GOOD)


def _report(target: Target, tally: Tally, out: Path, seed: int) -> None:
    print(
        f"{target.name}: {tally.runs} inputs of seed {seed}, {_bad(tally.outcomes)}; "
        f"slowest {tally.slowest:.2f} s, {tally.seconds:.0f} s in all",
        flush=True,
    )
    for kind, (data, trace) in sorted(tally.faults.items()):
        path = out / f"{target.name}-{hashlib.sha256(data).hexdigest()[:12]}"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        path.with_suffix(".txt").write_text(trace, encoding="utf-8", errors="backslashreplace")
        print(f"  {tally.counts[kind]} x {kind}: {path} ({len(data)} bytes)", flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
