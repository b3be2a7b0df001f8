"""Tie a fact to cells by measure, fund, item, period and stage; never to another fund's or year's."""

from __future__ import annotations

from dataclasses import dataclass

from nlp.outline.model import BudgetRow, BudgetTable, Outline
from nlp.reconcile.cells import (
    Place,
    find_column,
    find_places,
    first_place,
    header_tails,
    is_blank,
    label_key,
    norm,
)
from nlp.reconcile.clauses import FunctionItem
from nlp.reconcile.fact import Fact
from nlp.reconcile.measures import CellRef, Fund, Stage

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
_FUND_TABLES: dict[Fund, str] = {
    "general_public": "general_public_by_function",
    "government_fund": "government_fund_by_function",
    "state_capital": "state_capital_by_function",
    "all": "expenditure",
}
_LEVELS = {"类": 1, "款": 2, "项": 3}


@dataclass(frozen=True, slots=True)
class Match:
    """The cells that can confirm a fact, the preferred first; or, ``summed``, cells that add up to it.

    ``certain`` is false where the fund had to be guessed: a difference then proves nothing.
    """

    places: tuple[Place, ...] = ()
    reason: str | None = None
    summed: bool = False
    certain: bool = True


def document_stage(outline: Outline) -> Stage:
    """Return the stage that the document's tables show."""
    return "final" if outline.kind.endswith("final_accounts") else "budget"


def match(outline: Outline, fact: Fact) -> Match:
    """Return the cells for a fact, or why there are none."""
    year = outline.fiscal_year
    if fact.change is not None:
        base = f"{fact.base_year}年" if fact.base_year else "上年"
        return Match(reason=f"这是与{base}数字相比的变动额，文档没有列出{base}的对应数字，无法核对")
    if fact.is_reason:
        return Match(reason="这是说明原因的文字中的金额，没有对应的表内数字")
    if fact.year is not None and year is not None and fact.year != year:
        return Match(reason=f"这是{fact.year}年的数字，文档的表只列{year}年")
    if fact.amount.qualifier not in ("exact", "about"):
        return Match(reason="文字只给出上限或下限，不能与表内数字比较")
    if fact.measure is not None and not fact.measure.cell:
        return Match(reason=fact.measure.reason or f"文档没有列出“{fact.what}”的表")
    stage = fact.stage or document_stage(outline)
    stage = "budget" if stage == "initial" and document_stage(outline) == "budget" else stage
    other_stage = stage != document_stage(outline)
    if other_stage and not (
        document_stage(outline) == "final" and stage in ("budget", "initial", "adjusted")
    ):
        return Match(reason="这是执行数或决算数，文档的表只列预算数")
    found = _by_item(outline, fact) if fact.item is not None else _by_measure(outline, fact, stage)
    if other_stage:
        staged = tuple(p for p in found.places if header_tails(p.column)[1] is not None)
        if not staged:
            return Match(reason="这是预算数，文档的表只列决算数")
        return Match(staged, found.reason, found.summed, found.certain)
    return found


def _by_measure(outline: Outline, fact: Fact, stage: Stage) -> Match:
    if fact.measure is None:
        return Match(reason=f"文档的表中没有“{fact.what}”")
    funds = same_funds(outline, fact.fund)
    refs = [r for r in fact.measure.cell if not r.funds or funds & set(r.funds)]
    if not refs:
        return Match(reason=f"看不出“{fact.what}”属于哪一类资金，没有可比的表")
    if fact.also:
        return _several(outline, fact, stage)
    filled: list[Place] = []
    empty: list[Place] = []
    for ref in refs:
        for place in find_places(outline, ref, stage):
            (filled if place.cell is not None else empty).append(place)
    places = tuple(_unique(filled) or _unique(empty))
    if not places:
        return Match(reason=f"文档的表中没有“{fact.what}”一项")
    return Match(places)


def _several(outline: Outline, fact: Fact, stage: Stage) -> Match:
    """ "甲、乙均为0": every one of the cells must say so, and then their sum does."""
    named = tuple(m for m in (fact.measure, *fact.also) if m is not None)
    places = [first_place(outline, m.cell, stage) for m in named]
    found = tuple(p for p in places if p is not None)
    if fact.amount.value or len(found) < len(places):
        return Match(reason=f"“{fact.what}”是几项共用一个金额，不能与一个表内数字比较")
    return Match(found, summed=True)


def same_funds(outline: Outline, fund: Fund | None) -> set[Fund]:
    """Return the funds that mean the same money in this document.

    财政拨款 is 一般公共预算 where the document's other two funds are empty.
    """
    if fund is None:
        return set()
    others = outline.tables_of("government_fund_by_function", "state_capital_by_function")
    if fund == "fiscal" and others and all(is_blank(t) for t in others):
        return {"fiscal", "general_public"}
    return {fund}


def _unique(places: list[Place]) -> list[Place]:
    seen: set[tuple[str, int, int]] = set()
    kept = []
    for place in places:
        key = (place.table.id, place.row.index, place.column.index)
        if key not in seen:
            seen.add(key)
            kept.append(place)
    return kept


def _by_item(outline: Outline, fact: Fact) -> Match:
    assert fact.item is not None
    item = fact.item
    if fact.fund == "fiscal":
        return _fiscal_item(outline, item)
    if fact.fund is not None:
        places = _item_places(outline, _FUND_TABLES[fact.fund], item)
        if not places:
            return Match(reason=f"《{_FUND_NAMES[fact.fund]}》的表中没有科目“{item.label}”，或有多个同名科目")
        return Match(places)
    guessed = (
        *_item_places(outline, "general_public_by_function", item),
        *_item_places(outline, "expenditure", item),
    )
    if not guessed:
        return Match(reason=f"功能分类表中没有科目“{item.label}”，或有多个同名科目")
    return Match(guessed, certain=False)


_FUND_NAMES: dict[Fund, str] = {
    "all": "支出",
    "fiscal": "财政拨款",
    "general_public": "一般公共预算",
    "government_fund": "政府性基金预算",
    "state_capital": "国有资本经营预算",
}


def _fiscal_item(outline: Outline, item: FunctionItem) -> Match:
    """财政拨款 spans the funds: the one fund's table with the item, the summary row, or the funds' sum."""
    kinds: tuple[Fund, ...] = ("general_public", "government_fund", "state_capital")
    by_fund = [_item_places(outline, _FUND_TABLES[fund], item) for fund in kinds]
    found = [places for places in by_fund if places]
    if len(found) == 1:
        return Match(found[0])
    ref = CellRef(table="fiscal_appropriation", row=(item.label,), column=("合计", "总计"), half=1)
    rows = tuple(find_places(outline, ref))
    if rows and len(item.names) <= 1:
        return Match(rows)
    if found:
        return Match(tuple(places[0] for places in found), summed=True)
    return Match(reason=f"财政拨款的各表中没有科目“{item.label}”，或有多个同名科目")


def _item_places(outline: Outline, kind: str, item: FunctionItem) -> tuple[Place, ...]:
    places = []
    for table in outline.tables_of(kind):
        row = item_row(table, item)
        column = find_column(table, _TOTAL_COLUMNS, None) or find_column(table, (), None)
        if row is not None and column is not None:
            places.append(Place(table, row, column, row.cells[column.index]))
    return tuple(places)


def item_row(table: BudgetTable, item: FunctionItem) -> BudgetRow | None:
    """Return the row of a functional item; ``None`` if none or several different ones fit.

    Names by level must fit the row and its ancestors as far as the table names them; a 类 whose name was
    changed is forgiven when 款 and 项 fit one row only.
    """
    if item.code is not None:
        return next((r for r in table.rows if r.code == item.code), None)
    if not item.names:
        return _only([r for r in table.rows if label_key(r.label) == item.name])
    labels = {r.code: label_key(r.label) for r in table.rows if r.code}
    depth = _LEVELS[item.names[-1][0]]
    named = [r for r in table.rows if label_key(r.label) == item.names[-1][1] and r.level == depth]

    def fits(row: BudgetRow, levels: tuple[tuple[str, str], ...]) -> bool:
        parts = (row.code or "").split("-")
        return all(
            labels.get("-".join(parts[: _LEVELS[level]]), name) == norm(name) for level, name in levels
        )

    exact = [r for r in named if fits(r, item.names)]
    if exact:
        return _only(exact)
    loose = [r for r in named if fits(r, item.names[1:])] if len(item.names) > 2 else []
    return loose[0] if len(loose) == 1 else None


def _only(rows: list[BudgetRow]) -> BudgetRow | None:
    """Return the highest row, if the others are its own descendants (款 and 项 of one name)."""
    if not rows:
        return None
    top = min(rows, key=lambda r: (r.level, r.index))
    inside = all(r is top or (top.code and (r.code or "").startswith(top.code + "-")) for r in rows)
    return top if inside else None
