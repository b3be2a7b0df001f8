"""Amounts that turn into others: "公务接待费由20万元减至15万元" tells last year's and this year's."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nlp.values.amount import Amount

_FROM = re.compile(r"[由从](?:20\d\d年度?|上年度?|去年)?(?:预算|决算|执行)?数?的?$")
_INTO = re.compile(
    r"[，,]?(?:调增|调减|增加|减少|提高|降低|下降|上升|压减|压缩|缩减|增|减|降|升)(?:为|到|至)"
)
#: Within one year: what was budgeted first, and what was made of it.
_SAME_YEAR = re.compile(r"年初|年中|追加|执行中|调整")


def turned(text: str, amounts: Sequence[Amount]) -> frozenset[int]:
    """Return the indices of the amounts of the year before that the next ones have come from.

    >>> from nlp.values.amount import find_amounts
    >>> text = "公务接待费由20万元减至15万元，压缩5万元"
    >>> sorted(turned(text, find_amounts(text)))
    [0]
    """
    found = set()
    for index in range(len(amounts) - 1):
        old, new = amounts[index], amounts[index + 1]
        sentence = text[text.rfind("。", 0, old.start) + 1 : new.start]
        if (
            _INTO.fullmatch(text, old.end, new.start)
            and _FROM.search(text[: old.start])
            and not _SAME_YEAR.search(sentence)
        ):
            found.add(index)
    return frozenset(found)
