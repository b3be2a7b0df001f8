"""Assemble labelled spans to the five fields of each project narrative. One module a field."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from nlp.fields.amounts import amounts
from nlp.fields.bodies import implementing_bodies
from nlp.fields.context import Context
from nlp.fields.legal_basis import legal_basis
from nlp.fields.model import NarrativeFields
from nlp.fields.project import project_name
from nlp.fields.quarters import quarters
from nlp.fields.schedule import schedule
from nlp.fields.unused import unused
from nlp.outline.model import Outline
from nlp.tagger.spans import FieldSpan

__all__ = ["extract_fields"]


def extract_fields(outline: Outline, spans: Sequence[Sequence[FieldSpan]]) -> tuple[NarrativeFields, ...]:
    """Return the fields of every narrative; ``spans[i]`` are those of ``outline.narratives[i]``.

    Raises:
        ValueError: if there is not one sequence of spans for each narrative.
    """
    if len(spans) != len(outline.narratives):
        raise ValueError(f"{len(spans)} sequences of spans for {len(outline.narratives)} narratives")
    result = []
    for narrative, marked in zip(outline.narratives, spans, strict=True):
        context = Context(outline, narrative, tuple(marked))
        plan = schedule(context)
        execution = quarters(context, plan)
        money = amounts(context, execution)
        name, source = project_name(context, money)
        fields = NarrativeFields(
            narrative,
            name,
            source,
            implementing_bodies(context),
            plan,
            money,
            execution,
            legal_basis(context),
        )
        result.append(replace(fields, unused=unused(outline, fields)))
    return tuple(result)
