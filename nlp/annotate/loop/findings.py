"""What a check has to say about a span, or about a place that should have one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from nlp.annotate.records import SpanLabel

ReasonCode = Literal[
    "classifier",  # the out-of-fold classifier holds another label, or none, for more probable
    "missing",  # the classifier finds a label where none is marked
    "tagger",  # the pipeline's tagger doesn't mark it so
    "tagger_only",  # the pipeline's tagger marks it, nobody else
    "border",  # the value that stands here has other borders
    "no_value",  # the words hold no value of the label's type
    "edge",  # begins or ends with a blank, a stop or a bracket
    "crossing",  # overlaps another span without lying in it
    "nested",  # lies in another span of the same label
    "two_values",  # a second, different value of a label that has one value a narrative
    "sum",  # the parts don't add up to the total
]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why: a code, words or figures that belong to it, and how strongly it speaks, 0 to 1."""

    code: ReasonCode
    detail: str
    weight: float


@dataclass(frozen=True, slots=True)
class Suspect:
    """A labelled span that may be wrong (``given``), or a missing one; ``proposal`` is the better span.

    ``score`` is between 0 and 1, the most suspicious first.
    """

    record: str
    given: SpanLabel | None
    proposal: SpanLabel | None
    score: float
    reasons: tuple[Reason, ...]

    @property
    def place(self) -> SpanLabel:
        """The span to look at."""
        place = self.given or self.proposal
        assert place is not None
        return place


def combined(reasons: tuple[Reason, ...]) -> float:
    """Return how suspicious reasons are together, as if each were right independently of the others.

    >>> combined((Reason("edge", "", 0.5), Reason("border", "", 0.5)))
    0.75
    """
    doubt = 1.0
    for reason in reasons:
        doubt *= 1.0 - reason.weight
    return 1.0 - doubt
