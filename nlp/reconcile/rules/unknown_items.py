"""Functional items of prose that no table has, though one has their amount under another name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nlp.outline.model import BudgetRow, BudgetTable
from nlp.reconcile.cells import label_key
from nlp.reconcile.fact import FUNCTIONAL, Fact
from nlp.reconcile.interval import Interval
from nlp.reconcile.rules.context import Context, Draft
from nlp.reconcile.subjects import current_name
from nlp.reconcile.wording import cite

#: So many digits of an amount are no chance.
_TELLING = 4
_ITEM_LEVEL = 3


def item_of_no_table(context: Context) -> Iterator[Draft]:
    """A path in prose whose 项 no table has, with the amount of a 项 of its 款 that prose never names."""
    tables = context.outline.tables_of(*FUNCTIONAL)
    told = {current_name(f.item.label) for f in context.facts.facts if f.item is not None}
    known = {_key(row) for table in tables for row in table.rows}
    for fact, found in zip(context.facts.facts, context.matches, strict=True):
        if fact.item is None or fact.change or found.places or fact.year != context.outline.fiscal_year:
            continue
        levels = dict(fact.item.names)
        group, name = levels.get("款"), levels.get("项")
        if group is None or name is None or current_name(name) in known or _digits(fact) < _TELLING:
            continue
        rows = [(t, row) for t in tables for row in _inside(t, group) if _states(row, fact)]
        if len({_key(row) for _, row in rows}) != 1 or _key(rows[0][1]) in told:
            continue
        table, row = rows[0]
        if _shortens(current_name(name), _key(row)) or _shortens(_key(row), current_name(name)):
            continue
        yield Draft(
            f"文字写{cite(group)}（款）下的{cite(name)}，各表没有这一科目；"
            f"这一金额在《{table.title}》中是{cite(row.label)}的。",
            f"{cite(name)} ≠ {cite(row.label)}",
            (fact.quote, row.label_evidence or row.evidence),
        )


def _shortens(short: str, whole: str) -> bool:
    """Tell whether a name leaves out parts of another: 药专项 of 中医（民族医）药专项."""
    rest = iter(whole)
    return all(char in rest for char in short)


def _inside(table: BudgetTable, group: str) -> Sequence[BudgetRow]:
    """Return the 项 of a table's 款 of a name."""
    codes = {r.code for r in table.rows if r.code and _key(r) == current_name(group)}
    return [r for r in table.rows if r.level == _ITEM_LEVEL and r.code and r.code.rpartition("-")[0] in codes]


def _states(row: BudgetRow, fact: Fact) -> bool:
    told = Interval.of(fact.amount.value, fact.amount.quantum)
    return any(cell and told.meets(Interval.of(cell.value, cell.quantum)) for cell in row.cells)


def _key(row: BudgetRow) -> str:
    return current_name(label_key(row.label))


def _digits(fact: Fact) -> int:
    return len(f"{fact.amount.value / fact.amount.quantum:f}".strip("0"))
