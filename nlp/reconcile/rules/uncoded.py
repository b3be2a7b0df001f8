"""Totals of tables without codes (by unit, by project): sums that the table itself shows to hold."""

from __future__ import annotations

from collections.abc import Iterator

from nlp.outline.model import BudgetRow, BudgetTable, Column
from nlp.reconcile.headers import amount_columns
from nlp.reconcile.rules.context import Context, Draft
from nlp.reconcile.rules.sums import HALVED, compare, row_name, sum_draft
from nlp.reconcile.wording import cite

#: So many rows that add up to the last digit do not do so by chance.
_MANY = 3


def uncoded_totals_differ(context: Context) -> Iterator[Draft]:
    """The one total row of a table against all its rows.

    Nobody knows what such a total adds up, unless other columns of the same table add up in this way.
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
