"""Find the cells of budget tables that a :class:`CellRef` describes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache

from nlp.document import Evidence
from nlp.outline.model import BudgetCell, BudgetRow, BudgetTable, Column, Outline
from nlp.reconcile.headers import header, own_columns, prior_columns
from nlp.reconcile.identity import remembered
from nlp.reconcile.measures import CellRef, Stage, measures
from nlp.reconcile.wording import cite, norm

__all__ = ["Place", "find_column", "find_places", "is_blank", "label_key", "norm"]

_ENUMERATOR = re.compile(
    r"^(?:[一二三四五六七八九十]+[、.．]|\([一二三四五六七八九十]+\)|\d+[、.．)](?!\d)|\(\d+\)|[①-⑳])"
)
#: The amount column of a table whose other columns say something else.
_ONLY_AMOUNT = ("预算数", "本年预算数", "决算数", "金额", "合计")


@lru_cache(maxsize=8192)
def label_key(label: str) -> str:
    """Return a row label without its numbering and 其中, for comparison.

    >>> label_key("一、财政拨款收入"), label_key("其中：（1）运行费")
    ('财政拨款收入', '运行费')
    """
    key = norm(label)
    while True:
        shorter = _ENUMERATOR.sub("", re.sub(r"^其中:?", "", key))
        if shorter == key:
            return key
        key = shorter


@dataclass(frozen=True, slots=True)
class Place:
    """One cell of a table: its row, its column, and the cell, ``None`` where nothing is stated."""

    table: BudgetTable
    row: BudgetRow
    column: Column
    cell: BudgetCell | None

    @property
    def value(self) -> Decimal:
        """The amount in 元; an empty cell plans nothing, 0."""
        return self.cell.value if self.cell else Decimal(0)

    @property
    def quantum(self) -> Decimal:
        """One unit of the last digit in 元; of an empty cell 0, for nothing is exact."""
        return self.cell.quantum if self.cell else Decimal(0)

    @property
    def evidence(self) -> Evidence:
        """The cell's place; of an empty cell the place of its row's label or of the row."""
        if self.cell:
            return self.cell.evidence
        label = self.row.label_evidence or self.row.evidence
        return label.in_table(self.table.id, self.row.index, self.column.index)

    def describe(self) -> str:
        """Return "《table》row/column" for a sentence."""
        name = self.column.name
        if norm(name) in ("合计", "小计") and len(self.column.path) > 1:
            name = "/".join(self.column.path[-2:])
        row = f"{cite(self.row.label)}行" if self.row.label else ""
        return f"《{self.table.title}》{row}{cite(name)}列"


@cache
def _tail(wanted: str) -> tuple[str, ...]:
    return tuple(norm(part) for part in wanted.split("/"))


@lru_cache(maxsize=4096)
def _names(column: Column) -> frozenset[tuple[str, ...]]:
    """Return the tails of a header by which its column is called, and its stage where that is all it says."""
    told = header(column)
    tails = {path[i:] for path in (told.path, told.full) for i in range(len(path))}
    alone = () if told.path or told.stage is None else ((told.stage,),)
    return frozenset((*tails, (norm(column.name),), *alone))


@lru_cache(maxsize=8192)
def tells_stage(column: Column, stage: Stage) -> bool:
    """Return whether a column's header tells a stage: 调整后预算数 is no 年初预算."""
    told, words = header(column).stage or "", measures().words
    fits = told.endswith(words.stage_columns.get(stage, ()))
    return fits and not told.startswith(words.stage_others.get(stage, ()))


@remembered
def _by_name(
    table: BudgetTable, half: int | None, stage: Stage | None, prior: bool
) -> tuple[dict[tuple[str, ...], Column], Column | None]:
    """Return the first column of every name, and the only column if there is only one."""
    columns = prior_columns(table, half) if prior else own_columns(table, half)
    if stage is not None and any(header(c).stage for c in columns):
        fitting = tuple(c for c in columns if tells_stage(c, stage))
        columns = fitting + tuple(c for c in columns if header(c).stage is None)
    found: dict[tuple[str, ...], Column] = {}
    for column in columns:
        for name in _names(column):
            found.setdefault(name, column)
    return found, columns[0] if len(columns) == 1 else None


def find_column(
    table: BudgetTable,
    names: tuple[str, ...],
    half: int | None,
    stage: Stage | None = None,
    prior: bool = False,
) -> Column | None:
    """Return the first column, by the order of ``names``, of a half; without names its only amount column.

    ``prior`` asks for the year before instead of the table's own year.
    """
    columns, only = _by_name(table, half, stage, prior)
    if not names and only is not None:
        return only
    return next((c for name in names or _ONLY_AMOUNT if (c := columns.get(_tail(name))) is not None), None)


@remembered
def _by_label(table: BudgetTable) -> dict[str, list[BudgetRow]]:
    """Return the rows, then the total rows, by their labels' keys."""
    found: dict[str, list[BudgetRow]] = {}
    for row in table.all_rows():
        found.setdefault(label_key(row.label), []).append(row)
    return found


def _rows(table: BudgetTable, ref: CellRef) -> Iterator[BudgetRow]:
    """Yield the rows that fit, in the order of preference."""

    def in_half(row: BudgetRow) -> bool:
        return ref.half is None or row.half == ref.half

    by_label = _by_label(table)
    for wanted in ref.row:
        if wanted == "*":
            # A table of one line of figures (the 三公 table): its only row that states anything.
            stated = [r for r in table.all_rows() if in_half(r) and any(r.cells)]
            if len(stated) == 1:
                yield stated[0]
            elif not stated and len(table.rows) + len(table.totals) == 1:
                yield from table.all_rows()
            continue
        named = by_label.get(norm(wanted), ())
        found = (r for r in named if in_half(r) and r.role == "item")
        yield from (r for r in found if not ref.under or _above(table, r) in ref.under)
    for wanted in ref.total:
        if wanted == "*":
            yield from (r for r in table.totals if in_half(r))
        else:
            # A subtotal (人员经费合计) may stand among the rows.
            total = [r for r in by_label.get(norm(wanted), ()) if in_half(r)]
            yield from sorted(total, key=lambda r: r.role != "total")


def _above(table: BudgetTable, row: BudgetRow) -> str:
    """Return the label of the nearest row above that is numbered in another way: 二、上年结转."""
    own = _numbering(row.label)
    before = [r for r in table.rows if r.half == row.half and r.index < row.index]
    return next((label_key(r.label) for r in reversed(before) if _numbering(r.label) != own), "")


def _numbering(label: str) -> str:
    """Return how a label is numbered, with one mark for any number: 二、 and 十二、 are alike."""
    found = _ENUMERATOR.match(norm(label))
    return re.sub(r"[一二三四五六七八九十\d①-⑳]+", "#", found[0]) if found else ""


@remembered
def find_places(outline: Outline, ref: CellRef, stage: Stage | None = None) -> tuple[Place, ...]:
    """Return the cells that ``ref`` describes, the preferred ones first."""
    return tuple(place for table in outline.tables_of(ref.table) for place in _places_in(table, ref, stage))


def read_cells(outline: Outline, stage: Stage) -> None:
    """Find the cells of every measure of one stage; :func:`find_places` remembers them with the outline."""
    for measure in measures().measure:
        for ref in measure.cell:
            find_places(outline, ref, stage)


def _places_in(table: BudgetTable, ref: CellRef, stage: Stage | None) -> Iterator[Place]:
    for row in _rows(table, ref):
        half = row.half if ref.half is None and len({c.half for c in table.columns}) > 1 else ref.half
        column = find_column(table, ref.column, half, stage)
        if column is not None:
            yield Place(table, row, column, row.cells[column.index])


def is_blank(table: BudgetTable) -> bool:
    """Return whether no cell of the table states an amount other than 0."""
    return not any(cell.value for row in table.all_rows() for cell in row.cells if cell)
