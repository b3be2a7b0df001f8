"""What an amount is made of: "支出50万元，由本年拨款40万元和上年结转10万元安排"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from nlp.reconcile.fact import Fact
from nlp.reconcile.interval import Interval, total
from nlp.reconcile.money import money
from nlp.reconcile.rules.context import Context, Draft
from nlp.reconcile.wording import cite

_FROM = re.compile(r"[，,]?(?:全部)?由(?:当年|本年|上年|财政|一般)[^，,。；;]{0,20}$")
_AND = re.compile(r"[、，,]?(?:以及|[和及与])?[^，,。；;、\d]{2,16}$")
_DONE = re.compile(r"(?:资金)?(?:共同)?(?:安排|组成|构成|形成|解决|承担|列支)[。；;，,]")


def made_of_differs(context: Context) -> Iterator[Draft]:
    """An amount that the sources behind it, a list that is whole by its words, miss."""
    for number, paragraph in enumerate(context.facts.paragraphs):
        if "由" not in paragraph.text:
            continue
        facts = [f for f in context.facts.in_paragraph(number) if f.change is None]
        for index, whole in enumerate(facts):
            parts = _sources(facts[index:], paragraph.text)
            known = all(f.amount.qualifier == "exact" for f in (whole, *parts))
            if len(parts) < 2 or not known:
                continue
            added = total(Interval.of(p.amount.value, p.amount.quantum) for p in parts)
            if added.meets(Interval.of(whole.amount.value, whole.amount.quantum)):
                continue
            value = sum((p.amount.value for p in parts), Decimal(0))
            yield Draft(
                f"{cite(whole.what)}写{whole.amount.as_written}，其后所列来源之和为{money(value)}。",
                f"{' + '.join(p.amount.as_written for p in parts)} = {money(value)}",
                (whole.quote, *(p.quote for p in parts)),
            )


def _sources(facts: list[Fact], text: str) -> list[Fact]:
    """Return the amounts of the list 由…和…安排 right behind the first one, or nothing."""
    parts: list[Fact] = []
    end = _end(facts[0])
    for fact in facts[1:]:
        between = text[end : fact.position]
        if not (_AND if parts else _FROM).fullmatch(between):
            break
        parts.append(fact)
        end = _end(fact)
    return parts if _DONE.match(text[end:]) else []


def _end(fact: Fact) -> int:
    return fact.position + len(fact.amount.as_written)
