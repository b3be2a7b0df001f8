"""Bodies told otherwise than by verbs behind names: tasks given to X, what X is, all together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice
from typing import Final

from nlp.tagger.rules.aliases import name_before
from nlp.tagger.rules.body_clauses import BY, SENTENCE_END, Found, phrase_end
from nlp.tagger.rules.body_names import (
    NamedText,
    body_labels,
    names_before,
    names_in,
    other_label_pattern,
    verbs_in,
)
from nlp.tagger.rules.body_work import WHOLE, is_company, is_side_task, is_watched
from nlp.tagger.rules.lexicon import any_of, field_words
from nlp.tagger.rules.organisations import (
    Name,
    has_region,
    head_of,
    is_department,
    is_generic,
    is_group,
    is_name,
    plain,
)
from nlp.tagger.rules.passages import clause_start
from nlp.values.title import find_titles

_COUNTS: Final = {"二": 2, "两": 2, "双": 2, "三": 3, "四": 4, "五": 5, "六": 6}
#: 二者同为, 三家单位均列为, 上述三家分别: said of as many as are named before.
_TOGETHER: Final = re.compile(
    r"(?:上述|以上|前述|这)?(?P<count>[二两双三四五六])(?:者|家|方|个)?(?:单位|部门|机构)?"
    r"(?:为|均|都|同|一同|共同|联合|分别|一起|合力|一并|被|列|作|是|系)+"
)
#: 2019年机构改革后，相关职能由某委划转至某局: how offices were formed, not whose the project is.
_REFORM: Final = re.compile("机构(?:改革|调整|整合|合并)")
_DUTIES: Final = re.compile("职能|职责|业务")
#: 责任落在X身上
_HANDS: Final = ("身上", "名下", "头上", "手里", "手中", "手上", "肩上")
_OVERSEEING: Final = ("管理", "主管", "指导", "监督", "监管", "统筹", "审核")
_SHORTEST_PROPER: Final = 5
#: Characters of a verb at the end of a clause; the shortest leaves the longest name.
_VERB_LENGTHS: Final = (2, 3, 4)
#: Clauses end here too, at a bullet and at the blank behind a label.
_CLAUSE_MARKS: Final = "。；;，,：:\n！？—●◆■▪※★\t|\u3000"


def told_otherwise(text: NamedText, *, whole: bool = False) -> Iterator[Found]:
    """Yield the bodies that tasks are given to, that are said to be the body, and that are counted together.

    ``whole``: only what speaks of the whole project, as in texts that are not about the bodies.
    """
    for given in (_given, _done_by, *((_joined, _closing) if whole else (_meant,))):
        yield from (f for f in given(text) if not is_company(text, f.name))
    yield from _together(text)


@cache
def _giving() -> re.Pattern[str]:
    words = field_words().body
    return re.compile(rf"{any_of(words.giving)}(?:了|给|由|到|于|在)?")


def _given(text: NamedText) -> Iterator[Found]:
    """Yield who the work is given to: 检验任务落到X, 归口X, 日常经营交给X."""
    source = text.passage.text
    verbs = (*field_words().body.by_verbs, *field_words().body.side_work)
    for given in _giving().finditer(source):
        start = clause_start(source, given.start(), _CLAUSE_MARKS)
        if is_watched(source, start, given.start()) or _not_the_work().search(source, start, given.start()):
            continue
        if _is_reform(source[clause_start(source, given.start()) : given.start()]):
            continue
        end = phrase_end(source, given.end())
        end -= next((len(word) for word in _HANDS if source.endswith(word, given.end(), end)), 0)
        names = names_in(text, given.end(), end)
        over = False
        for verb in () if names else re.finditer(any_of(verbs), source[:end]):
            if verb.start() > given.end() + 2 and (names := names_before(text, given.end(), verb.start())):
                over = verb[0] in _OVERSEEING  # 项目归口某委管理，由某站负责
                break
        yield from (Found(name, 0.85, over) for name in names if not is_generic(name.text))


def _is_reform(sentence: str) -> bool:
    """Tell whether a sentence says which office a reform gave duties to, not whose the project is."""
    told = _REFORM.search(sentence) is not None and _DUTIES.search(sentence) is not None
    return told and "项目" not in sentence


@cache
def _not_the_work() -> re.Pattern[str]:
    """Return the pattern of what is given that is not the project's work: money, property, rights."""
    return re.compile(any_of(field_words().body.not_given))


def is_the_body(text: NamedText) -> Iterator[Found]:
    """Yield the subject of 是本项目的管养责任主体, 作为实施单位, 做业主."""
    source = text.passage.text
    for said in _being().finditer(source):
        start = clause_start(source, said.start(), _CLAUSE_MARKS)
        start = source.rfind("由", start, said.start()) + 1 or start
        names = names_in(text, start, said.start())
        yield from (Found(name, 0.85) for name in names)


@cache
def _being() -> re.Pattern[str]:
    return re.compile(
        rf"(?:是|为|系|即|作为|做为|担任|充当|做|当|任)(?:本|该|此|整个)?(?:项目|工程|课题|专项|活动)?的?"
        rf"(?!受益|监管|监督|监理|主管|采购|代理|供应|资助|出资)[\u4e00-\u9fff]{{0,4}}?(?:{body_labels()}|业主(?:单位|方)?)(?=[，,。；;、）)\n]|$)"
    )


def _joined(text: NamedText) -> Iterator[Found]:
    """Yield the two sides of A与B联合开展本项目, both named in full."""
    source = text.passage.text
    for verb in re.finditer(
        rf"{any_of(field_words().body.together_words)}+{any_of(field_words().body.together_verbs)}", source
    ):
        start = clause_start(source, verb.start(), _CLAUSE_MARKS)
        by = BY.search(source, start, verb.start())
        if by and is_watched(source, start, by.start()):
            continue
        names = names_in(text, by.end() if by else start, verb.start())
        if (
            len(names) > 1
            and not source.startswith(("了", "过", "的"), verb.end())
            and not (verb[0].endswith(("负责", "承担", "实施")) and is_side_task(source, verb.end()))
            and all(_is_proper(name.text) for name in names)
        ):
            yield from (Found(name, 0.7) for name in names)


def labelled_by_kind(text: NamedText) -> Iterator[Found]:
    """Yield the names behind a label of any work with 单位: 创作单位　X, but not 监理单位."""
    source = text.passage.text
    for label in _any_label().finditer(source):
        if other_label_pattern().match(label["label"][:-1] + "："):
            continue
        end = SENTENCE_END.search(source, label.end())
        names = names_in(text, label.end(), end.start() if end else len(source))
        yield from (Found(name, 0.7) for name in names)


@cache
def _any_label() -> re.Pattern[str]:
    words = field_words().body
    short = any_of((*words.short_labels, *words.label_roles))
    return re.compile(
        rf"(?:^|(?<=[。；;\n]))\s*(?P<label>(?:[\u4e00-\u9fff]{{2}}(?:单位|机构|主体)|(?:任务|工作|课题|合作|联合)?{short})"
        rf"(?:[：:]|[ \u3000\t]))\s*"
    )


def _done_by(text: NamedText) -> Iterator[Found]:
    """Yield who stands behind 的是: 具体承建布展的是X, 负责实施的为X."""
    source = text.passage.text
    verbs = any_of(field_words().body.by_verbs)
    for said in re.finditer(rf"{verbs}[^，,。；;：:\n]{{0,8}}?的(?:单位|部门|机构)?(?:是|为|系)", source):
        names = names_in(text, said.end(), phrase_end(source, said.end()))
        yield from (Found(name, 0.85) for name in names if not is_generic(name.text))


def _closing(text: NamedText) -> Iterator[Found]:
    """Yield who does something with the whole project that a clause says no more of: 由X采购, X承担."""
    source = text.passage.text
    verbs = field_words().body
    for by in BY.finditer(source):
        start, end = clause_start(source, by.start(), _CLAUSE_MARKS), phrase_end(source, by.end())
        if not WHOLE.fullmatch(source, start, by.start()):
            continue
        for length in _VERB_LENGTHS:
            verb = source[end - length : end]
            names = names_before(text, by.end(), end - length) if end - length > by.end() + 2 else []
            if names and names[-1].text[-1] + verb[0] == "组织":
                continue
            if names and not any(word in verb for word in verbs.closing_verbs):
                yield from (Found(name, 0.6) for name in names if not is_generic(name.text))
                break
    for ends in re.finditer(rf"{any_of(verbs.carrying)}(?=[，,。；;\n]|$)", source):
        start = clause_start(source, ends.start(), _CLAUSE_MARKS)
        names = names_before(text, start, ends.start()) if ends.start() > start + _SHORTEST_PROPER else []
        yield from (Found(n, 0.6) for n in names if _is_proper(n.text))


def _meant(text: NamedText) -> Iterator[Found]:
    """Yield who is settled on in a section about the bodies: 经研究，明确为X; 均为X."""
    source = text.passage.text
    for said in re.finditer(rf"{any_of(field_words().body.settling)}(?:由|为|是)?", source):
        if clause_start(source, said.start(), _CLAUSE_MARKS) == said.start():
            names = names_in(text, said.end(), phrase_end(source, said.end()))
            yield from (Found(name, 0.85) for name in names if not is_generic(name.text))
    for by in BY.finditer(source):  # 由X会同Y。
        names = names_in(text, by.end(), phrase_end(source, by.end()))
        yield from (Found(name, 0.85) for name in names)
    for label in _unknown_label().finditer(source):
        end = SENTENCE_END.search(source, label.end())
        names = names_in(text, label.end(), end.start() if end else len(source))
        yield from (Found(name, 0.85) for name in names if not is_company(text, name))


@cache
def _unknown_label() -> re.Pattern[str]:
    """Return the pattern of a label of any work in a section about the bodies: 承训：X."""
    words = field_words().body
    others = any_of((*words.other_labels, *words.other_roles, *words.side_work, *words.watching))
    return re.compile(
        rf"(?:^|(?<=[。；;\n])(?<!\n\n))\s*+(?![\u4e00-\u9fff]{{0,4}}{others})[\u4e00-\u9fff]{{2,4}}[：:]\s*"
    )


def _together(text: NamedText) -> Iterator[Found]:
    """Yield the last names before a word that counts them: A牵头，任务落到B，二者同为实施单位."""
    source = text.passage.text
    for said in _TOGETHER.finditer(source):
        if not _carried_out().match(source, said.end()):
            continue
        names: dict[str, Name] = {}
        told = [*proper_names(text, said.start()), *_departments(text, said.start())]
        for name in sorted(told, key=lambda name: -name.start):
            names.setdefault(plain(name.text), name)
        count = _COUNTS[said["count"]]
        if len(names) >= count:
            yield from (Found(name, 0.85) for name in list(names.values())[:count])


def _departments(text: NamedText, end: int) -> list[Name]:
    """Return the departments that do something in the clauses of the sentence in front of ``end``."""
    source = text.passage.text
    start = clause_start(source, end)
    starts = [start, *(comma.end() for comma in re.finditer("[，,]", source[:end]) if comma.start() >= start)]
    verbs = field_words().body.sharing_verbs
    doers = (
        names_before(text, first, verb.start())
        for first in starts
        for verb in islice(verbs_in(verbs, source, first + 2, phrase_end(source, first)), 1)
    )
    return [name for names in doers for name in names if name.department and head_of(name.text) is None]


@cache
def _carried_out() -> re.Pattern[str]:
    """Return the pattern of what all do or are: 承担, 完成, 为本项目的实施单位."""
    words = field_words().body
    return re.compile(
        rf"(?:{any_of(words.together_verbs)}|(?:为|作为)?(?:本|该)?(?:项目|工程|课题)?的?[\u4e00-\u9fff]{{0,4}}?{body_labels()})"
    )


def proper_names(text: NamedText, end: int) -> list[Name]:
    """Return the names of organisations in front of ``end`` that say which they are, the longest each."""
    source = text.passage.text[:end]
    words = field_words().organisation
    found: list[tuple[int, int]] = [
        match.span() for name in text.known for match in re.finditer(re.escape(name), source)
    ]
    suffixes = {*words.suffixes, *words.departments}
    ends = {match.end() for suffix in suffixes for match in re.finditer(re.escape(suffix), source)}
    for at in sorted(ends):
        span = name_before(source, at, text.known)
        if span is None:
            continue
        start = max([span[0], *(m.end() for m in _giving().finditer(source, *span))])
        written = source[start:at]
        if len(plain(written)) >= _SHORTEST_PROPER and is_name(written) and _is_proper(written):
            found.append((_behind_joint(source, start, at), at))
    titles = [(title.start, title.end) for title in find_titles(source)]
    found = [s for s in found if not any(a < s[1] and s[0] < b for a, b in titles)]
    whole = [s for s in set(found) if not any(o != s and o[0] <= s[0] and s[1] <= o[1] for o in found)]
    return [Name(a, b, source[a:b], is_department(source[a:b])) for a, b in sorted(whole)]


def _behind_joint(source: str, start: int, end: int) -> int:
    """Return where a name begins whose run holds 与 or 和 behind words that are no name: 研究部分与X."""
    for joint in re.finditer("[与和及同]", source[start:end]):
        before, rest = source[start : start + joint.start()], source[start + joint.end() : end]
        if len(rest) >= _SHORTEST_PROPER and is_name(rest) and not (has_region(before) or is_name(before)):
            return start + joint.end()
    return start


def _is_proper(written: str) -> bool:
    if is_generic(written) or is_group(written) or written.startswith(("全", "本", "我", "该")):
        return False
    return "关于" not in written and (not is_department(written) or head_of(written) is not None)
