"""Which pixels of a page are ink: a threshold that follows the paper's brightness. Pure numpy."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from nlp.readers.ocr.types import Gray, Ink

#: The neighbourhood whose mean brightness a pixel is compared with; some lines of text high.
_WINDOW_MM = 15.0


def ink_of(gray: Gray, dpi: float) -> Ink:
    """Return the pixels that are clearly darker than their surroundings (shadows and shading are not)."""
    radius = max(2, round(_WINDOW_MM / 25.4 * dpi / 2))
    mean = _box_mean(gray, radius)
    ink: Ink = gray < mean - np.maximum(14.0, mean * 0.14)
    return ink


def _box_mean(gray: Gray, radius: int) -> npt.NDArray[np.float32]:
    """Return the mean over (2 radius + 1) squared pixels, by an integral image; borders are repeated."""
    # Sums of bytes over a window and along a side of any page fit into 32 bits.
    sums = np.pad(gray, radius, mode="edge").astype(np.int32)
    size = 2 * radius + 1
    for axis in (0, 1):
        total = np.cumsum(sums, axis=axis, dtype=np.int32)
        upper = np.take(total, range(size - 1, total.shape[axis]), axis=axis)
        lower = np.take(total, range(total.shape[axis] - size), axis=axis)
        rest = [slice(None), slice(None)]
        rest[axis] = slice(1, None)
        upper[tuple(rest)] -= lower
        sums = upper
    return (sums / np.float32(size * size)).astype(np.float32)
