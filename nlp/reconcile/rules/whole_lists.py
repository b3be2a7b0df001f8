"""Lists that their words call whole: 分任务为…, 支出构成为…, against the amount that they break up."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache

from nlp.fields.model import StatedAmount
from nlp.reconcile.interval import Interval
from nlp.reconcile.limits import rule_data
from nlp.reconcile.money import money
from nlp.reconcile.purse import sum_interval, sum_value
from nlp.reconcile.reading import Passage
from nlp.reconcile.rules.context import Context, Draft, everywhere
from nlp.reconcile.rules.narratives import components_do_not_add_up
from nlp.reconcile.slip import Slip, slip_between

_FEWEST = 2
#: What parts two members of a list, and the name of the second one; 另有 begins something else.
_NEXT = re.compile(
    r"(?P<mark>[、，,；;])(?:以及|[和及与])?(?!另|此外|还有|其中)(?P<name>[^，,。；;：:、\d%％]{1,16})|(?:以及|[和及与])(?P<last>[^，,。；;：:、\d%％]{1,16})"
)
#: Behind the last member the list is over; 等 would leave it open.
_OVER = re.compile(r"\s*(?:$|[。；;）)]|[，,](?!其中|占|其余|余下|剩余|余额|不足))")
_NAME = r"(?P<name>[^，,。；;：:、\d%％]{1,16})$"
_CLAUSE = re.compile(r"[，,。；;：:、（）()\d%％]")


@cache
def _declares() -> re.Pattern[str]:
    return re.compile(f"(?:^|[，,。；;：:（(])[（(]?(?:{rule_data().whole_list}){_NAME}")


def whole_list_differs(context: Context) -> Iterator[Draft]:
    """A list that is whole by its words, and misses by one slip the amount that it breaks up."""
    drafts = (d for d in components_do_not_add_up(context) if d.severity != "info")
    told = {e.start for draft in drafts for e in draft.evidence}
    for passage in everywhere(context):
        if len(passage.amounts) <= _FEWEST:
            continue
        for members, of in _lists(passage):
            parts = [passage.stated[index] for index in members]
            if not any(p.evidence.start in told for p in parts):
                yield from _judge(passage, members[0], parts, of)


def _lists(passage: Passage) -> Iterator[tuple[list[int], str]]:
    """Yield the members of each list, and what its words say that it breaks up."""
    text, amounts = passage.text, passage.amounts
    for first in range(1, len(amounts) - 1):
        declared = _declares().search(text[amounts[first - 1].end : amounts[first].start])
        if declared is None:
            continue
        members, mark = [first], None
        for index in _beside(passage, first):
            gap = _REMARK.sub("", text[amounts[members[-1]].end : amounts[index].start])
            found = _NEXT.fullmatch(gap)
            if found is None or (mark and found["mark"] not in (None, mark)):
                break
            members.append(index)
            mark = mark or found["mark"]
        rest = text[amounts[members[-1]].end :]
        remark = _REMARK.match(rest)
        if len(members) > 1 and _OVER.match(rest[remark.end() :] if remark else rest):
            yield members, declared["of"] or ""


#: What may stand behind a member before the next one: its share, or a remark in brackets.
_REMARK = re.compile(r"[（(][^（()）]*[)）]|[，,]?约?占[^，,。；;、（()）\d]{0,12}[\d.]+[%％]")


def _beside(passage: Passage, first: int) -> Iterator[int]:
    """Yield the amounts behind one that stand in the same bracket, or outside all."""
    own = _bracket(passage, passage.amounts[first].start)
    for index in range(first + 1, len(passage.amounts)):
        at = passage.amounts[index].start
        if own is not None and at > own[1]:
            return
        if _bracket(passage, at) == own:
            yield index


def _bracket(passage: Passage, at: int) -> tuple[int, int] | None:
    """Return the innermost bracket around a place."""
    return max(((a, b) for a, b in passage.brackets if a < at < b), default=None)


def _judge(passage: Passage, first: int, parts: Sequence[StatedAmount], of: str) -> Iterator[Draft]:
    added, value = sum_interval(tuple(parts)), sum_value(tuple(parts))
    others = [a for a in passage.stated if a not in parts]
    exact = all(p.qualifier == "exact" for p in parts)
    if not exact:
        return
    sources = _sources(passage, first)
    drafts = list(_judge_sources(sources, parts))
    if drafts:
        yield from drafts
        return
    again = any(added.meets(Interval.of(a.value, a.quantum)) for a in others)
    heads = [passage.stated[first - 1]] if again else list(_heads(passage, first, of))
    for whole in heads:
        if added.meets(Interval.of(whole.value, whole.quantum)):
            return
        if _with_another(whole, others, added):
            return
        # What the list adds up to may be told of the same thing, and be its amount: then digits changed round
        # in the amount right before the list are a slip, and any other difference is another amount.
        gap = whole.value - value
        wanted = [(whole, value), *((p, p.value + gap) for p in parts)]
        slips = [_slip(a, w, len(parts)) for a, w in wanted]
        slip = slips[0] == "swap" if again else any(slips)
        if whole.qualifier == "exact" and slip:
            yield Draft(
                f"文字写{whole.as_written}，其后按“{of or '各项'}”列全的{len(parts)}项之和为{money(value)}。",
                f"{' + '.join(p.as_written for p in parts)} = {money(value)} ≠ {money(whole.value)}",
                (whole.evidence, *(p.evidence for p in parts)),
            )
            return


#: Money that comes from somewhere: 财政拨款36万元、事业收入10万元。
_SOURCE = re.compile(r"(?:拨款|收入|资金|自筹|结转|结余|财政|补助|基金|预算)$")


def _sources(passage: Passage, first: int) -> tuple[StatedAmount, ...]:
    """Return the sources that the sentence right before a list tells, if they are told in one row."""
    text, amounts = passage.text, passage.amounts
    between = text[amounts[first - 1].end : amounts[first].start]
    if not between.startswith(("。", "；")):
        return ()
    start = first - 1
    while start and _NEXT.fullmatch(text[amounts[start - 1].end : amounts[start].start]):
        start -= 1
    found = passage.stated[start:first]
    named = all(_SOURCE.search(_label(passage, index)) for index in range(start, first))
    exact = all(a.qualifier == "exact" for a in found)
    return tuple(found) if len(found) > 1 and named and exact else ()


def _judge_sources(sources: Sequence[StatedAmount], parts: Sequence[StatedAmount]) -> Iterator[Draft]:
    """What a list uses misses what the sources before it give, by two digits changed round."""
    if not sources or sum_interval(tuple(parts)).meets(sum_interval(tuple(sources))):
        return
    given, used = sum_value(tuple(sources)), sum_value(tuple(parts))
    wanted = (
        *((s, s.value + used - given) for s in sources),
        *((p, p.value + given - used) for p in parts),
    )
    if any(slip_between(a.value, w, a.quantum) == "swap" for a, w in wanted):
        yield Draft(
            f"文字所列{len(sources)}项来源之和为{money(given)}，其后列全的{len(parts)}项用途之和为{money(used)}。",
            f"{' + '.join(s.as_written for s in sources)} = {money(given)}；"
            f"{' + '.join(p.as_written for p in parts)} = {money(used)}",
            tuple(a.evidence for a in (*sources, *parts)),
        )


def _slip(amount: StatedAmount, wanted: Decimal, number: int) -> Slip | None:
    """Return the slip between an amount and the one that would make a list add up.

    Rounded parts make up their whole but for some last digits; two digits changed round are known still.
    """
    if slip := slip_between(amount.value, wanted, amount.quantum):
        return slip
    near = range(-((number + 1) // 2), (number + 1) // 2 + 1)
    swaps = (slip_between(amount.value, wanted + n * amount.quantum, amount.quantum) == "swap" for n in near)
    return "swap" if len(f"{amount.value / amount.quantum:f}") >= _LONG and any(swaps) else None


#: Numbers of fewer digits are changed round into many others near by.
_LONG = 5


def _with_another(whole: StatedAmount, others: Sequence[StatedAmount], added: Interval) -> bool:
    """Return whether a list breaks up an amount with another one, or without: 100万元（另有结转20万元）."""
    told = Interval.of(whole.value, whole.quantum)
    rest = (Interval.of(a.value, a.quantum) for a in others if a is not whole)
    return any((told + one).meets(added) or (told - one).meets(added) for one in rest)


def _heads(passage: Passage, first: int, of: str) -> Iterator[StatedAmount]:
    """Yield what a list may break up: its name's last amount, an earlier list's whole, the one before."""
    text, amounts = passage.text, passage.amounts
    named = [i for i in range(first) if of and _label(passage, i).endswith(of)]
    listed = first - 1
    while listed > 0 and _NEXT.fullmatch(text[amounts[listed - 1].end : amounts[listed].start]):
        listed -= 1
    over = text[amounts[listed - 1].end : amounts[listed].start] if listed else ""
    head = [listed - 1] if "其中" in over or _declares().search(over) else []
    for index in dict.fromkeys((*named[-1:], *head, first - 1)):
        yield passage.stated[index]


def _label(passage: Passage, index: int) -> str:
    """Return the words right before an amount, without 为 and the like."""
    words = _CLAUSE.split(passage.text[: passage.amounts[index].start])[-1]
    return re.sub(r"(?:总额|预算|决算|合计|共计|总计|共|为|计)+$", "", words)
