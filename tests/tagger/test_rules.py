from __future__ import annotations

import pytest

from nlp.tagger.rules import tag
from tests.fields.invented import blank, outline_of, spans_of

SECTIONS = {
    "overview": "临江市水文监测中心（以下简称“水文中心”）每年开展采样。",
    "legal_basis": "《河湖巡查规定》（临水发〔2016〕149号）",
    "implementing_body": "水文中心",
    "schedule": "2024年1月-12月",
    "annual_budget": "项目预算30万元，其中财政资金20万元，自筹资金10万元。一季度执行40%，二季度执行60%。",
}


def test_spans_carry_the_documents_offsets() -> None:
    outline = outline_of(SECTIONS)
    text = outline.document.text
    assert [(s.label, text[s.start : s.end]) for s in spans_of(outline)] == [
        ("LEGAL_TITLE", "河湖巡查规定"),
        ("LEGAL_NUMBER", "临水发〔2016〕149号"),
        ("BODY", "水文中心"),
        ("SCHEDULE", "2024年1月-12月"),
        ("AMOUNT_TOTAL", "30万元"),
        ("AMOUNT_FISCAL", "20万元"),
        ("AMOUNT_OWN", "10万元"),
        ("QUARTER", "一季度执行40%"),
        ("QUARTER", "二季度执行60%"),
    ]


def test_a_doc_over_another_text_is_refused() -> None:
    outline = outline_of(SECTIONS)
    with pytest.raises(ValueError, match="narrative 0"):
        tag(blank()("别的文字"), outline.narratives[0], outline)


def test_a_narrative_without_sections_has_no_spans_from_nothing() -> None:
    assert spans_of(outline_of({})) == ()


def test_performance_goals_hold_no_money() -> None:
    sections = {"annual_budget": "30万元。", "performance_goals": "完成预算28万元，执行率95%。"}
    outline = outline_of(sections)
    assert [outline.document.text[s.start : s.end] for s in spans_of(outline)] == ["30万元"]
