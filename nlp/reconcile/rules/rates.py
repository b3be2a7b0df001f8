"""Rates of execution in a table (执行率, 完成率) against its columns of budget and of what was spent."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from nlp.document import Evidence
from nlp.outline.model import BudgetCell, BudgetRow, BudgetTable, Column
from nlp.reconcile.interval import Interval
from nlp.reconcile.money import percent, plain
from nlp.reconcile.rules.context import Context, Draft
from nlp.reconcile.rules.sums import cell_interval, row_name
from nlp.reconcile.wording import cite, norm

_RATE = re.compile(r"^(?:预算|资金|支出)?(?:执行|完成)(?:率|进度|比例)(?:\(?%\)?|\(?％\)?)?$|^完成预算[%％]$")
_DONE = re.compile(r"^(?:\d{4}年)?(?:全年|实际)?(?:执行|决算|支出|实际支出|完成)数?(?:\(.*\))?$")
_BUDGET = re.compile(r"^(?:\d{4}年)?(?:年初|全年|调整后?|本年)?预算数?(?:\(.*\))?$")
_NUMBER = re.compile(r"^\s*(\d+(?:\.\d+)?)\s*[%％]?\s*$")
_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class _Rate:
    """One row's rate: in percent, one unit of its last digit, and where it stands."""

    row: BudgetRow
    value: Decimal
    unit: Decimal
    evidence: Evidence


def rate_columns_differ(context: Context) -> Iterator[Draft]:
    """A rate that its row's two amounts don't give, in a table where the others give theirs."""
    for table in context.outline.tables:
        rates = list(_rates(context, table))
        pairs = [(b, d) for b in _named(table, _BUDGET) for d in _named(table, _DONE)] if rates else []
        judged = [(held, b, d, wrong) for b, d in pairs for held, wrong in [_judge(rates, b, d)]]
        if not judged:
            continue
        held, budget, done, wrong = max(judged, key=lambda found: found[0])
        if held < 2 or len(wrong) > held:
            continue
        for rate in wrong:
            base, spent = rate.row.cells[budget.index], rate.row.cells[done.index]
            assert base
            assert spent
            actual = percent(spent.value / base.value * _HUNDRED)
            yield Draft(
                f"《{table.title}》{cite(row_name(rate.row))}行的执行率写{plain(rate.value)}%，"
                f"按{cite(done.name)}和{cite(budget.name)}应为{actual}。",
                f"{spent.written} ÷ {base.written} = {actual}",
                (rate.evidence, spent.evidence, base.evidence),
            )


def _named(table: BudgetTable, words: re.Pattern[str]) -> list[Column]:
    return [c for c in table.columns if words.match(norm(c.name))]


def _judge(rates: list[_Rate], budget: Column, done: Column) -> tuple[int, list[_Rate]]:
    """Return how many rates two columns give, and those that they don't."""
    held = 0
    wrong: list[_Rate] = []
    for rate in rates:
        base, spent = rate.row.cells[budget.index], rate.row.cells[done.index]
        if base is None or spent is None or cell_interval(base).low <= 0:
            continue
        if _ratio(spent, base).meets(Interval.of(rate.value, 2 * rate.unit)):
            held += 1
        else:
            wrong.append(rate)
    return held, wrong


def _ratio(spent: BudgetCell, base: BudgetCell) -> Interval:
    one, other = cell_interval(spent), cell_interval(base)
    return Interval(one.low / other.high * _HUNDRED, one.high / other.low * _HUNDRED)


def _rates(context: Context, table: BudgetTable) -> Iterator[_Rate]:
    columns = _named(table, _RATE)
    text = context.outline.document.text
    for row in table.all_rows():
        for column in columns:
            cell = row.cells[column.index]
            found = _NUMBER.match(cell.written) if cell else None
            if cell and found:
                yield _Rate(row, *_read(found[1]), cell.evidence)
        for name, written in row.texts:
            found = _NUMBER.match(written) if _RATE.match(norm(name)) else None
            at = text.find(written, row.evidence.start, row.evidence.end) if found else -1
            if found and at >= 0:
                place = context.outline.document.evidence(at, at + len(written))
                yield _Rate(row, *_read(found[1]), place)


def _read(digits: str) -> tuple[Decimal, Decimal]:
    return Decimal(digits), Decimal(1).scaleb(-len(digits.partition(".")[2]))
