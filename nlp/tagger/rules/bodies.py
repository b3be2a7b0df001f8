"""BODY spans: who carries the project out, by the section 实施主体 and, without it, by cues elsewhere."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from nlp.outline.model import Outline
from nlp.tagger.rules.aliases import document_aliases
from nlp.tagger.rules.body_names import (
    NamedText,
    label_pattern,
    longest,
    named_text,
    names_before,
    names_in,
    other_label_pattern,
    verb_pattern,
)
from nlp.tagger.rules.lexicon import any_of, field_words
from nlp.tagger.rules.organisations import (
    Name,
    is_generic,
    is_group,
    plain,
)
from nlp.tagger.rules.passages import NEW_ITEM, Passage
from nlp.tagger.spans import FieldSpan

_SENTENCE_END: Final = re.compile(r"[。；;！？\n\t|]")
_FALLBACK: Final = ("plan", "overview", "other")
_STRICT_VERBS: Final = ("负责", "承担", "组织实施", "具体实施", "牵头", "实施", "承办", "主办", "执行")
_DOING: Final = (*_STRICT_VERBS, "具体", "组织", "开展", "统筹")
#: Who does one of these in a later clause carries the project out too: X牵头，Y配合.
_JOINING: Final = (
    "配合",
    "协同",
    "参与",
    "参加",
    "共同",
    "协办",
    "承办",
    "承担",
    "组织实施",
    "具体实施",
    "实施",
)
#: … but not who watches over it: 负责实施监督.
_WATCHING: Final = re.compile(r"\w{0,4}(?:监督|监管|指导|考核|审计|验收|审批)")
_MAX_LONE_LINE: Final = 25


#: 由X负责; who allots or watches over the money (资金由X核拨) is no body.
_BY: Final = re.compile(
    r"(?<![理缘自事])(?<!资金)(?<!经费)(?<!费用)(?<!款项)(?<!监督)(?<!监管)(?<!考核)(?<!指导)(?<!验收)(?<!评审)由(?![于此来])"
)


@dataclass(frozen=True, slots=True)
class _Found:
    name: Name
    score: float


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
            spans += _spans(named_text(part, known), _in_section)
    for kind in _FALLBACK:
        if spans:
            break
        for part in parts:
            if part.kind == kind:
                spans += _spans(named_text(part, known), _by_cues)
    return spans


def _spans(text: NamedText, finder: Callable[[NamedText], Iterator[_Found]]) -> list[FieldSpan]:
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


def _in_section(text: NamedText) -> Iterator[_Found]:
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


def _by_cues(text: NamedText) -> Iterator[_Found]:
    yield from (_Found(f.name, 0.7) for f in _labelled(text))
    yield from (_Found(f.name, 0.6) for f in _made_the_body(text))
    yield from (_Found(f.name, 0.6) for f in _by_clauses(text, _STRICT_VERBS) if not is_generic(f.name.text))


def _labelled(text: NamedText) -> Iterator[_Found]:
    source = text.passage.text
    for label in label_pattern().finditer(source):
        stop = _SENTENCE_END.search(source, label.end())
        end = stop.start() if stop else len(source)
        if label.start() and source[label.start() - 1] in "（(":
            end = min(end, *(at for c in "）)" if (at := source.find(c, label.end())) >= 0), end)
        ends = [end, *(m.start() for m in re.finditer(r"[，,]", source[:end]) if m.start() > label.end())]
        names = longest(text, label.end(), ends) or _first_subject(text, label.end(), end)
        yield from (_Found(name, 0.95) for name in names)


def _made_the_body(text: NamedText) -> Iterator[_Found]:
    """Yield the names in 以X为实施主体 and X为项目承担单位."""
    labels = any_of(field_words().body.labels)
    patterns = (
        rf"以([^，,。；;\n]{{2,60}}?)(?:为|作为){labels}",
        rf"(?:^|[，,。；;：:\n])((?!以)[^，,。；;：:\n]{{2,60}}?)(?:为|是|作为|担任)(?:本|该)?(?:项目)?的?{labels}",
    )
    for pattern in patterns:
        for match in re.finditer(pattern, text.passage.text):
            names = names_in(text, match.start(1), match.end(1))
            yield from (_Found(name, 0.9) for name in names if not is_generic(name.text))


def _by_clauses(text: NamedText, verbs: tuple[str, ...]) -> Iterator[_Found]:
    source = text.passage.text
    for by in _BY.finditer(source):
        stop = re.search(r"[，,。；;\n]", source[by.end() :])
        end = by.end() + stop.start() if stop else len(source)
        for verb in verb_pattern(verbs).finditer(source, by.end() + 1, end):
            if names := names_before(text, by.end(), verb.start()):
                yield from (_Found(name, 0.9) for name in names)
                sentence_end = _SENTENCE_END.search(source, by.end())
                last = sentence_end.start() if sentence_end else len(source)
                yield from (_Found(name, 0.8) for name in _joining(text, by.end(), last))
                break


def _joint(text: NamedText) -> Iterator[_Found]:
    """Yield joint executors: 依托X, 联合Y一起 and X会同Y共同."""
    words = field_words().body
    source = text.passage.text
    for base in verb_pattern(words.base_words).finditer(source):
        end = _phrase_end(source, base.end())
        yield from (_Found(name, 0.85) for name in names_in(text, base.end(), end))
    for joint in verb_pattern(words.joint_words).finditer(source):
        end = _phrase_end(source, joint.end())
        for verb in verb_pattern(words.joint_verbs).finditer(source, joint.end() + 1, end):
            if names := names_in(text, joint.end(), verb.start()):
                yield from (_Found(name, 0.85) for name in names)
                subject = _subject_before(text, joint.start()) or _sentence_subject(text, joint.start())
                if subject:
                    yield from (_Found(name, 0.85) for name in subject)
                break


def _phrase_end(source: str, start: int) -> int:
    stop = re.search(r"[，,。；;\n]", source[start:])
    return start + stop.start() if stop else len(source)


def _subject_before(text: NamedText, end: int) -> list[Name]:
    source = text.passage.text
    start = max(source.rfind(mark, 0, end) for mark in "。；;\n，,由") + 1
    return names_in(text, start, end)


def _sentence_subject(text: NamedText, end: int) -> list[Name]:
    """Return the subject of the sentence where a later clause goes on: X牵头，会同Y实施."""
    source = text.passage.text
    for start, stop in _sentences(source):
        if start < end <= stop:
            by = re.compile("由").match(source, start)
            return _first_subject(text, by.end() if by else start, end)
    return []


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


def _bare(text: NamedText) -> Iterator[_Found]:
    """Yield the names of sentences that hold nothing but names, or begin with them (X：负责采样；X，…)."""
    source = text.passage.text
    for start, end in _sentences(source):
        label = label_pattern().search(source, start, end)
        if other_label_pattern().match(source, start) or (label and source[label.start() - 1] not in "（("):
            continue
        mark = re.compile(r"[：:，,]|[（(](?=[^（()）]*[：:])").search(source, start, end)
        names = names_in(text, start, end) or (names_in(text, start, mark.start()) if mark else [])
        if mark and mark[0] in "，," and names:
            names = [*names, *_joining(text, start, end)]
        yield from (_Found(name, 0.97) for name in names)


def _subjects(text: NamedText) -> list[_Found]:
    """Return the subjects of the first sentence that has one, and those who join it there."""
    source = text.passage.text
    for start, end in _sentences(source):
        if names := _first_subject(text, start, end):
            return [_Found(name, 0.8) for name in (*names, *_joining(text, start, end))]
    for start, end in _sentences(source):
        for first, last in _pieces(source, start, end):
            for verb in verb_pattern(_DOING).finditer(source, first + 1, last):
                if names := names_in(text, first, verb.start()):
                    return [_Found(name, 0.7) for name in names]
    return []


def _pieces(source: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    marks = [m.start() for m in re.finditer(r"[，,、]", source[:end]) if m.start() >= start]
    yield from zip([start, *(m + 1 for m in marks)], [*marks, end], strict=True)


def _joining(text: NamedText, start: int, end: int) -> Iterator[Name]:
    """Yield who joins in a later clause: X牵头，Y配合实施."""
    source = text.passage.text
    commas = [m.start() for m in re.finditer(r"[，,]", source[:end]) if m.start() >= start]
    for comma in commas:
        for verb in verb_pattern(_JOINING).finditer(source, comma + 2, _phrase_end(source, comma + 1)):
            if _WATCHING.match(source, verb.end()):
                break
            if names := names_before(text, comma + 1, verb.start()):
                yield from names
                break


def _first_subject(text: NamedText, start: int, end: int) -> list[Name]:
    """Return the names in front of the first verb that has a complete name before it."""
    source = text.passage.text
    words = field_words().body
    stops = [
        *verb_pattern(words.subject_verbs).finditer(source, start + 1, end),
        *re.finditer(r"[，,]", source[:end]),
    ]
    for stop in sorted((s for s in stops if s.start() > start), key=lambda s: s.start()):
        if names := names_in(text, start, stop.start()):
            if stop[0] == "委托" and (own := _entrusted(text, stop.end(), end)):
                return own
            if stop[0] in words.joint_words:
                rest = _phrase_end(source, stop.end())
                later = verb_pattern(words.subject_verbs + words.by_verbs).finditer(
                    source, stop.end() + 1, rest
                )
                for verb in later:
                    if more := names_in(text, stop.end(), verb.start()):
                        return [*names, *more]
            return names
    return []


def _entrusted(text: NamedText, start: int, end: int) -> list[Name]:
    """Return the document's own units that are entrusted with the project: 某局委托所属中心承担.

    Others who are entrusted are suppliers.
    """
    known = {plain(name) for name in text.known}
    for verb in verb_pattern(_DOING).finditer(text.passage.text, start + 2, end):
        names = names_before(text, start, verb.start())
        if names and all(plain(name.text) in known for name in names):
            return names
    return []


def _lone_line(text: NamedText) -> Iterator[_Found]:
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
        or is_group(written)
        or re.search(r"[，,：:、\d]", written)
        or any(word in written for word in field_words().organisation.outsiders)
        or any(verb in written for verb in ("负责", "实施", "开展", "项目", "工作", "资金"))
    ):
        yield _Found(Name(start, start + len(written), written, False), 0.5)
