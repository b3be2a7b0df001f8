"""Two amounts of prose whose cells stand in each other's rows: a list copied one row down."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from decimal import Decimal

from nlp.outline.model import BudgetRow, BudgetTable
from nlp.reconcile.cells import label_key
from nlp.reconcile.fact import Fact
from nlp.reconcile.identity import remembered
from nlp.reconcile.interval import round_to
from nlp.reconcile.rules.context import Context, Draft
from nlp.reconcile.wording import cite, norm

#: Figures of fewer digits change places by chance.
_DIGITS = 4
#: A label that ends the words of an amount has so many characters.
_LABEL = 2


def rows_changed_round(context: Context) -> Iterator[Draft]:
    """Two amounts of one paragraph, each named by a row's label, of which each row states the other."""
    for number in range(len(context.facts.paragraphs)):
        facts = [f for f in context.facts.in_paragraph(number) if _counts(context, f)]
        for table in context.outline.tables if len(facts) > 1 else ():
            named = [(f, row) for f in facts if (row := _row(table, f)) is not None]
            for (one, first), (other, second) in itertools.combinations(named, 2):
                if (
                    first is not second
                    and one.amount.value != other.amount.value
                    and (_long(one) or _long(other))
                ):
                    yield from _changed_round(table, (one, first), (other, second))


def _counts(context: Context, fact: Fact) -> bool:
    """Return whether an amount is named by a label alone."""
    if fact.measure is not None or fact.item is not None or not fact.amount.quantum:
        return False
    plain = fact.change is None and not fact.is_base and fact.amount.qualifier == "exact"
    return plain and bool(fact.amount.value) and fact.year == context.outline.fiscal_year


def _long(fact: Fact) -> bool:
    return len(f"{fact.amount.value / fact.amount.quantum:f}".strip("0")) >= _DIGITS


def _changed_round(
    table: BudgetTable, one: tuple[Fact, BudgetRow], other: tuple[Fact, BudgetRow]
) -> Iterator[Draft]:
    (told, first), (told_too, second) = one, other
    for mine, theirs in zip(first.cells, second.cells, strict=True):
        if mine is None or theirs is None or _rounded(mine.value, told_too) != told_too.amount.value:
            continue
        if _rounded(theirs.value, told) == told.amount.value:
            yield Draft(
                f"{cite(told.quote.text)}和{cite(told_too.quote.text)}与《{table.title}》中这两行的数字"
                f"{mine.written}、{theirs.written}正好互换，可能是错行。",
                f"{told.amount.as_written} = {theirs.written}，{told_too.amount.as_written} = {mine.written}",
                (told.quote, told_too.quote, mine.evidence, theirs.evidence),
            )
            return


def _rounded(value: Decimal, fact: Fact) -> Decimal:
    return round_to(value, fact.amount.quantum)


@remembered
def _labels(table: BudgetTable) -> dict[str, BudgetRow | None]:
    """Return the rows by their labels; ``None`` for a label that several rows bear."""
    found: dict[str, BudgetRow | None] = {}
    for row in table.rows:
        key = label_key(row.label)
        if len(key) >= _LABEL:
            found[key] = None if key in found else row
    return found


def _row(table: BudgetTable, fact: Fact) -> BudgetRow | None:
    """Return the one row whose label, the longest there is, ends the words of an amount."""
    rows, words = _labels(table), norm(fact.what)
    for start in range(len(words) - _LABEL + 1):
        if words[start:] in rows:
            return rows[words[start:]]
    return None
