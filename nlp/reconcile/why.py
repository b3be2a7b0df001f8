"""Why a statement has its verdict: what was understood, every cell that came into question, every finding."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from nlp.outline.model import Outline
from nlp.reconcile.fact import Fact
from nlp.reconcile.interval import Interval, judge
from nlp.reconcile.matcher import match
from nlp.reconcile.model import Finding, Statement, Verdict
from nlp.reconcile.prose import read_facts
from nlp.reconcile.wording import norm


@dataclass(frozen=True, slots=True)
class Candidate:
    """A cell that came into question: its value as an interval in 元, and how the amount compares with it.

    ``gap`` is the distance of the two intervals, 0 where they meet; ``likely`` marks a cell that a
    difference would not contradict.
    """

    where: str
    value: Decimal
    interval: Interval
    gap: Decimal
    verdict: Verdict
    likely: bool


@dataclass(frozen=True, slots=True)
class Why:
    """One statement explained; ``fact`` is ``None`` for a narrative's amount, which has no cells."""

    statement: Statement
    interval: Interval
    fact: Fact | None
    candidates: tuple[Candidate, ...]
    reason: str | None
    findings: tuple[Finding, ...]


def explain(
    outline: Outline, statements: Sequence[Statement], findings: Sequence[Finding], words: str
) -> Iterator[Why]:
    """Yield the explanation of every statement whose quote or subject holds ``words``.

    ``statements`` are those of :func:`nlp.reconcile.reconcile`: the prose sections' first.
    """
    facts = read_facts(outline).facts
    wanted = norm(words)
    for number, statement in enumerate(statements):
        if wanted not in norm(statement.quote) and wanted not in norm(statement.what):
            continue
        fact = facts[number] if number < len(facts) else None
        place = statement.amount.evidence
        own = tuple(
            f for f in findings if any(e.start < place.end and place.start < e.end for e in f.evidence)
        )
        amount = statement.amount
        candidates, reason = _candidates(outline, fact) if fact is not None else ((), None)
        yield Why(statement, Interval.of(amount.value, amount.quantum), fact, candidates, reason, own)


def _candidates(outline: Outline, fact: Fact) -> tuple[tuple[Candidate, ...], str | None]:
    found = match(outline, fact)
    amount = fact.amount
    mine = Interval.of(amount.value, amount.quantum)
    made = []
    for place in (*found.places, *(h for h in found.hints if h not in found.places)):
        interval = Interval.of(place.value, place.quantum)
        made.append(
            Candidate(
                where=place.describe(),
                value=place.value,
                interval=interval,
                gap=mine.distance(interval),
                verdict=judge(amount.value, amount.quantum, place.value, place.quantum),
                likely=not found.certain,
            )
        )
    return tuple(made), found.reason
