"""Inline marks: text that carries its labels, as people write them and as the grammar gives them.

``[[LABEL:words]]`` marks words; ``[[LABEL key=value key=value:words]]`` gives their values too. Marks may
nest. A value holds no blank, colon or bracket. ``PROJECT`` marks the project's name, which is a value and no
label.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

#: Marks a value that has no label.
PROJECT: Final = "PROJECT"
_OPEN: Final = re.compile(r"\[\[([A-Z_]+)((?: [a-z]+=[^\s:：\[\]]+)*):")
_TOKEN: Final = re.compile(rf"{_OPEN.pattern}|\]\]")


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked stretch of the plain text, ``text[start:end]``."""

    label: str
    start: int
    end: int
    values: Mapping[str, str] = field(default_factory=dict)


def mark(label: str, words: str, **values: object) -> str:
    """Return marked words; a value of ``None`` is left out.

    >>> mark("AMOUNT_TOTAL", "27万元", wan=27)
    '[[AMOUNT_TOTAL wan=27:27万元]]'
    """
    given = "".join(f" {key}={value}" for key, value in values.items() if value is not None)
    return f"[[{label}{given}:{words}]]"


def parse_marks(marked: str) -> tuple[str, tuple[Mark, ...]]:
    """Return the plain text and its marks, in the order of their places.

    >>> parse_marks("由[[BODY:甲中心]]实施")
    ('由甲中心实施', (Mark(label='BODY', start=1, end=4, values={}),))

    Raises:
        ValueError: where a mark is empty, never closes, or closes without having been opened.
    """
    plain: list[str] = []
    length = position = 0
    opened: list[tuple[str, int, dict[str, str]]] = []
    marks: list[Mark] = []
    for token in _TOKEN.finditer(marked):
        piece = marked[position : token.start()]
        position = token.end()
        plain.append(piece)
        length += len(piece)
        if token[1] is not None:
            values = dict(pair.split("=", 1) for pair in token[2].split())
            opened.append((token[1], length, values))
            continue
        if not opened:
            raise ValueError(f"]] closes nothing: …{marked[max(0, token.start() - 20) : token.end()]}")
        label, start, values = opened.pop()
        if start == length:
            raise ValueError(f"[[{label}:]] marks nothing")
        marks.append(Mark(label, start, length, values))
    if opened:
        raise ValueError(f"[[{opened[-1][0]}: never closes")
    plain.append(marked[position:])
    text = "".join(plain)
    if "[[" in text:
        at = text.index("[[")
        raise ValueError(f"not a mark: {text[at : at + 24]}")
    return text, tuple(sorted(marks, key=lambda m: (m.start, -m.end)))
