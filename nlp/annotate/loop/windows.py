"""A cheap tagger that learns in seconds: a linear classifier over windows of words.

Every token has a class: ``O``, or the labels that cover it, each with B (first token) or I. Labels that
overlap make a class of their own, so probabilities add up to one, which is what finding label errors needs.
Needs the extra ``annotate`` (scikit-learn).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import Any, Final, cast, get_args

from nlp.annotate.loop.features import token_features, tokens
from nlp.annotate.records import LABELS, SpanLabel, SpanRecord
from nlp.errors import YusuanError
from nlp.tagger.spans import FieldSpan, Label

#: A numpy array of floats; numpy is an extra here, and its types are not followed.
Floats = Any

_WIDTH: Final = 2**18
_EPOCHS: Final = 8
#: A class of overlapping labels that is rarer than this is told by its first label.
_RARE: Final = 5
_NO_SPAN: Final = "O"


def needs(name: str) -> Any:
    """Return a module of the extra ``annotate``. Raises YusuanError where it is not installed."""
    from importlib import import_module

    try:
        return import_module(name)
    except ImportError as error:
        raise YusuanError(
            f"需要 {name.split('.')[0]}：请安装 yusuan[annotate]。",
            f"needs {name.split('.')[0]}: install yusuan[annotate]",
        ) from error


@dataclass(frozen=True, slots=True)
class Tokens:
    """A text's tokens with their hashed features (a sparse matrix, one row a token)."""

    words: list[tuple[int, int]]
    matrix: Any


@lru_cache(maxsize=4096)
def tokenise(text: str) -> Tokens:
    """Return a text's tokens; kept, as the loop trains on the same texts again and again."""
    words = tokens(text)
    hasher = needs("sklearn.feature_extraction").FeatureHasher(_WIDTH, input_type="string")
    return Tokens(words, hasher.transform(token_features(text, words)))


def token_span(words: Sequence[tuple[int, int]], start: int, end: int) -> tuple[int, int]:
    """Return the range of tokens that a stretch touches.

    >>> token_span([(0, 2), (2, 4), (4, 6)], 2, 5)
    (1, 3)
    """
    touched = [index for index, (a, b) in enumerate(words) if a < end and b > start]
    return (touched[0], touched[-1] + 1) if touched else (0, 0)


def token_tags(words: Sequence[tuple[int, int]], spans: Iterable[SpanLabel]) -> list[str]:
    """Return the class of every token.

    >>> token_tags([(0, 2), (2, 4), (4, 6)], [SpanLabel(2, 6, "BODY"), SpanLabel(4, 6, "BODY_ALIAS")])
    ['O', 'B-BODY', 'B-BODY_ALIAS|I-BODY']
    """
    parts: list[dict[str, str]] = [{} for _ in words]
    for span in sorted(spans):
        first, last = token_span(words, span.start, span.end)
        for index in range(first, last):
            parts[index][span.label] = "B" if index == first else "I"
    return ["|".join(sorted(f"{p}-{label}" for label, p in each.items())) or _NO_SPAN for each in parts]


class WindowTagger:
    """The cheap tagger; deterministic for a seed."""

    def __init__(self, seed: int = 0) -> None:
        self._seed = seed
        self._model: Any = None
        self.classes: list[str] = []

    def fit(self, records: Sequence[SpanRecord]) -> None:
        """Learn from the records; at least two classes must occur.

        Raises:
            YusuanError: when no record has a span.
        """
        np, sparse = needs("numpy"), needs("scipy.sparse")
        tokenised = [tokenise(record.text) for record in records]
        tags = [
            tag
            for each, record in zip(tokenised, records, strict=True)
            for tag in token_tags(each.words, record.spans)
        ]
        counts = Counter(tags)
        tags = [tag.split("|")[0] if counts[tag] < _RARE else tag for tag in tags]
        if len(set(tags)) < 2:
            raise YusuanError("没有标注，无法训练。", "no labels to learn from")
        self._model = needs("sklearn.linear_model").SGDClassifier(
            loss="log_loss",
            alpha=1e-7,
            # A small constant step with averaged weights: sklearn's default step jumps from run to run.
            learning_rate="constant",
            eta0=0.2,
            average=True,
            max_iter=_EPOCHS,
            tol=None,
            random_state=self._seed,
        )
        self._model.fit(sparse.vstack([each.matrix for each in tokenised]), np.array(tags))
        self.classes = [str(name) for name in self._model.classes_]

    def probabilities(self, texts: Sequence[str]) -> list[Floats]:
        """Return the probability of every class for every token of each text, in the order of ``classes``."""
        tokenised = [tokenise(text) for text in texts]
        ends = list(accumulate(len(each.words) for each in tokenised))
        if not ends or not ends[-1]:
            return [needs("numpy").zeros((0, len(self.classes)))] * len(texts)
        # All at once: each call copies the weights of all classes.
        whole = self._model.predict_proba(needs("scipy.sparse").vstack([each.matrix for each in tokenised]))
        return [whole[end - len(each.words) : end] for each, end in zip(tokenised, ends, strict=True)]

    def predict(self, records: Sequence[SpanRecord]) -> list[tuple[FieldSpan, ...]]:
        """Return each record's spans; a span's score is its least certain token's."""
        texts = [record.text for record in records]
        return [
            decode(tokenise(text).words, probabilities, self.classes)
            for text, probabilities in zip(texts, self.probabilities(texts), strict=True)
        ]


def decode(
    words: Sequence[tuple[int, int]], probabilities: Floats, classes: Sequence[str]
) -> tuple[FieldSpan, ...]:
    """Return the spans of the most probable classes; an I without a B before it begins a span."""
    best = [set(classes[int(index)].split("|")) for index in probabilities.argmax(axis=1)]
    marginal = label_probabilities(probabilities, classes)
    spans: list[FieldSpan] = []
    for column, label in enumerate(LABELS):
        begun: int | None = None
        for index in range(len(words) + 1):
            here = best[index] if index < len(words) else set()
            inside = f"I-{label}" in here
            if begun is not None and not inside:
                score = float(marginal[begun:index, column].min())
                start, end = words[begun][0], words[index - 1][1]
                spans.append(FieldSpan(cast("Label", label), start, end, score, "windows"))
                begun = None
            if begun is None and (inside or f"B-{label}" in here):
                begun = index
    return tuple(sorted(spans, key=lambda s: (s.start, s.end, s.label)))


def label_probabilities(probabilities: Floats, classes: Sequence[str]) -> Floats:
    """Return the probability that each token bears each label of the scheme, whatever else it bears."""
    np = needs("numpy")
    map_ = np.zeros((len(classes), len(LABELS)))
    for row, name in enumerate(classes):
        for part in name.split("|"):
            if part != _NO_SPAN:
                map_[row, LABELS.index(part[2:])] = 1.0
    return probabilities @ map_


assert get_args(Label) == LABELS
