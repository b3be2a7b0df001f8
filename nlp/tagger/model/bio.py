"""Spans as BIO tags, one a character, and back; which tag may follow which."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, get_args

from nlp.tagger.spans import FieldSpan, Label

LABELS: Final[tuple[Label, ...]] = get_args(Label)
#: The tags in the order of the network's outputs: O, then B and I of every label.
TAGS: Final[tuple[str, ...]] = ("O", *(f"{kind}-{label}" for label in LABELS for kind in "BI"))
OUTSIDE: Final = 0


def first(label: Label) -> int:
    """Return the id of a label's B tag; its I tag is the next one."""
    return 1 + 2 * LABELS.index(label)


def is_first(tag: int) -> bool:
    """Tell whether a tag opens a span."""
    return tag % 2 == 1


def is_inside(tag: int) -> bool:
    """Tell whether a tag continues a span."""
    return tag > 0 and tag % 2 == 0


def label_of(tag: int) -> Label:
    """Return the label of a B or I tag. Raises ValueError for O.

    >>> label_of(first("QUARTER"))
    'QUARTER'
    """
    if tag == OUTSIDE:
        raise ValueError("O has no label")
    return LABELS[(tag - 1) // 2]


def legal(before: int | None, after: int) -> bool:
    """Tell whether ``after`` may follow ``before``; ``None`` is the beginning of the text.

    >>> legal(None, 2), legal(1, 2), legal(2, 2), legal(3, 2)
    (False, True, True, False)
    """
    return not is_inside(after) or before in (after - 1, after)


def to_tags(length: int, spans: Iterable[FieldSpan]) -> list[int]:
    """Return one tag a character of a text of ``length`` characters.

    One character has one tag: of spans that overlap, the longer stays, of equally long ones the first.

    Raises:
        ValueError: if a span leaves the text or is empty.

    >>> [TAGS[tag] for tag in to_tags(4, [FieldSpan("BODY", 1, 3)])]
    ['O', 'B-BODY', 'I-BODY', 'O']
    """
    tags = [OUTSIDE] * length
    for span in sorted(spans, key=lambda s: (s.start - s.end, s.start, s.label)):
        if not 0 <= span.start < span.end <= length:
            raise ValueError(f"{span.label} {span.start}:{span.end} is no stretch of {length} characters")
        if any(tags[span.start : span.end]):
            continue
        begin = first(span.label)
        tags[span.start : span.end] = [begin] + [begin + 1] * (span.end - span.start - 1)
    return tags


def to_places(tags: Sequence[int]) -> list[tuple[Label, int, int]]:
    """Return (label, start, end) of every span of a legal sequence, in order.

    Raises:
        ValueError: if an I tag follows neither its B nor itself.

    >>> to_places([0, 1, 2, 1, 0])
    [('BODY', 1, 3), ('BODY', 3, 4)]
    """
    places: list[tuple[Label, int, int]] = []
    before: int | None = None
    for position, tag in enumerate(tags):
        if not legal(before, tag):
            raise ValueError(f"{TAGS[tag]} at {position} continues nothing")
        if is_first(tag):
            places.append((label_of(tag), position, position + 1))
        elif is_inside(tag):
            label, start, _ = places[-1]
            places[-1] = (label, start, position + 1)
        before = tag
    return places
