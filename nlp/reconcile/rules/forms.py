"""Rules on performance forms: their own arithmetic, their number, and the narrative of the same project."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from decimal import Decimal

from nlp.fields.model import StatedAmount
from nlp.outline.model import BudgetCell, PerformanceForm
from nlp.reconcile.form_sums import counted, distinct_forms
from nlp.reconcile.interval import Interval, total
from nlp.reconcile.money import money, plain
from nlp.reconcile.project_forms import annual_cells, form_of, quarter_sum
from nlp.reconcile.purse import Purse
from nlp.reconcile.rules.context import Context, Draft
from nlp.reconcile.rules.sums import cell_interval
from nlp.values.dates import find_periods

#: A part of a form, the wholes that it lies in, and whether the wholes' parts are all listed.
_LABELS = {
    "total": "项目资金总额",
    "annual": "年度资金申请总额",
    "fiscal": "财政资金",
    "appropriation": "当年财政拨款",
    "carry_over": "上年结转资金",
    "other_total": "其他资金",
    "other_annual": "年度其他资金",
}
_WHOLES = (
    ("annual", "total"),
    ("fiscal", "total"),
    ("other_total", "total"),
    ("appropriation", "annual"),
    ("carry_over", "annual"),
    ("other_annual", "annual"),
    ("appropriation", "fiscal"),
    ("carry_over", "fiscal"),
)
_SUMS = (
    ("total", ("fiscal", "other_total")),
    ("annual", ("appropriation", "carry_over", "other_annual")),
)


def _cell(form: PerformanceForm, name: str) -> BudgetCell | None:
    cells: dict[str, BudgetCell | None] = {
        "total": form.total,
        "annual": form.annual,
        "fiscal": form.fiscal,
        "appropriation": form.appropriation,
        "carry_over": form.carry_over,
        "other_total": form.other_total,
        "other_annual": form.other_annual,
    }
    return cells[name]


def _name(form: PerformanceForm) -> str:
    return form.project.text if form.project else form.table


def form_part_too_large(context: Context) -> Iterator[Draft]:
    """A part of a form's money that exceeds a whole it lies in; one finding a part, with all such wholes."""
    for form in distinct_forms(context.outline):
        for part, wholes in _grouped().items():
            cell = _cell(form, part)
            over = [
                (whole, other)
                for whole in wholes
                if cell
                and (other := _cell(form, whole))
                and cell_interval(cell).low > cell_interval(other).high
            ]
            if cell is None or not over:
                continue
            told = "、".join(f"{_LABELS[w]}{plain(o.value)}元" for w, o in over)
            yield Draft(
                f"项目「{_name(form)}」的绩效目标表中，{_LABELS[part]}{plain(cell.value)}元大于{told}。",
                f"{plain(cell.value)} > {plain(over[0][1].value)}",
                (cell.evidence, *(o.evidence for _, o in over)),
            )


def _grouped() -> dict[str, list[str]]:
    grouped: dict[str, list[str]] = {}
    for part, whole in _WHOLES:
        grouped.setdefault(part, []).append(whole)
    return grouped


def form_does_not_add_up(context: Context) -> Iterator[Draft]:
    """A form's whole that its listed parts miss, unless one of them alone already exceeds it."""
    for form in distinct_forms(context.outline):
        for whole, names in _SUMS:
            mine = _cell(form, whole)
            parts = [_cell(form, name) for name in names]
            stated = [p for p in parts if p]
            if mine is None or not stated or any(p.value > mine.value for p in stated):
                continue
            added = total(cell_interval(p) for p in stated)
            if added.meets(cell_interval(mine)):
                continue
            if added.high < cell_interval(mine).low and None in parts:
                continue  # what the form leaves out may make up the rest
            value = sum((p.value for p in stated), Decimal(0))
            terms = " + ".join(plain(p.value) for p in stated)
            yield Draft(
                f"项目「{_name(form)}」的绩效目标表中，{_LABELS[whole]}为{plain(mine.value)}元，各部分之和为{plain(value)}元。",
                f"{terms} = {plain(value)} ≠ {plain(mine.value)}",
                (mine.evidence, *(p.evidence for p in stated)),
            )


def form_count_differs(context: Context) -> Iterator[Draft]:
    """More forms than the prose counts projects; fewer only means that not all are published."""
    forms = distinct_forms(context.outline)
    for fact, count in counted(context.facts):
        places = [form.project for form in forms if form.project]
        if fact.year != context.outline.fiscal_year or len(forms) <= count or not places:
            continue
        yield Draft(
            f"文字写编报绩效目标的项目{count}个，文档附有{len(forms)}个项目的绩效目标表。",
            f"{len(forms)} > {count}",
            (fact.quote, *places),
        )
        return


def narrative_and_form_differ(context: Context) -> Iterator[Draft]:
    """Quarterly amounts of a narrative that miss the annual money of its project's form.

    A stated total is a statement with the form as its counterpart, and then no matter of this rule.
    """
    for purse in context.purses:
        form = form_of(context.outline, purse)
        quarters = quarter_sum(purse)
        if form is None or form.annual is None or quarters is None:
            continue
        value, quantum = quarters
        # What was spent by quarter is 全年执行数, in a form that has a column for it.
        if any(Interval.of(value, quantum).meets(cell_interval(c)) for c in annual_cells(form)):
            continue
        amounts = [q.amount for q in purse.fields.quarters.items if q.amount]
        if _is_of_another(purse, amounts, Interval.of(value, quantum)):
            continue
        yield Draft(
            f"项目「{purse.name}」各季度金额之和为{money(value)}，"
            f"绩效目标表的年度资金申请总额为{money(form.annual.value, '元')}。",
            f"{' + '.join(a.as_written for a in amounts)} = {money(value)} ≠ {money(form.annual.value)}",
            (form.annual.evidence, *(a.evidence for a in amounts)),
        )


def _is_of_another(purse: Purse, quarters: list[StatedAmount], added: Interval) -> bool:
    """Return whether quarters make up another amount of their narrative than its total: what was spent."""
    total = purse.fields.amounts.annual_total
    places = {a.evidence.start for a in (*quarters, *((total,) if total else ()))}
    others = (a for a in purse.stated if a.evidence.start not in places)
    return any(added.meets(Interval.of(a.value, a.quantum)) for a in others)


def schedule_and_form_differ(context: Context) -> Iterator[Draft]:
    """A form's date that is the narrative's but for year, month or day, where the other date agrees."""
    for purse in context.purses:
        form, schedule = form_of(context.outline, purse), purse.fields.schedule
        if form is None or schedule is None or form.start is None or form.end is None:
            continue
        if schedule.start is None or schedule.end is None:
            continue
        told, places = (schedule.start, schedule.end), (form.start, form.end)
        written = [_date(place.text) for place in places]
        wrong = [i for i in (0, 1) if written[i] != told[i]]
        if len(wrong) != 1:
            continue
        date = written[wrong[0]]
        mine = told[wrong[0]]
        parts = zip(date.timetuple()[:3], mine.timetuple()[:3], strict=True) if date is not None else ()
        if sum(a != b for a, b in parts) != 1:
            continue
        which = ("开始", "完成")[wrong[0]]
        yield Draft(
            f"项目「{purse.name}」的绩效目标表写计划{which}日期{date}，实施周期写{mine}。",
            f"{date} ≠ {mine}",
            (places[wrong[0]], schedule.evidence),
        )


def _date(written: str) -> datetime.date | None:
    """Return the day that a form's cell states, read as any date of prose."""
    found = find_periods(written.strip())
    return found[0].first if len(found) == 1 and found[0].kind == "day" else None
