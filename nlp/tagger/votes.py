"""Rules and model, voting in the open: what each says of a span, whether it was taken, and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

from nlp.tagger.spans import FieldSpan, Label

#: Taken: ``agreed`` (rules and model say so), ``rules``, ``model`` (they alone).
#: Not taken: ``overruled`` (the rules alone, where the model's reading of the field was taken),
#: ``declined`` (the model alone, where the rules' reading was), ``unsure`` (the model, and it is not sure).
Why = Literal["agreed", "rules", "model", "overruled", "declined", "unsure"]
_TAKEN: Final = frozenset({"agreed", "rules", "model"})


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
    rules: Iterable[FieldSpan], model: Iterable[FieldSpan], taken: Iterable[FieldSpan], sure: float
) -> tuple[Vote, ...]:
    """Return one vote a span that anyone sees, in order.

    ``taken`` are those of them that were chosen (:mod:`nlp.tagger.choice`); the model is sure from the score
    ``sure`` on.

    >>> seen = FieldSpan("BODY", 0, 4)
    >>> other, cut = FieldSpan("BODY", 6, 9, 0.9, "model"), FieldSpan("BODY", 1, 4, 0.9, "model")
    >>> [(vote.why, vote.taken) for vote in votes([seen], [cut, other], [seen], 0.8)]
    [('rules', True), ('declined', False), ('declined', False)]
    """
    known = {_place(span): span for span in rules}
    seen = {_place(span): span for span in model}
    chosen = {_place(span): span for span in taken}
    found = []
    for place in sorted({**known, **seen}, key=lambda each: (each[1], each[2], each[0])):
        score = seen[place].score if place in seen else None
        span = chosen.get(place) or known.get(place) or seen[place]
        found.append(Vote(span, place in known, score, _why(place in known, score, place in chosen, sure)))
    return tuple(found)


def taken(cast: Iterable[Vote]) -> tuple[FieldSpan, ...]:
    """Return the spans that were taken, in order."""
    return tuple(vote.span for vote in cast if vote.taken)


def _why(rules: bool, score: float | None, taken: bool, sure: float) -> Why:
    if taken:
        return "agreed" if rules and score is not None else "rules" if rules else "model"
    if rules:
        return "overruled"
    return "declined" if score is not None and score >= sure else "unsure"


def _place(span: FieldSpan) -> tuple[Label, int, int]:
    return span.label, span.start, span.end
