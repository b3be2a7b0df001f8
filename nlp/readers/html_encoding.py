"""The bytes of a web page into text, as browsers and Chinese sites' habits have it."""

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
#: Browsers look for the declaration in the first 1024 bytes; pages with long comments put it later.
_HEAD: Final = 4096
_DECLARED: Final = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
#: Declared names to codecs. GB 18030 holds GBK and GB 2312, which pages declare while they use more.
_CODECS: Final = {
    "utf-8": "utf-8",
    "utf8": "utf-8",
    "gb2312": "gb18030",
    "gb_2312-80": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "gb18030": "gb18030",
    "hz-gb-2312": "hz",
    "big5": "big5hkscs",
    "big5-hkscs": "big5hkscs",
    "x-x-big5": "big5hkscs",
}


def decode_html(name: str, data: bytes, sha256: str) -> tuple[str, tuple[str, ...]]:
    """Return the page's text and warnings: BOM, valid UTF-8, the declared encoding, else GB18030.

    Valid UTF-8 wins over the declaration, for pages are converted and keep the old one. Single broken
    bytes are replaced, with a warning.

    Raises:
        ReadError: kind ``unsupported`` when more than one character in twenty cannot be read.

    >>> decode_html("a.html", '<meta charset="gb2312">预算'.encode("gb18030"), "")
    ('<meta charset="gb2312">预算', ())
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _lenient(name, data[len(bom) :], encoding, sha256)
    declared = _DECLARED.search(data[:_HEAD])
    codec = _CODECS.get(declared[1].decode("ascii", "replace").lower(), "") if declared else ""
    for encoding in ("utf-8", codec, "gb18030"):
        if not encoding:
            continue
        try:
            return data.decode(encoding), ()
        except UnicodeDecodeError:
            continue
    return _lenient(name, data, codec or "gb18030", sha256)


def _lenient(name: str, data: bytes, encoding: str, sha256: str) -> tuple[str, tuple[str, ...]]:
    text = data.decode(encoding, "replace")
    broken = text.count("\ufffd")
    if broken * 20 > len(text):
        raise ReadError(
            "unsupported",
            f"{name}：网页的编码不是 UTF-8/GB18030。",
            f"{name}: the page's encoding is neither UTF-8 nor GB18030",
            sha256,
        )
    return text, (f"网页里有 {broken} 个字符无法解码",) if broken else ()
