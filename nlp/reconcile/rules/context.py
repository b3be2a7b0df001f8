"""What a rule sees, and what it hands back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from nlp.document import Evidence
from nlp.outline.model import Outline
from nlp.reconcile.fact import Fact, Facts
from nlp.reconcile.model import Severity, Statement
from nlp.reconcile.purse import Purse
from nlp.reconcile.reading import Passage
from nlp.values.docnumber import DocumentNumber


@dataclass(frozen=True, slots=True)
class Context:
    """The whole document, understood. ``statements`` are the facts' own, in their order.

    ``narratives`` are the passages of all narratives, ``numbers`` the document numbers of the whole text.
    """

    outline: Outline
    facts: Facts
    statements: tuple[Statement, ...]
    purses: tuple[Purse, ...]
    narrative_statements: tuple[Statement, ...]
    narratives: tuple[Passage, ...] = ()
    numbers: tuple[DocumentNumber, ...] = ()


def everywhere(context: Context) -> Iterator[Passage]:
    """Yield the passages of all running text, and then those of the narratives, outside tables."""
    yield from context.facts.running
    yield from context.narratives


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
