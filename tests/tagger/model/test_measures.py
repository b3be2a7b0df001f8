"""Ways to count agreement, with their intervals; and the list of mistakes."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.tagger.model.bio import LABELS, TAGS, to_tags
from nlp.tagger.model.confusions import confusions, rows, source_of
from nlp.tagger.spans import FieldSpan

WANT = [FieldSpan("BODY", 0, 4), FieldSpan("QUARTER", 10, 14), FieldSpan("PHASE", 20, 24)]
HAVE = [FieldSpan("BODY", 0, 4), FieldSpan("QUARTER", 10, 13), FieldSpan("SCHEDULE", 20, 24)]


def _random_spans(rng: Random) -> list[FieldSpan]:
    places = [at for at in range(0, 60, 6) if rng.random() < 0.7]
    return [FieldSpan(rng.choice(LABELS[:3]), at, at + rng.randint(1, 6)) for at in places]


def test_each_way_counts_as_its_library_says() -> None:
    pytest.importorskip("nervaluate")
    pytest.importorskip("seqeval")
    from nlp.tagger.model.measures import measures

    found = measures([WANT], [HAVE])
    # BODY is right; QUARTER has a wrong border; PHASE has the right borders and another label.
    assert {way: each.f1 for way, each in found["all"].items()} == pytest.approx(
        {"strict": 1 / 3, "exact": 2 / 3, "partial": 2.5 / 3, "ent_type": 2 / 3, "seqeval": 1 / 3}, abs=1e-4
    )
    assert found["QUARTER"]["ent_type"].f1 == 1
    assert found["QUARTER"]["strict"].f1 == 0
    assert list(found) == ["all", "BODY", "SCHEDULE", "PHASE", "QUARTER"]
    assert measures([[]], [[]]) == {}


def test_spans_that_touch_do_not_overlap() -> None:
    pytest.importorskip("nervaluate")
    pytest.importorskip("seqeval")
    from nlp.tagger.model.measures import measures

    found = measures([[FieldSpan("BODY", 0, 4)]], [[FieldSpan("BODY", 4, 8)]])
    assert found["all"]["partial"].f1 == found["all"]["ent_type"].f1 == 0


def test_narratives_are_added_as_the_libraries_add_them() -> None:
    evaluator = pytest.importorskip("nervaluate.evaluator")
    seqeval = pytest.importorskip("seqeval.metrics")
    from nlp.tagger.model.measures import measures

    rng = Random(5)
    want, have = ([_random_spans(rng) for _ in range(25)] for _ in range(2))
    found = measures(want, have)
    sides = [
        [[{"label": s.label, "start": s.start, "end": s.end - 1} for s in spans] for spans in side]
        for side in (want, have)
    ]
    theirs = evaluator.Evaluator(*sides, tags=list(LABELS), loader="dict").evaluate()
    for way in ("strict", "exact", "partial", "ent_type"):
        assert found["all"][way].f1 == pytest.approx(theirs["overall"][way].f1, abs=1e-4)
        for name, row in theirs["entities"].items():
            assert found[name][way].f1 == pytest.approx(row[way].f1, abs=1e-4)
    tags = [[[TAGS[tag] for tag in to_tags(70, spans)] for spans in side] for side in (want, have)]
    assert found["all"]["seqeval"].f1 == pytest.approx(seqeval.f1_score(*tags), abs=1e-4)


def test_the_interval_is_narrow_where_narratives_are_alike_and_wide_where_not() -> None:
    pytest.importorskip("nervaluate")
    pytest.importorskip("seqeval")
    from nlp.tagger.model.measures import measures

    alike = measures([WANT] * 20, [HAVE] * 20)["all"]["strict"]
    assert alike.low == alike.f1 == alike.high == 0.3333
    mixed = measures([WANT] * 20, [WANT, []] * 10)["all"]["strict"]
    assert mixed.low < mixed.f1 - 0.1 < mixed.f1 + 0.1 < mixed.high
    assert measures([WANT] * 20, [WANT, []] * 10)["all"]["strict"] == mixed


def test_a_mistake_has_one_kind() -> None:
    want = [*WANT, FieldSpan("LEGAL_TITLE", 30, 40), FieldSpan("BODY", 50, 54)]
    have = [*HAVE, FieldSpan("LEGAL_NUMBER", 38, 44), FieldSpan("BODY", 60, 63)]
    found = confusions(want, have)
    assert [(c.kind, c.expected, c.found) for c in found] == [
        ("border", WANT[1], HAVE[1]),
        ("label", WANT[2], HAVE[2]),
        ("both", want[3], have[3]),
        ("missed", want[4], None),
        ("extra", None, have[4]),
    ]


_SPANS = st.lists(
    st.builds(
        lambda label, start, length: FieldSpan(label, start, start + length),
        st.sampled_from(LABELS[:4]),
        st.integers(0, 40),
        st.integers(1, 9),
    ),
    unique=True,
    max_size=8,
)


@given(_SPANS, _SPANS)
def test_every_span_is_right_or_in_one_mistake(want: list[FieldSpan], have: list[FieldSpan]) -> None:
    right = set(want) & set(have)
    found = confusions(want, have)
    expected = [c.expected for c in found if c.expected]
    extra = [c.found for c in found if c.found]
    assert set(expected) == set(want) - right
    assert set(extra) == set(have) - right
    assert len(expected) == len(set(expected))
    assert len(extra) == len(set(extra))


def test_words_are_shown_of_written_texts_only() -> None:
    text = "由柳浦市图书馆实施。"
    want, have = [FieldSpan("BODY", 1, 7, source="label")], [FieldSpan("BODY", 1, 8, 0.5, "model")]
    written = source_of("w", text, {"family": "plain"})
    (row,) = rows("model", [written], [want], [have])
    assert row["expected"]["text"] == "柳浦市图书馆"[:6]
    assert row["around"] == text
    real = source_of("r", text, {"sha256": "0f" * 32, "narrative": 3, "offset": 100})
    (row,) = rows("model", [real], [want], [have])
    assert row == {
        "tagger": "model", "kind": "border", "id": "r", "sha256": "0f" * 32, "narrative": 3,
        "expected": {"label": "BODY", "start": 101, "end": 107},
        "found": {"label": "BODY", "start": 101, "end": 108, "score": 0.5},
    }  # fmt: skip
