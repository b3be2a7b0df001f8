"""Rules and model together: the rules' spans, and the model's where the rules are silent."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from nlp.outline.model import Narrative, Outline
from nlp.tagger.spans import FieldSpan, Label

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from nlp.pipeline import Tagger


def merge(
    rules: Sequence[FieldSpan], model: Sequence[FieldSpan], sure: float, labels: Iterable[Label]
) -> tuple[FieldSpan, ...]:
    """Return all spans of the rules and, of the given labels, those of the model that touch none of them.

    A model's span counts from the score ``sure`` on. Where the rules have found any span of the same label,
    the model's are left out: the rules know this narrative's way of writing, and more would be guesses.

    >>> rule, model = FieldSpan("BODY", 0, 3), FieldSpan("QUARTER", 5, 9, 0.9, "model")
    >>> [s.source for s in merge([rule], [model], 0.8, ["QUARTER"])]
    ['rule', 'model']
    >>> merge([rule], [model], 0.95, ["QUARTER"]) == (rule,)
    True
    """
    allowed = set(labels) - {span.label for span in rules}
    added = [
        span
        for span in model
        if span.label in allowed
        and span.score >= sure
        and not any(span.start < rule.end and rule.start < span.end for rule in rules)
    ]
    return tuple(sorted([*rules, *added], key=lambda s: (s.start, s.end, s.label)))


@dataclass(frozen=True)
class JointTagger:
    """Two taggers as one."""

    rules: Tagger
    model: Tagger
    sure: float
    labels: tuple[Label, ...]

    def __call__(self, doc: Doc, narrative: Narrative, outline: Outline) -> tuple[FieldSpan, ...]:
        """Return the merged spans of a narrative."""
        rules, model = (tagger(doc, narrative, outline) for tagger in (self.rules, self.model))
        return merge(rules, model, self.sure, self.labels)
