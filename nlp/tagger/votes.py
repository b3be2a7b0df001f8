"""Rules and model, voting in the open: what each says of a span, whether it was taken, and why.

What the rules see is taken. Where they have left something to find (:mod:`nlp.tagger.unread`), what the model
is sure of is taken too: on narratives that neither had met, this was right more often than either alone
(docs/results.md).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

from nlp.tagger.spans import FieldSpan, Label

#: ``agreed``: rules and model say so; ``rules``: the rules alone; ``added``: the model alone, and it is sure;
#: ``unsure``: the model alone, and it is not; ``contradicted``: it meets another span, of the rules;
#: ``settled``: the model alone, where the rules have left nothing to find.
Why = Literal["agreed", "rules", "added", "unsure", "contradicted", "settled"]
_TAKEN: Final = frozenset({"agreed", "rules", "added"})


@dataclass(frozen=True, slots=True)
class Vote:
    """Who sees a span; ``model`` is the model's calibrated score (0 to 1), None where it does not see it."""

    span: FieldSpan
    rules: bool
    model: float | None
    why: Why

    @property
    def taken(self) -> bool:
        """Whether the span goes to the fields."""
        return self.why in _TAKEN


def votes(
    rules: Iterable[FieldSpan],
    model: Iterable[FieldSpan],
    sure: float,
    elsewhere: Iterable[FieldSpan] = (),
) -> tuple[Vote, ...]:
    """Return one vote a span that anyone sees, in order; the model is sure from the score ``sure`` on.

    ``elsewhere`` is what the model sees when it reads what the rules have read: told, never taken.

    >>> seen = FieldSpan("BODY", 0, 4)
    >>> other, cut = FieldSpan("BODY", 6, 9, 0.9, "model"), FieldSpan("BODY", 1, 4, 0.9, "model")
    >>> [(vote.why, vote.taken) for vote in votes([seen], [cut, other], 0.8)]
    [('rules', True), ('contradicted', False), ('added', True)]
    """
    own = tuple(dict.fromkeys(rules))
    places = {_place(span) for span in own}
    asked = tuple(model)
    more = tuple(span for span in elsewhere if not any(_meet(span, other) for other in asked))
    scores = {_place(span): span.score for span in (*asked, *more)}
    found = [
        Vote(span, True, score, "rules" if score is None else "agreed")
        for span in own
        for score in [scores.get(_place(span))]
    ]
    for span in (*asked, *more):
        if _place(span) in places:
            continue
        met = any(_meet(span, other) for other in own)
        why: Why = "contradicted" if met else "unsure" if span.score < sure else "added"
        if why == "added" and span not in asked:
            why = "settled"
        found.append(Vote(span, False, span.score, why))
    return tuple(sorted(found, key=lambda vote: (vote.span.start, vote.span.end, vote.span.label)))


def taken(cast: Iterable[Vote]) -> tuple[FieldSpan, ...]:
    """Return the spans that were taken, in order."""
    return tuple(vote.span for vote in cast if vote.taken)


def _meet(span: FieldSpan, other: FieldSpan) -> bool:
    return span.start < other.end and other.start < span.end


def _place(span: FieldSpan) -> tuple[Label, int, int]:
    return span.label, span.start, span.end
