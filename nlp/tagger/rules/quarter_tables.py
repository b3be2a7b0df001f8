"""QUARTER spans of a table: a row a quarter, or a column a quarter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from nlp.tagger.rules.passages import Passage
from nlp.tagger.rules.table_figures import Figure, figures, is_sum
from nlp.tagger.spans import FieldSpan
from nlp.values.cells import Grid, grids
from nlp.values.dates import find_quarters


def quarter_spans(part: Passage) -> list[FieldSpan]:
    """Return the quarters that tables tell: a row a quarter, or a column a quarter."""
    result: list[FieldSpan] = []
    for grid in grids(part.text):
        found = figures(part.text, grid)
        rows = [f for f in found if _is_quarter(f.name)]
        across = [f for f in found if _is_quarter(f.head)]
        if len({f.name for f in rows}) > 1:
            result += _by_rows(part, grid, rows)
        elif len({f.head for f in across}) > 1:
            result += _by_columns(part, across)
    return result


def _is_quarter(words: str) -> bool:
    found = find_quarters(words)
    return len(found) == 1 and len(re.sub(r"[（(].*?[)）]|\s", "", words)) - len(found[0].text) <= 6


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
