"""A quarter's name that another one should stand for: named twice in a row, or as the end of a sum so far."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nlp.document import Evidence
from nlp.fields.model import StatedAmount
from nlp.reconcile.interval import Interval
from nlp.reconcile.likeness import is_slip
from nlp.reconcile.money import money
from nlp.reconcile.purse import sum_interval, sum_value
from nlp.reconcile.reading import Passage
from nlp.reconcile.rules.context import Context, Draft, everywhere, holding
from nlp.values.quarter import QuarterMention, find_quarters

#: Between a quarter and its amount.
_ITS = re.compile(
    r"(?:[已拟]|计划|预计|实际|分别|依次)*(?:用款|使用|支出|安排|执行|拨付|完成|投入|下达|到位|支付|结算)*(?:数|额)?(?:分别|依次|为|约)*"
)
#: Between an amount and the next quarter of its row.
_NEXT = re.compile(r"(?:[（(][^（()）]{1,30}[)）]|[，,]?占[\d.]+[%％])?[、，,；;和及与\s]*")
_JOINT = re.compile(r"[、，,和及与]+")
_SO_FAR = re.compile(r"[^，,。；;、\d]{0,10}$")
_TOGETHER = re.compile(r"累计|合计|共")
_HALF_YEAR = re.compile(r"上半年")
_FEWEST = 3
_QUARTERS = (1, 2, 3, 4)
_NAMES = dict(zip(_QUARTERS, "一二三四", strict=True))


@dataclass(frozen=True, slots=True)
class _Told:
    """A quarter's amount, and where its name stands."""

    quarter: int
    amount: StatedAmount
    name: Evidence


def quarter_named_twice(context: Context) -> Iterator[Draft]:
    """A row of quarters that names one twice with two amounts, and leaves one out between its neighbours."""
    for passage in holding(everywhere(context), "季度"):
        for row in _rows(context, passage):
            numbers = [t.quarter for t in row]
            missing = [q for q in _QUARTERS if q not in numbers]
            twice = [i for i, (a, b) in enumerate(itertools.pairwise(numbers)) if a == b]
            if len(row) < _FEWEST or len(twice) != 1 or not missing:
                continue
            one, other = row[twice[0]], row[twice[0] + 1]
            right = [
                (place, q) for place in (twice[0], twice[0] + 1) for q in missing if _rises(numbers, place, q)
            ]
            if not right or one.amount.value == other.amount.value:
                continue
            place, wanted = right[-1]
            yield Draft(
                f"同一句中第{_NAMES[one.quarter]}季度写了两次（{one.amount.as_written}、{other.amount.as_written}），"
                f"缺第{_NAMES[wanted]}季度，可能是季度笔误。",
                "、".join(f"第{_NAMES[t.quarter]}季度{t.amount.as_written}" for t in row),
                (row[place].name, row[place].amount.evidence, one.amount.evidence, other.amount.evidence),
            )


def sum_so_far_differs(context: Context) -> Iterator[Draft]:
    """A sum up to a quarter's end, 前三季度累计5万元, that is another quarters' sum, or a slip off."""
    by_narrative = [
        (p.fields.narrative.start, p.fields.narrative.end, known)
        for p in context.purses
        if (known := {q.quarter: q.amount for q in p.fields.quarters.items if q.amount is not None})
        and p.fields.quarters.basis != "cumulative"
    ]
    for passage in holding(everywhere(context), "季度", "上半年"):
        rows = [row for row in _rows(context, passage) if _is_order([t.quarter for t in row])]
        told = {t.quarter: t.amount for t in rows[0]} if len(rows) == 1 and len(rows[0]) > 1 else {}
        at = passage.offsets[0]
        inside = next((known for start, end, known in by_narrative if start <= at < end), {})
        known = told if len(told) >= len(inside) else inside
        for last, name, amount in _sums(context, passage):
            quarters = [known[q] for q in _QUARTERS if q in known]
            if len(quarters) < last or amount.qualifier != "exact" or set(known) < set(range(1, last + 1)):
                continue
            yield from _compare(quarters, last, name, amount)


def _compare(
    quarters: Sequence[StatedAmount], last: int, name: Evidence, amount: StatedAmount
) -> Iterator[Draft]:
    own = Interval.of(amount.value, amount.quantum)
    fits = [n for n in range(1, len(quarters) + 1) if sum_interval(tuple(quarters[:n])).meets(own)]
    value = sum_value(tuple(quarters[:last]))
    if last in fits or not (fits or is_slip(amount.value, value, amount.quantum)):
        return
    other = f"，{amount.as_written}是前{fits[0]}个季度之和" if fits and fits[0] > 1 else ""
    yield Draft(
        f"文字写{name.text}{amount.as_written}，前{last}个季度之和为{money(value)}{other}。",
        f"{' + '.join(q.as_written for q in quarters[:last])} = {money(value)}",
        (name, amount.evidence, *(q.evidence for q in quarters[:last])),
    )


def _is_order(numbers: Sequence[int]) -> bool:
    return all(a < b for a, b in itertools.pairwise(numbers))


def _rises(numbers: Sequence[int], place: int, instead: int) -> bool:
    return _is_order([*numbers[:place], instead, *numbers[place + 1 :]])


def _sums(context: Context, passage: Passage) -> Iterator[tuple[int, Evidence, StatedAmount]]:
    """Yield what is told up to a quarter's end: which one, the words, the amount."""
    named = [(m.start, m.end, m.quarters[-1]) for m in find_quarters(passage.text) if _is_so_far(m)]
    named += [(m.start(), m.end(), 2) for m in _HALF_YEAR.finditer(passage.text)]
    for start, end, last in named:
        for written, stated in zip(passage.amounts, passage.stated, strict=True):
            between = passage.text[end : written.start]
            if written.start >= end and _SO_FAR.fullmatch(between) and _TOGETHER.search(between):
                yield last, context.outline.document.evidence(*passage.span(start, written.start)), stated
                break


def _is_so_far(mention: QuarterMention) -> bool:
    return mention.cumulative and mention.quarters[-1] < _QUARTERS[-1]


def _rows(context: Context, passage: Passage) -> Iterator[list[_Told]]:
    """Yield the quarters with amounts that stand one right behind the other in a sentence."""
    text = passage.text
    row: list[_Told] = []
    end = 0
    for mention in find_quarters(text):
        amounts = _amounts_of(passage, mention)
        if row and (not amounts or not _NEXT.fullmatch(text[end : mention.start])):
            yield row
            row = []
        if not amounts:
            continue
        name = context.outline.document.evidence(*passage.span(mention.start, mention.end))
        row += [_Told(q, passage.stated[i], name) for q, i in zip(mention.quarters, amounts, strict=True)]
        end = passage.amounts[amounts[-1]].end
    if row:
        yield row


def _amounts_of(passage: Passage, mention: QuarterMention) -> list[int]:
    """Return the places of a mention's amounts, one for each of its quarters, or nothing."""
    if mention.cumulative:
        return []
    first = next((i for i, a in enumerate(passage.amounts) if a.start >= mention.end), None)
    if first is None or not _ITS.fullmatch(passage.text[mention.end : passage.amounts[first].start]):
        return []
    places = list(range(first, min(first + len(mention.quarters), len(passage.amounts))))
    between = ((passage.amounts[a].end, passage.amounts[b].start) for a, b in itertools.pairwise(places))
    joined = all(_JOINT.fullmatch(passage.text[a:b]) for a, b in between)
    return places if joined and len(places) == len(mention.quarters) else []
