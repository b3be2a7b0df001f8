"""How far a scan is turned, by its projection profile, and turning it back.

The profile of ink over rows is sharpest along the lines of text (W. Postl, "Detection of linear oblique
structures and skew scan in digitized documents", ICPR 1986). Finding is pure numpy.
"""

from __future__ import annotations

import math
from typing import Final

import numpy as np
import numpy.typing as npt

from nlp.readers.ocr.types import Gray, Ink

#: Sheets lie in a scanner within this many degrees.
LARGEST: Final = 3.0
#: Columns of the picture that the angle is measured on.
_COLUMNS: Final = 1200
#: A profile must be sharper by this much than the page's as it lies.
_GAIN: Final = 1.02


def find_skew(ink: Ink) -> float:
    """Return by how many degrees the lines of text fall to the right; 0.0 where none stand out."""
    ys, xs, height = _points(ink)
    if len(ys) < 50:
        return 0.0
    upright = _sharpness(ys, xs, height, 0.0)
    best = _sharpest(ys, xs, height, [step * 0.2 for step in range(-15, 16)])
    angle = _sharpest(ys, xs, height, [best + step * 0.02 for step in range(-10, 11)])
    if _sharpness(ys, xs, height, angle) < upright * _GAIN:
        return 0.0
    return round(min(max(angle, -LARGEST), LARGEST), 2)


def _points(ink: Ink) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64], int]:
    step = max(1, ink.shape[1] // _COLUMNS)
    ys, xs = np.nonzero(ink[::step, ::step])
    every = max(1, len(ys) // 300_000)
    return ys[::every].astype(np.float64), xs[::every].astype(np.float64), ink.shape[0] // step + 1


def _sharpest(
    ys: npt.NDArray[np.float64], xs: npt.NDArray[np.float64], height: int, angles: list[float]
) -> float:
    return max(angles, key=lambda angle: _sharpness(ys, xs, height, angle))


def _sharpness(
    ys: npt.NDArray[np.float64], xs: npt.NDArray[np.float64], height: int, degrees: float
) -> float:
    rise = xs * math.tan(math.radians(degrees))
    rows = np.rint(ys - rise).astype(np.int64)
    counts = np.bincount(rows - rows.min(), minlength=height).astype(np.float64)
    return float(np.sum(np.diff(counts) ** 2))


def straighten(gray: Gray, degrees: float) -> Gray:
    """Return the page turned back about its middle; what comes in at the corners is white."""
    if not degrees:
        return gray
    import cv2

    height, width = gray.shape
    turn = cv2.getRotationMatrix2D(((width - 1) / 2, (height - 1) / 2), degrees, 1.0)
    turned = cv2.warpAffine(gray, turn, (width, height), flags=cv2.INTER_CUBIC, borderValue=255)
    return np.asarray(turned, dtype=np.uint8)
