"""The budget amounts of a paragraph: no prices, limits, thresholds."""

from __future__ import annotations

import re
from decimal import Decimal

from nlp.fields.model import StatedAmount
from nlp.outline.model import Outline
from nlp.reconcile.flat import Paragraph
from nlp.reconcile.measures import measures
from nlp.values.amount import Amount, find_amounts


def stated(outline: Outline, paragraph: Paragraph, amount: Amount) -> StatedAmount:
    """Return an amount of a paragraph with its evidence in the document."""
    start, end = paragraph.span(amount.start, amount.end)
    evidence = outline.document.evidence(start, end)
    return StatedAmount(
        value=amount.value,
        quantum=amount.quantum,
        as_written=paragraph.text[amount.start : amount.end],
        unit=amount.unit,
        decimals=amount.decimals,
        qualifier=amount.qualifier,
        evidence=evidence,
    )


def is_threshold(text: str, amount: Amount) -> bool:
    """Return whether an amount is a price, a limit or a threshold: no budget amount.

    >>> text = "单价100万元（含）以上设备"
    >>> is_threshold(text, find_amounts(text)[0])
    True
    """
    words = measures().words
    after = text[amount.end : amount.end + 6].replace("（", "(").replace("）", ")")
    before = text[max(0, amount.start - 8) : amount.start].rstrip("为是约达在")
    return (
        amount.per_unit
        or after.startswith(words.threshold_after)
        or before.endswith(words.threshold_before)
        or (after.startswith("的") and "以上" in after)
    )


def is_asset(phrase: str) -> bool:
    """Return whether a clause speaks of what is owned or turned over, not of what is to be spent.

    >>> is_asset("固定资产"), is_asset("固定资产购置费")
    (True, False)
    """
    words = measures().words
    return any(w in phrase for w in words.not_budget) and not any(w in phrase for w in words.spent_on)


_ZERO = re.compile(r"(?<=[为是数])0(?:\.0+)?(?=[，,。；;]|$)")


def budget_amounts(text: str) -> list[Amount]:
    """Return the amounts of a paragraph that are budget amounts; "为0。" without a unit is one."""
    found = [a for a in find_amounts(text) if not is_threshold(text, a)]
    for match in _ZERO.finditer(text):
        if not any(a.start <= match.start() < a.end for a in found):
            decimals = len(match[0]) - 2 if "." in match[0] else 0
            found.append(Amount(match.start(), match.end(), match[0], Decimal(match[0]), "万元", decimals))
    return sorted(found, key=lambda a: a.start)
