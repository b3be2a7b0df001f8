"""Which reading of a field is taken where rules and network differ."""

from __future__ import annotations

import re

import pytest

from nlp.outline.bare import outline_of_text
from nlp.outline.model import Narrative
from nlp.tagger.choice import chosen
from nlp.tagger.spans import FieldSpan, Label

#: What is marked: the label, its words, and which of the places where they stand.
Mark = tuple[Label, str] | tuple[Label, str, int]


def read(text: str, rules: list[Mark], network: list[Mark]) -> list[tuple[Label, str]]:
    """Return what is taken of a narrative, given what each of both marks."""
    outline = outline_of_text(text)
    whole, narrative = outline.document.text, outline.narratives[0]
    found = chosen(_spans(whole, rules), _spans(whole, network), whole, narrative)
    assert list(found) == sorted(found, key=lambda span: (span.start, span.end, span.label))
    return [(span.label, whole[span.start : span.end]) for span in found]


def _spans(text: str, marks: list[Mark]) -> list[FieldSpan]:
    spans = []
    for label, words, *place in marks:
        places = [found.start() for found in re.finditer(re.escape(words), text)]
        start = places[int(place[0]) if place else 0]
        spans.append(FieldSpan(label, start, start + len(words)))
    return spans


BODIES = "二、实施主体\n由云川市档案馆会同云川市文博中心承办，云川市财政局监督。"
A, B, C = "云川市档案馆", "云川市文博中心", "云川市财政局"


@pytest.mark.parametrize(
    ("rules", "network", "taken"),
    [
        ([A, B, C], [A, B], [A, B]),
        ([A], [A, C], [A]),
        ([], [A], [A]),
        ([A], [], [A]),
        # The rules know where a name ends.
        ([A, B], [A, "会同云川市文博中心"], [A, B]),
        # They see nothing alike: the network is right more often.
        ([C], [A, B], [A, B]),
    ],
)
def test_bodies_are_those_that_both_see(rules: list[str], network: list[str], taken: list[str]) -> None:
    found = read(BODIES, [("BODY", name) for name in rules], [("BODY", name) for name in network])
    assert found == [("BODY", name) for name in taken]


PLANNED = (
    "四、实施方案\n1月至3月摸底，4月至9月整理，10月至12月验收。\n五、实施周期\n2025年1月至2025年12月\n"
    "六、年度预算安排\n2025年预算86万元。"
)
STEPS: list[Mark] = [("PHASE", "1月至3月"), ("PHASE", "4月至9月"), ("PHASE", "10月至12月")]


def test_steps_of_a_plan_are_no_phases_where_the_section_of_the_schedule_tells_the_period() -> None:
    told: Mark = ("SCHEDULE", "2025年1月至2025年12月")
    assert read(PLANNED, [told], [*STEPS, told]) == [told]


def test_steps_of_a_plan_are_phases_where_nothing_else_tells_the_period() -> None:
    assert read(PLANNED.replace("2025年1月至2025年12月", "（略）"), [], STEPS) == STEPS


def test_the_section_of_the_schedule_comes_first() -> None:
    told: Mark = ("SCHEDULE", "2025年1月至2025年12月")
    plan: Mark = ("SCHEDULE", "4月至9月")
    assert read(PLANNED, [told], [plan]) == [told]
    assert read(PLANNED, [], [plan, told]) == [told]


FUNDED = (
    "六、年度预算安排\n2025年预算86万元，其中本站历年积余26万元、县财政60万元。\n"
    "用于库房加固56万元、搬迁30万元。"
)


def test_whose_money_it_is_the_rules_tell() -> None:
    total: Mark = ("AMOUNT_TOTAL", "86万元")
    fiscal: Mark = ("AMOUNT_FISCAL", "60万元")
    own: Mark = ("AMOUNT_OWN", "26万元")
    assert read(FUNDED, [total, own, fiscal], [total, ("AMOUNT_FISCAL", "26万元"), fiscal]) == [
        total,
        own,
        fiscal,
    ]
    assert read(FUNDED, [total], [total, own, fiscal]) == [total, fiscal]


def test_parts_that_make_up_the_total_are_taken_before_those_that_do_not() -> None:
    total: Mark = ("AMOUNT_TOTAL", "86万元")
    parts: list[Mark] = [("AMOUNT_COMPONENT", "56万元"), ("AMOUNT_COMPONENT", "30万元")]
    assert read(FUNDED, [total, *parts], [total, parts[0]]) == [total, *parts]
    assert read(FUNDED, [total, parts[0]], [total, *parts]) == [total, *parts]
    # Neither makes it up: the network's.
    assert read(FUNDED, [total, ("AMOUNT_COMPONENT", "60万元")], [total, parts[1]]) == [total, parts[1]]


def test_a_total_that_its_sources_make_up_is_taken_before_one_that_nothing_does() -> None:
    text = "六、年度预算安排\n年初预算80万元，追加6万元，支出86万元。其中县财政60万元、镇财政26万元。"
    sources: list[Mark] = [("AMOUNT_FISCAL", "60万元"), ("AMOUNT_FISCAL", "26万元")]
    total: Mark = ("AMOUNT_TOTAL", "86万元")
    first: Mark = ("AMOUNT_TOTAL", "80万元")
    part: Mark = ("AMOUNT_COMPONENT", "86万元")
    assert read(text, [total], [first, part, *sources]) == [total, *sources]
    assert read(text, [first], [total, *sources]) == [total, *sources]
    # Nothing makes up either.
    assert read(text, [total], [first]) == [first]


def test_parts_may_make_up_what_the_treasury_pays_for_all() -> None:
    text = "六、年度预算安排\n县财政安排86万元，用于库房加固56万元、搬迁30万元，单价12万元。"
    fiscal: Mark = ("AMOUNT_FISCAL", "86万元")
    parts: list[Mark] = [("AMOUNT_COMPONENT", "56万元"), ("AMOUNT_COMPONENT", "30万元")]
    price: Mark = ("AMOUNT_COMPONENT", "12万元")
    assert read(text, [fiscal, *parts], [fiscal, *parts, price]) == [fiscal, *parts]


def test_quarters_money_is_no_list_of_parts() -> None:
    text = "六、年度预算安排\n全年80万元，一季度结算38万元，二季度结算42万元。"
    total: Mark = ("AMOUNT_TOTAL", "80万元")
    paid: list[Mark] = [("QUARTER", "一季度结算38万元"), ("QUARTER", "二季度结算42万元")]
    parts: list[Mark] = [("AMOUNT_COMPONENT", "38万元"), ("AMOUNT_COMPONENT", "42万元")]
    assert read(text, [total, *parts], [total, *paid]) == [total, *paid]


def test_a_total_over_years_that_both_see_is_the_only_one() -> None:
    text = "六、年度预算安排\n相邻工程估算900万元。工程总投资1.86亿元，2026年安排6,400万元。"
    total: list[Mark] = [("AMOUNT_MULTI_YEAR", "1.86亿元"), ("AMOUNT_TOTAL", "6,400万元")]
    assert read(text, total, [("AMOUNT_MULTI_YEAR", "900万元"), *total]) == total


def test_the_rules_know_that_a_years_end_finishes_the_payments() -> None:
    text = "六、年度预算安排\n一季度末执行20%，6月底执行50%，年底全部付清。"
    told: list[Mark] = [("QUARTER", "一季度末执行20%"), ("QUARTER", "6月底执行50%")]
    end: Mark = ("QUARTER", "年底全部付清")
    assert read(text, [*told, end], told) == [*told, end]
    # They tell more, but not all that the network does.
    assert read(text, [told[0], end], [told[1]]) == [told[1]]


def test_documents_are_the_rules_and_else_those_that_are_cited() -> None:
    text = "一、立项依据\n协助开展全市节水规划。根据《云川市档案条例》，按照全市库房规划开展。"
    law: Mark = ("LEGAL_TITLE", "云川市档案条例")
    planned: Mark = ("LEGAL_TITLE", "全市节水规划")
    built: Mark = ("LEGAL_TITLE", "全市库房规划")
    assert read(text, [law], [law, built]) == [law]
    assert read(text, [], [planned, built]) == [built]


def test_what_neither_sees_is_nothing() -> None:
    outline = outline_of_text(BODIES)
    narrative: Narrative = outline.narratives[0]
    assert chosen([], [], outline.document.text, narrative) == ()
