"""The spaCy component ``yusuan_tagger``: the trained tagger's spans of a Doc."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Final

from spacy.language import Language
from spacy.tokens import Doc

from nlp.tagger.model.predict import Predictor
from nlp.tagger.model.runtime import load
from nlp.tagger.spans import FieldSpan

#: Where the spans are: ``doc.spans[SPANS]`` on tokens, ``doc.user_data[SPANS]`` exact, as FieldSpans.
SPANS: Final = "fields"


class TaggerComponent:
    """Reads texts with a model folder, loaded with the first text.

    A token that a span's border cuts is wholly in the span of ``doc.spans["fields"]``; the FieldSpans in
    ``doc.user_data["fields"]`` are exact to the character.
    """

    def __init__(self, folder: str | None) -> None:
        self.folder = folder

    @property
    def predictor(self) -> Predictor:
        """The model. Raises ConfigError where it can't be loaded."""
        return load(Path(self.folder)) if self.folder is not None else load()

    def __call__(self, doc: Doc) -> Doc:
        """Mark one Doc."""
        return _marked(doc, self.predictor.spans([doc.text])[0])

    def pipe(self, stream: Iterable[Doc], batch_size: int = 64) -> Iterator[Doc]:
        """Mark Docs, ``batch_size`` of them read together."""
        docs = iter(stream)
        while batch := list(islice(docs, batch_size)):
            found = self.predictor.spans([doc.text for doc in batch])
            yield from (_marked(doc, spans) for doc, spans in zip(batch, found, strict=True))


def _marked(doc: Doc, found: tuple[FieldSpan, ...]) -> Doc:
    spans = (doc.char_span(s.start, s.end, label=s.label, alignment_mode="expand") for s in found)
    doc.spans[SPANS] = [span for span in spans if span is not None]
    doc.user_data[SPANS] = found
    return doc


@Language.factory("yusuan_tagger", default_config={"folder": None})
def create_tagger(nlp: Language, name: str, folder: str | None) -> TaggerComponent:
    """Return the component; ``folder`` holds another model than the shipped one."""
    del nlp, name
    return TaggerComponent(folder)
