"""Reconcile: what the prose states against what the tables say, and the document's contradictions.

One door: :func:`reconcile`. ``understood`` reads the text once, ``prose`` understands its amounts,
``matcher`` ties them to cells, ``interval`` judges, ``rules`` finds contradictions; the domain's data is
in configs/measures.toml and configs/rules.toml.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from nlp.fields.model import NarrativeFields
from nlp.outline.model import Outline
from nlp.reconcile.model import Counterpart, Finding, Severity, Statement, Verdict

if TYPE_CHECKING:
    from nlp.reconcile.understood import Understood

__all__ = ["Counterpart", "Finding", "Severity", "Statement", "Verdict", "conclude", "reconcile"]


def reconcile(
    outline: Outline, fields: Sequence[NarrativeFields]
) -> tuple[tuple[Statement, ...], tuple[Finding, ...]]:
    """Return every budget amount of the prose with its verdict, and the document's contradictions.

    First come the statements of 编制说明 and 其他相关情况说明, then the narratives', in the text's order.
    """
    from nlp.reconcile.understood import read_document

    return conclude(read_document(outline, fields))


def conclude(document: Understood) -> tuple[tuple[Statement, ...], tuple[Finding, ...]]:
    """Tie facts of prose and amounts of narratives to cells, judge them, and run all rules."""
    from nlp.reconcile.narrative_statements import narrative_statements
    from nlp.reconcile.rules import Context, find
    from nlp.reconcile.statements import make_statements, match_facts

    outline, facts, purses = document.outline, document.facts, document.purses
    matches = match_facts(outline, facts)
    statements = make_statements(outline, facts, matches)
    own = tuple(s for purse in purses for s in narrative_statements(outline, purse))
    context = Context(document, matches, statements, own)
    return (*statements, *own), tuple(find(context))
