"""Spans against labels: strict agreement, with a bootstrap interval over texts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Final

from nlp.tagger.model.bio import LABELS
from nlp.tagger.spans import FieldSpan

Spans = Sequence[FieldSpan]
_DRAWS: Final = 1000


@dataclass(frozen=True, slots=True)
class Count:
    """Right, found and expected spans."""

    right: float = 0
    found: int = 0
    expected: int = 0

    def __add__(self, other: Count) -> Count:
        return Count(self.right + other.right, self.found + other.found, self.expected + other.expected)

    @property
    def precision(self) -> float:
        """Share of the found ones that are right; 1 where none was found."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """Share of the expected ones that were found; 1 where none was expected."""
        return self.right / self.expected if self.expected else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall; 1 where there was nothing to find and nothing found.

        >>> Count(1, 2, 1).f1
        0.6666666666666666
        """
        total = self.found + self.expected
        return 2 * self.right / total if total else 1.0


def strict(expected: Spans, found: Spans) -> dict[str, Count]:
    """Count, per label, the spans with the right label and both borders right."""
    want = {(s.label, s.start, s.end) for s in expected}
    have = {(s.label, s.start, s.end) for s in found}
    right, wanted, got = (Counter(label for label, _, _ in group) for group in (want & have, want, have))
    return {name: Count(right[name], got[name], wanted[name]) for name in LABELS if wanted[name] or got[name]}


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Strict counts per label and together, and the 95% interval of the strict F1."""

    labels: Mapping[str, Count]
    total: Count
    interval: tuple[float, float]


def evaluate(expected: Sequence[Spans], found: Sequence[Spans], seed: int = 0) -> Evaluation:
    """Compare the spans of texts, aligned; the interval is of a bootstrap over texts.

    Raises:
        ValueError: if there are not as many found as expected.
    """
    texts = [strict(want, have) for want, have in zip(expected, found, strict=True)]
    sums = [sum(text.values(), Count()) for text in texts]
    rng = Random(seed)
    draws = sorted(
        sum((rng.choice(sums) for _ in sums), Count()).f1 for _ in range(_DRAWS if len(sums) > 1 else 0)
    )
    interval = (draws[int(0.025 * _DRAWS)], draws[int(0.975 * _DRAWS) - 1]) if draws else (0.0, 1.0)
    labels = {name: sum((t[name] for t in texts if name in t), Count()) for name in LABELS}
    kept: dict[str, Count] = {name: count for name, count in labels.items() if count.found or count.expected}
    return Evaluation(kept, sum(sums, Count()), interval)
