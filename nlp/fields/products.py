"""The year's money where prose gives only counts and prices: 培训300人，每人800元."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from nlp.document import Evidence
from nlp.fields.context import Context
from nlp.fields.model import StatedAmount
from nlp.fields.money import plain_number
from nlp.values.amount import Amount, find_amounts

_COUNT: Final = re.compile(r"(?<![\d.])(\d[\d,]*+)\s*+([\u4e00-\u9fff]{1,2})")
#: The word behind 每 or / that says what the price is for; 每月 and 每年 are no counts of things.
_EACH: Final = re.compile(r"每(?![年月日季天周度])一?([\u4e00-\u9fff]{1,2})[^，,。；;\d]{0,8}$")
_SLASH: Final = re.compile(r"[/／](?![年月日季天周度])([\u4e00-\u9fff])")
#: 300人 and 每名 count the same.
_ALIKE: Final = {"名": "人"}


def product_total(context: Context) -> StatedAmount | None:
    """Return the sum of counts × prices of the section 年度预算安排.

    ``None`` unless every amount of the section is a price with one count.
    """
    section = context.narrative.section("annual_budget")
    if section is None:
        return None
    text, floor = context.joined.text, context.joined.local(section.body_start)
    end = context.joined.local(section.end)
    products = []
    for amount in (a for a in find_amounts(text) if floor <= a.start < end):
        counts = list(_counts(text, floor, end, amount)) if amount.per_unit and amount.high is None else []
        if len(counts) != 1:
            return None
        products.append((counts[0], amount))
    if not products:
        return None
    offsets = context.joined.offsets
    evidence: list[Evidence] = []
    for count, amount in products:
        evidence.append(context.evidence(offsets[count.start()], offsets[count.end() - 1] + 1))
        evidence.append(context.evidence_of(amount))
    value = sum((_number(count) * amount.value for count, amount in products), Decimal(0))
    quantum = sum((_number(count) * amount.quantum for count, amount in products), Decimal(0))
    exact = all(amount.qualifier == "exact" for _, amount in products)
    written = " + ".join(f"{plain_number(_number(c))} × {plain_number(a.value)}" for c, a in products)
    return StatedAmount(
        value,
        quantum,
        f"{plain_number(value)}元",
        "元",
        0,
        "exact" if exact else "about",
        evidence[1],
        derived=True,
        computation=f"{written} = {plain_number(value)}（元）",
        parts=tuple(evidence),
    )


def _number(count: re.Match[str]) -> Decimal:
    return Decimal(count[1].replace(",", ""))


def _counts(text: str, floor: int, end: int, amount: Amount) -> Iterator[re.Match[str]]:
    """Yield the counts in the price's sentence of what the price is for."""
    start = max(floor, *(text.rfind(mark, floor, amount.start) + 1 for mark in "。；;\n"))
    stop = min((at for mark in "。；;\n" if (at := text.find(mark, amount.end, end)) >= 0), default=end)
    price = _EACH.search(text[start : amount.start]) or _SLASH.match(text, amount.end)
    if price is None:
        return
    wanted = _ALIKE.get(price[1][0], price[1][0])
    for count in _COUNT.finditer(text, start, stop):
        if _ALIKE.get(count[2][0], count[2][0]) == wanted and not amount.start <= count.start() < amount.end:
            yield count
