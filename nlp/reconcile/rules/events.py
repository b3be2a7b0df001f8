"""Quarters of events: 6月底前合龙，即第三季度; and one event that a form puts into another quarter."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.reconcile.rules.context import Context, Draft, everywhere, holding
from nlp.reconcile.wording import cite

_QUARTER = r"(?:第)?(?P<quarter>[一二三四1-4])季度"
_SAID = re.compile(rf"(?P<month>1[0-2]|[1-9])月(?:份|底|末|初|中旬|上旬|下旬|\d{{1,2}}日)?(?:之?前)?[^，,。；;\d]{{0,12}}[，,（(]即{_QUARTER}")
_NUMBERS = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}
#: An event is told by so many characters.
_EVENT = re.compile(rf"(?<![一-鿿]){_QUARTER}(?P<event>[一-鿿]{{6,24}})(?=[，,。；;、|\t\n]|$)")


def month_in_another_quarter(context: Context) -> Iterator[Draft]:
    """A month, and the quarter that it is said to lie in (即第三季度)."""
    for passage in holding(everywhere(context), "季度"):
        for found in _SAID.finditer(passage.text):
            month, quarter = int(found["month"]), _NUMBERS[found["quarter"]]
            right = (month + 2) // 3
            if right == quarter:
                continue
            place = context.outline.document.evidence(*passage.span(found.start(), found.end()))
            yield Draft(
                f"文字写{cite(found[0])}，{month}月属于第{right}季度。", f"{month}月 → 第{right}季度 ≠ {quarter}", (place,)
            )


def event_in_two_quarters(context: Context) -> Iterator[Draft]:
    """One event that prose and a form tell in the very same words, each once, of different quarters."""
    document = context.outline.document
    forms = [(t.start, t.end) for t in context.outline.tables]
    told: dict[str, list[tuple[int, int, int, bool]]] = {}
    for found in _EVENT.finditer(document.text):
        inside = any(a <= found.start() < b for a, b in forms)
        spot = (_NUMBERS[found["quarter"]], found.start(), found.end(), inside)
        told.setdefault(found["event"], []).append(spot)
    for event, spots in told.items():
        quarters = {quarter for quarter, *_ in spots}
        if len(spots) != 2 or len(quarters) != 2 or {inside for *_, inside in spots} != {True, False}:
            continue
        (one, *_), (other, *_) = spots
        yield Draft(
            f"{cite(event)}一处写第{one}季度，一处写第{other}季度。",
            f"{one} ≠ {other}",
            tuple(document.evidence(a, b) for _, a, b, _ in spots),
        )
