"""The pipeline's spans for the bare text of one narrative, as annotators see it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from nlp.annotate.records import SpanRecord
from nlp.document import Evidence
from nlp.language import build_pipeline
from nlp.outline.bare import FRONT, outline_of_text
from nlp.outline.model import Narrative, Outline, Unit
from nlp.tagger.spans import FieldSpan

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from nlp.pipeline import Tagger


@dataclass(frozen=True, slots=True)
class Context:
    """What the document around a narrative would have told the tagger."""

    fiscal_year: int | None = None
    organisation: str | None = None
    units: tuple[str, ...] = ()


def context_of(meta: Mapping[str, Any]) -> Context:
    """Return what a record's meta tells: ``world`` in the written corpus, else ``fiscal_year``.

    >>> context_of({"world": {"year": 2024, "organisation": "某市甲局", "units": ["某市乙中心"]}})
    Context(fiscal_year=2024, organisation='某市甲局', units=('某市乙中心',))
    """
    world = meta.get("world")
    known = world if isinstance(world, dict) else meta
    year = known.get("year", known.get("fiscal_year"))
    organisation, units = known.get("organisation"), known.get("units")
    return Context(
        year if isinstance(year, int) else None,
        organisation if isinstance(organisation, str) else None,
        tuple(str(unit) for unit in units) if isinstance(units, list | tuple) else (),
    )


def suggest(text: str, context: Context = Context(), tagger: Tagger | None = None) -> tuple[FieldSpan, ...]:
    r"""Return the spans that the tagger (the rules by default) finds; offsets count in ``text``.

    A text without a narrative's heading is taken for the body of one.

    >>> spans = suggest("一、实施主体\n某市档案馆\n二、年度预算安排\n2024年预算12.5万元。", Context(2024))
    >>> [(s.label, s.start, s.end) for s in spans]
    [('BODY', 7, 12), ('AMOUNT_TOTAL', 29, 35)]
    """
    tag = tagger or _rules()
    found: list[FieldSpan] = []
    for doc, narrative, outline in narratives_in(text, context):
        found += tag(doc, narrative, outline)
    return _in_text(found)


def narratives_in(text: str, context: Context) -> Iterator[tuple[Doc, Narrative, Outline]]:
    """Yield what a tagger is called with, for each narrative of a text; offsets count in FRONT + ``text``."""
    outline = outline_of_text(text)
    nowhere = Evidence("", 0, 0)
    outline = replace(
        outline,
        fiscal_year=context.fiscal_year or outline.fiscal_year,
        organisation=context.organisation or outline.organisation,
        units=tuple(Unit(name, nowhere) for name in context.units) or outline.units,
    )
    whole = outline.document.text
    for narrative in outline.narratives:
        yield build_pipeline()(whole[narrative.start : narrative.end]), narrative, outline


def _in_text(found: Iterable[FieldSpan]) -> tuple[FieldSpan, ...]:
    front = len(FRONT)
    shifted = {
        replace(span, start=span.start - front, end=span.end - front) for span in found if span.start >= front
    }
    return tuple(sorted(shifted, key=lambda s: (s.start, s.end, s.label)))


def suggest_for(record: SpanRecord, tagger: Tagger | None = None) -> tuple[FieldSpan, ...]:
    """Return the suggestions for a record, with what its meta tells of the document around it."""
    return suggest(record.text, context_of(record.meta), tagger)


def _rules() -> Tagger:
    from nlp.tagger.rules import tag

    return tag
