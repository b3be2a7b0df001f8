"""The best legal tag sequence for scores of a network, and how sure each of its tags is. NumPy only.

A linear-chain CRF: the weight of a sequence is the sum of its emissions and transitions; illegal transitions
weigh nothing. Texts are decoded together, padded to the longest.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt

from nlp.tagger.model.bio import TAGS, legal

Floats: TypeAlias = npt.NDArray[np.float32]
Ints: TypeAlias = npt.NDArray[np.int64]

#: Weight of what may not be; finite, so that sums stay numbers.
NEVER: Final = -1e4


def legality() -> Floats:
    """Return 0 where the column's tag may follow the row's, else NEVER; the last row is the beginning."""
    befores: list[int | None] = [*range(len(TAGS)), None]
    rows = [[0.0 if legal(before, after) else NEVER for after in range(len(TAGS))] for before in befores]
    return np.array(rows, dtype=np.float32)


@dataclass(frozen=True)
class Chain:
    """Transition weights (tags + 1, tags), the last row those of a text's first tag."""

    weights: Floats

    @classmethod
    def of(cls, learned: Floats | None = None) -> Chain:
        """Return learned weights (zeros by default) with the illegal transitions shut."""
        closed = legality()
        return cls(closed if learned is None else np.where(closed < 0, closed, learned).astype(np.float32))

    @cached_property
    def _likely(self) -> npt.NDArray[np.float64]:
        return np.exp(np.maximum(self.weights.astype(np.float64), -700.0)) * (self.weights > NEVER / 2)

    def best(self, emissions: Floats, lengths: Ints) -> list[list[int]]:
        """Return the best legal sequence of each text (Viterbi); ``emissions`` is (texts, longest, tags)."""
        texts, longest, count = emissions.shape
        inner, begin = self.weights[:-1], self.weights[-1]
        score = emissions[:, 0] + begin
        back = np.zeros((longest, texts, count), dtype=np.int8)
        final = score.copy()
        for step in range(1, longest):
            reach = score[:, :, None] + inner
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

    def marginals(self, emissions: Floats, lengths: Ints) -> Floats:
        """Return the probability of each tag at each character, shaped like ``emissions``.

        Forward-backward with every step scaled to sum to 1, so that nothing under- or overflows.
        """
        texts, longest, count = emissions.shape
        likely, begin = self._likely[:-1], self._likely[-1]
        shifted = emissions.astype(np.float64)
        weight = np.exp(shifted - shifted.max(axis=2, keepdims=True))
        forward = np.zeros((longest, texts, count))
        state = scaled(weight[:, 0] * begin)
        forward[0] = state
        for step in range(1, longest):
            state = scaled((state @ likely) * weight[:, step])
            forward[step] = state
        found = np.zeros((texts, longest, count), dtype=np.float32)
        state = np.ones((texts, count))
        for step in range(longest - 1, -1, -1):
            # Padding has no say: until a text's last character its backward state is all ones.
            state = np.where((lengths > step + 1)[:, None], state, 1.0)
            found[:, step] = scaled(forward[step] * state)
            state = scaled((weight[:, step] * state) @ likely.T)
        return found


def scaled(state: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return rows that sum to 1."""
    # Where rounding has left nothing, every tag is as likely as any other.
    total = state.sum(axis=1, keepdims=True)
    return np.where(total > 0, state / np.where(total > 0, total, 1.0), 1.0 / state.shape[1])
