"""Put words of the document into a sentence: one line, one pair of quotation marks."""

from __future__ import annotations

import re
from functools import lru_cache

_GAPS = re.compile(r"\s*[\r\n]\s*")


def cite(words: str) -> str:
    """Return ``words`` in quotation marks, in 「」 where they hold quotation marks of their own.

    >>> cite("教育支出"), cite("“三公”\\n经费")
    ('“教育支出”', '「“三公”经费」')
    """
    line = _GAPS.sub("", words).strip()
    return f"「{line}」" if "“" in line or "”" in line else f"“{line}”"


_BRACKETS = str.maketrans("（）［］〔〕：，", "()[][]:,")
_QUOTES = re.compile(r"[“”\"‘’'「」\s]")


@lru_cache(maxsize=8192)
def norm(text: str) -> str:
    """Return ``text`` without blanks and quotes, brackets and colons half-width.

    >>> norm("“三公”经费 （合计）")
    '三公经费(合计)'
    """
    return _QUOTES.sub("", text).translate(_BRACKETS)
