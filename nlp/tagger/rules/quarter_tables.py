"""QUARTER spans of a table: a row a quarter, or a column a quarter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from nlp.tagger.rules.passages import Passage
from nlp.tagger.rules.table_figures import Figure, figures, is_sum
from nlp.tagger.spans import FieldSpan
from nlp.values.dates import find_quarters
from nlp.values.grid import Grid
from nlp.values.grids import grids
from nlp.values.quarter import quarter_number

_NUMBER: Final = re.compile(r"第?([1-4一二三四])")


def quarter_spans(part: Passage) -> list[FieldSpan]:
    """Return the quarters that tables tell: a row a quarter, or a column a quarter."""
    result: list[FieldSpan] = []
    for grid in grids(part.text):
        found = figures(part.text, grid)
        rows = [f for f in found if _is_quarter(f.name)]
        across = [f for f in found if _is_quarter(f.head)]
        if len(numbered := list(_numbered(part, grid))) > 1:
            result += numbered
        elif len({f.name for f in rows}) > 1:
            result += _by_rows(part, grid, rows)
        elif len({f.head for f in across}) > 1:
            result += _by_columns(part, across)
    return result


def _is_quarter(words: str) -> bool:
    found = find_quarters(words)
    return len(found) == 1 and len(re.sub(r"[（(].*?[)）]|\s", "", words)) - len(found[0].text) <= 6


def numbered_row(text: str, position: int) -> int | None:
    r"""Return the quarter whose bare number stands at ``position`` in a column of quarters.

    >>> text = "季度|金额（万元）\n一|39.2\n二|49\n"
    >>> numbered_row(text, text.index("二")), numbered_row(text, 0)
    (2, None)
    """
    for grid in grids(text):
        for row in grid.rows[grid.heads :] if grid.start <= position < grid.end else ():
            for column, cell in enumerate(row):
                if cell.start == position and "季" in grid.head(column):
                    number = _NUMBER.fullmatch(cell.text)
                    return quarter_number(number[1]) if number else None
    return None


def _numbered(part: Passage, grid: Grid) -> Iterator[FieldSpan]:
    """Yield the rows of a table whose first column holds bare numbers below 季度."""
    found = figures(part.text, grid)
    for row in range(grid.heads, len(grid.rows)):
        mine = [f for f in found if f.row == row]
        name = next((c for c in grid.rows[row] if numbered_row(part.text, c.start) is not None), None)
        if mine and name:
            yield part.span("QUARTER", name.start, max(f.value.end for f in mine), 0.9)


def _by_rows(part: Passage, grid: Grid, found: Sequence[Figure]) -> Iterator[FieldSpan]:
    for row in sorted({f.row for f in found}):
        mine = [f for f in found if f.row == row]
        name = next(c for c in grid.rows[row] if c.text == mine[0].name)
        start = name.start + find_quarters(name.text)[0].start
        yield part.span("QUARTER", start, max(f.value.end for f in mine), 0.9)


def _by_columns(part: Passage, found: Sequence[Figure]) -> Iterator[FieldSpan]:
    """Yield the figures of one row of percentages and one of money: the sum's, or the only one."""
    for percent in (True, False):
        mine = [f for f in found if f.is_percent == percent]
        rows = sorted({f.row for f in mine})
        sums = sorted({f.row for f in mine if is_sum(f.name)})
        row = sums[0] if sums else rows[0] if len(rows) == 1 else None
        for figure in mine:
            if figure.row == row:
                yield part.span("QUARTER", figure.value.start, figure.value.end, 0.9)
