"""Implementing bodies: full names, and their place among the document's budget units."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from nlp.fields.context import Context
from nlp.fields.model import ImplementingBody, Relation
from nlp.fields.resolve import abbreviated, begins_with, generic, headed, listed, without_head_office
from nlp.tagger.rules.aliases import document_aliases
from nlp.tagger.rules.organisations import is_department, is_generic, plain, split_parenthesis
from nlp.tagger.spans import FieldSpan

_UNRESOLVED: Final = 0.3
#: Names of one enumeration stand side by side.
_ENUMERATED: Final = re.compile(r"\s*[、和及与]\s*")


@dataclass(frozen=True, slots=True)
class _Head:
    """An organisation whose department was named before; departments enumerated behind it are its own too."""

    name: str
    end: int


def implementing_bodies(context: Context) -> tuple[ImplementingBody, ...]:
    """Return the narrative's bodies, each once, in order."""
    aliases = document_aliases(context.outline, context.narrative.start, context.narrative.end)
    bodies: dict[str, ImplementingBody] = {}
    head: _Head | None = None
    for span in context.labelled("BODY"):
        body = _body(context, span, aliases, head)
        bodies.setdefault(body.name, body)
        head = None
        if body.relation == "part_of_listed" and body.listed_as:
            department = _department_of(body, plain(context.written(span)))
            head = _Head(department, span.end) if department else None
    return tuple(bodies.values())


def _department_of(body: ImplementingBody, written: str) -> str | None:
    """Return the organisation in front of a department that was written as 局财务科."""
    head = without_head_office(split_parenthesis(plain(body.listed_as or ""))[0])
    department = body.name.removeprefix(head)
    return head if body.name != written and department != body.name and is_department(department) else None


def _body(context: Context, span: FieldSpan, aliases: dict[str, str], head: _Head | None) -> ImplementingBody:
    outline = context.outline
    written = plain(context.written(span))
    evidence = context.evidence(span.start, span.end)
    name = aliases.get(written) or generic(outline, context.text, written, aliases)
    confidence = span.score
    if name is None and is_generic(written):
        return ImplementingBody(written, written, None, "not_listed", _UNRESOLVED, evidence)
    if name is None:
        name = abbreviated(outline, written) or headed(outline, context.text, written, aliases)
        if name is None and head and is_department(written):
            between = context.document.text[head.end : span.start]
            name = head.name + written if _ENUMERATED.fullmatch(between) else None
        confidence = min(confidence, 0.7) if name else confidence
    body = ImplementingBody(name or written, written, None, "not_listed", round(confidence, 2), evidence)
    return _placed(context, body)


def _placed(context: Context, body: ImplementingBody) -> ImplementingBody:
    """Return the body with its place among the listed units."""
    name = body.name
    relation: Relation = "not_listed"
    if unit := listed(context.outline, name):
        head_office = without_head_office(plain(unit))
        base = split_parenthesis(name)[0]
        name = base if head_office == base else unit
        return replace(body, name=name, listed_as=unit, relation="listed")
    if unit := _part_of(context, name):
        relation = "part_of_listed"
    elif is_department(name):
        relation = "internal_department"
    return replace(body, listed_as=unit, relation=relation)


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
