"""Rules on quarterly execution: percentages, amounts, and the spending listed per quarter."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from decimal import Decimal

from nlp.document import Evidence
from nlp.fields.model import Quarter, StatedAmount
from nlp.reconcile.interval import Interval
from nlp.reconcile.limits import rule_data
from nlp.reconcile.money import money, percent, plain
from nlp.reconcile.narrative_statements import share_of
from nlp.reconcile.purse import Purse, sum_interval, sum_value
from nlp.reconcile.rules.context import Context, Draft
from nlp.reconcile.spending import told_shares

_HUNDRED = Decimal(100)
_LAST_QUARTER = 4
#: Spending that is listed by quarter stands behind so many of them at least.
_QUARTERS_TOLD = 2


def _unit(value: Decimal) -> Decimal:
    exponent = value.as_tuple().exponent
    return Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)


def quarters_do_not_add_up(context: Context) -> Iterator[Draft]:
    """Quarterly percentages that contradict 100, each other, their amounts, or the listed spending."""
    for purse in context.purses:
        quarters = purse.fields.quarters
        items = [(q, q.percent) for q in told_shares(purse.fields) if q.percent is not None]
        if len(items) > 1:
            if quarters.basis == "incremental":
                yield from _incremental(purse, items)
            elif quarters.basis == "cumulative":
                yield from _cumulative(purse, items)
            else:
                falls = list(_told_to_fall(purse, items))
                yield from falls or _neither(purse, items)
            yield from _listed_spending(purse, items)
        yield from _percent_against_amount(purse)


def _about(items: list[tuple[Quarter, Decimal]]) -> Decimal | None:
    """Return how far the sum of percentages that are about as much may be off, ``None`` if one is a bound.

    A figure given with 约 is good to one unit of its last digit.
    """
    if any(q.qualifier not in ("exact", "about") for q, _ in items):
        return None
    return sum((_unit(p) for q, p in items if q.qualifier == "about"), Decimal(0))


def _incremental(purse: Purse, items: list[tuple[Quarter, Decimal]]) -> Iterator[Draft]:
    about = _about(items)
    if about is None:
        return
    added = sum((p for _, p in items), Decimal(0))
    slack = sum((_unit(p) for _, p in items), Decimal(0)) / 2
    if abs(added - _HUNDRED) <= max(about, slack if any(_unit(p) < 1 for _, p in items) else Decimal(0)):
        return
    stops = added < _HUNDRED and items[-1][0].quarter < 4
    yield Draft(
        f"项目「{purse.name}」的各季度执行率之和为{plain(added)}%，不是100%。",
        f"{' + '.join(plain(p) for _, p in items)} = {plain(added)}",
        tuple(q.evidence for q, _ in items),
        "info" if stops else None,
    )


def _cumulative(purse: Purse, items: list[tuple[Quarter, Decimal]]) -> Iterator[Draft]:
    for (one, p1), (two, p2) in itertools.pairwise(items):
        if p2 < p1:
            yield Draft(
                f"项目「{purse.name}」的累计执行率由第{one.quarter}季度的{plain(p1)}%"
                f"降为第{two.quarter}季度的{plain(p2)}%。",
                f"{plain(p2)} < {plain(p1)}",
                (one.evidence, two.evidence),
            )
    last, value = items[-1]
    if value > _HUNDRED:
        yield Draft(
            f"项目「{purse.name}」的第{last.quarter}季度累计执行率为{plain(value)}%，超过100%。",
            f"{plain(value)} > 100",
            (last.evidence,),
        )
    elif value < _HUNDRED and last.qualifier == "exact":
        yield Draft(
            f"项目「{purse.name}」的累计执行率到第{last.quarter}季度止于{plain(value)}%，没有达到100%。",
            f"{plain(value)} < 100",
            (last.evidence,),
            "info",
        )


def _told_to_fall(purse: Purse, items: list[tuple[Quarter, Decimal]]) -> Iterator[Draft]:
    """A quarter that says itself that its share is cumulative, and tells less than the one before it.

    Lower bounds may fall: what is spent need not.
    """
    for (one, p1), (two, p2) in itertools.pairwise(items):
        told = "累计" in two.evidence.text and "at_least" not in (two.qualifier, one.qualifier)
        if told and p2 < p1:
            yield Draft(
                f"项目「{purse.name}」的第{two.quarter}季度累计执行率{plain(p2)}%低于第{one.quarter}季度的{plain(p1)}%。",
                f"{plain(p2)} < {plain(p1)}",
                (one.evidence, two.evidence),
            )


def _neither(purse: Purse, items: list[tuple[Quarter, Decimal]]) -> Iterator[Draft]:
    """Percentages without a basis that fit neither reading."""
    values = [p for _, p in items]
    added = sum(values, Decimal(0))
    rises = all(a <= b for a, b in itertools.pairwise(values))
    slack = sum((_unit(p) for p in values), Decimal(0)) / 2
    about = _about(items)
    if about is None or abs(added - _HUNDRED) <= max(slack, about):
        return
    if rises and abs(values[-1] - _HUNDRED) <= (_unit(values[-1]) if about else 0):
        return
    if items[-1][0].quarter < _LAST_QUARTER and (added < _HUNDRED or (rises and values[-1] < _HUNDRED)):
        return  # the rest of the year is open
    yield Draft(
        f"项目「{purse.name}」的各季度执行率按当季相加为{plain(added)}%，按累计则止于{plain(values[-1])}%，都不是100%。",
        f"{' + '.join(plain(v) for v in values)} = {plain(added)}",
        tuple(q.evidence for q, _ in items),
        "warning",
    )


def _percent_against_amount(purse: Purse) -> Iterator[Draft]:
    """A quarter that states a percentage and an amount which do not fit the project's total."""
    quarters = purse.fields.quarters
    total = purse.fields.amounts.annual_total
    if total is None or not total.value or quarters.basis == "cumulative":
        return
    if _of_another_amount(purse, total):
        return
    for item in quarters.items:
        if item.amount is None or item.percent is None or item.qualifier == "at_least":
            continue
        share = share_of(total, item)
        # One more unit of each: percentages are fitted to 100, amounts may be 约.
        slack = share.quantum + 2 * total.value * _unit(item.percent) / _HUNDRED
        mine = Interval.of(item.amount.value, item.amount.quantum * 2)
        if mine.meets(Interval.of(share.value, slack)):
            continue
        actual = item.amount.value / total.value * _HUNDRED
        yield Draft(
            f"项目「{purse.name}」第{item.quarter}季度写{plain(item.percent)}%和{item.amount.as_written}，"
            f"后者占总额的{percent(actual)}。",
            f"{money(item.amount.value)} ÷ {money(total.value)} = {percent(actual)}",
            (item.evidence, item.amount.evidence, *_where(total)),
        )


def _of_another_amount(purse: Purse, total: StatedAmount) -> bool:
    """Return whether all percentages are those of one other amount: 分别为新增资金的30%、40%、30%."""
    shares = [
        (q.amount, q) for q in purse.fields.quarters.items if q.amount is not None and q.percent is not None
    ]
    if len(shares) < _QUARTERS_TOLD:
        return False

    def fits(whole: StatedAmount, amount: StatedAmount, quarter: Quarter) -> bool:
        share = share_of(whole, quarter)
        return Interval.of(amount.value, amount.quantum).meets(Interval.of(share.value, share.quantum))

    others = (other for other in purse.stated if other.value != total.value)
    return any(all(fits(other, *each) for each in shares) for other in others)


def _where(amount: StatedAmount) -> tuple[Evidence, ...]:
    return amount.parts if amount.derived else (amount.evidence,)


def _listed_spending(purse: Purse, items: list[tuple[Quarter, Decimal]]) -> Iterator[Draft]:
    """The spending listed for each quarter against its percentage, where the lists make up the total."""
    total = purse.fields.amounts.annual_total
    if total is None or not total.value or total.derived:
        return
    lists = purse.by_quarter
    if not any(lists[:-1]) or sum(map(bool, lists)) < _QUARTERS_TOLD:
        return  # what follows one quarter alone, or the last, is told of the whole year
    listed = tuple(a for amounts in lists for a in amounts)
    if len(listed) < 2 or not sum_interval(listed).meets(Interval.of(total.value, total.quantum)):
        return
    tolerance = rule_data().limits.share_tolerance
    cumulative = purse.fields.quarters.basis == "cumulative"
    spent = Decimal(0)
    shares: list[str] = []
    evidence: list[Evidence] = list(_where(total))
    wrong: list[tuple[Quarter, Decimal, Decimal]] = []
    for (quarter, value), amounts in zip(items, lists, strict=True):
        part = sum_value(amounts)
        spent = spent + part if cumulative else part
        share = spent / total.value * _HUNDRED
        shares.append(
            f"第{quarter.quarter}季度{money(spent, '元')}÷{money(total.value, '元')}={percent(share)}"
        )
        low = share < value - tolerance
        high = share > value + tolerance and quarter.qualifier != "at_least"
        if low or high:
            wrong.append((quarter, value, share))
            evidence += [quarter.evidence, *(a.evidence for a in amounts)]
    if wrong:
        kind = "累计" if cumulative else ""
        told = "、".join(
            f"第{q.quarter}季度写{kind}{plain(v)}%而列出的支出{kind}占{percent(s)}" for q, v, s in wrong
        )
        yield Draft(
            f"项目「{purse.name}」的季度执行率与所列支出不符：{told}。",
            "；".join(shares),
            tuple(evidence),
            "warning",
        )
