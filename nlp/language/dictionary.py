"""jieba's own dictionary as prefix table, kept in the user's cache folder so that it loads quickly.

jieba builds the table in about half a second and keeps it, marshalled, under a fixed name in the shared
temporary folder, where another user could have put a file first. Here the copy lies in the user's own
cache folder, is plain text and integers with a checksum, and is replaced atomically, so that processes
that start together never read half a file.
"""

from __future__ import annotations

import gc
import hashlib
import json
import os
import sys
import tempfile
from array import array
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

_FORMAT = 1
_INT = "i"


@dataclass(frozen=True, slots=True)
class PrefixTable:
    """Words with their counts, their proper prefixes with 0; ``total`` sums the counts."""

    counts: dict[str, int]
    total: int


def cache_dir() -> Path:
    """Return the folder of this program's cached files, as the platform has it; it need not exist.

    ``YUSUAN_CACHE_DIR`` names another one.
    """
    if chosen := os.environ.get("YUSUAN_CACHE_DIR"):
        return Path(chosen)
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA")
        return (Path(base) if base else Path.home() / "AppData" / "Local") / "yusuan" / "cache"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "yusuan"
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "yusuan"


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Half a million new objects, none of them garbage: looking for cycles would double the time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def parse_dictionary(text: str) -> PrefixTable:
    """Read a dictionary in jieba's format: one ``word count [tag]`` a line.

    Raises:
        ValueError: if a line has no count.

    >>> parse_dictionary("预算 30 n\\n预算法 5 n\\n").counts
    {'预': 0, '预算': 30, '预算法': 5}
    """
    counts: dict[str, int] = {}
    total = 0
    for number, line in enumerate(text.splitlines(), start=1):
        parts = line.split(" ")
        if parts == [""]:
            continue
        if len(parts) < 2 or not parts[1].isdecimal():
            raise ValueError(f"dictionary line {number} is not 'word count [tag]': {line!r}")
        word, count = parts[0], int(parts[1])
        for end in range(1, len(word)):
            counts.setdefault(word[:end], 0)
        counts[word] = count
        total += count
    return PrefixTable(counts, total)


def dump_table(table: PrefixTable) -> bytes:
    """Write a table as a header line with a checksum, the words, and their counts."""
    counts = array(_INT, table.counts.values())
    if sys.byteorder == "big":
        counts.byteswap()
    body = "\n".join(table.counts).encode() + b"\0" + counts.tobytes()
    header = {"format": _FORMAT, "total": table.total, "body": hashlib.blake2b(body).hexdigest()}
    return json.dumps(header).encode() + b"\n" + body


def load_table(data: bytes) -> PrefixTable:
    """Read what :func:`dump_table` wrote.

    Raises:
        ValueError: if the data is damaged or of another format.

    >>> table = parse_dictionary("预算 30 n")
    >>> load_table(dump_table(table)) == table
    True
    """
    line, _, body = data.partition(b"\n")
    header = json.loads(line)
    if not isinstance(header, dict) or header.get("format") != _FORMAT:
        raise ValueError("a dictionary cache of another format")
    if header.get("body") != hashlib.blake2b(body).hexdigest():
        raise ValueError("a damaged dictionary cache")
    words, _, integers = body.partition(b"\0")
    counts = array(_INT)
    counts.frombytes(integers)
    if sys.byteorder == "big":
        counts.byteswap()
    return PrefixTable(dict(zip(words.decode().split("\n"), counts, strict=True)), int(header["total"]))


def write_atomically(path: Path, data: bytes) -> None:
    """Write a file so that a reader sees all of it or nothing; the last of several writers wins.

    Raises:
        OSError: if the folder can't be made or written to.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name, suffix=".part")
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def load_base_dictionary(folder: Path | None = None) -> PrefixTable:
    """Return jieba's dictionary from the cache in ``folder``, or build it and try to leave it there.

    A cache that is missing, damaged or not writable costs time, never an error. The cache's name holds
    the dictionary's checksum, so another version of jieba has its own.
    """
    # Through its files, without importing jieba: the import takes longer than reading them.
    source = files("jieba").joinpath("dict.txt").read_bytes()
    checksum = hashlib.blake2b(source, digest_size=8).hexdigest()
    path = (folder or cache_dir()) / f"jieba-{checksum}-{_FORMAT}.dict"
    with _collector_paused():
        with suppress(OSError, ValueError):
            return load_table(path.read_bytes())
        table = parse_dictionary(source.decode("utf-8"))
        with suppress(OSError):
            write_atomically(path, dump_table(table))
    return table
