"""Who saw a span, and why it was taken or not."""

from __future__ import annotations

from nlp.tagger.spans import FieldSpan
from nlp.tagger.votes import votes

A, B, C, D, E = (FieldSpan("BODY", at, at + 3, 0.9) for at in range(0, 50, 10))


def test_every_reason() -> None:
    cast = votes(rules=[A, B, D], model=[A, C, E], joint=[A, B, C])
    assert [(vote.start, vote.taken, vote.why) for vote in cast] == [
        (0, True, "agreed"),
        (10, True, "confirmed"),
        (20, True, "added"),
        (30, False, "dropped_rules"),
        (40, False, "dropped_model"),
    ]
    assert cast[0].model == cast[0].joint == 0.9
    assert cast[3].model is None


def test_another_label_is_another_span() -> None:
    other = FieldSpan("PHASE", A.start, A.end)
    assert [vote.why for vote in votes([A], [], [other])] == ["dropped_rules", "added"]
