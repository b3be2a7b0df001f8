"""Who saw a span, and why it was taken or not."""

from __future__ import annotations

from dataclasses import replace

from nlp.tagger.spans import FieldSpan
from nlp.tagger.votes import taken, votes

A, B, C, D, E = (FieldSpan("BODY", at, at + 3, 0.9) for at in range(0, 50, 10))
SURE = 0.8


def test_every_reason() -> None:
    unsure, ruled = replace(D, score=0.79), FieldSpan("BODY", 22, 25)
    cast = votes([A, B, ruled, E], [A, C, unsure], [A, B, C], SURE)
    assert [(vote.span.start, vote.taken, vote.why) for vote in cast] == [
        (0, True, "agreed"),
        (10, True, "rules"),
        (20, True, "model"),
        (22, False, "overruled"),
        (30, False, "unsure"),
        (40, False, "overruled"),
    ]
    assert [vote.model for vote in cast] == [0.9, None, 0.9, None, 0.79, None]
    assert taken(cast) == (A, B, C)


def test_a_span_of_which_the_model_is_sure_may_be_declined() -> None:
    other = FieldSpan("PHASE", A.start, A.end, 1.0)
    cast = votes([A], [other], [A], SURE)
    assert [(vote.span.label, vote.why) for vote in cast] == [("BODY", "rules"), ("PHASE", "declined")]


def test_what_the_rules_say_twice_over_the_same_words_stays() -> None:
    # Roles may overlap: an amount can be the total and the part of the treasury.
    total, fiscal = (FieldSpan(label, 0, 5) for label in ("AMOUNT_TOTAL", "AMOUNT_FISCAL"))
    assert taken(votes([total, fiscal], [], [total, fiscal], SURE)) == (fiscal, total)


def test_a_span_that_both_see_is_told_with_the_score_of_the_model_and_as_it_was_taken() -> None:
    (vote,) = votes([A], [replace(A, score=0.4, source="model")], [A], SURE)
    assert (vote.span, vote.model, vote.why) == (A, 0.4, "agreed")
