"""Tie a fact to cells by measure, fund, item, period and stage; never to another fund's or year's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from nlp.outline.model import Outline
from nlp.reconcile.cells import Place, find_column, find_places, is_blank, label_key, tells_stage
from nlp.reconcile.fact import Fact, document_stage
from nlp.reconcile.function_items import FunctionItem
from nlp.reconcile.headers import header, own_columns, prior_of
from nlp.reconcile.identity import remembered
from nlp.reconcile.interval import consistent, judge
from nlp.reconcile.item_cells import item_cells, total_column
from nlp.reconcile.likeness import is_slip
from nlp.reconcile.match import Match
from nlp.reconcile.measures import Fund, Measure, Stage, measures
from nlp.reconcile.wording import cite


def match(outline: Outline, fact: Fact) -> Match:
    """Return the cells for a fact, or why there are none."""
    year = outline.fiscal_year
    if fact.change is not None and fact.base_stage is not None:
        return Match(reason="这是与预算数相比的变动额，文档没有列出可比的预算数，无法核对")
    if fact.change is not None:
        base = f"{fact.base_year}年" if fact.base_year else "上年"
        return Match(reason=f"这是与{base}数字相比的变动额，文档没有列出{base}的对应数字，无法核对")
    if fact.is_reason:
        return Match(reason="这是说明原因的文字中的金额，没有对应的表内数字")
    if fact.year is not None and year is not None and fact.year != year:
        before = _year_before(outline, fact) if fact.year == year - 1 else ()
        if before:
            return _settled(fact, Match(before))
        return Match(reason=f"这是{fact.year}年的数字，文档的表只列{year}年")
    if fact.amount.qualifier not in ("exact", "about"):
        return Match(reason="文字只给出上限或下限，不能与表内数字比较")
    if fact.also:
        return _each(outline, fact)
    if fact.measure is not None and not fact.measure.cell:
        return Match(reason=fact.measure.reason or f"文档没有列出{cite(fact.what)}的表")
    return _settled(fact, _staged(outline, fact, fact.stage))


def _year_before(outline: Outline, fact: Fact) -> tuple[Place, ...]:
    """Return the cells of a figure of the year before, where a table shows it beside this year's."""
    now = _staged(outline, fact, None)
    found = (place_before(p, fact.stage) for p in now.places)
    return tuple(p for p in found if p is not None and p.cell is not None)


def place_before(place: Place, stage: Stage | None) -> Place | None:
    """Return the cell of the year before in the same row, of one stage (``None``: the only one there is)."""
    words = measures().words.stage_columns.get(stage, ()) if stage is not None else None
    column = prior_of(place.table, place.column, words)
    return Place(place.table, place.row, column, place.row.cells[column.index]) if column else None


def _settled(fact: Fact, found: Match) -> Match:
    """Put the cells that agree with the amount first; a narrowed amount may differ from all of them."""
    places = found.places
    if not (found.summed or found.each or len(places) < 2):
        agreeing = _confirming(fact, places)
        if 0 < len(agreeing) < len(places):
            places = (*agreeing, *(p for p in places if p not in agreeing))
        elif not agreeing:
            places = _resembling_first(fact, places)
    hints = found.hints if not fact.qualified else tuple(p for p in places if p.cell is not None)
    certain = found.certain and not fact.qualified
    if (places, certain, hints) == (found.places, found.certain, found.hints):
        return found
    return replace(found, places=places, certain=certain, hints=hints)


def _resembling_first(fact: Fact, places: tuple[Place, ...]) -> tuple[Place, ...]:
    """Put the cell that a slip parts from the amount first, where the first one differs for certain."""
    amount, first = fact.amount, places[0]
    if judge(amount.value, amount.quantum, first.value, first.quantum) != "disagrees":
        return places
    meant = [p for p in places if is_slip(amount.value, p.value, amount.quantum)]
    return (meant[0], *(p for p in places if p is not meant[0])) if meant else places


def _staged(outline: Outline, fact: Fact, told: Stage | None) -> Match:
    """Return the cells for what a fact is about, of the stage that is told."""
    usual = document_stage(outline)
    stage: Stage = told or usual
    if fact.measure is not None and fact.measure.forms:
        stage = usual  # 预算资金 is what the projects' money is called in any document
    stage = "budget" if stage == "initial" and usual == "budget" else stage
    other_stage = stage != usual
    if other_stage and not (usual == "final" and stage in ("budget", "initial", "adjusted")):
        return Match(reason="这是执行数或决算数，文档的表只列预算数")
    if fact.item is not None:
        found = item_cells(outline, fact.item, fact.fund, stage)
    else:
        found = _by_measure(outline, fact, stage)
    if other_stage:
        staged = tuple(p for p in found.places if tells_stage(p.column, stage))
        if not staged:
            name = {"initial": "年初预算数", "adjusted": "全年预算数"}.get(stage, "预算数")
            return Match(reason=f"这是{name}，文档的表只列决算数")
        return replace(found, places=staged)
    return found


def _by_measure(outline: Outline, fact: Fact, stage: Stage) -> Match:
    if fact.measure is None:
        return _by_label(outline, fact)
    cells = _measure_cells(outline, fact.measure.name, fact.fund, stage)
    if cells is None and fact.fund is None:
        return _guessed(outline, fact, stage)
    if cells is None:
        return Match(reason=f"看不出{cite(fact.what)}属于哪一类资金，没有可比的表")
    if cells.own:
        confirming = [p for p in _confirming(fact, cells.wider) if p not in cells.own]
        if cells.wider and not confirming and (meant := _slipped(fact, cells)):
            return Match((*meant, *cells.own))
        return Match((*cells.own, *confirming))
    reason = fact.measure.reason or f"文档的表中没有单列{cite(fact.what)}一项"
    return _hinted(fact, cells.weak, reason)


def _slipped(fact: Fact, cells: _Cells) -> tuple[Place, ...]:
    """Return the wider cells that an amount misses by a slip, where it has nothing of the own ones."""
    amount = fact.amount

    def near(place: Place) -> bool:
        fits = consistent(amount.value, amount.quantum, place.value, place.quantum)
        return fits or is_slip(amount.value, place.value, amount.quantum)

    return () if any(map(near, cells.own)) else tuple(p for p in cells.wider if near(p))


@dataclass(frozen=True, slots=True)
class _Cells:
    """The cells of a measure: those that state it, the weak ones, and those that may hold more than it."""

    own: tuple[Place, ...]
    weak: tuple[Place, ...]
    wider: tuple[Place, ...]


@remembered
def _measure_cells(outline: Outline, name: str, fund: Fund | None, stage: Stage) -> _Cells | None:
    """Return the cells of the measure ``name`` in one fund, ``None`` where its tables are of other funds."""
    measure = measures().named(name)
    cell = measure.cell if measure is not None else ()
    funds = same_funds(outline, fund)
    refs = [r for r in cell if not r.funds or funds & set(r.funds)]
    if cell and not refs:
        return None
    filled: list[Place] = []
    empty: list[Place] = []
    weak: list[Place] = []
    wider: list[Place] = []
    for ref in refs:
        if ref.weak or ref.wider:
            told = weak if ref.weak else wider
            told += (p for p in find_places(outline, ref, stage) if p.cell is not None)
            continue
        for place in find_places(outline, ref, stage):
            (filled if place.cell is not None else empty).append(place)
    return _Cells(tuple(_unique(filled) or _unique(empty)), tuple(weak), tuple(wider))


#: Tables whose labels have one meaning in the whole document.
_PLAIN_LABELS = ("income_expenditure_summary", "income", "three_public")


#: "商品和服务支出里其他交通费用": what it is a part of, and its own name.
_INSIDE = re.compile(r"^[一-鿿]{3,}(?:里|当中)(?=[一-鿿]{3})")


def _by_label(outline: Outline, fact: Fact) -> Match:
    """An amount of no measure: a row or a column that bears its very name.

    In a summary a name has one meaning, elsewhere several: there equality confirms, and a difference proves
    nothing.
    """
    name = label_key(fact.what)
    places = _labelled(outline, name)
    if not places and (inner := _INSIDE.search(fact.what)) is not None:
        places = _labelled(outline, label_key(fact.what[inner.end() :]))
    if not places and "、" in fact.what:
        # 办公费、水费、物业管理费1994.89万元: only the last of the names has an amount.
        places = _labelled(outline, label_key(fact.what.rpartition("、")[2]))
    filled = [p for p in places if p.cell is not None]
    reason = f"文档的表中没有与{cite(fact.what)}对应的数字"
    known = [p for p in filled if p.table.kind in _PLAIN_LABELS]
    if known and len(name) > 2 and "、" not in fact.what:
        return Match((*known, *(p for p in filled if p not in known)), reason)
    return _hinted(fact, filled, reason)


def _labelled(outline: Outline, name: str) -> list[Place]:
    """Return the cells of the rows, and of the totals of the columns, that bear a name."""
    places: list[Place] = []
    names = (name, f"{name}项目", name.removesuffix("项目"), name.removesuffix("支出"))
    for table in outline.tables:
        column = total_column(table)
        for row in table.rows:
            label = label_key(row.label)
            own_name = label in names
            unit = not own_name and row.code is None and label.endswith(name)
            if not own_name and not (unit and _is_unit(outline, label, name)):
                continue
            own = find_column(table, (), row.half) if row.half else column
            if own is not None:
                places.append(Place(table, row, own, row.cells[own.index]))
        for column in own_columns(table) if len(table.totals) == 1 else []:
            if header(column).path and name == label_key(header(column).path[-1]):
                places.append(Place(table, table.totals[0], column, table.totals[0].cells[column.index]))
    return places


#: A unit's name without the place it belongs to has at least so many characters.
_UNIT_NAME = 4


def _is_unit(outline: Outline, label: str, name: str) -> bool:
    """Return whether a row's label is a unit's full name, whose own place the prose leaves out.

    枫溪县土地储备中心 is told as 土地储备中心 in the budget of 枫溪县自然资源局.
    """
    place = label.removesuffix(name)
    whose = label_key(outline.organisation or "")
    return len(name) >= _UNIT_NAME and 0 < len(place) < len(label) and whose.startswith(place)


def _hinted(fact: Fact, places: Sequence[Place], reason: str) -> Match:
    """Return cells that can confirm an amount, and can't contradict it."""
    confirming = tuple(_confirming(fact, places))
    hints = () if confirming else tuple(_unique([p for p in places if p.cell is not None]))
    return Match(confirming, reason, certain=False, hints=hints)


def _guessed(outline: Outline, fact: Fact, stage: Stage) -> Match:
    """An amount that names no fund: the cells of any fund may confirm it, none contradicts it."""
    assert fact.measure is not None
    places = [p for r in fact.measure.cell for p in find_places(outline, r, stage) if p.cell is not None]
    reason = f"看不出{cite(fact.what)}属于哪一类资金，没有可比的表"
    return _hinted(fact, places, reason)


def _confirming(fact: Fact, weak: Sequence[Place]) -> list[Place]:
    """Return the weak cells that the amount agrees with; the others say nothing."""
    amount = fact.amount
    return [p for p in _unique(weak) if consistent(amount.value, amount.quantum, p.value, p.quantum)]


def _each(outline: Outline, fact: Fact) -> Match:
    """ "甲、乙均为0": every one of the cells must say so."""
    places: list[Place] = []
    certain = True
    for part in (fact.measure or fact.item, *fact.also):
        if isinstance(part, Measure):
            own = replace(fact, also=(), measure=part, item=None, fund=part.fund or fact.fund)
        else:
            own = replace(fact, also=(), measure=None, item=part)
        found = match(outline, own)
        if not found.places:
            name = part.label if isinstance(part, FunctionItem) else part.name if part else ""
            return Match(reason=f"{cite(name)}没有可比的表内数字，几项共用的金额不能全部核对")
        places.append(found.places[0])
        certain = certain and found.certain
    return Match(tuple(places), each=True, certain=certain)


@remembered
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


def _unique(places: Sequence[Place]) -> Sequence[Place]:
    if len(places) < 2:
        return places
    seen: set[tuple[str, int, int]] = set()
    kept = []
    for place in places:
        key = (place.table.id, place.row.index, place.column.index)
        if key not in seen:
            seen.add(key)
            kept.append(place)
    return kept
