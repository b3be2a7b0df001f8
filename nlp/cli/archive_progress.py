"""What a run of ``yusuan archive`` shows on stderr while it works: a bar, lines of JSON, or nothing."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final, Literal

from nlp.archive.run import Phase, Progress
from nlp.cli.messages import Messages

Kind = Literal["bar", "json"]
Report = Callable[[Progress], None]
#: Seconds between two lines of JSON.
_EVERY: Final = 1.0


@contextmanager
def showing(kind: Kind | None, messages: Messages) -> Iterator[Report]:
    """Give the function that shows progress; a bar only where stderr is a terminal."""
    if kind == "json":
        yield _json_lines()
    elif kind == "bar" and sys.stderr.isatty():
        with _bar(messages) as report:
            yield report
    else:
        yield lambda _: None


class _Clock:
    """Speed and time left of the current phase."""

    def __init__(self) -> None:
        self.phase: Phase | None = None
        self.began = 0.0

    def rates(self, progress: Progress) -> tuple[float, float | None]:
        """Return documents per second and seconds left, ``None`` where nothing can be said yet."""
        now = time.monotonic()
        if progress.phase != self.phase:
            self.phase, self.began = progress.phase, now
        rate = progress.done / (now - self.began) if now > self.began else 0.0
        return rate, (progress.total - progress.done) / rate if rate else None


def _json_lines() -> Report:
    clock, said = _Clock(), float("-inf")

    def report(progress: Progress) -> None:
        nonlocal said
        rate, left = clock.rates(progress)
        now = time.monotonic()
        if progress.done < progress.total and now - said < _EVERY:
            return
        said = now
        line = {
            "phase": progress.phase,
            "done": progress.done,
            "total": progress.total,
            "failed": progress.failed,
            "per_second": round(rate, 2),
            "seconds_left": None if left is None else round(left, 1),
        }
        print(json.dumps(line), file=sys.stderr, flush=True)

    return report


@contextmanager
def _bar(messages: Messages) -> Iterator[Report]:
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )
    from rich.progress import (
        Progress as Bars,
    )

    from nlp.cli.output import stderr_console

    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}", markup=False),
        TextColumn("{task.fields[failed]}", markup=False),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    clock = _Clock()
    with Bars(*columns, console=stderr_console(), transient=True, redirect_stdout=False) as bars:
        tasks = {}

        def report(progress: Progress) -> None:
            rate, _ = clock.rates(progress)
            if progress.phase not in tasks:
                name = messages(f"archive.phase.{progress.phase}")
                tasks[progress.phase] = bars.add_task(name, total=progress.total, rate="", failed="")
            speed = messages("archive.rate", rate=f"{rate:.1f}") if progress.phase == "read" else ""
            failed = messages("archive.failed", count=progress.failed) if progress.failed else ""
            bars.update(tasks[progress.phase], completed=progress.done, rate=speed, failed=failed)

        yield report
