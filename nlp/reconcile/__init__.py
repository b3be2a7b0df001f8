"""Reconcile: what the prose states against what the tables say, and the document's contradictions.

One door: :func:`reconcile`. ``prose`` understands amounts, ``matcher`` ties them to cells,
``interval`` judges, ``rules`` finds contradictions; the domain's data is in configs/measures.toml
and configs/rules.toml.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from nlp.fields.model import NarrativeFields
from nlp.outline.model import Outline
from nlp.reconcile.model import Counterpart, Finding, Severity, Statement, Verdict

if TYPE_CHECKING:
    from nlp.reconcile.fact import Facts
    from nlp.reconcile.purse import Purse

__all__ = ["Counterpart", "Finding", "Severity", "Statement", "Verdict", "conclude", "reconcile"]


def reconcile(
    outline: Outline, fields: Sequence[NarrativeFields]
) -> tuple[tuple[Statement, ...], tuple[Finding, ...]]:
    """Return every budget amount of the prose with its verdict, and the document's contradictions.

    First come the statements of 编制说明 and 其他相关情况说明, then the narratives', in the text's order.
    """
    from nlp.reconcile.prose import read_facts
    from nlp.reconcile.purse import fill_purse

    purses = tuple(fill_purse(outline, f) for f in fields)
    return conclude(outline, read_facts(outline), purses)


def conclude(
    outline: Outline, facts: Facts, purses: tuple[Purse, ...]
) -> tuple[tuple[Statement, ...], tuple[Finding, ...]]:
    """Tie facts of prose and amounts of narratives to cells, judge them, and run all rules."""
    from nlp.reconcile.narrative_statements import narrative_statements
    from nlp.reconcile.rules import Context, find
    from nlp.reconcile.statements import make_statements

    statements = make_statements(outline, facts)
    own = tuple(s for purse in purses for s in narrative_statements(outline, purse))
    context = Context(outline, facts, statements, purses, own)
    return (*statements, *own), tuple(find(context))
