"""The short names that a document gives to organisations: X（以下简称“Y”）, X（“Y”）, X（Y）, Y（X）."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from nlp.outline.model import Outline
from nlp.tagger.rules.lexicon import any_of, field_words
from nlp.tagger.rules.organisations import is_department, is_generic, is_name, plain, split_parenthesis

_INNER: Final = r"[^（()）\n]"
#: What can stand inside a name.
_NAME_CHAR: Final = r"[\u4e00-\u9fffA-Za-z0-9·•“”\"&-]"
_QUOTED: Final = re.compile(r"[“\"'‘「]([^“”\"'‘’「」\n]{1,20})[”\"'’」]")
#: （即某某中心）, but not （即墨区某中心）.
_PARENTHESIS: Final = re.compile(rf"[（(]\s*(?:也?即(?!墨)[为是]?\s*)?({_INNER}{{2,30}}?)\s*[)）]")
#: （原某某站）: the name that an organisation had, or has now.
_OTHER_TIME: Final = re.compile(
    r"(?:原名|原为|原称|原|曾用名|前身为|前身是|前身|现更名为|现名|现为|又名|又称|亦称)[:：]?"
)
#: 某中心 is not the short name of 某某中心 where it is nearly as long.
_SHORTER: Final = 0.75


@dataclass(frozen=True, slots=True)
class Definition:
    """``text[start:end]`` defines the short names at ``shorts``; ``full`` is the range of the full name."""

    start: int
    end: int
    shorts: tuple[tuple[int, int], ...]
    full: tuple[int, int] | None
    former: bool = False


@cache
def _worded() -> re.Pattern[str]:
    """（以下简称“X”）, ，以下简称“X”, ，以下简称X，"""
    words = any_of(field_words().organisation.alias_words)
    return re.compile(
        rf"[（(](?:{_INNER}{{1,12}}[，,；;])?\s*{words}\s*[:：]?({_INNER}{{1,40}}?)[)）]"
        rf"|(?:[，,]|(?<![，,\s]))\s*+{words}\s*[:：]?([“\"‘「][^“”\"‘’「」\n]{{1,20}}[”\"’」])"
        rf"|[，,]\s*{words}\s*[:：]?([^，,。；;：:（()）\n]{{2,12}})(?=[，,。；;])"
    )


def definitions(text: str, known: Iterable[str] = ()) -> list[Definition]:
    """Return the definitions of short names in ``text``, in order.

    >>> text = "河东区文化馆（以下简称“文化馆”或“馆”）负责，河东区牙病防治所（牙防所）配合"
    >>> [[text[a:b] for a, b in d.shorts] for d in definitions(text)]
    [['文化馆', '馆'], ['牙防所']]
    >>> definitions("河东区文化馆（河东剧场）")
    []
    """
    known = tuple(known)
    found = [*_by_words(text, known)]
    taken = [(d.start, d.end) for d in found]
    for match in _PARENTHESIS.finditer(text):
        if all(match.end() <= a or b <= match.start() for a, b in taken):
            found += _bare(text, match, known)
    return sorted(found, key=lambda d: d.start)


def _by_words(text: str, known: tuple[str, ...]) -> Iterator[Definition]:
    for match in _worded().finditer(text):
        group = next(i for i in (1, 2, 3) if match[i] is not None)
        start, end = match.span(group)
        shorts = [m.span(1) for m in _QUOTED.finditer(text, start, end)]
        if not shorts:
            parts = re.compile(r"(?:(?!或者?)[^或、/])+").finditer(text, start, end)
            shorts = [_stripped(text, m.start(), m.end()) for m in parts]
        yield Definition(match.start(), match.end(), tuple(shorts), name_before(text, match.start(), known))


def _bare(text: str, match: re.Match[str], known: tuple[str, ...]) -> Iterator[Definition]:
    """Yield X（“Y”）, X（Y） and Y（X） where Y shortens X, and X（原Y）."""
    full = name_before(text, match.start(), known)
    if full is None:
        return
    start, end = _stripped(text, match.start(1), match.end(1))
    inner, outer = text[start:end], plain(text[full[0] : full[1]])
    if earlier := _OTHER_TIME.match(inner):
        if is_name(inner[earlier.end() :]):
            yield Definition(match.start(), match.end(), ((start + earlier.end(), end),), full, former=True)
        return
    quoted = text[start - 1] in '“"‘「'
    latin = quoted and re.fullmatch(r"[A-Za-z][A-Za-z0-9-]{1,9}", inner) is not None
    if latin or (_shortens(inner, outer) and (quoted or is_name(inner)) and not is_department(inner)):
        yield Definition(match.start(), match.end(), ((start, end),), full)
    elif _shortens(outer, inner) and is_name(inner) and not is_department(outer):
        yield Definition(match.start(), match.end(), (full,), (start, end))


def _shortens(short: str, full: str) -> bool:
    rest = iter(full)
    return 2 <= len(short) <= _SHORTER * len(full) and all(char in rest for char in short)


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in " \t\u3000“\"'‘「为：:":
        start += 1
    while start < end and text[end - 1] in " \t\u3000”\"'’」":
        end -= 1
    return start, end


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
    aliases: dict[str, str] = {}
    known = tuple(known)
    listed = {plain(name) for name in known}
    for each in definitions(text, known):
        if each.full and not (each.former and any(plain(text[a:b]) in listed for a, b in each.shorts)):
            for start, end in each.shorts:
                aliases.setdefault(plain(text[start:end]), plain(text[slice(*each.full)]))
    return aliases


@lru_cache(maxsize=16)
def _everywhere(text: str, known: tuple[str, ...]) -> dict[str, str]:
    return {s: full for s, full in aliases_in(text, known).items() if not is_generic(s)}


@lru_cache(maxsize=16)
def other_names(text: str, known: tuple[str, ...]) -> dict[str, str]:
    """Return the names that ``text`` says an organisation had or has (X（原Y）), by its name.

    >>> other_names("河东区群众艺术馆（原河东区文化馆）", ())
    {'河东区群众艺术馆': '河东区文化馆'}
    """
    found = [d for d in definitions(text, known) if d.former and d.full]
    return {plain(text[slice(*d.full)]): plain(text[slice(*d.shorts[0])]) for d in found if d.full}


def document_aliases(outline: Outline, start: int = 0, end: int | None = None) -> dict[str, str]:
    """Return the organisations' short names that hold at ``start:end``.

    Definitions inside the range come first; a generic word (“中心”) holds only where it is defined.
    """
    text = outline.document.text
    known = tuple(unit.name for unit in outline.units)
    everywhere = _everywhere(text, known)
    if not start and end is None:
        return dict(everywhere)
    return {**everywhere, **aliases_in(text[start:end], known)}
