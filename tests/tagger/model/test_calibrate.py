"""Scores as probabilities, and how they are judged."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.tagger.model.calibrate import (
    UNCHANGED,
    Calibration,
    calibration_error,
    fit,
    outcomes,
    reliability,
)
from nlp.tagger.spans import FieldSpan


def test_what_is_right_needs_label_and_borders() -> None:
    want = [[FieldSpan("BODY", 0, 4), FieldSpan("QUARTER", 5, 9)]]
    have = [[FieldSpan("BODY", 0, 4, 0.9), FieldSpan("QUARTER", 5, 8, 0.6), FieldSpan("PHASE", 5, 9, 0.2)]]
    assert outcomes(want, have) == ([0.9, 0.6, 0.2], [True, False, False])


def test_an_overconfident_tagger_is_corrected() -> None:
    pytest.importorskip("sklearn")
    rng = Random(1)
    scores = [rng.random() for _ in range(4000)]
    # Right half as often as it says.
    right = [rng.random() < score / 2 for score in scores]
    curve = fit(scores, right)
    assert curve(0.8) == pytest.approx(0.4, abs=0.06)
    before = calibration_error(reliability(scores, right))
    after = calibration_error(reliability([curve(s) for s in scores], right))
    assert before > 0.2
    assert after < 0.03


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), max_size=40))
def test_a_fitted_curve_rises_and_stays_between_0_and_1(pairs: list[tuple[float, bool]]) -> None:
    pytest.importorskip("sklearn")
    curve = fit([score for score, _ in pairs], [good for _, good in pairs])
    values = [curve(at / 20) for at in range(21)]
    assert values == sorted(values)
    assert 0 <= values[0] <= values[-1] <= 1


def test_nothing_to_learn_from_changes_nothing() -> None:
    assert fit([], []) == UNCHANGED == Calibration((0.0, 1.0), (0.0, 1.0))
    assert UNCHANGED(0.37) == 0.37
    assert reliability([], []) == ()
    assert calibration_error(()) == 0


def test_bins_hold_every_span_once() -> None:
    bins = reliability([0.05, 0.95, 1.0, 0.99], [False, True, True, False])
    assert [each.count for each in bins] == [1, 3]
    assert bins[1].share == pytest.approx(2 / 3)
