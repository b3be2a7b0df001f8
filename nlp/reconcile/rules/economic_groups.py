"""Economic groups (工资福利支出, 商品和服务支出) of basic expenditure in prose, against their table."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from nlp.fields.model import StatedAmount
from nlp.outline.model import BudgetCell, BudgetRow, BudgetTable
from nlp.reconcile.cells import label_key
from nlp.reconcile.headers import amount_columns
from nlp.reconcile.interval import Interval, round_to
from nlp.reconcile.reading import Passage
from nlp.reconcile.rules.context import Context, Draft, everywhere, holding
from nlp.reconcile.slip import slip_between
from nlp.reconcile.wording import cite, norm

_BASIC = re.compile(r"人员经费|公用经费|基本支出")
_OTHER_YEAR = re.compile(r"上年|去年|比|较|增加|减少")


def economic_group_differs(context: Context) -> Iterator[Draft]:
    """An amount told for a group of the table of basic expenditure that is its cell with a slip.

    Two digits changed round or the unit are one; a digit is, where other amounts told want the cell.
    """
    for table in context.outline.tables_of("basic_by_economic"):
        groups = dict(_groups(table))
        for passage in holding(everywhere(context), *groups):
            if _BASIC.search(passage.text) is None:
                continue
            for index, (amount, told) in enumerate(zip(passage.amounts, passage.stated, strict=True)):
                words = norm(
                    re.split(r"[，,。；;、：:（）()和]{1}(?!服务|家庭)", passage.text[: amount.start])[-1]
                )
                row, cell = groups.get(_named(words, groups), (None, None))
                if row is None or cell is None or told.qualifier != "exact" or _OTHER_YEAR.search(words):
                    continue
                wanted = Interval.of(cell.value, cell.quantum)
                if wanted.meets(Interval.of(told.value, told.quantum)) or _is_told(passage, wanted):
                    continue
                slip = slip_between(told.value, _rounded(cell, told), told.quantum)
                if slip in ("swap", "unit") or (slip == "digit" and _fits(passage, index, cell)):
                    yield Draft(
                        f"文字写{cite(row.label)}{told.as_written}，《{table.title}》为{cell.written}{table.unit}。",
                        f"{told.as_written} ≠ {cell.written}{table.unit}",
                        (told.evidence, cell.evidence),
                    )


def _groups(table: BudgetTable) -> Iterator[tuple[str, tuple[BudgetRow, BudgetCell]]]:
    """Yield the groups (类) of a table with their first amount, by name."""
    columns = amount_columns(table)
    for row in table.rows:
        cell = next((c for column in columns if (c := row.cells[column.index]) is not None), None)
        if row.level == 1 and row.code and row.code.startswith("3") and cell is not None and cell.value:
            yield label_key(row.label), (row, cell)


def _named(words: str, groups: dict[str, tuple[BudgetRow, BudgetCell]]) -> str:
    """Return the group that a clause is about: "公用经费中商品和服务支出", "包括工资福利支出"."""
    return next(
        (
            name
            for name in groups
            if re.fullmatch(
                rf"(?:其中|包括|含|公用经费中?|人员经费中?|基本支出中?)*{re.escape(name)}(?:为)?", words
            )
        ),
        "",
    )


def _is_told(passage: Passage, wanted: Interval) -> bool:
    return any(wanted.meets(Interval.of(a.value, a.quantum)) for a in passage.stated)


def _rounded(cell: BudgetCell, told: StatedAmount) -> Decimal:
    return round_to(cell.value, told.quantum)


def _fits(passage: Passage, index: int, cell: BudgetCell) -> bool:
    """Return whether the cell and the amount right behind, or before, make up an earlier amount together."""
    own = Interval.of(cell.value, cell.quantum)
    for beside in (index - 1, index + 1):
        if not 0 <= beside < len(passage.stated):
            continue
        part = passage.stated[beside]
        both = own + Interval.of(part.value, part.quantum)
        wholes = [a for n, a in enumerate(passage.stated) if n not in (index, beside)]
        if any(both.meets(Interval.of(a.value, a.quantum)) for a in wholes):
            return True
    return False
