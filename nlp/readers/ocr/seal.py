"""Official seals are red and stand over text: their ink goes, the black under it stays. Pure numpy.

Only seal-shaped red is dropped (round, oval or square, 18 to 75 mm); a red letterhead is text and stays.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt

from nlp.readers.ocr.types import Gray, Ink, Rgb

#: Side of the squares in which red is counted.
_BLOCK_MM: Final = 2.0
#: GB/T 9704 and the rules on seals of state organs: 38 to 50 mm across; name seals are about 20 mm.
_SMALLEST_MM: Final = 18.0
_LARGEST_MM: Final = 75.0
_LONGEST_RATIO: Final = 1.8
#: Red ink over black print is darker than this in the red channel.
_PRINT: Final = 140


def without_seals(page: Rgb, dpi: float) -> Gray:
    """Return the page in grey, seals gone."""
    red, green, blue = (page[..., i].astype(np.int32) for i in range(3))
    gray = ((299 * red + 587 * green + 114 * blue) // 1000).astype(np.uint8)
    excess = red - np.maximum(green, blue)
    side = max(1, round(_BLOCK_MM / 25.4 * dpi))
    for top, left, bottom, right in _seals((excess > 40) & (red > 90), side):
        area = np.s_[top:bottom, left:right]
        stamped = (excess[area] > 18) & (red[area] > _PRINT)
        gray[area][stamped] = 255
        # What is left of a seal's pixel is the print under it, as seen through red.
        darker = (excess[area] > 18) & ~stamped
        gray[area][darker] = red[area][darker].astype(np.uint8)
    return gray


def _seals(red: Ink, side: int) -> list[tuple[int, int, int, int]]:
    """Return the boxes (top, left, bottom, right) of red that is shaped like a seal."""
    rows, columns = -(-red.shape[0] // side), -(-red.shape[1] // side)
    padded = np.zeros((rows * side, columns * side), dtype=np.bool_)
    padded[: red.shape[0], : red.shape[1]] = red
    share = padded.reshape(rows, side, columns, side).mean(axis=(1, 3))
    found = []
    for group in _groups(share > 0.03):
        ys, xs = [y for y, _ in group], [x for _, x in group]
        top, bottom, left, right = min(ys), max(ys) + 1, min(xs), max(xs) + 1
        short, long = sorted(((bottom - top) * _BLOCK_MM, (right - left) * _BLOCK_MM))
        if short >= _SMALLEST_MM and long <= _LARGEST_MM and long <= short * _LONGEST_RATIO:
            found.append(
                (max(top - 1, 0) * side, max(left - 1, 0) * side, (bottom + 1) * side, (right + 1) * side)
            )
    return found


def _groups(blocks: npt.NDArray[np.bool_]) -> list[list[tuple[int, int]]]:
    """Group blocks that are no further than one block apart."""
    left = {(int(y), int(x)) for y, x in np.argwhere(blocks)}
    groups = []
    while left:
        group = [left.pop()]
        for y, x in group:
            near = [
                (y + dy, x + dx) for dy in range(-2, 3) for dx in range(-2, 3) if (y + dy, x + dx) in left
            ]
            left.difference_update(near)
            group.extend(near)
        groups.append(group)
    return groups
