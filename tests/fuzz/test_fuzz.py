"""The short seeded part of the fuzzing: every door, some inputs, nothing but YusuanError comes out."""

from __future__ import annotations

from random import Random

import pytest

from tests.fuzz.targets import TARGETS, Target
from tests.fuzz.trial import Tally, attempt, input_of, trial

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


def test_a_fault_is_noticed() -> None:
    def fall(data: bytes) -> None:
        while data:
            data += b" "
        raise KeyError(data)

    tally = Tally()
    target = Target("falls", Random.randbytes, fall)  # type: ignore[arg-type]
    attempt(target, b"", tally, limit=5.0)
    attempt(target, b"x", tally, limit=0.05)
    assert (tally.runs, tally.crashes, tally.slow) == (2, 1, 1)
