"""Rules and model, voting in the open: what each says of a span, which was taken, and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from nlp.tagger.spans import FieldSpan, Label

#: ``agreed``: the rules, the model by itself and the model told of the rules all say so; ``confirmed``: the
#: model by itself did not, told of the rules it does; ``added``: the rules did not; ``dropped_rules``: the
#: rules said so; ``dropped_model``: the model by itself did, told of the rules it no longer does.
Why = Literal["agreed", "confirmed", "added", "dropped_rules", "dropped_model"]


@dataclass(frozen=True, slots=True)
class Vote:
    """Who sees a span. ``model`` and ``joint`` are scores (0 to 1), ``None`` where it is not seen."""

    label: Label
    start: int
    end: int
    rules: bool
    model: float | None
    joint: float | None

    @property
    def taken(self) -> bool:
        """Whether the span goes to the fields."""
        return self.joint is not None

    @property
    def why(self) -> Why:
        """The reason in one word."""
        if self.taken:
            return "added" if not self.rules else "agreed" if self.model is not None else "confirmed"
        return "dropped_rules" if self.rules else "dropped_model"


def votes(
    rules: Iterable[FieldSpan], model: Iterable[FieldSpan], joint: Iterable[FieldSpan]
) -> tuple[Vote, ...]:
    """Return one vote a span that anyone sees, in order.

    >>> seen, other = FieldSpan("BODY", 0, 4), FieldSpan("BODY", 6, 9, 0.8, "model")
    >>> [vote.why for vote in votes([seen], [other], [seen])]
    ['confirmed', 'dropped_model']
    """
    by_rules = {(s.label, s.start, s.end) for s in rules}
    alone, both = ({(s.label, s.start, s.end): s.score for s in spans} for spans in (model, joint))
    places = sorted(by_rules | set(alone) | set(both), key=lambda place: (place[1], place[2], place[0]))
    return tuple(Vote(*place, place in by_rules, alone.get(place), both.get(place)) for place in places)
