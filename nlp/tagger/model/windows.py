"""Windows over a long text, overlapping, and their outputs joined without a seam."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Window:
    """Characters ``start:end`` are read together; the answer is kept for ``keep_start:keep_end``.

    The kept parts of a text's windows tile it: each character is answered by the window in which it stands
    farther from the border.
    """

    start: int
    end: int
    keep_start: int
    keep_end: int


def windows(length: int, size: int, overlap: int) -> Iterator[Window]:
    """Yield the windows over a text of ``length`` characters, at most ``size`` long.

    Raises:
        ValueError: unless ``0 <= overlap < size``.

    >>> [(w.start, w.end, w.keep_start, w.keep_end) for w in windows(10, 6, 2)]
    [(0, 6, 0, 5), (4, 10, 5, 10)]
    """
    if not 0 <= overlap < size:
        raise ValueError(f"an overlap of {overlap} does not fit windows of {size}")
    starts = [0]
    while starts[-1] + size < length:
        # The last window is as long as the others: a short rest would be read without its context.
        starts.append(min(starts[-1] + size - overlap, length - size))
    keep = 0
    for index, start in enumerate(starts):
        end = min(start + size, length)
        keep_end = length if index + 1 == len(starts) else (starts[index + 1] + end) // 2
        yield Window(start, end, keep, keep_end)
        keep = keep_end
