"""BODY spans: who carries the project out, by the section 实施主体 and, without it, by cues elsewhere."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from nlp.outline.model import Outline
from nlp.tagger.rules.lexicon import any_of, field_words
from nlp.tagger.rules.organisations import (
    Name,
    alias_parentheses,
    document_aliases,
    is_complete,
    is_department,
    is_generic,
    plain,
    self_pattern,
    split_names,
)
from nlp.tagger.rules.passages import NEW_ITEM, Passage
from nlp.tagger.spans import FieldSpan

_SENTENCE_END: Final = re.compile(r"[。；;！？\n\t|]")
_FALLBACK: Final = ("plan", "overview", "other")
_STRICT_VERBS: Final = ("负责", "承担", "组织实施", "具体实施", "牵头", "实施", "承办", "主办", "执行")
_DOING: Final = (*_STRICT_VERBS, "具体", "组织", "开展", "统筹")
_JOINING: Final = ("配合", "协同", "参与", "共同")
#: What follows a list of names: 等5家医院, 及所属单位.
_REST: Final = re.compile(
    r"(?:等(?:[\d一二两三四五六七八九十多几]*[家个所])?|(?:及|和|与|以及)(?:其)?(?:所属|下属|直属|各|相关|有关))[^（()）]*$"
)
_MAX_LONE_LINE: Final = 25


@dataclass(frozen=True, slots=True)
class _Found:
    name: Name
    score: float


@dataclass(frozen=True, slots=True)
class _Text:
    """A passage without the definitions of short names; a name ends at a ``cut`` where one stood."""

    passage: Passage
    cuts: tuple[int, ...]
    known: tuple[str, ...]


def find_bodies(parts: Sequence[Passage], outline: Outline) -> list[FieldSpan]:
    """Return the bodies' spans; departments count only where no organisation is named."""
    known = (
        *(unit.name for unit in outline.units),
        *(short for short in document_aliases(outline) if len(short) > 2),
        *((outline.organisation,) if outline.organisation else ()),
    )
    spans: list[FieldSpan] = []
    for part in parts:
        if part.kind == "implementing_body":
            spans += _spans(_text(part, known), _in_section)
    for kind in _FALLBACK:
        if spans:
            break
        for part in parts:
            if part.kind == kind:
                spans += _spans(_text(part, known), _by_cues)
    return spans


def _text(part: Passage, known: tuple[str, ...]) -> _Text:
    removed: set[int] = set()
    cuts: list[int] = []
    for start, end, _ in alias_parentheses(part.text):
        cuts.append(start - len(removed))
        removed.update(range(start, end))
    kept = [i for i in range(len(part.text)) if i not in removed]
    bare = Passage(part.kind, "".join(part.text[i] for i in kept), tuple(part.offsets[i] for i in kept))
    return _Text(bare, tuple(cuts), known)


def _spans(text: _Text, finder: Callable[[_Text], Iterator[_Found]]) -> list[FieldSpan]:
    found = sorted(finder(text), key=lambda f: (f.name.start, -f.score))
    organisations = [f for f in found if not f.name.department]
    named = [f for f in organisations if not is_generic(f.name.text)]
    spans: list[FieldSpan] = []
    seen: set[str] = set()
    for item in named or organisations or found:
        if plain(item.name.text) not in seen:
            seen.add(plain(item.name.text))
            spans.append(text.passage.span("BODY", item.name.start, item.name.end, item.score))
    return spans


def _in_section(text: _Text) -> Iterator[_Found]:
    found = [
        *_labelled(text),
        *_made_the_body(text),
        *_by_clauses(text, field_words().body.by_verbs),
        *_joint(text),
        *_bare(text),
    ]
    if not found:
        found = _subjects(text)
    yield from found or _lone_line(text)


def _by_cues(text: _Text) -> Iterator[_Found]:
    yield from (_Found(f.name, 0.7) for f in _labelled(text))
    yield from (_Found(f.name, 0.6) for f in _by_clauses(text, _STRICT_VERBS) if not is_generic(f.name.text))


@cache
def _label_pattern() -> re.Pattern[str]:
    return re.compile(rf"{any_of(field_words().body.labels)}\s*(?:[:：\t|]|为|是|即|系|包括|有)+\s*")


@cache
def _role_prefix() -> re.Pattern[str]:
    """Return the pattern of a role written before a name: 建设单位X."""
    return re.compile(any_of(field_words().body.labels))


@cache
def _other_label_pattern() -> re.Pattern[str]:
    return re.compile(rf"\s*{any_of(field_words().body.other_labels)}\s*(?:[:：\t|]|为|是)")


@cache
def _verbs(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(any_of(words))


def _names(text: _Text, start: int, end: int) -> list[Name]:
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
        if role := _role_prefix().match(source, first, last - 3):
            first = role.end()
        last = next((cut for cut in text.cuts if first + 2 < cut < last), last)
        written = source[first:last]
        if (rest := _REST.search(written)) and is_complete(written[: rest.start()], text.known):
            last = first + rest.start()
            written = source[first:last]
        if own := self_pattern().match(written):
            last = first + own.end()
            written = own[0]
        if any(word in written for word in field_words().organisation.outsiders):
            continue
        department = is_department(written) and plain(written) not in {plain(k) for k in text.known}
        names.append(Name(first, last, written, department))
    return names


def _longest(text: _Text, start: int, ends: list[int]) -> list[Name]:
    for end in sorted(set(ends), reverse=True):
        if end > start and (names := _names(text, start, end)):
            return names
    return []


def _labelled(text: _Text) -> Iterator[_Found]:
    source = text.passage.text
    for label in _label_pattern().finditer(source):
        stop = _SENTENCE_END.search(source, label.end())
        end = stop.start() if stop else len(source)
        ends = [end, *(m.start() for m in re.finditer(r"[，,]", source[:end]) if m.start() > label.end())]
        names = _longest(text, label.end(), ends) or _first_subject(text, label.end(), end)
        yield from (_Found(name, 0.95) for name in names)


def _made_the_body(text: _Text) -> Iterator[_Found]:
    """Yield the names in 以X为实施主体."""
    labels = any_of(field_words().body.labels)
    for match in re.finditer(rf"以([^，,。；;\n]{{2,60}}?)(?:为|作为){labels}", text.passage.text):
        yield from (_Found(name, 0.9) for name in _names(text, match.start(1), match.end(1)))


def _by_clauses(text: _Text, verbs: tuple[str, ...]) -> Iterator[_Found]:
    source = text.passage.text
    for by in re.finditer(r"(?<![理缘自事])由(?![于此来])", source):
        stop = re.search(r"[，,。；;\n]", source[by.end() :])
        end = by.end() + stop.start() if stop else len(source)
        for verb in _verbs(verbs).finditer(source, by.end() + 1, end):
            if names := _names(text, by.end(), verb.start()):
                yield from (_Found(name, 0.9) for name in names)
                sentence_end = _SENTENCE_END.search(source, by.end())
                last = sentence_end.start() if sentence_end else len(source)
                yield from (_Found(name, 0.8) for name in _joining(text, by.end(), last))
                break


def _joint(text: _Text) -> Iterator[_Found]:
    """Yield joint executors: 依托X, 联合Y一起 and X会同Y共同."""
    words = field_words().body
    source = text.passage.text
    for base in _verbs(words.base_words).finditer(source):
        end = _phrase_end(source, base.end())
        yield from (_Found(name, 0.85) for name in _names(text, base.end(), end))
    for joint in _verbs(words.joint_words).finditer(source):
        end = _phrase_end(source, joint.end())
        for verb in _verbs(words.joint_verbs).finditer(source, joint.end() + 1, end):
            if names := _names(text, joint.end(), verb.start()):
                yield from (_Found(name, 0.85) for name in names)
                if subject := _subject_before(text, joint.start()):
                    yield from (_Found(name, 0.85) for name in subject)
                break


def _phrase_end(source: str, start: int) -> int:
    stop = re.search(r"[，,。；;\n]", source[start:])
    return start + stop.start() if stop else len(source)


def _subject_before(text: _Text, end: int) -> list[Name]:
    source = text.passage.text
    start = max(source.rfind(mark, 0, end) for mark in "。；;\n，,由") + 1
    return _names(text, start, end)


def _sentences(source: str) -> Iterator[tuple[int, int]]:
    start = 0
    for stop in [*(m.start() for m in _SENTENCE_END.finditer(source)), len(source)]:
        first = start
        while marker := NEW_ITEM.match(source, first, stop):
            if marker.end() <= first:
                break
            first = marker.end()
        while first < stop and source[first].isspace():
            first += 1
        if first < stop:
            yield first, stop
        start = stop + 1


def _bare(text: _Text) -> Iterator[_Found]:
    """Yield the names of sentences that hold nothing but names, or names and a colon (X：负责采样)."""
    source = text.passage.text
    for start, end in _sentences(source):
        if _other_label_pattern().match(source, start) or _label_pattern().search(source, start, end):
            continue
        colon = re.compile(r"[：:]").search(source, start, end)
        names = _names(text, start, end) or (_names(text, start, colon.start()) if colon else [])
        yield from (_Found(name, 0.97) for name in names)


def _subjects(text: _Text) -> list[_Found]:
    """Return the subjects of the first sentence that has one, and those who join it there."""
    source = text.passage.text
    for start, end in _sentences(source):
        if names := _first_subject(text, start, end):
            return [_Found(name, 0.8) for name in (*names, *_joining(text, start, end))]
    for start, end in _sentences(source):
        for first, last in _pieces(source, start, end):
            for verb in _verbs(_DOING).finditer(source, first + 1, last):
                if names := _names(text, first, verb.start()):
                    return [_Found(name, 0.7) for name in names]
    return []


def _pieces(source: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    marks = [m.start() for m in re.finditer(r"[，,、]", source[:end]) if m.start() >= start]
    yield from zip([start, *(m + 1 for m in marks)], [*marks, end], strict=True)


def _joining(text: _Text, start: int, end: int) -> Iterator[Name]:
    """Yield who joins in a later clause: X牵头，Y配合实施."""
    source = text.passage.text
    commas = [m.start() for m in re.finditer(r"[，,]", source[:end]) if m.start() >= start]
    for comma in commas:
        for verb in _verbs(_JOINING).finditer(source, comma + 2, _phrase_end(source, comma + 1)):
            if names := _names(text, comma + 1, verb.start()):
                yield from names
                break


def _first_subject(text: _Text, start: int, end: int) -> list[Name]:
    """Return the names in front of the first verb that has a complete name before it."""
    source = text.passage.text
    words = field_words().body
    stops = [
        *_verbs(words.subject_verbs).finditer(source, start + 1, end),
        *re.finditer(r"[，,]", source[:end]),
    ]
    for stop in sorted((s for s in stops if s.start() > start), key=lambda s: s.start()):
        if names := _names(text, start, stop.start()):
            if stop[0] in words.joint_words:
                rest = _phrase_end(source, stop.end())
                for verb in _verbs(words.subject_verbs + words.by_verbs).finditer(
                    source, stop.end() + 1, rest
                ):
                    if more := _names(text, stop.end(), verb.start()):
                        return [*names, *more]
            return names
    return []


def _lone_line(text: _Text) -> Iterator[_Found]:
    """Yield the only line of the section where it is short and says nothing else: an unusual name."""
    source = text.passage.text
    sentences = list(_sentences(source))
    if len(sentences) != 1:
        return
    start, end = sentences[0]
    written = source[start:end].rstrip()
    words = field_words().body
    if 3 <= len(written) <= _MAX_LONE_LINE and not (
        written.startswith(words.nobody)
        or re.search(r"[，,：:、\d]", written)
        or any(word in written for word in field_words().organisation.outsiders)
        or any(verb in written for verb in ("负责", "实施", "开展", "项目", "工作", "资金"))
    ):
        yield _Found(Name(start, start + len(written), written, False), 0.5)
