"""Finds the tables inside a text: rows of cells divided by tabs or bars, or told line by line.

They are found in text alone, so that a tagger and the fields see the same ones.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import Final

from nlp.values.amount import find_amounts
from nlp.values.grid import Cell, Grid, is_figure
from nlp.values.line_cells import line_tables
from nlp.values.listed import UNIT_ABOVE, UNITS, declared_unit, labelled_figures, tells_money
from nlp.values.percent import find_percentages
from nlp.values.quarter import find_quarters

#: A row without a figure is a head only among the first.
_MOST_HEADS: Final = 3
_FEWEST_ROWS: Final = 2
_RULE: Final = re.compile(r"[\s:：|\-—–=+]*")
#: 支出明细表（万元）, right above a table.
_UNIT_ENDS_LINE: Final = re.compile(r"[（(](?:人民币)?([千万亿]?元)[)）]\s*[:：]?\s*$")
_MONTH: Final = re.compile(r"[0-9]\s*月|(?:19|20)[0-9]{2}[.\-/][0-9]")
#: A cell in which nothing is told where its column tells a figure.
_NOTHING: Final = re.compile("[—－–-]{1,3}")
_WORDS: Final = re.compile("[\u4e00-\u9fff]")
#: How many lines above a table its unit is looked for.
_LINES_ABOVE: Final = 3
#: A unit told below a table is a remark of its own: （单位：万元）
_LONGEST_UNIT: Final = 14


@lru_cache(maxsize=64)
def grids(text: str) -> tuple[Grid, ...]:
    r"""Return the tables of ``text``, in order.

    >>> (grid,) = grids("单位：万元\n项目\t金额\n设备费\t30\n")
    >>> grid.heads, grid.unit, grid.head(1), grid.name(1)
    (1, '万元', '金额', '设备费')
    """
    found: list[Grid] = []
    rows: list[tuple[Cell, ...]] = []
    start = position = 0
    for line in (*text.splitlines(keepends=True), ""):
        cells = _cells(line, position)
        if cells is None:
            made: list[Grid] = []
            if len(rows) >= _FEWEST_ROWS:
                made = _of_rows(text, start, position, rows)
            elif _may_stand_alone(rows):
                made = [_grid(text, start, position, rows)]
            made = [_gone_on(text, grid, found[-1]) for grid in made] if found else made
            found += [grid for grid in made if len(rows) >= _FEWEST_ROWS or _tells_money_alone(grid)]
            rows = []
        elif cells:
            start = start if rows else position
            rows.append(cells)
        position += len(line)
    for table in line_tables(text):
        placed = tuple(tuple(Cell(a, b, text[a:b]) for a, b in row) for row in table)
        found.append(Grid(placed[0][0].start, max(c.end for c in placed[-1]), placed, 1, None))
    return tuple(sorted(found, key=lambda grid: grid.start))


def _gone_on(text: str, grid: Grid, before: Grid) -> Grid:
    """Return a table with the unit of the one that it goes on behind a long cell's rest or a page's foot."""
    between = text[before.end - 1 : grid.start]
    parted = "\n\n" in between and _WORDS.search(between) is not None
    return grid if grid.unit or parted else replace(grid, unit=before.unit)


def _of_rows(text: str, start: int, end: int, rows: list[tuple[Cell, ...]]) -> list[Grid]:
    """Return the tables that rows without a break make: a form's row of quarters heads those below it.

    项目资金 | 30 ⏎ 季度 | 一季度 | 二季度 ⏎ 支出占比 | 40% | 60% ⏎ 备注 | 无
    """
    whole = _grid(text, start, end, rows)
    for head in range(max(1, whole.heads), len(rows) - 1):
        below = head + 1
        while below < len(rows) and _is_under(rows[head], rows[below]):
            below += 1
        if below == head + 1:
            continue
        first, last = rows[head][0].start, rows[below][0].start if below < len(rows) else end
        units = {whole.declared_above(row) for row in range(head + 1, below)}
        unit = whole.unit or (units.pop() if len(units) == 1 else None)
        quarters = Grid(first, last, tuple(rows[head:below]), 1, unit)
        above = Grid(start, first, whole.rows[:head], whole.heads, whole.unit)
        return [above, quarters, *(_of_rows(text, last, end, rows[below:]) if below < len(rows) else ())]
    return [whole]


def _is_under(head: tuple[Cell, ...], row: tuple[Cell, ...]) -> bool:
    """Tell whether ``head`` names quarters behind its first cell, and ``row`` tells a figure of each."""
    names = [cell.text for cell in head if cell.text]
    quarters = [cell for cell in head if _is_quarter(cell.text)]
    return (
        len(quarters) > 1
        and len(quarters) >= len(names) - 1
        and len(row) == len(head)
        and all(_says(cell.text) for cell, above in zip(row, head, strict=True) if above in quarters)
    )


def _is_quarter(words: str) -> bool:
    found = find_quarters(words)
    return len(found) == 1 and found[0].text == words


def _may_stand_alone(rows: list[tuple[Cell, ...]]) -> bool:
    """Tell whether there are cells of figures at all: most lines with a bar are no tables."""
    return any(is_figure(cell.text) or labelled(cell) for row in rows for cell in row)


def _tells_money_alone(grid: Grid) -> bool:
    """Tell whether a lone row is one of a form's: a label of money and a figure whose unit is told."""
    named = tells_money(grid.name(0))
    return any(
        (named and is_figure(cell.text) and grid.unit_of(0, column) in UNITS)
        or (labelled(cell) and grid.unit_in(0, column))
        for column, cell in enumerate(grid.rows[0])
    )


def labelled(cell: Cell) -> list[tuple[int, int]]:
    """Return where a cell's figures stand in the text that have labels of their own."""
    return [(cell.start + a, cell.start + b) for a, b in labelled_figures(cell.text, 0, len(cell.text))]


def _cells(line: str, at: int) -> tuple[Cell, ...] | None:
    """Return a line's cells; none of a ruling line, ``None`` of a line that is no row."""
    if "\t" not in line and "|" not in line:
        return None
    if _RULE.fullmatch(line):
        return ()
    pieces, offset = [], 0
    for written in re.split(r"[\t|]", line.rstrip("\r\n")):
        pieces.append((offset, written))
        offset += len(written) + 1
    body = line.strip(" \u3000\r\n")
    if body.startswith("|"):
        pieces = pieces[1:]
    if body.endswith("|"):
        pieces = pieces[:-1]
    cells = []
    for at_line, written in pieces:
        inner = written.strip()
        begin = at + at_line + len(written) - len(written.lstrip())
        cells.append(Cell(begin, begin + len(inner), inner))
    return tuple(cells)


def _grid(text: str, start: int, end: int, rows: list[tuple[Cell, ...]]) -> Grid:
    above = _lines_above(text, start)
    inside = ["".join(cell.text for cell in row) for row in rows[:_MOST_HEADS]]
    declared = [declared_unit(m) for line in (*above, *inside) for m in UNIT_ABOVE.finditer(line)]
    declared += [m[1] for line in above[-1:] if not declared and (m := _UNIT_ENDS_LINE.search(line))]
    below = _line_below(text, end)
    declared += [declared_unit(m) for m in UNIT_ABOVE.finditer(below[:_LONGEST_UNIT]) if not declared]
    heads = 0
    for row in rows[: min(_MOST_HEADS, len(rows) - 1)]:
        if any(_says(c.text) for c in row):
            break
        heads += 1
    return Grid(start, end, tuple(rows), heads, UNITS[declared[-1]] if declared else None)


def _lines_above(text: str, start: int) -> list[str]:
    """Return the last lines in front of a table that are not blank; no more of a long text is read."""
    found: list[str] = []
    while start > 0 and len(found) < _LINES_ABOVE:
        end, start = start, text.rfind("\n", 0, start - 1) + 1
        found = [*(line for line in text[start:end].splitlines() if line.strip()), *found]
    return found[-_LINES_ABOVE:]


def _line_below(text: str, end: int) -> str:
    """Return the first line behind a table that is not blank."""
    while end < len(text):
        start, end = end, text.find("\n", end) + 1 or len(text)
        if line := next((line for line in text[start:end].splitlines() if line.strip()), ""):
            return line
    return ""


def _says(cell: str) -> bool:
    """Tell whether a cell holds a figure, a month or a dash for none: it is none of a head's."""
    found = is_figure(cell) or find_amounts(cell) or find_percentages(cell) or _MONTH.search(cell)
    found = found or _NOTHING.fullmatch(cell)
    return bool(found) or bool(labelled_figures(cell, 0, len(cell)))
