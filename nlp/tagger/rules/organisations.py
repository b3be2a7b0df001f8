"""Names of organisations and departments in running text, and the short names that a document defines."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Final

from nlp.outline.model import Outline
from nlp.tagger.rules.lexicon import any_of, ends_with, field_words

_OPEN: Final = "（("
_CLOSE: Final = "）)"
_INNER: Final = r"[^（()）\n]"
#: What can stand inside a name.
_NAME_CHAR: Final = r"[\u4e00-\u9fffA-Za-z0-9·•“”\"&-]"
_JOINS: Final = re.compile(r"[、；;，,\n]|\s*[/／]\s*|\s+|(?:以及|和|及|与)(?=.)")


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a text: ``text[start:end]``; ``department`` tells a part of an organisation."""

    start: int
    end: int
    text: str
    department: bool


def plain(name: str) -> str:
    """Return a name for comparing: brackets alike, no blanks, no outer quotation marks.

    >>> plain("河东 文化馆(河东剧场)")
    '河东文化馆（河东剧场）'
    """
    name = re.sub(r"\s+", "", name)
    return name.replace("(", "（").replace(")", "）").strip("“”\"'‘’「」")


def split_parenthesis(name: str) -> tuple[str, str | None]:
    """Return a name and the second name in its closing parenthesis.

    >>> split_parenthesis("河东文化馆（河东剧场）")
    ('河东文化馆', '河东剧场')
    """
    if match := re.fullmatch(r"(.+?)（(.+)）", plain(name)):
        return match[1], match[2]
    return plain(name), None


def is_name(text: str) -> bool:
    """Tell whether ``text`` ends like the name of an organisation or of a department.

    >>> is_name("河东区文化馆"), is_name("文化建设")
    (True, False)
    """
    words = field_words().organisation
    bare, _ = split_parenthesis(text)
    if len(bare) < 2 or ends_with(bare, words.not_names) or re.search(r"[：:，,。；;]", bare):
        return False
    if any(word in bare for word in words.not_in_names):
        return False
    return ends_with(bare, words.suffixes + words.departments) is not None


def is_department(text: str) -> bool:
    """Tell whether a name is a part of an organisation that is not named itself.

    >>> is_department("测试部"), is_department("河东市市场管理办公室"), is_department("河东区文化馆")
    (True, False, False)
    """
    words = field_words().organisation
    bare, _ = split_parenthesis(text)
    ending = ends_with(bare, words.suffixes + words.departments)
    if ending not in words.departments:
        return False
    return not any(mark in bare for mark in words.region_marks) and _inner_organisation(bare) is None


def _inner_organisation(name: str) -> str | None:
    """Return the organisation that a name of organisation and department begins with."""
    suffixes = tuple(s for s in field_words().organisation.suffixes if len(s) > 1)
    heads = (name[:end] for end in range(len(name) - 1, 3, -1))
    return next((head for head in heads if ends_with(head, suffixes) and is_name(head)), None)


def is_generic(text: str) -> bool:
    """Tell whether ``text`` is a kind of organisation alone, or 本/我 with a kind.

    >>> is_generic("研究所"), is_generic("我中心"), is_generic("本单位"), is_generic("河东中心")
    (True, True, True, False)
    """
    words = field_words().organisation
    name = plain(text)
    if name in words.generic_kinds or name in words.self_words:
        return True
    return (
        len(name) > 1
        and name[0] in words.self_prefixes
        and name[1:] in words.self_kinds + words.generic_kinds
    )


def generic_kind(text: str) -> str | None:
    """Return the kind in a generic word, ``None`` for 本单位 and the like.

    >>> generic_kind("我所"), generic_kind("研究所"), generic_kind("本单位")
    ('所', '研究所', None)
    """
    words = field_words().organisation
    name = plain(text)
    if name in words.self_words or name in ("单位", "部门", "机关"):
        return None
    return name[1:] if name[0] in words.self_prefixes else name


@cache
def self_pattern() -> re.Pattern[str]:
    """Return the pattern of words for the narrative's own body."""
    words = field_words().organisation
    own = any_of(words.self_prefixes) + any_of(words.self_kinds)
    return re.compile(f"{any_of(words.self_words)}|{own}")


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
            joined = stop in (
                "和",
                "与",
                "及",
                "以及",
                "的",
                "在",
                "于",
                "对",
                "为",
                "向",
                "建设",
                "组织",
                "支持",
                "经",
                "受",
                "从",
                "至",
            )
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


def split_names(text: str, known: Iterable[str] = ()) -> list[tuple[int, int]] | None:
    """Split a list of names; ``None`` if a piece of it is no name.

    A word such as 和 separates only where a complete name stands before it.

    >>> s = "河东体育和旅游中心、河东剧院和河西剧院"
    >>> [s[a:b] for a, b in split_names(s)]
    ['河东体育和旅游中心', '河东剧院', '河西剧院']
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
    return bare in {plain(k) for k in known} or is_generic(bare) or is_name(bare)


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and (text[start].isspace() or text[start] in '。.；;、，,：:“"'):
        start += 1
    while start < end and (text[end - 1].isspace() or text[end - 1] in '。.；;、，,：:”"等'):
        end -= 1
    return start, end
