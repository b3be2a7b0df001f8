"""Take each input through a piece of work; a document that fails doesn't stop the others."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from nlp.cli.inputs import Input, inputs
from nlp.cli.messages import CATALOGUE, Messages
from nlp.cli.output import stderr_console
from nlp.cli.terminal import escaped
from nlp.errors import ReadError, YusuanError

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T]):
    """What became of one input: a result, or why it can't be read."""

    path: Path
    result: T | None
    error: ReadError | None


def outcomes(
    arguments: Iterable[Path], work: Callable[[Path], T], messages: Messages
) -> Iterator[Outcome[T]]:
    """Yield the outcome of every input in order, with one line on stderr for each that failed."""
    from nlp.readers import supported_suffixes

    todo = list(inputs(arguments, supported_suffixes()))
    with _progress(len(todo), messages) as advance:
        for each in todo:
            outcome = _outcome(each, work)
            if outcome.error is not None:
                say(messages("error", message=outcome.error.message(messages.lang)))
            yield outcome
            advance()


def say(line: str) -> None:
    """Print one line of a message to stderr, never broken into several."""
    from nlp.serialise import source_name

    stderr_console().print(escaped(source_name(line.replace("\n", " "))))


def say_warnings(source: str, warnings: Iterable[str], messages: Messages) -> None:
    """Print the warnings about a document, one a line."""
    for warning in warnings:
        say(messages("warning", source=source, message=warning))


def _outcome(each: Input, work: Callable[[Path], T]) -> Outcome[T]:
    if each.error is not None:
        return Outcome(each.path, None, each.error)
    try:
        return Outcome(each.path, work(each.path), None)
    except ReadError as error:
        error.sha256 = error.sha256 or _sha256(each.path)
        return Outcome(each.path, None, error)
    except YusuanError:
        raise
    except Exception as error:  # a fault of ours in one document must not lose the others
        if os.environ.get("YUSUAN_DEBUG"):
            raise
        zh, en = CATALOGUE["internal"]
        values = {"path": each.path, "error": _description(error)}
        return Outcome(
            each.path,
            None,
            ReadError("unsupported", zh.format(**values), en.format(**values), _sha256(each.path)),
        )


def _description(error: Exception) -> str:
    """Return the type and the message of an exception, here or in a child process."""
    from nlp.isolate import RemoteError

    described = str(error) if isinstance(error, RemoteError) else f"{type(error).__name__}: {error}"
    return described if len(described) <= 240 else described[:239] + "…"


def _sha256(path: Path) -> str | None:
    """Return the hash of a file whose reading was ended before it could give one; ``None`` if it has none."""
    try:
        if not path.is_file():  # a pipe would never end
            return None
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return None


@contextmanager
def _progress(total: int, messages: Messages) -> Iterator[Callable[[], None]]:
    """Show a bar on stderr where that is a terminal and the results don't already run through one."""
    if total < 2 or not sys.stderr.isatty() or sys.stdout.isatty():
        yield lambda: None
        return
    from rich.progress import Progress

    # Redirecting would send the results to stderr.
    with Progress(
        console=stderr_console(), transient=True, redirect_stdout=False, redirect_stderr=False
    ) as bar:
        task = bar.add_task(messages("progress"), total=total)
        yield lambda: bar.advance(task)
