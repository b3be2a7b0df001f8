"""Likely slips of the pen: nothing contradicts for certain, but one digit or the unit would make it agree."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from nlp.outline.model import MoneyUnit
from nlp.reconcile.cells import Place
from nlp.reconcile.fact import Fact
from nlp.reconcile.form_sums import stated_count
from nlp.reconcile.interval import Interval, round_to, total
from nlp.reconcile.listed import listed, style
from nlp.reconcile.model import Severity
from nlp.reconcile.money import money
from nlp.reconcile.rules.context import Context, Draft, everywhere
from nlp.reconcile.slip import Slip, slip_between
from nlp.reconcile.statements import broken_up_elsewhere, complete_parts, parts_of
from nlp.reconcile.wording import cite

_TOLD: dict[Slip, str] = {
    "digit": "只差一位数字",
    "swap": "只是相邻两位数字颠倒",
    "unit": "只差在单位（元、万元）",
}


def likely_slip(context: Context) -> Iterator[Draft]:
    """An amount that no cell must equal, but that misses a likely one by a slip; parts that nearly add up."""
    heads = {fact.index for fact in context.facts.heads}
    for fact, statement in zip(context.facts.facts, context.statements, strict=True):
        if fact.amount.qualifier != "exact" or fact.change is not None:
            continue
        if statement.verdict == "unverifiable":
            yield from _near_cell(context, fact)
        for parts in _lists(context, fact) if fact.index in heads else ():
            wrong = any(context.statements[f.index].verdict == "disagrees" for f in (fact, *parts))
            if not wrong and not _is_whole(context, fact, parts):
                yield from _near_sum(context, fact, parts)


def _near_cell(context: Context, fact: Fact) -> Iterator[Draft]:
    hints = context.matches[fact.index].hints
    for place in hints:
        wanted = round_to(place.value, fact.amount.quantum)
        if abs(place.value - fact.amount.value) < fact.amount.quantum:
            continue  # cut off, not mistaken
        slip = slip_between(fact.amount.value, wanted, fact.amount.quantum)
        if slip is None:
            slip = _unit_slip(fact, place.value)
        if slip is not None:
            same = (p for p in hints if p.value == place.value)
            sure = slip == "unit" or any(_listed_with_its_neighbours(context, fact, p) for p in same)
            sure = sure or _mends_its_list(context, fact, place.value)
            severity: Severity = "warning" if sure else "info"
            yield Draft(
                f"{cite(fact.quote.text)}与{place.describe()}的{money(place.value, '元')}"
                f"{_TOLD[slip]}，可能是笔误。",
                f"{money(fact.amount.value, '元')} ≠ {money(place.value, '元')}",
                (fact.amount.evidence, place.evidence),
                severity,
            )
            return


#: So many members of a list that agree with their rows of one table make the others be of that table.
_NEIGHBOURS = 2


def _listed_with_its_neighbours(context: Context, fact: Fact, place: Place) -> bool:
    """Return whether other members of the fact's list are confirmed by the table of a place."""
    sure = (
        s.counterpart
        for f in _neighbours(context, fact)
        if (s := context.statements[f.index]).verdict in ("exact", "rounded")
    )
    agreeing = {(cell.row, cell.column) for cell in sure if cell is not None and cell.table == place.table.id}
    return len(agreeing) >= _NEIGHBOURS


def _mends_its_list(context: Context, fact: Fact, value: Decimal) -> bool:
    """Return whether a cell's value makes the parts of the fact's whole add up, as they don't now."""
    if fact.whole is None:
        return False
    whole = context.facts.facts[fact.whole]
    parts = [f for f in context.facts.under(whole) if f.change is None and not f.is_base]
    if len(parts) < 2 or fact not in parts or any(f.amount.qualifier != "exact" for f in (whole, *parts)):
        return False
    rest = total(Interval.of(f.amount.value, f.amount.quantum) for f in parts if f is not fact)
    told = Interval.of(whole.amount.value, whole.amount.quantum)
    mended = rest + Interval.of(value, Decimal(0))
    return mended.meets(told) and not (rest + Interval.of(fact.amount.value, fact.amount.quantum)).meets(told)


def _neighbours(context: Context, fact: Fact) -> Iterator[Fact]:
    """Yield the other members of a list: the parts of one whole, one paragraph's items, numbered paragraphs.

    "其中甲支出5万元，乙支出3万元"; "按单位，甲中心5万元、乙中心3万元"; "（1）甲（项）5万元。"
    """
    if fact.whole is not None:
        under = context.facts.under(context.facts.facts[fact.whole])
        yield from (f for f in under if f is not fact and f.paragraph == fact.paragraph)
        return
    if fact.measure is not None or fact.subject is not None:
        return
    numbered = fact.item is not None and bool(style(context.facts, fact)[0])
    for other in context.facts.facts:
        if other is fact or other.section != fact.section or other.whole is not None:
            continue
        if (
            other.change is not None
            or other.is_base
            or other.subject is not None
            or other.measure is not None
        ):
            continue
        if (other.item is None) != (fact.item is None) or other.year != fact.year:
            continue
        near = other.paragraph == fact.paragraph
        if near or (numbered and style(context.facts, other) == style(context.facts, fact)):
            yield other


def _unit_slip(fact: Fact, value: Decimal) -> Slip | None:
    return "unit" if slip_between(fact.amount.value, value, fact.amount.quantum) == "unit" else None


def _lists(context: Context, whole: Fact) -> Iterator[tuple[Fact, ...]]:
    """Yield the lists that stand under an amount and need not be complete."""
    if whole.is_base or whole.is_reason or not context.facts.listed_under(whole):
        return
    if complete_parts(context.facts, whole):
        return
    parts = tuple(p for p in parts_of(context.facts, whole) if p.year == whole.year and p.item is None)
    items = listed(context.facts, whole)
    for way in (parts, items):
        if len(way) >= 2 and all(p.amount.qualifier == "exact" for p in way):
            yield way


def complete_list_differs(context: Context) -> Iterator[Draft]:
    """A list that says of itself that it is whole, and misses what it breaks up.

    It names as many projects as were counted right before, or it ends with the rest (其他项目, 其余资金).
    """
    for fact in context.facts.heads:
        if fact.amount.qualifier != "exact" or fact.change is not None:
            continue
        for parts in _lists(context, fact):
            wrong = any(context.statements[f.index].verdict == "disagrees" for f in (fact, *parts))
            added = total(Interval.of(p.amount.value, p.amount.quantum) for p in parts)
            told = Interval.of(fact.amount.value, fact.amount.quantum)
            if wrong or added.meets(told) or not _is_whole(context, fact, parts):
                continue
            if broken_up_elsewhere(context.facts, fact, parts):
                continue
            value = sum((p.amount.value for p in parts), Decimal(0))
            yield Draft(
                f"文字中{cite(fact.what)}写{fact.amount.as_written}，所列{len(parts)}项之和为{money(value)}。",
                f"{' + '.join(p.amount.as_written for p in parts)} = {money(value)}",
                (fact.quote, *(p.quote for p in parts)),
            )


#: What the rest of a list is called: 其他项目, 其余56万元用于…
_REST = ("其他", "其余", "余下", "剩余")
_ADDED_UP = ("合计", "共计", "总计", "小计")


def _is_whole(context: Context, whole: Fact, parts: tuple[Fact, ...]) -> bool:
    if any(p.paragraph != whole.paragraph for p in parts):
        return False
    if any(p.what.endswith(_ADDED_UP) for p in parts):
        return False  # a sum of some members is none of them
    last = parts[-1]
    rest = last.measure is None and last.item is None and last.what.startswith(_REST)
    return stated_count(context.facts, whole) == len(parts) or rest


#: A figure of so many digits is not told elsewhere by chance.
_OWN_DIGITS = 5


def _told_elsewhere(context: Context, fact: Fact, wanted: Decimal) -> bool:
    """Return whether another place of the text tells the very amount that a part should be."""
    digits = f"{wanted / fact.amount.quantum:f}".strip("0")
    return len(digits) >= _OWN_DIGITS and any(
        a.value == wanted and a.evidence.start != fact.amount.evidence.start
        for passage in everywhere(context)
        for a in passage.stated
    )


_JOINED = re.compile(r"[、，,和及]{1,2}[^，,。；;：:、\d%％]{1,20}")
_BEHIND = re.compile(r"[，,：:。]?其中[：:，,]?[^，,。；;：:、\d%％]{1,20}")


def _right_behind(context: Context, whole: Fact, parts: tuple[Fact, ...]) -> bool:
    """Return whether parts stand in one row right behind their whole and 其中, and the row ends there."""
    if any(p.paragraph != whole.paragraph for p in parts):
        return False
    text = context.facts.paragraphs[whole.paragraph].text
    ends = [f.position + len(f.amount.as_written) for f in (whole, *parts)]
    between = [text[end : part.position] for end, part in zip(ends, parts, strict=False)]
    joined = all(_JOINED.fullmatch(words) for words in between[1:])
    return bool(_BEHIND.fullmatch(between[0])) and joined and text[ends[-1] :][:1] in ("。", "；", "")


def _near_sum(context: Context, whole: Fact, parts: tuple[Fact, ...]) -> Iterator[Draft]:
    added = total(Interval.of(p.amount.value, p.amount.quantum) for p in parts)
    told = Interval.of(whole.amount.value, whole.amount.quantum)
    beyond = added.low > told.high and all(p.item for p in parts)
    if beyond or added.meets(told):
        return  # items that exceed their whole are a contradiction with a rule of its own
    value = sum((p.amount.value for p in parts), Decimal(0))
    gap = whole.amount.value - value
    slips: list[tuple[bool, Fact, Slip]] = []
    for fact, wanted in ((whole, value), *((p, p.amount.value + gap) for p in parts)):
        slip = slip_between(fact.amount.value, wanted, fact.amount.quantum)
        if slip is not None:
            own = slip == "swap" and fact is not whole and _told_elsewhere(context, fact, wanted)
            # What parts one after another exceed they cannot be parts of.
            over = added.low > told.high and fact is not whole and _right_behind(context, whole, parts)
            slips.append((slip == "unit" or own or over, fact, slip))
    if not slips:
        return
    unit: MoneyUnit = whole.amount.unit
    sure, fact, slip = max(slips, key=lambda found: found[0])  # of equals the first
    yield Draft(
        f"{cite(whole.what)}{whole.amount.as_written}所列各项之和为{money(value, unit)}，"
        f"{cite(fact.what)}{fact.amount.as_written}与相加所需的数{_TOLD[slip]}，可能是笔误。",
        f"{' + '.join(p.amount.as_written for p in parts)} = {money(value, unit)}",
        (whole.amount.evidence, *(p.amount.evidence for p in parts)),
        "warning" if sure else "info",
    )
