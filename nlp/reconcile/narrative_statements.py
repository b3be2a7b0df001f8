"""Statements of the narratives: totals against their own parts, quarters against their share."""

from __future__ import annotations

from decimal import Decimal

from nlp.fields.model import Quarter, StatedAmount
from nlp.outline.model import BudgetCell, Outline, PerformanceForm
from nlp.reconcile.breakdown import contradicts
from nlp.reconcile.cells import label_key, norm
from nlp.reconcile.interval import Interval, judge
from nlp.reconcile.model import Counterpart, Statement, Verdict
from nlp.reconcile.money import money, plain
from nlp.reconcile.project_forms import annual_cells, form_cell, form_of, quarter_sum
from nlp.reconcile.purse import Coin, Purse, sum_interval, sum_value
from nlp.reconcile.wording import cite

_HUNDRED = Decimal(100)
_SAYS: dict[Verdict, str] = {
    "exact": "相等",
    "rounded": "四舍五入后一致",
    "truncated": "按截尾一致",
    "balanced": "尾差计入本项",
    "disagrees": "不一致",
    "unverifiable": "无法核对",
}


def narrative_statements(outline: Outline, purse: Purse) -> tuple[Statement, ...]:
    """Return one statement for every budget amount of a narrative."""
    return tuple(_statement(outline, purse, coin) for coin in purse.coins)


def _statement(outline: Outline, purse: Purse, coin: Coin) -> Statement:
    found = _counterpart(outline, purse, coin)
    if isinstance(found, str):
        return _make(purse, coin, None, "unverifiable", found)
    counterpart, how = found
    verdict = judge(coin.amount.value, coin.amount.quantum, counterpart.value, counterpart.quantum)
    if verdict == "disagrees" and coin.amount.qualifier != "exact":
        return _make(purse, coin, None, "unverifiable", f"{how}，文字给出的是约数，不能断定。")
    return _make(purse, coin, counterpart, verdict, f"{how}，{_SAYS[verdict]}。")


def _make(
    purse: Purse, coin: Coin, counterpart: Counterpart | None, verdict: Verdict, explanation: str
) -> Statement:
    return Statement(
        quote=coin.quote.text,
        what=coin.what,
        amount=coin.amount,
        section=f"{purse.name}/{coin.section}" if coin.section else purse.name,
        counterpart=counterpart,
        verdict=verdict,
        difference=coin.amount.value - counterpart.value if counterpart else None,
        explanation=explanation,
    )


def _counterpart(outline: Outline, purse: Purse, coin: Coin) -> tuple[Counterpart, str] | str:
    amounts = purse.fields.amounts
    form = form_of(outline, purse)
    found = form_cell(form, purse, coin) if form is not None else None
    if form is not None and found is not None and coin.amount.qualifier == "exact":
        return _form_counterpart(form, *found)
    if coin.role == "total":
        return _total_counterpart(outline, purse, coin)
    if coin.role in ("fiscal", "own"):
        total, fiscal, own = amounts.annual_total, amounts.fiscal, amounts.own_funds
        other = own if coin.role == "fiscal" else fiscal
        if total is not None and not total.derived and other is not None:
            text = f"总额{total.as_written} − {other.as_written} = {money(total.value - other.value)}"
            return _difference(total, other), text
        if coin.role == "fiscal":
            return _total_counterpart(outline, purse, coin)
    if coin.role == "quarter":
        return _quarter_counterpart(purse, coin, form)
    if coin.role == "multi_year":
        if years := year_parts(purse):
            value, quantum = sum_value(years), sum((y.quantum for y in years), Decimal(0))
            if judge(coin.amount.value, coin.amount.quantum, value, quantum) != "disagrees":
                text = f"各年之和 {' + '.join(y.as_written for y in years)} = {money(value)}"
                return Counterpart(value, quantum, tuple(y.evidence for y in years)), text
        return "这是多年合计，文档没有列出各年的全部金额，无法核对。"
    if coin.role == "other_year":
        return "这是其他年度的金额，文档没有可比的数字，无法核对。"
    if coin.role == "component":
        return "文档没有这一分项的表；各分项之和在总额处核对。"
    return "文档没有这一金额的表，也没有可与它相加的分项，无法核对。"


def part_sums(purse: Purse) -> list[tuple[str, tuple[StatedAmount, ...]]]:
    """Return the ways a narrative's total is broken up: by source, by use, by quarter."""
    amounts = purse.fields.amounts
    ways: list[tuple[str, tuple[StatedAmount, ...]]] = []
    if amounts.fiscal and amounts.own_funds:
        ways.append(("财政资金与自筹资金", (amounts.fiscal, amounts.own_funds)))
    if len(purse.breakdown.own) > 1:
        ways.append(("各分项", purse.breakdown.own))
    quarters = purse.breakdown.quarters
    if quarters and purse.fields.quarters.basis != "cumulative":
        ways.append(("各季度", quarters))
    return ways


def _total_counterpart(outline: Outline, purse: Purse, coin: Coin) -> tuple[Counterpart, str] | str:
    tried: list[tuple[Counterpart, str, Verdict]] = []
    for name, parts in part_sums(purse):
        if coin.role == "fiscal" and name == "财政资金与自筹资金":
            continue
        value = sum_value(parts)
        counterpart = Counterpart(
            value, sum((p.quantum for p in parts), Decimal(0)), tuple(p.evidence for p in parts)
        )
        text = f"{name}之和 {' + '.join(p.as_written for p in parts)} = {money(value)}"
        verdict = judge(coin.amount.value, coin.amount.quantum, value, counterpart.quantum)
        if verdict != "disagrees":
            return counterpart, text
        sure = contradicts(outline.document.text, coin.amount, parts, name == "各季度")
        if sure and looks_complete(coin.amount, parts) and coin.role == "total":
            tried.append((counterpart, text, verdict))
    if tried:
        return tried[0][0], tried[0][1]
    again = [
        c
        for c in purse.coins
        if c.amount.evidence.start != coin.amount.evidence.start
        and c.role in ("total", "fiscal")
        and c.interval.meets(coin.interval)
        and c.amount.qualifier == "exact"
    ]
    if again:
        other = again[0].amount
        return Counterpart(
            other.value, other.quantum, (other.evidence,)
        ), f"同一项目另一处为{other.as_written}"
    return (
        _table_counterpart(outline, purse, coin)
        or "文档没有这一项目的表，文字也没有列出可以相加的分项，无法核对。"
    )


def year_parts(purse: Purse) -> tuple[StatedAmount, ...]:
    """Return the amounts of single years, this one's among them, that a multi-year total may be made of."""
    amounts = purse.fields.amounts
    own = (amounts.annual_total,) if amounts.annual_total and not amounts.annual_total.derived else ()
    years = (*amounts.other_years, *own)
    whole = amounts.multi_year_total
    if whole is not None and not sum_interval(years).meets(Interval.of(whole.value, whole.quantum)):
        years = _once_a_year(years)
    return years if amounts.other_years and all(y.qualifier == "exact" for y in years) else ()


def _once_a_year(years: tuple[StatedAmount, ...]) -> tuple[StatedAmount, ...]:
    """Leave out what is said of a year's amount after it: how much of it was paid, how much is left."""
    first: dict[int, StatedAmount] = {}
    for amount in sorted(years, key=lambda a: a.evidence.start):
        if amount.year is not None:
            first.setdefault(amount.year, amount)
    return tuple(a for a in years if a.year is None or first[a.year] is a or a.value > first[a.year].value)


def looks_complete(total: StatedAmount, parts: tuple[StatedAmount, ...]) -> bool:
    """Return whether parts seem complete: they exceed the total, or miss less than the smallest part.

    A list after 其中 may name only some parts; what misses a whole further part proves nothing.
    """
    missing = total.value - sum_value(parts)
    positive = [p.value for p in parts if p.value > 0]
    return missing < 0 or (bool(positive) and missing < min(positive))


def _table_counterpart(outline: Outline, purse: Purse, coin: Coin) -> tuple[Counterpart, str] | None:
    """A row of another table that bears the project's name and states the same amount."""
    if not purse.fields.project:
        return None
    name = norm(purse.fields.project)
    for table in outline.tables_of("other", "performance_form"):
        for row in table.rows:
            if label_key(row.label) not in (name, name + "项目"):
                continue
            for column, cell in zip(table.columns, row.cells, strict=True):
                if (
                    cell
                    and coin.amount.value
                    and judge(coin.amount.value, coin.amount.quantum, cell.value, cell.quantum)
                    in ("exact", "rounded")
                ):
                    where = f"《{table.title}》{cite(row.label)}行{cite(column.name)}列"
                    text = f"{where}为{money(cell.value, '元')}"
                    return (
                        Counterpart(
                            cell.value, cell.quantum, (cell.evidence,), table.id, row.label, column.name
                        ),
                        text,
                    )
    return None


def _difference(total: StatedAmount, other: StatedAmount) -> Counterpart:
    return Counterpart(
        total.value - other.value, total.quantum + other.quantum, (total.evidence, other.evidence)
    )


def _form_counterpart(form: PerformanceForm, label: str, cell: BudgetCell) -> tuple[Counterpart, str]:
    name = form.project.text if form.project else ""
    text = f"绩效目标表「{name}」的{label}为{money(cell.value, '元')}"
    return Counterpart(cell.value, cell.quantum, (cell.evidence,), form.table, name, label), text


def _rest_of_form(purse: Purse, coin: Coin, form: PerformanceForm) -> tuple[Counterpart, str] | None:
    """A quarter's amount as what the other three leave of the form's annual money, where all four make it."""
    quarters = quarter_sum(purse)
    if quarters is None:
        return None
    value, quantum = quarters
    fitting = ("exact", "rounded")
    annual = next(
        (c for c in annual_cells(form) if judge(value, quantum, c.value, c.quantum) in fitting), None
    )
    if annual is None:
        return None
    others = [
        q.amount
        for q in purse.fields.quarters.items
        if q.amount is not None and q.amount.evidence != coin.amount.evidence
    ]
    counterpart = Counterpart(
        annual.value - sum_value(tuple(others)),
        annual.quantum + sum((a.quantum for a in others), Decimal(0)),
        (annual.evidence, *(a.evidence for a in others)),
    )
    text = f"四个季度之和为{money(value)}，绩效目标表的年度资金申请总额为{money(annual.value, '元')}"
    return counterpart, text


def _quarter_counterpart(
    purse: Purse, coin: Coin, form: PerformanceForm | None
) -> tuple[Counterpart, str] | str:
    quarters = purse.fields.quarters
    if form is not None and (rest := _rest_of_form(purse, coin, form)):
        return rest
    item = next((q for q in quarters.items if q.amount and q.amount.evidence == coin.amount.evidence), None)
    total = purse.fields.amounts.annual_total
    if item is None or item.percent is None or total is None or quarters.basis == "cumulative":
        if total is None or total.derived:
            return "文档没有按季度列示的表，也没有写明全年总额，无法核对。"
        return "文档没有按季度列示的表；各季度之和在总额处核对。"
    share = share_of(total, item)
    whole = money(total.value) if total.derived else total.as_written
    text = f"总额{whole} × {plain(item.percent)}% = {money(share.value)}"
    return share, text


def share_of(total: StatedAmount, quarter: Quarter) -> Counterpart:
    """Return a quarter's amount by its percentage; a percentage is known to half its last digit."""
    assert quarter.percent is not None
    exponent = quarter.percent.as_tuple().exponent
    step = Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)
    return Counterpart(
        value=total.value * quarter.percent / _HUNDRED,
        quantum=(total.quantum * quarter.percent + total.value * step) / _HUNDRED,
        evidence=(quarter.evidence, *((total.evidence,) if not total.derived else total.parts)),
    )
