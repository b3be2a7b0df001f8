"""The shapes that the OCR modules hand to each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol, TypeAlias

import numpy as np
import numpy.typing as npt

#: Height x width x 3, red green blue, 0 to 255.
Rgb: TypeAlias = npt.NDArray[np.uint8]
#: Height x width, 0 black to 255 white.
Gray: TypeAlias = npt.NDArray[np.uint8]
#: Height x width, true where there is ink.
Ink: TypeAlias = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Area:
    """An upright rectangle in pixels: columns [x0, x1), rows [top, bottom)."""

    x0: int
    top: int
    x1: int
    bottom: int

    @property
    def width(self) -> int:
        """Columns."""
        return self.x1 - self.x0

    @property
    def height(self) -> int:
        """Rows."""
        return self.bottom - self.top


@dataclass(frozen=True, slots=True)
class Glyph:
    """A recognised character; ``middle`` is where it stands in its line's picture, 0 left to 1 right."""

    text: str
    middle: float
    confidence: float


class Engine(Protocol):
    """What finds and reads text."""

    def detect(self, page: Gray, scale: float) -> list[Area]:
        """Return the areas that hold a line of text, looking at the page enlarged by ``scale``."""
        ...

    def read(self, lines: list[Gray]) -> list[list[Glyph]]:
        """Return each line's characters from left to right."""
        ...
