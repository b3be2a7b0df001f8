"""Whether one written number may be meant for another: a digit, two digits, the unit, or a little more.

A slip of the pen leaves most digits where they were. A number that has nothing of the other is more often the
number of something else, that was taken for it.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from nlp.reconcile.interval import round_to

Likeness = Literal["slip", "near"]
_POWERS = tuple(Decimal(10) ** power for power in (1, 2, 3, 4, 8))
#: Numbers of fewer digits resemble each other by chance.
_MIN_DIGITS = 3
#: A later or an earlier version of a figure seldom lies farther away.
_NEAR = Decimal("0.1")


def likeness(written: Decimal, wanted: Decimal, quantum: Decimal) -> Likeness | None:
    """Return how ``written``, to ``quantum``, resembles ``wanted``, all in 元; ``None``: not at all.

    >>> likeness(Decimal("1235600"), Decimal("1253612"), Decimal(100))
    'slip'
    >>> likeness(Decimal("3526700"), Decimal("3503499"), Decimal(100))
    'near'
    >>> likeness(Decimal("3203600"), Decimal("96942063"), Decimal(100)) is None
    True
    """
    if not quantum or not written or not wanted:
        return None
    if is_slip(written, wanted, quantum):
        return "slip"
    return "near" if abs(written - wanted) <= _NEAR * max(abs(written), abs(wanted)) else None


def is_slip(written: Decimal, wanted: Decimal, quantum: Decimal) -> bool:
    """Return whether a digit was changed, left out or put in, two changed places, or unit or sign is wrong.

    >>> [is_slip(Decimal(n), Decimal(960), Decimal(1)) for n in (1960, 690, 96000, 966, 1250)]
    [True, True, True, True, False]
    """
    if written == -wanted:
        return True
    one, other = abs(written), abs(wanted)
    for power in _POWERS:
        if abs(one * power - other) <= quantum * power / 2 or abs(one - other * power) <= quantum * power / 2:
            return True
    return _one_edit(str(int(one / quantum)), str(int(round_to(other, quantum) / quantum)))


def _one_edit(one: str, other: str) -> bool:
    if max(len(one), len(other)) < _MIN_DIGITS or abs(len(one) - len(other)) > 1:
        return False
    if len(one) != len(other):
        short, long = sorted((one, other), key=len)
        return any(long[:i] + long[i + 1 :] == short for i in range(len(long)))
    places = [i for i, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    if len(places) < 2:
        return True
    if len(places) != 2:
        return False
    a, b = places
    return (one[a], one[b]) == (other[b], other[a])
