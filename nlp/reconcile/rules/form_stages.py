"""A self-evaluation's money by stages: 年度资金总额 against the rows below it, column by column."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from nlp.document import Cell, Table
from nlp.outline.headings import squeeze
from nlp.outline.tables.number import number
from nlp.reconcile.interval import Interval
from nlp.reconcile.money import plain
from nlp.reconcile.rules.context import Context, Draft
from nlp.reconcile.wording import norm

_HEAD = re.compile(
    r"^(?:20\d\d年度?|本年度?|当年)?(?:年初|全年|调整后?|年度|实际)?(?:预算|执行|支出|决算|支付)(?:数|金额)?(?:\(.*\))?$"
)
_WHOLE = re.compile(r"^(?:年度|本年度?|当年)?(?:资金|预算)(?:总额|合计)$|^合计$")
#: The kinds of money that a form lists below; another row ends them.
_PART = re.compile(
    r"^(?:其中:?)?(?:当年|本年|年度)?(?:财政|一般公共|政府性基金|上级|本级|中央|省级|市级|县级|区级|地方|上年|以前年度|结转|其他|自有|自筹|单位)"
    r"[^:]{0,12}?(?:拨款|资金|结转|结余|预算)$"
)
_FEWEST = 2


@dataclass(frozen=True, slots=True)
class _Stated:
    """A cell's number, with the worth of its last digit."""

    cell: Cell
    value: Decimal
    quantum: Decimal

    @property
    def interval(self) -> Interval:
        return Interval.of(self.value, self.quantum)


def form_stage_differs(context: Context) -> Iterator[Draft]:
    """A stage's column whose parts miss its total, in a form whose other columns add up."""
    document = context.outline.document
    for table in document.tables:
        for head, whole, parts in _blocks(table):
            wrong: list[tuple[str, _Stated, list[_Stated]]] = []
            held = 0
            for column in head:
                total = _stated(whole, column.column)
                cells = [s for row in parts if (s := _stated(row, column.column)) is not None]
                if total is None or len(cells) != len(parts):
                    continue
                added = sum((c.value for c in cells), Decimal(0))
                slack = sum((c.quantum for c in cells), total.quantum) / 2
                if abs(added - total.value) <= slack:
                    held += bool(total.value)
                else:
                    wrong.append((squeeze(column.text), total, cells))
            if len(wrong) != 1 or not held:
                continue
            name, total, cells = wrong[0]
            value = sum((c.value for c in cells), Decimal(0))
            yield Draft(
                f"绩效自评表的{name}合计写{total.cell.text}，其下各项之和为{plain(value)}。",
                f"{' + '.join(plain(c.value) for c in cells)} = {plain(value)} ≠ {plain(total.value)}",
                tuple(document.evidence(c.cell.start, c.cell.end) for c in (total, *cells)),
            )


def _blocks(table: Table) -> Iterator[tuple[list[Cell], tuple[Cell, ...], list[tuple[Cell, ...]]]]:
    """Yield the heads of stages, the row of all money below them, and the rows of its parts."""
    for index, row in enumerate(table.cells[:-_FEWEST]):
        head = [c for c in row if _HEAD.match(norm(squeeze(c.text)))]
        whole = table.cells[index + 1]
        if len(head) < _FEWEST or not _WHOLE.match(_label(whole)):
            continue
        parts: list[tuple[Cell, ...]] = []
        for below in table.cells[index + 2 :]:
            if not _PART.match(_label(below)):
                break
            parts.append(below)
        if len(parts) >= _FEWEST and not any("其中" in _label(p) for p in parts[1:]):
            yield head, whole, parts


def _label(row: tuple[Cell, ...]) -> str:
    return next((norm(squeeze(c.text)) for c in row if c.text), "")


def _stated(row: tuple[Cell, ...], column: int) -> _Stated | None:
    cell = next((c for c in row if c.column == column and c.text), None)
    found = number(squeeze(cell.text)) if cell is not None else None
    if cell is None or found is None:
        return None
    return _Stated(cell, found[0], Decimal(1).scaleb(-found[1]))
