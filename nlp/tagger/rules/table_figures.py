"""The figures of a passage's tables, each with its row's name and its column's head."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from nlp.tagger.rules.lexicon import any_of, field_words
from nlp.values.amount import Amount
from nlp.values.cells import money_in, percentages_in
from nlp.values.dates import find_quarters
from nlp.values.grid import Grid
from nlp.values.grids import grids
from nlp.values.listed import labelled_figures
from nlp.values.percent import Percentage

_YEAR: Final = re.compile(
    r"(20\d\d)年?度?(?:预算|安排|计划|投资|资金|金额|预算数|支出|拟安排|已安排|执行数)*"
)
_SERIAL: Final = re.compile(r"(?:序|编|行|项)\s*[号次]|No\.?")
_PRICE: Final = re.compile(r"单价|标准|均价|依据|测算|说明|备注")
#: A cell of more characters is a sentence.
_LONGEST_CELL: Final = 30


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of a table with its place, its row's name and its column's head."""

    row: int
    column: int
    name: str
    head: str
    value: Amount | Percentage

    @property
    def is_percent(self) -> bool:
        """Whether the figure is a percentage."""
        return isinstance(self.value, Percentage)


def money_grids(text: str) -> tuple[Grid, ...]:
    """Return the tables whose columns or rows tell the figures' roles: a declared unit, or named columns."""
    return tuple(grid for grid in grids(text) if _is_money(text, grid))


def inside(position: int, found: Sequence[Grid]) -> bool:
    """Tell whether ``position`` lies in a cell of one of the tables that is no prose (:func:`is_prose`)."""
    for grid in found:
        if grid.start <= position < grid.end:
            cells = (cell for row in grid.rows for cell in row)
            return not any(c.start <= position < c.end and is_prose(c.text) for c in cells)
    return False


def is_prose(words: str) -> bool:
    """Tell whether a cell says more than one figure, or names it: a form's row that tells its money in words.

    >>> is_prose("12,860,400"), is_prose("约30万元（含税）"), is_prose("省级补助5万元，市级财政7万元")
    (False, False, True)
    >>> is_prose("本年预算：228.00")
    True
    """
    if labelled_figures(words, 0, len(words)):
        return True
    return sum(not amount.per_unit for amount in money_in(words)) > 1 or len(words) > _LONGEST_CELL


def _is_money(text: str, grid: Grid) -> bool:
    found = figures(text, grid)
    bare = any(not re.search("元|万|亿", f.value.text) for f in found if not f.is_percent)
    across = sum(bool(find_quarters(f.head)) or year_named(f.head) is not None for f in found) > 1
    return bare or across


def figures(text: str, grid: Grid) -> list[Figure]:
    """Return a table's figures in money or percent, prices left out."""
    found: list[Amount | Percentage] = [*money_in(text), *percentages_in(text)]
    values = [v for v in found if grid.start <= v.start < grid.end]
    return [
        Figure(row, column, grid.name(row), grid.head(column), value)
        for row in range(grid.heads, len(grid.rows))
        for column, cell in enumerate(grid.rows[row])
        if not is_prose(cell.text)
        for value in values
        if cell.start <= value.start
        and value.end <= cell.end
        and not (isinstance(value, Amount) and value.per_unit)
        and not _PRICE.search(grid.head(column))
        and not _SERIAL.fullmatch(grid.head(column))
    ]


def year_named(words: str) -> int | None:
    """Return the year that a row or a column stands for: 2025年预算."""
    found = _YEAR.fullmatch(re.sub(r"[（(].*?[)）]|\s", "", words))
    return int(found[1]) if found else None


def is_sum(name: str) -> bool:
    """Tell whether a row is the sum of the others: 合计, 资金总额, not 小计."""
    bare = re.sub(r"[（(].*?[)）]|[\s：:]", "", name)
    return (
        re.fullmatch(
            rf"(?:资金|经费|预算|费用|项目|本年|年度)*{any_of(field_words().amount.sums)}(?:金额|数)?", bare
        )
        is not None
        and bare != "小计"
    )
