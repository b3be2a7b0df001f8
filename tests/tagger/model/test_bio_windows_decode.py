"""Tags, windows and decoding: offsets are exact, sequences legal, probabilities probabilities."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.tagger.model.bio import LABELS, OUTSIDE, TAGS, first, legal, to_places, to_tags
from nlp.tagger.model.decode import Chain, Floats
from nlp.tagger.model.windows import windows
from nlp.tagger.spans import FieldSpan


@st.composite
def _spans(draw: st.DrawFn) -> tuple[int, list[FieldSpan]]:
    borders = sorted(draw(st.sets(st.integers(0, 60), max_size=12)))
    pairs = list(zip(borders[::2], borders[1::2], strict=False))
    spans = [FieldSpan(draw(st.sampled_from(LABELS)), start, end) for start, end in pairs]
    return 60, spans


@given(_spans())
def test_tags_give_the_spans_back(case: tuple[int, list[FieldSpan]]) -> None:
    length, spans = case
    assert to_places(to_tags(length, spans)) == [(s.label, s.start, s.end) for s in spans]


def test_the_longer_of_overlapping_spans_stays() -> None:
    tags = to_tags(6, [FieldSpan("BODY", 1, 3), FieldSpan("LEGAL_TITLE", 0, 5)])
    assert to_places(tags) == [("LEGAL_TITLE", 0, 5)]


@pytest.mark.parametrize("place", [(-1, 2), (2, 2), (3, 7)])
def test_a_span_outside_the_text_is_refused(place: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="no stretch"):
        to_tags(6, [FieldSpan("BODY", *place)])


def test_an_illegal_sequence_is_refused() -> None:
    with pytest.raises(ValueError, match="continues nothing"):
        to_places([OUTSIDE, first("BODY") + 1])


@given(st.integers(0, 400), st.integers(1, 50), st.data())
def test_windows_tile_the_text(length: int, size: int, data: st.DataObject) -> None:
    overlap = data.draw(st.integers(0, size - 1))
    found = list(windows(length, size, overlap))
    kept = [place for window in found for place in range(window.keep_start, window.keep_end)]
    assert kept == list(range(length))
    for window in found:
        assert window.start <= window.keep_start <= window.keep_end <= window.end <= length
        assert window.end - window.start <= size
    for one, two in itertools.pairwise(found):
        assert one.end - two.start >= min(overlap, one.end - one.start)


def test_windows_that_never_advance_are_refused() -> None:
    with pytest.raises(ValueError, match="overlap"):
        list(windows(10, 4, 4))


def _random(seed: int, texts: int, longest: int) -> Floats:
    return np.random.default_rng(seed).normal(0, 3, (texts, longest, len(TAGS))).astype(np.float32)


@given(st.integers(0, 10**6), st.lists(st.integers(1, 12), min_size=1, max_size=4))
def test_decoding_is_legal_and_does_not_depend_on_its_batch(seed: int, sizes: list[int]) -> None:
    lengths = np.array(sizes)
    emissions = _random(seed, len(sizes), max(sizes))
    learned = np.random.default_rng(seed + 1).normal(0, 1, (len(TAGS) + 1, len(TAGS))).astype(np.float32)
    chain = Chain.of(learned)
    together = chain.best(emissions, lengths)
    sure = chain.marginals(emissions, lengths)
    for row, tags in enumerate(together):
        assert len(tags) == sizes[row]
        assert all(
            legal(before, after) for before, after in itertools.pairwise([None, *tags]) if after is not None
        )
        alone = emissions[row : row + 1, : sizes[row]]
        assert chain.best(alone, lengths[row : row + 1]) == [tags]
        np.testing.assert_allclose(
            chain.marginals(alone, lengths[row : row + 1])[0], sure[row, : sizes[row]], atol=1e-5
        )
        np.testing.assert_allclose(sure[row, : sizes[row]].sum(axis=1), 1, atol=1e-4)


@pytest.mark.parametrize("within", [[False] * 3, [False, True, False], [False, True, True]])
def test_decoding_and_marginals_agree_with_counting_every_sequence(within: list[bool]) -> None:
    # Three characters, all sequences over five tags that are legal, by hand.
    some = [0, 1, 2, 3, 4]
    emissions: Floats = np.full((1, 3, len(TAGS)), -50, dtype=np.float32)
    emissions[0, :, some] = np.random.default_rng(5).normal(0, 2, (5, 3))
    learned = np.random.default_rng(6).normal(0, 1, (len(TAGS) + 1, len(TAGS))).astype(np.float32)
    weights: dict[tuple[int, ...], float] = {}
    for tags in itertools.product(some, repeat=3):
        if all(legal(b, a) for b, a in zip((None, *tags), tags, strict=False)):
            before = (len(TAGS), *tags)
            weights[tags] = sum(float(emissions[0, i, t] + learned[before[i], t]) for i, t in enumerate(tags))
            borders = {place for _, *span in to_places(tags) for place in span}
            weights[tags] -= 2.5 * sum(place in borders for place, inner in enumerate(within) if inner)
    chain = Chain.of(learned, cut=2.5)
    words = np.array([within])
    best = chain.best(emissions, np.array([3]), words)[0]
    assert tuple(best) == max(weights, key=lambda t: weights[t])
    total = sum(np.exp(w) for w in weights.values())
    sure = chain.marginals(emissions, np.array([3]), words)[0]
    for place, tag in itertools.product(range(3), some):
        expected = sum(np.exp(w) for t, w in weights.items() if t[place] == tag) / total
        assert sure[place, tag] == pytest.approx(expected, abs=1e-4)
