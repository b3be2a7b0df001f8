"""``--timeout`` and ``--memory``: the limits of one document, and the child process that they hold in."""

from __future__ import annotations

import math
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Final, TypeVar

import typer

from nlp.cli.messages import Messages

T = TypeVar("T")

#: Seconds, and MiB; the help texts say them too.
DEFAULT_TIMEOUT: Final = 60.0
DEFAULT_MEMORY: Final = 1024.0


def _checked(context: typer.Context, value: float) -> float:
    if not (math.isfinite(value) and value >= 0):
        messages: Messages = context.obj
        raise typer.BadParameter(messages("usage.limit"))
    return value


TimeoutOption = Annotated[
    float,
    typer.Option(
        "--timeout",
        metavar="SECONDS",
        envvar="YUSUAN_TIMEOUT",
        callback=_checked,
        help="help.timeout",
        show_default=False,
        show_envvar=False,
    ),
]
MemoryOption = Annotated[
    float,
    typer.Option(
        "--memory",
        metavar="MIB",
        envvar="YUSUAN_MEMORY",
        callback=_checked,
        help="help.memory",
        show_default=False,
        show_envvar=False,
    ),
]


@contextmanager
def limited(job: Callable[[Path], T], timeout: float, memory: float) -> Iterator[Callable[[Path], T]]:
    """Give ``job``, which is picklable, as a function that holds to the limits in a child process.

    The child starts at once, while this process loads what it needs for itself. Without limits, and with
    YUSUAN_DEBUG, ``job`` runs in this process.
    """
    if os.environ.get("YUSUAN_DEBUG") or not (timeout or memory):
        yield job
        return
    from nlp.cli.jobs import load
    from nlp.isolate import Limits, Worker

    with Worker(job, Limits(timeout, int(memory * 2**20)), prepare=load) as worker:
        yield worker
