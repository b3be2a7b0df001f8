"""The names in a stretch of a passage: lists of names, roles before them, remarks and adverbs behind them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from nlp.tagger.rules.aliases import alias_parentheses
from nlp.tagger.rules.lexicon import any_of, field_words
from nlp.tagger.rules.name_lists import is_complete, split_names
from nlp.tagger.rules.organisations import Name, is_department, is_group, is_name, plain, self_pattern
from nlp.tagger.rules.passages import Passage

#: Words between a name and its verb: Y做好配合, 由X具体负责.
_ADVERBS: Final = re.compile(
    r"(?:做好|积极|予以|给予|全力|分别|共同|联合|具体|统一|主动|密切|协助|进行|负责|全面|按职责分工|按职责|按分工|分工|分头|分别|合作|各自)+$"
)
#: A parenthesis behind a name that says something about it: （委托社会组织运营）.
_REMARK: Final = re.compile(
    r"[（(][^（()）\n：:]*(?:委托|负责|实施|牵头|运营|承担|代建|组织开展|主管|承办|主办|协办|参与|配合|联系)[^（()）\n：:]*[)）]"
)
#: 联合X in an enumeration of its own.
_JOINT_PREFIX: Final = re.compile(r"(?:联合|会同|协同|携手|依托于?)(?=[\u4e00-\u9fff]{4})")
#: What follows a list of names: 等5家医院, 及所属单位.
_REST: Final = re.compile(
    r"(?:等(?:[\d一二两三四五六七八九十多几]*[家个所])?|(?:及|和|与|以及)(?:其)?(?:所属|下属|直属|各|相关|有关|[省市区县乡镇]{2,3}(?![局委])))[^（()）]*$"
)


@dataclass(frozen=True, slots=True)
class NamedText:
    """A passage without the definitions of short names; a name ends at a ``cut`` where one stood."""

    passage: Passage
    cuts: tuple[int, ...]
    known: tuple[str, ...]


def named_text(part: Passage, known: tuple[str, ...]) -> NamedText:
    """Return a passage without definitions of short names and remarks; ``known`` are the document's names."""
    removed: set[int] = set()
    cuts: list[int] = []
    away = [(start, end) for start, end, _ in alias_parentheses(part.text)]
    away += [m.span() for m in _REMARK.finditer(part.text)]
    for start, end in sorted(away):
        cuts.append(start - len(removed))
        removed.update(range(start, end))
    kept = [i for i in range(len(part.text)) if i not in removed]
    bare = Passage(part.kind, "".join(part.text[i] for i in kept), tuple(part.offsets[i] for i in kept))
    return NamedText(bare, tuple(cuts), known)


@cache
def label_pattern() -> re.Pattern[str]:
    """Return the pattern of a label before the bodies' names: "实施主体："."""
    return re.compile(rf"{any_of(field_words().body.labels)}\s*(?:[:：\t|]|为|是|即|系|包括|有)+\s*")


@cache
def _role_prefix() -> re.Pattern[str]:
    """Return the pattern of a role written before a name: 建设单位X."""
    return re.compile(any_of(field_words().body.labels))


@cache
def other_label_pattern() -> re.Pattern[str]:
    """Return the pattern of a label of those who do not carry the project out: "监理单位："."""
    return re.compile(rf"\s*{any_of(field_words().body.other_labels)}\s*(?:[:：\t|]|为|是)")


@cache
def verb_pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """Return the pattern of any of ``words``, compiled once."""
    return re.compile(any_of(words))


def names_in(text: NamedText, start: int, end: int) -> list[Name]:
    """Return the names if ``start:end`` holds names and nothing else."""
    source = text.passage.text
    pieces = split_names(source[start:end], text.known)
    if pieces is None and (rest := _REST.search(source[start:end])):
        pieces = split_names(source[start : start + rest.start()], text.known)
    if pieces is None:
        return []
    names: list[Name] = []
    for a, b in pieces:
        first, last = start + a, start + b
        if joint := _JOINT_PREFIX.match(source, first, last - 3):
            first = joint.end()
        if role := _role_prefix().match(source, first, last - 3):
            first = role.end()
        last = next((cut for cut in text.cuts if first + 2 < cut < last), last)
        written = source[first:last]
        if (rest := _REST.search(written)) and is_complete(written[: rest.start()], text.known):
            last = first + rest.start()
            written = source[first:last]
        if (own := self_pattern().match(written)) and not _is_own_department(written[own.end() :]):
            last = first + own.end()
            written = own[0]
        if is_group(written):
            continue
        if any(word in written for word in field_words().organisation.outsiders):
            continue
        department = is_department(written) and plain(written) not in {plain(k) for k in text.known}
        names.append(Name(first, last, written, department))
    return names


def _is_own_department(rest: str) -> bool:
    """Tell whether what stands behind 我委, 本校 is a department of it: 我委规划处."""
    return len(rest) >= 2 and is_name(rest) and not is_group(rest)


def names_before(text: NamedText, start: int, verb: int) -> list[Name]:
    """Return the names between ``start`` and a verb, adverbs before the verb left out."""
    if names := names_in(text, start, verb):
        return names
    adverbs = _ADVERBS.search(text.passage.text, start + 2, verb)
    return names_in(text, start, adverbs.start()) if adverbs else []


def longest(text: NamedText, start: int, ends: list[int]) -> list[Name]:
    """Return the names from ``start`` to the farthest of ``ends`` that leaves names alone; empty for none."""
    for end in sorted(set(ends), reverse=True):
        if end > start and (names := names_in(text, start, end)):
            return names
    return []
