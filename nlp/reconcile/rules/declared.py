"""Evaluate the rules that are declared in TOML."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from nlp.outline.model import Outline
from nlp.reconcile.cells import Place, find_places
from nlp.reconcile.declared import Applies, DeclaredRule, Term
from nlp.reconcile.fact import document_stage
from nlp.reconcile.interval import Interval, total
from nlp.reconcile.measures import measures
from nlp.reconcile.model import Finding
from nlp.reconcile.money import money, plain

_SIGNS = {"equal": "≠", "at_most": ">", "at_least": "<"}
_SHOULD = {"equal": "应等于", "at_most": "应不大于", "at_least": "应不小于"}


def declared_findings(outline: Outline, rules: Iterable[DeclaredRule]) -> Iterator[Finding]:
    """Yield what the rules find in a document.

    A rule is evaluated in every table that states all its terms; where none does, on the first cell of each
    term. A term without any cell leaves the rule out; an empty cell counts as nothing planned, 0.
    """
    for rule in rules:
        if applies_to(rule.applies, outline):
            yield from _evaluate(outline, rule)


def applies_to(applies: Applies, outline: Outline) -> bool:
    """Return whether a document is of the kinds, levels and years that a rule names."""
    year = outline.fiscal_year
    return (
        (not applies.kinds or outline.kind in applies.kinds)
        and (not applies.levels or outline.level in applies.levels)
        and (applies.from_year is None or (year is not None and year >= applies.from_year))
        and (applies.to_year is None or (year is not None and year <= applies.to_year))
    )


def _places(outline: Outline, term: Term) -> list[Place]:
    stage = document_stage(outline)
    measure = measures().named(term.measure) if term.measure else None
    refs = measure.cell if measure else (term,)
    refs = tuple(r for r in refs if not (r.weak or r.wider))
    if measure and term.funds:
        refs = tuple(r for r in refs if not r.funds or set(r.funds) & set(term.funds))
    return [place for ref in refs for place in find_places(outline, ref, stage)]


def _evaluate(outline: Outline, rule: DeclaredRule) -> Iterator[Finding]:
    sides = [[_places(outline, term) for term in side] for side in (rule.left, rule.right)]
    terms = [*sides[0], *sides[1]]
    if not all(terms):
        return
    common = set.intersection(*({p.table.id for p in places} for places in terms))
    tables: list[str | None] = [*sorted(common)] or [None]
    for table in tables:
        left, right = ([_pick(places, table) for places in side] for side in sides)
        if any(p.cell for p in (*left, *right)):
            yield from _compare(rule, left, right)


def _pick(places: list[Place], table: str | None) -> Place:
    own = [p for p in places if table is None or p.table.id == table]
    return next((p for p in own if p.cell), own[0])


def _compare(rule: DeclaredRule, left: list[Place], right: list[Place]) -> Iterator[Finding]:
    one = total(Interval.of(p.value, p.quantum) for p in left)
    other = total(Interval.of(p.value, p.quantum) for p in right)
    other = Interval(other.low * rule.times, other.high * rule.times)
    holds = {
        "equal": one.meets(other),
        "at_most": one.low <= other.high,
        "at_least": one.high >= other.low,
    }[rule.relation]
    if holds:
        return
    times = "" if rule.times == 1 else f" × {plain(rule.times)}"
    yield Finding(
        rule.name,
        rule.severity,
        f"{rule.explanation.rstrip('。')}：{_told(left)}，{_SHOULD[rule.relation]}{_told(right)}{times}。",
        f"{_terms(left)} {_SIGNS[rule.relation]} {_terms(right)}{times}",
        tuple(p.evidence for p in (*left, *right)),
    )


def _told(places: list[Place]) -> str:
    return " + ".join(f"{p.describe()}{money(p.value, '元')}" for p in places)


def _terms(places: list[Place]) -> str:
    terms = " + ".join(money(p.value, "元") for p in places)
    value = sum((p.value for p in places), Decimal(0))
    return terms if len(places) == 1 else f"{terms} = {money(value, '元')}"
