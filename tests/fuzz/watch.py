"""Whether a child process still works: it may be silent for what never comes, or busy in C without end."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

#: Times the limit of an input that code in C may take, which no signal of Python's interrupts.
PATIENCE: Final = 3.0


class Watch:
    """Looks at a child between its answers.

    ``limit``: seconds of work that an input may take; ``silence``: seconds that the child may wait without
    working. A child that wants the processor and isn't given it, on a busy machine, is not silent.
    """

    def __init__(self, pid: int, limit: float, silence: float) -> None:
        self._pid, self._limit, self._silence = pid, limit, silence
        self._input = -1
        self._worked = 0.0
        self._began = 0.0
        self._heard = time.monotonic()

    def hangs(self, number: int) -> bool:
        """Tell whether the child, which tries the input of this number, is to be ended."""
        now = time.monotonic()
        worked, waits = _state(self._pid)
        if number != self._input:
            self._input, self._began, self._heard = number, worked, now
        elif worked > self._worked or not waits:
            self._heard = now
        self._worked = worked
        return now - self._heard > self._silence or worked - self._began > PATIENCE * self._limit


def _proc(pid: int) -> tuple[float, bool]:
    """Return a process's seconds of work, and whether it waits for something else than the processor."""
    try:
        told = Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace")
    except OSError:
        return 0.0, True
    state, *rest = told.rpartition(")")[2].split()
    return (int(rest[10]) + int(rest[11])) / os.sysconf("SC_CLK_TCK"), state in "SDTtZ"


def _unknown(pid: int) -> tuple[float, bool]:
    return 0.0, True


#: Where the system does not tell of its processes, the time on the wall alone counts.
_state: Final[Callable[[int], tuple[float, bool]]] = _proc if Path("/proc/self/stat").exists() else _unknown
