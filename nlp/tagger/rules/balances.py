"""Amounts that are together what another one says: the arithmetic of a text, whatever its words are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

_FEWEST: Final = 2
#: A run of more amounts is a table, which is read by its rows.
_MOST: Final = 14


@dataclass(frozen=True, slots=True)
class Balance:
    """The amounts at ``first:last`` (``last`` excluded) are together the one at ``whole``.

    ``whole`` is ``None`` where no amount says it, but the run right before is as much.
    """

    whole: int | None
    first: int
    last: int

    @property
    def places(self) -> range:
        """The places of the parts."""
        return range(self.first, self.last)


def balances(values: Sequence[Decimal]) -> Iterator[Balance]:
    """Yield the runs of values that add up to another value of the row, the nearest one.

    >>> list(balances([Decimal(9), Decimal(4), Decimal(5)]))
    [Balance(whole=0, first=1, last=3)]
    >>> list(balances([Decimal(4), Decimal(5), Decimal(9), Decimal(2), Decimal(7)]))
    [Balance(whole=2, first=0, last=2), Balance(whole=2, first=3, last=5)]
    """
    for first in range(len(values)):
        total = Decimal(0)
        for last in range(first + 1, min(first + _MOST, len(values)) + 1):
            total += values[last - 1]
            if last - first < _FEWEST or not all(values[first:last]):
                continue
            found = [at for at, value in enumerate(values) if value == total and not first <= at < last]
            if found:
                nearest = min(found, key=lambda at: min(abs(at - first), abs(at - last + 1)))
                yield Balance(nearest, first, last)


def equal_runs(values: Sequence[Decimal]) -> Iterator[tuple[Balance, Balance]]:
    """Yield two runs, one right behind the other, that are as much together: who pays, and what for.

    >>> list(equal_runs([Decimal(9), Decimal(3), Decimal(5), Decimal(7)]))
    [(Balance(whole=None, first=0, last=2), Balance(whole=None, first=2, last=4))]
    """
    for first in range(len(values)):
        for middle in range(first + _FEWEST, min(first + _MOST, len(values)) + 1):
            left = sum(values[first:middle], Decimal(0))
            right = Decimal(0)
            for last in range(middle + 1, min(middle + _MOST, len(values)) + 1):
                right += values[last - 1]
                if right == left and last - middle >= _FEWEST:
                    yield Balance(None, first, middle), Balance(None, middle, last)
