"""Who does what in the clauses of a sentence: its subject, who shares the work, who joins later."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

from nlp.tagger.rules.body_names import (
    MOST_ENDS,
    NamedText,
    names_before,
    names_in,
    verb_pattern,
    verbs_in,
)
from nlp.tagger.rules.body_work import is_company, is_proper, is_side_work, is_watched, takes_part
from nlp.tagger.rules.lexicon import field_words
from nlp.tagger.rules.organisations import Name, plain
from nlp.tagger.rules.passages import NEW_ITEM, clause_start

SENTENCE_END: Final = re.compile(r"[。；;！？\n\t|]")
_PHRASE_END: Final = re.compile(r"[，,。；;\n]")
_COMMA: Final = re.compile("[，,]")
_MARK: Final = re.compile("[，,、]")
STRICT_VERBS: Final = (
    *("负责", "承担", "组织实施", "具体实施", "具体建设", "组织建设"),
    *("牵头", "实施", "承办", "主办", "执行"),
)
DOING: Final = (*STRICT_VERBS, "具体", "组织", "开展", "统筹", "履行")
#: Who does one of these in a later clause carries the project out too: X牵头，Y参与. Who assists does not
#: (配合, 协助).
_JOINING: Final = (
    "协同",
    "参与",
    "参加",
    "共同",
    "协办",
    "主办",
    "承办",
    "承接",
    "承担",
    "组织实施",
    "具体实施",
    "实施",
    "落实",
    "联合共建",
    "联合建设",
    "联合实施",
    "联合承担",
    "联合开展",
    "共建",
    "为辅",
)
#: These are help where a department does them beside the organisation that is named.
PARTAKING: Final = ("协同", "参与", "参加", "协办")
#: One who 承担 a piece of work may be anybody; who share it out are those who carry it out.
_FEWEST_SHARES: Final = 2
_ONE_IS: Final = re.compile(r"\s*[一二三四五六七八九十]是(?=由?[\u4e00-\u9fff]{4})")
#: 由X负责, and no 理由 unless its 理 ends a word: 监理由X承担.
BY: Final = re.compile(
    r"(?<![缘自])(?<!(?<![监代管办治清护修])理)(?<!(?<!赛)事)(?<!资金)(?<!经费)(?<!费用)(?<!款项)(?<!监督)(?<!监管)(?<!考核)(?<!指导)(?<!验收)(?<!评审)(?<!核算)(?<!账务)(?<!此前)(?<!以前)(?<!曾)由(?![于此来])"
)


@dataclass(frozen=True, slots=True)
class Found:
    """A name with the score of the cue; ``aside`` for one that only watches, pays or supplies.

    ``helps``: a later clause names it beside the ones before it (参与, 协办): no body if it is a department.
    """

    name: Name
    score: float
    aside: bool = False
    helps: bool = False


def sentences(source: str) -> Iterator[tuple[int, int]]:
    """Yield the ranges of a text's sentences and cells without the marks of items in front."""
    start = 0
    for stop in [*(m.start() for m in SENTENCE_END.finditer(source)), len(source)]:
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


def phrase_end(source: str, start: int) -> int:
    """Return where the phrase that holds ``start`` ends: in front of the next mark."""
    stop = _PHRASE_END.search(source, start)
    return stop.start() if stop else len(source)


def _pieces(source: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    marks = [m.start() for m in _MARK.finditer(source, start, end)]
    yield from zip([start, *(m + 1 for m in marks)], [*marks, end], strict=True)


def _clauses(source: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    commas = [m.start() for m in _COMMA.finditer(source, start, end)]
    yield from zip([start, *(m + 1 for m in commas)], [*commas, end], strict=True)


def subject_before(text: NamedText, end: int) -> list[Name]:
    """Return the names that fill the clause in front of ``end``."""
    source = text.passage.text
    start = max(source.rfind(mark, 0, end) for mark in "。；;\n，,由") + 1
    return names_in(text, start, end)


def sentence_subject(text: NamedText, end: int) -> list[Name]:
    """Return the subject of the sentence where a later clause goes on: X牵头，会同Y实施."""
    source = text.passage.text
    for start, stop in sentences(source):
        if start < end <= stop:
            by = re.compile("由").match(source, start)
            return first_subject(text, by.end() if by else start, end)
    return []


def first_subject(text: NamedText, start: int, end: int) -> list[Name]:
    """Return the names in front of the first verb that has a complete name before it."""
    source = text.passage.text
    words = field_words().body
    stops = [
        *verbs_in(words.subject_verbs, source, start + 1, end),
        *islice(_COMMA.finditer(source, start + 1, end), MOST_ENDS),
    ]
    for stop in sorted(stops, key=lambda s: s.start())[:MOST_ENDS]:
        if names := names_before(text, start, stop.start()):
            if stop[0] == "委托" and (own := entrusted(text, stop.end(), end)):
                return own
            if stop[0] in words.joint_words:
                rest = phrase_end(source, stop.end())
                later = verb_pattern(words.subject_verbs + words.by_verbs).finditer(
                    source, stop.end() + 1, rest
                )
                for verb in islice(later, MOST_ENDS):
                    if more := names_in(text, stop.end(), verb.start()):
                        return [*names, *more]
            return names
    return []


def entrusted(text: NamedText, start: int, end: int) -> list[Name]:
    """Return the document's own units that are entrusted with the project: 某局委托所属中心承担.

    Others who are entrusted are suppliers.
    """
    known = {plain(name) for name in text.known}
    for verb in islice(verb_pattern(DOING).finditer(text.passage.text, start + 2, end), MOST_ENDS):
        names = names_before(text, start, verb.start())
        if names and all(plain(name.text) in known for name in names):
            return names
    return []


def subjects(text: NamedText) -> list[Found]:
    """Return the subjects of the first sentence that has one, and those who join it there."""
    source = text.passage.text
    for start, end in sentences(source):
        if names := first_subject(text, start, end):
            # 某局主管，某站主办
            over = names[-1].end
            watches = source.startswith("主管", over)
            return [*(Found(name, 0.8, watches) for name in names), *joining(text, start, end)]
    for start, end in sentences(source):
        for first, last in _pieces(source, start, end):
            for verb in verbs_in(DOING, source, first + 1, last):
                if names := names_in(text, first, verb.start()):
                    return [Found(name, 0.7, is_side_work(source, verb)) for name in names]
    return []


def sharing(text: NamedText, found: Iterable[Found]) -> list[Found]:
    """Return who does a part of its own in the other sentences of a list with bodies: A负责甲；B负责乙."""
    source = text.passage.text
    places = [f.name.start for f in found]
    verbs = field_words().body.sharing_verbs
    more: list[Found] = []
    for start, end in sentences(source):
        # Sentences of one list: parted by ；, or numbered.
        around = source[max(0, start - 2) : start].strip()[-1:], source[end : end + 1]
        numbered = NEW_ITEM.match(source, source.rfind("\n", 0, start) + 1) is not None
        listed = numbered or "；" in around or ";" in around
        if not places or not listed or any(start <= place < end for place in places):
            continue
        for verb in verbs_in(verbs, source, start + 2, end):
            if names := names_before(text, start, verb.start()):
                hired = is_side_work(source, verb)
                more += [Found(n, 0.75, hired or is_company(text, n)) for n in names]
                break
    return more


def dividing(text: NamedText) -> Iterator[Found]:
    """Yield who share the work in one sentence of a text without sections: A承担采样，B承担化验.

    All must say which organisation they are; who only watches, pays or supplies does no share of it.
    """
    source = text.passage.text
    for start, end in sentences(source):
        found: list[Name] = []
        for first, last in _clauses(source, start, end):
            verb = next(verbs_in(("承担", "负责"), source, first + 2, last), None)
            if verb is None or source[verb.end() : verb.end() + 1] in ("了", "过", "的"):
                continue
            names = names_before(text, first, verb.start())
            if is_side_work(source, verb) or not all(is_proper(text, n) for n in names):
                continue
            found += [n for n in names if not is_company(text, n)]
        if len(found) >= _FEWEST_SHARES:
            yield from (Found(name, 0.6) for name in found)


def acting(text: NamedText, year: int | None = None) -> Iterator[Found]:
    """Yield the subjects of clauses that say who carries the project out: X负责组织实施, Y承办.

    What was done (X承办了) is the project's own only where the sentence is about the fiscal year alone.
    """
    source = text.passage.text
    verbs = field_words().body.acting_verbs
    for start, end in sentences(source):
        for first, last in _pieces(source, start, end):
            for verb in verbs_in(verbs, source, first + 2, last):
                names = _list_before(text, start, first, verb.start())
                if names and not _is_past(source, (start, end), verb, year):
                    yield from (Found(name, 0.6, is_company(text, name)) for name in names)
                    break


def _list_before(text: NamedText, start: int, first: int, verb: int) -> list[Name]:
    """Return the names before a verb from ``first`` on, with those of the list before it: A、B共同承办."""
    source = text.passage.text
    clause = clause_start(source, verb, "，,")
    for begin in (max(start, clause), first):
        by = BY.match(source, begin)
        if names := names_before(text, by.end() if by else begin, verb):
            return names
    return []


def _is_past(source: str, sentence: tuple[int, int], verb: re.Match[str], year: int | None) -> bool:
    behind = source[verb.end() : verb.end() + 1]
    if verb[0].endswith("项目") or behind not in ("的", "了"):
        return False
    told = {int(number) for number in re.findall(r"20\d\d(?=年)", source[slice(*sentence)])}
    return behind == "的" or told != {year}


def joining(text: NamedText, start: int, end: int, score: float = 0.8) -> Iterator[Found]:
    """Yield who joins in a later clause: X牵头，Y参与实施."""
    source = text.passage.text
    for comma in (m.start() for m in _MARK.finditer(source, start, end)):
        if verb_pattern(field_words().body.joint_words).match(source, comma + 1):
            continue  # 与X联合开展: a joint executor
        for verb in verbs_in((*_JOINING, "负责"), source, comma + 2, phrase_end(source, comma + 1)):
            by = BY.search(source, comma + 2, verb.start())
            if is_side_work(source, verb) or (by and is_watched(source, comma + 1, by.start())):
                break
            if names := names_before(text, by.end() if by else comma + 1, verb.start()):
                if by and any(is_company(text, name) for name in names):
                    break  # 采血车驾驶由某公司承担: hired
                helps = verb[0] in PARTAKING
                if helps and not takes_part(source, verb, end):
                    break
                yield from (
                    # 立项处负责申报，技术处负责建设: departments, where no organisation is named.
                    Found(n, score, helps=helps or n.department)
                    for n in names
                    if verb[0] != "负责" or n.department or is_proper(text, n)
                )
                break
