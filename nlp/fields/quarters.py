"""Quarterly execution: the figures of each quarter, and whether they add up or accumulate."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from nlp.fields.context import Context
from nlp.fields.model import Quarter, QuarterBasis, QuarterQualifier, Quarters, Schedule
from nlp.fields.money import stated
from nlp.tagger.rules.lexicon import field_words
from nlp.tagger.rules.passages import clause_start
from nlp.tagger.rules.quarter_names import quarter_mentions
from nlp.tagger.rules.quarter_tables import numbered_row
from nlp.tagger.rules.quarters import only_figure_words
from nlp.tagger.rules.year_end import begins_with_the_end, year_end_named
from nlp.tagger.spans import FieldSpan
from nlp.values.amount import Amount
from nlp.values.cells import column_head
from nlp.values.dates import quarter_range
from nlp.values.percent import Percentage
from nlp.values.quarter import QuarterMention

_FULL = Decimal(100)
#: 执行率不低于：一季度20%、二季度50% hedges every quarter.
_AT_LEAST_EACH = re.compile(r"(?:不低于|不少于|不小于|至少(?:达到)?|≥)\s*[：:]\s*$")
#: 10%、35%、60%、87%（均为累计数） · …，以上为当季数: what the figures are, told behind them.
_BASIS_BEHIND = re.compile(
    r"\s*[（(][^（()）\d]{0,14}(?:累计|当季|本季|单季|增量)[^（()）\d]{0,8}[)）]"
    r"|[，,。；;\s]*(?:以上|上述)?[^，,。；;\d]{0,8}?(?:均|都|皆|全)?(?:为|是|系|按)(?:非|不)?(?:累计|当季|本季|单季)[^，,。；;\d]{0,8}"
)
#: A number of a row whose unit stands behind the last one: 依次为12、18、20、10万元.
_SHARING = re.compile(r"(?<![\d.,])(\d[\d,]*(?:\.\d+)?)\s*[、和]\s*")
_REMARK = 32
_WINDOW = 60
_FEWEST = 2
_LAST = 4


def quarters(context: Context, plan: Schedule | None) -> Quarters:
    """Return the quarters that state a figure, else the phases that end with quarters and state shares."""
    spans = context.labelled("QUARTER")
    found: dict[int, Quarter] = {}
    for span in spans:
        for quarter in _read(context, span):
            before = found.get(quarter.quarter)
            if _is_whole(context, span) and (before or not _rises_to_all(found)):
                continue  # a figure of its own says more
            if _is_of_year(context, span, spans):
                continue
            found[quarter.quarter] = quarter if before is None else _merged(before, quarter)
    items = tuple(found[number] for number in sorted(found))
    if items:
        hedged = context.between(max(context.narrative.start, spans[0].start - 10), spans[0].start)
        if _AT_LEAST_EACH.search(hedged):
            items = tuple(replace(item, qualifier="at_least") for item in items)
        return Quarters(_basis(items, _words(context, spans)), items)
    items = _from_phases(context, plan)
    return Quarters(_basis(items, _words_of_phases(context, items)) if items else None, items)


def _is_whole(context: Context, span: FieldSpan) -> bool:
    return any(mention.whole for mention in _mentions(context, span))


def _is_of_year(context: Context, span: FieldSpan, spans: Sequence[FieldSpan]) -> bool:
    """Tell whether a span's figures are the whole year's: 到12月底支付91万元, beside what each quarter paid.

    Quarters by name, the fourth among them, each tell their own money; then the year's end sums up.
    """
    told = [m for each in spans for m in _mentions(context, each) if not m.cumulative]
    numbers = {number for mention in told for number in mention.quarters}
    own = _mentions(context, span)
    return bool(own) and all(m.cumulative and m.quarters == (_LAST,) for m in own) and {3, _LAST} <= numbers


def _mentions(context: Context, span: FieldSpan) -> list[QuarterMention]:
    """Return the quarters that a span names; the year's end is the fourth's."""
    written = context.written(span)
    ends = [*begins_with_the_end(written), *filter(None, [year_end_named(written)])]
    return quarter_mentions(written) or ends[:1]


def _rises_to_all(found: dict[int, Quarter]) -> bool:
    """Tell whether the quarters before may be followed by one in which all the money is spent."""
    values = [found[number].percent for number in sorted(found)]
    told = [value for value in values if value is not None]
    return len(told) == len(values) and all(a < b for a, b in pairwise(told)) and told[-1:] != [_FULL]


def _read(context: Context, span: FieldSpan) -> list[Quarter]:
    mentions = named = _mentions(context, span)
    if not mentions:  # a cell: its column names the quarter
        mentions = quarter_mentions(column_head(context.text, context.joined.local(span.start)))
    numbered = None if mentions else numbered_row(context.text, context.joined.local(span.start))
    if not mentions and numbered is None:
        return []
    numbers = mentions[0].quarters if mentions else (numbered or 0,)
    if len(mentions) > 1:  # the figures of several quarters stand together
        numbers = tuple(number for mention in mentions for number in mention.quarters)
    percents = context.shares(span)
    if len(named) == 1 == len(numbers) < len(percents):
        percents = _of_money(context, context.joined.local(span.start) + named[0].end, percents)
    amounts = _with_shared_unit(context, span, context.amounts(span), len(numbers))
    evidence = context.evidence(span.start, span.end)
    result = []
    for index, number in enumerate(numbers):
        percent = percents[index] if len(percents) == len(numbers) else (percents[0] if percents else None)
        whole = _FULL if percent is None and mentions and mentions[0].whole else None
        amount = amounts[index] if len(amounts) == len(numbers) else (amounts[0] if amounts else None)
        qualifier = _qualifier([figure.qualifier for figure in (percent, amount) if figure])
        if percents and len(percents) == len(numbers) and percents[0].qualifier == "at_least":
            qualifier = "at_least"  # 分别不低于20%、45%: the word stands before the first only
        result.append(
            Quarter(
                number,
                percent.value if percent else whole,
                stated(context, amount) if amount else None,
                qualifier,
                evidence,
            )
        )
    return result


def _of_money(context: Context, named: int, percents: list[Percentage]) -> list[Percentage]:
    """Return a quarter's percentages without those of its work, where one of money stands beside them.

    到3月底，路基完成60%，资金支出10%; ``named`` is where the quarter's name ends.
    """
    text = context.text
    starts = [max(clause_start(text, p.start, "，,；;。\n"), min(named, p.start)) for p in percents]
    told = [text[start : p.start] for start, p in zip(starts, percents, strict=True)]
    money = [any(word in near for word in field_words().quarter.money) for near in told]
    if not any(money):
        return percents
    return [p for p, near, paid in zip(percents, told, money, strict=True) if paid or only_figure_words(near)]


def _with_shared_unit(context: Context, span: FieldSpan, amounts: list[Amount], wanted: int) -> list[Amount]:
    """Return the amounts of a row of numbers that one unit behind the last stands for, else ``amounts``."""
    if len(amounts) != 1 or wanted < _FEWEST:
        return amounts
    last = amounts[0]
    start = context.joined.local(span.start)
    found: list[Amount] = []
    for match in reversed(list(_SHARING.finditer(context.text, start, last.start))):
        if match.end() != (found[-1].start if found else last.start):
            break
        written = match[1]
        decimals = len(written.partition(".")[2])
        number = Decimal(written.replace(",", ""))
        found.append(
            replace(
                last, start=match.start(), end=match.end(1), text=written, number=number, decimals=decimals
            )
        )
    return [*reversed(found), last] if len(found) == wanted - 1 else amounts


def _qualifier(written: Sequence[str]) -> QuarterQualifier:
    """Return the quarter's qualifier: a figure that is hedged hedges the quarter."""
    if "at_least" in written:
        return "at_least"
    return "about" if "about" in written else "exact"


def _merged(one: Quarter, other: Quarter) -> Quarter:
    percent = one.percent if one.percent is not None else other.percent
    return Quarter(one.quarter, percent, one.amount or other.amount, one.qualifier, one.evidence)


def _words(context: Context, spans: Sequence[FieldSpan]) -> str:
    """Return the words that stand around the figures: from a little before the first to the last."""
    before = context.between(max(context.narrative.start, spans[0].start - _WINDOW), spans[0].start)
    words = re.split(r"[。；\n]", before)[-1]
    mentions = [m for span in spans for m in _mentions(context, span)]
    # The first quarter's own share is all up to its end, too: 一季度25%，前三季度75%.
    if any(m.cumulative for m in mentions) and all(m.cumulative or m.quarters == (1,) for m in mentions):
        words += "累计"
    behind = context.between(spans[-1].end, min(spans[-1].end + _REMARK, context.narrative.end))
    remark = _BASIS_BEHIND.match(behind)
    return words + "".join(context.written(span) for span in spans) + (remark[0] if remark else "")


def _words_of_phases(context: Context, items: Sequence[Quarter]) -> str:
    """Return the words of a payment plan: its rows and the heads of its shares."""
    places = [context.joined.local(item.evidence.end - 1) for item in items]
    heads = {column_head(context.text, place) for place in places}
    return "".join((*heads, *(item.evidence.text for item in items)))


def _basis(items: Sequence[Quarter], words: str) -> QuarterBasis | None:
    """Return how to read the quarters, by the words 当季 and 累计, by the numbers, then by weaker words."""
    own = field_words().quarter.incremental
    if any(word in words for word in own) and "累计" not in re.sub("[非不]累计", "", words):
        return "incremental"
    values = [q.percent for q in items if q.percent is not None]
    full = _FULL
    if len(values) < len(items) or not values:
        sums = [q.amount.value for q in items if q.amount is not None]
        if len(sums) == len(items):
            if "累计" in words and _never_falls(sums):
                return "cumulative"
            return "incremental"
    rises = _never_falls(values)
    if "累计" in words and rises and values:
        return "cumulative"
    slack = sum((Decimal(1).scaleb(_exponent(v)) for v in values), Decimal(0)) / 2
    if values and abs(sum(values) - full) <= slack and (len(values) > 1 or len(items) > 1):
        return "incremental"
    if len(values) > 1 and not rises:
        return None
    if len(values) > 1 and values[-1] == full:
        return "cumulative"
    if rises and values and any(word in words for word in field_words().quarter.cumulative):
        return "cumulative"
    return None


def _exponent(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def _never_falls(values: Sequence[Decimal]) -> bool:
    return all(a <= b for a, b in pairwise(values))


def _from_phases(context: Context, plan: Schedule | None) -> tuple[Quarter, ...]:
    """Return the quarters of a payment table: every phase has a share and is one quarter of the year.

    Phases of other lengths stay phases: their shares belong to no quarter.
    """
    year = context.outline.fiscal_year
    phases = plan.phases if plan else ()
    found: dict[int, Quarter] = {}
    for phase in phases:
        start, end = phase.start, phase.end
        if phase.percent is None or start is None or end is None or (year is not None and end.year != year):
            return ()
        number = end.month // 3
        if end.month % 3 or (start, end) != quarter_range(end.year, number):
            return ()
        found.setdefault(number, Quarter(number, phase.percent, None, "exact", phase.evidence))
    return tuple(found[n] for n in sorted(found)) if len(found) > 1 else ()


def quarter_amounts(found: Quarters) -> tuple[Quarter, ...]:
    """Return the quarters whose amounts together are the year's money; empty where they are not.

    Quarters that are not named spend nothing: amounts for two quarters or more are all the money, unless
    their percentages say that they are a part of it.
    """
    items = found.items
    if len(items) < _FEWEST or any(q.amount is None for q in items) or found.basis == "cumulative":
        return ()
    percents = [q.percent for q in items]
    given = [p for p in percents if p is not None]
    if len(given) == len(items) and abs(sum(given) - _FULL) <= 1:
        return items
    return items if not given else ()
