"""Rules and network together: both read every narrative, and each field is taken from one of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from nlp.outline.model import Narrative, Outline
from nlp.tagger.choice import chosen
from nlp.tagger.model.predict import Predictor
from nlp.tagger.model.runtime import whole
from nlp.tagger.model.settings import settings
from nlp.tagger.spans import FieldSpan
from nlp.tagger.votes import Vote, votes

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from nlp.pipeline import Tagger


_Spans = tuple[FieldSpan, ...]


@dataclass(frozen=True)
class JointTagger:
    """Both taggers as the pipeline wants them; ``predictor`` returns the loaded model, each time the same.

    The model is loaded with the first narrative.
    """

    rules: Tagger
    predictor: Callable[[], Predictor]

    def __call__(self, doc: Doc, narrative: Narrative, outline: Outline) -> tuple[FieldSpan, ...]:
        """Return the narrative's spans; offsets are the document's.

        Raises:
            ValueError: if ``doc`` holds another text.
            ConfigError: if the model can't be loaded.
        """
        return self.batch([doc], [narrative], outline)[0]

    def batch(
        self, docs: Sequence[Doc], narratives: Sequence[Narrative], outline: Outline
    ) -> list[tuple[FieldSpan, ...]]:
        """Return the spans of each narrative, all read together.

        Raises:
            ValueError: if a doc holds another text than its narrative.
            ConfigError: if the model can't be loaded.
        """
        return [taken for _, _, taken in self._readings(docs, narratives, outline)]

    def votes(
        self, docs: Sequence[Doc], narratives: Sequence[Narrative], outline: Outline
    ) -> list[tuple[Vote, ...]]:
        """Return who sees each span; those taken are what :meth:`batch` gives.

        Raises:
            ValueError: if a doc holds another text than its narrative.
            ConfigError: if the model can't be loaded.
        """
        sure = settings().voting.sure
        return [
            votes(rules, network, taken, sure)
            for rules, network, taken in self._readings(docs, narratives, outline)
        ]

    def _readings(
        self, docs: Sequence[Doc], narratives: Sequence[Narrative], outline: Outline
    ) -> list[tuple[_Spans, _Spans, _Spans]]:
        """Return each narrative's spans: the rules', the network's, those taken."""
        if not narratives:
            return []
        said = [self.rules(doc, each, outline) for doc, each in zip(docs, narratives, strict=True)]
        seen = whole(self.predictor(), narratives, outline)
        sure, text = settings().voting.sure, outline.document.text
        return [
            (rules, network, chosen(rules, [s for s in network if s.score >= sure], text, narrative))
            for rules, network, narrative in zip(said, seen, narratives, strict=True)
        ]
