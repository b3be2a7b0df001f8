"""Page numbers, running heads and feet of a plain text: told apart from what it says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.readers.page_marks import page_marks


def _marks(text: str) -> list[str]:
    lines = text.split("\n")
    return [lines[index].strip() for index in sorted(page_marks(text))]


@pytest.mark.parametrize(
    "number",
    [
        "— 12 —",
        "-12-",
        "第 12 页",
        "第12页 共40页",
        "第 12 页，共 40 页",
        "第十二页",
        "12/40",
        "共40页 第12页",
        "- 12 -",
        "Page 12 of 40",
    ],
)
def test_a_page_number_in_any_writing(number: str) -> None:
    assert _marks(f"甲\t1\n{number}\n乙\t2\n") == [number]


def test_bare_numbers_count_on() -> None:
    assert _marks("甲\n5\n乙\n  6\n丙\n8\n") == ["5", "6", "8"]
    assert _marks("甲\n229\n乙\n5\n丙\n") == []


def test_a_head_stands_beside_several_numbers() -> None:
    text = (
        "封面\n— 1 —\n某局部门预算\n表一 收入表\n单位：元\n甲\n— 2 —\n某局部门预算\n表二 支出表\n单位：元\n"
    )
    assert _marks(text) == ["— 1 —", "某局部门预算", "— 2 —", "某局部门预算"]


def test_a_head_and_its_number_in_one_line() -> None:
    assert _marks("甲\n某局部门预算    — 3 —\n乙\n某局部门预算    — 4 —\n") == [
        "某局部门预算    — 3 —",
        "某局部门预算    — 4 —",
    ]


def test_a_head_behind_a_form_feed() -> None:
    assert _marks("甲\t1\n\f某局部门决算\n乙\t2\n\f某局部门决算\n丙\t3\n") == ["某局部门决算", "某局部门决算"]


def test_heads_whose_numbers_are_lost_repeat_the_cover() -> None:
    text = "某县水务局\n2024年部门预算\n" + "甲\t1\n某县水务局2024年部门预算\n乙\t2\n上年结转\n" * 3
    assert _marks(text) == ["某县水务局2024年部门预算"] * 3


@pytest.mark.parametrize(
    "text", ["一、概况\n3人\n", "合计  12\n合计  13\n", "表1\n收入表\n表2\n支出表\n", "\n\n"]
)
def test_what_is_no_page_end(text: str) -> None:
    assert _marks(text) == []


@given(st.text(alphabet="甲表第页共12—-/\f\n\t ", max_size=120))
def test_no_text_breaks_the_search(text: str) -> None:
    lines = text.split("\n")
    assert all(lines[index].strip() for index in page_marks(text))
