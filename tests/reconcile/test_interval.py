"""The verdicts, as a worked table: stated and counterpart in 元, each with its last digit's worth."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.reconcile.interval import Balance, Interval, cut_off, judge, round_to

WAN = "10000"

CASES = [
    # stated, its unit, counterpart, its unit, verdict
    ("5474430000", WAN, "5474429543", "1", "rounded"),
    ("11111300", "100", "11111300", "100", "exact"),
    ("0", WAN, "0", "0", "exact"),
    ("10000000", WAN, "10004999", "1", "rounded"),
    ("10000000", WAN, "10005000", "1", "rounded"),  # half way: the closed intervals touch
    ("10000000", WAN, "10005001", "1", "truncated"),  # beyond touching, and cut off
    ("10010000", WAN, "10004000", "1", "disagrees"),  # rounded up without cause
    ("3286610000", WAN, "3286618082.20", "0.01", "truncated"),
    ("134200000", WAN, "134194159", "1", "disagrees"),  # balanced only within a group
    ("2027000000", WAN, "20270000", "1", "disagrees"),
    # a coarser table: 25 in 万元 against 25.3万元 of prose
    ("253000", "1000", "250000", WAN, "rounded"),
    # 元 against 元, one apart: the intervals touch
    ("1000001", "1", "1000000", "1", "rounded"),
    ("1000002", "1", "1000000", "1", "disagrees"),
    # a sum of three rounded parts has three times the slack
    ("300000", "100", "300200", "300", "rounded"),
    ("300000", "100", "300201", "300", "disagrees"),
]


@pytest.mark.parametrize(("stated", "unit", "other", "other_unit", "verdict"), CASES)
def test_verdicts(stated: str, unit: str, other: str, other_unit: str, verdict: str) -> None:
    assert judge(Decimal(stated), Decimal(unit), Decimal(other), Decimal(other_unit)) == verdict


def _balance(total: int, *items: tuple[int, str]) -> Balance:
    return Balance(Decimal(total) * 10000, tuple((Decimal(s) * 10000, Decimal(c)) for s, c in items))


def test_balanced_carries_the_rounding_difference() -> None:
    group = _balance(301, (200, "2004000"), (50, "504000"), (51, "504500"))
    assert judge(Decimal(510000), Decimal(WAN), Decimal(504500), Decimal(1)) == "disagrees"
    assert judge(Decimal(510000), Decimal(WAN), Decimal(504500), Decimal(1), group) == "balanced"


def test_not_balanced_when_rounded_items_already_add_up() -> None:
    group = _balance(301, (200, "2004000"), (51, "504000"), (50, "506000"))
    assert judge(Decimal(510000), Decimal(WAN), Decimal(504000), Decimal(1), group) == "disagrees"


def test_not_balanced_when_the_items_miss_the_total() -> None:
    group = _balance(302, (200, "2004000"), (50, "504000"), (51, "504500"))
    assert judge(Decimal(510000), Decimal(WAN), Decimal(504500), Decimal(1), group) == "disagrees"


def test_not_balanced_by_a_whole_unit() -> None:
    group = _balance(302, (200, "2004000"), (50, "504000"), (52, "504500"))
    assert judge(Decimal(520000), Decimal(WAN), Decimal(504500), Decimal(1), group) == "disagrees"


@given(st.decimals(0, 10**12, places=2), st.sampled_from([Decimal(1), Decimal(100), Decimal(10000)]))
def test_rounding_and_cutting_off_never_disagree(cell: Decimal, unit: Decimal) -> None:
    assert judge(round_to(cell, unit), unit, cell, Decimal("0.01")) in ("exact", "rounded")
    assert judge(cut_off(cell, unit), unit, cell, Decimal("0.01")) in ("exact", "rounded", "truncated")


@given(st.decimals(1, 10**10, places=0), st.integers(3, 10**6))
def test_more_than_a_unit_away_always_disagrees(cell: Decimal, away: int) -> None:
    assert judge(cell + away, Decimal(1), cell, Decimal(1)) == "disagrees"
    assert Interval.of(cell, Decimal(1)).distance(Interval.of(cell + away, Decimal(1))) == away - 1


def test_duplicates_of_a_fact_are_intersected() -> None:
    one, two = Interval.of(Decimal(27), Decimal(1)), Interval.of(Decimal("27.3"), Decimal("0.1"))
    assert one.intersect(two) == two
    assert one.intersect(Interval.of(Decimal(30), Decimal(1))) is None
