"""Amounts of one sentence that make up another by its words: kinds that are all, a sum told last."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from nlp.document import Evidence
from nlp.fields.model import StatedAmount
from nlp.reconcile.fact import Fact
from nlp.reconcile.interval import Interval
from nlp.reconcile.likeness import is_slip
from nlp.reconcile.limits import rule_data
from nlp.reconcile.money import money
from nlp.reconcile.purse import sum_interval, sum_value
from nlp.reconcile.reading import Passage
from nlp.reconcile.rules.context import Context, Draft
from nlp.reconcile.statements import complete_parts

#: What may stand between two amounts of one list.
_LABEL = re.compile(r"[^。\d%％]{1,20}")
_NEXT = re.compile(r"[、，,；;和及与]{1,2}[^，,。；;：:、\d%％]{1,16}")
_SUM = re.compile(
    r"(?:[两二三四五六七八九十\d]{1,2}项[^，,。；;\d]{0,8})?[，,；;]?(?:以上|上述)?(?:[两二三四五六七八九十\d]{1,2}[项者类])?"
    r"(?:合计|共计|总计|合共|相加|加总|总共|共)为?"
)


def sentence_parts_differ(context: Context) -> Iterator[Draft]:
    """Amounts that make up another one by their sentence's words, and miss it by one slip."""
    wholes = {f.amount.evidence.start: f for f in context.facts.facts}
    for passage in context.facts.running:
        if len(passage.amounts) < _FEWEST:
            continue
        labels = _between(passage)
        of_subject = _kinds_of_subject(context, passage, labels, wholes)
        for whole, parts in (*_kinds(passage, labels), *_sums(passage, labels), *of_subject):
            fact = wholes.get(whole.evidence.start)
            if fact is None or not _told_already(context, fact):
                yield from _slip(whole, parts)


#: A whole and two parts.
_FEWEST = 3


def _told_already(context: Context, whole: Fact) -> bool:
    """Return whether an amount has all its parts as a measure: they are compared with it then."""
    return bool(complete_parts(context.facts, whole))


@cache
def _together() -> tuple[tuple[re.Pattern[str], ...], ...]:
    return tuple(tuple(map(re.compile, kinds.kinds)) for kinds in rule_data().together)


def _kinds(passage: Passage, labels: Sequence[str]) -> Iterator[tuple[StatedAmount, list[StatedAmount]]]:
    """Yield the amounts right behind which all kinds of one sort are told, each once, in any order.

    A kind of which the sentence says that there is none (没有工程采购) need have no amount.
    """
    fit = [_LABEL.fullmatch(label) is not None for label in labels]
    for kinds in _together():
        named = [_kind(kinds, label) if good else None for label, good in zip(labels, fit, strict=True)]
        if named.count(None) == len(named):
            continue
        for index, number in itertools.product(range(len(labels)), range(2, len(kinds) + 1)):
            own = named[index : index + number]
            told = {kind for kind in own if kind is not None}
            if len(told) < number or "由" in labels[index]:
                continue  # 由…和…安排 has a rule of its own
            last = passage.amounts[index + number].end
            if told | _denied(kinds, passage.text[last:]) == set(range(len(kinds))):
                yield passage.stated[index], list(passage.stated[index + 1 : index + 1 + number])


def _kind(kinds: Sequence[re.Pattern[str]], label: str) -> int | None:
    """Return the one kind that a label names, ``None`` where it names none or several."""
    fitting = [index for index, kind in enumerate(kinds) if kind.search(label)]
    return fitting[0] if len(fitting) == 1 else None


_DENIED = re.compile(
    r"(?:本年度?|当年|20\d\d年度?)?(?:没有|未安排|不安排|未发生|不涉及|不含|未编列|未实施|未开展|无)(?P<kind>[^，,。；;\d]{2,10})"
    r"|(?P<empty>[^，,。；;\d]{2,10}?)(?:方面|部分|项目)?(?:为零|没有|未安排|不安排|未发生|为0(?:万?元)?(?![.\d]))"
)


#: What may stand behind a kind that is denied: 没有工程类采购; 没有工程调整 denies another thing.
_OF_KIND = re.compile(r"(?:类|采购|项目|支出|预算|方面|部分|经费|资金|安排|内容)+$")


def _denied(kinds: Sequence[re.Pattern[str]], rest: str) -> set[int]:
    """Return the kinds of which the clause right behind a list, or in its bracket, denies."""
    found = _DENIED.match(re.sub(r"^[，,；;、（(。]", "", rest))
    words = (found["kind"] or found["empty"] or "") if found else ""
    name = _OF_KIND.sub("", words)
    denied = {k for k, kind in enumerate(kinds) if re.search(f"(?:{kind.pattern})$", name)}
    return denied if len(denied) == 1 else set()


#: Behind a change and its rate: "比上年增加5万元，增长2.4%。其中人员经费4万元".
_BACK = re.compile(r"[，,（(][^。；;]{0,24}?[%％][）)]?[。；;，,](?:其中|主要)?[：:，,]?[^，,。；;\d]{1,16}")


def _kinds_of_subject(
    context: Context, passage: Passage, labels: Sequence[str], facts: Mapping[int, Fact]
) -> Iterator[tuple[StatedAmount, list[StatedAmount]]]:
    """Yield the amounts behind which a change stands, and then all kinds: 100万元，比上年增加5万元。其中…."""
    backs = [i for i, label in enumerate(labels) if "其中" in label and _BACK.fullmatch(label)]
    for kinds, index in itertools.product(_together() if backs else (), backs):
        if index < len(passage.amounts) - len(kinds):
            own = labels[index : index + len(kinds)]
            change = facts.get(passage.stated[index].evidence.start)
            if change is None or change.change is None or change.subject is None:
                continue
            tail = [own[0].rpartition("其中")[2], *own[1:]]
            if not all(_LABEL.fullmatch(label) for label in tail):
                continue
            whole = context.facts.facts[change.subject]
            told = {_kind(kinds, label) for label in tail} - {None}
            if whole.paragraph == change.paragraph and len(told) == len(kinds):
                yield whole.amount, list(passage.stated[index + 1 : index + 1 + len(kinds)])


def _sums(passage: Passage, labels: Sequence[str]) -> Iterator[tuple[StatedAmount, list[StatedAmount]]]:
    """Yield the sums told right behind the list that they add up: "甲5万元、乙10万元，共15万元"."""
    for index in range(_FEWEST - 1, len(passage.amounts)):
        if not _SUM.fullmatch(labels[index - 1]):
            continue
        first = index - 1
        while first and _NEXT.fullmatch(labels[first - 1]):
            first -= 1
        parts = passage.stated[first:index]
        whole = passage.stated[index]
        told = Interval.of(whole.value, whole.quantum)
        # Of a longer list the last few alone may be meant.
        some = (parts[start:] for start in range(len(parts) - 1))
        if len(parts) > 1 and not any(sum_interval(kept).meets(told) for kept in some):
            yield whole, list(parts)


def _between(passage: Passage) -> list[str]:
    """Return what stands between each amount and the next one."""
    amounts = passage.amounts
    return [passage.text[a.end : b.start] for a, b in itertools.pairwise(amounts)]


def _slip(whole: StatedAmount, parts: Sequence[StatedAmount]) -> Iterator[Draft]:
    amounts = (whole, *parts)
    if any(a.qualifier != "exact" for a in amounts):
        return
    added, value = sum_interval(tuple(parts)), sum_value(tuple(parts))
    gap = whole.value - value
    wanted = [(whole, value), *((p, p.value + gap) for p in parts)]
    if added.meets(Interval.of(whole.value, whole.quantum)):
        return
    if not any(w > 0 and is_slip(a.value, w, a.quantum) for a, w in wanted):
        return
    places: tuple[Evidence, ...] = tuple(a.evidence for a in amounts)
    yield Draft(
        f"文字写{whole.as_written}，所列各部分之和为{money(value)}。",
        f"{' + '.join(p.as_written for p in parts)} = {money(value)} ≠ {money(whole.value)}",
        places,
    )
