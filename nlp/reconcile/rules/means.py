"""Means of counts (42批次、336人次，平均每批次8人) against the two counts that they are taken of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from nlp.reconcile.money import plain
from nlp.reconcile.rules.context import Context, Draft, everywhere, holding

_NUMBER = r"\d[\d,]*(?:\.\d+)?"
_MEAN = re.compile(
    rf"(?:平均每?|每)(?P<per>批次|批|次|场|期|班|户|村|所|校|家|天|台|辆|个)(?:平均)?(?P<mean>{_NUMBER})(?P<unit>人次?|次|件|份|户|台|小时|公里|亩)"
)
_COUNT = re.compile(r"(?P<number>(?<![\d.,])\d[\d,]*)(?P<unit>[一-鿿]{1,2})")
_TOLERANCE = Decimal(1)


def mean_of_counts_differs(context: Context) -> Iterator[Draft]:
    """A mean that the two counts right before it in its clause don't give, rounded or cut off."""
    for passage in holding(everywhere(context), "平均"):
        text = passage.text
        for found in _MEAN.finditer(text):
            if "平均" not in found[0]:
                continue
            begin = max(text.rfind(mark, 0, found.start()) for mark in "。；;") + 1
            counts = list(_COUNT.finditer(text, begin, found.start()))[-2:]
            if len(counts) < 2:
                continue
            groups, things = counts
            if not _counts(groups["unit"], found["per"]) or not _counts(things["unit"], found["unit"]):
                continue
            if not re.fullmatch(
                r"[、，,][^\d，,。；;]{0,8}", text[groups.end() : things.start()]
            ) or not re.fullmatch(r"次?[，,、（(]", text[things.end() : found.start()]):
                continue
            number, all_things = (Decimal(m["number"].replace(",", "")) for m in (groups, things))
            mean = Decimal(found["mean"].replace(",", ""))
            unit = Decimal(1).scaleb(int(mean.as_tuple().exponent))
            if not number or abs(all_things / number - mean) < unit * _TOLERANCE:
                continue
            places = [(m.start(), m.end()) for m in (groups, things, found)]
            actual = (all_things / number).quantize(unit)
            yield Draft(
                f"文字写{found[0]}，按所写{groups[0]}、{things[0]}计算为{plain(actual)}{found['unit']}。",
                f"{plain(all_things)} ÷ {plain(number)} = {plain(actual)} ≠ {plain(mean)}",
                tuple(context.outline.document.evidence(*passage.span(*place)) for place in places),
            )


def _counts(unit: str, word: str) -> bool:
    """Return whether a unit as written is the one that a mean names: 批次 and 批, 人次 and 人."""
    return unit.startswith(word) or word.startswith(unit)
