"""Sentences beside a table in the prose: its columns' totals (三年累计, 全年预算合计), its years' changes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from nlp.document import Evidence
from nlp.outline.model import BudgetCell, BudgetRow, BudgetTable, Column
from nlp.reconcile.clauses import change_of, clause_start
from nlp.reconcile.headers import header
from nlp.reconcile.interval import Interval, total
from nlp.reconcile.likeness import likeness
from nlp.reconcile.money import money
from nlp.reconcile.reading import Passage
from nlp.reconcile.rules.context import Context, Draft
from nlp.reconcile.rules.sums import cell_interval
from nlp.reconcile.wording import cite, norm
from nlp.values.amount import Amount

#: A sentence about a table stands within so many characters of it.
_REACH = 400
_SUM = re.compile(r"合计|累计|共计|总计")
_UNIT = re.compile(r"\((?:单位:)?(?:亿元|万元|元)\)|数$|额$|金额|全年|本年")
_YEAR = re.compile(r"^(20\d\d)年(?:度)?$")
_COMPARED = re.compile(r"(20\d\d)年度?(?P<what>[^，,。；;\d]{0,12})[比较与](20\d\d)年度?[^，,。；;\d]{0,8}$")


@dataclass(frozen=True, slots=True)
class _Beside:
    """One amount of a sentence beside a table, with what the table gives for it."""

    words: Evidence
    amount: Amount
    value: Decimal
    interval: Interval
    told: str
    cells: tuple[BudgetCell, ...]

    @property
    def holds(self) -> bool:
        own = Interval.of(self.amount.value, self.amount.quantum)
        return own.meets(self.interval)


def sentence_differs_from_its_table(context: Context) -> Iterator[Draft]:
    """A total or a change that a sentence tells of the table beside it, and that its cells don't give.

    A total that has nothing of the column's sum is of other rows.
    """
    for table in context.outline.tables_of("other"):
        if not table.unit_declared:
            continue
        for paragraph in _around(context, table):
            found = [*_totals(context, table, paragraph), *_changes(context, table, paragraph)]
            sure = any(b.holds for b in found)
            for beside in (b for b in found if not b.holds):
                like = likeness(beside.amount.value, beside.value, beside.amount.quantum)
                if like == "slip" or (like == "near" and sure):
                    yield Draft(
                        f"{cite(beside.words.text)}，{beside.told}为{money(beside.value)}。",
                        f"{money(beside.amount.value)} ≠ {money(beside.value)}",
                        (beside.words, *(c.evidence for c in beside.cells)),
                    )


def _around(context: Context, table: BudgetTable) -> Iterator[Passage]:
    for paragraph in context.facts.running:
        start, end = paragraph.offsets[0], paragraph.offsets[-1] + 1
        if (end <= table.start and table.start - end <= _REACH) or (
            start >= table.end and start - table.end <= _REACH
        ):
            yield paragraph


def _clauses(context: Context, paragraph: Passage) -> Iterator[tuple[Amount, str, Evidence]]:
    """Yield a paragraph's amounts with the words of their clauses, and both as evidence."""
    floor = 0
    for amount, known in zip(paragraph.amounts, paragraph.stated, strict=True):
        begin = clause_start(paragraph.text, amount.start, floor)
        floor = amount.end
        if known.qualifier == "exact":
            place = context.outline.document.evidence(*paragraph.span(begin, amount.end))
            yield amount, paragraph.text[begin : amount.start], place


def _totals(context: Context, table: BudgetTable, paragraph: Passage) -> Iterator[_Beside]:
    rows = [r for r in table.rows if r.role == "item"]
    for amount, words, place in _clauses(context, paragraph):
        column = _named(table, words) if _SUM.search(words) else None
        cells = tuple(c for r in rows if column is not None and (c := r.cells[column.index]) is not None)
        if column is None or len(cells) < 2 or len(cells) < len(rows):
            continue
        value = sum((c.value for c in cells), Decimal(0))
        told = f"表中{cite(column.name)}各行之和"
        yield _Beside(place, amount, value, total(map(cell_interval, cells)), told, cells)


def _named(table: BudgetTable, words: str) -> Column | None:
    """Return the one column whose name the words hold, the longest; units and 数 don't count."""
    key = norm(words)
    names = [(c, _UNIT.sub("", _UNIT.sub("", norm(c.name)))) for c in table.columns if not header(c).derived]
    found = [(c, name) for c, name in names if len(name) > 1 and name in key]
    longest = max((len(name) for _, name in found), default=0)
    best = [c for c, name in found if len(name) == longest]
    return best[0] if len(best) == 1 else None


def _changes(context: Context, table: BudgetTable, paragraph: Passage) -> Iterator[_Beside]:
    years = {m[1]: r for r in table.rows if (m := _YEAR.match(norm(r.label)))}
    for amount, words, place in _clauses(context, paragraph) if len(years) > 1 else ():
        change = change_of(words)
        compared = _COMPARED.search(words[: change[1]]) if change else None
        if change is None or compared is None or compared[1] not in years or compared[3] not in years:
            continue
        column = _changing(table, years[compared[1]], years[compared[3]], compared["what"])
        if column is None:
            continue
        now, old = (years[y].cells[column.index] for y in (compared[1], compared[3]))
        assert now
        assert old
        sign = 1 if change[0] == "increase" else -1
        value = (now.value - old.value) * sign
        told = f"表中{cite(column.name)}{compared[1]}年减{compared[3]}年" + ("" if sign > 0 else "，反号")
        step = cell_interval(now) - cell_interval(old)
        interval = step if sign > 0 else Interval(-step.high, -step.low)
        yield _Beside(place, amount, value, interval, told, (now, old))


def _changing(table: BudgetTable, now: BudgetRow, old: BudgetRow, what: str) -> Column | None:
    """Return the column that a change is about: the one named, else the first; both years must state it."""
    named = _named(table, what)
    columns = [named] if named is not None else [c for c in table.columns if not header(c).derived][:1]
    stated_both = (c for c in columns if now.cells[c.index] is not None and old.cells[c.index] is not None)
    return next(stated_both, None)
