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
    padded = np.pad(gray, radius, mode="edge").astype(np.float32)
    for axis in (0, 1):
        total = np.cumsum(padded, axis=axis, dtype=np.float64)
        zero = np.zeros_like(np.take(total, [0], axis=axis))
        total = np.concatenate([zero, total], axis=axis)
        size = 2 * radius + 1
        length = total.shape[axis]
        upper = np.take(total, range(size, length), axis=axis)
        padded = ((upper - np.take(total, range(length - size), axis=axis)) / size).astype(np.float32)
    return padded
