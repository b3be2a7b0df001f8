"""Where bodies are named: behind labels, in 由-clauses, as joint executors, as the subject of a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from nlp.tagger.rules.body_names import (
    NamedText,
    body_labels,
    label_pattern,
    longest,
    names_before,
    names_in,
    other_label_pattern,
    verb_pattern,
    verbs_in,
)
from nlp.tagger.rules.body_work import is_company, is_partner, is_proper, is_side_work, only_helps
from nlp.tagger.rules.lexicon import field_words
from nlp.tagger.rules.name_lists import JOINTLY
from nlp.tagger.rules.organisations import Name, is_generic, is_group, is_self, plain
from nlp.tagger.rules.passages import NEW_ITEM, clause_start

_SENTENCE_END: Final = re.compile(r"[。；;！？\n\t|]")
_STRICT_VERBS: Final = (
    *("负责", "承担", "组织实施", "具体实施", "具体建设", "组织建设"),
    *("牵头", "实施", "承办", "主办", "执行"),
)
_DOING: Final = (*_STRICT_VERBS, "具体", "组织", "开展", "统筹", "履行")
#: Who does one of these in a later clause carries the project out too: X牵头，Y配合.
_JOINING: Final = (
    "配合",
    "协同",
    "参与",
    "参加",
    "共同",
    "协办",
    "承办",
    "承接",
    "承担",
    "组织实施",
    "具体实施",
    "实施",
    "分工落实",
    "联合共建",
    "联合建设",
    "联合实施",
    "联合承担",
    "联合开展",
    "共建",
)
#: 甲为项目法人，乙与其联合实施: who does it with the one that is named already.
_WITH_IT: Final = re.compile(
    r"(?:与|同|和|会同|联合|协同|配合|协助)(?:其|之|前者|上述单位|该(?:单位|[局委中院所馆站校]心?))"
    r"(?:一起|一道)?(?:共同|联合|合作|协作|携手|协同|一起|一道|实施|完成|承担)"
)
_ONE_IS: Final = re.compile(r"\s*[一二三四五六七八九十]是(?=由?[\u4e00-\u9fff]{4})")
_HELPING: Final = ("配合", "协同", "参与", "参加", "协办")
#: What a clause speaks of where it speaks of the whole project: 本项目由X承担, 由X承担.
_WHOLE: Final = re.compile(
    r"[\s（(\d.、]*(?:(?:本|该|此|整个|这[件项个]|具体|实施|组织)?(?:项目|工程|课题|专项|活动|工作|任务|事[务宜]?)?"
    r"(?:将|拟|计划|统一|具体|主要)?(?:实施|组织)?(?:[交均]|分别)?)"
)
_MAX_LONE_LINE: Final = 25
#: 由X负责; who allots or watches over the money (资金由X核拨) is no body.
_BY: Final = re.compile(
    r"(?<![理缘自事])(?<!资金)(?<!经费)(?<!费用)(?<!款项)(?<!监督)(?<!监管)(?<!考核)(?<!指导)(?<!验收)(?<!评审)(?<!核算)(?<!账务)(?<!此前)(?<!以前)(?<!曾)由(?![于此来])"
)


@dataclass(frozen=True, slots=True)
class Found:
    """A name with the score of the cue; ``aside`` for one that only watches, pays or supplies.

    ``helps``: a later clause says that it assists the ones before it (配合, 协助).
    """

    name: Name
    score: float
    aside: bool = False
    helps: bool = False


def in_section(text: NamedText) -> Iterator[Found]:
    """Yield the names that the section 实施主体 gives as bodies."""
    found = [
        *_labelled(text),
        *_made_the_body(text),
        *_by_clauses(text, field_words().body.by_verbs),
        *_joint(text),
        *_bare(text),
    ]
    if all(f.aside or f.name.department for f in found):
        found += _subjects(text)
    found += _sharing(text, found)
    yield from found or _lone_line(text)


def by_cues(text: NamedText) -> Iterator[Found]:
    """Yield the names that another section gives as bodies; only clear words count there."""
    yield from (Found(f.name, 0.7, f.aside) for f in _labelled(text))
    yield from (Found(f.name, 0.6, f.aside) for f in _made_the_body(text))
    clauses = [*_by_clauses(text, _STRICT_VERBS), *_acting(text)]
    if text.passage.kind == "other":
        clauses += _by_clauses(text, field_words().body.prose_verbs, whole=True)
    yield from (
        Found(f.name, 0.6, f.aside)
        for f in clauses
        # A company that does something is hired, unless the section of the bodies names it.
        if (is_self(f.name.text) or not is_generic(f.name.text)) and not is_company(text, f.name)
    )


def _labelled(text: NamedText) -> Iterator[Found]:
    source = text.passage.text
    for label in label_pattern().finditer(source):
        stop = _SENTENCE_END.search(source, label.end())
        end = stop.start() if stop else len(source)
        if label.start() and source[label.start() - 1] in "（(":
            end = min(end, *(at for c in "）)" if (at := source.find(c, label.end())) >= 0), end)
        later = [m.start() for m in label_pattern().finditer(source, label.end(), end)]
        later += [m.start() for m in re.finditer(r"\s{2,}", source[:end]) if m.start() > label.end()]
        ends = [
            end,
            *later,
            *(m.start() for m in re.finditer(r"[，,]", source[:end]) if m.start() > label.end()),
        ]
        names = longest(text, label.end(), ends) or _first_subject(text, label.end(), end)
        yield from (Found(name, 0.95) for name in names)


def _made_the_body(text: NamedText) -> Iterator[Found]:
    """Yield the names in 以X为实施主体 and X为项目承担单位."""
    labels = body_labels()
    patterns = (
        rf"以([^，,。；;\n]{{2,60}}?)(?:为|作为){labels}",
        rf"(?:^|[，,。；;：:\n])((?!以)[^，,。；;：:\n]{{2,60}}?)(?:为|是|作为|担任)(?:本|该)?(?:项目)?的?(?:唯一|主要|具体|第一|共同)?的?{labels}",
    )
    # 本项目为甲与乙联合实施的…
    together = r"项目(?:为|是|系)由?([^，,。；;：:\n]{4,60}?)(?:联合|共同|合作)(?:实施|承担|开展|组织)的"
    for pattern in (*patterns, together):
        for match in re.finditer(pattern, text.passage.text):
            names = names_in(text, match.start(1), match.end(1))
            yield from (Found(name, 0.9) for name in names if not is_generic(name.text))


def _by_clauses(text: NamedText, verbs: tuple[str, ...], *, whole: bool = False) -> Iterator[Found]:
    source = text.passage.text
    for by in _BY.finditer(source):
        end = _phrase_end(source, by.end())
        for verb in verbs_in(verbs, source, by.end() + 1, end):
            if names := names_before(text, by.end(), verb.start()):
                if verb[0] == "委托":
                    names = _entrusted(text, verb.end(), end) or names
                aside = is_side_work(source, verb)
                clause = clause_start(source, by.start(), "。；;，,：:\n")
                part = not _WHOLE.fullmatch(source, clause, by.start())
                if whole and part:
                    break
                aside = aside or (part and verb[0] in _HELPING)
                yield from (
                    Found(name, 0.9, aside or (part and (name.department or is_company(text, name))))
                    for name in names
                )
                sentence_end = _SENTENCE_END.search(source, by.end())
                last = sentence_end.start() if sentence_end else len(source)
                yield from _joining(text, by.end(), last)
                break


def _joint(text: NamedText) -> Iterator[Found]:
    """Yield joint executors: 依托X, 联合Y一起 and X会同Y共同."""
    words = field_words().body
    source = text.passage.text
    for base in verb_pattern(words.base_words).finditer(source):
        end = _phrase_end(source, base.end())
        yield from (Found(name, 0.85) for name in names_in(text, base.end(), end))
    for back in _WITH_IT.finditer(source):
        names = _subject_before(text, back.start())
        yield from (Found(name, 0.85) for name in (*_sentence_subject(text, back.start()), *names))
    for joint in verb_pattern(words.joint_words).finditer(source):
        if joint[0] in ("联合", "协同") and not JOINTLY.match(source, joint.start()):
            continue  # 残疾人联合会, 协同创新中心
        end = _phrase_end(source, joint.end())
        for verb in verbs_in(words.joint_verbs, source, joint.end() + 1, end):
            if names := names_in(text, joint.end(), verb.start()):
                clause = clause_start(source, joint.start(), "。；;，,\n")
                led = bool(source[clause : joint.start()].strip())
                if joint[0] == "和" and led and not _subject_before(text, joint.start()):
                    break  # 县人力资源和社会保障局
                subject = _subject_before(text, joint.start()) or _sentence_subject(text, joint.start())
                if not subject and joint[0] in ("与", "和"):
                    if joint[0] == "和" or not is_partner(source, joint.start(), verb.start()):
                        break  # 拥有专家12名，与某大学共建基地
                    subject = [f.name for f in _subjects(text)]
                yield from (Found(name, 0.85) for name in names)
                if subject:
                    yield from (Found(name, 0.85) for name in subject)
                    stop = _SENTENCE_END.search(source, verb.end())
                    yield from _joining(text, verb.end(), stop.start() if stop else len(source))
                break


def _phrase_end(source: str, start: int) -> int:
    stop = re.compile(r"[，,。；;\n]").search(source, start)
    return stop.start() if stop else len(source)


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
        while marker := NEW_ITEM.match(source, first, stop) or _ONE_IS.match(source, first, stop):
            if marker.end() <= first:
                break
            first = marker.end()
        while first < stop and source[first].isspace():
            first += 1
        if first < stop:
            yield first, stop
        start = stop + 1


def _bare(text: NamedText) -> Iterator[Found]:
    """Yield the names of sentences that hold nothing but names, or begin with them (X：负责采样；X，…)."""
    source = text.passage.text
    for start, end in _sentences(source):
        label = label_pattern().search(source, start, end)
        if _under_other_label(source, start):
            continue
        if other_label_pattern().match(source, start) or (label and source[label.start() - 1] not in "（("):
            continue
        mark = re.compile(r"[：:，,]|[（(](?=[^（()）]*[：:])").search(source, start, end)
        names = names_in(text, start, end) or (names_in(text, start, mark.start()) if mark else [])
        if mark and mark[0] in "，," and names:
            yield from _joining(text, start, end, 0.97)
        yield from (Found(name, 0.97) for name in names)


def _under_other_label(source: str, start: int) -> bool:
    """Tell whether the cell before one that begins at ``start`` says that it names no body: 监管单位."""
    before = source[:start].rstrip(" ")
    if not before.endswith(("|", "\t")):
        return False
    cell = re.split(r"[|\t\n]", before[:-1])[-1]
    return other_label_pattern().match(cell + "：") is not None


def _subjects(text: NamedText) -> list[Found]:
    """Return the subjects of the first sentence that has one, and those who join it there."""
    source = text.passage.text
    for start, end in _sentences(source):
        if names := _first_subject(text, start, end):
            return [*(Found(name, 0.8) for name in names), *_joining(text, start, end)]
    for start, end in _sentences(source):
        for first, last in _pieces(source, start, end):
            for verb in verbs_in(_DOING, source, first + 1, last):
                if names := names_in(text, first, verb.start()):
                    return [Found(name, 0.7) for name in names]
    return []


def _sharing(text: NamedText, found: Iterable[Found]) -> list[Found]:
    """Return who does a part of its own in the other sentences of a list with bodies: A负责甲；B负责乙."""
    source = text.passage.text
    places = [f.name.start for f in found]
    verbs = field_words().body.sharing_verbs
    more: list[Found] = []
    for start, end in _sentences(source):
        # Sentences of one list: parted by ；, or numbered.
        around = source[max(0, start - 2) : start].strip()[-1:], source[end : end + 1]
        numbered = NEW_ITEM.match(source, source.rfind("\n", 0, start) + 1) is not None
        listed = numbered or "；" in around or ";" in around
        if not places or not listed or any(start <= place < end for place in places):
            continue
        for verb in verbs_in(verbs, source, start + 2, end):
            if names := names_before(text, start, verb.start()):
                hired = is_side_work(source, verb)
                more += [
                    Found(n, 0.75, hired or is_company(text, n))
                    for n in names
                    if not only_helps(text, verb, n)
                ]
                break
    return more


def _acting(text: NamedText) -> Iterator[Found]:
    """Yield the subjects of clauses that say who carries the project out: X负责组织实施, Y承办."""
    source = text.passage.text
    verbs = field_words().body.acting_verbs
    for start, end in _sentences(source):
        for first, last in _pieces(source, start, end):
            for verb in verbs_in(verbs, source, first + 2, last):
                by = _BY.match(source, first)
                names = names_before(text, by.end() if by else first, verb.start())
                past = source[verb.end() : verb.end() + 1] in ("的", "了") and not verb[0].endswith("项目")
                if names and not past:
                    yield from (Found(name, 0.6, is_company(text, name)) for name in names)
                    break


def _pieces(source: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    marks = [m.start() for m in re.finditer(r"[，,、]", source[:end]) if m.start() >= start]
    yield from zip([start, *(m + 1 for m in marks)], [*marks, end], strict=True)


def _joining(text: NamedText, start: int, end: int, score: float = 0.8) -> Iterator[Found]:
    """Yield who joins in a later clause: X牵头，Y配合实施."""
    source = text.passage.text
    commas = [m.start() for m in re.finditer(r"[，,、]", source[:end]) if m.start() >= start]
    for comma in commas:
        if verb_pattern(field_words().body.joint_words).match(source, comma + 1):
            continue  # 与X联合开展: see _joint
        for verb in verbs_in((*_JOINING, "负责"), source, comma + 2, _phrase_end(source, comma + 1)):
            if is_side_work(source, verb):
                break
            if names := names_before(text, comma + 1, verb.start()):
                helps = verb[0] in _HELPING
                yield from (
                    # 立项处负责申报，技术处负责建设: departments, where no organisation is named.
                    Found(n, score, helps=helps or (verb[0] == "负责" and n.department))
                    for n in names
                    if (verb[0] != "负责" or n.department or is_proper(text, n))
                    and not only_helps(text, verb, n)
                )
                break


def _first_subject(text: NamedText, start: int, end: int) -> list[Name]:
    """Return the names in front of the first verb that has a complete name before it."""
    source = text.passage.text
    words = field_words().body
    stops = [
        *verbs_in(words.subject_verbs, source, start + 1, end),
        *re.finditer(r"[，,]", source[:end]),
    ]
    for stop in sorted((s for s in stops if s.start() > start), key=lambda s: s.start()):
        if names := names_before(text, start, stop.start()):
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


def _lone_line(text: NamedText) -> Iterator[Found]:
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
        yield Found(Name(start, start + len(written), written, False), 0.5)
