"""What stands around a number of 元, 万 or 亿: money or a count, a sum or a price."""

from __future__ import annotations

import re
from functools import cache

from nlp.values.fold import GAP
from nlp.values.words import any_of, last_position, words

#: How far before a number its clause is searched for what is counted, in characters.
_CLAUSE = 24
_SENTENCE_ENDS = re.compile(r"[。；;！!？?\n\t]")
_BOUNDARY = re.compile(
    rf"{GAP}(?:\Z|[。；;，,、：:)）\]】」』”\"'’》〉！!？?/／|\t×x*＊=+~～—–(（-])|[ ]{{0,4}}\r?\n"
)


@cache
def _not_after_yuan() -> re.Pattern[str]:
    amount = words().amount
    return re.compile(f"(?!{any_of(amount.still_yuan)}){any_of(amount.not_after_yuan)}")


@cache
def _money_after() -> re.Pattern[str]:
    return re.compile(rf"[ ]{{0,4}}{any_of(words().amount.money_after)}")


@cache
def _counted() -> re.Pattern[str]:
    return re.compile(rf"{GAP}[余多]?{any_of(words().amount.counters)}")


@cache
def _rate_before() -> re.Pattern[str]:
    amount = words().amount
    q = words().qualifier
    bounds = any_of(q.about + q.fillers + q.at_least + q.at_most + q.negations + q.over + q.under)
    counted = rf"每(?!{GAP}[一个]?{GAP}{any_of(amount.not_rate)})"
    # Neither a number (a count that makes the money a sum) nor a sentence mark may stand between.
    piece = r"(?:[^0-9，,。；;：:、\n\t（(]|[（(][^0-9（()）\n]{1,8}[)）])"
    between = rf"(?:(?!{any_of(amount.sum_before)}){piece}){{1,8}}?"
    # 按每村1万元标准补助66万元: the price stands before its own word, a sum behind it.
    return re.compile(
        rf"(?:(?:(?<!元)(?<!元的){any_of(amount.per_unit_before)}|{counted}{between})(?:{bounds}|{GAP})*|(?:[×xX＊]|(?<!\*)\*){GAP})\Z"
    )


@cache
def _rate_after() -> re.Pattern[str]:
    not_rate = any_of(words().amount.not_rate)
    # 45万元（每人150元）: a sum, and the price that it is made of.
    priced = r"[（(]每[^（()）]{0,12}?[0-9.]+[^（()）]{0,2}元"
    return re.compile(
        rf"{GAP}(?:[/／]{GAP}[^\s0-9/／]|(?!{priced})[（(]?每(?!{GAP}[一个]?{GAP}{not_rate})|[×xX＊]|\*(?!\*))"
    )


def is_yuan(folded: str, end: int) -> bool:
    """Return whether the 元 that ends at ``end`` is the unit and no part of another word.

    >>> is_yuan("3元件", 2), is_yuan("3元。", 2), is_yuan("3元组成", 2)
    (False, True, True)
    """
    return _not_after_yuan().match(folded, end) is None


def counts_money(folded: str, start: int, end: int) -> bool:
    """Return whether a number with 万 or 亿 but without 元, at ``start:end``, is money.

    What follows decides (a counted thing: no; a clause end: open), then the nearest cue word of the
    clause before. Where nothing speaks of people or views, a number that ends its clause is money:
    a budget counts money.

    >>> counts_money("每项约48万，", 3, 6), counts_money("惠及群众48万，", 4, 7), counts_money("48万个", 0, 3)
    (True, False, False)
    """
    if _counted().match(folded, end):
        return False
    amount = words().amount
    clause = _SENTENCE_ENDS.split(folded[max(0, start - _CLAUSE) : start])[-1]
    money = last_position(clause, amount.money_before)
    count = last_position(clause, amount.count_before)
    if count > money:
        return False
    if _BOUNDARY.match(folded, end) or _money_after().match(folded, end):
        return True
    # Elsewhere a word goes on right behind the unit: "近1.83亿建设的", or "12 万某街道".
    return money >= 0 and end < len(folded) and not folded[end].isascii() and " " not in folded[start:end]


def is_rate(folded: str, start: int, end: int) -> bool:
    """Return whether the money at ``start:end`` is a price or a rate (each, per person, 元/年).

    What is stated for each quarter is a part of the year's money, and for each year this year's: no rate.

    >>> [is_rate(t, t.index("5"), t.index("元") + 1) for t in ("每人补助5元", "5元/人", "每季度5元", "共5元")]
    [True, True, False, False]
    """
    before = folded[max(0, start - 20) : start]
    return _rate_after().match(folded, end) is not None or _rate_before().search(before) is not None
