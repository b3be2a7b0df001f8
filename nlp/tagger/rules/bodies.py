"""BODY spans: who carries the project out, by the section 实施主体 and, without it, by cues elsewhere.

BODY_ALIAS spans: the short names that the narrative gives to these bodies.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Final

from nlp.outline.model import Outline
from nlp.tagger.rules.aliases import definitions, document_aliases
from nlp.tagger.rules.body_clauses import Found, dividing
from nlp.tagger.rules.body_cues import by_cues, departments_alone, in_section
from nlp.tagger.rules.body_names import NamedText, named_text, names_in
from nlp.tagger.rules.former_bodies import is_former
from nlp.tagger.rules.lexicon import field_words
from nlp.tagger.rules.listed_bodies import listed_bodies, within
from nlp.tagger.rules.organisations import has_region, head_of, is_generic, is_self, plain
from nlp.tagger.rules.own_plans import own_plans
from nlp.tagger.rules.passages import Passage
from nlp.tagger.spans import FieldSpan

_FALLBACK: Final = ("plan", "overview", "other")
#: What joins two words of one name.
_NAME_JOINS: Final = ("与", "和", "及")
#: Names of one enumeration stand side by side.
_ENUMERATED: Final = re.compile(r"\s*(?:[、和及与]|以及)\s*")


def find_bodies(parts: Sequence[Passage], outline: Outline) -> list[FieldSpan]:
    """Return the bodies' spans and their short names'.

    Departments count only where no organisation is named, or where they stand beside another one's name
    (某局规划科、财务科).
    """
    aliases = document_aliases(outline)
    own = (outline.organisation,) if outline.organisation else ()
    formal = (*(unit.name for unit in outline.units), *own)
    short = tuple(name for name in aliases if len(name) > 2)
    spans: list[FieldSpan] = []
    for part in parts:
        if part.kind == "implementing_body":
            spans += _spans(named_text(part, formal, short), in_section)
    for kind in _FALLBACK:
        if spans:
            break
        for part in parts:
            if part.kind == kind:
                spans += _spans(named_text(part, formal, short), partial(by_cues, year=outline.fiscal_year))
    for part in parts:
        if not spans and part.kind == "other":
            spans = _spans(named_text(part, formal, short), dividing)
    if not spans and (listed := listed_bodies(parts, formal, outline.fiscal_year)):
        spans = [part.span("BODY", start, end, score) for part, start, end, score in listed]
    for part in parts:
        if not spans and part.kind in _FALLBACK:
            spans = _spans(named_text(part, formal, short), departments_alone)
    if not spans:
        spans = [part.span("BODY", start, end, score) for part, start, end, score in own_plans(parts)]
    return list(_once(parts, spans, formal))


def _spans(text: NamedText, finder: Callable[[NamedText], Iterator[Found]]) -> list[FieldSpan]:
    found = sorted(finder(text), key=lambda f: (f.name.start, -f.score))
    found = [f for f in found if not f.aside] or found
    found = [f for f in found if not is_former(text.passage.text, f.name.start)] or found
    found = [f for f in found if not _is_tail(f, found, text.known)]
    spans: list[FieldSpan] = []
    seen: set[str] = set()
    for item in _chosen(text, found):
        if plain(item.name.text) not in seen:
            seen.add(plain(item.name.text))
            start = within(text.passage.text, item.name.start, item.name.end, text.known)
            spans.append(text.passage.span("BODY", start, item.name.end, item.score))
    for partner in text.partners:
        inside = NamedText(partner, (), text.known)
        named = [n for n in names_in(inside, 0, len(partner.text)) if not n.department]
        spans += [partner.span("BODY", n.start, n.end, 0.85) for n in named if spans]
    return spans


def _chosen(text: NamedText, found: list[Found]) -> list[Found]:
    """Return what counts: organisations before generic words, these before departments."""
    found = [f for f in found if not _is_inside(f, found)]
    kinds = [_kind(f) for f in found]
    if "organisation" in kinds or "part" in kinds:
        whole = "organisation" not in kinds and "self" not in kinds
        kept: list[Found] = []
        for item, kind in zip(found, kinds, strict=True):
            if kind == "department" and item.helps:
                continue  # 某院立案庭牵头，装备处配合: a department of the organisation that is named
            beside = bool(kept) and _kind(kept[-1]) in ("part", "department")
            if (
                kind in ("organisation", "part", "self")
                or (kind == "department" and beside and (whole or _enumerated(text, kept[-1], item)))
                or (kind == "department" and whole)
            ):
                kept.append(item)
        return kept
    generic = [f for f, kind in zip(found, kinds, strict=True) if kind in ("self", "generic")]
    return generic or found


def _kind(item: Found) -> str:
    written = item.name.text
    if item.name.department and plain(written) in field_words().organisation.inner_units:
        return "department"
    if is_generic(written):
        return "self" if is_self(written) else "generic"
    if head_of(written):
        return "part"
    return "department" if item.name.department else "organisation"


def _is_inside(item: Found, others: Sequence[Found]) -> bool:
    """Tell whether a name is a department's of a body that is named: 某支队，由支队设施大队具体负责."""
    written = plain(item.name.text)
    kinds = (kind for kind in field_words().organisation.self_kinds if written.startswith(kind))
    return any(
        other is not item and len(written) > len(kind) + 1 and plain(other.name.text).endswith(kind)
        for kind in kinds
        for other in others
    )


def _is_tail(item: Found, others: Sequence[Found], known: tuple[str, ...]) -> bool:
    """Tell whether a name is the end of a longer one behind its 与 or 和: 运输中心 of 某市公路与运输中心.

    One with a place of its own, or that the document knows, is another body.
    """
    name = item.name
    if has_region(name.text) or plain(name.text) in map(plain, known):
        return False
    return any(
        other.name.end == name.end
        and other.name.start < name.start
        and other.name.text[: name.start - other.name.start].endswith(_NAME_JOINS)
        for other in others
    )


def _enumerated(text: NamedText, one: Found, two: Found) -> bool:
    between = text.passage.text[one.name.end : two.name.start]
    return _ENUMERATED.fullmatch(between) is not None


def _once(
    parts: Sequence[Passage], spans: Sequence[FieldSpan], formal: tuple[str, ...]
) -> Iterator[FieldSpan]:
    """Yield the bodies, each at the first place that names it, and the short names defined for them."""
    places = {(span.start, span.end) for span in spans}
    names = {
        (s.start, s.end): plain(part.text[part.local(s.start) : part.local(s.end)])
        for part, s in _placed(parts, spans)
    }
    written = set(names.values())
    meant: dict[str, str] = {}
    for part in parts:
        for each in definitions(part.text, formal):
            if each.full is None:
                continue
            full = plain(part.text[slice(*each.full)])
            shorts = {plain(part.text[a:b]) for a, b in each.shorts}
            if full not in written and not shorts & written:
                continue
            if full in written:
                meant |= dict.fromkeys(shorts, full)
            for start, end in each.shorts:
                if (part.offsets[start], part.offsets[end - 1] + 1) not in places:
                    yield part.span("BODY_ALIAS", start, end, 0.9)
    seen: set[str] = set()
    # The whole name before its short one, wherever they stand.
    for span in sorted(spans, key=lambda s: names[s.start, s.end] in meant):
        name = names[span.start, span.end]
        if meant.get(name, name) not in seen:
            seen.add(name)
            yield span


def _placed(parts: Sequence[Passage], spans: Sequence[FieldSpan]) -> Iterator[tuple[Passage, FieldSpan]]:
    for part in parts:
        for span in spans:
            if part.holds(span.start) and part.holds(span.end - 1):
                yield part, span
