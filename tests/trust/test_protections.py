"""Every protection stands where the list says, with its tests, so that they can be taken away."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.trust.protections import PROTECTIONS, Protection

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("each", PROTECTIONS, ids=lambda each: each.name)
def test_a_protection_and_its_tests_are_there(each: Protection) -> None:
    assert (ROOT / each.file).read_text(encoding="utf-8").count(each.written) == 1
    for test in each.tests:
        path, _, name = test.partition("::")
        assert f"def {name}" in (ROOT / path).read_text(encoding="utf-8")
