"""A small context-free grammar: symbols are lists of templates, filled by a seeded generator.

In a template ``{symbol}`` stands for one of the symbol's templates, ``{a|b|}`` for one of its alternatives,
``{n:3-60}`` for a whole number and ``{f:3-60}`` for one with a decimal. Innermost braces are filled first.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from random import Random
from typing import Final

import yaml

Rules = Mapping[str, tuple[str, ...]]
_SLOT: Final = re.compile(r"\{([^{}]*)\}")
_RANGE: Final = re.compile(r"([nf]):(\d+)-(\d+)")


class Grammar:
    """Symbols in layers; the first that knows a symbol decides; ``slots``, filled by code, come first."""

    def __init__(self, rng: Random, *layers: Rules, slots: Mapping[str, Callable[[], str]]) -> None:
        self._rng = rng
        self._layers = layers
        self.slots = dict(slots)

    def options(self, symbol: str) -> tuple[str, ...]:
        """Return a symbol's templates, none where no layer knows it."""
        return next((layer[symbol] for layer in self._layers if symbol in layer), ())

    def pick(self, symbol: str) -> str:
        """Return one of a symbol's templates, unfilled. Raises KeyError where no layer knows it."""
        found = self.options(symbol)
        if not found:
            raise KeyError(symbol)
        return self._rng.choice(found)

    def say(self, symbol: str) -> str:
        """Return one of a symbol's templates, filled."""
        return self.fill(self.pick(symbol))

    def fill(self, template: str) -> str:
        r"""Return a template with its braces filled; a written ``\n`` begins a line, ``\t`` a cell.

        >>> Grammar(Random(1), {"x": ("甲",)}, slots={}).fill("{x}{乙|乙}")
        '甲乙'

        Raises:
            KeyError: where a symbol is unknown.
        """
        while "{" in template:
            filled = _SLOT.sub(self._slot, template)
            if filled == template:
                raise KeyError(template)
            template = filled
        return template.replace("\\n", "\n").replace("\\t", "\t")

    def _slot(self, match: re.Match[str]) -> str:
        inside = str(match[1])
        if "|" in inside:
            alternatives: list[str] = inside.split("|")
            return self._rng.choice(alternatives)
        if number := _RANGE.fullmatch(inside):
            value = self._rng.randint(int(number[2]), int(number[3]))
            return str(value) if number[1] == "n" else f"{value}.{self._rng.randint(1, 9)}"
        if slot := self.slots.get(inside):
            return slot()
        return self.pick(inside)


def load_rules(path: Path) -> dict[str, dict[str, tuple[str, ...]]]:
    """Return the groups of a grammar file: ``words`` are split at blanks, other groups at line ends.

    Raises:
        ValueError: where a symbol has no template.
    """
    groups: dict[str, dict[str, tuple[str, ...]]] = {}
    for name, symbols in yaml.safe_load(path.read_text(encoding="utf-8")).items():
        group = groups[name] = {}
        for symbol, text in symbols.items():
            split = text.split() if name == "words" else text.strip("\n").split("\n")
            if not all(split) or not split:
                raise ValueError(f"{path.name}: {symbol} has an empty template")
            group[symbol] = tuple(split)
    return groups
