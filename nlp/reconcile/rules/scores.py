"""The scores of a self-evaluation's table: those of its rows make up the total's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from nlp.document import Cell, Table
from nlp.outline.tables.number import number
from nlp.reconcile.cells import norm
from nlp.reconcile.money import plain
from nlp.reconcile.rules.context import Context, Draft

_TOTALS = ("总分", "总计", "合计", "总得分", "得分合计")
_FEWEST = 3
_MARKS = re.compile(r"分\s*值")
_Scored = tuple[Cell, Cell]


def scores_do_not_add_up(context: Context) -> Iterator[Draft]:
    """Scores that miss their total where the full marks of the very same rows make up theirs."""
    document = context.outline.document
    if not _MARKS.search(document.text):
        return
    for table in document.tables:
        if not any(norm(cell.text) == "分值" for row in table.cells for cell in row):
            continue
        yield from _full_marks(context, table)
        rows, whole = _scored(table)
        if whole is None or len(rows) < _FEWEST:
            continue
        full, told = (sum((_value(r[i]) for r in rows), Decimal(0)) for i in (0, 1))
        if full != _value(whole[0]) or told == _value(whole[1]):
            continue
        terms = " + ".join(plain(_value(r[1])) for r in rows)
        yield Draft(
            f"自评表各项得分之和为{plain(told)}分，总分写{whole[1].text}分。",
            f"{terms} = {plain(told)} ≠ {plain(_value(whole[1]))}",
            tuple(document.evidence(c.start, c.end) for c in (whole[1], *(r[1] for r in rows))),
        )


#: What a form's full marks add up to.
_ALL_MARKS = Decimal(100)
#: … with 10 for spending in time that no row states, or with the groups' marks besides those of their rows.
_WHOLE = (Decimal(100), Decimal(90), Decimal(200))


def _full_marks(context: Context, table: Table) -> Iterator[Draft]:
    """Full marks (分值) of all rows that miss the 100 that their total row states."""
    places = [
        (row, cell.column)
        for row, cells in enumerate(table.cells)
        for cell in cells
        if norm(cell.text) == "分值"
    ]
    if len(places) != 1:
        return
    (head, column) = places[0]
    marks: list[Cell] = []
    for row in table.cells[head + 1 :]:
        cell = next((c for c in row if c.column == column), None)
        if cell is None or number(cell.text) is None:
            return  # a mark that stands over several rows, or none
        if any(norm(c.text) in _TOTALS for c in row):
            added = sum((_value(m) for m in marks), Decimal(0))
            places_of = {m.start for m in marks}
            whole = _value(cell) == _ALL_MARKS and added not in _WHOLE
            if not whole or len(places_of) < max(_FEWEST, len(marks)):
                return
            yield Draft(
                f"各项指标的分值之和为{plain(added)}分，合计写{cell.text}分。",
                f"{' + '.join(plain(_value(m)) for m in marks)} = {plain(added)} ≠ {cell.text}",
                tuple(context.outline.document.evidence(c.start, c.end) for c in (cell, *marks)),
            )
            return
        marks.append(cell)


def _scored(table: Table) -> tuple[list[_Scored], _Scored | None]:
    """Return the full mark and the score of every row, its last two numbers, and those of the total."""
    rows: list[_Scored] = []
    for row in table.cells:
        numbers = [cell for cell in row if number(cell.text) is not None]
        if len(numbers) < 2:
            continue
        last = (numbers[-2], numbers[-1])
        if next((norm(cell.text) for cell in row if cell.text), "") in _TOTALS:
            return rows, last
        if 0 <= _value(last[1]) <= _value(last[0]):
            rows.append(last)
    return rows, None


def _value(cell: Cell) -> Decimal:
    found = number(cell.text)
    return found[0] if found is not None else Decimal(0)
