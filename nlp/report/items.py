"""The list: findings by gravity, then statements as in the text, each with evidence and working."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from nlp.document import Evidence
from nlp.outline.model import Outline
from nlp.reconcile.model import Finding, Statement
from nlp.reconcile.why import Why
from nlp.report.computation import computation_of
from nlp.report.marks import SEVERITIES
from nlp.report.model import Item
from nlp.report.places import places_of


@dataclass(frozen=True, slots=True)
class Listed:
    """An item with the evidence that it points at."""

    item: Item
    evidence: tuple[Evidence, ...]


def findings(outline: Outline, found: Sequence[Finding], whys: Sequence[Why]) -> tuple[Listed, ...]:
    """Return the findings, the gravest first, with the computations of the amounts that they are about."""
    ordered = sorted(found, key=lambda f: (SEVERITIES.index(f.severity), _start(f.evidence)))
    return tuple(_finding(outline, number, each, whys) for number, each in enumerate(ordered))


def _finding(outline: Outline, number: int, finding: Finding, whys: Sequence[Why]) -> Listed:
    about = [why for why in whys if finding in why.findings and why.statement.counterpart is not None]
    # A finding about a whole list names every amount of it; only those that differ explain it.
    differing = [why for why in about if why.statement.verdict in ("disagrees", "truncated", "balanced")]
    item = Item(
        id=f"f{number}",
        kind="finding",
        title=finding.message,
        section=_section(outline, finding.evidence),
        narratives=_narratives(outline, finding.evidence),
        places=places_of(finding.evidence, outline.document),
        computations=tuple(computation_of(why) for why in differing[:3]),
        rule=finding.rule,
        severity=finding.severity,
        working=finding.computation,
    )
    return Listed(item, finding.evidence)


def statements(outline: Outline, whys: Sequence[Why]) -> tuple[Listed, ...]:
    """Return the statements in the order of the text; their numbers are those of the pipeline."""
    made = [_statement(outline, number, why) for number, why in enumerate(whys)]
    return tuple(sorted(made, key=lambda each: _start(each.evidence)))


def _statement(outline: Outline, number: int, why: Why) -> Listed:
    statement = why.statement
    evidence = tuple(_evidence(statement))
    item = Item(
        id=f"s{number}",
        kind="statement",
        title=statement.what,
        section=statement.section,
        narratives=_narratives(outline, (statement.amount.evidence,)),
        places=places_of(evidence, outline.document),
        computations=(computation_of(why),),
        verdict=statement.verdict,
        amount=statement.amount.as_written,
    )
    return Listed(item, evidence)


def _evidence(statement: Statement) -> Iterator[Evidence]:
    yield statement.amount.evidence
    if statement.amount.derived:
        yield from statement.amount.parts
    if statement.counterpart is not None:
        yield from statement.counterpart.evidence


def _start(evidence: Iterable[Evidence]) -> int:
    return min((place.start for place in evidence), default=0)


def _narratives(outline: Outline, evidence: Iterable[Evidence]) -> tuple[int, ...]:
    places = tuple(evidence)
    return tuple(n.index for n in outline.narratives if any(n.start <= p.start < n.end for p in places))


def _section(outline: Outline, evidence: Sequence[Evidence]) -> str:
    """Return the heading over a finding's first evidence."""
    for place in evidence[:1]:
        for narrative in outline.narratives:
            if narrative.start <= place.start < narrative.end:
                return narrative.project or ""
        for section in outline.sections:
            if section.start <= place.start < section.end:
                return section.heading
    return ""
