"""A number of things told beside their money (38万元，共4项) against the rows of the table of that money."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.outline.model import BudgetRow, BudgetTable
from nlp.reconcile.cells import label_key, norm
from nlp.reconcile.fact import Fact
from nlp.reconcile.headers import own_columns
from nlp.reconcile.interval import Interval, total
from nlp.reconcile.rules.context import Context, Draft
from nlp.reconcile.rules.sums import cell_interval
from nlp.reconcile.wording import cite

_TOLD = re.compile(
    r"(?:[，,]占[^，,。；;]{0,12}?[\d.]+[%％])?[，,（(；;]?(?:共|合计|共计|总计|涉及|包括|包含|计)(?:计|有)?(?P<number>\d{1,3})(?P<unit>[项个笔])"
    r"(?=[，,。；;、）)]|$|项目|服务|任务|事项|合同|采购)"
)
_WORDS = re.compile(r"(?:20\d\d年度?|预算|决算|支出|总额|金额|资金|合计|共计|安排)+")
#: So many digits of an amount are no chance.
_DIGITS = 5
_FEWEST = 2
#: More rows off, and the table lists them by another grouping.
_OFF = 2


def listed_rows_differ(context: Context) -> Iterator[Draft]:
    """A number of things of which the table of their very money, by its title, has more or fewer rows."""
    for fact in context.facts.facts:
        text = context.facts.paragraphs[fact.paragraph].text
        end = fact.position + len(fact.amount.as_written)
        told = _TOLD.match(text, end)
        if told is None or fact.change is not None or fact.year != context.outline.fiscal_year:
            continue
        number = int(told["number"])
        for table in context.outline.tables:
            rows = _rows(table, fact)
            names = {label_key(r.label) for r in rows}
            if len(rows) < _FEWEST or any(not 0 < abs(n - number) <= _OFF for n in (len(rows), len(names))):
                continue
            place = context.outline.document.evidence(
                *context.facts.paragraphs[fact.paragraph].span(fact.position, told.end())
            )
            yield Draft(
                f"文字写{cite(fact.what)}{fact.amount.as_written}共{number}{told['unit']}，"
                f"《{table.title}》的合计正是这一金额，列有{len(rows)}行。",
                f"{number} ≠ {len(rows)}",
                (place, *(r.label_evidence or r.evidence for r in rows)),
            )
            break


def _rows(table: BudgetTable, fact: Fact) -> tuple[BudgetRow, ...]:
    """Return the rows of a table of the amount's own name that add up to the amount and to its one total."""
    name = _WORDS.sub("", norm(fact.what))
    digits = f"{fact.amount.value / fact.amount.quantum:f}".strip("0")
    if (
        len(name) < _FEWEST
        or name not in norm(table.title)
        or len(table.totals) != 1
        or len(digits) < _DIGITS
    ):
        return ()
    mine = Interval.of(fact.amount.value, fact.amount.quantum)
    for column in own_columns(table):
        whole = table.totals[0].cells[column.index]
        rows = tuple(r for r in table.rows if (c := r.cells[column.index]) is not None and c.value)
        added = total(cell_interval(r.cells[column.index]) for r in rows)
        if whole is not None and cell_interval(whole).meets(mine) and added.meets(mine):
            return rows
    return ()
