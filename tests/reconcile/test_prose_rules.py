"""Rules on prose: impossible changes, percentages, one figure stated twice."""

from __future__ import annotations

import pytest

from nlp.reconcile import Finding, reconcile
from tests.reconcile.sample import document, outlined


def _find(*lines: str) -> tuple[Finding, ...]:
    prose = "2025年部门预算编制说明\n\n" + "\n\n".join(lines) + "\n"
    return reconcile(outlined(document(prose=prose, other="")), [])[1]


def _rules(*lines: str) -> list[tuple[str, str]]:
    return [(f.rule, f.severity) for f in _find(*lines)]


LIST = "财政拨款支出主要内容如下："
ITEM = (
    "“住房保障支出（类）住房改革支出（款）住房公积金（项）”62.30万元，用于公积金。"
    "2024年当年预算执行数为{old}万元，2025年预算安排62.30万元，比2024年预算执行数{told}。"
)


@pytest.mark.parametrize(
    ("old", "told", "rules"),
    [
        ("60.00", "增加3.83%", []),
        ("60.00", "增加3.84%", []),  # one unit off: cut off or rounded
        ("60.00", "增加31.48%", [("percent-change-differs", "warning")]),
        ("64.00", "减少2.66%", []),
        ("64.00", "增加2.66%", [("percent-change-differs", "warning")]),
        ("0.00", "增加100.00%", [("ratio-of-zero", "info")]),
    ],
)
def test_growth_is_recomputed(old: str, told: str, rules: list[tuple[str, str]]) -> None:
    assert _rules(LIST, "1. " + ITEM.format(old=old, told=told)) == rules


def test_growth_after_a_change() -> None:
    assert _rules("政府采购预算120万元，比上年增加20万元，增长20%。") == []
    assert _rules("政府采购预算120万元，比上年增加20万元，增长16.67%。") == [
        ("percent-change-differs", "warning")
    ]


def test_an_increase_beyond_the_amount() -> None:
    assert _rules("政府性基金拨款支出预算0万元，比2024年预算增加142.25万元。") == [
        ("zero-with-increase", "error")
    ]
    assert _rules("政府性基金拨款支出预算0万元，比2024年预算减少142.25万元。") == []


def test_one_item_with_two_values() -> None:
    line = "1. “住房保障支出”科目62.30万元，用于公积金。2025年预算安排65.30万元。"
    assert sorted(_rules(LIST, line)) == [
        ("prose-disagrees", "error"),
        ("stated-twice-differently", "warning"),
    ]


def test_a_part_larger_than_its_whole() -> None:
    line = "面向中小企业预留50万元，其中，预留给小微企业80万元。"
    assert _rules(line) == [("part-larger-than-whole", "error")]


def test_completion_of_nothing() -> None:
    cover = "澄江市文化局2025年度部门决算\n\n部门：澄江市文化局\n\n"
    text = (
        cover
        + "2025年度部门决算情况说明\n\n一般公共预算财政拨款支出年初预算为0万元，"
        + "支出决算为307.82万元，完成年初预算的95.89%。\n"
    )
    assert [f.rule for f in reconcile(outlined(text), [])[1]] == ["ratio-of-zero"]
    text = text.replace("预算为0万元", "预算为321.02万元")
    assert reconcile(outlined(text), [])[1] == ()
    text = text.replace("95.89%", "85.89%")
    assert [f.rule for f in reconcile(outlined(text), [])[1]] == ["completion-rate-differs"]
