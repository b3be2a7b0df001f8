"""What accounts tell beside the budget: how much of it was spent, and what was left of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from nlp.tagger.rules.roles import Seen

#: 未执行的37.55万元结转2021年继续使用: what is left of the year's money is no part of it.
_LEFT: Final = re.compile(
    r"(?:未|尚未|没有)(?:执行|支出|使用|支付|用)完?(?:毕)?的?(?:资金|部分|金额|余额|经费)?[约共计为]*$"
)
_WHERE_TO: Final = re.compile(r"的?[，,]?[^，,。；;\d]{0,8}?(?:结转|收回|上缴|交回|缴回|退回|退还|核减|注销)")
#: 结转下年198.20万元, without a word of who uses it
_CARRIED_ON: Final = re.compile(
    r"结[转存](?:(?:至|到|入)?(?:下一?年度?|次年|以后年度)|(?:至|到|入)20\d\d年度?|20\d\d年度?(?=继续|使用))"
    r"(?:继续)?(?:使用)?的?(?:资金|金额)?[约共计为]*$"
)
_BUDGET: Final = re.compile(r"(?:预算|安排|下达|批复)(?:数|资金|金额|总额)?[约共计为]*$")
_SPENT: Final = re.compile(
    r"(?:实际|累计|已|全年|当年|本年|年末)(?:支出|执行|使用|支付|完成|到位)(?:数|资金|金额|总额)?[约共计为]*$"
)
#: 执行159万元: what was spent, whatever stands behind it.
_SPENT_IN_ALL: Final = re.compile(
    r"(?:执行|支出|决算|使用|支付)(?:数|资金|金额|总额)?(?:合计|共|为|约)*$|^(?:实际|累计|已)(?:执行|支出|使用|支付)"
)
_RATE: Final = re.compile(
    r"[，,（(]?(?:预算)?执行率|[，,]?(?:为|占)?(?:年初|全年|调整)?预算(?:数)?的?\d|[，,]?完成(?:年初|全年|调整)?预算"
)


def left_over(tail: str, behind: str) -> bool:
    """Tell whether an amount is what was left of the year's money: 未执行的5万元由财政收回, 结转下年8万元.

    >>> left_over("未执行的", "由财政收回"), left_over("，结转下年", "。"), left_over("其余", "由学校自筹")
    (True, True, False)
    """
    left = _LEFT.search(tail) is not None and _WHERE_TO.match(behind) is not None
    return left or _CARRIED_ON.search(tail) is not None


def without_outturn(seen: Sequence[Seen], roles: list[str]) -> list[str]:
    """Return the roles; what was spent of a budget that the words right before tell is no year's money.

    财政拨款预算320万元，实际支出318万元，执行率99.4%
    """
    result = [*roles]
    for index in range(1, len(seen)):
        before, item = seen[index - 1], seen[index]
        told = _BUDGET.search(before.near) and _SPENT.search(item.near) and _RATE.match(item.behind)
        same = item.sentence.startswith(before.sentence)
        if told and same and roles[index] == "plain" and item.amount.value <= before.amount.value:
            result[index] = "none"
    for index in _parts_spent(seen):
        result[index] = "none"
    return result


def _parts_spent(seen: Sequence[Seen]) -> Iterator[int]:
    """Yield the places of what was spent by parts, where the budget is told by parts before it.

    预算166万元，其中甲100万元、乙66万元；支出160万元，其中甲98万元、乙62万元
    """
    values = [item.amount.value for item in seen]
    budgets = [(at, end) for at in range(len(seen)) if (end := _sum_behind(values, at))]
    for at, item in enumerate(seen):
        if not _SPENT_IN_ALL.search(item.near) or not (end := _sum_behind(values, at)):
            continue
        if any(last <= at and values[first] > values[at] for first, last in budgets):
            yield from range(at + 1, end)


def _sum_behind(values: Sequence[Decimal], at: int) -> int | None:
    """Return where the amounts right behind one end that add up to it, two at least."""
    rest = values[at]
    for index in range(at + 1, len(values)):
        rest -= values[index]
        if rest <= 0:
            return index + 1 if rest == 0 and index > at + 1 else None
    return None
