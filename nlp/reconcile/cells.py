"""Find the cells of budget tables that a :class:`CellRef` describes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from nlp.document import Evidence
from nlp.outline.model import BudgetCell, BudgetRow, BudgetTable, Column, Outline
from nlp.reconcile.measures import CellRef, Stage, measures
from nlp.reconcile.wording import cite

_ENUMERATOR = re.compile(
    r"^(?:[一二三四五六七八九十]+[、.．]|\([一二三四五六七八九十]+\)|\d+[、.．)](?!\d)|\(\d+\)|[①-⑳])"
)
_BRACKETS = str.maketrans("（）［］〔〕：，", "()[][]:,")
_QUOTES = re.compile(r"[“”\"‘’'「」\s]")
_STAGE_LEAVES = ("预算数", "决算数", "执行数")


@lru_cache(maxsize=8192)
def norm(text: str) -> str:
    """Return ``text`` without blanks and quotes, brackets and colons half-width.

    >>> norm("“三公”经费 （合计）")
    '三公经费(合计)'
    """
    return _QUOTES.sub("", text).translate(_BRACKETS)


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


def header_tails(column: Column) -> tuple[tuple[str, ...], str | None]:
    """Return the normalised header path without a stage leaf (预算数, 决算数), and that leaf."""
    path = tuple(norm(part) for part in column.path) or (norm(column.name),)
    if len(path) > 1 and path[-1].endswith(_STAGE_LEAVES):
        return path[:-1], path[-1]
    return path, None


def _column_fits(column: Column, wanted: str) -> bool:
    tail = tuple(norm(part) for part in wanted.split("/"))
    path, _ = header_tails(column)
    full = tuple(norm(part) for part in column.path)
    cleaned = tuple(re.sub(r"^\d{4}年(?:度)?", "", part) for part in path)
    return tail in (path[-len(tail) :], cleaned[-len(tail) :], full[-len(tail) :]) or (
        tail == (norm(column.name),)
    )


def find_column(
    table: BudgetTable, names: tuple[str, ...], half: int | None, stage: Stage | None = None
) -> Column | None:
    """Return the first column, by the order of ``names``, of a half; without names its only amount column."""
    columns = [c for c in table.columns if half is None or c.half == half]
    if stage is not None:
        staged = [c for c in columns if (leaf := header_tails(c)[1]) and leaf.endswith(_STAGE_LEAVES)]
        if staged:
            words = measures().words.stage_columns.get(stage, ())
            fitting = [c for c in staged if any((header_tails(c)[1] or "").endswith(w) for w in words)]
            columns = fitting + [c for c in columns if c not in staged]
    if not names:
        if len(columns) == 1:
            return columns[0]
        words = ("预算数", "本年预算数", "决算数", "金额", "合计")
        return next((c for word in words for c in columns if norm(c.name) == word), None)
    return next((c for name in names for c in columns if _column_fits(c, name)), None)


def _rows(table: BudgetTable, ref: CellRef) -> Iterator[BudgetRow]:
    """Yield the rows that fit, in the order of preference."""

    def in_half(row: BudgetRow) -> bool:
        return ref.half is None or row.half == ref.half

    for wanted in ref.row:
        if wanted == "*":
            # A table of one line of figures (the 三公 table): its only row that states anything.
            stated = [r for r in table.all_rows() if in_half(r) and any(r.cells)]
            if len(stated) == 1:
                yield stated[0]
            elif not stated and len(table.rows) + len(table.totals) == 1:
                yield from table.all_rows()
            continue
        yield from (r for r in table.rows if in_half(r) and label_key(r.label) == norm(wanted))
    for wanted in ref.total:
        if wanted == "*":
            yield from (r for r in table.totals if in_half(r))
        else:
            # A subtotal (人员经费合计) may stand among the rows.
            found = (*table.totals, *table.rows)
            yield from (r for r in found if in_half(r) and label_key(r.label) == norm(wanted))


def find_places(outline: Outline, ref: CellRef, stage: Stage | None = None) -> Iterator[Place]:
    """Yield the cells that ``ref`` describes, the preferred ones first."""
    for table in outline.tables_of(ref.table):
        halves = {c.half for c in table.columns}
        for row in _rows(table, ref):
            half = row.half if ref.half is None and len(halves) > 1 else ref.half
            column = find_column(table, ref.column, half, stage)
            if column is not None:
                yield Place(table, row, column, row.cells[column.index])


def is_blank(table: BudgetTable) -> bool:
    """Return whether no cell of the table states an amount other than 0."""
    return not any(cell.value for row in table.all_rows() for cell in row.cells if cell)
