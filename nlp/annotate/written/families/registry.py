"""The registry of families."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from nlp.annotate.written.model import Split
from nlp.annotate.written.scene import Scene
from nlp.annotate.written.setting import Level

Style = Literal["block", "inline", "bold", "bracket", "bare", "table", "prose"]
Writer = Callable[[Scene], str]
_FAMILIES: dict[str, Family] = {}


@dataclass(frozen=True, slots=True)
class Family:
    """A family: how its headings look, where it is at home, and which split it belongs to.

    ``weight``: how many times ``per_family`` narratives it gives; long families vary more and give more.
    """

    name: str
    style: Style
    split: Split
    levels: tuple[Level, ...]
    write: Writer
    weight: int = 1


def family(style: Style, split: Split, *levels: Level) -> Callable[[Writer], Writer]:
    """Register a function as a family under its own name."""

    def register(write: Writer) -> Writer:
        add(write.__name__, style, split, levels, write)
        return write

    return register


def add(
    name: str, style: Style, split: Split, levels: tuple[Level, ...], write: Writer, weight: int = 1
) -> None:
    """Register a writer as a family. Raises ValueError where the name is taken."""
    if name in _FAMILIES:
        raise ValueError(f"two families are called {name}")
    _FAMILIES[name] = Family(name, style, split, levels, write, weight)


def families() -> tuple[Family, ...]:
    """Return all families, ordered by name."""
    return tuple(_FAMILIES[name] for name in sorted(_FAMILIES))
