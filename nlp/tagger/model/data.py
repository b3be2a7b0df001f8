"""Examples as a ``datasets.Dataset`` of windows: ids of characters, their hints, and their tags."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random
from typing import TYPE_CHECKING, Any

from nlp.tagger.model.bio import TAGS, to_tags
from nlp.tagger.model.characters import BEGIN, END, Characters
from nlp.tagger.model.decode import Ints
from nlp.tagger.model.examples import Example
from nlp.tagger.model.settings import TaggerSettings
from nlp.tagger.model.windows import windows

if TYPE_CHECKING:
    from datasets import Dataset


def window_rows(
    pool: Sequence[Example], types: Sequence[Ints], characters: Characters, size: int, overlap: int
) -> Iterator[dict[str, Any]]:
    """Yield one row a window: ids and hints with the borders' tokens, ``labels`` of the characters alone."""
    for example, known in zip(pool, types, strict=True):
        ids = characters.encode(example.text)
        tags = to_tags(len(ids), example.spans)
        for window in windows(len(ids), size, overlap):
            kept = slice(window.start, window.end)
            yield {
                "id": example.id,
                "start": window.start,
                "input_ids": [BEGIN, *ids[kept], END],
                "token_type_ids": [0, *known[kept].tolist(), 0],
                "labels": tags[kept],
            }


def dataset(
    pool: Sequence[Example], types: Sequence[Ints], characters: Characters, settings: TaggerSettings
) -> Dataset:
    """Return the windows of the examples; ``labels`` is a feature that knows the tags' names."""
    from datasets import ClassLabel, Dataset, Features, List, Value

    features = Features(
        {
            "id": Value("string"),
            "start": Value("int32"),
            "input_ids": List(Value("int32")),
            "token_type_ids": List(Value("int32")),
            "labels": List(ClassLabel(names=list(TAGS))),
        }
    )
    rows = list(window_rows(pool, types, characters, settings.windows.size, settings.windows.overlap))
    columns = {name: [row[name] for row in rows] for name in features}
    return Dataset.from_dict(columns, features=features)


def batches(lengths: Sequence[int], budget: int, rng: Random) -> list[list[int]]:
    """Return the rows in batches of like length, at most ``budget`` places each, in random order.

    >>> sorted(map(sorted, batches([50, 10, 50], 100, Random(0))))
    [[0, 2], [1]]
    """
    order = sorted(range(len(lengths)), key=lambda row: (lengths[row] // 16, rng.random()), reverse=True)
    found: list[list[int]] = []
    for row in order:
        if found and (len(found[-1]) + 1) * max(lengths[r] for r in (*found[-1], row)) <= budget:
            found[-1].append(row)
        else:
            found.append([row])
    rng.shuffle(found)
    return found
