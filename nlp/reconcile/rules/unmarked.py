"""An amount that its table confirms, and right behind it what it is made of: 5万元，人员2万元、物资3万元."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from nlp.reconcile.fact import Fact
from nlp.reconcile.interval import Interval, total
from nlp.reconcile.money import money
from nlp.reconcile.rules.context import Context, Draft
from nlp.reconcile.slip import slip_between
from nlp.reconcile.wording import cite

_FIRST = re.compile(r"[，,][^，,。；;：:、\d%％（()）]{2,16}")
_NEXT = re.compile(r"[、，,][^，,。；;：:、\d%％（()）]{2,16}")
_OPEN = re.compile(r"其中|包括|含|[比较]|占|完成|年初|结转|结余|人均|平均|[增减]")
_OVER = ("。", "；", ";", "")


def unmarked_parts_differ(context: Context) -> Iterator[Draft]:
    """A list without 其中 behind an amount that a cell confirms, of which one slip in a part misses it."""
    for number, paragraph in enumerate(context.facts.paragraphs):
        facts = context.facts.in_paragraph(number)
        for index, whole in enumerate(facts[:-2]):
            statement = context.statements[whole.index]
            confirmed = statement.verdict in ("exact", "rounded") and statement.counterpart is not None
            if confirmed and statement.counterpart and statement.counterpart.table:
                parts = _parts(paragraph.text, facts[index:])
                if len(parts) > 1:
                    yield from _judge(context, whole, parts)


def _parts(text: str, facts: list[Fact]) -> list[Fact]:
    """Return the facts of the list right behind the first one, if its sentence ends with it."""
    parts: list[Fact] = []
    end = _end(facts[0])
    for fact in facts[1:]:
        between = text[end : fact.position]
        if not (_NEXT if parts else _FIRST).fullmatch(between) or _OPEN.search(between):
            break
        parts.append(fact)
        end = _end(fact)
    return parts if text[end : end + 1] in _OVER else []


def _end(fact: Fact) -> int:
    return fact.position + len(fact.amount.as_written)


def _judge(context: Context, whole: Fact, parts: list[Fact]) -> Iterator[Draft]:
    if any(f.amount.qualifier != "exact" or f.change or f.year != whole.year for f in (whole, *parts)):
        return
    added = total(Interval.of(p.amount.value, p.amount.quantum) for p in parts)
    if added.meets(Interval.of(whole.amount.value, whole.amount.quantum)):
        return
    value = sum((p.amount.value for p in parts), Decimal(0))
    gap = whole.amount.value - value
    for part in parts:
        unknown = context.statements[part.index].verdict == "unverifiable"
        if unknown and slip_between(part.amount.value, part.amount.value + gap, part.amount.quantum):
            yield Draft(
                f"{cite(whole.what)}{whole.amount.as_written}之后所列{len(parts)}项之和为{money(value)}，"
                f"{cite(part.what)}{part.amount.as_written}与相加所需的数只差笔误。",
                f"{' + '.join(p.amount.as_written for p in parts)} = {money(value)}",
                (whole.amount.evidence, *(p.amount.evidence for p in parts)),
            )
            return
