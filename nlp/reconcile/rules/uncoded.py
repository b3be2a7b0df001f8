"""Totals of tables without codes (by unit, by project): sums that the table itself shows to hold."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from nlp.outline.model import BudgetRow, BudgetTable, Column, Outline
from nlp.reconcile.headers import amount_columns
from nlp.reconcile.rules.context import Context, Draft
from nlp.reconcile.rules.sums import HALVED, compare, row_name, sum_draft
from nlp.reconcile.slip import slip_between
from nlp.reconcile.wording import cite

#: So many rows that add up to the last digit do not do so by chance.
_MANY = 3


def uncoded_totals_differ(context: Context) -> Iterator[Draft]:
    """The one total row of a table against all its rows.

    Nobody knows what such a total adds up, unless other columns of the same table add up in this way, or one
    row's slip is all that it misses by and other tables state both that row's right figure and the total.
    """
    for table in context.outline.tables:
        coded = any(r.level == 1 for r in table.rows)
        if table.kind in (*HALVED, "performance_form", "three_public") or coded or len(table.totals) != 1:
            continue
        rows = [r for r in table.rows if any(r.cells)]
        if len(rows) < 2:
            continue
        held = 0
        drafts: list[Draft] = []
        for column in amount_columns(table):
            outcome = _compare(table, table.totals[0], rows, column)
            if isinstance(outcome, Draft):
                drafts.append(outcome)
            else:
                held += outcome
        if held >= 2 and held > len(drafts):
            yield from drafts
        elif not held and len(drafts) == 1:
            yield from _slip_in_one_row(context.outline, table, rows)


#: A figure of so many digits is not in another table by chance.
_DIGITS = 5


def _slip_in_one_row(outline: Outline, table: BudgetTable, rows: list[BudgetRow]) -> Iterator[Draft]:
    """One column whose sum misses its total by a slip, where other tables state both right figures."""
    (column,) = (c for c in amount_columns(table) if table.totals[0].cells[c.index] is not None)
    cells = [r.cells[column.index] for r in rows]
    whole = table.totals[0].cells[column.index]
    assert whole
    gap = whole.value - sum((c.value for c in cells if c), Decimal(0))
    others = _values_elsewhere(outline, table)
    wanted = [(c, c.value + gap) for c in cells if c is not None]
    slips = [
        c
        for c, value in wanted
        if value in others
        and len(f"{value / c.quantum:f}".strip("0")) >= _DIGITS
        and slip_between(c.value, value, c.quantum) is not None
    ]
    if whole.value in others and len(slips) == 1:
        told = f"{cite(row_name(table.totals[0]))}的{cite(column.name)}不等于各行之和"
        yield sum_draft(table, told, whole, cells, "error", table.totals[0].evidence)


def _values_elsewhere(outline: Outline, table: BudgetTable) -> set[Decimal]:
    return {
        cell.value
        for other in outline.tables
        if other is not table
        for row in other.all_rows()
        for cell in row.cells
        if cell is not None and cell.value
    }


def _compare(table: BudgetTable, row: BudgetRow, rows: list[BudgetRow], column: Column) -> Draft | int:
    """Return a finding; or 1 where a sum holds, 2 where one of many rows holds, 0 for a column without."""
    cells = [r.cells[column.index] for r in rows]
    whole = row.cells[column.index]
    if whole is None:
        return 0  # marks and rates have no total
    severity = compare(whole, cells)
    if severity is None:
        filled = sum(bool(c and c.value) for c in cells)
        return (2 if filled >= _MANY else int(filled >= 1)) if whole is not None else 0
    told = f"{cite(row_name(row))}的{cite(column.name)}不等于各行之和"
    return sum_draft(table, told, whole, cells, severity, row.evidence)
