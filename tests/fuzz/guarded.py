"""Inputs in child processes with limited memory: one that ends its process, or hangs in it, ends no run."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any

from tests.fuzz import bend
from tests.fuzz.targets import Target
from tests.fuzz.trial import Tally, input_of, trial
from tests.fuzz.watch import Watch

#: Inputs between two reports of a child.
BATCH = 500
#: Seconds between two looks at a child that does not report.
_LOOK = 1.0


class _SilentError(Exception):
    """The child is to be ended, with the input that it tries."""


def guarded(
    target: Target,
    runs: int,
    seed: int,
    *,
    limit: float,
    memory: int,
    silence: float = 120.0,
    first: int = 0,
    goes_on: Callable[[], bool] = lambda: True,
) -> Tally:
    """As :func:`~tests.fuzz.trial.trial`; ``memory``: bytes of addresses that a child may have, 0: no limit.

    ``silence``: seconds that a child may wait without working before its input counts as a hang. Where
    processes can't be forked, the inputs are tried in this process, without a limit of memory.
    """
    if "fork" not in multiprocessing.get_all_start_methods():
        return trial(target, runs, seed, limit=limit, first=first, goes_on=goes_on)
    context = multiprocessing.get_context("fork")
    at = context.Value("q", first)  # the input that is being tried
    tally, begin, end = Tally(), first, first + runs
    stop = end
    while begin < end and goes_on():
        ours, theirs = context.Pipe(duplex=False)
        child = context.Process(
            target=_serve, args=(theirs, at, target, begin, stop, seed, limit, memory), daemon=True
        )
        child.start()
        theirs.close()
        watch = Watch(child.pid or 0, limit, silence)
        try:
            while begin < stop and goes_on():
                while not ours.poll(_LOOK):
                    if watch.hangs(at.value):
                        raise _SilentError
                done, count = ours.recv()
                tally.add(done)
                begin += count
        except (EOFError, _SilentError) as error:
            hangs = isinstance(error, _SilentError)
            if hangs:
                child.kill()
            child.join()
            if at.value <= begin:
                data = input_of(target, seed, begin)
                tally.ended(data, None if hangs else child.exitcode or 0, bend.used())
                begin, stop = begin + 1, end
            else:
                stop = at.value  # what came before it in its batch is tried anew, and then it alone
        else:
            stop = end
        child.kill()
        child.join()
        ours.close()
    return tally


def _serve(
    pipe: Connection, at: Any, target: Target, begin: int, stop: int, seed: int, limit: float, memory: int
) -> None:
    if memory:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    while begin < stop:
        count = min(BATCH, stop - begin)
        done = trial(target, count, seed, limit=limit, first=begin, told=lambda n: setattr(at, "value", n))
        pipe.send((done, count))
        begin += count
