"""Whether one written number is another with a slip: one digit, two digits changed round, the unit."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

Slip = Literal["digit", "swap", "unit"]
#: Fewer digits differ by one too easily.
_MIN_DIGITS = 4
_MIN_DIGITS_OF_UNIT = 3
_UNIT = Decimal(10_000)


def slip_between(written: Decimal, wanted: Decimal, quantum: Decimal) -> Slip | None:
    """Return how ``written`` could have come from ``wanted``, both in 元 and written to ``quantum``.

    >>> slip_between(Decimal("1235600"), Decimal("1253600"), Decimal(100))
    'swap'
    >>> slip_between(Decimal("125.36"), Decimal("1253600"), Decimal("0.01"))
    'unit'
    >>> slip_between(Decimal("1253600"), Decimal("1253612"), Decimal(100)) is None
    True
    """
    if written <= 0 or wanted <= 0 or written == wanted:
        return None
    for power in (_UNIT, 1 / _UNIT):
        scaled = written * power
        if (
            abs(scaled - wanted) <= quantum * power / 2
            and len(_digits(written, quantum).strip("0")) >= _MIN_DIGITS_OF_UNIT
        ):
            return "unit"
    # More digits than a Decimal's quotient holds are no budget's.
    if max(written, wanted) >= quantum * _TOO_LARGE or wanted % quantum:
        return None
    one, other = _digits(written, quantum), _digits(wanted, quantum)
    if len(one) != len(other) or len(one) < _MIN_DIGITS:
        return None
    places = [i for i, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    if len(places) == 1:
        return "digit"
    turned = len(places) == 2 and places[1] == places[0] + 1
    if turned and one[places[0]] + one[places[1]] == other[places[1]] + other[places[0]]:
        return "swap"
    return None


_TOO_LARGE = Decimal(10) ** 20


def _digits(value: Decimal, quantum: Decimal) -> str:
    return str(int(value / quantum))
