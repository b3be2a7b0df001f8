"""Narratives' money against 项目支出, which neither one nor all may exceed: in all, by unit, by function."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from nlp.fields.model import StatedAmount
from nlp.outline.model import BudgetRow, BudgetTable, Outline
from nlp.reconcile.cells import Place, find_column, norm
from nlp.reconcile.clauses import fund_of
from nlp.reconcile.flat import paragraphs
from nlp.reconcile.function_items import FunctionItem, function_of
from nlp.reconcile.interval import Interval, total
from nlp.reconcile.items import item_row
from nlp.reconcile.money import money
from nlp.reconcile.project_forms import project_key
from nlp.reconcile.purse import Purse
from nlp.reconcile.rules.context import Context, Draft
from nlp.reconcile.rules.sums import cell_interval

#: Money that a department hands on is no expenditure of its own tables.
_HANDED_ON = re.compile(r"转移支付|补助(?:市县|区县|地方|下级)|市县补助|下级补助|切块下达|对下")
_SUBJECT = re.compile(r"科目|列支|列入|功能分类")


@dataclass(frozen=True, slots=True)
class _Bound:
    """A cell of 项目支出 and the narratives whose money lies inside it.

    ``sure`` is false for a unit's row: who carries a project out need not hold its money.
    """

    place: Place
    members: tuple[tuple[Purse, StatedAmount], ...]
    sure: bool = True


def narratives_exceed_projects(context: Context) -> Iterator[Draft]:
    """Narratives of this year's budget, alone or together, above the row of 项目支出 that holds them."""
    outline = context.outline
    if outline.kind.endswith("final_accounts"):
        return
    members = tuple(_members(context))
    told: set[int] = set()
    for bound in _bounds(outline, members):
        high = cell_interval(bound.place.cell).high
        for purse, amount in bound.members:
            if Interval.of(amount.value, amount.quantum).low > high and id(purse) not in told:
                told.add(id(purse))
                yield _draft(bound, ((purse, amount),))
        rest = tuple(m for m in bound.members if id(m[0]) not in told)
        if len(rest) > 1 and total(Interval.of(a.value, a.quantum) for _, a in rest).low > high:
            told.update(id(p) for p, _ in rest)
            yield _draft(bound, rest)


def _draft(bound: _Bound, members: tuple[tuple[Purse, StatedAmount], ...]) -> Draft:
    place = bound.place
    value = sum((a.value for _, a in members), Decimal(0))
    alone = len(members) == 1
    who = f"项目「{members[0][0].name}」的年度预算" if alone else f"{len(members)}个项目的年度预算之和"
    terms = " + ".join(a.as_written for _, a in members)
    return Draft(
        f"{who}{money(value)}大于{place.describe()}的{money(place.value)}。",
        f"{terms} = {money(value)} > {money(place.value)}",
        (*(a.evidence for _, a in members), place.evidence),
        ("error" if alone else "warning") if bound.sure else "info",
    )


def _members(context: Context) -> Iterator[tuple[Purse, StatedAmount]]:
    """Yield the narratives with money of their department's own, each project once."""
    text = context.outline.document.text
    seen: set[str] = set()
    for purse in context.purses:
        amounts = purse.fields.amounts
        # Own money need not stand in the tables.
        amount = amounts.fiscal or (amounts.annual_total if amounts.own_funds is None else None)
        key = project_key(purse.name)
        narrative = purse.fields.narrative
        if amount is None or amount.derived or amount.qualifier != "exact" or key in seen:
            continue
        if _HANDED_ON.search(text[narrative.start : narrative.end]):
            continue
        seen.add(key)
        yield purse, amount


def _bounds(outline: Outline, members: tuple[tuple[Purse, StatedAmount], ...]) -> Iterator[_Bound]:
    """Yield the bounds: by function, of all, and by unit, which is the least sure."""
    tables = [t for t in outline.tables_of("expenditure") if t.unit_declared]
    items = {id(p): _item(outline, p) for p, _ in members} if tables else {}
    by_name: dict[str, list[tuple[Purse, StatedAmount]]] = {}
    for member in members:
        if (name := _unit(member[0])) is not None:
            by_name.setdefault(name, []).append(member)
    for table in tables:
        rows = [(m, item_row(table, item)) for m in members if (item := items[id(m[0])])]
        for row in table.rows if rows else ():
            own = tuple(m for m, its in rows if its is row)
            if own and (place := _place(table, row)):
                yield _Bound(place, own)
    if len(tables) == 1 and len(tables[0].totals) == 1 and (place := _place(tables[0], tables[0].totals[0])):
        yield _Bound(place, members)
    by_unit = (t for t in outline.tables_of("other") if t.unit_declared and fund_of(t.title) in (None, "all"))
    for table in (*tables, *by_unit):
        for row in table.rows:
            own = tuple(by_name.get(norm(row.label), ())) if row.label and row.code is None else ()
            if own and (place := _place(table, row)):
                yield _Bound(place, own, sure=False)


def _place(table: BudgetTable, row: BudgetRow) -> Place | None:
    column = find_column(table, ("项目支出", "项目支出/小计", "项目支出/合计"), None)
    cell = row.cells[column.index] if column is not None else None
    return Place(table, row, column, cell) if column is not None and cell is not None and cell.value else None


def _unit(purse: Purse) -> str | None:
    """Return the one listed unit that carries the project out."""
    bodies = purse.fields.implementing_bodies
    listed = {norm(b.listed_as or b.name) for b in bodies if b.relation == "listed"}
    return next(iter(listed)) if len(listed) == 1 and len(bodies) == 1 else None


def _item(outline: Outline, purse: Purse) -> FunctionItem | None:
    """Return the one functional item that the narrative's budget names for all its money."""
    found: set[FunctionItem] = set()
    for section in purse.fields.narrative.sections:
        text = outline.document.text[section.body_start : section.end]
        if section.kind != "annual_budget" or not _SUBJECT.search(text):
            continue
        for paragraph in paragraphs(outline.document.text, section.body_start, section.end):
            for sentence in re.split(r"[。；]", paragraph.text):
                whole = _SUBJECT.search(sentence) and "其中" not in sentence and "部分" not in sentence
                item = function_of(sentence) if whole else None
                if item is not None and (item.code or len(item.names) > 1):
                    found.add(item)
    return next(iter(found)) if len(found) == 1 else None
