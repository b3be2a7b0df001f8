"""Likely label errors: out-of-fold probabilities (cleanlab), the scheme, arithmetic, and the rule tagger."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from nlp.annotate.loop import arithmetic
from nlp.annotate.loop.findings import Reason, Suspect, combined
from nlp.annotate.loop.violations import violations
from nlp.annotate.loop.windows import Floats, WindowTagger, decode, needs, token_span, token_tags, tokenise
from nlp.annotate.records import SpanLabel, SpanRecord
from nlp.tagger.spans import FieldSpan

#: What the pipeline makes of a record; its disagreement is one reason among others.
Suggest = Callable[[SpanRecord], tuple[FieldSpan, ...]]

_FOLDS: Final = 5
#: The share of spans that is expected to be wrong; a reason that is given more often is worth less.
_EXPECTED: Final = 0.05
#: The classifier is often sure and wrong; a grammar of values hardly ever is.
_CLASSIFIER: Final = 0.75
#: What is left of the classifier's doubt where the pipeline's tagger marks the very same span.
_CONFIRMED: Final = 0.5


@dataclass(frozen=True, slots=True)
class Judged:
    """What the classifier, trained without this record, holds of it."""

    words: list[tuple[int, int]]
    quality: Floats
    predicted: tuple[FieldSpan, ...]


def check(
    records: Sequence[SpanRecord], suggest: Suggest | None = None, seed: int = 0, folds: int = _FOLDS
) -> list[Suspect]:
    """Return what is likely wrong in the records, the most suspicious first.

    Raises:
        YusuanError: when the extra ``annotate`` is missing, or there are fewer records than folds.
    """
    judged = _out_of_fold(records, seed, folds)
    rules = None if suggest is None else [_labels(suggest(record)) for record in records]
    return rank(records, judged, rules)


def rank(
    records: Sequence[SpanRecord], judged: Sequence[Judged], rules: Sequence[frozenset[SpanLabel]] | None
) -> list[Suspect]:
    """Return the suspects of all records in order, from what the classifier and the rules hold of each."""
    trust = _Trust.of(records, rules)
    found: list[Suspect] = []
    for index, (record, each) in enumerate(zip(records, judged, strict=True)):
        found += _Weighing(record, each, rules[index] if rules is not None else None, trust).suspects()
    return sorted(found, key=lambda s: (-s.score, s.record, s.place))


def _out_of_fold(records: Sequence[SpanRecord], seed: int, folds: int) -> list[Judged]:
    np = needs("numpy")
    rank = needs("cleanlab.rank")
    order = list(range(len(records)))
    random.Random(seed).shuffle(order)
    parts = [order[start::folds] for start in range(folds)]
    judged: dict[int, Judged] = {}
    tags_of = [token_tags(tokenise(record.text).words, record.spans) for record in records]
    for part in parts:
        held = set(part)
        tagger = WindowTagger(seed)
        tagger.fit([record for index, record in enumerate(records) if index not in held])
        known = {name: column for column, name in enumerate(tagger.classes)}
        texts = [records[index].text for index in part]
        for index, probabilities in zip(part, tagger.probabilities(texts), strict=True):
            words = tokenise(records[index].text).words
            # A class that the other folds never saw gets no probability: its own column of zeros.
            columns = np.array(
                [known.get(_common(tag, known), len(known)) for tag in tags_of[index]], dtype=int
            )
            padded = np.hstack([probabilities, np.zeros((len(words), 1))])
            quality = (
                rank.get_label_quality_scores(columns, padded, method="normalized_margin")
                if len(words)
                else np.zeros(0)
            )
            judged[index] = Judged(words, quality, decode(words, probabilities, tagger.classes))
    return [judged[index] for index in range(len(records))]


def _common(tag: str, known: dict[str, int]) -> str:
    return tag if tag in known else tag.split("|")[0]


def _labels(spans: Iterable[FieldSpan]) -> frozenset[SpanLabel]:
    return frozenset(SpanLabel(s.start, s.end, s.label) for s in spans)


@dataclass(frozen=True, slots=True)
class _Trust:
    """How much the rule tagger's word counts for each label: little where it disagrees all the time."""

    unconfirmed: Mapping[str, float]
    unmarked: Mapping[str, float]

    @classmethod
    def of(cls, records: Sequence[SpanRecord], rules: Sequence[frozenset[SpanLabel]] | None) -> _Trust:
        given, alone, found, extra = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
        for record, ruled in zip(records, rules or (), strict=False):
            marked = set(record.spans)
            given.update(s.label for s in marked)
            alone.update(s.label for s in marked - ruled)
            found.update(s.label for s in ruled)
            extra.update(s.label for s in ruled - marked)
        return cls(
            {label: _worth(alone[label] / given[label]) for label in given},
            {label: _worth(extra[label] / found[label]) for label in found},
        )


def _worth(rate: float) -> float:
    """Return how likely a disagreement points at an error, if it is as frequent as this.

    >>> _worth(0.05), _worth(0.5)
    (0.5, 0.09090909090909091)
    """
    return _EXPECTED / (_EXPECTED + rate)


@dataclass(frozen=True)
class _Weighing:
    """One record's reasons, from everybody who has something to say of it."""

    record: SpanRecord
    judged: Judged
    ruled: frozenset[SpanLabel] | None
    trust: _Trust

    @cached_property
    def given(self) -> frozenset[SpanLabel]:
        return frozenset(self.record.spans)

    @cached_property
    def predicted(self) -> dict[SpanLabel, float]:
        return {SpanLabel(s.start, s.end, s.label): s.score for s in self.judged.predicted}

    def suspects(self) -> list[Suspect]:
        grammar, sums = violations(self.record), arithmetic.reasons(self.record)
        found: list[Suspect] = []
        explained: set[SpanLabel] = set()
        others = [p for p in self.predicted if p not in self.given]
        for span in self.record.spans:
            better = _better(span, others)
            if better is not None:
                explained.add(better)
            reasons = (
                *self._doubt(span, better),
                *grammar.get(span, ()),
                *sums.get(span, ()),
                *self._unconfirmed(span),
            )
            if reasons:
                found.append(Suspect(self.record.id, span, better, combined(reasons), reasons))
        candidates = (set(self.predicted) | (self.ruled or frozenset())) - self.given - explained
        for place in sorted(candidates):
            if not any(_overlap(g, place) and g.label == place.label for g in self.given):
                reasons = tuple(self._missing(place))
                found.append(Suspect(self.record.id, None, place, combined(reasons), reasons))
        return found

    def _doubt(self, span: SpanLabel, better: SpanLabel | None) -> Iterator[Reason]:
        if span in self.predicted:
            return
        doubt = 1.0 - _quality(self.judged, span)
        if better is not None and better.label == span.label:
            # The borders differ, perhaps inside a token, where the tokens' classes don't show it.
            doubt = max(doubt, self.predicted[better])
        if doubt > 0.01:
            detail = f"{better.label} {self.record.quote(better)}" if better else "—"
            confirmed = self.ruled is not None and span in self.ruled
            yield Reason("classifier", detail, doubt * _CLASSIFIER * (_CONFIRMED if confirmed else 1.0))

    def _unconfirmed(self, span: SpanLabel) -> Iterator[Reason]:
        if self.ruled is not None and span not in self.ruled:
            yield Reason("tagger", "", self.trust.unconfirmed[span.label])

    def _missing(self, place: SpanLabel) -> Iterator[Reason]:
        words = self.record.quote(place)
        if place in self.predicted:
            yield Reason("missing", words, self.predicted[place] * _CLASSIFIER)
        if self.ruled is not None and place in self.ruled:
            yield Reason("tagger_only", words, self.trust.unmarked[place.label])
        if place.label == "AMOUNT_COMPONENT":
            for each in arithmetic.contradictions(self.record):
                if each.missing == (place.start, place.end):
                    yield Reason("sum", each.computation, 0.5)


def _overlap(one: SpanLabel, other: SpanLabel) -> bool:
    return one.start < other.end and one.end > other.start


def _quality(judged: Judged, span: SpanLabel) -> float:
    """Return the least quality of the span's tokens and of the two around it, which tell its borders."""
    first, last = token_span(judged.words, span.start, span.end)
    around = judged.quality[max(0, first - 1) : last + 1]
    return float(around.min()) if len(around) else 1.0


def _better(span: SpanLabel, predicted: Sequence[SpanLabel]) -> SpanLabel | None:
    """Return the predicted span that overlaps most, the same label first."""
    overlapping = [p for p in predicted if _overlap(p, span)]
    return max(
        overlapping,
        key=lambda p: (p.label == span.label, min(p.end, span.end) - max(p.start, span.start)),
        default=None,
    )


def rule_suggestions(record: SpanRecord) -> tuple[FieldSpan, ...]:
    """Return the rule tagger's spans, for :func:`check`."""
    from nlp.annotate.suggest import suggest_for

    return suggest_for(record)
