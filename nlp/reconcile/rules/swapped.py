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
from nlp.reconcile.money import money
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
        if len(facts) < 2:
            continue
        for one, other in itertools.combinations(facts, 2):
            draft = _changed_round(context, one, other)
            if draft is not None:
                yield draft


def _counts(context: Context, fact: Fact) -> bool:
    """Return whether nothing is known of an amount yet, and it has digits enough."""
    digits = f"{fact.amount.value / fact.amount.quantum:f}".strip("0") if fact.amount.quantum else ""
    open_still = context.statements[fact.index].verdict == "unverifiable"
    plain = fact.change is None and not fact.is_base and fact.amount.qualifier == "exact"
    return open_still and plain and len(digits) >= _DIGITS and fact.year == context.outline.fiscal_year


def _changed_round(context: Context, one: Fact, other: Fact) -> Draft | None:
    if one.amount.value == other.amount.value:
        return None
    for table in context.outline.tables:
        first, second = _row(table, one), _row(table, other)
        if first is None or second is None or first is second:
            continue
        if _states(first, one) or _states(second, other):
            return None
        for mine, theirs in zip(first.cells, second.cells, strict=True):
            if mine is None or theirs is None:
                continue
            if _rounded(mine.value, other) == other.amount.value and _rounded(theirs.value, one) == one.amount.value:
                return Draft(
                    f"{cite(one.quote.text)}和{cite(other.quote.text)}与《{table.title}》中这两行的数字"
                    f"{mine.written}、{theirs.written}正好互换，可能是错行。",
                    f"{money(one.amount.value)} = {theirs.written}，{money(other.amount.value)} = {mine.written}",
                    (one.quote, other.quote, mine.evidence, theirs.evidence),
                )
    return None


def _rounded(value: Decimal, fact: Fact) -> Decimal:
    return round_to(value, fact.amount.quantum)


def _states(row: BudgetRow, fact: Fact) -> bool:
    return any(c is not None and _rounded(c.value, fact) == fact.amount.value for c in row.cells)


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
