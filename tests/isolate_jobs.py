"""What the children of the tests do, by name; this module imports nothing heavy."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

from nlp.cli.jobs import Written
from nlp.errors import ConfigError, ReadError

MIB = 2**20
SHA256 = "ab" * 32
_kept: list[bytearray] = []


def _memory_wrapped() -> None:
    try:
        bytearray(400 * MIB)
    except MemoryError as error:
        raise ReadError("damaged", "坏", "bad") from error


def _grow() -> None:
    # In small pieces, as a parser does; bounded, so that a limit that doesn't hold is only a failed test.
    pieces = []
    for _ in range(400 * 16):
        pieces.append(bytearray(MIB // 16))


def _keep(size: int) -> None:
    _kept.append(bytearray(size))


def _raise(error: BaseException) -> None:
    raise error


WAYS: dict[str, Callable[[], object]] = {
    "pid": os.getpid,
    "sleep": lambda: time.sleep(60),
    "eat": lambda: bytearray(400 * MIB) and None,
    "grow": _grow,
    "wrapped": _memory_wrapped,
    "bad_alloc": lambda: _raise(RuntimeError("std::bad_alloc")),
    "modest": lambda: len(bytearray(40 * MIB)),
    "keep": lambda: _keep(40 * MIB),
    "kept": lambda: len(_kept),
    "kill": lambda: os.kill(os.getpid(), signal.SIGKILL),
    "crash": lambda: os.kill(os.getpid(), signal.SIGSEGV),
    "quit": lambda: os._exit(3),
    "divide": lambda: 1 // 0,
    "exit": lambda: _raise(SystemExit(5)),
    "refuse": lambda: _raise(ReadError("encrypted", "有密码", "has a password", SHA256)),
    "config": lambda: _raise(ConfigError("配置", "configuration")),
    "lambda": lambda: lambda: None,
    "threads": lambda: os.environ.get("OPENBLAS_NUM_THREADS"),
    "print": lambda: print("noise", flush=True),
}


def do(way: str) -> object:
    return WAYS[way]()


def keep_much() -> None:
    _keep(150 * MIB)


def fail() -> None:
    raise ZeroDivisionError("while loading")


def line(path: Path, *, text: bool = False, **rest: object) -> Written:
    """Stand in for ``nlp.cli.jobs.extract_line``: do what the file's name says, then give a line."""
    del rest
    WAYS[path.stem]()
    return Written(path.name, f'{{"text": {str(text).lower()}, "file": "{path.name}"}}', ())
