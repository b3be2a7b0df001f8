"""A table inside a text as rows of cells, and the unit of a bare figure in it.

A unit may stand in a column's head (金额（万元）, 比例（%）), in a row's name, or above (单位：万元).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

from nlp.values.amount import find_amounts
from nlp.values.fold import fold
from nlp.values.listed import BARE_YEAR, UNIT_IN_HEAD, UNITS, ToldUnit, no_money
from nlp.values.percent import find_percentages
from nlp.values.quarter import find_quarters
from nlp.values.words import any_of, words

_FIGURE: Final = re.compile(
    r"[-－]?(?!0[0-9])[0-9]{1,3}(?:[,，][0-9]{3})+(?:\.[0-9]+)?|[-－]?(?!0[0-9])[0-9]+(?:\.[0-9]+)?"
)
#: A cell of how many there are: 2台, 1,200人次.
_COUNT: Final = re.compile(r"\d[\d,.]*\s*(?![年月日季])[\u4e00-\u9fff]{1,3}")
_UNIT_ALONE: Final = re.compile(r"[（(](?:单位[:：])?[千万亿]?元[)）]")
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
    unit: ToldUnit | None

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

    def unit_of(self, row: int, column: int) -> ToldUnit | Literal["%"] | None:
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

    def unit_in(self, row: int, column: int) -> ToldUnit | None:
        """Return the unit of figures that have labels of their own in a cell, whatever its column tells."""
        for place in (self.head(column), self._group(row)):
            if declared := UNIT_IN_HEAD.search(place):
                return UNITS.get(declared[1])
        return self.unit or self.declared_above(row)

    def declared_above(self, row: int) -> ToldUnit | None:
        """Return the unit that a form's row declares for those below it that tell money: 项目资金（万元）."""
        if not _money().search(self.name(row)):
            return None
        above = (self.rows[at][0].text for at in range(row, -1, -1))
        declared = next(
            (m for text in above if _money().search(text) and (m := UNIT_IN_HEAD.search(text))), None
        )
        return UNITS.get(declared[1]) if declared else None

    def _group(self, row: int) -> str:
        """Return the first cell of a row, or of the row above that it continues: 项目资金（万元）.

        The page's width may cut it: 项目资金, and in the row below （万元）.
        """
        while row > self.heads and not self.rows[row][0].text:
            row -= 1
        below = self.rows[row + 1][0].text if row + 1 < len(self.rows) else ""
        return self.rows[row][0].text + (below if _UNIT_ALONE.fullmatch(below) else "")

    def _only_unit(self) -> ToldUnit | None:
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
