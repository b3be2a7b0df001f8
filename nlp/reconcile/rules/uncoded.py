"""Totals of tables without codes (by unit, by project): sums that the table itself shows to hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from nlp.outline.model import BudgetRow, BudgetTable, Column, Outline
from nlp.outline.tables.number import number
from nlp.reconcile.cells import norm
from nlp.reconcile.headers import amount_columns
from nlp.reconcile.likeness import is_slip
from nlp.reconcile.money import plain
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
        if table.kind in (*HALVED, "performance_form") or coded or len(table.totals) != 1:
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
        elif table.kind != "three_public":
            told = list(_slip_in_a_numbered_list(table, rows))
            if not told and not held and len(drafts) == 1:
                told = list(_slip_in_one_row(context, table, rows))
            yield from told


#: 1 甲, 2 乙, 3 丙: a list whose total is of all that it numbers.
_ROW_NUMBER = re.compile(r"\s*[（(]?(\d{1,3})[)）.、．]?(?=\s|$)")
_INNER = re.compile(r"^其中|[小合]计$")
#: Heads of persons and things, which have totals as money has.
_NUMBERS = re.compile(r"(?:人数|个数|数量|编制)$")


def _slip_in_a_numbered_list(table: BudgetTable, rows: list[BudgetRow]) -> Iterator[Draft]:
    """A column of a list numbered from 1 on, whose sum misses its total by one slip.

    Where another column adds up over the very rows it may miss by anything.
    """
    whole_row = table.totals[0]
    numbered = [_ROW_NUMBER.match(r.evidence.text) for r in rows]
    if [m and int(m[1]) for m in numbered] != list(range(1, len(rows) + 1)) or len(rows) < _MANY:
        return
    if any(_INNER.search(r.label) for r in rows) or whole_row.evidence.start < rows[-1].evidence.start:
        return
    amounts = amount_columns(table)
    columns = [c for c in table.columns if c in amounts or _NUMBERS.search(norm(c.name))]
    held = any(_compare(table, whole_row, rows, c) == 2 for c in columns)
    for column in columns:
        cells = [r.cells[column.index] for r in rows]
        whole = whole_row.cells[column.index]
        if whole is None or None in cells or compare(whole, cells) != "error":
            continue
        added = sum((c.value for c in cells if c), Decimal(0))
        wanted = [(whole, added), *((c, c.value + whole.value - added) for c in cells if c)]
        if not held and not any(w > 0 and is_slip(c.value, w, c.quantum) for c, w in wanted):
            continue
        terms = " + ".join(c.written for c in cells if c)
        factor = whole.quantum.scaleb(_decimals(whole.written))
        yield Draft(
            f"《{table.title}》{cite(row_name(whole_row))}的{cite(column.name)}写{whole.written}，"
            f"其上{len(rows)}行之和为{plain(added / factor)}。",
            f"{terms} = {plain(added / factor)} ≠ {whole.written}",
            (whole.evidence, *(c.evidence for c in cells if c)),
        )


def _decimals(written: str) -> int:
    found = number(written)
    return found[1] if found is not None else 0


#: A figure of so many digits is not in another table by chance.
_DIGITS = 5


def _slip_in_one_row(context: Context, table: BudgetTable, rows: list[BudgetRow]) -> Iterator[Draft]:
    """One column whose sum misses its total by a slip, where other tables state both right figures.

    Where prose tells the right total of a plain list, a slip in a row or in the total is enough: a warning.
    """
    (column,) = (c for c in amount_columns(table) if table.totals[0].cells[c.index] is not None)
    cells = [r.cells[column.index] for r in rows]
    whole = table.totals[0].cells[column.index]
    assert whole
    gap = whole.value - sum((c.value for c in cells if c), Decimal(0))
    others = _values_elsewhere(context.outline, table)
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
    elif _plain_list(table, rows):
        added = whole.value - gap
        row_slipped = any(v > 0 and slip_between(c.value, v, c.quantum) for c, v in wanted)
        total_slipped = slip_between(whole.value, added, whole.quantum) is not None
        right = (row_slipped and _told_in_prose(context, whole.value, whole.quantum)) or (
            total_slipped and _told_in_prose(context, added, whole.quantum)
        )
        if right:
            told = f"{cite(row_name(table.totals[0]))}的{cite(column.name)}不等于各行之和"
            yield sum_draft(table, told, whole, cells, "warning", table.totals[0].evidence)


def _plain_list(table: BudgetTable, rows: list[BudgetRow]) -> bool:
    """Return whether all rows above a total are of one kind: no part of another row, no sum of some."""
    last = max(r.evidence.start for r in rows)
    above = table.totals[0].evidence.start > last
    return above and len(rows) >= _MANY and not any(_INNER.search(r.label) or r.role != "item" for r in rows)


def _told_in_prose(context: Context, value: Decimal, quantum: Decimal) -> bool:
    """Return whether running text states a total of many digits, too."""
    if len(f"{value / quantum:f}".strip("0")) < _TOLD_DIGITS:
        return False
    return any(a.value == value for p in context.facts.running for a in p.stated)


#: A total of so many digits is not told by chance in a text that doesn't speak of it.
_TOLD_DIGITS = 4


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
