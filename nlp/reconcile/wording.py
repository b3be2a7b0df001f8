"""Put words of the document into a sentence: one line, one pair of quotation marks."""

from __future__ import annotations

import re
from functools import lru_cache

_GAPS = re.compile(r"(?<!\s)[^\S\r\n]*+[\r\n]\s*+")


def cite(words: str) -> str:
    """Return ``words`` in quotation marks, in 「」 where they hold quotation marks of their own.

    >>> cite("教育支出"), cite("“三公”\\n经费")
    ('“教育支出”', '「“三公”经费」')
    """
    line = _GAPS.sub("", words).strip()
    return f"「{line}」" if "“" in line or "”" in line else f"“{line}”"


def without_endings(text: str, words: tuple[str, ...]) -> str:
    """Return ``text`` without those of ``words`` that end it, however many.

    A pattern ``(?:words)+$`` would try every place of the text and every way of dividing what stands there.

    >>> without_endings("预算数共计为", ("计", "共计", "为"))
    '预算数'
    """
    end = len(text)
    while taken := max((len(word) for word in words if text.endswith(word, 0, end)), default=0):
        end -= taken
    return text[:end]


_BRACKETS = str.maketrans("（）［］〔〕：，", "()[][]:,")
_QUOTES = re.compile(r"[“”\"‘’'「」\s]")


@lru_cache(maxsize=8192)
def norm(text: str) -> str:
    """Return ``text`` without blanks and quotes, brackets and colons half-width.

    >>> norm("“三公”经费 （合计）")
    '三公经费(合计)'
    """
    return _QUOTES.sub("", text).translate(_BRACKETS)
