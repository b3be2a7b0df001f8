"""FILE arguments to the documents that a command works on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from nlp.cli.messages import CATALOGUE
from nlp.errors import ReadError


@dataclass(frozen=True, slots=True)
class Input:
    """A file to read, or what is wrong with it already."""

    path: Path
    error: ReadError | None = None


def inputs(arguments: Iterable[Path], suffixes: frozenset[str]) -> Iterator[Input]:
    """Yield the files of the arguments in order; a folder gives its files of known ``suffixes``, sorted.

    Hidden files and folders are left out, and so is a folder's own README. A folder without a readable
    file is an input with an error.
    """
    for argument in arguments:
        if not argument.is_dir():
            yield Input(argument)
            continue
        found = sorted(_readable(argument, suffixes))
        yield from map(Input, found)
        if not found:
            zh, en = CATALOGUE["folder.empty"]
            values = {"path": argument, "suffixes": ", ".join(sorted(suffixes))}
            yield Input(argument, ReadError("empty", zh.format(**values), en.format(**values)))


def _readable(folder: Path, suffixes: frozenset[str]) -> Iterator[Path]:
    for path in folder.rglob("*"):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        about = path.stem.lower() == "readme"
        if not hidden and not about and path.suffix.lower() in suffixes and path.is_file():
            yield path
