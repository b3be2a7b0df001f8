"""Vehicles to be bought: told beside their money (三公) and among the assets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from nlp.document import Evidence
from nlp.reconcile.rules.context import Context, Draft, holding
from nlp.reconcile.wording import cite

_BOUGHT = re.compile(
    r"(?<![未不])(?:更新|新增|新)?(?:购置|购买|采购|更新|购)(?P<kind>[一-鿿（）()]{0,10}?(?:用车|车辆))(?P<number>\d{1,4})辆"
)
_NOT = re.compile(r"未|不|无|没有|报废|处置")
_ANY = ("车辆", "公务用车", "机动车")
_THREE_PUBLIC = re.compile(r"公务用车购置|“三公”经费")
_ASSETS = re.compile(r"国有资产|共有车辆|车辆共|单位?价值?\d+万元")


@dataclass(frozen=True, slots=True)
class _Bought:
    kind: str
    number: int
    evidence: Evidence


def vehicles_to_buy_differ(context: Context) -> Iterator[Draft]:
    """Vehicles bought with 三公 money against those bought at all, as the part on assets tells them.

    More of the first than of the second contradict it. Fewer are told as a remark: the second may hold those
    that other money buys.
    """
    own = _only(context, _THREE_PUBLIC, _ASSETS)
    every = _only(context, _ASSETS, _THREE_PUBLIC)
    if own is None or every is None or own.number == every.number:
        return
    if own.kind != every.kind and every.kind not in _ANY:
        return
    more = own.number > every.number
    remark = "" if more else "（后者可能含其他资金购置的车辆）"
    yield Draft(
        f"“三公”经费部分写购置{cite(own.kind)}{own.number}辆，国有资产部分写购置{cite(every.kind)}{every.number}辆{remark}。",
        f"{own.number} ≠ {every.number}",
        (own.evidence, every.evidence),
        None if more else "info",
    )


def _only(context: Context, about: re.Pattern[str], other: re.Pattern[str]) -> _Bought | None:
    """Return the one number of vehicles bought that the paragraphs about one thing tell, if they tell one."""
    found = []
    for paragraph in holding(context.facts.running, "辆"):
        if not about.search(paragraph.text) or other.search(paragraph.text):
            continue
        for told in _BOUGHT.finditer(paragraph.text):
            clause = re.split("[，；。、]", paragraph.text[: told.start()])[-1]
            if not _NOT.search(clause):
                place = context.outline.document.evidence(*paragraph.span(told.start(), told.end()))
                found.append(_Bought(told["kind"], int(told["number"]), place))
    return found[0] if len({(b.kind, b.number) for b in found}) == 1 else None
