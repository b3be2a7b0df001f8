"""The facts view: what was understood of each amount of prose, as ``yusuan show facts`` draws it."""

from __future__ import annotations

from collections.abc import Iterator

from nlp.outline.model import Outline
from nlp.reconcile.matcher import match
from nlp.reconcile.prose import read_facts


def facts_view(outline: Outline) -> Iterator[dict[str, str | None]]:
    """Yield one row a fact: what was understood, the cells that come into question, or why there are none."""
    understood = read_facts(outline)
    for fact in understood.facts:
        found = match(outline, fact)
        yield {
            "quote": fact.quote.text,
            "what": fact.what,
            "amount": fact.amount.as_written,
            "measure": fact.measure.name if fact.measure else (fact.item.label if fact.item else None),
            "fund": fact.fund,
            "year": str(fact.year) if fact.year else None,
            "stage": fact.stage,
            "direction": fact.direction,
            "change": f"{fact.change}/{fact.base_year}" if fact.change else None,
            "part_of": understood.facts[fact.whole].what if fact.whole is not None else None,
            "candidates": "；".join(p.describe() for p in found.places) or found.reason,
        }
