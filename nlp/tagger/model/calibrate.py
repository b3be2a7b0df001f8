"""Scores as probabilities: how often spans with such a score were right on the development texts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from nlp.tagger.spans import FieldSpan


@dataclass(frozen=True, slots=True)
class Calibration:
    """A rising curve from raw scores to shares of right spans, from 0 to 1, straight between points."""

    raw: tuple[float, ...]
    share: tuple[float, ...]

    def __call__(self, score: float) -> float:
        """Return the calibrated score.

        >>> Calibration((0.0, 1.0), (0.2, 0.8))(0.5)
        0.5
        """
        return round(float(np.interp(score, self.raw, self.share)), 4)


#: What is learned before any texts have been judged: nothing.
UNCHANGED = Calibration((0.0, 1.0), (0.0, 1.0))


@dataclass(frozen=True, slots=True)
class Bin:
    """Spans whose score lies in one tenth: how many, their mean score, the share of right ones."""

    count: int
    score: float
    share: float


def outcomes(
    expected: Sequence[Sequence[FieldSpan]], found: Sequence[Sequence[FieldSpan]]
) -> tuple[list[float], list[bool]]:
    """Return the score of every found span, and whether it is right: label and both borders."""
    scores: list[float] = []
    right: list[bool] = []
    for want, have in zip(expected, found, strict=True):
        known = {(s.label, s.start, s.end) for s in want}
        scores += [s.score for s in have]
        right += [(s.label, s.start, s.end) in known for s in have]
    return scores, right


def fit(scores: Sequence[float], right: Sequence[bool]) -> Calibration:
    """Return the isotonic curve of scikit-learn; unchanged where there is nothing to learn from."""
    if len(set(scores)) < 2:
        return UNCHANGED
    from sklearn.isotonic import IsotonicRegression

    curve = IsotonicRegression(y_min=0.0, y_max=1.0, out_of_bounds="clip").fit(
        np.array(scores), np.array(right, dtype=float)
    )
    points = zip(curve.X_thresholds_, curve.y_thresholds_, strict=True)
    rounded = [(round(float(x), 4), round(float(y), 4)) for x, y in points]
    return Calibration(tuple(x for x, _ in rounded), tuple(y for _, y in rounded))


def reliability(scores: Sequence[float], right: Sequence[bool], bins: int = 10) -> tuple[Bin, ...]:
    """Return the spans by tenths of their score, empty ones left out."""
    rows: list[list[tuple[float, bool]]] = [[] for _ in range(bins)]
    for score, good in zip(scores, right, strict=True):
        rows[min(bins - 1, int(score * bins))].append((score, good))
    return tuple(
        Bin(len(row), sum(s for s, _ in row) / len(row), sum(g for _, g in row) / len(row))
        for row in rows
        if row
    )


def calibration_error(found: Sequence[Bin]) -> float:
    """Return the expected calibration error: the mean distance of score and share, weighed by count.

    >>> calibration_error([Bin(3, 0.9, 1.0), Bin(1, 0.5, 0.0)])
    0.2
    """
    total = sum(each.count for each in found)
    away = sum(each.count * abs(each.score - each.share) for each in found)
    return round(away / total, 4) if total else 0.0
