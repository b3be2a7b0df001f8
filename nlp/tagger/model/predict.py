"""Texts to spans: windows in batches of like length through a network, one legal sequence a text.

What the network is, is left to the caller: ONNX Runtime in use, torch while it trains.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from nlp.tagger.model.bio import TAGS, first, to_places
from nlp.tagger.model.calibrate import UNCHANGED, Calibration
from nlp.tagger.model.characters import BEGIN, END, PAD, Characters
from nlp.tagger.model.decode import Bools, Chain, Floats, Ints
from nlp.tagger.model.windows import Window, windows
from nlp.tagger.spans import FieldSpan, Label

#: Ids (texts, places) with the borders' tokens, padded with PAD, and the hints of each place, to scores
#: (texts, places - 2, tags).
Emitter = Callable[[Ints, Ints], Floats]
#: A text to whether each of its characters goes on with the word of the one before it.
Words = Callable[[str], Bools]
#: Texts that are decoded together.
_DECODED: Final = 32


@dataclass(frozen=True)
class Predictor:
    """A network with its vocabulary, its transitions and its windows; ``batch`` is in characters.

    ``words`` tells where the chain's price for a border within a word is due; without it nowhere.
    """

    emit: Emitter
    characters: Characters
    chain: Chain
    size: int
    overlap: int
    batch: int
    calibration: Calibration = UNCHANGED
    words: Words | None = None

    def spans(self, texts: Sequence[str], types: Sequence[Ints] | None = None) -> list[tuple[FieldSpan, ...]]:
        """Return each text's spans, ordered by start; offsets count in the text.

        ``types`` are the hints of each text's characters (:mod:`nlp.tagger.model.hints`).
        """
        found: list[tuple[FieldSpan, ...]] = [()] * len(texts)
        scores = self.emissions(texts, types)
        order = sorted((i for i, text in enumerate(texts) if text), key=lambda i: len(texts[i]))
        for begin in range(0, len(order), _DECODED):
            group = order[begin : begin + _DECODED]
            decoded = self._decode([texts[i] for i in group], [scores[i] for i in group])
            for index, spans in zip(group, decoded, strict=True):
                found[index] = spans
        return found

    def emissions(self, texts: Sequence[str], types: Sequence[Ints] | None = None) -> list[Floats]:
        """Return (characters, tags) scores of each text, the windows joined."""
        scores: list[Floats] = [np.zeros((len(text), len(TAGS)), dtype=np.float32) for text in texts]
        ids = [self.characters.encode(text) for text in texts]
        for batch in self._batches(ids):
            longest = max(window.end - window.start for _, window in batch)
            places: Ints = np.full((len(batch), longest + 2), PAD, dtype=np.int64)
            known: Ints = np.zeros_like(places)
            for row, (text, window) in enumerate(batch):
                length = window.end - window.start
                places[row, 0] = BEGIN
                places[row, 1 : length + 1] = ids[text][window.start : window.end]
                places[row, length + 1] = END
                if types is not None:
                    known[row, 1 : length + 1] = types[text][window.start : window.end]
            emitted = self.emit(places, known)
            for row, (text, window) in enumerate(batch):
                kept = slice(window.keep_start - window.start, window.keep_end - window.start)
                scores[text][window.keep_start : window.keep_end] = emitted[row, kept]
        return scores

    def _batches(self, ids: Sequence[Sequence[int]]) -> Iterator[list[tuple[int, Window]]]:
        todo = [
            (text, window)
            for text, each in enumerate(ids)
            if each
            for window in windows(len(each), self.size, self.overlap)
        ]
        todo.sort(key=lambda item: item[1].end - item[1].start)
        while todo:
            longest = todo[-1][1].end - todo[-1][1].start
            count = max(1, self.batch // (longest + 2))
            yield todo[-count:]
            del todo[-count:]

    def _decode(self, texts: Sequence[str], scores: Sequence[Floats]) -> Iterator[tuple[FieldSpan, ...]]:
        lengths = np.array([len(each) for each in scores], dtype=np.int64)
        emissions: Floats = np.zeros((len(scores), int(lengths.max()), len(TAGS)), dtype=np.float32)
        within: Bools = np.zeros(emissions.shape[:2], dtype=np.bool_)
        for row, (text, each) in enumerate(zip(texts, scores, strict=True)):
            emissions[row, : len(each)] = each
            if self.words is not None:
                within[row, : len(each)] = self.words(text)
        sure = self.chain.marginals(emissions, lengths, within)
        for row, tags in enumerate(self.chain.best(emissions, lengths, within)):
            yield tuple(
                FieldSpan(label, start, end, self._score(sure[row, : len(tags)], label, start, end), "model")
                for label, start, end in to_places(tags)
            )

    def _score(self, sure: Floats, label: Label, start: int, end: int) -> float:
        return self.calibration(confidence(sure, label, start, end))


def confidence(sure: Floats, label: Label, start: int, end: int) -> float:
    """Return how sure a span is, from its text's marginals: the least probable of its tags and its end."""
    begin = first(label)
    least = min(float(sure[start, begin]), *map(float, sure[start + 1 : end, begin + 1]), 1.0)
    if end < len(sure):
        least = min(least, 1.0 - float(sure[end, begin + 1]))
    return round(max(0.0, least), 4)
