"""Why an amount that differs from its cell need not contradict it: another reading explains it.

A difference that looks like a slip of the pen is taken for one. Any other is a contradiction only where what
the amount is about is known for certain: no part that the cell is too large for, no other cell with this very
amount under the amount's own words, no group that adds up without the cell, and no cell that others of its
kind have confirmed. Amounts that differ by exactly what was carried over are with it and without.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from nlp.outline.model import BudgetRow, Outline
from nlp.reconcile.cells import Place, label_key
from nlp.reconcile.fact import Fact, Facts
from nlp.reconcile.headers import header
from nlp.reconcile.interval import Interval, round_to, total
from nlp.reconcile.likeness import Likeness, likeness
from nlp.reconcile.model import Counterpart, Verdict
from nlp.reconcile.money import money
from nlp.reconcile.wording import cite, norm

#: So many digits are no chance.
_DIGITS = 4
_CARRIED_DIGITS = 3
_SHORTEST_LABEL = 3


def other_reading(
    outline: Outline,
    facts: Facts,
    fact: Fact,
    places: Sequence[Place],
    cells: Sequence[Counterpart | None],
    raw: Sequence[Verdict],
) -> str | None:
    """Return what explains an amount that differs from its cells, as a reason; ``None`` if nothing does."""
    if held := _carried_over(facts, fact, places):
        return f"与表内数字正好相差{cite(held.quote.text)}，一处含上年结转，一处不含"
    like = resemblance(fact, places)
    if like == "slip":
        return None
    whole = facts.facts[fact.whole] if fact.whole is not None else None
    if whole is not None and _too_large(fact, whole, places):
        return (
            f"它是{cite(whole.what)}{whole.amount.as_written}的一部分，表内数字比全部还大，说的不是同一笔钱"
        )
    if place := _elsewhere(outline, fact, places):
        return f"与{place.describe()}的{money(place.value, '元')}一致，说的可能是那一格"
    if like == "near":
        other = _neighbour(fact, places) if fact.measure is not None else None
        return f"与{other.describe()}的金额完全相同，说的可能是那一项" if other is not None else None
    if whole is not None and _adds_up(facts, whole, fact, cells[fact.index], raw):
        return f"它和同列各项之和正好是{cite(whole.what)}{whole.amount.as_written}，说的不是表内这一数字"
    if again := _confirmed_by_another(facts, fact, cells, raw):
        return f"表内这一数字已由{cite(again.quote.text)}印证，这里说的可能是另一笔钱"
    if _unlike_its_table(facts, fact, cells, raw):
        return "文字与这张表的多数数字不同，可能不是同一口径"
    return None


def resemblance(fact: Fact, places: Sequence[Place]) -> Likeness | None:
    """Return how an amount resembles the most similar of its cells."""
    amount = fact.amount
    found = {likeness(amount.value, p.value, amount.quantum) for p in places}
    return "slip" if "slip" in found else "near" if "near" in found else None


def _carried_over(facts: Facts, fact: Fact, places: Sequence[Place]) -> Fact | None:
    """Return the amount carried over, told anywhere, by which a cell and the amount differ exactly."""
    for other in facts.facts:
        told = other.amount
        if other.measure is None or other.measure.name != "上年结转" or other.change is not None:
            continue
        if other is fact or len(f"{abs(told.value / told.quantum):f}".strip("0")) < _CARRIED_DIGITS:
            continue
        if any(gap_to(fact, p).meets(Interval.of(told.value, told.quantum)) for p in places):
            return other
    return None


def gap_to(fact: Fact, place: Place) -> Interval:
    """Return how far an amount and a cell are apart."""
    one, other = (Interval.of(each.value, each.quantum) for each in (fact.amount, place))
    return one - other if fact.amount.value > place.value else other - one


def _too_large(fact: Fact, whole: Fact, places: Sequence[Place]) -> bool:
    """Return whether all cells exceed the amount that this one is a part of, and doesn't itself exceed."""
    high = Interval.of(whole.amount.value, whole.amount.quantum).high
    inside = whole.change is None and fact.amount.value <= high and fact.year == whole.year
    return inside and all(p.value > high for p in places)


def _elsewhere(outline: Outline, fact: Fact, places: Sequence[Place]) -> Place | None:
    """Return a cell that states the amount to the last digit, in its own row or one that its words name."""
    amount = fact.amount
    if len(f"{abs(amount.value / amount.quantum):f}".strip("0")) < _DIGITS:
        return None
    words = norm(fact.quote.text)
    own = {(p.table.id, p.row.index) for p in places}
    for table in outline.tables:
        for row in table.all_rows():
            if (table.id, row.index) not in own and not _is_named(row, words):
                continue
            for column, cell in zip(table.columns, row.cells, strict=True):
                fits = cell is not None and round_to(cell.value, amount.quantum) == amount.value
                if fits and not header(column).derived:
                    return Place(table, row, column, cell)
    return None


def _neighbour(fact: Fact, places: Sequence[Place]) -> Place | None:
    """Return a cell in the column of one of the cells that states the amount exactly, with many digits."""
    amount = fact.amount
    if len(f"{abs(amount.value / amount.quantum):f}".strip("0")) <= _DIGITS:
        return None
    for place in places:
        for row in place.table.all_rows():
            cell = row.cells[place.column.index]
            if cell is not None and cell.value == amount.value and row is not place.row:
                return Place(place.table, row, place.column, cell)
    return None


def _is_named(row: BudgetRow, words: str) -> bool:
    """Return whether the words of an amount name a row by its label or its code."""
    label = label_key(row.label)
    return (len(label) >= _SHORTEST_LABEL and label in words) or bool(
        row.code and row.code.replace("-", "") in words
    )


def _stated_parts(facts: Facts, whole: Fact) -> list[Fact]:
    return [f for f in facts.under(whole) if f.change is None and not f.is_base]


def _adds_up(facts: Facts, whole: Fact, fact: Fact, cell: Counterpart | None, raw: Sequence[Verdict]) -> bool:
    """Return whether the stated parts of a whole that no cell contradicts make it, and not with the cell."""
    parts = _stated_parts(facts, whole)
    if len(parts) < 2 or raw[whole.index] == "disagrees":
        return False
    told = Interval.of(whole.amount.value, whole.amount.quantum)
    others = total(Interval.of(p.amount.value, p.amount.quantum) for p in parts if p is not fact)
    mine = Interval.of(fact.amount.value, fact.amount.quantum)
    theirs = Interval.of(cell.value, cell.quantum) if cell is not None else mine
    return (others + mine).meets(told) and not (others + theirs).meets(told)


def _confirmed_by_another(
    facts: Facts, fact: Fact, cells: Sequence[Counterpart | None], raw: Sequence[Verdict]
) -> Fact | None:
    """Return an amount of the same year, told in another paragraph, that is the fact's cell's own."""
    mine = cells[fact.index]
    for other in facts.facts:
        its = cells[other.index]
        if its is None or mine is None or other is fact or raw[other.index] not in ("exact", "rounded"):
            continue
        same = (its.table, its.row, its.column) == (mine.table, mine.row, mine.column)
        if same and its.value and other.year == fact.year and other.paragraph != fact.paragraph:
            return other
    return None


def _unlike_its_table(
    facts: Facts, fact: Fact, cells: Sequence[Counterpart | None], raw: Sequence[Verdict]
) -> bool:
    """Return whether several amounts have nothing of a table's cells, more than agree with it."""
    mine = cells[fact.index]
    agree = unlike = 0
    for other, cell in _of_table(facts, cells, mine.table if mine else None):
        if raw[other.index] != "disagrees":
            agree += cell.value != Decimal(0)
        elif likeness(other.amount.value, cell.value, other.amount.quantum) is None:
            unlike += 1
    return unlike > 1 and unlike > agree


def _of_table(
    facts: Facts, cells: Sequence[Counterpart | None], table: str | None
) -> Iterator[tuple[Fact, Counterpart]]:
    for fact in facts.facts:
        cell = cells[fact.index]
        if cell is not None and cell.table is not None and cell.table == table:
            yield fact, cell
