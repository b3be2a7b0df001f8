from __future__ import annotations

import pytest

from nlp.values.dates import find_quarters


@pytest.mark.parametrize(
    ("text", "evidence", "quarters"),
    [
        ("第一季度执行30%", "第一季度", (1,)),
        ("二季度执行", "二季度", (2,)),
        ("3季度", "3季度", (3,)),
        ("第 四 季 度", "第 四 季 度", (4,)),
        ("第\n四季度", "第\n四季度", (4,)),
        ("（1）2024年1季度，", "2024年1季度", (1,)),
        ("2024年度第三季度", "2024年度第三季度", (3,)),
        ("二〇二四年第一季度", "二〇二四年第一季度", (1,)),
        ("Q1", "Q1", (1,)),
        ("2024Q3", "2024Q3", (3,)),
        ("Q1-Q3", "Q1-Q3", (1, 2, 3)),
        ("第Ⅱ季度", "第Ⅱ季度", (2,)),
        ("在每一季度支付", "每一季度", (1, 2, 3, 4)),
        ("每季度一次", "每季度", (1, 2, 3, 4)),
        ("每个季度", "每个季度", (1, 2, 3, 4)),
        ("各季度均衡", "各季度", (1, 2, 3, 4)),
        ("分四个季度", "四个季度", (1, 2, 3, 4)),
        ("一、二季度", "一、二季度", (1, 2)),
        ("第三和第四季度", "第三和第四季度", (3, 4)),
        ("一、三季度", "一、三季度", (1, 3)),
        ("一至三季度", "一至三季度", (1, 2, 3)),
        ("第一季度至第四季度", "第一季度至第四季度", (1, 2, 3, 4)),
        ("2-4季度", "2-4季度", (2, 3, 4)),
    ],
)
def test_quarters(text: str, evidence: str, quarters: tuple[int, ...]) -> None:
    (found,) = find_quarters(text)
    assert (found.text, found.quarters, found.cumulative) == (evidence, quarters, False)
    assert text[found.start : found.end] == evidence


@pytest.mark.parametrize(
    ("text", "quarters"),
    [
        ("前三季度执行率70%", (3,)),
        ("前两个季度", (2,)),
        ("2024年前三季度", (3,)),
        ("截至第三季度", (3,)),
        ("第二季度末达到50%", (2,)),
    ],
)
def test_cumulative(text: str, quarters: tuple[int, ...]) -> None:
    (found,) = find_quarters(text)
    assert (found.quarters, found.cumulative) == (quarters, True)


@pytest.mark.parametrize(
    "text",
    ["上一季度", "下一季度", "本季度", "前一季度", "十一季度", "季度", "1季", "Q5", "PQ1", "Q1.5", "5季度"],
)
def test_no_quarter(text: str) -> None:
    assert find_quarters(text) == ()


def test_the_number_of_an_item_is_no_quarter() -> None:
    (found,) = find_quarters("2、1季度完成招标")
    assert (found.text, found.quarters) == ("1季度", (1,))


def test_year_and_several() -> None:
    found = find_quarters("2025年第一季度20%，第二季度30%")
    assert [(q.quarters, q.year) for q in found] == [((1,), 2025), ((2,), None)]
