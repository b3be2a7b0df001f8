"""The best legal tag sequence for scores of a network, and how sure each of its tags is. NumPy only.

A linear-chain CRF: the weight of a sequence is the sum of its emissions and transitions; illegal transitions
weigh nothing, and a span that begins or ends within a word pays for it. Texts are decoded together, padded to
the longest.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt

from nlp.tagger.model.bio import OUTSIDE, TAGS, is_inside, legal

Bools: TypeAlias = npt.NDArray[np.bool_]
Floats: TypeAlias = npt.NDArray[np.float32]
Ints: TypeAlias = npt.NDArray[np.int64]

#: Weight of what may not be; finite, so that sums stay numbers.
NEVER: Final = -1e4


def legality() -> Floats:
    """Return 0 where the column's tag may follow the row's, else NEVER; the last row is the beginning."""
    befores: list[int | None] = [*range(len(TAGS)), None]
    rows = [[0.0 if legal(before, after) else NEVER for after in range(len(TAGS))] for before in befores]
    return np.array(rows, dtype=np.float32)


def borders() -> Bools:
    """Return (tags, tags): whether a span begins or ends between the row's tag and the column's."""
    return np.array(
        [
            [not is_inside(after) and (before, after) != (OUTSIDE, OUTSIDE) for after in range(len(TAGS))]
            for before in range(len(TAGS))
        ]
    )


@dataclass(frozen=True)
class Chain:
    """Transition weights (tags + 1, tags), the last row those of a text's first tag.

    ``cut`` is what a span's border within a word costs, in the units of the weights.
    """

    weights: Floats
    cut: float = 0.0

    @classmethod
    def of(cls, learned: Floats | None = None, cut: float = 0.0) -> Chain:
        """Return learned weights (zeros by default) with the illegal transitions shut."""
        closed = legality()
        weights = closed if learned is None else np.where(closed < 0, closed, learned).astype(np.float32)
        return cls(weights, cut)

    @cached_property
    def _between(self) -> Floats:
        """The transitions between words, and those within one: (2, tags, tags)."""
        inner = self.weights[:-1]
        return np.stack([inner, inner - np.float32(self.cut) * borders()])

    @cached_property
    def _likely(self) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
        """The exponentials of :attr:`_between` and of the last row."""
        begin = self.weights[-1]
        first, inner = (
            np.exp(np.maximum(weights.astype(np.float64), -700.0)) * (weights > NEVER / 2)
            for weights in (begin, self._between)
        )
        return inner, first

    def best(self, emissions: Floats, lengths: Ints, within: Bools | None = None) -> list[list[int]]:
        """Return the best legal sequence of each text (Viterbi); ``emissions`` is (texts, longest, tags).

        ``within`` is (texts, longest): whether a character goes on with the word of the one before it.
        """
        texts, longest, count = emissions.shape
        begin, between = self.weights[-1], self._between
        words = _words(within, texts, longest)
        score = emissions[:, 0] + begin
        back = np.zeros((longest, texts, count), dtype=np.int8)
        final = score.copy()
        for step in range(1, longest):
            reach = score[:, :, None] + between[words[:, step]]
            back[step] = reach.argmax(axis=1)
            score = reach.max(axis=1) + emissions[:, step]
            ends = lengths == step + 1
            final[ends] = score[ends]
        return [
            self._trace(back[:, text], int(final[text].argmax()), int(lengths[text])) for text in range(texts)
        ]

    @staticmethod
    def _trace(back: npt.NDArray[np.int8], last: int, length: int) -> list[int]:
        if length == 0:
            return []
        tags = [last]
        for step in range(length - 1, 0, -1):
            tags.append(int(back[step, tags[-1]]))
        return tags[::-1]

    def marginals(self, emissions: Floats, lengths: Ints, within: Bools | None = None) -> Floats:
        """Return the probability of each tag at each character, shaped like ``emissions``; see :meth:`best`.

        Forward-backward with every step scaled to sum to 1, so that nothing under- or overflows.
        """
        texts, longest, count = emissions.shape
        likely, begin = self._likely
        words = _words(within, texts, longest)
        shifted = emissions.astype(np.float64)
        weight = np.exp(shifted - shifted.max(axis=2, keepdims=True))
        forward = np.zeros((longest, texts, count))
        state = scaled(weight[:, 0] * begin)
        forward[0] = state
        for step in range(1, longest):
            state = scaled(_through(state, likely, words[:, step]) * weight[:, step])
            forward[step] = state
        found = np.zeros((texts, longest, count), dtype=np.float32)
        state = np.ones((texts, count))
        for step in range(longest - 1, -1, -1):
            # Padding has no say: until a text's last character its backward state is all ones.
            state = np.where((lengths > step + 1)[:, None], state, 1.0)
            found[:, step] = scaled(forward[step] * state)
            state = scaled(_through(weight[:, step] * state, likely.transpose(0, 2, 1), words[:, step]))
        return found


def _words(within: Bools | None, texts: int, longest: int) -> npt.NDArray[np.int8]:
    """Return which of the two transition matrices leads to each character."""
    return np.zeros((texts, longest), dtype=np.int8) if within is None else within.astype(np.int8)


def _through(
    state: npt.NDArray[np.float64], likely: npt.NDArray[np.float64], words: npt.NDArray[np.int8]
) -> npt.NDArray[np.float64]:
    """Return each text's state behind the transitions of its matrix."""
    found = state @ likely[0]
    inner = words.astype(np.bool_)
    if inner.any():
        found[inner] = state[inner] @ likely[1]
    return found


def scaled(state: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return rows that sum to 1."""
    # Where rounding has left nothing, every tag is as likely as any other.
    total = state.sum(axis=1, keepdims=True)
    return np.where(total > 0, state / np.where(total > 0, total, 1.0), 1.0 / state.shape[1])
