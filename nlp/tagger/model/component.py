"""The spaCy component ``yusuan_tagger``: the trained tagger's spans of a Doc."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Final

from spacy.language import Language
from spacy.tokens import Doc

from nlp.outline.bare import FRONT, outline_of_text
from nlp.tagger.model.bio import LABELS
from nlp.tagger.model.decode import Ints
from nlp.tagger.model.folder import model_dir
from nlp.tagger.model.hints import hints
from nlp.tagger.model.predict import Predictor
from nlp.tagger.model.runtime import load
from nlp.tagger.spans import FieldSpan

#: Where the spans are: ``doc.spans[SPANS]`` on tokens, ``doc.user_data[SPANS]`` exact, as FieldSpans.
SPANS: Final = "fields"
#: What a pipeline takes along of a model's folder.
FILES: Final = ("config.json", "tokenizer.json", "model.onnx")


class TaggerComponent:
    """Reads texts with a model folder, loaded with the first text.

    A text is a narrative, or a document with several; one without a heading is read as a narrative's body.
    A token that a span's border cuts is wholly in the span of ``doc.spans["fields"]``; the FieldSpans in
    ``doc.user_data["fields"]`` are exact to the character. With ``rules`` the model completes what they say.
    """

    def __init__(self, folder: str | None, rules: bool = False) -> None:
        self.folder, self.rules = folder, rules

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels of its spans, for spaCy's meta data."""
        return LABELS

    @property
    def predictor(self) -> Predictor:
        """The model. Raises ConfigError where it can't be loaded."""
        return load(None if self.folder is None else Path(self.folder))

    def __call__(self, doc: Doc) -> Doc:
        """Mark one Doc."""
        return next(self.pipe([doc]))

    def pipe(self, stream: Iterable[Doc], batch_size: int = 64) -> Iterator[Doc]:
        """Mark Docs, ``batch_size`` of them read together."""
        docs = iter(stream)
        while batch := list(islice(docs, batch_size)):
            for doc, spans in zip(batch, self._found([doc.text for doc in batch]), strict=True):
                yield _marked(doc, spans)

    def _found(self, texts: Sequence[str]) -> list[tuple[FieldSpan, ...]]:
        if self.rules:
            return [self._joint(text) for text in texts]
        read: list[tuple[int, int]] = []
        pieces: list[str] = []
        types: list[Ints] = []
        for index, text in enumerate(texts):
            outline = outline_of_text(text)
            for narrative in outline.narratives:
                # Offsets of the outline count FRONT too, which is no part of what is read.
                begin = max(0, narrative.start - len(FRONT))
                length = narrative.end - len(FRONT) - begin
                known = hints(narrative, outline)
                read.append((index, begin))
                pieces.append(text[begin : begin + length])
                types.append(known[len(known) - length :])
        found: list[list[FieldSpan]] = [[] for _ in texts]
        for (index, by), spans in zip(read, self.predictor.spans(pieces, types), strict=True):
            found[index] += _moved(spans, by)
        return [tuple(spans) for spans in found]

    def _joint(self, text: str) -> tuple[FieldSpan, ...]:
        from nlp.language import build_pipeline
        from nlp.tagger.model.joint import JointTagger
        from nlp.tagger.rules import tag

        outline = outline_of_text(text)
        whole = outline.document.text
        docs = list(build_pipeline().pipe(whole[each.start : each.end] for each in outline.narratives))
        found = JointTagger(tag, lambda: self.predictor).batch(docs, outline.narratives, outline)
        return tuple(s for spans in found for s in _moved(spans, -len(FRONT)) if s.start >= 0)

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Copy the model's files into a folder; spaCy calls this when a pipeline is saved."""
        del exclude
        source = Path(self.folder) if self.folder is not None else model_dir()
        Path(path).mkdir(parents=True, exist_ok=True)
        for name in FILES:
            shutil.copyfile(source / name, Path(path) / name)

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> TaggerComponent:
        """Use the model in a saved pipeline's folder; the one that the pipeline was saved with."""
        del exclude
        self.folder = str(path)
        return self


def _moved(spans: Sequence[FieldSpan], by: int) -> tuple[FieldSpan, ...]:
    return tuple(replace(span, start=span.start + by, end=span.end + by) for span in spans)


def _marked(doc: Doc, found: tuple[FieldSpan, ...]) -> Doc:
    spans = (doc.char_span(s.start, s.end, label=s.label, alignment_mode="expand") for s in found)
    doc.spans[SPANS] = [span for span in spans if span is not None]
    doc.user_data[SPANS] = found
    return doc


@Language.factory("yusuan_tagger", default_config={"folder": None, "rules": False})
def create_tagger(nlp: Language, name: str, folder: str | None, rules: bool) -> TaggerComponent:
    """Return the component; ``folder`` holds another model than the shipped one."""
    del nlp, name
    return TaggerComponent(folder, rules)
