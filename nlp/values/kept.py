"""Answers of pure functions of a text, kept: many rules ask the grammars about the same sentence."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Final, TypeVar

T = TypeVar("T")

_LONGEST: Final = 4_000
_ANSWERS: Final = 512


def kept(function: Callable[[str], T]) -> Callable[[str], T]:
    """Return ``function`` with its latest answers remembered.

    Texts of more than 4,000 characters are never kept, so that what is remembered stays under some megabytes
    whatever a document holds. The answers are shared and must be immutable.

    >>> kept(len)("三千元")
    3
    """
    remembered = lru_cache(maxsize=_ANSWERS)(function)

    @wraps(function)
    def answer(text: str) -> T:
        return remembered(text) if len(text) <= _LONGEST else function(text)

    return answer
