"""Periods that end before they begin: in a narrative's schedule, in any other text, in a table's cell."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from nlp.document import Evidence
from nlp.reconcile.rules.context import Context, Draft, everywhere
from nlp.reconcile.wording import cite
from nlp.values.dates import Period, find_periods

#: Sections that say when the work is done.
_WHEN = ("schedule", "plan", "annual_budget")


_YEAR = re.compile(r"(?:19|20)\d\d")


def reversed_period(context: Context) -> Iterator[Draft]:
    """A period of the schedule that ends before it begins; without years it may run into the next year."""
    outline = context.outline
    for purse in context.purses:
        ranges = [(s.body_start, s.end) for s in purse.fields.narrative.sections if s.kind in _WHEN]
        for period in purse.periods:
            if not period.reversed or period.first is None or period.last is None:
                continue
            if not any(start <= period.start and period.end <= end for start, end in ranges):
                continue
            both_years = len(_YEAR.findall(period.text)) > 1
            yield Draft(
                f"项目「{purse.name}」的时间{cite(period.text)}结束早于开始。",
                f"{period.first} > {period.last}",
                (outline.document.evidence(period.start, period.end),),
                None if both_years else "info",
            )


def reversed_period_anywhere(context: Context) -> Iterator[Draft]:
    """A period with both years written that ends before it begins, wherever it stands."""
    evidence = context.outline.document.evidence
    known = {e.start for draft in reversed_period(context) for e in draft.evidence}
    for passage in everywhere(context):
        for period in passage.periods:
            place = evidence(*passage.span(period.start, period.end))
            if place.start not in known:
                yield from _reversed(period, "文字中的时间", place)
    for table in context.outline.document.tables:
        for cell in itertools.chain.from_iterable(table.cells):
            told = any(cell.start <= start < cell.end for start in known)
            if len(_YEAR.findall(cell.text)) > 1 and not told:
                for period in find_periods(cell.text):
                    yield from _reversed(period, "表中的时间", evidence(cell.start, cell.end))


def _reversed(period: Period, told: str, place: Evidence) -> Iterator[Draft]:
    if period.reversed and len(_YEAR.findall(period.text)) > 1 and period.first and period.last:
        yield Draft(f"{told}{cite(period.text)}结束早于开始。", f"{period.first} > {period.last}", (place,))
