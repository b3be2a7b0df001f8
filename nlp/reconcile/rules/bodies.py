"""Rules on a narrative's implementing bodies."""

from __future__ import annotations

import difflib
import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from nlp.document import Evidence
from nlp.fields.model import ImplementingBody
from nlp.reconcile.cells import norm
from nlp.reconcile.limits import rule_data
from nlp.reconcile.rules.context import Context, Draft
from nlp.reconcile.wording import cite
from nlp.tagger.rules.lexicon import ends_with, field_words

#: So many characters at a name's end say what kind of unit it is.
_KIND = 2


def body_not_listed(context: Context) -> Iterator[Draft]:
    """A body that 机构设置 does not list; a name very like a listed one is likely mistyped or renamed."""
    limits = rule_data().limits
    units = [u.name for u in context.outline.units]
    if not units:
        yield from _own_name_mistyped(context)
        return
    letters = {unit: Counter(norm(unit)) for unit in units}
    for purse in context.purses:
        for body in purse.fields.implementing_bodies:
            if body.relation != "not_listed" or _is_generic(body, units):
                continue
            likeness, near = max(_nearest(name, letters) for name in _names(body.name, units))
            listed = next(u.evidence for u in context.outline.units if u.name == near)
            close = likeness >= limits.near_name
            tail = f"最接近的是{cite(near)}" + ("，可能是笔误或已更名" if close else "")
            yield Draft(
                f"项目「{purse.name}」的实施主体{cite(body.name)}不在机构设置所列单位中，{tail}。",
                f"与{cite(near)}的相似度为{likeness:.2f}",
                (body.evidence, listed) if close else (body.evidence,),
                "warning" if close else "info",
            )


def _names(name: str, units: list[str]) -> Iterator[str]:
    """Yield a body's name, and it without the department that stands behind a unit's kind.

    >>> list(_names("河东区水文检测站采样科", ["河东区水文监测站"]))
    ['河东区水文检测站采样科', '河东区水文检测站']
    """
    yield name
    for unit in units:
        head = name[: len(unit)]
        if len(head) < len(name) and head[-_KIND:] == unit[-_KIND:] and head != unit:
            yield head


def _own_name_mistyped(context: Context) -> Iterator[Draft]:
    """A body that is nearly the office itself, in the document of an office without units."""
    office = context.outline.organisation
    for purse in context.purses if office else ():
        for body in purse.fields.implementing_bodies:
            likeness = _likeness(body.name, office or "")
            nearly = body.relation == "not_listed" and likeness >= rule_data().limits.near_name
            if not nearly or norm(body.name) in norm(office or "") or norm(office or "") in norm(body.name):
                continue
            yield Draft(
                f"项目「{purse.name}」的实施主体{cite(body.name)}与本单位名称{cite(office or '')}只差少数字，"
                "可能是笔误或已更名。",
                f"与{cite(office or '')}的相似度为{likeness:.2f}",
                (body.evidence,),
                "warning",
            )


def _is_generic(body: ImplementingBody, units: list[str]) -> bool:
    """Return whether a body's name is only a kind of body ("研究所") that ends several units' names."""
    name = norm(body.name)
    return body.relation == "not_listed" and any(norm(u).endswith(name) and norm(u) != name for u in units)


#: Two names that differ in one of these are two organisations: 第一中学 and 第二中学.
TELLING = re.compile("[一二三四五六七八九十\\d东西南北]")


def _likeness(one: str, other: str) -> float:
    """Return how alike two names are, from 0 to 1, without the place and the kind that both share.

    Two organs of one place (某区教育局, 某区体育局) are as unlike as what stands between.

    >>> _likeness("河东区教育局", "河东区体育局") < 0.7 < _likeness("河东区水文检测站", "河东区水文监测站")
    True
    >>> _likeness("河东区第一中学", "河东区第二中学")
    0.0
    """
    a, b = norm(one), norm(other)
    if TELLING.findall(a) != TELLING.findall(b):
        return 0.0
    whole = difflib.SequenceMatcher(None, a, b, autojunk=False).ratio()
    place = re.compile("[\u4e00-\u9fff]{2,7}?[省市区县州旗]")
    first, second = place.match(a), place.match(b)
    if first and second and first[0] == second[0]:
        a, b = a[first.end() :], b[second.end() :]
    kinds = field_words().organisation.suffixes
    a, b = (name.removesuffix(ends_with(name, kinds) or "") for name in (a, b))
    core = difflib.SequenceMatcher(None, a, b, autojunk=False).ratio()
    return min(whole, core) if core < rule_data().limits.near_core else whole


def _nearest(name: str, units: dict[str, Counter[str]]) -> tuple[float, str]:
    """Return the unit that a name is most like, and how alike they are; ``units`` tell their characters."""
    mine = Counter(norm(name))
    shared = [(_shared(mine, its), unit) for unit, its in units.items()]
    best = (-1.0, "")
    for most, unit in sorted(shared, reverse=True):
        if most < best[0]:
            break  # nor can those after it be more alike
        best = max(best, (_likeness(name, unit), unit))
    return best


def _shared(one: Counter[str], other: Counter[str]) -> float:
    """Return the likeness that two names can reach at most, by the characters that they share."""
    common = sum(min(count, other[char]) for char, count in one.items() if char in other)
    return 2 * common / (one.total() + other.total()) if one or other else 1.0


def unidentified_body(context: Context) -> Iterator[Draft]:
    """A narrative that names only a department, or only "本单位": whose project it is stays open."""
    units = [u.name for u in context.outline.units]
    for purse in context.purses:
        bodies = purse.fields.implementing_bodies
        section = purse.fields.narrative.section("implementing_body")
        if any(b.relation != "internal_department" and not _is_generic(b, units) for b in bodies):
            continue
        if bodies:
            evidence: tuple[Evidence, ...] = tuple(b.evidence for b in bodies)
            told = f"只写了{cite('、'.join(b.as_written for b in bodies))}"
        elif section is not None and context.outline.document.text[section.start : section.end].strip():
            heading = context.outline.document.text[section.start : section.end].rstrip()
            evidence = (context.outline.document.evidence(section.start, section.start + len(heading)),)
            told = "没有写出可以辨认的单位名称"
        else:
            continue
        candidates = _candidates(context, purse.fields.narrative.start, purse.fields.narrative.end, bodies)
        hint = f"，可能是{'、'.join(f'{cite(c)}' for c in candidates)}" if candidates else ""
        yield Draft(
            f"项目「{purse.name}」的实施主体{told}，不能确定是哪个预算单位{hint}。",
            f"候选单位：{'、'.join(candidates) or '无'}",
            evidence,
        )


def _candidates(context: Context, start: int, end: int, bodies: tuple[ImplementingBody, ...]) -> list[str]:
    """Return the units that share the most rare words (pairs of characters) with the narrative."""
    text = norm(context.outline.document.text[start:end])
    units = [u.name for u in context.outline.units]
    kinds = [norm(b.name) for b in bodies if b.relation == "not_listed"]
    units = [u for u in units if any(k in norm(u) for k in kinds)] or units
    pairs = {u: {norm(u)[i : i + 2] for i in range(len(norm(u)) - 1)} for u in units}
    common: dict[str, int] = defaultdict(int)
    for found in pairs.values():
        for pair in found:
            common[pair] += 1
    score = {u: sum(1 / common[p] for p in found if p in text) for u, found in pairs.items()}
    best = sorted((u for u in units if score[u] >= 1), key=lambda u: -score[u])
    return best[: rule_data().limits.candidates]
