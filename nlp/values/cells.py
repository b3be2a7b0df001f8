"""Figures in a text's tables whose unit stands elsewhere, and all money and percentages of a text."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from nlp.values.amount import Amount, find_amounts
from nlp.values.grid import Cell, is_figure
from nlp.values.grids import grids, labelled
from nlp.values.listed import ToldUnit, figure_of, line_amounts, line_percentages
from nlp.values.numeral import parse_number, written_decimals
from nlp.values.percent import Percentage, find_percentages


def cell_amounts(text: str) -> tuple[Amount, ...]:
    r"""Return the bare figures of tables whose unit is declared elsewhere, as amounts.

    >>> [(a.text, a.unit) for a in cell_amounts("项目\t数量\t金额（万元）\n病床\t4\t30.5\n")]
    [('30.5', '万元')]
    >>> [(a.text, a.unit) for a in cell_amounts("经费（万元）\t本年预算：30.5；其中财政拨款：20\n")]
    [('30.5', '万元'), ('20', '万元')]
    """
    placed = [(cell.start, cell.end, unit) for cell, unit in _figures(text) if unit != "%"]
    found = []
    for start, end, unit in sorted((*placed, *_labelled_figures(text))):
        if amount := figure_of(text[start:end], start, unit):
            found.append(amount)
    return tuple(found)


def _labelled_figures(text: str) -> list[tuple[int, int, ToldUnit]]:
    """Return the figures of cells that tell several, each behind its label, with their units."""
    return [
        (*place, unit)
        for grid in grids(text)
        for row in range(grid.heads, len(grid.rows))
        for column, cell in enumerate(grid.rows[row])
        if (places := labelled(cell)) and (unit := grid.unit_in(row, column)) is not None
        for place in places
    ]


def cell_percentages(text: str) -> tuple[Percentage, ...]:
    r"""Return the bare figures of tables whose column or row says %.

    >>> [str(p.value) for p in cell_percentages("季度\t执行率（%）\n一季度\t25\n")]
    ['25']
    """
    found = []
    for cell, unit in _figures(text):
        number = parse_number(cell.text)
        if unit == "%" and number is not None:
            found.append(Percentage(cell.start, cell.end, cell.text, number, written_decimals(cell.text)))
    return tuple(found)


def _figures(text: str) -> list[tuple[Cell, ToldUnit | Literal["%"]]]:
    return [
        (cell, unit)
        for grid in grids(text)
        for row in range(grid.heads, len(grid.rows))
        for column, cell in enumerate(grid.rows[row])
        if is_figure(cell.text) and (unit := grid.unit_of(row, column)) is not None
    ]


@lru_cache(maxsize=64)
def money_in(text: str) -> tuple[Amount, ...]:
    """Return the amounts of a text, its tables and its lists, in order."""
    tables = cell_amounts(text)
    starts = {cell.start for cell in tables}
    # 100.00, and in the row below it （万元）: the unit stands in another cell.
    plain = [a for a in find_amounts(text) if a.start not in starts or "\n" not in a.text]
    listed = (a for a in line_amounts(text) if not any(t.start == a.start for t in tables))
    bare = (*tables, *listed)
    cells = [c for c in bare if not any(a.start < c.end and c.start < a.end for a in plain)]
    return tuple(sorted((*plain, *cells), key=lambda a: a.start))


@lru_cache(maxsize=64)
def percentages_in(text: str) -> tuple[Percentage, ...]:
    """Return the percentages of a text, its tables and its lists, in order."""
    plain = find_percentages(text)
    bare = (*cell_percentages(text), *line_percentages(text))
    cells = [c for c in bare if not any(p.start < c.end and c.start < p.end for p in plain)]
    return tuple(sorted((*plain, *cells), key=lambda p: p.start))


def column_head(text: str, position: int) -> str:
    r"""Return the head of the column that holds ``position``; empty outside of a table.

    >>> column_head("季度\t一季度\t二季度\n执行率\t20%\t80%\n", 19)
    '二季度'
    """
    for grid in grids(text):
        for row in grid.rows[grid.heads :] if grid.start <= position < grid.end else ():
            for column, cell in enumerate(row):
                if cell.start <= position < cell.end:
                    return grid.head(column)
    return ""
