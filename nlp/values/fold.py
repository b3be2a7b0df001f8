"""Fold variant characters one to one, so that a grammar sees one form and offsets stay those of the text."""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache

#: No more than this many blanks and one line end may stand inside a value: the folded text's inner gap.
GAP = r"[ ]{0,4}(?:\r?\n[ ]{0,4})?"

_FULL_WIDTH = "０１２３４５６７８９．％－／～＋＝＞＜"
_BLANKS = "\u3000\u00a0\u200b\u202f\u2060\ufeff" + "".join(map(chr, range(0x2000, 0x200B)))
#: Radicals that PDF fonts give for whole characters; Unicode has no compatibility mapping for these.
_RADICALS = {"⺠": "民", "⻓": "长", "⻘": "青", "⻆": "角", "⻔": "门", "⻋": "车", "⻄": "西", "⻅": "见"}


@cache
def _table() -> dict[int, str]:
    table = {ord(c): unicodedata.normalize("NFKC", c) for c in _FULL_WIDTH}
    table |= {
        c: chr(c - 0xFEE0) for start, end in ((0xFF21, 0xFF3B), (0xFF41, 0xFF5B)) for c in range(start, end)
    }
    for start, end in ((0x2E80, 0x2FE0), (0xF900, 0xFB00)):
        for code in range(start, end):
            folded = unicodedata.normalize("NFKC", chr(code))
            if len(folded) == 1 and folded != chr(code):
                table[code] = folded
    table |= {ord(c): " " for c in _BLANKS}
    table |= {ord(variant): plain for variant, plain in _RADICALS.items()}
    table |= {ord("￥"): "¥", ord("−"): "-", ord("﹣"): "-", ord("﹪"): "%", ord("﹒"): "."}
    table |= {ord("萬"): "万", ord("億"): "亿", ord("圓"): "元"}
    return table


@lru_cache(maxsize=8)
def fold(text: str) -> str:
    """Return ``text`` with full-width digits, letters and signs, blanks and radicals in their plain form.

    The result has the same length: an offset into it is an offset into ``text``. Full-width commas,
    colons and brackets stay, for they mean something else than the narrow ones.

    >>> fold("２０２４年　⽉，％")
    '2024年 月，%'
    """
    return text.translate(_table())
