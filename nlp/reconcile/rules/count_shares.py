"""The share of a number in another one that stands beside it: 项目7个，占全部项目8个的100%."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from nlp.reconcile.money import percent
from nlp.reconcile.rules.context import Context, Draft, everywhere

_NUMBER = r"(?<![\d.,])\d{1,6}"
_UNIT = r"(?P<unit>[个家项户人名辆台])"
_SHARE = re.compile(
    rf"(?P<part>{_NUMBER}){_UNIT}[^，,。；;：:\d]{{0,8}}[，,]?占[^，,。；;：:\d]{{0,16}}?"
    rf"(?P<whole>{_NUMBER})(?P=unit)[^，,。；;：:\d]{{0,8}}?的(?P<share>\d{{1,3}}(?:\.(?P<decimals>\d{{1,2}}))?)[%％]"
)
_HUNDRED = Decimal(100)


def count_share_differs(context: Context) -> Iterator[Draft]:
    """A share of things that neither rounding nor cutting off makes of the two numbers beside it."""
    for passage in everywhere(context):
        if "占" not in passage.text:
            continue
        for found in _SHARE.finditer(passage.text):
            part, whole, told = Decimal(found["part"]), Decimal(found["whole"]), Decimal(found["share"])
            value = part / whole * _HUNDRED if whole else told
            if abs(value - told) < Decimal(1).scaleb(-len(found["decimals"] or "")):
                continue
            yield Draft(
                f"文字写{found['part']}{found['unit']}占{found['whole']}{found['unit']}的{found['share']}%，"
                f"按这两个数计算为{percent(value)}。",
                f"{part} ÷ {whole} = {percent(value)} ≠ {told}%",
                (context.outline.document.evidence(*passage.span(*found.span())),),
            )
