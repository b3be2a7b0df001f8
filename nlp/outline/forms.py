"""Performance forms (绩效目标填报表, 申报表): labelled cells, each with its value to the right."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from nlp.document import Cell, Document, Evidence, Table
from nlp.outline.form_labels import FormField, dated_field, form_fields, plain_label, tells_this_year
from nlp.outline.headings import squeeze
from nlp.outline.model import BudgetCell, BudgetRow, BudgetTable, Column, MoneyUnit, PerformanceForm
from nlp.outline.tables.caption import unit_in
from nlp.outline.tables.number import number
from nlp.outline.tables.rows import UNIT_FACTOR

#: A form has at least this many of its labelled cells.
_MIN_FIELDS: Final = 3
_MONEY_FIELDS: Final = frozenset({"total", "annual", "fiscal", "stage"})


@dataclass(frozen=True, slots=True)
class _Value:
    field: FormField
    label: Cell
    cell: Cell | None


def is_form(table: Table) -> bool:
    """Tell whether a grid is a performance form: it names a project and its money by labelled cells."""
    names = {value.field.name for value in _values(table)}
    return len(names) >= _MIN_FIELDS and "project" in names and bool(names & _MONEY_FIELDS)


def read_form(
    document: Document, table: Table, table_id: str, over: MoneyUnit | None = None
) -> PerformanceForm:
    """Return the form that ``table`` is; what it leaves blank is ``None``.

    ``over`` is the unit declared above the form, for a form whose cells declare none.
    """
    unit = _unit(table) or over or "元"
    values = _values(table)
    texts: dict[str, Evidence] = {}
    money: dict[str, BudgetCell] = {}
    for value in values:
        if value.cell is None:
            continue
        if not value.field.money:
            evidence = document.evidence(value.cell.start, value.cell.end)
            texts.setdefault(value.field.name, evidence.in_table(table_id, value.cell.row, None))
            continue
        name = value.field.name
        if name == "other":
            name = "other_annual" if _is_of_year(value.label, values) else "other_total"
        elif name == "appropriation" and _is_of_whole(value.label, values):
            name = "fiscal"
        if cell := _money(document, value.cell, unit, table_id):
            money.setdefault(name, cell)
    return PerformanceForm(
        table=table_id,
        pages=table.pages,
        unit=unit,
        project=texts.get("project"),
        body=texts.get("body"),
        department=texts.get("department"),
        start=texts.get("start") or texts.get("period"),
        end=texts.get("end") or texts.get("period"),
        total=money.get("total"),
        annual=money.get("annual"),
        fiscal=money.get("fiscal"),
        appropriation=money.get("appropriation"),
        carry_over=money.get("carry_over"),
        other_total=money.get("other_total"),
        other_annual=money.get("other_annual"),
        stages=_stages(document, table, values, unit, table_id)
        or _stages_below(document, values, unit, table_id),
    )


def _is_of_whole(label: Cell, values: list[_Value]) -> bool:
    """Tell whether a source is that of the money over years, which stands beside the year's.

    当年财政拨款 is the year's, and stands wherever there is room.
    """
    both = {"total", "annual"} <= {value.field.name for value in values}
    return both and not tells_this_year(label.text) and not _is_of_year(label, values)


def _is_of_year(label: Cell, values: list[_Value]) -> bool:
    """Tell whether a source is the year's: right of the year's money, or below it where it has its own rows.

    项目资金总额 may stand beside 年度资金总额, each with its 财政拨款 below, or above it.
    """
    annual = next((v.label for v in values if v.field.name == "annual"), None)
    total = next((v.label for v in values if v.field.name == "total"), None)
    if annual is None or total is None:
        return annual is not None and label.column >= annual.column
    if total.row == annual.row:
        return label.column >= annual.column
    return label.row >= annual.row if total.row < annual.row else label.row < total.row


#: A header of a self-evaluation's money: one stage of it.
_STAGE: Final = re.compile(
    r"^(?:20\d\d年度?|本年度?|当年)?(?:年初|全年|调整后?|年度)?(?:预算|执行|支出|决算|实际支出|实际执行)(?:数|金额)?(?:[（(].*)?$"
)
#: One such header alone is a label of its own.
_FEWEST_STAGES: Final = 2


def _stages(
    document: Document, table: Table, values: list[_Value], unit: MoneyUnit, table_id: str
) -> tuple[tuple[str, BudgetCell], ...]:
    """Return the cells of the annual money by the stages that the row above names."""
    annual = next((v.label for v in values if v.field.name == "annual"), None)
    if annual is None:
        return ()
    above = [row for row in table.cells if row and row[0].row < annual.row]
    heads = [[c for c in row if _STAGE.match(squeeze(c.text))] for row in above]
    head = next((cells for cells in reversed(heads) if len(cells) >= _FEWEST_STAGES), [])
    own = {c.column: c for row in table.cells for c in row if c.row == annual.row and c.text}
    found = [
        (squeeze(c.text), _money(document, own[c.column], unit, table_id)) for c in head if c.column in own
    ]
    return tuple((name, cell) for name, cell in found if cell is not None)


def _stages_below(
    document: Document, values: list[_Value], unit: MoneyUnit, table_id: str
) -> tuple[tuple[str, BudgetCell], ...]:
    """Return the cells of the annual money where each stage is a label of its own: 年初预算数, 全年执行数."""
    told = [(squeeze(v.label.text), v.cell) for v in values if v.field.name == "stage" and v.cell is not None]
    found = [(name, _money(document, cell, unit, table_id)) for name, cell in told]
    return tuple((name, cell) for name, cell in found if cell is not None)


def form_table(
    document: Document, table: Table, form: PerformanceForm, title: str, title_evidence: Evidence | None
) -> BudgetTable:
    """Return a form as a budget table: a row a labelled cell, money under 金额, words as texts (内容)."""
    rows: list[BudgetRow] = []
    for value in _values(table):
        if value.cell is None:
            continue
        index = len(rows)
        money = _money(document, value.cell, form.unit, form.table) if value.field.money else None
        if money is not None:
            money = replace(money, evidence=money.evidence.in_table(form.table, index, 0))
        label = document.evidence(value.label.start, value.label.end).in_table(form.table, index, None)
        whole = document.evidence(value.label.start, value.cell.end).in_table(form.table, index, None)
        texts = () if money else (("内容", squeeze(value.cell.text)),)
        rows.append(
            BudgetRow(index, "item", 0, None, squeeze(value.label.text), (money,), whole, label, texts)
        )
    column = Column(0, "金额", ("金额",), 0, 0)
    return BudgetTable(
        id=form.table,
        kind="performance_form",
        title=title,
        title_evidence=title_evidence,
        unit=form.unit,
        unit_declared=True,
        columns=(column,),
        rows=tuple(rows),
        totals=(),
        pages=table.pages,
        start=table.start,
        end=table.end,
    )


def _values(table: Table) -> list[_Value]:
    """Return every labelled cell with the next filled cell to its right, unless that is a label itself."""
    found: list[_Value] = []
    dated = _dated(table)
    for row in table.cells:
        filled = [cell for cell in row if cell.text]
        for index, cell in enumerate(filled):
            field = form_fields().get(plain_label(cell.text)) or dated.get(cell.start)
            if field is None:
                continue
            after = filled[index + 1] if index + 1 < len(filled) else None
            beside = form_fields().get(plain_label(after.text)) if after is not None else None
            words = after is not None and _WORDS.fullmatch(squeeze(after.text)) is not None
            if field.money and (beside.name == "stage" if beside is not None else words):
                continue  # 年度资金, 年初预算数, 全年执行数: the head of a row of stages
            if beside is not None:
                after = None
            found.append(_Value(field, cell, after))
    return found


_WORDS: Final = re.compile(r"[\u4e00-\u9fff（）()]{2,}")


def _dated(table: Table) -> dict[int, FormField]:
    """Return the fields of labels with their year (2025年资金申请总额), by place, where all name one year."""
    found: dict[int, FormField] = {}
    years: set[int] = set()
    for row in table.cells:
        for cell in row:
            told = dated_field(cell.text)
            if told is not None and told[1].money:
                years.add(told[0])
                found[cell.start] = told[1]
    return found if len(years) == 1 else {}


_UNIT_ALONE: Final = re.compile("[（(](?:亿元|万元|元)[)）]")


def _unit(table: Table) -> MoneyUnit | None:
    """Return the unit that a cell declares (项目资金（元）) or is, below its label."""
    for row in table.cells:
        for cell in row:
            told = "资金" in cell.text or "单位" in cell.text or _UNIT_ALONE.fullmatch(squeeze(cell.text))
            if told and (unit := unit_in(cell.text)):
                return unit
    return None


def _money(document: Document, cell: Cell, unit: MoneyUnit, table_id: str) -> BudgetCell | None:
    text = squeeze(cell.text)
    own: MoneyUnit = "万元" if text.endswith("万元") else "元" if text.endswith("元") else unit
    parsed = number(text)
    if parsed is None:
        return None
    value, decimals = parsed
    factor = UNIT_FACTOR[own]
    evidence = document.evidence(cell.start, cell.end).in_table(table_id, cell.row, None)
    return BudgetCell(value * factor, Decimal(1).scaleb(-decimals) * factor, cell.text, evidence)
