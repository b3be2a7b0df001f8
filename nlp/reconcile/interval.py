"""Rounded amounts as exact intervals, and the verdict on a stated amount.

An amount written with its last digit worth ``quantum`` stands for every value within half of it; a sum
stands for the sum of its parts' intervals. Two amounts are consistent when their closed intervals meet,
as in XBRL Calculations 1.1. Everything is :class:`~decimal.Decimal` in 元.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from functools import lru_cache

from nlp.reconcile.model import Verdict

_TWO = Decimal(2)


@dataclass(frozen=True, slots=True)
class Interval:
    """A closed interval of 元.

    >>> Interval.of(Decimal(10000), Decimal(10000)).meets(Interval.of(Decimal(14999), Decimal(1)))
    True
    """

    low: Decimal
    high: Decimal

    @classmethod
    def of(cls, value: Decimal, quantum: Decimal) -> Interval:
        """Return the interval of a rounded value; ``quantum`` 0 means exact."""
        return _around(value, quantum)

    def __add__(self, other: Interval) -> Interval:
        return Interval(self.low + other.low, self.high + other.high)

    def __sub__(self, other: Interval) -> Interval:
        return Interval(self.low - other.high, self.high - other.low)

    def meets(self, other: Interval) -> bool:
        """Return whether the two closed intervals have a value in common."""
        return self.low <= other.high and other.low <= self.high

    def distance(self, other: Interval) -> Decimal:
        """Return the gap between the intervals, 0 where they meet."""
        return max(self.low - other.high, other.low - self.high, Decimal(0))

    def intersect(self, other: Interval) -> Interval | None:
        """Return the values in common: what duplicates of one fact allow together."""
        low, high = max(self.low, other.low), min(self.high, other.high)
        return Interval(low, high) if low <= high else None


@lru_cache(maxsize=1 << 15)
def _around(value: Decimal, quantum: Decimal) -> Interval:
    half = quantum / _TWO
    return Interval(value - half, value + half)


ZERO = Interval(Decimal(0), Decimal(0))


def total(intervals: Iterable[Interval]) -> Interval:
    """Return the sum of intervals; of none, exactly 0."""
    low = high = Decimal(0)
    for interval in intervals:
        low += interval.low
        high += interval.high
    return Interval(low, high)


def consistent(value: Decimal, quantum: Decimal, other: Decimal, other_quantum: Decimal) -> bool:
    """Return whether two rounded amounts can be the same.

    >>> consistent(Decimal("27e4"), Decimal("1e4"), Decimal(274000), Decimal(1))
    True
    """
    return Interval.of(value, quantum).meets(Interval.of(other, other_quantum))


def cut_off(value: Decimal, quantum: Decimal) -> Decimal:
    """Return ``value`` cut off, not rounded, at ``quantum``.

    >>> cut_off(Decimal("3286618082.20"), Decimal(10000))
    Decimal('3286610000')
    """
    return (value / quantum).to_integral_value(rounding=ROUND_DOWN) * quantum


def round_to(value: Decimal, quantum: Decimal) -> Decimal:
    """Return ``value`` rounded half up at ``quantum``.

    >>> round_to(Decimal("134194159"), Decimal(10000))
    Decimal('134190000')
    """
    return (value / quantum).to_integral_value(rounding=ROUND_HALF_UP) * quantum


@dataclass(frozen=True, slots=True)
class Balance:
    """The stated items of a group: each with what the document's tables give for it, and the stated total.

    ``items`` are (stated, counterpart) in 元, the judged item among them.
    """

    total: Decimal
    items: tuple[tuple[Decimal, Decimal], ...]

    def carries(self, stated: Decimal, counterpart: Decimal, quantum: Decimal) -> bool:
        """Return whether a rounding difference was carried into this item so that the items add up.

        The rounded counterparts must miss the stated total, the stated items must meet it, and every
        item that departs from its rounded counterpart must depart by one unit in the needed direction.
        """
        if sum((item for item, _ in self.items), Decimal(0)) != self.total:
            return False
        residue = self.total - sum((round_to(cell, quantum) for _, cell in self.items), Decimal(0))
        if not residue:
            return False
        step = quantum.copy_sign(residue)
        shifts = [item - round_to(cell, quantum) for item, cell in self.items]
        return stated - round_to(counterpart, quantum) == step and all(s in (0, step) for s in shifts)


def judge(
    stated: Decimal,
    quantum: Decimal,
    counterpart: Decimal,
    counterpart_quantum: Decimal,
    balance: Balance | None = None,
) -> Verdict:
    """Return the contract's verdict on a stated amount that has a counterpart. All amounts in 元.

    >>> judge(Decimal("547443e4"), Decimal("1e4"), Decimal(5474429543), Decimal(1))
    'rounded'
    >>> judge(Decimal("328661e4"), Decimal("1e4"), Decimal("3286618082.20"), Decimal("0.01"))
    'truncated'
    """
    if stated == counterpart:
        return "exact"
    mine, theirs = Interval.of(stated, quantum), Interval.of(counterpart, counterpart_quantum)
    if mine.meets(theirs):
        return "rounded"
    if stated == cut_off(counterpart, quantum):
        return "truncated"
    if (
        balance is not None
        and mine.distance(theirs) < quantum
        and balance.carries(stated, counterpart, quantum)
    ):
        return "balanced"
    return "disagrees"
