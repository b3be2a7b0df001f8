"""What an amount is made of: 50万元，由本年拨款40万元和上年结转10万元安排; 支出里，用拨款安排40万元，用…"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from nlp.reconcile.fact import Fact
from nlp.reconcile.interval import Interval, total
from nlp.reconcile.likeness import is_slip
from nlp.reconcile.money import money
from nlp.reconcile.rules.context import Context, Draft
from nlp.reconcile.wording import cite, norm

_FROM = re.compile(r"[，,]?(?:全部)?由[^，,。；;、\d]{2,20}$")
_AND = re.compile(r"[、，,]?(?:以及|[和及与])?[^，,。；;、\d]{2,16}$")
_DONE = re.compile(
    r"(?:资金|[两二三四五六七八九]部分|[两二三四五六七八九]项)?(?:共同)?(?:安排|组成|构成|形成|解决|承担|列支)[。；;，,]"
)
#: A share, or another remark, in a bracket behind an amount.
_REMARK = re.compile(r"[（(][^（()）]*[)）]")


#: "项目支出里，用当年拨款安排40万元，用上年结转安排10万元。"
_INSIDE = re.compile(
    r"(?:^|[，,。；;])(?P<of>[一-鿿“”]{2,12})(?:里|中|当中|之中)[，,]用[^，,。；;、\d]{2,16}安排$"
)
_USING = re.compile(r"[，,、；;]用[^，,。；;、\d]{2,16}安排$")


def used_for_differs(context: Context) -> Iterator[Draft]:
    """The amounts that are each used for a part of one told before, and miss it by one slip."""
    for number, paragraph in enumerate(context.facts.paragraphs):
        if "里，用" not in paragraph.text and "中，用" not in paragraph.text:
            continue
        facts = context.facts.in_paragraph(number)
        for index, first in enumerate(facts):
            begin = _end(facts[index - 1]) if index else 0
            told = _INSIDE.search(paragraph.text[begin : first.position])
            wholes = [
                f for f in facts[:index] if told and f.change is None and norm(f.what) == norm(told["of"])
            ]
            if not wholes:
                continue
            parts = [first]
            for fact in facts[index + 1 :]:
                if not _USING.fullmatch(paragraph.text[_end(parts[-1]) : fact.position]):
                    break
                parts.append(fact)
            over = paragraph.text[_end(parts[-1]) :][:1] in ("。", "；", "")
            if len(parts) > 1 and over:
                yield from _missed_by_a_slip(wholes[-1], parts)


def _missed_by_a_slip(whole: Fact, parts: list[Fact]) -> Iterator[Draft]:
    if any(f.amount.qualifier != "exact" for f in (whole, *parts)):
        return
    added = total(Interval.of(p.amount.value, p.amount.quantum) for p in parts)
    value = sum((p.amount.value for p in parts), Decimal(0))
    gap = whole.amount.value - value
    wanted = ((whole, value), *((p, p.amount.value + gap) for p in parts))
    slip = any(w > 0 and is_slip(f.amount.value, w, f.amount.quantum) for f, w in wanted)
    if slip and not added.meets(Interval.of(whole.amount.value, whole.amount.quantum)):
        yield _draft(whole, parts, value)


def _draft(whole: Fact, parts: list[Fact], value: Decimal) -> Draft:
    return Draft(
        f"{cite(whole.what)}写{whole.amount.as_written}，其后所列来源之和为{money(value)}。",
        f"{' + '.join(p.amount.as_written for p in parts)} = {money(value)}",
        (whole.quote, *(p.quote for p in parts)),
    )


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
            yield _draft(whole, parts, value)


def _sources(facts: list[Fact], text: str) -> list[Fact]:
    """Return the amounts of the list 由…和…安排 right behind the first one, or nothing."""
    parts: list[Fact] = []
    end = _end(facts[0])
    for fact in facts[1:]:
        between = text[end : fact.position]
        if not (_AND if parts else _FROM).fullmatch(_REMARK.sub("", between)):
            break
        parts.append(fact)
        end = _end(fact)
    return parts if _DONE.match(_REMARK.sub("", text[end : end + _NEAR])) else []


#: The words that close the list stand so near behind it, a remark in between.
_NEAR = 60


def _end(fact: Fact) -> int:
    return fact.position + len(fact.amount.as_written)
