"""Make one alteration after another, run the pipeline, and count what it finds and where."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from nlp.document import Document
from nlp.mutate.alterations import Alteration, Slip, alterations, altered
from nlp.mutate.figures import Figure, read_figures
from nlp.mutate.prose_ties import prose_ties
from nlp.mutate.table_ties import table_ties
from nlp.mutate.ties import Check, Tie
from nlp.outline.model import Outline
from nlp.outline.tables.number import number
from nlp.pipeline import Result, fields_of, outline_of, process
from nlp.reconcile import Finding, reconcile
from nlp.reconcile.interval import Interval
from nlp.values.amount import find_amounts
from nlp.values.percent import find_percentages


@dataclass(frozen=True, slots=True)
class Trial:
    """One alteration and what came of it.

    ``revealed_by`` names the ties that it breaks; ``found`` the findings that point at it, ``unrelated``
    the new findings that don't.
    """

    alteration: Alteration
    revealed_by: tuple[str, ...]
    found: tuple[Finding, ...]
    unrelated: tuple[Finding, ...]


@dataclass(frozen=True)
class Report:
    """All trials on one document; ``revealable`` counts all revealable alterations, tried or not."""

    source: str
    figures: int
    alterations: int
    revealable: int
    trials: tuple[Trial, ...]
    text: str

    def line(self, offset: int) -> int:
        """Return the number of the line, from 1, that holds ``offset``."""
        return self.text.count("\n", 0, offset) + 1

    @property
    def found(self) -> int:
        """How many of the tried alterations were found at their place."""
        return sum(bool(t.found) for t in self.trials)

    @property
    def unrelated(self) -> int:
        """How many tried alterations led to findings elsewhere."""
        return sum(bool(t.unrelated) for t in self.trials)

    def missed(self) -> tuple[Trial, ...]:
        """Return the trials without a finding at their place."""
        return tuple(t for t in self.trials if not t.found)

    def by_slip(self) -> dict[Slip, tuple[int, int]]:
        """Return how many were found of how many, by kind of slip."""
        tried: Counter[Slip] = Counter(t.alteration.slip for t in self.trials)
        found: Counter[Slip] = Counter(t.alteration.slip for t in self.trials if t.found)
        return {slip: (found[slip], tried[slip]) for slip in tried}


def measure(source: Path | Document, limit: int | None = None, seed: int = 0) -> Report:
    """Try ``limit`` of a document's revealable alterations, drawn with ``seed``; all without a limit.

    Raises:
        ReadError: if the file can't be read, or holds nothing of a budget.
    """
    base = process(source)
    chance = random.Random(seed)
    found = read_figures(base.outline)
    ties = _by_member((*table_ties(base.outline, found), *prose_ties(base.outline, found)))
    values = {f.index: Interval.of(f.value, f.quantum) for f in found.figures}
    everything = list(alterations(found, chance))
    revealable = [(a, why) for a in everything if (why := _revealed(a, ties, values))]
    chosen = revealable if limit is None else chance.sample(revealable, min(limit, len(revealable)))
    trials = tuple(_trial(base, alteration, why) for alteration, why in chosen)
    counts = (len(found.figures), len(everything), len(revealable))
    return Report(base.document.source, *counts, trials, base.document.text)


def _by_member(ties: Iterable[Tie]) -> dict[int, list[Tie]]:
    found: dict[int, list[Tie]] = defaultdict(list)
    for tie in ties:
        for member in tie.members:
            found[member].append(tie)
    return found


def _revealed(
    alteration: Alteration, ties: dict[int, list[Tie]], values: dict[int, Interval]
) -> tuple[str, ...]:
    """Return the kinds of the ties that an alteration breaks."""
    new = dict(values)
    writings: dict[int, str] = {}
    for figure, edit in zip(alteration.figures, alteration.edits, strict=True):
        writings[figure.index] = edit.new
        if figure.kind in ("cell", "amount", "percentage"):
            value = _value(figure, edit.new)
            if value is None:
                return ()
            new[figure.index] = value
    broken: dict[str, None] = {}
    for figure in alteration.figures:
        for tie in ties.get(figure.index, ()):
            failed = tie.broken(writings) if isinstance(tie, Check) else not tie.holds(new)
            if failed:
                broken[tie.kind] = None
    return tuple(broken)


def _value(figure: Figure, written: str) -> Interval | None:
    """Return what a figure's new writing stands for."""
    if figure.kind == "cell":
        old, new = number(figure.written), number(written)
        if old is None or new is None:
            return None
        factor = figure.quantum.scaleb(old[1])
        return Interval.of(new[0] * factor, factor.scaleb(-new[1]))
    if figure.kind == "percentage":
        shares = find_percentages(written)
        return Interval.of(shares[0].value, Decimal(1).scaleb(-shares[0].decimals)) if shares else None
    amounts = find_amounts(written)
    return Interval.of(amounts[0].value, amounts[0].quantum) if amounts else None


def _trial(base: Result, alteration: Alteration, why: tuple[str, ...]) -> Trial:
    document = altered(base.document, alteration)
    findings = _findings(base, document)
    here = tuple(f for f in findings if _points_at(f, alteration))
    elsewhere = (f for f in findings if not _points_at(f, alteration))
    return Trial(alteration, why, here, tuple(f for f in elsewhere if not _known(f, base.findings)))


def _findings(base: Result, document: Document) -> tuple[Finding, ...]:
    """Run the pipeline; narratives that read the same keep their fields, for offsets are the same."""
    outline = outline_of(document)
    if _frame(outline) != _frame(base.outline):
        return process(outline).findings
    old, new = base.document.text, document.text
    altered = [n for n in outline.narratives if old[n.start : n.end] != new[n.start : n.end]]
    read = {f.narrative.start: f for f in fields_of(replace(outline, narratives=tuple(altered)))}
    return reconcile(outline, [read.get(f.narrative.start, f) for f in base.fields])[1]


def _frame(outline: Outline) -> tuple[object, ...]:
    narratives = tuple((n.start, n.end) for n in outline.narratives)
    return (outline.fiscal_year, outline.organisation, outline.units, narratives)


def _known(finding: Finding, old: Iterable[Finding]) -> bool:
    """Return whether a finding, or one that holds its places among others, was there before."""
    places = {(e.start, e.end) for e in finding.evidence}
    return any(f.rule == finding.rule and places <= {(e.start, e.end) for e in f.evidence} for f in old)


def _points_at(finding: Finding, alteration: Alteration) -> bool:
    return any(
        evidence.start < edit.end and edit.start < evidence.end
        for evidence in finding.evidence
        for edit in alteration.edits
    )
