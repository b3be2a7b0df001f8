"""A narrative's money by role: the year's total, its sources, its parts, and the money of other years."""

from __future__ import annotations

import itertools
import re
from decimal import Decimal

from nlp.fields.context import Context, first
from nlp.fields.model import Amounts, Quarters, StatedAmount
from nlp.fields.money import stated, total_of
from nlp.fields.products import product_total
from nlp.fields.quarters import quarter_amounts
from nlp.tagger.rules.labels import clause_before, item_label, near_words, used_for
from nlp.tagger.rules.sources import all_fiscal, all_own
from nlp.tagger.rules.sub_projects import name_in_line, name_of_block
from nlp.tagger.rules.table_figures import figures, money_grids, year_named
from nlp.tagger.rules.told_years import put_off_year, year_said, years_in_turn, years_sharing
from nlp.tagger.spans import FieldSpan, Label
from nlp.values.amount import Amount
from nlp.values.cells import column_head
from nlp.values.dates import find_periods

#: 甲站承担测量，本年安排8万元: what an amount is for stands in front of these.
_ONLY_WHEN = re.compile(r"[本当今]年度?|20\d\d年度?")


def amounts(context: Context, execution: Quarters) -> Amounts:
    """Return the amounts; a total that nothing states is derived.

    In this order: from its sources, its parts by use, its quarters, counts and prices.
    """
    totals = _all(context, "AMOUNT_TOTAL")
    components = tuple(
        stated(context, amount, label=_label(context, span))
        for span in context.labelled("AMOUNT_COMPONENT")
        if (amount := _amount(context, span))
    )
    # Sources far apart are summed up where they are as much as a stated total, or as all the parts.
    parts = sum((part.value for part in components), Decimal(0)) or None
    whole = totals[0].value if totals else parts
    fiscal, own = _sources(_all(context, "AMOUNT_FISCAL"), _all(context, "AMOUNT_OWN"), whole)
    total = totals[0] if totals else _derived(fiscal, own, components, execution) or product_total(context)
    if total and total.derived and not (fiscal or own):
        fiscal, own = _only_source(context, total)
    multi = _all(context, "AMOUNT_MULTI_YEAR")
    return Amounts(total, fiscal, own, components, multi[0] if multi else None, _other_years(context))


def _derived(
    fiscal: StatedAmount | None,
    own: StatedAmount | None,
    components: tuple[StatedAmount, ...],
    execution: Quarters,
) -> StatedAmount | None:
    """Return the year's total from its sources; the only source stated is the total itself."""
    if fiscal and own:
        return total_of((fiscal, own))
    if fiscal or own:
        return fiscal or own
    if components:
        return total_of(components)
    parts = [quarter.amount for quarter in quarter_amounts(execution) if quarter.amount]
    return total_of(parts) if parts else None


def _only_source(context: Context, total: StatedAmount) -> tuple[StatedAmount | None, StatedAmount | None]:
    """Return a derived total as the money of the one source that pays all of it: 以上经费均由县财政负担."""
    text = context.text
    ends = [context.joined.local(e.end) for e in (total.parts or (total.evidence,))]
    start = text.rfind("\n", 0, min(ends)) + 1
    sections = [s for s in context.narrative.sections if s.kind == "annual_budget"]
    if sections:
        words = "\n".join(context.between(s.start, s.end) for s in sections)
    else:
        line_end = text.find("\n", max(ends))
        stop = text.find("\n", line_end + 1) if line_end >= 0 else -1
        words = text[start : stop if stop > 0 else len(text)]
    return (total if all_fiscal(words) else None), (total if all_own(words) else None)


def _all(context: Context, label: Label) -> list[StatedAmount]:
    return [stated(context, amount) for span in context.labelled(label) if (amount := _amount(context, span))]


def _sources(
    fiscal: list[StatedAmount], own: list[StatedAmount], total: Decimal | None
) -> tuple[StatedAmount | None, StatedAmount | None]:
    """Return the treasury's and the own money; pieces of both that are the total together are summed up."""
    if fiscal and own and sum((part.value for part in (*fiscal, *own)), Decimal(0)) == total:
        return tuple(total_of(parts) if len(parts) > 1 else parts[0] for parts in (fiscal, own))  # type: ignore[return-value]
    return _source(fiscal, total), _source(own, total)


def _source(found: list[StatedAmount], total: Decimal | None) -> StatedAmount | None:
    """Return one source's money: stated as a whole, or the sum of its levels (市级, 区级)."""
    if not found:
        return None
    if all_of_it := next((part for part in found if part.value == total), None):
        return all_of_it
    if len(found) > 1 and sum((part.value for part in found), Decimal(0)) == total:
        return total_of(found)
    rest = sum((part.value for part in found[1:]), start=found[0].value * 0)
    if len(found) == 1 or rest == found[0].value or any(part.value == found[0].value for part in found[1:]):
        return found[0]
    between = [part.evidence.start - before.evidence.end for before, part in itertools.pairwise(found)]
    return total_of(found) if all(gap <= 30 for gap in between) else found[0]


def _amount(context: Context, span: FieldSpan) -> Amount | None:
    # A tagger may mark a number whose unit stands elsewhere: without a unit there is no value.
    return first(context.amounts(span))


def _label(context: Context, span: FieldSpan) -> str:
    """Return the item's name: the words behind the amount before it, inside the same section."""
    narrative = context.narrative
    section = next((s for s in narrative.sections if s.body_start <= span.start < s.end), None)
    start = section.body_start if section else narrative.start
    floor = context.last_amount_end(span.start)
    words = context.between(start, span.start)
    if behind := used_for(near_words(words, len(words)), context.behind(span.end, 40)):
        return behind
    label = item_label(words, len(words), len(context.between(start, max(floor, start))))
    if label and not _ONLY_WHEN.fullmatch(label):
        return label
    named = name_in_line(words.rpartition("\n")[2]) or name_of_block(
        context.between(narrative.start, span.start)
    )
    return named or clause_before(words) or label


def _year_of_row(context: Context, span: FieldSpan) -> int | None:
    """Return the year that names the row of a table in which a figure stands."""
    place = context.joined.local(span.start)
    for grid in money_grids(context.text):
        for figure in figures(context.text, grid) if grid.start <= place < grid.end else ():
            if figure.value.start == place:
                return year_named(figure.name)
    return None


def _other_years(context: Context) -> tuple[StatedAmount, ...]:
    """Return the money of other years; this year's own is none, whoever took it for that."""
    result = []
    in_turn, sharing = years_in_turn(context.text), years_sharing(context.text)
    for span in context.labelled("AMOUNT_OTHER_YEAR"):
        amount = _amount(context, span)
        before = context.between(max(context.narrative.start, span.start - 80), span.start)
        year = year_said(re.split(r"[。\n]", before)[-1], context.outline.fiscal_year)
        year = in_turn.get(amount.start) if amount and amount.start in in_turn else year
        head = find_periods(column_head(context.text, context.joined.local(span.start)), default_year=None)
        year = head[0].first.year if head and head[0].kind == "year" and head[0].first else year
        year = _year_of_row(context, span) or year
        year = put_off_year(context.behind(span.end, 20), context.outline.fiscal_year) or year
        years = sharing.get(amount.start, (year,)) if amount else ()
        result += [
            stated(context, amount, year=each)
            for each in years
            if amount and each and each != context.outline.fiscal_year
        ]
    return tuple(result)
