"""As many things as were counted with their money: "补助2项，共97万元。一是…60万元；二是…37万元"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.fields.model import StatedAmount
from nlp.reconcile.interval import Interval
from nlp.reconcile.likeness import is_slip
from nlp.reconcile.money import money
from nlp.reconcile.purse import sum_interval, sum_value
from nlp.reconcile.reading import Passage
from nlp.reconcile.rules.context import Context, Draft, everywhere, holding

_WHOLE = re.compile(
    r"(?<!\d)(?P<count>\d{1,2})[项个类][^，,。；;\d]{0,10}[，,、](?:共计?|合计|总计)[^，,。；;\d]{0,6}$"
)
_ORDINALS = "一二三四五六七八九"
_ITEM = re.compile(r"(?:^|[。；;：:，,])(?P<ordinal>[一二三四五六七八九])是")


def enumerated_parts_differ(context: Context) -> Iterator[Draft]:
    """Things counted with their money in all, each told behind 一是, 二是 …, that miss it by one slip."""
    for passage in holding(everywhere(context), "一是"):
        for index, amount in enumerate(passage.amounts):
            told = _WHOLE.search(passage.text[: amount.start])
            parts = _parts(passage, index) if told is not None else []
            if told is not None and len(parts) > 1 and len(parts) == int(told["count"]):
                yield from _compare(passage.stated[index], parts)


def _parts(passage: Passage, index: int) -> list[StatedAmount]:
    """Return the first amount behind each ordinal; nothing where one has none, or they are not in order."""
    marks = list(_ITEM.finditer(passage.text, passage.amounts[index].end))
    if "".join(m["ordinal"] for m in marks) != _ORDINALS[: len(marks)]:
        return []
    ends = [*(m.start() for m in marks[1:]), len(passage.text)]
    found = []
    for mark, end in zip(marks, ends, strict=True):
        inside = (
            s for a, s in zip(passage.amounts, passage.stated, strict=True) if mark.end() <= a.start < end
        )
        first = next(inside, None)
        if first is None:
            return []
        found.append(first)
    return found


def _compare(whole: StatedAmount, parts: list[StatedAmount]) -> Iterator[Draft]:
    added, value = sum_interval(tuple(parts)), sum_value(tuple(parts))
    if any(a.qualifier != "exact" for a in (whole, *parts)) or added.meets(
        Interval.of(whole.value, whole.quantum)
    ):
        return
    gap = whole.value - value
    wanted = [(whole, value), *((p, p.value + gap) for p in parts)]
    if any(w > 0 and is_slip(a.value, w, a.quantum) for a, w in wanted):
        yield Draft(
            f"文字写{len(parts)}项共{whole.as_written}，所列各项之和为{money(value)}。",
            f"{' + '.join(p.as_written for p in parts)} = {money(value)} ≠ {money(whole.value)}",
            (whole.evidence, *(p.evidence for p in parts)),
        )
