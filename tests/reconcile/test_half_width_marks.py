"""Documents typed with half-width marks read as those with full-width ones: true ones raise nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from nlp.reconcile import reconcile
from nlp.reconcile.flat import paragraphs
from tests.reconcile.sample import outlined

FOLDER = Path(__file__).parent / "blind"
_NARROW = str.maketrans("，；：（）", ",;:()")
#: Each once raised false findings with half-width marks: shares, changes in brackets, lists.
NAMES = [
    "city-forestry-department-final-2024",
    "district-housing-renewal-bureau-2025",
    "provincial-emergency-department-2024",
    "town-government-2025",
]


@pytest.mark.parametrize("name", NAMES)
def test_half_width_marks_raise_nothing(name: str) -> None:
    text = (FOLDER / f"{name}.txt").read_text(encoding="utf-8").translate(_NARROW)
    findings = [f for f in reconcile(outlined(text), ())[1] if f.severity != "info"]
    assert [f.message for f in findings] == []


def test_a_slip_is_still_found() -> None:
    text = (FOLDER / "town-government-2025.txt").read_text(encoding="utf-8")
    altered = text.replace("23.17%", "32.17%", 1)
    assert altered != text
    for marks in (altered, altered.translate(_NARROW)):
        rules = [f.rule for f in reconcile(outlined(marks), ())[1] if "32.17%" in f.message]
        assert rules == ["percent-change-differs"]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("收入10万元,其中:甲6万元(60%);乙4万元", "收入10万元，其中：甲6万元（60%）；乙4万元"),
        ("支出5,012.30万元,比例1:3", "支出5,012.30万元，比例1:3"),
        ("见http://example.org:80/a,共2项", "见http://example.org:80/a，共2项"),
    ],
)
def test_marks_are_full_width_and_numbers_whole(written: str, read: str) -> None:
    (paragraph,) = paragraphs(written, 0, len(written))
    assert paragraph.text == read
    assert paragraph.span(0, len(read)) == (0, len(written))
