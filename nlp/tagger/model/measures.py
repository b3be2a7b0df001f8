"""F1 by label as nervaluate and seqeval count it, each with a bootstrap interval over narratives.

Both libraries judge one narrative at a time here, and their counts are added: F1 is twice the credit over
found and expected, so a drawn set of narratives needs no second judging. Needs the extra ``train``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt

from nlp.tagger.model.bio import LABELS, TAGS, to_tags
from nlp.tagger.spans import FieldSpan

Spans = Sequence[FieldSpan]
#: nervaluate's ways (strict: label and both borders; exact: both borders, whatever the label; partial: half
#: for an overlap, whatever the label; ent_type: the label, and the stretches overlap), and seqeval's on BIO.
WAYS: Final = ("strict", "exact", "partial", "ent_type", "seqeval")
ALL: Final = "all"
_DRAWS: Final = 1000
#: Credit, and found plus expected, of one way and label.
_COUNTS: Final = 2


class Measure(NamedTuple):
    """An F1 and the 95% interval of its bootstrap."""

    f1: float
    low: float
    high: float


def measures(
    expected: Sequence[Spans], found: Sequence[Spans], seed: int = 0
) -> dict[str, dict[str, Measure]]:
    """Return each way's F1 by label, "all" first; a label that nobody names is left out.

    In an interval, a draw of narratives without a label says nothing of it and is not counted.

    Raises:
        ValueError: if there are not as many found as expected.
    """
    used = {s.label for side in (expected, found) for spans in side for s in spans}
    names = (ALL, *(label for label in LABELS if label in used))
    if not used:
        return {}
    pairs = zip(expected, found, strict=True)
    # (narratives, names, ways, counts)
    counts = np.stack([_of_narrative(want, have, names) for want, have in pairs])
    total = _f1(counts.sum(axis=0))
    texts = len(counts)
    drawn = np.random.default_rng(seed).multinomial(texts, np.full(texts, 1 / texts), size=_DRAWS)
    with np.errstate(invalid="ignore"):
        draws = _f1(np.tensordot(drawn, counts, axes=1))
    low, high = np.nanquantile(draws, (0.025, 0.975), axis=0)
    return {
        name: {
            way: Measure(*(round(float(value[row, column]), 4) for value in (total, low, high)))
            for column, way in enumerate(WAYS)
        }
        for row, name in enumerate(names)
    }


def _f1(counts: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    with np.errstate(invalid="ignore", divide="ignore"):
        found: npt.NDArray[np.float64] = 2 * counts[..., 0] / counts[..., 1]
    return found


def _of_narrative(want: Spans, have: Spans, names: Sequence[str]) -> npt.NDArray[np.float64]:
    found = np.zeros((len(names), len(WAYS), _COUNTS))
    if not want and not have:
        return found
    found[:, :-1] = _nervaluate(want, have, names)
    found[:, -1] = _seqeval(want, have, names)
    return found


def _nervaluate(want: Spans, have: Spans, names: Sequence[str]) -> npt.NDArray[np.float64]:
    from nervaluate.evaluator import Evaluator

    # Its ends are the last places, not those behind.
    sides = [
        [[{"label": s.label, "start": s.start, "end": s.end - 1} for s in side]] for side in (want, have)
    ]
    result: dict[str, Any] = Evaluator(*sides, tags=list(LABELS), loader="dict").evaluate()
    by_name = {ALL: result["overall"], **result["entities"]}
    found = np.zeros((len(names), len(WAYS) - 1, _COUNTS))
    for row, name in enumerate(names):
        for column, way in enumerate(WAYS[:-1]):
            if name in by_name and way in by_name[name]:
                each = by_name[name][way]
                halves = 0.5 * each.partial if way in ("partial", "ent_type") else 0.0
                found[row, column] = each.correct + halves, each.actual + each.possible
    return found


def _seqeval(want: Spans, have: Spans, names: Sequence[str]) -> npt.NDArray[np.float64]:
    from seqeval.metrics.sequence_labeling import get_entities

    length = max((s.end for side in (want, have) for s in side), default=0)
    wanted, got = (
        Counter(get_entities([TAGS[tag] for tag in to_tags(length, side)])) for side in (want, have)
    )
    right = wanted & got
    found = np.zeros((len(names), _COUNTS))
    for row, name in enumerate(names):
        credit, *both = (
            sum(count for (label, _, _), count in each.items() if name in (ALL, label))
            for each in (right, wanted, got)
        )
        found[row] = credit, sum(both)
    return found
