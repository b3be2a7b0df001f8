"""The cells that can confirm a fact, as the matcher finds them."""

from __future__ import annotations

from dataclasses import dataclass

from nlp.reconcile.cells import Place


@dataclass(frozen=True, slots=True)
class Match:
    """The cells that can confirm a fact, the preferred first; or, ``summed``, cells that add up to it.

    ``each`` marks cells that must all state the amount ("甲、乙均为"). ``certain`` is false where the fund
    had to be guessed, or the cell is a weak one: a difference then proves nothing. ``hints`` are cells that
    the amount likely, but not certainly means, and that it doesn't equal.
    """

    places: tuple[Place, ...] = ()
    reason: str | None = None
    summed: bool = False
    certain: bool = True
    each: bool = False
    hints: tuple[Place, ...] = ()
