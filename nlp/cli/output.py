"""Where results go: the standard output or a file that appears once complete, and consoles to draw on."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, NoReturn, TextIO

import typer

from nlp.cli.messages import Messages
from nlp.cli.screen import PLAIN_WIDTH
from nlp.cli.terminal import OBEYED

if TYPE_CHECKING:
    from rich.console import Console

#: The status of a program that SIGPIPE ends: 128 + 13.
PIPE_CLOSED: Final = 141


def _pipe_closed() -> NoReturn:
    """End quietly: the reader of our output (``head``) has what it wanted."""
    # What is still buffered goes nowhere, so that the interpreter doesn't complain while it ends.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    raise typer.Exit(PIPE_CLOSED)


def write_line(stream: TextIO, line: str, *, drawn: bool = False) -> None:
    """Write one line at once, so that a reader sees each document when it is done.

    A line of data goes to a file or a pipe as it is; on a terminal, what that would obey becomes U+FFFD.
    ``drawn``: it comes from a console, whose own sequences stay.
    """
    if not drawn and stream.isatty():
        line = OBEYED.sub("\ufffd", line)
    try:
        stream.write(line + "\n")
        stream.flush()
    except BrokenPipeError:
        _pipe_closed()


def console(stream: TextIO) -> Console:
    """Return a console for drawings: document text is never taken for markup, nothing is cut off."""
    from nlp.cli.consoles import ShowingConsole

    class PipeConsole(ShowingConsole):
        def on_broken_pipe(self) -> None:
            _pipe_closed()

    width = None if stream.isatty() or "COLUMNS" in os.environ else PLAIN_WIDTH
    return PipeConsole(file=stream, width=width)


@cache
def stderr_console() -> Console:
    """Return the console of messages and progress: one, so that a message doesn't tear the progress bar."""
    from nlp.cli.consoles import ShowingConsole

    return ShowingConsole(stderr=True, soft_wrap=True)


@contextmanager
def open_output(path: Path | None, messages: Messages) -> Iterator[TextIO]:
    """Give the stream that results are written to, always in UTF-8.

    A file is written under a temporary name beside ``path`` and renamed at the end; after an
    exception there is no file, or the old one. A device such as ``/dev/null`` is written directly.

    Raises:
        typer.BadParameter: if ``path`` can't be written.
    """
    if path is None:
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
        yield sys.stdout
        return
    target = path.resolve()
    direct = target.exists() and not target.is_file()
    temporary = target if direct else target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
        stream = temporary.open("w" if direct else "x", encoding="utf-8", newline="\n")
    except OSError as error:
        raise typer.BadParameter(messages("usage.out", path=path, reason=error.strerror)) from error
    try:
        with stream:
            yield stream
        if not direct:
            temporary.replace(target)
    except BaseException:
        if not direct:
            temporary.unlink(missing_ok=True)
        raise
