"""Where a project's money comes from: the narrative's words against the columns of the list of projects."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.outline.model import BudgetRow, BudgetTable, Column
from nlp.reconcile.cells import label_key, norm
from nlp.reconcile.headers import own_columns
from nlp.reconcile.project_forms import project_key
from nlp.reconcile.purse import Coin
from nlp.reconcile.rules.context import Context, Draft
from nlp.reconcile.rules.projects import project_lists
from nlp.reconcile.rules.sums import cell_interval
from nlp.reconcile.wording import cite

#: A column that says where money comes from, and no sum of others.
_SOURCE = re.compile(r"(?:收入|资金|拨款|预算|基金|结转|结余|财政)$")
_MARK = re.compile(r"[，,。；;：:、\n]")
#: The words that tell an amount's source stand within so many characters of it.
_REACH = 24


def project_source_differs(context: Context) -> Iterator[Draft]:
    """An amount whose words name a column that the project's row leaves empty; another column has it."""
    lists = list(project_lists(context.outline))
    for purse in context.purses if lists else ():
        key = project_key(purse.fields.project or "")
        rows = [(t, r) for t in lists for r in t.rows if key and project_key(label_key(r.label)) == key]
        if len(rows) != 1:
            continue
        table, row = rows[0]
        columns = [c for c in own_columns(table) if _SOURCE.search(_name(c))]
        for coin in purse.coins:
            words = norm(_words(context.outline.document.text, coin))
            named = [c for c in columns if _name(c) in words]
            if len(named) == 1 and coin.amount.qualifier == "exact" and not _filled(row, named[0]):
                yield from _of_another(table, row, coin, named[0], columns)


def _of_another(
    table: BudgetTable, row: BudgetRow, coin: Coin, named: Column, columns: list[Column]
) -> Iterator[Draft]:
    """Yield the finding where one other column's cell is the amount."""
    others = [
        cell
        for column in columns
        if column is not named
        and (cell := row.cells[column.index]) is not None
        and cell.value
        and cell_interval(cell).meets(coin.interval)
    ]
    if len(others) == 1:
        held = next(c for c in columns if row.cells[c.index] is others[0])
        yield Draft(
            f"项目「{label_key(row.label)}」的{coin.amount.as_written}写来自{cite(_name(named))}，"
            f"《{table.title}》列在{cite(_name(held))}。",
            f"{_name(named)} ≠ {_name(held)}",
            (coin.quote, others[0].evidence),
        )


def _name(column: Column) -> str:
    return norm(column.path[-1]) if column.path else ""


def _filled(row: BudgetRow, column: Column) -> bool:
    cell = row.cells[column.index]
    return cell is not None and bool(cell.value)


def _words(text: str, coin: Coin) -> str:
    """Return the words around an amount, up to the next marks."""
    start, end = coin.amount.evidence.start, coin.amount.evidence.end
    before = _MARK.split(text[max(0, start - _REACH) : start])[-1]
    return before + _MARK.split(text[end : end + _REACH])[0]
