"""Things counted by how they compare with the budget: above, below and level are all of them."""

from __future__ import annotations

import pytest

from tests.reconcile.test_counted_lists import find


@pytest.mark.parametrize(
    "line",
    [
        "上述{}个科目中，支出大于预算的4个，小于预算的3个，持平的2个。",
        "涉及{}个项目，高于年初预算的有4个、低于年初预算的有3个、与年初预算一致的有2个。",
    ],
)
def test_three_kinds_that_are_all(line: str) -> None:
    assert find(line.format(9)) == []
    (finding,) = find(line.format(8))
    assert finding.rule == "count-differs"


@pytest.mark.parametrize(
    "line",
    [
        "上述8个科目中，支出大于预算的4个，小于预算的3个，持平的2个，未列预算的1个。",
        "上述8个科目中，支出大于预算的4个，小于预算的3个。",
        "上述8个科目中，支出大于预算5%以上的4个，小于预算的3个，持平的2个。",
    ],
)
def test_kinds_that_are_not_all(line: str) -> None:
    assert find(line) == []
