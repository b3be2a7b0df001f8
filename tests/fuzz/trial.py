"""Many inputs through one target: what was refused, what came out that must not, what took too long."""

from __future__ import annotations

import signal
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from random import Random
from types import FrameType

from tests.fuzz import bend
from tests.fuzz.targets import Target


class SlowError(Exception):
    """An input that took longer than one may."""


class Outcome(StrEnum):
    """What an input came to. ``OVER``: it wanted more memory than there is."""

    GOOD = "good"
    CRASH = "crashes"
    HANG = "hangs"
    OVER = "over memory"


@dataclass
class Tally:
    """What became of the inputs. ``faults`` holds the smallest input of each kind, and the traceback."""

    runs: int = 0
    seconds: float = 0.0
    slowest: float = 0.0
    faults: dict[str, tuple[bytes, str]] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)
    outcomes: Counter[Outcome] = field(default_factory=Counter)
    #: Inputs by a kind of fault that they hold and what they came to; "-": no fault.
    bends: Counter[tuple[str, Outcome]] = field(default_factory=Counter)

    def add(self, other: Tally) -> None:
        """Add what became of further inputs."""
        self.runs += other.runs
        self.seconds += other.seconds
        self.slowest = max(self.slowest, other.slowest)
        for kind, (data, trace) in other.faults.items():
            self.keep(kind, data, trace)
        self.counts.update(other.counts)
        self.outcomes.update(other.outcomes)
        self.bends.update(other.bends)

    def note(self, outcome: Outcome, bends: frozenset[str]) -> None:
        """Count an input by what it came to and by the faults that it holds."""
        self.runs += 1
        self.outcomes[outcome] += 1
        self.bends.update((kind, outcome) for kind in bends or "-")

    def keep(self, kind: str, data: bytes, trace: str) -> None:
        """Keep the input if it is the smallest of its kind of fault."""
        best = self.faults.get(kind)
        if best is None or len(data) < len(best[0]):
            self.faults[kind] = data, trace

    def ended(self, data: bytes, status: int | None, bends: frozenset[str]) -> None:
        """Note an input that ended its process; ``None``: the process was silent and was ended.

        A library in C that is refused memory aborts.
        """
        kind = "the process is silent" if status is None else f"the process ended with status {status}"
        self.counts[kind] += 1
        self.keep(kind, data, kind)
        outcome = Outcome.OVER if status == -signal.SIGABRT else Outcome.CRASH
        self.note(Outcome.HANG if status is None else outcome, bends)


def input_of(target: Target, seed: int, number: int) -> bytes:
    """Return the input that a seed and a number name."""
    bend.forget()
    return target.make(Random(f"{target.name}/{seed}/{number}"))


def attempt(target: Target, data: bytes, tally: Tally, limit: float, bends: frozenset[str]) -> None:
    """Take one input, which holds faults of these kinds, through the target, and note what is wrong."""
    outcome = Outcome.GOOD
    started = time.process_time()
    try:
        with _alarm(limit):
            target.run(data)
    except Exception as error:
        outcome = _outcome(error)
        kind = _kind(error)
        tally.counts[kind] += 1
        tally.keep(kind, data, "".join(traceback.format_exception(error)))
    seconds = time.process_time() - started
    tally.note(outcome, bends)
    tally.seconds += seconds
    tally.slowest = max(tally.slowest, seconds)


def trial(
    target: Target,
    runs: int,
    seed: int,
    *,
    limit: float = 10.0,
    first: int = 0,
    goes_on: Callable[[], bool] = lambda: True,
    told: Callable[[int], object] = lambda number: None,
) -> Tally:
    """Take inputs ``first`` to ``first + runs`` of a seed through a target while ``goes_on()``.

    ``told`` is given the number of each before it is tried.
    """
    tally = Tally()
    for number in range(first, first + runs):
        if not goes_on():
            break
        told(number)
        data = input_of(target, seed, number)
        attempt(target, data, tally, limit, bend.used())
    return tally


def _outcome(error: Exception) -> Outcome:
    if isinstance(error, SlowError):
        return Outcome.HANG
    return Outcome.OVER if isinstance(error, MemoryError) else Outcome.CRASH


def _kind(error: BaseException) -> str:
    """Return the exception's type and the innermost place in the package: one fault, one kind."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "/nlp/" in frame.filename.replace("\\", "/")] or list(frames)
    place = (
        f"{ours[-1].filename.replace(chr(92), '/').rpartition('/nlp/')[2]}:{ours[-1].lineno}" if ours else "?"
    )
    return f"{type(error).__name__} at {place}"


@contextmanager
def _alarm(seconds: float) -> Iterator[None]:
    """Raise SlowError in the block after so many seconds of this process's work, where the system can."""
    if not hasattr(signal, "setitimer"):
        yield
        return

    def ring(_: int, frame: FrameType | None) -> None:
        raise SlowError(f"more than {seconds:g} s")

    before = signal.signal(signal.SIGPROF, ring)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
