"""Things counted with their money: 项目6个、100万元，其中甲类2个40万元、乙类3个60万元 are 5 and not 6."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nlp.fields.model import StatedAmount
from nlp.reconcile.interval import Interval
from nlp.reconcile.purse import sum_interval
from nlp.reconcile.reading import Passage
from nlp.reconcile.rules.context import Context, Draft, everywhere

#: A number of things right before an amount: 项目6个，涉及资金 · 接待3批次，20人次，支出.
_COUNTED = re.compile(
    r"(?<![\d.,])(?P<number>\d{1,5})(?P<unit>个|项|批次|批|辆|台|套|家|户)"
    r"(?:[，,、]\d[\d,]*人次)?[^。；;\d]{0,14}$"
)
_OTHER = re.compile(r"(?:^|[，,；;。])另(?:有|外)?[^，,。；;\d]{0,20}(?:项目|工程|课题)$")
#: A project may have money of several funds, and be counted with each.
_FUND = re.compile(r"拨款|公共预算|基金|财政|资金来源|单位资金|专户|结转|债券|自筹|收入")
#: A whole has so many parts at least.
_FEWEST = 2


@dataclass(frozen=True, slots=True)
class _Counted:
    number: int
    unit: str
    words: str
    amount: StatedAmount
    start: int
    end: int


def counts_with_money_differ(context: Context) -> Iterator[Draft]:
    """A number of things that its parts miss, while their money makes the whole's money to the last digit."""
    for passage in everywhere(context):
        if len(passage.amounts) > _FEWEST:
            yield from _in_passage(context, passage)


def _in_passage(context: Context, passage: Passage) -> Iterator[Draft]:
    told = [_counted(passage, index) for index in range(len(passage.amounts))]
    for first, whole in enumerate(told):
        if whole is None:
            continue
        parts = _parts(whole, told[first + 1 :])
        if parts is None:
            continue
        added = sum(p.number for p in parts)
        over = added > whole.number
        if added == whole.number or (over and any(_FUND.search(p.words) for p in parts)):
            continue
        evidence = context.outline.document.evidence
        yield Draft(
            f"文字写{whole.number}{whole.unit}共{whole.amount.as_written}，各部分的金额相加正是这一金额，"
            f"个数之和却为{added}{whole.unit}。",
            f"{' + '.join(str(p.number) for p in parts)} = {added} ≠ {whole.number}",
            tuple(evidence(*passage.span(c.start, c.end)) for c in (whole, *parts)),
        )
        return


def _counted(passage: Passage, index: int) -> _Counted | None:
    """Return an amount with the number of things whose money it is; one thing that is told as 另有甲项目."""
    begin = passage.amounts[index - 1].end if index else 0
    amount, stated = passage.amounts[index], passage.stated[index]
    before = passage.text[begin : amount.start]
    clause = before[max(before.rfind(mark) for mark in "。；;") + 1 :]
    if stated.qualifier != "exact":
        return None
    if found := _COUNTED.search(clause):
        start = amount.start - len(clause) + found.start()
        return _Counted(int(found["number"]), found["unit"], clause, stated, start, amount.end)
    if _OTHER.search(before):
        return _Counted(1, "", before, stated, begin, amount.end)
    return None


def _parts(whole: _Counted, rest: Sequence[_Counted | None]) -> list[_Counted] | None:
    """Return the parts right behind whose money is the whole's, to the last digit."""
    parts: list[_Counted] = []
    told = Interval.of(whole.amount.value, whole.amount.quantum)
    for part in rest:
        if part is None or part.unit not in ("", whole.unit):
            return None
        parts.append(part)
        added = sum_interval(tuple(p.amount for p in parts))
        if len(parts) >= _FEWEST and added.meets(told):
            return parts
        if added.low > told.high:
            return None
    return None
