"""AMOUNT_* spans of a table of money: the role of each figure by its row's name and its column's head."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from nlp.tagger.rules.form_rows import beside_a_total, lone_row, source_named
from nlp.tagger.rules.labels import is_source
from nlp.tagger.rules.passages import Passage
from nlp.tagger.rules.table_figures import Figure, figures, is_sum, money_grids, year_named
from nlp.tagger.spans import FieldSpan, Label
from nlp.values.amount import Amount
from nlp.values.dates import find_quarters
from nlp.values.grid import Grid

_NESTED: Final = re.compile(r"(?:其中|包括|包含|含)")
#: A sum of two others at least.
_FEWEST_SUMMED: Final = 3
_SOURCE_COLUMN: Final = re.compile("(?:资金|经费)?(?:来源|渠道)|(?:资金|经费)性质|出资方")
_GROUP: Final = re.compile(r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[)）]")


def amount_spans(part: Passage, fiscal_year: int | None) -> list[FieldSpan]:
    """Return the spans of a passage's tables of money; quarters are :func:`quarter_spans`' own."""
    result: list[FieldSpan] = []
    for grid in money_grids(part.text):
        found = [f for f in figures(part.text, grid) if not f.is_percent]
        found = [f for f in found if not (find_quarters(f.head) or find_quarters(f.name))]
        for figure, label in _grid_roles(found, grid, fiscal_year):
            result.append(part.span(label, figure.value.start, figure.value.end, 0.9))
    return result


def _grid_roles(
    found: Sequence[Figure], grid: Grid, fiscal_year: int | None
) -> Iterator[tuple[Figure, Label]]:
    if len(grid.rows) == 1:
        return lone_row(found, fiscal_year)
    told = beside_a_total(found, fiscal_year)
    return iter(told) if told else _roles(found, _row_sources(grid), fiscal_year)


def _row_sources(grid: Grid) -> dict[int, Label]:
    """Return who pays each row, where a column says it in words: 资金来源 | 财政拨款."""
    columns = [
        c for c in range(len(grid.rows[0])) if _SOURCE_COLUMN.fullmatch(re.sub(r"\s", "", grid.head(c)))
    ]
    return {
        row: label
        for column in columns[:1]
        for row in range(grid.heads, len(grid.rows))
        if column < len(grid.rows[row]) and (label := source_named(grid.rows[row][column].text))
    }


def _roles(
    found: Sequence[Figure], paid: dict[int, Label], fiscal_year: int | None
) -> Iterator[tuple[Figure, Label]]:
    by_year = {f: y for f in found if (y := year_named(f.head) or year_named(f.name)) is not None}
    if len(set(by_year.values())) > 1:
        yield from _by_years(found, by_year, fiscal_year)
        return
    rows = sorted({f.row for f in found})
    sums = [r for r in rows if any(f.row == r and is_sum(f.name) for f in found)]
    sources = [f for f in found if source_named(f.head)]
    whole = sums[:1] or (rows if len(rows) == 1 else _sum_row(found))
    for figure in found:
        if figure in sources and figure.row in whole and (label := source_named(figure.head)):
            yield figure, label
    main: dict[int, Figure] = {}
    for figure in found:
        if figure not in sources:
            main.setdefault(figure.row, figure)
    for row in whole:
        if row in main:
            yield main[row], "AMOUNT_TOTAL"
    named = [main[r] for r in rows if r in main and r not in (*sums, *whole)]
    by_source = [f for f in named if source_named(f.name)]
    if len(by_source) == len(named):
        yield from ((f, label) for f in by_source if (label := source_named(f.name)))
        return
    yield from ((f, paid[f.row]) for f in named if f.row in paid)
    total = main[whole[0]].value if whole and whole[0] in main else None
    # 年度资金 156.4, 其中：财政拨款 156.4, and below them what it is spent on.
    if isinstance(total, Amount) and sum((_value(f) for f in by_source), Decimal(0)) == total.value:
        yield from ((f, label) for f in by_source if (label := source_named(f.name)))
    for figure in _items(named, total.value if isinstance(total, Amount) else None):
        if not is_source(figure.name):
            yield figure, "AMOUNT_COMPONENT"


def _sum_row(found: Sequence[Figure]) -> list[int]:
    """Return the first or the last row where it is the sum of all others, whatever it is called.

    A row whose only others begin with 其中 is their whole.
    """
    first: dict[int, Figure] = {}
    for figure in found:
        if not _NESTED.match(figure.name):
            first.setdefault(figure.row, figure)
    if len(first) == 1 and all(_NESTED.match(f.name) for f in found if f.row not in first):
        return list(first)
    values = [(row, _value(figure)) for row, figure in first.items()]
    whole = sum((value for _, value in values), Decimal(0))
    ends = (values[0], values[-1]) if len(values) >= _FEWEST_SUMMED else ()
    return [row for row, value in ends if value and whole == 2 * value][:1]


def _by_years(
    found: Sequence[Figure], by_year: dict[Figure, int], fiscal_year: int | None
) -> Iterator[tuple[Figure, Label]]:
    """Yield the figures of a table that goes year by year; of many rows, only their sum's."""
    across = any(year_named(f.head) for f in by_year)
    rows = sorted({f.row for f in found})
    sums = {f.row for f in found if is_sum(f.name)}
    chosen = [f for f in found if not across or f.row in sums or len(rows) == 1]
    if not across and (totals := {f.column for f in chosen if _says_sum(f.head)}):
        chosen = [f for f in chosen if f.column == max(totals)]
    seen: set[int] = set()
    if not across:
        yield from _sources_of_year(found, by_year, fiscal_year)
        chosen = [f for f in chosen if not source_named(f.head)] or chosen
    if across and sums:
        yield from ((f, "AMOUNT_COMPONENT") for f in _parts_of_year(found, by_year, sums, fiscal_year))
    for figure in chosen:
        year = by_year.get(figure)
        if year is None and (across or is_sum(figure.name)):
            yield figure, "AMOUNT_MULTI_YEAR"
        elif year is not None and year not in seen:
            seen.add(year)
            yield figure, "AMOUNT_TOTAL" if year == fiscal_year else "AMOUNT_OTHER_YEAR"


def _sources_of_year(
    found: Sequence[Figure], by_year: dict[Figure, int], fiscal_year: int | None
) -> Iterator[tuple[Figure, Label]]:
    """Yield who pays in the fiscal year's row: 年度 | 总额 | 财政拨款 | 自筹; nothing paid is no source."""
    for figure in found:
        if by_year.get(figure) == fiscal_year and _value(figure) and (label := source_named(figure.head)):
            yield figure, label


def _parts_of_year(
    found: Sequence[Figure], by_year: dict[Figure, int], sums: set[int], fiscal_year: int | None
) -> list[Figure]:
    """Return the fiscal year's figures of the rows that are together what the row of sums says."""
    column = [f for f in found if by_year.get(f) == fiscal_year]
    parts = [
        f for f in column if f.row not in sums and not is_source(f.name) and source_named(f.name) is None
    ]
    whole = [_value(f) for f in column if f.row in sums]
    return parts if whole and sum((_value(f) for f in parts), Decimal(0)) == whole[0] else []


def _says_sum(head: str) -> bool:
    """Tell whether a column holds the sums of the others: 合计, 小计（万元）."""
    return (
        re.fullmatch(
            "(?:资金|经费|预算|年度|本年)*(?:合计|小计|总计|总额)", re.sub(r"[（(].*?[)）]|\s", "", head)
        )
        is not None
    )


def _items(named: Sequence[Figure], total: Decimal | None) -> Sequence[Figure]:
    """Return the rows that are the total's parts: groups or their items, never both."""
    plain = [f for f in named if not _NESTED.match(f.name)]
    groups = [f for f in plain if _GROUP.match(f.name)]
    items = [f for f in plain if f not in groups]
    for choice in (plain, groups, items):
        if total is not None and sum((_value(f) for f in choice), Decimal(0)) == total:
            return choice
    return plain if not groups else items or groups


def _value(figure: Figure) -> Decimal:
    return figure.value.value
