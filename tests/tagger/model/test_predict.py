"""From texts to spans with a network that is known: joins have no seam, offsets are the characters'."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.tagger.model.bio import TAGS, first
from nlp.tagger.model.characters import BEGIN, END, PAD, UNKNOWN, Characters, gb2312
from nlp.tagger.model.decode import Bools, Chain, Floats, Ints
from nlp.tagger.model.predict import Predictor, confidence

#: The reference network marks every run of digits as a QUARTER, whatever stands around it.
_DIGITS = Characters.of("0123456789甲乙\n𠮷")


def _digits(ids: Ints, types: Ints) -> Floats:
    assert types.shape == ids.shape
    assert (ids[:, 0] == BEGIN).all()
    assert ((ids == END).sum(axis=1) == 1).all()
    inner = ids[:, 1:-1]
    found = np.zeros((*inner.shape, len(TAGS)), dtype=np.float32)
    is_digit = (inner >= 4) & (inner < 14)
    found[..., 0] = np.where(is_digit, 0, 9)
    found[..., first("QUARTER")] = np.where(is_digit, 8, 0)
    found[..., first("QUARTER") + 1] = np.where(is_digit, 9, 0)
    assert not is_digit[inner == PAD].any()
    return found


def _expected(text: str) -> list[tuple[int, int]]:
    places, start = [], None
    for at, char in enumerate(text + "甲"):
        if char.isdigit() and start is None:
            start = at
        elif not char.isdigit() and start is not None:
            places.append((start, at))
            start = None
    return places


@given(
    st.lists(st.text("0123456789甲乙\n𠮷", max_size=70), max_size=6),
    st.integers(4, 30),
    st.integers(1, 200),
    st.data(),
)
def test_spans_are_exact_whatever_the_windows(
    texts: list[str], size: int, batch: int, data: st.DataObject
) -> None:
    overlap = data.draw(st.integers(0, size - 1))
    found = Predictor(_digits, _DIGITS, Chain.of(), size, overlap, batch).spans(texts)
    assert [[(s.start, s.end) for s in spans] for spans in found] == [_expected(text) for text in texts]
    for spans in found:
        assert all(s.label == "QUARTER" and s.source == "model" and 0 <= s.score <= 1 for s in spans)


def test_a_border_within_a_word_has_its_price() -> None:
    """The network gives 9 for the end of a run of digits; "3甲" is told to be one word."""

    def words(text: str) -> Bools:
        return np.array([text[max(0, at - 1) : at + 1] == "3甲" for at in range(len(text))])

    for cut in (0.0, 6.0, 20.0):
        reader = Predictor(_digits, _DIGITS, Chain.of(cut=cut), 30, 5, 100, words=words)
        (span,) = reader.spans(["乙33甲乙"])[0]
        assert span.start == 1
        assert (span.end == 3) is (cut < 9)


def test_confidence_is_that_of_the_weakest_place() -> None:
    sure: Floats = np.zeros((3, len(TAGS)), dtype=np.float32)
    begin = first("BODY")
    sure[0, begin], sure[1, begin + 1], sure[2, begin + 1] = 0.9, 0.8, 0.3
    assert confidence(sure, "BODY", 0, 2) == pytest.approx(0.7)
    assert confidence(sure, "BODY", 0, 3) == pytest.approx(0.3)


def test_the_vocabulary_survives_its_file(tmp_path: Path) -> None:
    characters = Characters.of(["预", "算", "\n", "\u3000"])
    characters.save(tmp_path / "tokenizer.json")
    assert Characters.load(tmp_path / "tokenizer.json") == characters
    assert characters.encode("算\n预x") == [5, 6, 4, UNKNOWN]


def test_hugging_face_reads_the_vocabulary_alike(tmp_path: Path) -> None:
    tokenizers = pytest.importorskip("tokenizers")
    characters = Characters.of(["预", "算", "\n", " ", "\u3000", "（"])
    characters.save(tmp_path / "tokenizer.json")
    theirs = tokenizers.Tokenizer.from_file(str(tmp_path / "tokenizer.json"))
    text = "预 算\n（𠮷\u3000ａ"
    encoded = theirs.encode(text)
    assert encoded.ids == [BEGIN, *characters.encode(text), END]
    assert encoded.offsets[1:-1] == [(i, i + 1) for i in range(len(text))]


def test_gb2312_is_whole() -> None:
    assert len(set(gb2312())) == 7445
    assert json.dumps(gb2312()[0]) == '"\\u3000"'
