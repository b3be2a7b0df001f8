"""Lists of prose: what 其中, 包括 and the words before a functional list break up, and where that ends."""

from __future__ import annotations

import itertools
import re
from decimal import Decimal

from nlp.reconcile.clauses import fund_of, lead_length, measure_of
from nlp.reconcile.fact import Context, Fact
from nlp.reconcile.interval import Interval, total
from nlp.reconcile.measures import measures

#: "完成预算24万元的93%": an amount that another one is measured against.
_MEASURED = re.compile(r"的\d[\d.]*[%％]")
_MADE_OF = re.compile(r"[，,]?(?:全部)?由")
_MADE_UP = re.compile(r"(?:资金)?(?:共同)?(?:安排|组成|构成|形成|解决|承担|列支)")


def broken_up(gap: str, text: str, facts: list[Fact], first: int) -> int | None:
    """Return the amount that a list after 其中 breaks up: the last one of its paragraph.

    Not an amount that the one before it is measured against, and not what that one is made of:
    "支出50万元，由本年拨款40万元和上年结转10万元安排。其中：".
    """
    own = [f for f in facts[first:] if f.change is None and not f.is_reason]
    # "100万元，比上年90万元增加10万元，其中" breaks up this year's amount.
    while len(own) > 1 and own[-1].is_base and own[-1].subject is not None:
        own.pop()
    if _MEASURED.match(gap) and len(own) > 1:
        own.pop()
    elif _MADE_UP.match(gap):
        for before, after in reversed(list(itertools.pairwise(own))):
            end = before.position + len(before.amount.as_written)
            if "。" in text[end : after.position]:
                break
            if _MADE_OF.match(text[end : after.position]):
                return before.index
    return own[-1].index if own else None


def _head_of_list(last: Fact, facts: list[Fact], value: Decimal, text: str) -> int:
    """Return what 其中 at a sentence's start breaks up: the last amount, the head of its list, or one before.

    What exceeds the last part, and not the head, is a part of the head. What exceeds the last amount of a
    sentence that tells several is of the nearest that can hold it: "支出9万元，结余4万元。其中：甲8万元".
    """
    if value <= last.amount.value:
        return last.index
    head = facts[last.whole] if last.whole is not None else None
    if head is not None:
        return head.index if value <= head.amount.value else last.index
    for fact in reversed(facts[: last.index]):
        if fact.paragraph != last.paragraph or "。" in text[fact.position : last.position]:
            break
        own = fact.change is None and not fact.is_base and not fact.is_reason
        if own and value <= fact.amount.value:
            return fact.index
    return last.index


#: "采购预算30万元，包括货物10万元、服务20万元": a list like one after 其中.
_INCLUDING = re.compile(
    r"[，,]?(?:具体)?(?:包括|包含)(?![^，,。；;]{0,12}在内)[:：]?|[（(]含(?=[^，,。；;）)]{2,16}$)"
    r"|[:：](?=[^，,。；;]{2,16}$)"
)
#: "甲100万元，含上年结转20万元，乙50万元": one part, and no list.
HOLDING = re.compile(r"[，,](?:其?中?内?)含(?=[^，,。；;]{2,16}$)")


#: What 其中 began is over before the next amount: a sentence's end, or kinds of things that are counted.
_OVER = re.compile(r"。|\d[辆台套个家项人名户批次艘间处][^。]*；")


def follow_group(
    gap: str, text: str, context: Context, facts: list[Fact], first: int, value: Decimal
) -> None:
    """Open a group at 其中 (of the last amount) or at "X中，" (of the amount called X); close it at 。

    A group inside another one ends at ；. A bracket closes the groups and the subjects that it opened.
    """
    closed = False
    for char in gap[: gap.rfind("其中")] if "其中" in gap else gap:
        if char in "（(":
            context.outer.append((context.whole, context.subject))
        elif char in "）)" and context.outer:
            context.whole, context.subject = context.outer.pop()
            closed = True
        elif char == "。":
            context.outer.clear()
    if "。" in gap:
        context.whole = context.nested = None
    elif context.nested is not None and "；" in gap and not context.outer:
        context.whole, context.nested = context.nested, None
    elif (
        context.whole is not None
        and "；" in gap
        and not context.outer
        and _is_full(context.whole, facts, gap)
    ):
        context.whole = None
    marker = gap.rfind("其中") if "其中" in gap or not _INCLUDING.match(gap) else 0
    if marker >= 0 and _OVER.search(gap, marker):
        return
    if marker >= 0 and closed and context.subject is not None:
        # "支出100万元（含上年结转20万元），其中": what the bracket only mentioned has no parts after it.
        context.whole = context.subject
        return
    if marker >= 0:
        found_whole = broken_up(gap, text, facts, first)
        if found_whole is not None and "。" in gap[:marker]:
            found_whole = _head_of_list(facts[found_whole], facts, value, text)
        if found_whole is not None:
            inside = context.whole is not None and found_whole != context.whole and not context.outer
            context.nested = context.whole if inside else None
            context.whole = found_whole
        return
    if re.match(r"中[，,:：]", gap) and (told := broken_up("", text, facts, first)) is not None:
        context.whole = told
        return
    named = re.search(r"(?:^|[。；，])([^。；，]{2,20})中[，,:：]", gap)
    if named:
        found = measure_of(named[1])
        if found:
            same = (f for f in reversed(facts) if f.measure == found.measure and f.change is None)
            context.whole = next((f.index for f in same if not f.is_base), None)


def _is_full(whole: int, facts: list[Fact], gap: str) -> bool:
    """Return whether the parts told so far make up their whole: what stands behind ； is none of them.

    Where they do so only within rounding, an amount of the whole's own kind goes on: ；其他收入5万元.
    """
    parts = [f for f in facts[whole + 1 :] if f.whole == whole and f.change is None and not f.is_base]
    told = facts[whole].amount
    if len(parts) < 2:
        return False
    if sum(f.amount.value for f in parts) == told.value:
        return True
    following, measure = measure_of(gap.rpartition("；")[2]), facts[whole].measure
    if following is not None and measure is not None and following.measure.direction == measure.direction:
        return False
    added = total(Interval.of(f.amount.value, f.amount.quantum) for f in parts)
    return added.meets(Interval.of(told.value, told.quantum))


def follow_list(gap: str, context: Context, facts: list[Fact], first: int) -> None:
    """Open a list of functional items inside a paragraph: "支出100万元，主要用于以下方面：教育支出…"."""
    found = [gap.index(word) for word in measures().words.item_lists if word in gap]
    if not found:
        return
    if "。" in gap[: min(found)]:
        context.in_list, context.list_base, context.list_fund = True, None, context.fund
        return
    whole = next((f for f in reversed(facts[first:]) if f.change is None and not f.is_reason), None)
    if whole is not None and whole.item is None:
        context.in_list, context.list_base = True, whole.index
        context.list_fund = fund_of(gap) or whole.fund


def after_paragraph(
    text: str, first: int, list_whole: int | None, context: Context, facts: list[Fact], end: int
) -> None:
    """Let a list follow: after "其中：" at a paragraph's end, or the words that begin a functional list."""
    rest = text[end:]
    whole = next((f.index for f in facts[first:] if f.change is None and not f.is_reason), None)
    plain = lead_length(text) == 0 or (not context.in_list and list_whole is None and facts[first:][:1] != [])
    if whole is not None and plain and facts[whole].item is None:
        context.last = whole
    elif whole is None and lead_length(text) == 0:
        # "决算数小于预算数的主要原因是…其中：" goes on about the amount before it.
        whole = context.last
    if re.search(r"(?:其中|具体如下|分别为|包括)[:：]?$", rest.rstrip("。")) and whole is not None:
        context.list_whole = whole
    else:
        context.list_whole = list_whole
    tail = text[-60:] if end < len(text) - 1 else ""
    if any(word in rest for word in measures().words.item_lists) and re.search(r"[：:]$|如下|以下", tail):
        context.in_list, context.list_base = True, whole
        context.list_fund = fund_of(rest) or (facts[whole].fund if whole is not None else None)
