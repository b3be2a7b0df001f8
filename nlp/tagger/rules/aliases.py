"""The short names that a document gives to organisations: X（以下简称“Y”）."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Final

from nlp.outline.model import Outline
from nlp.tagger.rules.lexicon import any_of, field_words
from nlp.tagger.rules.organisations import is_generic, is_name, plain, split_parenthesis

_INNER: Final = r"[^（()）\n]"
#: What can stand inside a name.
_NAME_CHAR: Final = r"[\u4e00-\u9fffA-Za-z0-9·•“”\"&-]"


@cache
def _alias_pattern() -> re.Pattern[str]:
    words = any_of(field_words().organisation.alias_words)
    return re.compile(rf"[（(]\s*{words}\s*[:：]?\s*[“\"'‘「]?({_INNER}{{1,20}}?)[”\"'’」]?\s*[)）]")


def alias_parentheses(text: str) -> list[tuple[int, int, str]]:
    """Return (start, end, short name) of every （以下简称“X”） in ``text``.

    >>> alias_parentheses("河东文化馆（以下简称：“文化馆”）负责")
    [(5, 17, '文化馆')]
    """
    return [(m.start(), m.end(), plain(m[1])) for m in _alias_pattern().finditer(text)]


def name_before(text: str, end: int, known: Iterable[str] = ()) -> tuple[int, int] | None:
    """Return the range of the name that ends at ``end``, ``None`` where none ends there.

    The left border is that of the longest known name, else the last punctuation mark or cue word.
    """
    window_start = max(0, end - 60)
    window = text[window_start:end]
    for name in sorted(known, key=len, reverse=True):
        if window.endswith(name):
            return end - len(name), end
    run = re.search(rf"(?:{_NAME_CHAR}|[（(]{_INNER}{{2,30}}[)）])+$", window)
    if run is None or not is_name(run[0]):
        return None
    start = run.start()
    body = run[0]
    cut = 0
    words = field_words().organisation
    for stop in words.left_stops + words.weak_stops:
        found = body.rfind(stop)
        while found >= 0:
            rest = body[found + len(stop) :]
            before = body[:found]
            joined = stop in words.weak_stops or stop in ("和", "与", "及")
            if (
                is_name(rest)
                and len(split_parenthesis(rest)[0]) >= 4
                and not (joined and not is_name(before))
            ):
                cut = max(cut, found + len(stop))
                break
            found = body.rfind(stop, 0, found)
    return window_start + start + cut, end


def aliases_in(text: str, known: Iterable[str] = ()) -> dict[str, str]:
    """Return the short names that ``text`` defines, with their full names; the first definition wins.

    >>> aliases_in("由河东区文化活动中心（以下简称“文活中心”）负责")
    {'文活中心': '河东区文化活动中心'}
    """
    known = tuple(known)
    aliases: dict[str, str] = {}
    for start, _, short in alias_parentheses(text):
        if found := name_before(text, start, known):
            aliases.setdefault(short, plain(text[found[0] : found[1]]))
    return aliases


def document_aliases(outline: Outline, start: int = 0, end: int | None = None) -> dict[str, str]:
    """Return the organisations' short names that hold at ``start:end``.

    Definitions inside the range come first; a generic word (“中心”) holds only where it is defined.
    """
    text = outline.document.text
    known = tuple(unit.name for unit in outline.units)
    here = aliases_in(text[start:end], known)
    everywhere = {s: full for s, full in aliases_in(text, known).items() if not is_generic(s)}
    return {**everywhere, **here}
