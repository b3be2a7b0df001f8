"""The right side: budget tables with their headers, every amount as it is written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from nlp.document import Evidence
from nlp.outline.model import BudgetCell, BudgetRow, BudgetTable, Column
from nlp.report.marks import worst_severity, worst_verdict
from nlp.report.model import CellView, Half, HeaderCell, Item, RowView, TableView
from nlp.report.places import cell_name, name_of

#: Items by the name of a place they point at.
Links = Mapping[str, Sequence[Item]]


def links(items: Iterable[tuple[Item, Iterable[Evidence]]]) -> dict[str, list[Item]]:
    """Return the items that point at each place of a table."""
    found: dict[str, list[Item]] = {}
    for item, evidence in items:
        for name in dict.fromkeys(name_of(place) for place in evidence if place.table is not None):
            found.setdefault(name, []).append(item)
    return found


def table_view(table: BudgetTable, by_place: Links) -> TableView:
    """Return a table as it is drawn, its halves one below the other."""
    halves = sorted({row.half for row in table.all_rows()} | {column.half for column in table.columns})
    made = (_half(table, half, by_place) for half in halves)
    pages = f"{table.pages[0]}–{table.pages[-1]}" if len(table.pages) > 1 else "".join(map(str, table.pages))
    return TableView(table.id, table.kind, table.title, table.unit, pages, tuple(h for h in made if h.rows))


def _half(table: BudgetTable, half: int, by_place: Links) -> Half:
    columns = [column for column in table.columns if column.half == half]
    rows = [row for row in table.all_rows() if row.half == half]
    total_rows = {row.index for row in table.totals}
    return Half(
        headers=headers(columns),
        coded=any(row.code for row in rows),
        noted=any(row.texts for row in rows),
        rows=tuple(_row(table, row, columns, row.index in total_rows, by_place) for row in rows),
    )


def headers(columns: Sequence[Column]) -> tuple[tuple[HeaderCell, ...], ...]:
    """Return the header rows of columns: equal neighbours of one path become one cell.

    >>> a = Column(0, "合计", ("支出", "合计"), 0, 2)
    >>> b = Column(1, "基本支出", ("支出", "基本支出"), 0, 3)
    >>> [[(c.text, c.span, c.depth) for c in row] for row in headers([a, b])]
    [[('支出', 2, 1)], [('合计', 1, 1), ('基本支出', 1, 1)]]
    """
    paths = [column.path or (column.name,) for column in columns]
    depth = max(map(len, paths), default=0)
    rows: list[list[HeaderCell]] = [[] for _ in range(depth)]

    def fill(group: Sequence[tuple[str, ...]], level: int) -> None:
        # A path that ends here can't share its cell with one that goes on.
        for (text, ends), members in groupby(group, key=lambda path: (path[level], len(path) == level + 1)):
            same = list(members)
            if ends:
                rows[level].extend(HeaderCell(text, 1, depth - level) for _ in same)
            else:
                rows[level].append(HeaderCell(text, len(same), 1))
                fill(same, level + 1)

    fill(paths, 0)
    return tuple(tuple(row) for row in rows)


def _row(
    table: BudgetTable, row: BudgetRow, columns: Sequence[Column], total: bool, by_place: Links
) -> RowView:
    place = cell_name(table.id, row.index)
    pointing = by_place.get(place, ())
    cells = (_cell(table.id, row.index, c, row.cells[c.index], by_place) for c in columns)
    return RowView(
        place=place,
        code=row.code or "",
        label=row.label,
        level=row.level,
        total=total,
        cells=tuple(cells),
        notes=tuple(f"{name} {text}".strip() for name, text in row.texts),
        severity=worst_severity(item.severity for item in pointing),
        items=tuple(item.id for item in pointing),
    )


def _cell(table: str, row: int, column: Column, cell: BudgetCell | None, by_place: Links) -> CellView:
    place = cell_name(table, row, column.index)
    pointing = by_place.get(place, ())
    return CellView(
        place=place,
        text=cell.written if cell else "",
        verdict=worst_verdict(item.verdict for item in pointing),
        severity=worst_severity(item.severity for item in pointing),
        items=tuple(item.id for item in pointing),
    )
