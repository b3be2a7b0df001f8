"""What a rule sees, and what it hands back."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

from nlp.document import Evidence
from nlp.outline.model import Outline
from nlp.reconcile.fact import Facts
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


@lru_cache(maxsize=2048)
def percentages(text: str) -> tuple[Percentage, ...]:
    """Return a paragraph's percentages; several rules ask for those of every paragraph."""
    return find_percentages(text)


@dataclass(frozen=True, slots=True)
class Draft:
    """A finding without its rule; ``severity`` overrides the rule's own."""

    message: str
    computation: str
    evidence: tuple[Evidence, ...]
    severity: Severity | None = None


RuleFunction = Callable[[Context], Iterable[Draft]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: its id, its usual severity, its function."""

    id: str
    severity: Severity
    find: RuleFunction
