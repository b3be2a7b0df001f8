"""What a rule sees, and what it hands back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from nlp.document import Evidence
from nlp.outline.model import Outline
from nlp.reconcile.fact import Fact, Facts
from nlp.reconcile.match import Match
from nlp.reconcile.model import Severity, Statement
from nlp.reconcile.purse import Purse
from nlp.reconcile.reading import Passage
from nlp.reconcile.understood import Understood


@dataclass(frozen=True)
class Context:
    """The whole document, understood. ``matches`` and ``statements`` are the facts' own, in their order."""

    document: Understood
    matches: tuple[Match, ...]
    statements: tuple[Statement, ...]
    narrative_statements: tuple[Statement, ...]

    @property
    def outline(self) -> Outline:
        """The document's outline."""
        return self.document.outline

    @property
    def facts(self) -> Facts:
        """The facts of the prose."""
        return self.document.facts

    @property
    def purses(self) -> tuple[Purse, ...]:
        """The money of the narratives."""
        return self.document.purses


def everywhere(context: Context) -> tuple[Passage, ...]:
    """Return the passages of all running text, and then those of the narratives, outside tables."""
    return context.document.passages


def holding(passages: Iterable[Passage], *words: str) -> Iterator[Passage]:
    """Yield the passages that hold one of the words without which a rule's pattern fits nowhere.

    To look for a word is many times quicker than to try a pattern at every place of a text.
    """
    for passage in passages:
        text = passage.text
        for word in words:
            if word in text:
                yield passage
                break


def before(facts: Iterable[Fact], passage: Passage, at: int) -> list[Fact]:
    """Return the facts of a passage that a figure at ``at`` may refer to, in order.

    What stands in a bracket that is closed before ``at`` is a remark on what stands before the bracket.
    """
    closed = [(a, b) for a, b in passage.brackets if b < at]
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
