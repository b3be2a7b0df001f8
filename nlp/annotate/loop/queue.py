"""What to label next: uncertain narratives first, and not the same kind again and again.

A narrative's uncertainty adds up over its spans: every span that the tagger isn't sure of is a decision that
the annotator makes for it. Narratives are clustered by organisation and by style (scikit-learn), and the
gain of a narrative shrinks with what its cluster has already given.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from nlp.annotate.loop.windows import needs
from nlp.annotate.records import SpanRecord
from nlp.tagger.spans import FieldSpan

#: From so many labelled records on, a tagger trained on them tells more than the rules' scores.
ENOUGH: Final = 10
_DIGITS: Final = re.compile(r"[\d０-９]+(?:[.,，．]\d+)*")
_WORDS: Final = re.compile(r"[\u4e00-\u9fff]{3,}")
_ORGANISATION: Final = re.compile(
    r"[\u4e00-\u9fff]{2,20}?(?:局|委|厅|院|所|中心|馆|校|大学|公司|处|办|协会|站|队|部)"
)


@dataclass(frozen=True, slots=True)
class Queued:
    """A narrative's place in the queue: its uncertainty, cluster, and expected gain when it was chosen."""

    id: str
    uncertainty: float
    cluster: int
    gain: float


def entropy(probability: float) -> float:
    """Return the bits of a decision: 1 at 0.5, 0 at 0 and 1.

    >>> entropy(0.5), entropy(1.0)
    (1.0, 0.0)
    """
    if probability <= 0.0 or probability >= 1.0:
        return 0.0
    other = 1.0 - probability
    return -(probability * math.log2(probability) + other * math.log2(other))


def uncertainty(spans: Sequence[FieldSpan]) -> float:
    """Return the bits of all of a narrative's spans.

    A narrative without any span is as uncertain as one open decision: the tagger understood nothing of it.
    """
    if not spans:
        return 1.0
    return sum(entropy(max(span.score, 0.5)) for span in spans)


def style(text: str) -> str:
    """Return a text without its contents: headings, punctuation, and the shape of values.

    >>> style("三、实施主体：某市甲局承担。安排12.5万元")
    '三、＿：＿。安排9万元'
    """
    return _WORDS.sub("＿", _DIGITS.sub("9", text))


def organisations(text: str) -> str:
    """Return the names that end like an organisation, joined by blanks."""
    return " ".join(_ORGANISATION.findall(text))


def clusters(records: Sequence[SpanRecord], count: int | None = None, seed: int = 0) -> list[int]:
    """Return each record's cluster by organisation and style.

    ``count`` defaults to the square root of half the records.

    Raises:
        YusuanError: when the extra ``annotate`` is missing.
    """
    if len(records) < 3:
        return list(range(len(records)))
    text = needs("sklearn.feature_extraction.text")
    sparse = needs("scipy.sparse")
    parts = []
    for view, weight in ((style, 1.0), (organisations, 0.6)):
        vectors = text.TfidfVectorizer(analyzer="char", ngram_range=(1, 3), min_df=1, sublinear_tf=True)
        parts.append(vectors.fit_transform([view(r.text) or "—" for r in records]) * weight)
    matrix = sparse.hstack(parts).tocsr()
    dimensions = min(50, matrix.shape[0] - 1, matrix.shape[1] - 1)
    reduced = needs("sklearn.decomposition").TruncatedSVD(dimensions, random_state=seed).fit_transform(matrix)
    number = min(count or max(2, round(math.sqrt(len(records) / 2))), len(records))
    means = needs("sklearn.cluster").KMeans(number, n_init=4, random_state=seed)
    return [int(each) for each in means.fit_predict(reduced)]


def queue(
    unlabelled: Sequence[SpanRecord],
    spans: Sequence[Sequence[FieldSpan]],
    labelled: Sequence[SpanRecord] = (),
    seed: int = 0,
) -> list[Queued]:
    """Return the unlabelled narratives in the order in which to label them.

    ``spans`` are the tagger's, aligned with ``unlabelled``. Each step takes the narrative with the greatest
    gain: its uncertainty divided by one more than the square root of what its cluster has given already,
    ``labelled`` ones included.
    """
    assignment = clusters([*unlabelled, *labelled], seed=seed)
    given = Counter(assignment[len(unlabelled) :])
    doubts = [uncertainty(each) for each in spans]
    waiting: dict[int, list[int]] = {}
    for index in sorted(range(len(unlabelled)), key=lambda i: (doubts[i], unlabelled[i].id)):
        waiting.setdefault(assignment[index], []).append(index)
    chosen: list[Queued] = []
    while any(waiting.values()):
        gains = {
            cluster: (doubts[rest[-1]] + 1e-6) / (1.0 + math.sqrt(given[cluster]))
            for cluster, rest in waiting.items()
            if rest
        }
        best = max(gains, key=lambda cluster: (gains[cluster], -cluster))
        index = waiting[best].pop()
        given[best] += 1
        chosen.append(Queued(unlabelled[index].id, round(doubts[index], 4), best, round(gains[best], 4)))
    return chosen
