"""Examples with other place names: a written corpus knows few, and a network would learn them by heart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from random import Random
from typing import Final

from nlp.tagger.model.examples import Example

#: A place at the beginning of an organisation's or a document's name.
_PLACE: Final = re.compile(r"[\u4e00-\u9fff]{2,3}?[省市县区州旗]")
_NAME: Final = re.compile(r"[\u4e00-\u9fff]{2,5}[省市县区州旗]")
_LABELS: Final = ("BODY", "LEGAL_TITLE")
#: What begins like a place and names none.
_NO_PLACE: Final = ("国家", "全国", "本", "我", "各", "该", "城市", "社区")
#: Share of places that are written without 市, 县 ….
_BARE: Final = 0.3


@cache
def names() -> tuple[str, ...]:
    """Return the names of provinces, cities, counties and districts in jieba's dictionary, in its order."""
    import jieba

    with jieba.get_dict_file() as lines:
        words = (line.decode("utf-8").split() for line in lines)
        return tuple(
            word[0] for word in words if len(word) == 3 and word[2] == "ns" and _NAME.fullmatch(word[0])
        )


def places(example: Example) -> tuple[str, ...]:
    """Return the places that the example's bodies and legal bases begin with, each once, in order."""
    found = (
        _PLACE.match(example.text, span.start, span.end) for span in example.spans if span.label in _LABELS
    )
    return tuple(dict.fromkeys(m[0] for m in found if m and not m[0].startswith(_NO_PLACE)))


def rename(example: Example, known: Sequence[str], rng: Random) -> Example:
    """Return the example with every place that :func:`places` finds written as another, wherever it stands.

    >>> from nlp.tagger.spans import FieldSpan
    >>> e = Example("x", "由柳浦市甲站做。", (FieldSpan("BODY", 1, 6),))
    >>> other = rename(e, ["梅里县"], Random(1))
    >>> other.text, other.text[other.spans[0].start:other.spans[0].end]
    ('由梅里县甲站做。', '梅里县甲站')
    """
    if not known:
        return example
    for place in places(example):
        new = rng.choice(known)
        if rng.random() < _BARE and len(new) > 2:
            new = new[:-1]
        example = _replaced(example, place, new)
    return example


def _replaced(example: Example, old: str, new: str) -> Example:
    found = [match.start() for match in re.finditer(re.escape(old), example.text)]
    if any(
        at < border < at + len(old)
        for at in found
        for span in example.spans
        for border in (span.start, span.end)
    ):
        return example  # a label ends inside the name: it isn't one there
    grown = len(new) - len(old)

    def moved(offset: int) -> int:
        return offset + grown * sum(at + len(old) <= offset for at in found)

    spans = tuple(replace(s, start=moved(s.start), end=moved(s.end)) for s in example.spans)
    return replace(example, text=example.text.replace(old, new), spans=spans)
