"""The engine: PP-OCR's detection and recognition networks, run by ONNX Runtime, loaded once a process.

The networks are the files that the wheel of ``rapidocr`` carries (PP-OCRv6 small, Apache-2.0). They are
opened where they lie; none of that package's code is run, so nothing can be downloaded.
"""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from nlp.readers.ocr import extra
from nlp.readers.ocr.types import Area, Engine, Glyph, Gray

_DETECTION: Final = "*_det_*.onnx"
_RECOGNITION: Final = "*_rec_*.onnx"
#: Settings of the networks' authors: probability of a text pixel and of a region, growth of a region.
_PIXEL: Final = 0.3
_REGION: Final = 0.5
_GROWTH: Final = 1.6
#: The recognition network reads lines of this height, some at a time.
_LINE_HEIGHT: Final = 48
_BATCH: Final = 4
#: Narrower lines are filled up to this width: the network was trained on wide ones.
_NARROWEST: Final = 96
#: The most blank columns that a batch may be filled up with, as a share of its widest line.
_FILL: Final = 0.15


@cache
def load() -> Engine:
    """Return the engine; the networks are read at the first call.

    Raises:
        ModuleNotFoundError: if the extra is missing or its wheel carries no networks.
    """
    if not extra.available():
        raise ModuleNotFoundError("the extra 'ocr' is not installed")
    return _Networks(_model(_DETECTION), _model(_RECOGNITION))


def _model(pattern: str) -> Path:
    spec = find_spec("rapidocr")
    folders = list(spec.submodule_search_locations or []) if spec else []
    found = sorted(path for folder in folders for path in (Path(folder) / "models").glob(pattern))
    if not found:
        raise ModuleNotFoundError(f"the installed rapidocr carries no model {pattern}")
    # Names carry the version (PP-OCRv6): the last is the newest.
    return found[-1]


class _Networks:
    """See ``types.Engine``."""

    def __init__(self, detection: Path, recognition: Path) -> None:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.log_severity_level = 4
        options.enable_cpu_mem_arena = False
        sessions = [
            onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
            for path in (detection, recognition)
        ]
        self._detection, self._recognition = sessions
        characters = sessions[1].get_modelmeta().custom_metadata_map["character"].splitlines()
        # CTC's blank stands first, the blank between words last.
        self._characters = ["", *characters, " "]

    def detect(self, page: Gray, scale: float) -> list[Area]:
        import cv2

        height, width = page.shape
        rows, columns = (max(32, round(side * scale / 32) * 32) for side in (height, width))
        small = cv2.resize(
            page, (columns, rows), interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
        )
        probability = _run(self._detection, _tensor(small)[None])[0, 0]
        mask = cv2.dilate((probability > _PIXEL).astype(np.uint8), np.ones((2, 2), np.uint8))
        _, labels, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
        sums = np.bincount(labels.ravel(), weights=probability.ravel())
        areas = []
        for number, (x, y, w, h, pixels) in enumerate(stats.tolist()):
            if number == 0 or min(w, h) < 3 or sums[number] / pixels < _REGION:
                continue
            grow = w * h * _GROWTH / (2 * (w + h))
            x0, x1 = ((x - grow) * width / columns, (x + w + grow) * width / columns)
            top, bottom = ((y - grow) * height / rows, (y + h + grow) * height / rows)
            areas.append(
                Area(max(0, int(x0)), max(0, int(top)), min(width, round(x1)), min(height, round(bottom)))
            )
        return areas

    def read(self, lines: list[Gray]) -> list[list[Glyph]]:
        import cv2

        pictures = []
        for line in lines:
            columns = max(8, round(line.shape[1] * _LINE_HEIGHT / line.shape[0]))
            shrink = line.shape[0] > _LINE_HEIGHT
            pictures.append(
                cv2.resize(
                    line, (columns, _LINE_HEIGHT), interpolation=cv2.INTER_AREA if shrink else cv2.INTER_CUBIC
                )
            )
        result: list[list[Glyph]] = [[] for _ in lines]
        for batch in _batches([picture.shape[1] for picture in pictures]):
            widest = max(_NARROWEST, *(pictures[i].shape[1] for i in batch))
            tensor = np.zeros((len(batch), 3, _LINE_HEIGHT, widest), np.float32)
            for place, index in enumerate(batch):
                tensor[place, :, :, : pictures[index].shape[1]] = _tensor(pictures[index])
            output = _run(self._recognition, tensor)
            for place, index in enumerate(batch):
                result[index] = self._decode(output[place], widest / pictures[index].shape[1])
        return result

    def _decode(self, output: npt.NDArray[np.float32], stretch: float) -> list[Glyph]:
        """Return the characters of one line: equal neighbours are one, blanks part them."""
        best, sure = output.argmax(axis=1), output.max(axis=1)
        ends: list[int] = (np.flatnonzero(np.diff(best, append=-1)) + 1).tolist()
        glyphs = []
        start = 0
        for end in ends:
            middle = (start + end) / 2 / len(best) * stretch
            # What is seen in the filling beyond the line's end is not there.
            if best[start] and middle < 1.03:
                text = self._characters[int(best[start])]
                glyphs.append(Glyph(text, min(middle, 1.0), round(float(sure[start:end].max()), 4)))
            start = end
        return glyphs


def _run(session: Any, tensor: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    return np.asarray(session.run(None, {session.get_inputs()[0].name: tensor})[0])


def _tensor(gray: Gray) -> npt.NDArray[np.float32]:
    """Return three equal colours, -1 black to 1 white."""
    plane = gray.astype(np.float32) / 127.5 - 1
    return np.broadcast_to(plane, (3, *plane.shape))


def _batches(widths: list[int]) -> list[list[int]]:
    """Group lines of about one width, so that little is computed on blanks."""
    batches: list[list[int]] = []
    for index in sorted(range(len(widths)), key=lambda i: -widths[i]):
        if batches and len(batches[-1]) < _BATCH:
            widest = max(_NARROWEST, widths[batches[-1][0]])
            if widths[index] >= widest * (1 - _FILL) or widest == _NARROWEST:
                batches[-1].append(index)
                continue
        batches.append([index])
    return batches
