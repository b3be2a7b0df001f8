"""PHASE spans of the budget's section: what is paid in months that are no quarters, 1—4月支付45%."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Final

from nlp.tagger.rules.passages import Passage, clause_end
from nlp.tagger.rules.quarters import only_figure_words
from nlp.tagger.spans import FieldSpan
from nlp.values.dates import Period, find_periods
from nlp.values.percent import Percentage, find_percentages

_FEWEST: Final = 2
_FULL: Final = Decimal(100)
_QUARTER_MONTHS: Final = 3


def month_shares(
    parts: Sequence[Passage], fiscal_year: int | None, schedule: Sequence[FieldSpan]
) -> list[FieldSpan]:
    """Return the spells of the budget's section with their shares, where these are all of the money.

    They are the shares of as many phases of ``schedule``; where nothing else tells a schedule they are
    phases. Spells that are quarters are left to :mod:`nlp.tagger.rules.quarters`.
    """
    phases = [span for span in schedule if span.label == "PHASE"]
    for part in parts:
        if part.kind not in (
            ("annual_budget",) if schedule else ("annual_budget", "other", "plan", "schedule")
        ):
            continue
        found = list(_shares(part.text, fiscal_year))
        values = [share.value for _, share in found]
        if schedule and len(found) != len(phases):
            continue
        whole = sum(values, Decimal(0)) == _FULL or (values[-1:] == [_FULL] and sorted(values) == values)
        if len(found) >= _FEWEST and whole and not all(_is_quarter(period) for period, _ in found):
            return [
                part.span("PHASE", each.start, each.end, 0.8)
                for period, share in found
                for each in (period, share)
            ]
    return []


def _shares(text: str, fiscal_year: int | None) -> Iterator[tuple[Period, Percentage]]:
    """Yield ranges of months with the percentage that nothing but words of payment leads to."""
    periods = [p for p in find_periods(text, default_year=fiscal_year) if p.kind in ("range", "month")]
    periods = [p for p in periods if p.first and p.last]
    ends = [*(after.start for _, after in pairwise(periods)), len(text)]
    percents = find_percentages(text)
    for period, end in zip(periods, ends, strict=False):
        limit = min(end, clause_end(text, period.end))
        share = next((p for p in percents if period.end <= p.start and p.end <= limit), None)
        between = text[period.end : share.start] if share else ""
        if share and only_figure_words(between) and re.search("支付|支出|执行|拨付|使用|安排", between):
            yield period, share


def _is_quarter(period: Period) -> bool:
    if period.first is None or period.last is None:
        return False
    months = (period.last.year - period.first.year) * 12 + period.last.month - period.first.month + 1
    return months == _QUARTER_MONTHS and period.last.month % _QUARTER_MONTHS == 0
