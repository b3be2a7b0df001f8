"""Findings across documents: one organisation's two years, a department and its units."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from nlp.document import Evidence
from nlp.fields.model import NarrativeFields
from nlp.outline.model import Outline
from nlp.reconcile.across_projects import Told, project_pairs
from nlp.reconcile.cells import Place, find_places
from nlp.reconcile.changes import subject_of
from nlp.reconcile.fact import Fact, Facts, document_stage, settled_stage
from nlp.reconcile.interval import Interval, total
from nlp.reconcile.matcher import match
from nlp.reconcile.measures import Stage, measures
from nlp.reconcile.model import Finding
from nlp.reconcile.money import money
from nlp.reconcile.prose import read_facts
from nlp.reconcile.wording import cite, norm

#: Totals that a department's document states for all its units together.
_TOTALS = ("收入预算", "支出预算")


@dataclass(frozen=True)
class Dossier:
    """One document understood."""

    outline: Outline
    fields: tuple[NarrativeFields, ...]

    @property
    def name(self) -> str:
        """The document's source, for a sentence."""
        return self.outline.document.source


@dataclass(frozen=True, slots=True)
class Across:
    """A finding on two documents: ``here`` names that of the finding's evidence, ``there`` the other."""

    finding: Finding
    here: str
    there: str
    there_evidence: tuple[Evidence, ...]


def across(dossiers: Sequence[Dossier]) -> Iterator[Across]:
    """Yield what contradicts between documents, in the order in which they are given."""
    for later in dossiers:
        for earlier in dossiers:
            if _is_year_before(earlier.outline, later.outline):
                yield from _last_year(later, earlier)
                yield from _projects(later, earlier)
    for department in dossiers:
        units = [d for d in dossiers if d is not department and _is_unit_of(d.outline, department.outline)]
        if units:
            yield from _units(department, units)


def _is_year_before(earlier: Outline, later: Outline) -> bool:
    if earlier.organisation is None or later.organisation is None:
        return False
    years = (earlier.fiscal_year, later.fiscal_year)
    same = norm(earlier.organisation) == norm(later.organisation)
    return same and None not in years and years[0] == (years[1] or 0) - 1


def _last_year(later: Dossier, earlier: Dossier) -> Iterator[Across]:
    """Last year's figure, or a change against it, stated against last year's own document."""
    facts = read_facts(later.outline)
    year = earlier.outline.fiscal_year
    usual = document_stage(earlier.outline)
    for fact in facts.facts:
        told = _told_of_last_year(facts, fact, year)
        if told is None or fact.amount.qualifier != "exact":
            continue
        interval, stage, words, subject = told
        if stage is not None and settled_stage(stage, usual) != usual:
            continue  # an executed figure is none of the budget's document
        asked = replace(subject, year=year, stage=None, change=None, also=())
        found = match(earlier.outline, asked)
        if not found.places or not found.certain or found.summed or stage is None:
            continue
        if any(interval.meets(Interval.of(p.value, p.quantum)) for p in found.places):
            continue
        place = found.places[0]
        yield Across(
            Finding(
                "last-year-differs",
                "warning",
                f"{cite(fact.quote.text)}，按此{year}年{cite(subject.what)}为{words}，"
                f"{earlier.name}的{place.describe()}为{money(place.value, '元')}，不一致"
                "（上年数可能经过调整）。",
                f"{words} ≠ {money(place.value, '元')}",
                (fact.quote,),
            ),
            later.name,
            earlier.name,
            (place.evidence,),
        )


def _told_of_last_year(
    facts: Facts, fact: Fact, year: int | None
) -> tuple[Interval, Stage | None, str, Fact] | None:
    """Return last year's amount as a fact tells it, its stage, its words, and the fact that it is about."""
    own = Interval.of(fact.amount.value, fact.amount.quantum)
    if fact.is_reason or fact.qualified:
        return None
    if fact.change is None:
        return (own, fact.stage, fact.amount.as_written, fact) if fact.year == year else None
    subject = subject_of(facts, fact)
    if fact.base_year != year or subject is None or subject.qualified or subject.change is not None:
        return None
    if subject.amount.qualifier != "exact":
        return None
    now = Interval.of(subject.amount.value, subject.amount.quantum)
    grown = fact.change == "increase"
    before = now - own if grown else now + own
    words = f"{subject.amount.as_written} {'−' if grown else '+'} {fact.amount.as_written}"
    value = subject.amount.value - fact.amount.value if grown else subject.amount.value + fact.amount.value
    return before, fact.old_stage, f"{words} = {money(value)}", subject


def _projects(later: Dossier, earlier: Dossier) -> Iterator[Across]:
    """One project in both documents: words repeated, money carried over."""
    for pair in project_pairs(_told(later), _told(earlier)):
        yield Across(pair.finding, later.name, earlier.name, pair.earlier)


def _told(dossier: Dossier) -> tuple[Told, ...]:
    text = dossier.outline.document.text
    year = dossier.outline.fiscal_year or 0
    return tuple(
        Told(f, text[f.narrative.start : f.narrative.end], dossier.name, year) for f in dossier.fields
    )


def _is_unit_of(unit: Outline, department: Outline) -> bool:
    if unit.organisation is None or not unit.kind.startswith("unit") or unit.kind[4:] != department.kind[10:]:
        return False
    same_year = unit.fiscal_year == department.fiscal_year
    return same_year and any(norm(u.name) == norm(unit.organisation) for u in department.units)


def _total_of(outline: Outline, name: str) -> Place | None:
    measure = measures().named(name)
    refs = measure.cell if measure else ()
    places = (p for r in refs for p in find_places(outline, r, document_stage(outline)) if p.cell)
    return next(places, None)


def _units(department: Dossier, units: Sequence[Dossier]) -> Iterator[Across]:
    """The units' totals: together at most the department's, and equal to it where all of them are at hand."""
    complete = len({norm(u.outline.organisation or "") for u in units}) == len(department.outline.units)
    for name in _TOTALS:
        whole = _total_of(department.outline, name)
        parts = [p for u in units if (p := _total_of(u.outline, name)) is not None]
        if whole is None or not parts or len(parts) != len(units):
            continue
        added = total(Interval.of(p.value, p.quantum) for p in parts)
        own = Interval.of(whole.value, whole.quantum)
        if added.low <= own.high and not (complete and added.high < own.low):
            continue
        told = "大于" if added.low > own.high else "小于"
        value = sum((p.value for p in parts), Decimal(0))
        yield Across(
            Finding(
                "units-differ-from-department",
                "warning",
                f"{len(parts)}个所属单位的{cite(name)}之和{money(value, '元')}"
                f"{told}部门的{money(whole.value, '元')}"
                f"（单位之间的往来可能已经抵销）。",
                f"{' + '.join(money(p.value, '元') for p in parts)} = {money(value, '元')}",
                (whole.evidence,),
            ),
            department.name,
            "、".join(u.name for u in units),
            tuple(p.evidence for p in parts),
        )


def dossiers(results: Iterable[tuple[Outline, Sequence[NarrativeFields]]]) -> tuple[Dossier, ...]:
    """Return the documents of pipeline results."""
    return tuple(Dossier(outline, tuple(fields)) for outline, fields in results)
