"""Implementing bodies: full names, and their place among the document's budget units."""

from __future__ import annotations

import re
from functools import cache

from nlp.fields.context import Context
from nlp.fields.model import ImplementingBody, Relation
from nlp.outline.model import Outline
from nlp.tagger.rules.organisations import (
    document_aliases,
    generic_kind,
    is_department,
    is_generic,
    plain,
    split_parenthesis,
)
from nlp.tagger.spans import FieldSpan

_UNRESOLVED = 0.3
_HEAD_OFFICE = re.compile(r"(?:本部|本级|机关|（本级）|（本部）|（机关）)+$")


def implementing_bodies(context: Context) -> tuple[ImplementingBody, ...]:
    """Return the narrative's bodies, each once, in order."""
    aliases = document_aliases(context.outline, context.narrative.start, context.narrative.end)
    bodies: dict[str, ImplementingBody] = {}
    for span in context.labelled("BODY"):
        body = _body(context, span, aliases)
        bodies.setdefault(body.name, body)
    return tuple(bodies.values())


def _body(context: Context, span: FieldSpan, aliases: dict[str, str]) -> ImplementingBody:
    written = plain(context.written(span))
    evidence = context.evidence(span.start, span.end)
    name = aliases.get(written) or _generic(context, written, aliases)
    confidence = span.score
    if name is None and is_generic(written):
        return ImplementingBody(written, written, None, "not_listed", _UNRESOLVED, evidence)
    if name is None:
        name = _abbreviated(context.outline, written, aliases)
        confidence = min(confidence, 0.7) if name else confidence
    name = name or written
    listed = _listed(context.outline, name)
    relation: Relation = "listed" if listed else "not_listed"
    if listed:
        name = name if _HEAD_OFFICE.sub("", plain(listed)) == name else listed
    elif listed := _part_of(context, name):
        relation = "part_of_listed"
    elif is_department(name):
        relation = "internal_department"
    return ImplementingBody(name, written, listed, relation, round(confidence, 2), evidence)


@cache
def unit_keys(name: str) -> tuple[str, ...]:
    """Return the writings that mean a listed unit: whole, without and as the second name, without 本部.

    >>> unit_keys("河东文化馆(河东剧场)")
    ('河东文化馆（河东剧场）', '河东文化馆', '河东剧场')
    """
    whole = plain(name)
    base, second = split_parenthesis(whole)
    keys = [whole, base]
    if second and len(second) >= 4 and second not in ("本级", "本部", "机关"):
        keys.append(second)
    keys += [head for key in (whole, base) if len(head := _HEAD_OFFICE.sub("", key)) >= 4]
    return tuple(dict.fromkeys(keys))


def _listed(outline: Outline, name: str) -> str | None:
    """Return the listed unit that ``name`` names, a whole match before one by a part of it."""
    base = split_parenthesis(name)[0]
    for wanted in (plain(name), base, _HEAD_OFFICE.sub("", base)):
        for position in range(4):
            for unit in outline.units:
                keys = unit_keys(unit.name)
                if position < len(keys) and keys[position] == wanted:
                    return unit.name
    return None


def _part_of(context: Context, name: str) -> str | None:
    """Return the listed unit that ``name`` begins with, or that the document says it belongs to."""
    if found := _begins_with(context.outline, name):
        return found
    _, second = split_parenthesis(name)
    if second and (found := _begins_with(context.outline, second)):
        return found
    for head, other in _parentheses(context.document.text):
        for cut in range(len(head) - 3):
            if name.startswith(head[cut:]) and (found := _begins_with(context.outline, other)):
                return found
    return None


def _begins_with(outline: Outline, name: str) -> str | None:
    fitting = [
        (len(key), unit.name)
        for unit in outline.units
        for key in unit_keys(unit.name)
        if len(key) >= 4 and plain(name).startswith(key) and plain(name) != _HEAD_OFFICE.sub("", key)
    ]
    return max(fitting)[1] if fitting else None


@cache
def _parentheses(text: str) -> tuple[tuple[str, str], ...]:
    """Return (name run, second name) for every name with a parenthesis in the document."""
    pattern = re.compile(r"([\u4e00-\u9fff]{4,24})[（(]([\u4e00-\u9fff]{4,30})[)）]")
    return tuple(dict.fromkeys((m[1], m[2]) for m in pattern.finditer(text)))


def _generic(context: Context, written: str, aliases: dict[str, str]) -> str | None:
    """Return the full name behind 本单位, 我所 or 中心 where exactly one organisation can be meant."""
    if not is_generic(written):
        return None
    kind = generic_kind(written)
    local = context.text
    if kind and kind in aliases:
        return aliases[kind]
    outline = context.outline
    fits = [u.name for u in outline.units if _is_kind(u.name, kind)]
    named = [name for name in fits if any(key in local for key in unit_keys(name) if len(key) >= 4)]
    named += [
        full for full in aliases.values() if full in local and _is_kind(full, kind) and full not in fits
    ]
    # A longer unit's name may hold a shorter one's.
    named = [n for n in dict.fromkeys(named) if not any(n != m and plain(n) in plain(m) for m in named)]
    if len(named) == 1:
        return plain(named[0])
    own = outline.organisation
    if own and outline.kind in ("unit_budget", "unit_final_accounts") and _is_kind(own, kind):
        return plain(own)
    if named:
        return None
    if kind in ("委", "局", "厅", "部门", "机关") and own and _is_kind(own, kind):
        return plain(own)
    if kind is not None and len(fits) == 1:
        return plain(fits[0])
    if kind is None and len(outline.units) == 1:
        return plain(outline.units[0].name)
    return None


def _is_kind(name: str, kind: str | None) -> bool:
    if kind is None:
        return True
    base = _HEAD_OFFICE.sub("", split_parenthesis(name)[0])
    return base.endswith(({"委": "委员会"}.get(kind, kind), kind))


def _abbreviated(outline: Outline, written: str, aliases: dict[str, str]) -> str | None:
    """Return the one organisation that ``written`` shortens: characters in order, same kind at the end.

    A name that begins with a listed unit, or is one, is no abbreviation. Nor is a name that begins alike
    and is nearly as long as the full one: people shorten 某市甲乙服务中心 to 服务中心 or 某市服务中心, so it
    is a renamed or mistyped organisation, and that is for the reader to hear of.
    """
    if len(written) < 3 or _listed(outline, written) or _begins_with(outline, written):
        return None
    if is_department(written):
        return None
    names = [unit.name for unit in outline.units]
    if outline.organisation:
        names.append(outline.organisation)
    full_names = dict.fromkeys(_HEAD_OFFICE.sub("", split_parenthesis(plain(name))[0]) for name in names)
    fitting = [
        full
        for full in full_names
        if len(full) > len(written)
        and _is_kind(full, written[-1])
        and _in_order(written, full)
        and not _nearly_whole(written, full)
    ]
    ending = [full for full in fitting if full.endswith(written)]
    chosen = ending if len(ending) == 1 else fitting
    return chosen[0] if len(chosen) == 1 else None


def _nearly_whole(short: str, full: str) -> bool:
    return short[:2] == full[:2] and len(short) > 0.6 * len(full) and len(short) >= 8


def _in_order(short: str, full: str) -> bool:
    rest = iter(full)
    return all(char in rest for char in short)
