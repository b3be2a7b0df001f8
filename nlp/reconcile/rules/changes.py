"""Changes of parts against the change of their whole, and opening and closing balances told in prose."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from nlp.document import Evidence
from nlp.reconcile.fact import Fact
from nlp.reconcile.interval import ZERO, Interval
from nlp.reconcile.measures import Measure, measures
from nlp.reconcile.money import money, plain
from nlp.reconcile.reading import Passage
from nlp.reconcile.rules.context import Context, Draft, everywhere, holding
from nlp.reconcile.wording import cite, norm

_LEVEL = re.compile(r"持平|无变化|没有变化|保持不变|无增减")
#: A list of parts goes on for so many paragraphs below its whole.
_REACH = 12


@dataclass(frozen=True, slots=True)
class _Change:
    """A signed change, rounded, with the places that tell it."""

    interval: Interval
    value: Decimal
    quotes: tuple[Evidence, ...]


def changes_do_not_add_up(context: Context) -> Iterator[Draft]:
    """The changes of all parts of a measure (三公), 持平 among them, that miss the change of the measure.

    Only changes against the same year and stage count, and only where every part tells its own.
    """
    for fact in context.facts.facts:
        if fact.change is None or fact.is_reason or fact.measure is None or not fact.measure.parts:
            continue
        if fact.base_year is None or fact.amount.qualifier != "exact" or fact.qualified:
            continue
        parts = _of_parts(context, fact, fact.measure)
        if parts is None or not any(p.value for p in parts):
            continue
        added = ZERO
        for part in parts:
            added += part.interval
        mine = _signed(fact)
        if added.meets(mine.interval):
            continue
        value = sum((p.value for p in parts), Decimal(0))
        yield Draft(
            f"{cite(fact.measure.name)}写{_told(mine.value)}，其各项的增减之和为{_told(value)}。",
            f"{' + '.join(f'({plain(p.value / 10_000)})' for p in parts)} = {plain(value / 10_000)}万元",
            (fact.quote, *(q for p in parts for q in p.quotes)),
        )


def _told(value: Decimal) -> str:
    return f"增加{money(value)}" if value >= 0 else f"减少{money(-value)}"


def _signed(fact: Fact) -> _Change:
    value = fact.amount.value if fact.change == "increase" else -fact.amount.value
    return _Change(Interval.of(value, fact.amount.quantum), value, (fact.quote,))


def _of_parts(context: Context, whole: Fact, measure: Measure) -> list[_Change] | None:
    found = []
    for name in measure.parts:
        part = measures().named(name)
        change = _of_part(context, whole, part) if part is not None else None
        if change is None:
            return None
        found.append(change)
    return found


def _of_part(context: Context, whole: Fact, part: Measure) -> _Change | None:
    """Return a part's change: its own, none where it is 持平, else the sum of its own parts' changes."""
    own = [
        f
        for f in context.facts.facts
        if f.measure is part
        and f.change is not None
        and (f.base_year, f.base_stage, f.year) == (whole.base_year, whole.base_stage, whole.year)
        and (None in (f.old_stage, whole.old_stage) or f.old_stage == whole.old_stage)
        and _near(context, whole, f.paragraph, f.position)
    ]
    if len(own) == 1 and own[0].amount.qualifier == "exact" and not own[0].is_reason:
        return _signed(own[0])
    if own:
        return None
    if place := _level(context, whole, part):
        return _Change(ZERO, Decimal(0), (place,))
    parts = _of_parts(context, whole, part) if part.parts else None
    if parts is None:
        return None
    total = ZERO
    for change in parts:
        total += change.interval
    value = sum((c.value for c in parts), Decimal(0))
    return _Change(total, value, tuple(q for c in parts for q in c.quotes))


def _near(context: Context, whole: Fact, paragraph: int, position: int) -> bool:
    """Return whether a place lies behind the whole, in its paragraph or its list."""
    after = (paragraph, position) > (whole.paragraph, whole.position)
    return after and paragraph - whole.paragraph <= _REACH


def _level(context: Context, whole: Fact, part: Measure) -> Evidence | None:
    """Return the place that calls a part unchanged; its sentence may name another part that is, too."""
    names = [norm(p) for p in part.phrases]
    stop = min(len(context.facts.paragraphs), whole.paragraph + _REACH + 1)
    for number in range(whole.paragraph, stop):
        paragraph = context.facts.paragraphs[number]
        floor = whole.position if number == whole.paragraph else 0
        for found in _LEVEL.finditer(paragraph.text, floor):
            begin = max(paragraph.text.rfind(m, floor, found.start()) for m in "。；;") + 1
            clause = paragraph.text[max(begin, floor) : found.start()]
            last = max(clause.rfind(w) for w in ("增加", "减少", "增长", "下降"))
            key = norm(clause[last + 1 :])
            if any(name in key for name in names):
                end = found.end()
                start = max(begin, floor)
                return context.outline.document.evidence(*paragraph.span(start, end))
    return None


_FLOW = ("上年结转", "本年收入", "本年支出", "年末结转")


def balance_differs(context: Context) -> Iterator[Draft]:
    """年初结转 + 本年收入 − 本年支出 against 年末结转, where one sentence tells all four of one fund."""
    for number, paragraph in enumerate(context.facts.paragraphs):
        told = context.facts.in_paragraph(number)
        if len(told) < len(_FLOW):
            continue
        facts = [
            f
            for f in told
            if f.change is None and not f.is_base and not f.is_reason and f.amount.qualifier == "exact"
        ]
        by_name = {f.measure.name: f for f in reversed(facts) if f.measure is not None}
        if not all(name in by_name for name in _FLOW):
            continue
        begin, income, spent, end = (by_name[name] for name in _FLOW)
        first, last = min(f.position for f in (begin, income, spent, end)), end.position
        funds = {f.fund for f in (begin, income, spent, end)} - {None}
        years = {f.year for f in (begin, income, spent, end)}
        between = paragraph.text[first:last]
        if len(funds) > 1 or len(years) > 1 or "。" in between or "分配" in between:
            continue
        left = _interval(begin) + _interval(income) - _interval(spent)
        if left.meets(_interval(end)):
            continue
        value = begin.amount.value + income.amount.value - spent.amount.value
        yield Draft(
            f"文字中年初结转加本年收入减本年支出为{money(value)}，年末结转写{end.amount.as_written}。",
            f"{money(begin.amount.value)} + {money(income.amount.value)} − {money(spent.amount.value)}"
            f" = {money(value)}",
            tuple(f.quote for f in (begin, income, spent, end)),
        )


#: "年初结转5万元，年末结转7万元，年末比年初增加2万元".
_GROWN = re.compile(
    r"(?:(?:年末|期末)[^，,。；;\d]{0,8})?[比较](?:年初|期初)[^，,。；;\d]{0,6}?(?:净|共)?(?P<way>增加|减少|增长|下降)(?:了|额为)?$"
)
_OPENING, _CLOSING = (
    re.compile(r"(?:年初|期初)(?P<what>[^，,。；;\d]{0,16})$"),
    re.compile(r"(?:年末|期末)(?P<what>[^，,。；;\d]{0,16})$"),
)


def grown_balance_differs(context: Context) -> Iterator[Draft]:
    """What a balance has grown by from 年初 to 年末, against the two amounts told right before it."""
    for passage in holding(everywhere(context), "比年初", "较年初", "期初"):
        for index in range(2, len(passage.amounts)):
            opened = _opened(passage, index)
            one, two, step = passage.stated[opened], *passage.stated[index - 1 : index + 1]
            words = [
                passage.text[max(0, passage.amounts[n].start - 30) : passage.amounts[n].start]
                for n in (opened, index - 1, index)
            ]
            told, first, last = _GROWN.search(words[2]), _OPENING.search(words[0]), _CLOSING.search(words[1])
            between = passage.text[passage.amounts[opened].end : passage.amounts[index].start]
            if told is None or first is None or last is None or "。" in between:
                continue
            if first["what"] != last["what"] or any(a.qualifier != "exact" for a in (one, two, step)):
                continue
            value = -step.value if told["way"] in ("减少", "下降") else step.value
            grown = Interval.of(two.value, two.quantum) - Interval.of(one.value, one.quantum)
            if grown.meets(Interval.of(value, step.quantum)):
                continue
            yield Draft(
                f"文字写年末比年初{_told(value)}，按年初{one.as_written}、年末{two.as_written}应为"
                f"{_told(two.value - one.value)}。",
                f"{money(two.value)} − {money(one.value)} = {money(two.value - one.value)}",
                (step.evidence, one.evidence, two.evidence),
            )


def _opened(passage: Passage, index: int) -> int:
    """Return the amount two before one, or the only one of 年初 before it if that one is none of 年初.

    "收入总计由本年收入90万元和年初结转10万元构成；支出总计由本年支出93万元和年末结转7万元构成，比年初减少3万元".
    """
    opening = [
        n
        for n in range(index - 1)
        if _OPENING.search(passage.text[max(0, passage.amounts[n].start - 30) : passage.amounts[n].start])
    ]
    return opening[0] if len(opening) == 1 else index - 2


def _interval(fact: Fact) -> Interval:
    return Interval.of(fact.amount.value, fact.amount.quantum)
