"""The cells of functional items: in their fund's table, in the tables of all money, in the summary."""

from __future__ import annotations

from functools import lru_cache

from nlp.outline.model import BudgetTable, Column, Outline
from nlp.reconcile.cells import Place, find_column, find_places
from nlp.reconcile.function_items import FunctionItem
from nlp.reconcile.identity import remembered
from nlp.reconcile.items import item_row
from nlp.reconcile.match import Match
from nlp.reconcile.measures import CellRef, Fund, Stage, measures
from nlp.reconcile.wording import cite

_TOTAL_COLUMNS = (
    "合计",
    "总计",
    "本年支出合计",
    "本年支出/合计",
    "本年支出/小计",
    "小计",
    "预算数",
    "决算数",
)
_FISCAL_COLUMNS = ("合计", "总计", "小计", "预算数", "决算数", "金额")
_FUND_TABLES: dict[Fund, str] = {
    "general_public": "general_public_by_function",
    "government_fund": "government_fund_by_function",
    "state_capital": "state_capital_by_function",
    "all": "expenditure",
}


@remembered
def total_column(table: BudgetTable, stage: Stage | None = None) -> Column | None:
    """Return the column of a row's whole amount, of a stage where the header tells stages."""
    names = (*measures().words.stage_columns.get(stage, ()), *_TOTAL_COLUMNS) if stage else _TOTAL_COLUMNS
    found = find_column(table, names, None, stage) or find_column(table, (), None, stage)
    return found or (total_column(table) if stage else None)


@remembered
def item_cells(outline: Outline, item: FunctionItem, fund: Fund | None, stage: Stage) -> Match:
    """Return the cells of a functional item in one fund; of any, and less certain, where none is told."""
    if fund == "fiscal":
        return _fiscal_item(outline, item, stage)
    if fund is not None:
        places = _item_places(outline, _FUND_TABLES[fund], item, stage)
        places += _summary_rows(outline, item) if fund == "all" else ()
        if not places:
            return Match(reason=f"《{_FUND_NAMES[fund]}》的表中没有科目{cite(item.label)}，或有多个同名科目")
        return Match(places)
    guessed = (
        *_item_places(outline, "general_public_by_function", item, stage),
        *_item_places(outline, "expenditure", item, stage),
        *_summary_rows(outline, item),
    )
    if not guessed:
        return Match(reason=f"功能分类表中没有科目{cite(item.label)}，或有多个同名科目")
    return Match(guessed, certain=False, hints=guessed)


def _summary_rows(outline: Outline, item: FunctionItem) -> tuple[Place, ...]:
    """Return the cells of a 类 in 收支总表: of all money."""
    if len(item.names) > 1 or item.code is not None:
        return ()
    column = ("决算数", "预算数", "金额", "合计")
    return find_places(outline, _row_ref("income_expenditure_summary", item.label, column))


@lru_cache(maxsize=4096)
def _row_ref(table: str, label: str, columns: tuple[str, ...]) -> CellRef:
    """Return what describes the expenditure in the row of one label."""
    return CellRef(table=table, row=(label,), column=columns, half=1)


_FUND_NAMES: dict[Fund, str] = {
    "all": "支出",
    "fiscal": "财政拨款",
    "general_public": "一般公共预算",
    "government_fund": "政府性基金预算",
    "state_capital": "国有资本经营预算",
}


def _fiscal_item(outline: Outline, item: FunctionItem, stage: Stage) -> Match:
    """财政拨款 spans the funds: the one fund's table with the item, the summary row, or the funds' sum."""
    kinds: tuple[Fund, ...] = ("general_public", "government_fund", "state_capital")
    by_fund = [_item_places(outline, _FUND_TABLES[fund], item, stage) for fund in kinds]
    found = [places for places in by_fund if places]
    ref = _row_ref("fiscal_appropriation", item.label, _FISCAL_COLUMNS)
    rows = find_places(outline, ref) if len(item.names) <= 1 else ()
    if rows or len(found) == 1:
        # The summary may hold what was carried over besides this year's money of the fund's own table.
        return Match((*(found[0] if len(found) == 1 else ()), *rows))
    if found:
        return Match(tuple(places[0] for places in found), summed=True)
    return Match(reason=f"财政拨款的各表中没有科目{cite(item.label)}，或有多个同名科目")


def _item_places(outline: Outline, kind: str, item: FunctionItem, stage: Stage) -> tuple[Place, ...]:
    places = []
    for table in outline.tables_of(kind):
        row = item_row(table, item)
        column = total_column(table, stage) if row is not None else None
        if row is not None and column is not None:
            places.append(Place(table, row, column, row.cells[column.index]))
    return tuple(places)
