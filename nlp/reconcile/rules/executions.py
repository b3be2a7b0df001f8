"""执行率 right behind what was spent, against that and the budget told before it, in any text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from nlp.fields.model import StatedAmount
from nlp.reconcile.interval import Interval
from nlp.reconcile.money import money, percent, plain
from nlp.reconcile.reading import Passage
from nlp.reconcile.rules.context import Context, Draft, everywhere, holding
from nlp.reconcile.rules.prose import completion_differs
from nlp.values.percent import Percentage

_HUNDRED = Decimal(100)
_RATE = re.compile(r"[，,；;、（(](?:预算|资金|总体|平均|项目|支出)?(?:执行率|完成率)(?:约?为|约|达到?|是)?$")
#: The clause names nothing of its own: what was spent is of the budget before it.
_SPENT = re.compile(
    r"[，,。；;](?:20\d\d年度?|全年|年末|当年)*(?:累计|实际|已)?(?:执行|支出|支付|完成)(?:数|合计|资金|总额)?(?:为|共|共计)?$"
)
_BUDGET = re.compile(r"预算(?:数|合计|资金|总额|安排|总数)?(?:为|共|共计)?$")
#: A rate stands right behind what was spent.
_REACH = 14


def execution_rate_differs(context: Context) -> Iterator[Draft]:
    """A rate of execution that what was spent gives with no amount told before it.

    The budget must be told, by its word; the rate may be of any stage of it.
    """
    known: set[int] | None = None
    for passage in holding(everywhere(context), "执行率", "完成率"):
        rates = [
            r for r in passage.percentages if _RATE.search(passage.text[max(0, r.start - _REACH) : r.start])
        ]
        for rate in rates:
            spent = _spent(passage, rate)
            if spent is None:
                continue
            bases = passage.stated[:spent]
            told = [b for b, a in zip(bases, passage.amounts, strict=False) if _is_budget(passage, a.start)]
            # Behind another rate the budget told first need not be that of this one.
            first = all(r is rate or r.start > rate.start or r.end < _start(passage, told) for r in rates)
            if not told or not first or any(_gives(rate, passage.stated[spent], base) for base in bases):
                continue
            if known is None:
                known = {e.start for draft in completion_differs(context) for e in draft.evidence}
            place = context.outline.document.evidence(*passage.span(rate.start, rate.end))
            if place.start not in known:
                done, base = passage.stated[spent], told[-1]
                actual = percent(done.value / base.value * _HUNDRED)
                yield Draft(
                    f"文字写执行率{plain(rate.value)}%，按所列支出{done.as_written}和预算{base.as_written}应为{actual}。",
                    f"{money(done.value)} ÷ {money(base.value)} = {actual}",
                    (place, done.evidence, base.evidence),
                )


def _spent(passage: Passage, rate: Percentage) -> int | None:
    """Return which amount a rate stands right behind, if that is what was spent."""
    before = [i for i, a in enumerate(passage.amounts) if rate.start - _REACH <= a.end <= rate.start]
    if not before or rate.qualifier != "exact":
        return None
    amount = passage.amounts[before[-1]]
    told = _SPENT.search(passage.text[: amount.start][-_REACH:])
    exact = passage.stated[before[-1]].qualifier == "exact"
    return before[-1] if told and exact and _RATE.fullmatch(passage.text[amount.end : rate.start]) else None


def _start(passage: Passage, told: list[StatedAmount]) -> int:
    """Return where the last budget begins in a passage."""
    return passage.amounts[passage.stated.index(told[-1])].start if told else 0


def _is_budget(passage: Passage, start: int) -> bool:
    return _BUDGET.search(passage.text[:start][-_REACH:]) is not None


def _gives(rate: Percentage, spent: StatedAmount, base: StatedAmount) -> bool:
    """Return whether a budget gives the rate, or may: nobody divides by nothing."""
    low = Interval.of(base.value, base.quantum)
    if low.low <= 0:
        return True
    now = Interval.of(spent.value, spent.quantum)
    ratio = Interval(now.low / low.high * _HUNDRED, now.high / low.low * _HUNDRED)
    return ratio.meets(Interval.of(rate.value, 2 * Decimal(1).scaleb(-rate.decimals)))
