"""Who saw a span, and why it was taken or not."""

from __future__ import annotations

from dataclasses import replace

from nlp.tagger.spans import FieldSpan
from nlp.tagger.votes import taken, votes

A, B, C, D = (FieldSpan("BODY", at, at + 3, 0.9) for at in range(0, 40, 10))
SURE = 0.8


def test_every_reason() -> None:
    unsure, met = replace(D, score=0.79), FieldSpan("BODY", 12, 16, 1.0)
    cast = votes([A, B], [A, met, C, unsure], SURE)
    assert [(vote.span.start, vote.taken, vote.why) for vote in cast] == [
        (0, True, "agreed"),
        (10, True, "rules"),
        (12, False, "contradicted"),
        (20, True, "added"),
        (30, False, "unsure"),
    ]
    assert [vote.model for vote in cast] == [0.9, None, 1.0, 0.9, 0.79]
    assert taken(cast) == (A, B, C)


def test_another_label_on_the_same_words_contradicts_the_rules() -> None:
    other = FieldSpan("PHASE", A.start, A.end, 1.0)
    assert [vote.why for vote in votes([A], [other], SURE)] == ["rules", "contradicted"]


def test_what_the_rules_say_twice_over_the_same_words_stays() -> None:
    # Roles may overlap: an amount can be the total and the part of the treasury.
    total, fiscal = (FieldSpan(label, 0, 5) for label in ("AMOUNT_TOTAL", "AMOUNT_FISCAL"))
    assert taken(votes([total, fiscal], [], SURE)) == (fiscal, total)


def test_certainty_begins_at_the_score_itself() -> None:
    assert taken(votes([], [replace(A, score=SURE)], SURE)) == (replace(A, score=SURE),)


def test_what_the_model_sees_where_the_rules_have_read_is_told_and_not_taken() -> None:
    seen_by_both = replace(A, score=0.7)
    cast = votes([A], [B], SURE, [seen_by_both, replace(B, score=0.2), C, replace(D, score=0.1)])
    assert [(vote.span.start, vote.model, vote.why) for vote in cast] == [
        (0, 0.7, "agreed"),
        (10, 0.9, "added"),
        (20, 0.9, "settled"),
        (30, 0.1, "unsure"),
    ]
    assert taken(cast) == taken(votes([A], [B], SURE)) == (A, B)
