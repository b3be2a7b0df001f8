"""So many things at a price, and what they cost together: "24张，单价9,800元，小计235,200元"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from nlp.reconcile.interval import Interval
from nlp.reconcile.money import money, plain
from nlp.reconcile.rules.context import Context, Draft, everywhere

_PRICED = re.compile(
    r"(?P<count>(?<![\d,.])\d[\d,]*(?:\.\d+)?)(?P<unit>[一-鿿]{1,3}?)(?:[（(][^（）()]{1,16}[）)])?[，,、：:×*]?"
    r"(?:单价|每(?P=unit)(?:单价|价格)?)为?(?P<price>\d[\d,]*(?:\.\d+)?)(?P<scale>万元|元)(?:/(?P=unit))?"
    r"[，,、；;=]?(?:小计|合计|共计|金额|总价|计|共)为?(?P<sum>\d[\d,]*(?:\.\d+)?)(?P<sum_scale>万元|元)"
)
_SCALES = {"元": Decimal(1), "万元": Decimal(10_000)}


def price_times_count_differs(context: Context) -> Iterator[Draft]:
    """A number of things times their price that is not what they are said to cost together."""
    for paragraph in everywhere(context):
        if "单价" not in paragraph.text and "每" not in paragraph.text:
            continue
        for found in _PRICED.finditer(paragraph.text):
            count = Decimal(found["count"].replace(",", ""))
            price, price_unit = _money(found["price"], found["scale"])
            told, told_unit = _money(found["sum"], found["sum_scale"])
            # A price may be rounded; so many times its half unit the sum may be off.
            if Interval.of(count * price, count * price_unit).meets(Interval.of(told, told_unit)):
                continue
            yield Draft(
                f"文字写{found['count']}{found['unit']}、单价{money(price, '元')}，"
                f"应为{money(count * price, '元')}，写{money(told, '元')}。",
                f"{plain(count)} × {money(price, '元')} = {money(count * price, '元')} ≠ {money(told, '元')}",
                (context.outline.document.evidence(*paragraph.span(found.start(), found.end())),),
            )


def _money(written: str, scale: str) -> tuple[Decimal, Decimal]:
    """Return an amount in 元 and one unit of its last written digit."""
    value = Decimal(written.replace(",", ""))
    return value * _SCALES[scale], Decimal(1).scaleb(int(value.as_tuple().exponent)) * _SCALES[scale]
