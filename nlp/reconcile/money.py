"""Print amounts and numbers for explanations and computations."""

from __future__ import annotations

from decimal import Decimal

from nlp.outline.model import MoneyUnit

_FACTOR: dict[MoneyUnit, Decimal] = {"元": Decimal(1), "万元": Decimal(10_000), "亿元": Decimal(100_000_000)}


def plain(number: Decimal) -> str:
    """Return a number with thousands separators, without exponent or trailing zeros.

    >>> plain(Decimal("1480.60")), plain(Decimal("1E+4"))
    ('1,480.6', '10,000')
    """
    text = f"{number:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def money(value: Decimal, unit: MoneyUnit = "万元") -> str:
    """Return an amount of 元 in ``unit``.

    >>> money(Decimal(14806000))
    '1,480.6万元'
    """
    return f"{plain(value / _FACTOR[unit])}{unit}"


def percent(value: Decimal, places: int = 2) -> str:
    """Return a percentage with ``places`` decimals.

    >>> percent(Decimal("42.8271"))
    '42.83%'
    """
    return f"{round(value, places):f}%"
