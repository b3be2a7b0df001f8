"""Ties inside tables, between tables, and inside performance forms."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from nlp.mutate.figures import Figures, form_cells
from nlp.mutate.ties import Sum, significant
from nlp.outline.model import BudgetRow, BudgetTable, Column, Outline
from nlp.reconcile.headers import header
from nlp.reconcile.interval import ZERO, Interval, total
from nlp.reconcile.wording import norm

_TOTAL = re.compile(r"^(?:收入|支出|本年收入|本年支出|收支)?(?:合计|总计|小计)(?:数)?$")
_FUNDS = (("一般公共", "g"), ("政府性基金", "f"), ("国有资本", "s"), ("财政拨款", "z"))
_EMPTY_WORDS = re.compile(
    r"一般公共预算|政府性基金(?:预算)?|国有资本经营(?:预算)?|财政拨款|拨款|资金|收入|支出|本年|预算|决算|当年"
)
_NUMBER = re.compile(r"^(?:[一二三四五六七八九十]+[、.．]|[（(][一二三四五六七八九十\d]+[)）]|\d+[、.．])")


class Grid:
    """A budget table's figures by row and column."""

    def __init__(self, table: BudgetTable, found: Figures) -> None:
        self.table = table
        self.rows = list(table.all_rows())
        self.at = {(f.row, f.column): f for f in found.figures if f.table == table.id and f.row is not None}
        self.values = {f.index: Interval.of(f.value, f.quantum) for f in self.at.values()}

    def figure(self, row: int, column: Column) -> int | None:
        """Return the index of a cell's figure, ``None`` where nothing is stated."""
        found = self.at.get((row, column.index))
        return found.index if found else None

    def sum_tie(self, kind: str, whole: int | None, parts: list[int | None]) -> Sum | None:
        """Return the tie of a cell to the cells that add up to it, if they do."""
        stated = tuple(p for p in parts if p is not None)
        if whole is None or not stated:
            return None
        tie = Sum(kind, (whole,), stated)
        return tie if tie.holds(self.values) else None


def table_ties(outline: Outline, found: Figures) -> Iterator[Sum]:
    """Yield the ties of cells: down the codes, down to totals, across columns, between halves and tables."""
    grids = [Grid(t, found) for t in outline.tables if t.kind != "performance_form"]
    for grid in grids:
        for tie in (*_down_codes(grid), *_down_totals(grid), *_halves(grid)):
            if tie is not None:
                yield tie
        yield from _across(grid)
    yield from _between(grids)
    yield from _forms(outline, found)


def _additive(table: BudgetTable) -> list[Column]:
    """Return the columns of money: percentages and counts add up to nothing."""
    return [c for c in table.columns if header(c).change or not header(c).derived]


def _down_codes(grid: Grid) -> Iterator[Sum | None]:
    first: dict[str, int] = {}
    for number, row in enumerate(grid.rows):
        if row.code:
            first.setdefault(row.code, number)
    children: dict[str, list[int]] = defaultdict(list)
    for code, number in first.items():
        children[code.rpartition("-")[0]].append(number)
    tops = [n for code, n in first.items() if "-" not in code]
    for column in _additive(grid.table):
        for code, number in first.items():
            parts = [grid.figure(child, column) for child in children.get(code, [])]
            yield grid.sum_tie("下级科目", grid.figure(number, column), parts)
        for number, row in enumerate(grid.rows):
            if row.role == "total" and tops:
                parts = [grid.figure(top, column) for top in tops]
                yield grid.sum_tie("合计", grid.figure(number, column), parts)


def _down_totals(grid: Grid) -> Iterator[Sum | None]:
    """Rows of one numbering add up to the next total row; a later total adds what stands between them."""
    for half in {c.half for c in grid.table.columns}:
        columns = [c for c in _additive(grid.table) if c.half == half]
        order = sorted(
            (n for n, r in enumerate(grid.rows) if r.half == half), key=lambda n: grid.rows[n].evidence.start
        )
        if any(grid.rows[n].code for n in order):
            continue
        pending: list[int] = []
        for number in order:
            row = grid.rows[number]
            if _TOTAL.match(norm(row.label)):
                for column in columns:
                    yield _best_sum(grid, number, pending, column)
                pending = [number]
            else:
                pending.append(number)


def _best_sum(grid: Grid, whole: int, rows: list[int], column: Column) -> Sum | None:
    """Return the tie to all rows, or to those that are numbered like the first."""
    styles = [_style(grid.rows[n]) for n in rows]
    ways = [rows, [n for n, style in zip(rows, styles, strict=True) if style == styles[0]]] if rows else []
    for way in ways:
        tie = grid.sum_tie("合计", grid.figure(whole, column), [grid.figure(n, column) for n in way])
        if tie is not None:
            return tie
    return None


def _style(row: BudgetRow) -> str:
    found = _NUMBER.match(row.label.strip())
    return re.sub(r"[一二三四五六七八九十\d]+", "#", found[0]) if found else row.label[:2]


def _halves(grid: Grid) -> Iterator[Sum | None]:
    ends: dict[int, int] = {}
    for number, row in enumerate(grid.rows):
        if row.role == "total":
            column = next((c for c in grid.table.columns if c.half == row.half), None)
            figure = grid.figure(number, column) if column else None
            if figure is not None:
                ends[row.half] = figure
    if len(ends) == 2:
        one, two = ends.values()
        yield grid.sum_tie("收入与支出", one, [two])


def _across(grid: Grid) -> Iterator[Sum]:
    """Columns that add up to a column in every row, two rows of which at least have several parts."""
    for half in {c.half for c in grid.table.columns}:
        columns = [c for c in _additive(grid.table) if c.half == half]
        rows = [n for n, r in enumerate(grid.rows) if r.half == half and any(r.cells)]
        ways: set[tuple[int, tuple[int, ...]]] = set()
        active = list(range(len(columns)))
        for _ in range(2):
            inner: set[int] = set()
            for whole in active:
                rest = [c for c in active if c != whole]
                blocks = [
                    tuple(rest[a:b])
                    for a in range(len(rest))
                    for b in range(a + 2, min(len(rest), a + 9) + 1)
                ]
                for block in (*blocks, *combinations(rest, 2)):
                    if _adds_up(grid, columns, rows, whole, block):
                        ways.add((whole, block))
                        inner |= set(block)
            active = [c for c in active if c not in inner]
        # What a longer list of columns adds up to as well, the shorter one leaves out something of.
        longest = [(w, b) for w, b in ways if not any(w == v and set(b) < set(other) for v, other in ways)]
        for whole, block in sorted(longest):
            for number in rows:
                tie = grid.sum_tie(
                    "同行各列",
                    grid.figure(number, columns[whole]),
                    [grid.figure(number, columns[c]) for c in block],
                )
                if tie is not None:
                    yield tie


def _adds_up(grid: Grid, columns: list[Column], rows: list[int], whole: int, block: tuple[int, ...]) -> bool:
    telling = 0
    for number in rows:
        mine = grid.figure(number, columns[whole])
        parts = [p for c in block if (p := grid.figure(number, columns[c])) is not None]
        if mine is None and not parts:
            continue
        own = grid.values[mine] if mine is not None else ZERO
        if not total(grid.values[p] for p in parts).meets(own):
            return False
        telling += sum(grid.values[p].low + grid.values[p].high != 0 for p in parts) >= 2
    return telling >= (2 if len(rows) > 1 else 1)


def _between(grids: list[Grid]) -> Iterator[Sum]:
    """Cells of one name, one fund, one year and one value in different tables."""
    named: dict[tuple[object, ...], list[tuple[Grid, int]]] = defaultdict(list)
    for grid in grids:
        if grid.table.kind == "other":
            continue
        for (number, index), figure in grid.at.items():
            if number is None or index is None or significant(figure.value) < 3:
                continue
            named[_name(grid, grid.rows[number], grid.table.columns[index])].append((grid, figure.index))
    for cells in named.values():
        for (one, a), (two, b) in combinations(cells, 2):
            if one is not two and one.values[a].meets(two.values[b]):
                yield Sum("表间", (a,), (b,))


def _name(grid: Grid, row: BudgetRow, column: Column) -> tuple[object, ...]:
    told = header(column)
    title = norm(grid.table.title)
    words = {w for part in told.path if (w := _bare(part))}
    if "基本支出" in title and "项目支出" not in title:
        words.add("基本")
    label = "" if _TOTAL.match(norm(row.label)) else _bare(row.label)
    place = title + "".join(told.full)
    if not re.search(r"一般公共|政府性基金|国有资本", place):
        place += row.label
    fund = next((code for word, code in _FUNDS if word in place), "")
    return (fund, told.derived, told.prior, row.code, frozenset(words | ({label} if label else set())))


def _bare(text: str) -> str:
    text = _NUMBER.sub("", re.sub(r"^其中[:：]", "", norm(text)))
    return "" if _TOTAL.match(text) or text in ("金额", "合计") else _EMPTY_WORDS.sub("", text)


def _forms(outline: Outline, found: Figures) -> Iterator[Sum]:
    by_start = {f.start: f for f in found.figures}
    for form in outline.forms:
        cells = {name: by_start.get(cell.evidence.start) for name, cell in form_cells(form).items()}
        values = {f.index: Interval.of(f.value, f.quantum) for f in cells.values() if f}
        for whole, parts in (
            ("total", ("fiscal", "other_total")),
            ("annual", ("appropriation", "carry_over", "other_annual")),
        ):
            mine = cells.get(whole)
            stated = tuple(f.index for p in parts if (f := cells.get(p)))
            if mine and stated:
                tie = Sum("绩效目标表", (mine.index,), stated)
                if tie.holds(values):
                    yield tie
