"""What a rule sees, and what it hands back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from nlp.document import Evidence
from nlp.outline.model import Outline
from nlp.reconcile.fact import Fact, Facts
from nlp.reconcile.flat import Paragraph, paragraphs
from nlp.reconcile.model import Severity, Statement
from nlp.reconcile.purse import Purse
from nlp.values.percent import Percentage, find_percentages


@dataclass(frozen=True, slots=True)
class Context:
    """The whole document, understood. ``statements`` are the facts' own, in their order."""

    outline: Outline
    facts: Facts
    statements: tuple[Statement, ...]
    purses: tuple[Purse, ...]
    narrative_statements: tuple[Statement, ...]


def everywhere(context: Context) -> Iterator[Paragraph]:
    """Yield the paragraphs of all running text, and then those of the narratives, outside tables."""
    yield from context.facts.running
    outline = context.outline
    skip = tuple((t.start, t.end) for t in outline.tables)
    for narrative in outline.narratives:
        yield from _paragraphs(outline.document.text, narrative.start, narrative.end, skip)


@lru_cache(maxsize=256)
def _paragraphs(text: str, start: int, end: int, skip: tuple[tuple[int, int], ...]) -> tuple[Paragraph, ...]:
    """Return a narrative's paragraphs; several rules ask for those of all."""
    return paragraphs(text, start, end, skip)


@lru_cache(maxsize=2048)
def percentages(text: str) -> tuple[Percentage, ...]:
    """Return a paragraph's percentages; several rules ask for those of every paragraph."""
    return find_percentages(text)


def before(facts: Iterable[Fact], text: str, at: int) -> list[Fact]:
    """Return the facts of a paragraph that a figure at ``at`` may refer to, in order.

    What stands in a bracket that is closed before ``at`` is a remark on what stands before the bracket.
    """
    if "）" not in text and ")" not in text:
        return [f for f in facts if f.position < at]
    opened: list[int] = []
    closed: list[tuple[int, int]] = []
    for index, char in enumerate(text[:at]):
        if char in "（(":
            opened.append(index)
        elif char in "）)" and opened:
            closed.append((opened.pop(), index))
    return [f for f in facts if f.position < at and not any(a < f.position < b for a, b in closed)]


@dataclass(frozen=True, slots=True)
class Draft:
    """A finding without its rule; ``severity`` overrides the rule's own."""

    message: str
    computation: str
    evidence: tuple[Evidence, ...]
    severity: Severity | None = None


def believable(drafts: list[Draft], checked: int) -> list[Draft]:
    """Return the findings of one relation of a table or a text, or none if it fails more often than it holds.

    ``checked`` counts the places where it was looked at. A relation that fails everywhere was read into the
    document; it is not a document full of errors.
    """
    held = checked - len(drafts)
    return [] if len(drafts) > 2 and len(drafts) > held else drafts


RuleFunction = Callable[[Context], Iterable[Draft]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: its id, its usual severity, its function."""

    id: str
    severity: Severity
    find: RuleFunction
