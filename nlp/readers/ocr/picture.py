"""Picture files and PDF pages as arrays of pixels, with their dots an inch."""

from __future__ import annotations

import io
import math
from collections.abc import Iterator
from typing import Any, Final

import numpy as np

from nlp.errors import ReadError
from nlp.readers.ocr.types import Rgb

#: PDF pages are drawn so finely; more helps neither network.
RENDER_DPI: Final = 200.0
#: Pictures finer than this are made smaller.
_FINEST_DPI: Final = 300.0
#: More is no page: A3 at 600 dots an inch has 70 million.
_MOST_PIXELS: Final = 120_000_000
#: Pillow reads dozens of formats; only these are let in.
_FORMATS: Final = ("JPEG", "PNG", "TIFF")
#: Long sides of pages, in inches, A5 to A2: a stated resolution that gives another size is not true.
_LONG_SIDES: Final = (8.0, 24.0)
_A4_LONG_SIDE: Final = 11.69


def draw(page: Any) -> tuple[Rgb, float]:
    """Return a ``pypdfium2.PdfPage`` as a picture, its own rotation applied, and its dots an inch."""
    width, height = page.get_size()
    # A poster-sized page is drawn less finely than a sheet.
    scale = min(RENDER_DPI / 72, math.sqrt(_MOST_PIXELS / 4 / max(width * height, 1.0)))
    bitmap = page.render(scale=scale, rev_byteorder=True, prefer_bgrx=False)
    try:
        pixels = np.array(bitmap.to_numpy())
    finally:
        bitmap.close()
    if pixels.ndim == 2:
        pixels = pixels[..., None]
    if pixels.shape[2] == 1:
        pixels = np.repeat(pixels, 3, axis=2)
    return np.ascontiguousarray(pixels[..., :3]), scale * 72


def pages_of(name: str, data: bytes, sha256: str) -> Iterator[tuple[Rgb, float]]:
    """Yield the pages of a picture file (TIFF may hold several) and their dots an inch.

    Raises:
        ReadError: kind ``damaged`` or ``too_large``.
    """
    from PIL import Image, ImageOps, ImageSequence

    try:
        with Image.open(io.BytesIO(data), formats=_FORMATS) as image:
            for frame in ImageSequence.Iterator(image):
                if frame.width * frame.height > _MOST_PIXELS:
                    raise _too_large(name, sha256, f"{frame.width}×{frame.height}")
                dpi = resolution(frame.width, frame.height, frame.info.get("dpi"))
                upright = ImageOps.exif_transpose(frame)
                if dpi > _FINEST_DPI * 1.1:
                    share = _FINEST_DPI / dpi
                    upright = upright.resize((round(upright.width * share), round(upright.height * share)))
                    dpi = _FINEST_DPI
                yield _colours(upright), dpi
    except ReadError:
        raise
    except (OSError, SyntaxError, ValueError, EOFError, Image.DecompressionBombError) as error:
        raise ReadError(
            "damaged", f"{name}：图片已损坏，无法打开。", f"{name}: the picture is damaged ({error})", sha256
        ) from error


def _too_large(name: str, sha256: str, size: str) -> ReadError:
    return ReadError(
        "too_large",
        f"{name}：图片有 {size} 像素，过大，请降低分辨率后再试。",
        f"{name}: a picture of {size} pixels is too large; scan it less finely",
        sha256,
    )


def _colours(image: Any) -> Rgb:
    """Return a picture of any mode in red, green and blue, on white."""
    from PIL import Image

    if image.mode.startswith("I") or image.mode == "F":
        values = np.asarray(image, dtype=np.float64)
        top = 65535.0 if values.max(initial=0) > 255 else 255.0
        return np.repeat((values / top * 255).astype(np.uint8)[..., None], 3, axis=2)
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        image = image.convert("RGBA")
        white = Image.new("RGBA", image.size, "white")
        image = Image.alpha_composite(white, image)
    return np.array(image.convert("RGB"), dtype=np.uint8)


def resolution(width: int, height: int, stated: Any) -> float:
    """Return a picture's dots an inch: the stated ones where they give a page, otherwise those of an A4 page.

    Cameras state 72 whatever they take.

    >>> resolution(1654, 2339, (200, 200)), round(resolution(3024, 4032, (72, 72)))
    (200.0, 345)
    """
    long = max(width, height)
    try:
        dpi = float(max(stated))
    except (TypeError, ValueError):
        dpi = 0.0
    if dpi > 0 and _LONG_SIDES[0] <= long / dpi <= _LONG_SIDES[1]:
        return dpi
    return long / _A4_LONG_SIDE
