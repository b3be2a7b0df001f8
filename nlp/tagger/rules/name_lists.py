"""Enumerations of names: A、B和C, A联合B."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from nlp.tagger.rules.organisations import is_generic, is_name, plain

_OPEN: Final = "（("
_CLOSE: Final = "）)"
#: 联合 and the like join two names, unless they begin a word of the second (残疾人联合会, 联合实验室).
_JOINTLY: Final = (
    r"联合(?!会|国|体|党|社|收|实验|研|培养|办公|工会|调度|指挥|中心|创新|监测|学院|大学|医院|总)|会同|携手"
    r"|协同(?!创新|中心|办公|育人|发展)"
)
_JOINS: Final = re.compile(rf"[、；;，,\n]|\s*[/／]\s*|\s+|(?:以及|和|及|与|{_JOINTLY})(?=.)")
_BY: Final = re.compile(r"(?<![自理缘])由")


def split_names(text: str, known: Iterable[str] = ()) -> list[tuple[int, int]] | None:
    """Split a list of names; ``None`` if a piece of it is no name.

    A word such as 和 separates only where a complete name stands before it.

    >>> s = "河东体育和旅游中心、河东剧院和河西剧院"
    >>> [s[a:b] for a, b in split_names(s)]
    ['河东体育和旅游中心', '河东剧院', '河西剧院']
    >>> s = "河东区残疾人联合会联合河东剧院"
    >>> [s[a:b] for a, b in split_names(s)]
    ['河东区残疾人联合会', '河东剧院']
    """
    known = tuple(known)
    pieces: list[tuple[int, int]] = []
    start = 0
    for join in _JOINS.finditer(text):
        if join.start() < start:
            continue
        depth = sum(text.count(c, start, join.start()) for c in _OPEN) - sum(
            text.count(c, start, join.start()) for c in _CLOSE
        )
        if depth > 0:
            continue
        left = text[start : join.start()].strip()
        hard = join[0] in "、；;，,\n"
        inside = any(
            (at := text.find(name)) >= 0 and at < join.start() and join.end() < at + len(name)
            for name in known
        )
        if inside or not (hard or is_complete(left, known)):
            continue
        pieces.append((start, join.start()))
        start = join.end()
    pieces.append((start, len(text)))
    trimmed = [_trim(text, a, b) for a, b in pieces]
    trimmed = [(a, b) for a, b in trimmed if a < b]
    if not trimmed or not all(is_complete(text[a:b], known) for a, b in trimmed):
        return None
    return trimmed


def is_complete(name: str, known: Iterable[str] = ()) -> bool:
    """Tell whether ``name`` is known, generic, or ends like a name."""
    bare = plain(name)
    if bare in {plain(k) for k in known} or is_generic(bare):
        return True
    return is_name(bare) and not _BY.search(bare)  # 二标段由某中心 is no name


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and (text[start].isspace() or text[start] in '。.；;、，,：:“"*_'):
        start += 1
    while start < end and (text[end - 1].isspace() or text[end - 1] in '。.；;、，,：:”"*_等'):
        end -= 1
    return start, end
