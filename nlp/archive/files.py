"""Files that are either whole or not there."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

#: Ends the names of files in the making; a run removes those that a killed one left.
TEMPORARY: Final = ".tmp"


def write(path: Path, data: bytes, *, sync: bool = False) -> None:
    """Write a whole file under a temporary name, then rename it; ``sync`` outlasts a loss of power, too."""
    with replacing(path, sync=sync) as temporary:
        temporary.write_bytes(data)


@contextmanager
def replacing(path: Path, *, sync: bool = True) -> Iterator[Path]:
    """Give a temporary path beside ``path``; what was written there becomes ``path`` at the end.

    After an exception nothing is left, and an old ``path`` stays.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f"{path.name}.{os.getpid()}{TEMPORARY}")
    try:
        yield temporary
        if sync:
            _sync(temporary)
        temporary.replace(path)
        if sync:
            _sync(path.parent)
    except BaseException:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise


def _sync(path: Path) -> None:
    if os.name == "nt" and path.is_dir():  # folders can't be opened there, and need no sync
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sha256_file(path: Path) -> str:
    """Return a file's sha256 as hexadecimal digits."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def sha256_text(*parts: str) -> str:
    """Return the sha256 of text in parts; the same text parted otherwise has another one.

    >>> sha256_text("a", "b") == sha256_text("ab")
    False
    """
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogateescape")
        digest.update(f"{len(data)}:".encode())
        digest.update(data)
    return digest.hexdigest()


def remove_temporaries(folder: Path) -> None:
    """Remove what a killed run left half-written."""
    for path in folder.rglob(f"*{TEMPORARY}"):
        with suppress(OSError):
            path.unlink()


def remove_empty(folder: Path) -> None:
    """Remove a folder if nothing is in it."""
    with suppress(OSError):
        folder.rmdir()
