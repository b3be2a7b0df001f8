"""Tables inside a text: rows of cells divided by tabs or bars, and figures whose unit stands elsewhere.

A unit may stand in a column's head (金额（万元）, 比例（%）), in a row's name, or above (单位：万元).
Grids are found in text alone, so that a tagger and the fields see the same ones.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final, Literal

from nlp.values.amount import Amount, Unit, find_amounts
from nlp.values.fold import fold
from nlp.values.line_cells import line_tables
from nlp.values.listed import (
    BARE_YEAR,
    UNIT_ABOVE,
    UNIT_IN_HEAD,
    UNITS,
    declared_unit,
    labelled_figures,
    line_amounts,
    line_percentages,
    no_money,
    tells_money,
)
from nlp.values.numeral import parse_number, written_decimals
from nlp.values.percent import Percentage, find_percentages
from nlp.values.quarter import find_quarters
from nlp.values.words import any_of, words

#: A row without a figure is a head only among the first.
_MOST_HEADS: Final = 3
_FEWEST_ROWS: Final = 2
_RULE: Final = re.compile(r"[\s:：|\-—–=+]*")
_FIGURE: Final = re.compile(
    r"[-－]?(?!0[0-9])[0-9]{1,3}(?:[,，][0-9]{3})+(?:\.[0-9]+)?|[-－]?(?!0[0-9])[0-9]+(?:\.[0-9]+)?"
)
#: 支出明细表（万元）, right above a table.
_UNIT_ENDS_LINE: Final = re.compile(r"[（(](?:人民币)?(万元|亿元|元)[)）]\s*[:：]?\s*$")
_MONTH: Final = re.compile(r"[0-9]\s*月|(?:19|20)[0-9]{2}[.\-/][0-9]")
#: A cell of how many there are: 2台, 1,200人次.
_COUNT: Final = re.compile(r"\d[\d,.]*\s*(?![年月日季])[\u4e00-\u9fff]{1,3}")
#: A cell in which nothing is told where its column tells a figure.
_NOTHING: Final = re.compile("[—－–-]{1,3}")
#: How many lines above a table its unit is looked for.
_LINES_ABOVE: Final = 3
#: A unit told below a table is a remark of its own: （单位：万元）
_LONGEST_UNIT: Final = 14
#: Columns that say how a figure was come by, or where it comes from: no row's name.
_REMARKS: Final = re.compile("依据|测算|说明|备注|规格|来源|性质|渠道")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell with its characters at ``start:end`` of the text, blanks at its ends left out."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows of cells at ``start:end`` of a text; the first ``heads`` rows name the columns."""

    start: int
    end: int
    rows: tuple[tuple[Cell, ...], ...]
    heads: int
    unit: Unit | None

    def head(self, column: int) -> str:
        """Return the names of a column, from the top."""
        return "".join(row[column].text for row in self.rows[: self.heads] if column < len(row))

    def name(self, row: int) -> str:
        """Return a row's name: its last cell of words in front of its first figure; a number may lead.

        A quarter in front names its row, whatever work is told behind it.
        """
        if quarter := self._quarter_in_front(row):
            return quarter
        name = spare = ""
        for column, cell in enumerate(self.rows[row]):
            figure = is_figure(cell.text) or find_amounts(cell.text) or find_percentages(cell.text)
            if figure and not column and self._is_year(cell, column):
                name = cell.text
                continue
            if column and _REMARKS.search(self.head(column)):
                spare = spare or ("" if figure else cell.text)
                continue
            if figure and (name or column):
                break
            worded = not figure and re.search(r"[\u4e00-\u9fff]", cell.text) is not None
            if worded and not (name and _COUNT.fullmatch(cell.text)):
                name = cell.text
        return name or spare

    def _quarter_in_front(self, row: int) -> str:
        """Return the cell of a quarter that a row begins with, behind its number or not, else nothing."""
        cells = self.rows[row]
        first = next((c.text for c in cells[:2] if c.text and not is_figure(c.text)), "")
        quarter = find_quarters(first)
        return first if len(quarter) == 1 and quarter[0].text == first else ""

    def _is_year(self, cell: Cell, column: int) -> bool:
        """Tell whether a bare figure is the year of its row: 年度 above, 2027 below."""
        return BARE_YEAR.fullmatch(cell.text) is not None and "年" in self.head(column)[:2]

    def unit_of(self, row: int, column: int) -> Unit | Literal["%"] | None:
        """Return the unit of a bare figure; ``None`` where nothing declares one for this column."""
        head = self.head(column)
        if self._is_year(self.rows[row][column], column):
            return None
        for place in (head, self.name(row), self._group(row)):
            if declared := UNIT_IN_HEAD.search(place):
                return UNITS.get(declared[1], "%")
        if no_money().search(head) or (not self.heads and column == 0):
            return None
        return self.unit or (self._only_unit() if _money().search(head) else None) or self.declared_above(row)

    def unit_in(self, row: int, column: int) -> Unit | None:
        """Return the unit of figures that have labels of their own in a cell, whatever its column tells."""
        for place in (self.head(column), self._group(row)):
            if declared := UNIT_IN_HEAD.search(place):
                return UNITS.get(declared[1])
        return self.unit or self.declared_above(row)

    def declared_above(self, row: int) -> Unit | None:
        """Return the unit that a form's row declares for those below it that tell money: 项目资金（万元）."""
        if not _money().search(self.name(row)):
            return None
        above = (self.rows[at][0].text for at in range(row, -1, -1))
        declared = next(
            (m for text in above if _money().search(text) and (m := UNIT_IN_HEAD.search(text))), None
        )
        return UNITS.get(declared[1]) if declared else None

    def _group(self, row: int) -> str:
        """Return the first cell of a row, or of the row above that it continues: 项目资金（万元）."""
        while row > self.heads and not self.rows[row][0].text:
            row -= 1
        return self.rows[row][0].text

    def _only_unit(self) -> Unit | None:
        """Return the unit that one head declares and no other contradicts: 总投资（万元）, 2024年, 2025年."""
        found = {m[1] for row in self.rows[: self.heads] for c in row if (m := UNIT_IN_HEAD.search(c.text))}
        units = {UNITS[unit] for unit in found if unit in UNITS}
        return units.pop() if len(units) == 1 else None


def is_figure(text: str) -> bool:
    """Tell whether a cell holds a bare number.

    >>> is_figure("1,204.50"), is_figure("2080"), is_figure("0208"), is_figure("3项")
    (True, True, False, False)
    """
    return _FIGURE.fullmatch(fold(text)) is not None


@cache
def _money() -> re.Pattern[str]:
    return re.compile(any_of(words().table.money))


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
            if len(rows) >= _FEWEST_ROWS:
                found += _of_rows(text, start, position, rows)
            elif _may_stand_alone(rows) and _tells_money_alone(grid := _grid(text, start, position, rows)):
                found.append(grid)
            rows = []
        elif cells:
            start = start if rows else position
            rows.append(cells)
        position += len(line)
    for table in line_tables(text):
        placed = tuple(tuple(Cell(a, b, text[a:b]) for a, b in row) for row in table)
        found.append(Grid(placed[0][0].start, max(c.end for c in placed[-1]), placed, 1, None))
    return tuple(sorted(found, key=lambda grid: grid.start))


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
    return any(is_figure(cell.text) or _labelled(cell) for row in rows for cell in row)


def _tells_money_alone(grid: Grid) -> bool:
    """Tell whether a lone row is one of a form's: a label of money and a figure whose unit is told."""
    named = tells_money(grid.name(0))
    return any(
        (named and is_figure(cell.text) and grid.unit_of(0, column) in UNITS)
        or (_labelled(cell) and grid.unit_in(0, column))
        for column, cell in enumerate(grid.rows[0])
    )


def _labelled(cell: Cell) -> list[tuple[int, int]]:
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
        written = text[start:end]
        number = parse_number(written)
        if number is not None:
            found.append(Amount(start, end, written, number, unit, written_decimals(written)))
    return tuple(found)


def _labelled_figures(text: str) -> list[tuple[int, int, Unit]]:
    """Return the figures of cells that tell several, each behind its label, with their units."""
    return [
        (*place, unit)
        for grid in grids(text)
        for row in range(grid.heads, len(grid.rows))
        for column, cell in enumerate(grid.rows[row])
        if (places := _labelled(cell)) and (unit := grid.unit_in(row, column)) is not None
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


def _figures(text: str) -> list[tuple[Cell, Unit | Literal["%"]]]:
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
    plain = find_amounts(text)
    tables = cell_amounts(text)
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
