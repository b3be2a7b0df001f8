"""Rules between tables, from configs/rules.toml."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import Final

from nlp.fields.model import StatedAmount
from nlp.outline.model import BudgetCell, BudgetTable, Column, Outline
from nlp.reconcile.cells import Place, find_column, find_places, label_key, norm
from nlp.reconcile.clauses import stage_of
from nlp.reconcile.fact import Fact, document_stage, settled_stage
from nlp.reconcile.headers import header
from nlp.reconcile.identity import remembered
from nlp.reconcile.interval import Interval
from nlp.reconcile.likeness import is_slip, likeness
from nlp.reconcile.limits import Part, rule_data
from nlp.reconcile.matcher import same_funds
from nlp.reconcile.measures import CellRef, Fund, measures
from nlp.reconcile.money import money
from nlp.reconcile.purse import Purse, sum_value
from nlp.reconcile.rules.context import Context, Draft
from nlp.reconcile.rules.sums import cell_interval
from nlp.reconcile.wording import cite

#: Characters in front of an amount in which its clause is looked for.
_CLAUSE: Final = 40


def _interval(place: Place) -> Interval:
    return Interval.of(place.value, place.quantum)


def tables_differ(context: Context) -> Iterator[Draft]:
    """One amount stated in two tables: a measure of configs/measures.toml."""
    outline = context.outline
    for message, left, right in _measure_pairs(outline):
        filled = any(p.cell for p in left) and any(p.cell for p in right)
        if not filled or _may_agree(outline, left, right):
            continue
        one, two = _slipped(left, right) or (_first(left), _first(right))
        if _explained(one, two):
            continue
        yield Draft(
            f"{message}：{one.describe()}为{money(one.value, '元')}，"
            f"{two.describe()}为{money(two.value, '元')}。",
            _minus(one, two),
            (one.evidence, two.evidence),
        )
    yield from _same_rows(outline)


@cache
def _same_cells() -> tuple[tuple[str, tuple[CellRef, ...], frozenset[str]], ...]:
    """Return, for every measure and fund, the message, the cells that state one amount, and their tables."""
    found = []
    for measure in measures().measure:
        funds: set[Fund | None] = {f for r in measure.cell for f in r.funds}
        strong = [r for r in measure.cell if not (r.weak or r.wider)]
        for fund in sorted(funds or {None}, key=str):
            refs = tuple(r for r in strong if not r.funds or fund in r.funds)
            found.append((f"{cite(measure.name)}在两张表中不一致", refs, frozenset(r.table for r in refs)))
    return tuple(found)


_Pair = tuple[str, list[Place], list[Place]]


def _measure_pairs(outline: Outline) -> Iterator[_Pair]:
    """Yield, for every measure and fund, the cells of each two tables that state it."""
    stage = document_stage(outline)
    held = Counter(table.kind for table in outline.tables)
    for message, refs, kinds in _same_cells():
        if sum(held[kind] for kind in kinds) < 2:
            continue
        places = [p for ref in refs if ref.table in held for p in find_places(outline, ref, stage)]
        by_table: dict[str, list[Place]] = {}
        for place in places:
            by_table.setdefault(place.table.id, []).append(place)
        stated = [same for same in by_table.values() if any(p.cell for p in same)]
        first, *others = stated or [[]]
        for other in others:
            yield message, first, other


def _slipped(left: list[Place], right: list[Place]) -> tuple[Place, Place] | None:
    """Return the cells of two tables of which one is the other with a slip, if there are such two."""
    pairs = ((a, b) for a in left for b in right if a.cell and b.cell)
    return next(((a, b) for a, b in pairs if is_slip(a.value, b.value, max(a.quantum, b.quantum))), None)


def _first(places: list[Place]) -> Place:
    return next((p for p in places if p.cell), places[0])


@remembered
def _carried_over(outline: Outline) -> tuple[Interval, ...]:
    """Return what was carried over: one table may hold it where another holds this year's money only."""
    found = []
    for table in outline.tables:
        named = [_CARRIED.search("".join(column.path)) is not None for column in table.columns]
        for row in table.all_rows():
            every = _CARRIED.search(row.label) is not None
            cells = [c for carried, c in zip(named, row.cells, strict=True) if every or carried]
            found += [cell_interval(c) for c in cells if c and c.value]
    return tuple(found)


_CARRIED = re.compile(r"结转|结余")


def _may_agree(outline: Outline, left: list[Place], right: list[Place]) -> bool:
    """Return whether any two cells can be the same amount, or differ by what was carried over."""
    for a in left:
        for b in right:
            if a.value == b.value:
                return True
            one, two = _interval(a), _interval(b)
            if one.meets(two):
                return True
            gap, back = one - two, two - one
            if any(gap.meets(c) or back.meets(c) for c in _carried_over(outline)):
                return True
    return False


def _explained(one: Place, two: Place) -> bool:
    """Return whether the difference of two cells is a third cell of their tables, which only one includes.

    A difference that a slip of the pen makes is none of these.
    """
    quantum = max(one.quantum, two.quantum)
    if not quantum or is_slip(one.value, two.value, quantum):
        return False
    gap = abs(one.value - two.value)
    return any(
        c is not None and c.value and Interval.of(c.value, c.quantum).meets(Interval.of(gap, quantum))
        for table in (one.table, two.table)
        for row in table.all_rows()
        for c in row.cells
    )


def _minus(one: Place, two: Place) -> str:
    difference = money(one.value - two.value, "元")
    return f"{money(one.value, '元')} − {money(two.value, '元')} = {difference}"


def _one_fund(outline: Outline) -> bool:
    """Return whether all of 财政拨款 is 一般公共预算: the tables of the other funds are empty."""
    return "general_public" in same_funds(outline, "fiscal")


def _same_rows(outline: Outline) -> Iterator[Draft]:
    stage = document_stage(outline)
    for same in rule_data().same_rows:
        for left in outline.tables_of(same.left.table):
            for right in outline.tables_of(same.right.table):
                one = find_column(left, same.left.column, same.left.half, stage)
                two = find_column(right, same.right.column, same.right.half, stage)
                if one is None or two is None or (same.one_fund and not _one_fund(outline)):
                    continue
                tops = {label_key(r.label): r for r in right.rows if r.level == 1}
                for row in left.rows if tops else ():
                    other = tops.get(label_key(row.label)) if row.half == one.half else None
                    if other is None:
                        continue
                    a = Place(left, row, one, row.cells[one.index])
                    b = Place(right, other, two, other.cells[two.index])
                    apart = not _may_agree(outline, [a], [b]) and not _explained(a, b)
                    if apart and (not same.one_fund or is_slip(a.value, b.value, max(a.quantum, b.quantum))):
                        yield Draft(
                            f"{same.message}：{a.describe()}为{money(a.value, '元')}，"
                            f"{b.describe()}为{money(b.value, '元')}。",
                            _minus(a, b),
                            (a.evidence, b.evidence),
                        )


def part_larger_than_whole(context: Context) -> Iterator[Draft]:
    """A part that exceeds its whole: between tables, in a table's 其中 rows, in prose, in narratives."""
    for part in rule_data().part:
        for inner in context.outline.tables_of(part.part):
            for outer in context.outline.tables_of(part.whole):
                yield from _by_code(part, inner, outer)
                yield from _by_column(part, inner, outer)
    for table in context.outline.tables:
        if table.kind != "performance_form":
            yield from _among_rows(table)
    yield from _in_prose(context)
    yield from _in_narratives(context)


def _exceeds(part: Interval, whole: Interval) -> bool:
    return part.low > whole.high


def _cell_exceeds(part: BudgetCell | None, whole: BudgetCell | None) -> bool:
    """Return whether a cell's amount is above another's, however both were rounded."""
    if (part.value if part else _NOTHING) <= (whole.value if whole else _NOTHING):
        return False  # no rounding makes it larger
    return _exceeds(cell_interval(part), cell_interval(whole))


_NOTHING = Decimal(0)


def _larger(message: str, inner: Place, outer: Place) -> Draft:
    return Draft(
        f"{message}：{inner.describe()}为{money(inner.value, '元')}，"
        f"大于{outer.describe()}的{money(outer.value, '元')}。",
        f"{money(inner.value, '元')} > {money(outer.value, '元')}",
        (inner.evidence, outer.evidence),
    )


def _by_code(part: Part, inner: BudgetTable, outer: BudgetTable) -> Iterator[Draft]:
    wholes = {r.code: r for r in outer.rows if r.code}
    pairs = [(row, whole) for row in inner.rows if row.code and (whole := wholes.get(row.code)) is not None]
    for names in part.columns:
        one, two = find_column(inner, names, None), find_column(outer, names, None)
        if one is None or two is None:
            continue
        for row, whole in pairs:
            mine, its = row.cells[one.index], whole.cells[two.index]
            if _cell_exceeds(mine, its):
                yield _larger(part.message, Place(inner, row, one, mine), Place(outer, whole, two, its))


def _by_column(part: Part, inner: BudgetTable, outer: BudgetTable) -> Iterator[Draft]:
    filled = [r for r in outer.all_rows() if any(r.cells)]
    column = find_column(inner, ("合计", "总计", "决算数", "预算数"), None)
    if len(filled) != 1 or column is None:
        return
    for wanted in part.rows:
        # By name, not by code: documents number their economic items in ways of their own.
        names = [norm(name) for name in wanted.label]
        row = next((r for r in inner.rows if label_key(r.label) in names), None)
        whole = find_column(outer, wanted.column, None, "final") or find_column(outer, wanted.column, None)
        if row is None or whole is None:
            continue
        a = Place(inner, row, column, row.cells[column.index])
        b = Place(outer, filled[0], whole, filled[0].cells[whole.index])
        if _exceeds(_interval(a), _interval(b)):
            yield _larger(part.message, a, b)


def _among_rows(table: BudgetTable) -> Iterator[Draft]:
    """A row 其中：… against the last row before it that is no 其中."""
    whole = None
    for row in table.rows:
        if not row.label.lstrip().startswith(("其中", "#其中")):
            whole = row if not row.code else None
            continue
        if whole is None or whole.half != row.half:
            continue
        for column in table.columns:
            a, b = row.cells[column.index], whole.cells[column.index]
            if not (a and b and _cell_exceeds(a, b)):
                continue
            if not header(column).derived and not _has_negative(table, column):
                yield Draft(
                    f"《{table.title}》的{cite(row.label)}{a.written}大于它所属的{cite(whole.label)}{b.written}。",
                    f"{a.written} > {b.written}",
                    (a.evidence, b.evidence),
                )


def _has_negative(table: BudgetTable, column: Column) -> bool:
    """Return whether a column holds changes: there a part may well exceed its whole."""
    return any(c is not None and c.value < 0 for c in (r.cells[column.index] for r in table.all_rows()))


def _in_prose(context: Context) -> Iterator[Draft]:
    drafts: dict[int, list[Draft]] = {}
    for fact in context.facts.facts:
        if fact.whole is None or fact.change is not None:
            continue
        whole = context.facts.facts[fact.whole]
        if _confirmed(context, fact) and _confirmed(context, whole):
            continue  # both have cells of their own: what stands behind the whole is no part of it
        if (
            fact.year != whole.year
            or "exact" not in {fact.amount.qualifier}
            or whole.amount.qualifier != "exact"
        ):
            continue
        usual = document_stage(context.outline)
        if settled_stage(fact.stage, usual) != settled_stage(whole.stage, usual):
            continue
        one = Interval.of(fact.amount.value, fact.amount.quantum)
        if _exceeds(one, Interval.of(whole.amount.value, whole.amount.quantum)):
            draft = Draft(
                f"文字中{cite(fact.what)}{fact.amount.as_written}大于它所属的{cite(whole.what)}{whole.amount.as_written}。",
                f"{money(fact.amount.value)} > {money(whole.amount.value)}",
                (fact.quote, whole.quote),
            )
            drafts.setdefault(whole.index, []).append(draft)
    # Several amounts, each larger than the one before them, are no parts of it.
    yield from (found[0] for found in drafts.values() if len(found) == 1)


def _confirmed(context: Context, fact: Fact) -> bool:
    statement = context.statements[fact.index]
    return statement.counterpart is not None and statement.verdict != "disagrees" and bool(fact.amount.value)


def _is_initial(context: Context, purse: Purse) -> bool:
    """Return whether a narrative's total in final accounts is what was planned at first."""
    if document_stage(context.outline) != "final":
        return False
    return any(stage_of(c.quote.text) == "initial" for c in purse.of("total"))


def _came_in(outline: Outline, amount: StatedAmount) -> bool:
    """Tell whether the clause in front of an amount says that the money came in, not what it is for."""
    place = amount.evidence.start
    before = re.split("[，。；;\n]", outline.document.text[max(0, place - _CLAUSE) : place])[-1]
    return any(word in before for word in measures().words.received)


def _in_narratives(context: Context) -> Iterator[Draft]:
    for purse in context.purses:
        amounts = purse.fields.amounts
        total = amounts.annual_total
        if total is None or total.derived or total.qualifier != "exact" or purse.breakdown.partial:
            continue
        if _is_initial(context, purse):
            continue  # money that came in the course of the year is no part of 年初预算
        whole = Interval.of(total.value, total.quantum)
        for part in (amounts.fiscal, amounts.own_funds, *purse.breakdown.own):
            if part is None or part.derived or part.qualifier != "exact":
                continue
            if _came_in(context.outline, part) and not _came_in(context.outline, total):
                continue
            if _exceeds(Interval.of(part.value, part.quantum), whole) and part.value > Decimal(0):
                rest = tuple(p for p in purse.breakdown.own if p is not part)
                alike = likeness(part.value, total.value - sum_value(rest), part.quantum) or likeness(
                    part.value, total.value, part.quantum
                )
                yield Draft(
                    f"项目「{purse.name}」的部分金额{part.as_written}大于总额{total.as_written}。",
                    f"{money(part.value)} > {money(total.value)}",
                    (part.evidence, total.evidence),
                    None if alike else "info",
                )
