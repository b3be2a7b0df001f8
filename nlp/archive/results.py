"""What is done of each document, one file a result: a run that ended anywhere goes on from these.

A result's name is its key: the hash of the document's bytes and of all that the result depends on
(:mod:`nlp.archive.versions`). A result is compressed with a checksum, so one that was torn by a loss of power
counts as not there.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

from nlp.archive import files
from nlp.archive.inputs import Problem

if TYPE_CHECKING:
    from nlp.archive.kept import Tagged

Stage = Literal["records", "failures", "tagged"]
_FAST: Final = 1  # of zlib's levels: the others take several times as long for a quarter less


@dataclass(frozen=True, slots=True)
class Failed:
    """Why a document gave nothing, and the limits that held: ``seconds``, ``memory_bytes``; 0 for none."""

    problem: Problem
    seconds: float
    memory_bytes: int

    def holds(self, seconds: float, memory_bytes: int) -> bool:
        """Tell whether the document would fail under these limits, too."""
        limited = self.problem.kind in {"timeout", "too_large", "damaged"}
        wider = _wider(seconds, self.seconds) or _wider(memory_bytes, self.memory_bytes)
        return not (limited and wider)


def _wider(limit: float, before: float) -> bool:
    return bool(before) and (not limit or limit > before)


def pack(data: bytes) -> bytes:
    """Compress a result; the same bytes give the same."""
    return zlib.compress(data, _FAST)


def pack_failure(failed: Failed) -> bytes:
    """Return a failure as a result."""
    return pack(json.dumps(asdict(failed), ensure_ascii=False).encode())


class Results:
    """The results of a store, by stage and key."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, stage: Stage, key: str) -> Path:
        """Return where a result lies, or would."""
        return self.folder / stage / key[:2] / key

    def put(self, stage: Stage, key: str, packed: bytes) -> None:
        """Keep a result that :func:`pack` made. Raises OSError."""
        files.write(self.path(stage, key), packed)

    def drop(self, stage: Stage, key: str) -> None:
        """Remove a result if it is there. Raises OSError."""
        self.path(stage, key).unlink(missing_ok=True)

    def record(self, key: str) -> dict[str, Any] | None:
        """Return a document's record, ``None`` where it isn't whole; then it is removed."""
        data = unpacked(self.path("records", key))
        if data is None:
            self.drop("records", key)
            return None
        made: dict[str, Any] = json.loads(data)
        return made

    def failure(self, key: str) -> Failed | None:
        """Return why a document gave nothing, ``None`` where that isn't known."""
        data = unpacked(self.path("failures", key))
        if data is None:
            return None
        made = json.loads(data)
        return Failed(Problem(**made["problem"]), made["seconds"], made["memory_bytes"])

    def keys(self, stage: Stage) -> Iterator[str]:
        """Yield the keys that are there, in no order."""
        with suppress(FileNotFoundError):
            for folder in (self.folder / stage).iterdir():
                yield from (each.name for each in folder.iterdir() if not each.name.endswith(files.TEMPORARY))

    def keep(self, stage: Stage, keys: set[str]) -> None:
        """Remove all other results, and the folders that they leave empty."""
        for key in list(self.keys(stage)):
            if key not in keys:
                self.drop(stage, key)
                files.remove_empty(self.path(stage, key).parent)
        files.remove_empty(self.folder / stage)


def unpacked(path: Path) -> bytes | None:
    """Return what was packed there, ``None`` where nothing is or it isn't whole."""
    try:
        return zlib.decompress(path.read_bytes())
    except (FileNotFoundError, zlib.error):
        return None


def load_tagged(path: Path) -> Tagged | None:
    """Return a document's outline and spans, ``None`` where they aren't there whole."""
    from nlp.archive.kept import from_json

    data = unpacked(path)
    if data is None:
        return None
    try:
        return from_json(data)
    except ValueError:
        return None
