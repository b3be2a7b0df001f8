"""What ties the figures of a document to one another: the redundancy that can reveal an altered figure.

The principle: an alteration is revealable when the unaltered document states the figure's amount once more
(in another cell, in a sentence, as a sum, a difference or a percentage of other figures), these two
statements agree as intervals before the alteration, and can't agree after it. Ties are mined from positions,
words and numbers alone; no rule, no measure and no verdict of the reconciliation is asked.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from nlp.reconcile.interval import Interval, total

Values = Mapping[int, Interval]
_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Sum:
    """The figures of ``left`` and ``constant`` add up to what those of ``right`` add up to."""

    kind: str
    left: tuple[int, ...]
    right: tuple[int, ...] = ()
    constant: Interval | None = None

    @property
    def members(self) -> tuple[int, ...]:
        """The indices of the figures it ties."""
        return (*self.left, *self.right)

    def holds(self, values: Values) -> bool:
        """Return whether both sides can be equal."""
        right = total(values[i] for i in self.right) if self.constant is None else self.constant
        return total(values[i] for i in self.left).meets(right)


@dataclass(frozen=True, slots=True)
class Ratio:
    """A percentage is ``part`` of ``whole``; with ``growth``, the growth (1) or fall (-1) from whole to part.

    With ``step`` the part is a change: whole is the new figure, and the base is the new figure without it.
    The percentage stands for a whole unit of its last digit on both sides: many are cut off.
    """

    kind: str
    percentage: int
    part: int
    whole: int
    growth: int = 0
    step: bool = False

    @property
    def members(self) -> tuple[int, ...]:
        """The indices of the figures it ties."""
        return (self.percentage, self.part, self.whole)

    def holds(self, values: Values) -> bool:
        """Return whether the percentage can be that of the two amounts."""
        told, part, whole = (values[i] for i in self.members)
        half = (told.high - told.low) / 2
        told = Interval(told.low - half, told.high + half)
        if self.step:
            whole = whole - part if self.growth > 0 else whole + part
        if whole.low <= 0:
            return False
        if self.growth and not self.step:
            part = part - whole if self.growth > 0 else whole - part
        low = min(part.low / whole.low, part.low / whole.high) * _HUNDRED
        high = max(part.high / whole.low, part.high / whole.high) * _HUNDRED
        return Interval(low, high).meets(told)


@dataclass(frozen=True, slots=True)
class Check:
    """Something about one figure's own writing, or two of one kind: ``broken`` judges the new writing."""

    kind: str
    members: tuple[int, ...]
    broken: Callable[[Mapping[int, str]], bool]


Tie = Sum | Ratio | Check


def significant(value: Decimal) -> int:
    """Return how many significant digits a value has, zeros at its end left out."""
    return len(value.normalize().as_tuple().digits) if value else 0
