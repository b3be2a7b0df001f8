"""The rule tagger: labelled spans by section kind and cue words, the baseline for any trained tagger.

One module a field; the words are data in configs/fields.toml.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from nlp.outline.blank_rows import tabbed
from nlp.outline.model import Narrative, Outline
from nlp.outline.page_ends import over_page_ends
from nlp.tagger.rules.amounts import find_amount_spans
from nlp.tagger.rules.bodies import find_bodies
from nlp.tagger.rules.legal_basis import find_legal_basis
from nlp.tagger.rules.money_passages import money_passages
from nlp.tagger.rules.month_shares import month_shares
from nlp.tagger.rules.parts_times import times_of_parts
from nlp.tagger.rules.passages import passage, passages, unit_over
from nlp.tagger.rules.quarters import find_quarter_spans
from nlp.tagger.rules.schedule import find_schedule
from nlp.tagger.spans import FieldSpan

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["tag"]


def tag(doc: Doc, narrative: Narrative, outline: Outline) -> tuple[FieldSpan, ...]:
    """Return the narrative's labelled spans, ordered by start; offsets are the document's.

    ``doc`` is over ``document.text[narrative.start:narrative.end]``.

    Raises:
        ValueError: if ``doc`` holds another text.
    """
    text = doc.text  # spaCy joins its tokens anew on each access
    if text != outline.document.text[narrative.start : narrative.end]:
        raise ValueError(f"the doc is not over the text of narrative {narrative.index}")
    text = over_page_ends(outline.document.text, narrative.start, narrative.end, tabbed(text))
    parts = passages(text, narrative, unit_over(outline.document.text, narrative.start))
    money = money_passages(parts)
    year = outline.fiscal_year
    schedule = find_schedule(money, year)
    apart = times_of_parts(passage("narrative", text, 0, len(text), narrative.start), money, year)
    told = {(span.start, span.end) for span in apart}
    if all((span.start, span.end) in told for span in schedule):
        schedule = apart or schedule
    spans = [
        *find_bodies(parts, outline),
        *schedule,
        *month_shares(money, year, schedule),
        *find_amount_spans(money, year, narrative.project),
        *find_quarter_spans(money, year),
        *find_legal_basis(parts),
    ]
    return tuple(sorted(set(spans), key=lambda s: (s.start, s.end, s.label, -s.score, s.source)))
