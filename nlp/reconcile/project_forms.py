"""The performance form of a narrative's project, by name."""

from __future__ import annotations

import re
from decimal import Decimal

from nlp.outline.model import BudgetCell, Outline, PerformanceForm
from nlp.reconcile.cells import norm
from nlp.reconcile.clauses import stage_of
from nlp.reconcile.identity import remembered
from nlp.reconcile.interval import Interval
from nlp.reconcile.likeness import likeness
from nlp.reconcile.purse import Coin, Purse

_TAIL = re.compile(r"(?:\(?20\d\d年?度?(?:[-—–~～至到]{1,2}20\d\d年?度?)?\)?|专项资金|项目|经费|专项){1,8}$")
_HEAD = re.compile(r"^20\d\d年?度?")


def project_key(name: str) -> str:
    """Return a project's name for comparison: without year, 项目 and 经费.

    >>> project_key("2025年古镇保护项目经费"), project_key("古镇保护")
    ('古镇保护', '古镇保护')
    """
    key = _HEAD.sub("", norm(name))
    return _TAIL.sub("", key) or key


def form_of(outline: Outline, purse: Purse) -> PerformanceForm | None:
    """Return the only form of the narrative's project; ``None`` if there is none, or several."""
    project = purse.fields.project
    forms = _forms_by_project(outline)
    found = forms.get(project_key(project), []) if project and forms else []
    amounts = {form.annual.value if form.annual else None for form in found}
    return found[0] if found and len(amounts) == 1 else None


@remembered
def _forms_by_project(outline: Outline) -> dict[str, list[PerformanceForm]]:
    found: dict[str, list[PerformanceForm]] = {}
    for form in outline.forms:
        if form.project:
            found.setdefault(project_key(form.project.text), []).append(form)
    return found


#: Money of this year's appropriation alone, without what was carried over.
_APPROPRIATED = re.compile(r"(?:当年|本年)(?:财政|预算|新增)*(?:拨款|安排)|年初(?:财政)?拨款")


def form_cell(form: PerformanceForm, purse: Purse, coin: Coin) -> tuple[str, BudgetCell] | None:
    """Return the form's label and cell for a narrative's amount: of the same stage and years only."""
    if coin.role == "total" and form.stages:
        return _of_stage(form, purse, coin)
    cells: dict[str, tuple[str, BudgetCell | None]] = {
        "total": ("年度资金申请总额", form.annual),
        "multi_year": ("项目资金总额", form.total),
        "own": ("其他资金", form.other_annual),
    }
    if coin.role == "fiscal":
        carried = form.carry_over is None or not form.carry_over.value
        label, cell = ("当年财政拨款", form.appropriation if carried else None)
    elif coin.role == "total" and form.appropriation and _APPROPRIATED.search(norm(coin.quote.text)):
        label, cell = "当年财政拨款", form.appropriation
    else:
        label, cell = cells.get(coin.role, ("", None))
    return (label, cell) if cell and not _is_other(purse, coin, cell) else None


def _is_other(purse: Purse, coin: Coin, cell: BudgetCell) -> bool:
    """Return whether another amount of the narrative is the cell's, of which this one has nothing."""
    if coin.interval.meets(_interval(cell)):
        return False
    if likeness(coin.amount.value, cell.value, coin.amount.quantum) is not None:
        return False
    return any(Interval.of(a.value, a.quantum).meets(_interval(cell)) for a in purse.stated)


def annual_cells(form: PerformanceForm) -> tuple[BudgetCell, ...]:
    """Return the cells of the form's money of the year: of every stage, and this year's appropriation."""
    staged = tuple(cell for _, cell in form.stages)
    return (*staged, *(c for c in (form.annual, form.appropriation) if c is not None))


def _interval(cell: BudgetCell) -> Interval:
    return Interval.of(cell.value, cell.quantum)


def _of_stage(form: PerformanceForm, purse: Purse, coin: Coin) -> tuple[str, BudgetCell] | None:
    """Return the cell of the stage that an amount's own words name, else of any stage that states it.

    "当年财政拨款中，年初预算100万元" is no part of the row of all money, but of the row below.
    """
    stage = stage_of(coin.quote.text.removesuffix(coin.amount.evidence.text))
    told = [(name, cell) for name, cell in form.stages if stage is not None and stage_of(name) == stage]
    others = (*form.stages, *((("当年财政拨款", form.appropriation),) if form.appropriation else ()))
    agreeing = [(name, c) for name, c in (*told, *others) if coin.interval.meets(_interval(c))]
    found = next(iter(agreeing or told), None)
    return None if found is None or _is_other(purse, coin, found[1]) else found


def quarter_sum(purse: Purse) -> tuple[Decimal, Decimal] | None:
    """Return the sum, and the sum of the last digits' worth, of four quarters that are stated as amounts."""
    quarters = purse.fields.quarters
    amounts = [q.amount for q in quarters.items if q.amount is not None and q.amount.qualifier == "exact"]
    if len(amounts) != 4 or quarters.basis == "cumulative":
        return None
    return sum((a.value for a in amounts), Decimal(0)), sum((a.quantum for a in amounts), Decimal(0))
