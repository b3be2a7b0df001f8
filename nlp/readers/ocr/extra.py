"""Whether the extra ``ocr`` is installed, and what to say where it is not."""

from __future__ import annotations

from importlib.util import find_spec
from typing import Final

from nlp.errors import ReadError

INSTALL: Final = "pip install 'yusuan[ocr]'"
_NEEDED: Final = ("cv2", "onnxruntime", "PIL", "rapidocr")


def available() -> bool:
    """Tell whether the extra is installed, without loading it."""
    return all(find_spec(name) for name in _NEEDED)


def missing(name: str, sha256: str) -> ReadError:
    """Return the error for a scan that can't be read without the extra."""
    return ReadError(
        "unsupported",
        f"{name}：是扫描件或图片，需要文字识别（OCR），请先安装：{INSTALL}",
        f"{name}: a scan or picture, which needs OCR; install it with: {INSTALL}",
        sha256,
    )


def no_text(name: str, sha256: str) -> ReadError:
    """Return the error for pictures in which no text was found."""
    return ReadError(
        "unsupported", f"{name}：没有识别出文字。", f"{name}: no text was recognised in it", sha256
    )
