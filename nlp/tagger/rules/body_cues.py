"""Where bodies are named: behind labels, in 由-clauses, as joint executors, alone in a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from nlp.tagger.rules.body_clauses import (
    BY,
    PARTAKING,
    SENTENCE_END,
    STRICT_VERBS,
    Found,
    acting,
    entrusted,
    first_subject,
    joining,
    phrase_end,
    sentence_subject,
    sentences,
    sharing,
    subject_before,
    subjects,
)
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
from nlp.tagger.rules.body_wording import is_the_body, labelled_by_kind, told_otherwise
from nlp.tagger.rules.body_work import WHOLE, is_company, is_known, is_partner, is_side_work, is_watched
from nlp.tagger.rules.lexicon import field_words
from nlp.tagger.rules.name_lists import JOINTLY
from nlp.tagger.rules.organisations import (
    Name,
    head_of,
    is_generic,
    is_group,
    is_name,
    is_self,
    self_pattern,
)
from nlp.tagger.rules.passages import clause_start

#: 甲为项目法人，乙与其联合实施: who does it with the one that is named already.
_WITH_IT: Final = re.compile(
    r"(?:与|同|和|会同|联合|协同)(?:其|之|前者|上述单位|该(?:单位|[局委中院所馆站校]心?))"
    r"(?:一起|一道)?(?:共同|联合|合作|协作|携手|协同|一起|一道|实施|完成|承担)"
)
#: Who does one of these only helps the one who carries it out.
_HELPING: Final = ("配合", "协助")
#: 由X组织，…: verbs that say who carries the project out where nothing follows them.
_ENDING_VERBS: Final = ("组织", "负责组织", "统一组织", "组织完成", "完成", "落实", "负责落实")
#: X VERB, with parts of the work told behind.
_LEADING: Final = (
    *(
        "负责总体组织实施",
        "负责总体实施",
        "负责总体推进",
        "总体负责",
        "负责统筹实施",
        "负责组织实施",
        "负责实施",
    ),
    *("组织实施", "牵头负责", "牵头实施", "牵头组织", "总牵头", "牵头"),
)
_MAX_LONE_LINE: Final = 25
_NEXT_CLAUSE: Final = re.compile(r"[，,]\s*(?:并|再|另|且)?")
#: What may stand behind the names that follow a label.
_PARTING: Final = re.compile(r"\s{2,}|[，,]")


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
        found += subjects(text)
    found += list(_leads(text, found))
    found += told_otherwise(text)
    found += is_the_body(text)
    found += sharing(text, found)
    yield from found or _only_entrusted(text) or _lone_line(text)


def _leads(text: NamedText, found: Sequence[Found]) -> Iterator[Found]:
    """Yield who leads a sentence in which others do parts: X负责组织实施，外业由Y承担."""
    source = text.passage.text
    for start, end in sentences(source):
        if not any(start <= f.name.start < end and not f.aside and _does_a_part(source, f) for f in found):
            continue
        for verb in verbs_in(_LEADING, source, start + 2, phrase_end(source, start)):
            names = [] if is_side_work(source, verb) else names_before(text, start, verb.start())
            if names:
                yield from (Found(name, 0.85, is_company(text, name)) for name in names)
                break


def _does_a_part(source: str, found: Found) -> bool:
    """Tell whether 由 stands behind a part of the work in front of a name: 外业由Y承担."""
    clause = clause_start(source, found.name.start, "。；;，,：:\n")
    by = source.rfind("由", clause, found.name.start)
    return by > clause and not WHOLE.fullmatch(source, clause, by)


def by_cues(text: NamedText, year: int | None = None) -> Iterator[Found]:
    """Yield the names that another section gives as bodies; only clear words count there.

    ``year`` is the fiscal year: final accounts tell what was done in it.
    """
    yield from (Found(f.name, 0.7, f.aside) for f in _labelled(text))
    yield from (Found(f.name, 0.6, f.aside) for f in (*_made_the_body(text), *is_the_body(text)))
    if text.passage.kind == "other":
        yield from labelled_by_kind(text)
    clauses = [*_by_clauses(text, STRICT_VERBS), *acting(text, year)]
    if text.passage.kind == "other":
        clauses += _by_clauses(text, field_words().body.prose_verbs, whole=True)
        clauses += _by_clauses(text, _ENDING_VERBS, whole=True, ending=True)
        clauses += told_otherwise(text, whole=True)
    yield from (
        Found(f.name, 0.6, f.aside)
        for f in clauses
        # A company that does something is hired, unless the section of the bodies names it.
        if (is_self(f.name.text) or not is_generic(f.name.text))
        and (not is_company(text, f.name) or _is_partner(text, f.name))
    )


def departments_alone(text: NamedText) -> Iterator[Found]:
    """Yield the departments that organise a piece of the work in so many words: 改造由基建科具体组织.

    Where nobody else is named, that is who carries the project out.
    """
    verbs = (*field_words().body.prose_verbs, *_ENDING_VERBS)
    for found in _by_clauses(text, verbs):
        if found.name.department and not is_generic(found.name.text):
            yield Found(found.name, 0.5, found.aside)


def _partners(text: NamedText, start: int, end: int) -> Iterator[Found]:
    """Yield who does something together with the one named at ``start``: 承担单位为X，与Y联合开展巡查."""
    source = text.passage.text
    words = field_words().body
    for clause in _NEXT_CLAUSE.finditer(source, start, end):
        joint = verb_pattern(words.joint_words).match(source, clause.end())
        if joint is None or joint[0] == "配合":
            continue
        for verb in verbs_in(words.together_words, source, joint.end() + 2, phrase_end(source, joint.end())):
            if is_partner(source, joint.start(), verb.start()):
                names = names_in(text, joint.end(), verb.start())
                yield from (Found(n, 0.6) for n in names if not n.department)
            break


def _is_partner(text: NamedText, name: Name) -> bool:
    """Tell whether a name stands behind 会同: who does the work together with an office is not hired."""
    return text.passage.text[: name.start].rstrip().endswith(("会同", "联合", "携手"))


def _labelled(text: NamedText) -> Iterator[Found]:
    source = text.passage.text
    for label in label_pattern().finditer(source):
        stop = SENTENCE_END.search(source, label.end())
        end = stop.start() if stop else len(source)
        if label.start() and source[label.start() - 1] in "（(":
            end = min(end, *(at for c in "）)" if (at := source.find(c, label.end())) >= 0), end)
        later = [m.start() for m in label_pattern().finditer(source, label.end(), end)]
        later += [m.start() for m in _PARTING.finditer(source, label.end(), end) if m.start() > label.end()]
        ends = [end, *later]
        names = longest(text, label.end(), ends) or first_subject(text, label.end(), end)
        yield from (Found(name, 0.95) for name in names)
        if names and text.passage.kind == "implementing_body":
            yield from joining(text, label.end(), end)
        elif names:
            yield from _partners(text, names[-1].end, end)


def _made_the_body(text: NamedText) -> Iterator[Found]:
    """Yield the names in 以X为实施主体 and X为项目承担单位."""
    labels = body_labels()
    patterns = (
        rf"以([^，,。；;\n]{{2,60}}?)(?:为|作为){labels}",
        rf"(?:^|[，,。；;：:\n])((?!以)[^，,。；;：:\n]{{2,60}}?)(?:为|是|作为|担任)(?:本|该)?(?:项目)?的?(?:唯一|主要|具体|第一|共同)?的?{labels}",
    )
    # 本项目为甲与乙联合实施的…
    together = r"项目(?:为|是|系)由?([^，,。；;：:\n]{4,60}?)(?:联合|共同|合作)(?:实施|承担|开展|组织)的"
    # 本项目是甲承担的经常性项目
    owned = (
        r"[本该]项目(?:为|是|系)由?([^，,。；;：:\n]{4,40}?)(?:具体|负责|组织|牵头)*(?:实施|承担|承办|主办)的"
    )
    for pattern in (*patterns, together, owned):
        for match in re.finditer(pattern, text.passage.text):
            names = names_in(text, match.start(1), match.end(1))
            yield from (Found(name, 0.9) for name in names if not is_generic(name.text))


def _by_clauses(
    text: NamedText, verbs: tuple[str, ...], *, whole: bool = False, ending: bool = False
) -> Iterator[Found]:
    """Yield the names of 由X负责.

    ``whole``: only in clauses about the whole project. ``ending``: only where nothing follows the verb.
    """
    source = text.passage.text
    for by in BY.finditer(source):
        end = phrase_end(source, by.end())
        for verb in verbs_in(verbs, source, by.end() + 1, end):
            if ending and verb.end() < end:
                continue
            if names := names_before(text, by.end(), verb.start()):
                if verb[0] == "委托":
                    names = entrusted(text, verb.end(), end) or names
                clause = clause_start(source, by.start(), "。；;，,：:\n")
                part = not WHOLE.fullmatch(source, clause, by.start())
                if whole and part:
                    break
                aside = is_side_work(source, verb) or verb[0] in _HELPING or (part and verb[0] in PARTAKING)
                watched = part and is_watched(source, clause, by.start())
                for name in names:
                    bare = name.department and head_of(name.text) is None
                    beside = part and (bare or is_company(text, name))
                    yield Found(name, 0.9, aside or beside or (watched and not is_known(text, name)))
                sentence_end = SENTENCE_END.search(source, by.end())
                last = sentence_end.start() if sentence_end else len(source)
                yield from joining(text, by.end(), last)
                break


def _joint(text: NamedText) -> Iterator[Found]:
    """Yield joint executors: 依托X, 联合Y一起 and X会同Y共同."""
    words = field_words().body
    source = text.passage.text
    for base in verb_pattern(words.base_words).finditer(source):
        end = phrase_end(source, base.end())
        yield from (Found(name, 0.85) for name in names_in(text, base.end(), end))
    for back in _WITH_IT.finditer(source):
        names = subject_before(text, back.start())
        yield from (Found(name, 0.85) for name in (*sentence_subject(text, back.start()), *names))
    for joint in verb_pattern(words.joint_words).finditer(source):
        if joint[0] in ("联合", "协同") and not JOINTLY.match(source, joint.start()):
            continue  # 残疾人联合会, 协同创新中心
        end = phrase_end(source, joint.end())
        clause = clause_start(source, joint.start(), "。；;，,\n")
        led = bool(source[clause : joint.start()].strip())
        if joint[0] == "配合" and not (led and clause == clause_start(source, joint.start(), "。；;\n")):
            continue  # X组织实施，配合某局开展检查
        for verb in verbs_in(words.joint_verbs, source, joint.end() + 1, end):
            if names := names_in(text, joint.end(), verb.start()):
                if joint[0] == "和" and led and not subject_before(text, joint.start()):
                    break  # 县人力资源和社会保障局
                subject = subject_before(text, joint.start()) or sentence_subject(text, joint.start())
                if not subject and joint[0] in ("与", "和"):
                    if joint[0] == "和" or not is_partner(source, joint.start(), verb.start()):
                        break  # 拥有专家12名，与某大学共建基地
                    subject = [f.name for f in subjects(text)]
                yield from (Found(name, 0.85) for name in names)
                if subject:
                    yield from (Found(name, 0.85) for name in subject)
                    stop = SENTENCE_END.search(source, verb.end())
                    yield from joining(text, verb.end(), stop.start() if stop else len(source))
                break


def _bare(text: NamedText) -> Iterator[Found]:
    """Yield the names of sentences that hold nothing but names, or begin with them (X：负责采样；X，…)."""
    source = text.passage.text
    for start, end in sentences(source):
        label = label_pattern().search(source, start, end)
        if _under_other_label(source, start):
            continue
        if other_label_pattern().match(source, start):
            continue
        if label and source[label.start() - 1] not in "（(":
            end = len(source[start : label.start()].rstrip()) + start  # 某院    负责部门：某处
            if end <= start or not source[end : label.start()]:
                continue
        mark = re.compile(r"[：:，,]|[（(](?=[^（()）]*[：:])").search(source, start, end)
        names = names_in(text, start, end) or (names_in(text, start, mark.start()) if mark else [])
        if mark and mark[0] in "，," and names:
            yield from joining(text, start, end, 0.97)
        yield from (Found(name, 0.97) for name in names)


def _under_other_label(source: str, start: int) -> bool:
    """Tell whether the cell before one that begins at ``start`` says that it names no body: 监管单位."""
    before = source[:start].rstrip(" ")
    if not before.endswith(("|", "\t")):
        return False
    cell = re.split(r"[|\t\n]", before[:-1])[-1]
    return other_label_pattern().match(cell + "：") is not None


def _only_entrusted(text: NamedText) -> list[Found]:
    """Return the document's own units that the section says are entrusted, by whomever: 委托某中心实施."""
    source = text.passage.text
    given = re.compile("委托|授权|指定|委派").finditer(source)
    return [
        Found(name, 0.6)
        for word in given
        for name in entrusted(text, word.end(), phrase_end(source, word.end()))
    ]


def _lone_line(text: NamedText) -> Iterator[Found]:
    """Yield the only line of the section where it is short and says nothing else: an unusual name."""
    source = text.passage.text
    told = list(sentences(source))
    if len(told) != 1:
        return
    start, end = told[0]
    written = source[start:end].rstrip()
    words = field_words().body
    own = self_pattern().match(written)
    if 3 <= len(written) <= _MAX_LONE_LINE and not (
        written.startswith(words.nobody)
        or (own is not None and not is_name(written))
        or is_group(written)
        or re.search(r"[，,：:、\d]", written)
        or any(word in written for word in field_words().organisation.outsiders)
        or any(verb in written for verb in ("负责", "实施", "开展", "项目", "工作", "资金"))
    ):
        yield Found(Name(start, start + len(written), written, False), 0.5)
