"""Bytes into text: UTF-8 with or without BOM, UTF-16 with BOM, GB18030."""

from __future__ import annotations

import codecs
import re
from typing import Final

from nlp.errors import ReadError

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
#: C0 controls that no text file holds (tab, line ends, form feed and vertical tab are fine).
_CONTROL: Final = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def decode(name: str, data: bytes, sha256: str) -> str:
    """Return the text with its line ends made ``\\n``, as Python's text files give it.

    GB18030 holds GBK and GB2312; nearly any bytes decode as GB18030, so a text with control
    characters, or one that is mostly private-use or unassigned characters, is refused as binary.

    Raises:
        ReadError: kind ``unsupported`` when the bytes are no text in these encodings.

    >>> decode("a.txt", "预算\\r\\n".encode("gb18030"), "")
    '预算\\n'
    """
    text = _try_decode(data)
    if text is None or _CONTROL.search(text) or _implausible(text):
        raise ReadError(
            "unsupported",
            f"{name}：不是文本文件，或编码不是 UTF-8/GB18030。",
            f"{name}: not a text file, or its encoding is neither UTF-8 nor GB18030",
            sha256,
        )
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _try_decode(data: bytes) -> str | None:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            try:
                return data[len(bom) :].decode(encoding)
            except UnicodeDecodeError:
                return None
    for encoding in ("utf-8", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _implausible(text: str) -> bool:
    """Tell whether more than a tenth of the characters are private-use or beyond the common blocks."""
    rare = sum(
        1 for char in text if "\ue000" <= char <= "\uf8ff" or "\x80" <= char <= "\x9f" or char > "\U0002ffff"
    )
    return rare * 10 > len(text)
