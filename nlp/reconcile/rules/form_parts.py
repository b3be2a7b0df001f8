"""Lists in forms and tables by their own arithmetic: sub-projects of a form, prices times counts of rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from nlp.document import Cell, Table
from nlp.outline.headings import squeeze
from nlp.outline.model import BudgetCell, PerformanceForm
from nlp.outline.tables.number import number
from nlp.outline.tables.rows import UNIT_FACTOR
from nlp.reconcile.form_sums import distinct_forms
from nlp.reconcile.interval import Interval, total
from nlp.reconcile.money import plain
from nlp.reconcile.rules.context import Context, Draft
from nlp.reconcile.rules.sums import cell_interval
from nlp.reconcile.wording import cite

_SUB_PROJECTS = re.compile(r"(?:子项目|分项目|项目明细|子项|明细项目)(?:名称)?")
_MONEY = re.compile(r"(?:预算|申请|年度|资金)*(?:金额|预算数|资金|预算)(?:[（(](?P<unit>万元|元)[)）])?")
_SUM = re.compile(r"[合总小]\s*计")
#: Money beside the treasury's, which may be what the sub-projects leave over.
_OTHER_MONEY = re.compile(r"其他资金|其它资金|自筹|自有|结转|结余|单位资金|事业收入|经营收入")
#: One part alone is no list.
_FEWEST_PARTS = 2
_PRICE = re.compile(r"(?:单价|单位成本|单位造价|标准)(?:[（(][^（()）]*[)）])?")
_COUNT = re.compile(
    r"(?:数量|场次|次数|人数|人次|台数|套数|批次|天数|课时|面积|件数|户数)(?:[（(][^（()）]*[)）])?"
)
_PRODUCT = re.compile(r"(?:金额|小计|合计|预算|总价|预算金额|经费)(?:[（(](?:万元|元)[)）])?")
#: So many rows of a table must tell how its columns hang together.
_FEWEST_ROWS = 2
_FACTORS = (Decimal(1), Decimal(10_000), Decimal(1) / 10_000)


def form_parts_differ(context: Context) -> Iterator[Draft]:
    """Sub-projects of a form that together are neither its year's money nor its whole."""
    tables = {table.start: table for table in context.outline.document.tables}
    starts = {table.id: table.start for table in context.outline.tables}
    for form in distinct_forms(context.outline):
        table = tables.get(starts.get(form.table, -1))
        parts = _parts(table, form) if table else []
        wholes = [cell for cell in (form.annual, form.fiscal, form.total, form.appropriation) if cell]
        if len(parts) < _FEWEST_PARTS or form.annual is None:
            continue
        intervals = [Interval.of(value, quantum) for _, value, quantum in parts]
        if any(total(intervals).meets(cell_interval(whole)) for whole in wholes):
            if table and _beyond_all_parts(table, form, total(intervals)):
                yield _draft(context, form, form.annual, parts, "高于")
            continue
        yield _draft(context, form, form.annual, parts, "不等于")


def _beyond_all_parts(table: Table, form: PerformanceForm, added: Interval) -> bool:
    """Tell whether a form's year has more than its parts, and the form names nothing that the rest may be."""
    named = any(_OTHER_MONEY.search(squeeze(cell.text)) for row in table.cells for cell in row)
    whole = form.annual is not None and form.total is None and not cell_interval(form.annual).meets(added)
    return whole and not named


def _parts(table: Table, form: PerformanceForm) -> list[tuple[Cell, Decimal, Decimal]]:
    """Return the money of the sub-projects that rows of a form list, with its place and quantum."""
    found: list[tuple[Cell, Decimal, Decimal]] = []
    money: tuple[int, int, Decimal] | None = None
    for row in table.cells:
        words = {cell.column: squeeze(cell.text) for cell in row if cell.text.strip()}
        if money is None:
            name = next((at for at, word in words.items() if _SUB_PROJECTS.fullmatch(word)), None)
            at, told = next(
                ((at, m) for at, word in words.items() if (m := _MONEY.fullmatch(word))), (None, None)
            )
            if name is not None and at is not None and told is not None:
                unit = told["unit"] or form.unit
                money = name, at, Decimal(UNIT_FACTOR["万元" if unit == "万元" else "元"])
            continue
        name, at, factor = money
        cell = next((cell for cell in row if cell.column == at), None)
        parsed = number(squeeze(cell.text)) if cell is not None else None
        if cell is None or parsed is None or not words.get(name):
            break
        if not _SUM.search(words[name]):
            value, decimals = parsed
            found.append((cell, value * factor, Decimal(1).scaleb(-decimals) * factor))
    return found


def _draft(
    context: Context,
    form: PerformanceForm,
    whole: BudgetCell,
    parts: Sequence[tuple[Cell, Decimal, Decimal]],
    told: str,
) -> Draft:
    value = sum((each for _, each, _ in parts), Decimal(0))
    name = form.project.text if form.project else form.table
    evidence = context.outline.document.evidence
    return Draft(
        f"项目「{name}」的绩效目标表中，年度资金{plain(whole.value)}元{told}各子项目之和{plain(value)}元。",
        f"{' + '.join(plain(each) for _, each, _ in parts)} = {plain(value)} ≠ {plain(whole.value)}",
        (whole.evidence, *(evidence(cell.start, cell.end) for cell, _, _ in parts)),
    )


def price_rows_differ(context: Context) -> Iterator[Draft]:
    """The one row of a table whose count and price do not give its amount, as those of all others do."""
    evidence = context.outline.document.evidence
    for table in context.outline.document.tables:
        for count, price, product in _products(table):
            rows = list(_rows(table, (count, price, product)))
            for factor in _FACTORS:
                wrong = [row for row in rows if not _gives(row, factor)]
                if len(wrong) == 1 and len(rows) - 1 >= _FEWEST_ROWS:
                    cells = wrong[0]
                    how_many, each, amount = (cell.text.strip() for cell in cells)
                    first, last = cells[0], cells[-1]
                    yield Draft(
                        f"表中{cite(how_many)}与单价{cite(each)}之积不等于金额{cite(amount)}，其余各行都相等。",
                        f"{how_many} × {each} ≠ {amount}",
                        (evidence(first.start, first.end), evidence(last.start, last.end)),
                    )
                    break


def _products(table: Table) -> Iterator[tuple[int, int, int]]:
    """Yield the columns of count, price and amount that a table's head names, each once."""
    for row in table.cells:
        words = [(cell.column, squeeze(cell.text)) for cell in row]
        named = [[at for at, word in words if kind.fullmatch(word)] for kind in (_COUNT, _PRICE, _PRODUCT)]
        if all(len(places) == 1 for places in named):
            yield named[0][0], named[1][0], named[2][0]
            return


def _rows(table: Table, columns: Sequence[int]) -> Iterator[tuple[Cell, Cell, Cell]]:
    """Yield the cells of the rows that tell a number in each of the columns."""
    for row in table.cells:
        cells = [next((cell for cell in row if cell.column == at), None) for at in columns]
        if all(cell is not None and number(squeeze(cell.text)) is not None for cell in cells):
            yield tuple(cells)  # type: ignore[misc]  # none of them is None


def _gives(row: tuple[Cell, Cell, Cell], factor: Decimal) -> bool:
    (count, _), (price, _), (amount, decimals) = (number(squeeze(cell.text)) or (0, 0) for cell in row)
    return abs(count * price * factor - amount) <= Decimal(1).scaleb(-decimals)
