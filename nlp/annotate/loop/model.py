"""What the loop asks of a tagger that learns; any tagger with these two methods fits."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from nlp.annotate.records import SpanRecord
from nlp.tagger.spans import FieldSpan


class TrainableTagger(Protocol):
    """A tagger that is trained anew from records."""

    def fit(self, records: Sequence[SpanRecord]) -> None:
        """Forget everything and learn from the records."""
        ...

    def predict(self, records: Sequence[SpanRecord]) -> list[tuple[FieldSpan, ...]]:
        """Return each record's spans with scores between 0 and 1; offsets count in the record's text."""
        ...
