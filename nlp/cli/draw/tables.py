"""The budget tables, cell by cell."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table

from nlp.cli.draw.common import grid, heading, visible
from nlp.cli.messages import Messages
from nlp.outline.model import BudgetRow, BudgetTable, Outline
from nlp.serialise import cell_value


def draw_tables(console: Console, outline: Outline, messages: Messages) -> None:
    """Draw each table with the values as they are published, halves one below the other."""
    console.print(heading(outline, messages))
    for table in outline.tables:
        halves = sorted({column.half for column in table.columns})
        for half in halves:
            console.print(_half(table, half, messages))


def _half(table: BudgetTable, half: int, messages: Messages) -> Table:
    columns = [column for column in table.columns if column.half == half]
    unit = table.unit if table.unit_declared else messages("table.undeclared", unit=table.unit)
    caption = messages("table.caption", kind=table.kind, unit=unit, rows=len(table.rows))
    names = (messages("column.code"), messages("column.item"), *(" / ".join(c.path) for c in columns))
    drawn = grid(f"{table.id} {table.title}  ({caption})", *names, right=frozenset(range(2, len(names))))
    for row in table.all_rows():
        if row.half == half:
            drawn.add_row(*_cells(row, table, half), style="bold" if row.role == "total" else None)
    return drawn


def _cells(row: BudgetRow, table: BudgetTable, half: int) -> list[str]:
    values = [
        "" if cell is None else cell_value(cell, table.unit)
        for column, cell in zip(table.columns, row.cells, strict=True)
        if column.half == half
    ]
    indent = "  " * max(row.level - 1, 0)
    return [row.code or "", indent + visible(row.label).plain, *values]
