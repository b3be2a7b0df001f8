"""AMOUNT_* spans of an official form: the money of the whole project beside the year's, or by stages.

项目支出绩效目标申报表 tells 中期资金总额 and 年度资金总额 in two columns of cells, each with its 财政拨款
below; 项目支出绩效自评表 tells the year's money under 年初预算数, 全年预算数 and 全年执行数.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from nlp.outline.form_labels import field_of, form_tables, year_told
from nlp.tagger.rules.form_rows import source_named
from nlp.tagger.rules.passages import Passage
from nlp.tagger.spans import FieldSpan, Label
from nlp.values.amount import Amount
from nlp.values.cells import money_in
from nlp.values.grid import Grid, is_figure
from nlp.values.grids import grids

_SOURCES: Final[dict[str, Label]] = {
    "fiscal": "AMOUNT_FISCAL",
    "appropriation": "AMOUNT_FISCAL",
    "carry_over": "AMOUNT_FISCAL",
    "other": "AMOUNT_OWN",
}


#: A group of rows that are the year's: 项目当年投入资金构成.
_OF_YEAR: Final = re.compile("当年|年度|本年")


@dataclass(frozen=True, slots=True)
class _Told:
    """An amount of a form and the label on its left, the row's ``place``-th; ``group`` opens its rows."""

    row: int
    column: int
    place: int
    label: str
    group: str
    amount: Amount


def form_spans(part: Passage, fiscal_year: int | None = None) -> tuple[list[FieldSpan], list[Grid]]:
    """Return the money of a passage's forms, and the forms themselves: nothing else in them has a role."""
    spans: list[FieldSpan] = []
    forms: list[Grid] = []
    for grid in grids(part.text):
        told = [t for t in _told(part.text, grid) if year_told(t.label) in (None, fiscal_year)]
        if not _is_form(told):
            continue
        forms.append(grid)
        spans += (part.span(label, t.amount.start, t.amount.end, 0.9) for t, label in _roles(told, grid))
    return spans, forms


def _told(text: str, grid: Grid) -> Iterator[_Told]:
    amounts = {a.start: a for a in money_in(text) if grid.start <= a.start < grid.end}
    group = ""
    for number, row in enumerate(grid.rows):
        group = row[0].text or group
        label, place = "", -1
        for column, cell in enumerate(row):
            amount = amounts.get(cell.start)
            if amount is not None and label:
                place += not (column and row[column - 1].start in amounts)
                yield _Told(number, column, place, label, group, amount)
            elif cell.text and amount is None and not is_figure(cell.text):
                label = cell.text


def _is_form(told: list[_Told]) -> bool:
    """Tell whether the year's money has a label, and other money of the project stands in its row."""
    annual = [t.row for t in told if field_of(t.label) == "annual"]
    return any(sum(t.row == row for t in told) > 1 for row in annual)


def _stage(grid: Grid) -> tuple[int, int] | None:
    """Return the column of the stage that is the year's budget, and the length of the row that heads it."""
    for heads in form_tables().budget_stages:
        for row in grid.rows:
            found = [column for column, cell in enumerate(row) if cell.text.startswith(heads)]
            if found and len(row) > 2:
                return found[0], len(row)
    return None


def _is_of(stage: tuple[int, int], each: _Told, grid: Grid) -> bool:
    """Tell whether an amount stands below a stage's head.

    Where blanks divide the cells, the empty one in the head's row is lost: 项目资金 | 年初预算 | 全年预算.
    """
    column, length = stage
    lost = len(grid.rows[each.row]) == length + 1
    return each.column == column + lost


def _is_of_year(each: _Told, annual: _Told, told: list[_Told]) -> bool:
    """Tell whether a source left of the year's money is the year's all the same: its row adds up to it.

    So is one whose group says it: 项目当年投入资金构成.
    """
    row = [t.amount.value for t in told if t.row == each.row]
    adds_up = len(row) > 1 and sum(row, Decimal(0)) == annual.amount.value
    return each.row > annual.row and (adds_up or _OF_YEAR.search(each.group) is not None)


def _roles(told: list[_Told], grid: Grid) -> Iterator[tuple[_Told, Label]]:
    stage = _stage(grid)
    annual = next(t for t in told if field_of(t.label) == "annual")
    several = any(field_of(t.label) == "total" for t in told)
    for each in told:
        field = field_of(each.label)
        if not each.amount.value or (stage is not None and not _is_of(stage, each, grid)):
            continue
        if field == "annual":
            yield each, "AMOUNT_TOTAL"
        elif field == "total":
            if each.amount.value != annual.amount.value:  # a project of one year has no other total
                yield each, "AMOUNT_MULTI_YEAR"
        elif source := _SOURCES.get(field or "") or source_named(each.label):
            if not several or each.place >= annual.place or _is_of_year(each, annual, told):
                yield each, source
        elif any(word in each.group for word in form_tables().parts):
            yield each, "AMOUNT_COMPONENT"
