"""The rules, completed by the network where they have left something to find.

The network reads no more than these stretches with some characters on either side, and is loaded with the
first of them. What is read follows from the narrative alone, so neither batches nor processes change a span.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from nlp.outline.model import Narrative, Outline
from nlp.tagger.model.decode import Ints
from nlp.tagger.model.hints import hints
from nlp.tagger.model.predict import Predictor
from nlp.tagger.model.runtime import whole
from nlp.tagger.model.settings import settings
from nlp.tagger.rules.asides import is_cited
from nlp.tagger.spans import FieldSpan
from nlp.tagger.unread import Stretch, is_wanted, merged, unread
from nlp.tagger.votes import Vote, taken, votes

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from nlp.pipeline import Tagger


@dataclass(frozen=True)
class JointTagger:
    """Both taggers as the pipeline wants them; ``predictor`` returns the loaded model, each time the same."""

    rules: Tagger
    predictor: Callable[[], Predictor]

    def __call__(self, doc: Doc, narrative: Narrative, outline: Outline) -> tuple[FieldSpan, ...]:
        """Return the narrative's spans; offsets are the document's.

        Raises:
            ValueError: if ``doc`` holds another text.
            ConfigError: if the model is needed and can't be loaded.
        """
        return self.batch([doc], [narrative], outline)[0]

    def batch(
        self, docs: Sequence[Doc], narratives: Sequence[Narrative], outline: Outline
    ) -> list[tuple[FieldSpan, ...]]:
        """Return the spans of each narrative, what is left to find read together.

        Raises:
            ValueError: if a doc holds another text than its narrative.
            ConfigError: if the model is needed and can't be loaded.
        """
        return [taken(each) for each in self._votes(docs, narratives, outline)]

    def votes(
        self, docs: Sequence[Doc], narratives: Sequence[Narrative], outline: Outline
    ) -> list[tuple[Vote, ...]]:
        """Return who sees each span. Here the model reads everything, but what it may add is no more.

        Raises:
            ValueError: if a doc holds another text than its narrative.
            ConfigError: if the model can't be loaded.
        """
        return self._votes(docs, narratives, outline, whole(self.predictor(), narratives, outline))

    def _votes(
        self,
        docs: Sequence[Doc],
        narratives: Sequence[Narrative],
        outline: Outline,
        elsewhere: Sequence[Sequence[FieldSpan]] | None = None,
    ) -> list[tuple[Vote, ...]]:
        said = [self.rules(doc, each, outline) for doc, each in zip(docs, narratives, strict=True)]
        found = completions(self.predictor, narratives, outline, said)
        sure = settings().voting.sure
        return [
            votes(rules, model, sure, more)
            for rules, model, more in zip(said, found, elsewhere or [()] * len(said), strict=True)
        ]


def completions(
    predictor: Callable[[], Predictor],
    narratives: Sequence[Narrative],
    outline: Outline,
    rules: Sequence[Sequence[FieldSpan]],
) -> list[tuple[FieldSpan, ...]]:
    """Return what the network sees in the stretches of each narrative that the rules have left.

    Raises:
        ConfigError: if there are such stretches and the model can't be loaded.
    """
    text = outline.document.text
    documents = settings().voting.documents
    left = [unread(each, text, said, documents) for each, said in zip(narratives, rules, strict=True)]
    parts: list[tuple[int, Stretch]] = []
    types: list[Ints] = []
    for number, (narrative, stretches) in enumerate(zip(narratives, left, strict=True)):
        if stretches:
            known = hints(narrative, outline)
            for start, end in _around(narrative, text, stretches):
                parts.append((number, (start, end)))
                types.append(known[start - narrative.start : end - narrative.start])
    found: list[list[FieldSpan]] = [[] for _ in narratives]
    if parts:
        read = predictor().spans([text[start:end] for _, (start, end) in parts], types)
        for (number, (by, _)), spans in zip(parts, read, strict=True):
            for span in (replace(each, start=each.start + by, end=each.end + by) for each in spans):
                within = any(start <= span.start and span.end <= end for start, end in left[number])
                named = span.label != "LEGAL_TITLE" or is_cited(text, span.start, span.end)
                if within and named and is_wanted(span.label, rules[number]):
                    found[number].append(span)
    return [tuple(spans) for spans in found]


def _around(narrative: Narrative, text: str, stretches: Sequence[Stretch]) -> tuple[Stretch, ...]:
    """Return the stretches with their surroundings inside the narrative.

    Blanks at its end, which it has where another follows, are left out: it reads the same as the last one.
    """
    margin = settings().inference.context
    last = narrative.start + len(text[narrative.start : narrative.end].rstrip())
    around = (
        (max(narrative.start, start - margin), min(last, end + margin))
        for start, end in stretches
        if start < last
    )
    return merged(around)
