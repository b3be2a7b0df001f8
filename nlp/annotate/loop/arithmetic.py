"""Arithmetic contradictions between a record's amounts: parts that don't add up to their total.

A narrative may state a wrong sum, and then the labels are right; so a contradiction is a hint. It is a strong
one where leaving out one part, or adding one amount that has no label, makes the sum right.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from nlp.annotate.loop.findings import Reason
from nlp.annotate.records import SpanLabel, SpanRecord
from nlp.values.amount import Amount, Unit, find_amounts, parse_amount

_TOTALS: Final = ("AMOUNT_TOTAL", "AMOUNT_FISCAL")
#: Labels that state one value a narrative, however often it is repeated.
_ONE_VALUE: Final = ("AMOUNT_TOTAL", "AMOUNT_FISCAL", "AMOUNT_OWN")
_HINT: Final = 0.15
_STRONG: Final = 0.5


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Spans whose amounts contradict each other; ``blamed`` are those that most likely have a wrong label.

    ``missing`` is an amount without a label that would make the sum right.
    """

    spans: tuple[SpanLabel, ...]
    computation: str
    blamed: tuple[SpanLabel, ...] = ()
    missing: tuple[int, int] | None = None


def contradictions(record: SpanRecord) -> list[Contradiction]:
    """Return the contradictions between a record's amounts.

    >>> text = "安排30万元，其中印刷费12万元，差旅费8万元。"
    >>> spans = (SpanLabel(2, 6, "AMOUNT_TOTAL"), SpanLabel(12, 16, "AMOUNT_COMPONENT"),
    ...          SpanLabel(20, 23, "AMOUNT_COMPONENT"))
    >>> [c.computation for c in contradictions(SpanRecord("r", text, spans))]
    ['12 + 8 ≠ 30']
    """
    money = _money(record)
    found = []
    for label in _ONE_VALUE:
        same = [span for span in money if span.label == label]
        values = {money[span].value for span in same}
        if len(values) > 1:
            found.append(Contradiction(tuple(same), " ≠ ".join(_wan(money[s]) for s in same), tuple(same)))
    total = next((s for label in _TOTALS for s in money if s.label == label), None)
    own = [s for s in money if s.label == "AMOUNT_OWN"]
    fiscal = [s for s in money if s.label == "AMOUNT_FISCAL"]
    if total is not None and total.label == "AMOUNT_TOTAL" and own and fiscal:
        found += _sum(money, total, [fiscal[0], own[0]], ())
    parts = [s for s in money if s.label == "AMOUNT_COMPONENT"]
    if total is not None and len(parts) > 1:
        found += _sum(money, total, parts, _unlabelled(record))
    return found


def reasons(record: SpanRecord) -> dict[SpanLabel, list[Reason]]:
    """Return the contradictions as reasons against the spans that they concern."""
    found: dict[SpanLabel, list[Reason]] = {}
    for each in contradictions(record):
        code = "two_values" if len({s.label for s in each.spans}) == 1 and each.blamed else "sum"
        for span in each.spans:
            weight = _STRONG if span in each.blamed else _HINT
            found.setdefault(span, []).append(
                Reason("two_values" if code == "two_values" else "sum", each.computation, weight)
            )
    return found


def _money(record: SpanRecord) -> dict[SpanLabel, Amount]:
    # The scheme marks a number alone where its unit stands elsewhere, in a table's head for example.
    unit: Unit = "万元" if "万元" in record.text else "元"
    money = {}
    for span in record.spans:
        amount = parse_amount(record.quote(span), unit) if span.label.startswith("AMOUNT_") else None
        if amount is not None:
            money[span] = amount
    return money


def _unlabelled(record: SpanRecord) -> tuple[Amount, ...]:
    return tuple(
        amount
        for amount in find_amounts(record.text)
        if not any(s.start < amount.end and s.end > amount.start for s in record.spans)
    )


def _sum(
    money: dict[SpanLabel, Amount], total: SpanLabel, parts: Sequence[SpanLabel], others: Sequence[Amount]
) -> list[Contradiction]:
    want = money[total]
    values = [money[part].value for part in parts]
    slack = (want.quantum + sum(money[part].quantum for part in parts)) / 2
    excess = sum(values, Decimal(0)) - want.value
    if abs(excess) <= slack:
        return []
    blamed = tuple(p for p in parts if abs(excess - money[p].value) <= slack)
    add = next((o for o in others if abs(excess + o.value) <= slack), None)
    text = f"{' + '.join(_wan(money[part]) for part in parts)} ≠ {_wan(want)}"
    missing = (add.start, add.end) if add is not None else None
    return [Contradiction((total, *parts), text, blamed, missing)]


def _wan(amount: Amount) -> str:
    return f"{amount.wan.normalize():f}"
