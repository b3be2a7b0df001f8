"""Implementing bodies: full names, and their place among the document's budget units."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from typing import Final

from nlp.fields.context import Context
from nlp.fields.listing import begins_with, listed, unit_keys, unit_names, without_head_office
from nlp.fields.model import ImplementingBody, Relation
from nlp.fields.offices import inner_offices
from nlp.fields.resolve import (
    abbreviated,
    called_by_level,
    elsewhere,
    generic,
    headed,
    last_named,
    own_office,
    part_of_last,
)
from nlp.tagger.rules.aliases import document_aliases, other_names
from nlp.tagger.rules.lexicon import ends_with, field_words
from nlp.tagger.rules.name_lists import shared_end, shared_place
from nlp.tagger.rules.organisations import (
    has_region,
    head_of,
    is_department,
    is_generic,
    is_name,
    is_self,
    plain,
    split_parenthesis,
)
from nlp.tagger.spans import FieldSpan

_UNRESOLVED: Final = 0.3
_RESOLVED: Final = 0.7
#: Names of one enumeration stand side by side.
_ENUMERATED: Final = re.compile(r"\s*(?:[、和及与]|以及)\s*")
#: Ends of the parts of one unit.
_PARTS: Final = ("中心", "站", "所", "队", "大队", "中队", "团", "馆", "学院")
#: A second name that is a part of the first: 某研究院（北方分院）.
_BRANCH: Final = re.compile("(?:分院|分馆|分校|分中心|分局|分部|分站|分所|院区|校区|馆区|园区)$")


@dataclass(frozen=True, slots=True)
class _Mention:
    """A span's words; ``spelled`` adds the end that an enumeration spells once, ``place`` the place."""

    span: FieldSpan
    written: str
    spelled: str
    placed: str | None


def implementing_bodies(context: Context) -> tuple[ImplementingBody, ...]:
    """Return the narrative's bodies, each once, in order."""
    aliases = document_aliases(context.outline, context.narrative.start, context.narrative.end)
    bodies: dict[str, ImplementingBody] = {}
    head: str | None = None
    listed_head: str | None = None
    previous: FieldSpan | None = None
    for mention in _mentions(context, context.labelled("BODY")):
        near = previous and _ENUMERATED.fullmatch(context.document.text[previous.end : mention.span.start])
        kin = near and previous and _alike(context, context.written(previous), mention.written)
        sibling = listed_head if kin else None
        body = _body(context, mention, aliases, (head, sibling), tuple(bodies))
        previous = mention.span
        bodies.setdefault(body.name, body)
        head, listed_head = _department_head(body), _listed_head(body)
    return _settled(tuple(bodies.values()))


def _mentions(context: Context, spans: Sequence[FieldSpan]) -> list[_Mention]:
    """Return the spans with what their enumeration spells once: 甲区教育、体育局 and 甲区教育局、体育局."""
    written = [plain(context.written(span)) for span in spans]
    joined = [
        _ENUMERATED.fullmatch(context.document.text[one.end : two.start]) is not None
        for one, two in pairwise(spans)
    ]
    spelled = list(written)
    for index in range(len(spans) - 2, -1, -1):
        if joined[index]:
            spelled[index] = shared_end(spelled[index], spelled[index + 1]) or spelled[index]
    mentions: list[_Mention] = []
    for index, span in enumerate(spans):
        placed = None
        if index and joined[index - 1]:
            before = mentions[index - 1]
            first = re.match(r".*?第[一二三四五六七八九十\d]+(?=.)", spelled[index])
            ordinal = first is not None and spelled[index].startswith("第")
            placed = shared_place(
                before.placed or before.spelled, spelled[index], always=before.spelled != before.written
            )
            if ordinal and (head := re.match(r"(.{2,}?)第[一二三四五六七八九十\d]+", before.spelled)):
                placed = head[1] + spelled[index]
        mentions.append(_Mention(span, written[index], spelled[index], placed))
    return mentions


def _settled(bodies: tuple[ImplementingBody, ...]) -> tuple[ImplementingBody, ...]:
    """Return the bodies without unresolved words and bare departments, unless there is nothing else."""
    named = [b for b in bodies if not (is_generic(b.name) and b.relation == "not_listed")] or list(bodies)
    organisations = [b for b in named if b.relation != "internal_department"]
    whole = [b for b in organisations if not any(_inside(b, other) for other in organisations)]
    return tuple(whole or named)


def _inside(body: ImplementingBody, other: ImplementingBody) -> bool:
    """Tell whether a body is a department inside another one: 某局 and 某局规划科."""
    rest = plain(body.name).removeprefix(plain(other.name))
    return rest != plain(body.name) and is_department(rest)


def _alike(context: Context, one: str, two: str) -> bool:
    """Tell whether a name goes on from a part's name before it: 我校甲学院、乙学院; in a unit's own budget
    any that names no place does.
    """
    words = field_words().organisation
    one, two = plain(one), plain(two)
    kind = ends_with(two, words.suffixes + words.departments)
    if kind is None or two[:2] == one[:2] or has_region(two):
        return False
    if any(is_name(two[:cut]) for cut in range(3, len(two) - len(kind))):
        return False  # a part of an organisation that it names itself
    same = len(kind) > 1 and one.endswith(kind)
    return same or (len(unit_names(context.outline)) == 1 and kind in _PARTS)


def _listed_head(body: ImplementingBody) -> str | None:
    """Return the listed unit's name that a part's name begins with."""
    head = without_head_office(split_parenthesis(plain(body.listed_as or ""))[0])
    part = body.relation == "part_of_listed" and body.name.startswith(head) and body.name != head
    return head if part else None


def _department_head(body: ImplementingBody) -> str | None:
    """Return the organisation in front of the department that a body's name ends with."""
    if listed_head := _listed_head(body):
        department = body.name.removeprefix(listed_head)
        if is_department(department) or head_of(body.as_written):
            return listed_head
    head = head_of(body.name) or ""
    return head if len(head) > 3 and not is_self(head) else None


def _body(
    context: Context,
    mention: _Mention,
    aliases: dict[str, str],
    heads: tuple[str | None, str | None],
    earlier: tuple[str, ...],
) -> ImplementingBody:
    head, sibling = heads
    outline = context.outline
    span, written, spelled = mention.span, mention.written, mention.spelled
    evidence = context.evidence(span.start, span.end)
    name = (
        aliases.get(written)
        or own_office(outline, written)
        or last_named(written, earlier)
        or part_of_last(written, earlier)
        or called_by_level(outline.organisation, written, earlier)
        or generic(outline, context.text, written, aliases)
    )
    confidence = span.score
    if name is None and is_generic(written):
        relation: Relation = "internal_department" if is_department(written) and not head else "not_listed"
        if relation == "not_listed" and head and is_department(written):
            return _placed(
                context, ImplementingBody(head + written, written, None, relation, _RESOLVED, evidence)
            )
        return ImplementingBody(written, written, None, relation, _UNRESOLVED, evidence)
    if name is None:
        base, second = split_parenthesis(spelled)
        if second and is_department(second) and not (is_department(base) or head_of(base)):
            spelled = base
        name = (
            abbreviated(outline, spelled)
            or headed(outline, context.text, spelled, aliases)
            or (head + spelled if head and is_department(spelled) else None)
            or (sibling + spelled if sibling and not listed(outline, spelled) else None)
            or elsewhere(outline, spelled)
            or mention.placed
        )
        confidence = min(confidence, _RESOLVED) if name or spelled != written else confidence
    body = ImplementingBody(name or spelled, written, None, "not_listed", round(confidence, 2), evidence)
    return _placed(context, body)


def _placed(context: Context, body: ImplementingBody) -> ImplementingBody:
    """Return the body with its place among the listed units."""
    name = body.name
    relation: Relation = "not_listed"
    base, second = split_parenthesis(name)
    if unit := listed(context.outline, name):
        if second and _BRANCH.search(second) and plain(unit) != name:
            return replace(body, listed_as=unit, relation="part_of_listed")
        head_office = without_head_office(plain(unit))
        # The list gives one name, the narrative a second one too: the full name is the longer one.
        full = plain(unit) == base and second is not None and _is_second_name(second)
        # 局机关, 市测绘站: the list has less than the name.
        bare = without_head_office(base)
        shorter = len(plain(unit)) < len(bare) and not {name, base, bare} & set(unit_keys(unit))
        name = name if full else base if head_office == base or shorter else unit
        return replace(body, name=name, listed_as=unit, relation="listed")
    former = other_names(context.document.text, unit_names(context.outline)).get(name)
    if former and (unit := listed(context.outline, former)):
        return replace(body, listed_as=unit, relation="listed")
    if unit := _part_of(context, name):
        relation = "part_of_listed"
    elif (
        is_department(name)
        or name in inner_offices(context.document.text)
        or _is_special_committee(context.outline.organisation, name)
    ):
        relation = "internal_department"
    return replace(body, listed_as=unit, relation=relation)


def _is_special_committee(own: str | None, name: str) -> bool:
    """Tell whether a name is a committee's of the assembly whose document it is: 提案委员会 of 某区政协."""
    assembly = any(word in (own or "") for word in field_words().organisation.assemblies)
    return assembly and name.endswith(("委员会", "专委会")) and not has_region(name)


def _is_second_name(written: str) -> bool:
    """Tell whether what stands in brackets behind a name is a name too, no department and no head office."""
    return is_name(written) and not is_department(written) and without_head_office(written) == written


def _part_of(context: Context, name: str) -> str | None:
    """Return the listed unit that ``name`` begins with, or that the document says it belongs to."""
    if found := begins_with(context.outline, name):
        return found
    _, second = split_parenthesis(name)
    if second and (found := begins_with(context.outline, second)):
        return found
    for head, other in _parentheses(context.document.text):
        for cut in range(len(head) - 3):
            if name.startswith(head[cut:]) and (found := begins_with(context.outline, other)):
                return found
    return None


@cache
def _parentheses(text: str) -> tuple[tuple[str, str], ...]:
    """Return (name run, second name) for every name with a parenthesis in the document."""
    pattern = re.compile(r"([\u4e00-\u9fff]{4,24})[（(]([\u4e00-\u9fff]{4,30})[)）]")
    return tuple(dict.fromkeys((m[1], m[2]) for m in pattern.finditer(text)))
