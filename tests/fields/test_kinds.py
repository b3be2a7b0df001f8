"""Short invented cases of many kinds of writing, each with its right answers: see kind_case.py."""

from __future__ import annotations

import pytest

from tests.fields.kind_case import FIELDS, Case, cases, wrong

CASES = [
    pytest.param(case, id=f"{name}-{case.name.replace(' ', '-')}") for name in FIELDS for case in cases(name)
]


@pytest.mark.parametrize("case", CASES)
def test_a_kind_of_writing(case: Case) -> None:
    assert wrong(case) == {}


def test_every_case_asks_for_something() -> None:
    assert all(case.sections and case.answers for name in FIELDS for case in cases(name))
