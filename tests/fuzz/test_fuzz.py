"""The short seeded part of the fuzzing: every door, some inputs, nothing but YusuanError comes out."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from pathlib import Path
from random import Random

import pytest

from tests.fuzz import bend
from tests.fuzz.guarded import guarded
from tests.fuzz.targets import TARGETS, Target
from tests.fuzz.trial import Outcome, Tally, attempt, input_of, trial
from tests.fuzz.watch import Watch

#: The whole way takes a hundred times as long as a grammar.
_RUNS = {"whole": 25, "xls": 40, "xlsx": 60, "docbin": 60, "pdf": 80, "outline": 80}


@pytest.mark.parametrize("name", TARGETS)
def test_bent_inputs_are_read_or_refused(name: str) -> None:
    tally = trial(TARGETS[name], _RUNS.get(name, 150), seed=1)
    assert not tally.faults, "\n".join(trace for _, trace in tally.faults.values())


def test_a_seed_and_a_number_name_an_input() -> None:
    # xlwt and zipfile write the time of day, so the two formats that they make are left out.
    for target in TARGETS.values():
        if target.name not in ("xls", "xlsx", "docx"):
            assert input_of(target, 7, 3) == input_of(target, 7, 3)


@pytest.mark.skipif(os.name == "nt", reason="no forks")
def test_an_input_that_ends_its_process_ends_no_run() -> None:
    def run(data: bytes) -> None:
        if data == b"end":
            os._exit(7)
        if data == b"eat":
            bytearray(2**31)

    def make(random: Random) -> bytes:
        bend.text(random)
        return random.choice((b"a",) * 20 + (b"end", b"eat"))

    target = Target("ends", make, run)
    tally = guarded(target, 120, 1, limit=5.0, memory=2**31, first=7)
    inputs = [input_of(target, 1, number) for number in range(7, 127)]
    assert tally.runs == 120
    assert tally.outcomes[Outcome.CRASH] == inputs.count(b"end") > 0
    assert tally.outcomes[Outcome.OVER] == inputs.count(b"eat") > 0
    assert {data for data, _ in tally.faults.values()} == {b"end", b"eat"}
    assert tally.bends["salt", Outcome.GOOD] > tally.bends["salt", Outcome.CRASH] > 0


@pytest.mark.skipif(os.name == "nt", reason="no forks")
def test_an_input_that_its_process_is_silent_about_ends_no_run() -> None:
    def run(data: bytes) -> None:
        if data == b"wait":
            threading.Event().wait()  # which nobody sets

    target = Target("waits", lambda random: random.choice((b"a",) * 9 + (b"wait",)), run)
    tally = guarded(target, 20, 1, limit=5.0, memory=0, silence=1.5)
    waits = [input_of(target, 1, number) for number in range(20)].count(b"wait")
    assert (tally.runs, tally.outcomes[Outcome.HANG]) == (20, waits)
    assert waits > 0


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs proc(5)")
def test_a_process_that_works_is_not_silent() -> None:
    work = "while True: pass"
    with subprocess.Popen([sys.executable, "-c", work]) as child:
        quiet, hasty = Watch(child.pid, 60.0, 0.2), Watch(child.pid, 0.02, 60.0)
        began = time.monotonic()
        told = False
        while time.monotonic() - began < 60 and not told:
            assert not quiet.hangs(1)
            told = hasty.hangs(1)
            time.sleep(0.05)
        child.kill()
    assert told  # in C nothing else would end it


def test_a_fault_is_noticed() -> None:
    def fall(data: bytes) -> None:
        while data:
            data += b" "
        raise KeyError(data)

    tally = Tally()
    target = Target("falls", Random.randbytes, fall)  # type: ignore[arg-type]
    attempt(target, b"", tally, 5.0, frozenset())
    attempt(target, b"x", tally, 0.05, frozenset({"x"}))
    assert (tally.runs, tally.outcomes) == (2, {Outcome.CRASH: 1, Outcome.HANG: 1})
    assert tally.bends == {("-", Outcome.CRASH): 1, ("x", Outcome.HANG): 1}
