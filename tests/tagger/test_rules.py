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
        ("BODY_ALIAS", "水文中心"),
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


def labelled(sections: dict[str, str], *labels: str) -> list[tuple[str, str]]:
    outline = outline_of(sections)
    text = outline.document.text
    return [(s.label, text[s.start : s.end]) for s in spans_of(outline) if s.label in labels]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("东桥县融媒体中心（简称县融媒）", [("BODY", "东桥县融媒体中心"), ("BODY_ALIAS", "县融媒")]),
        (
            "东桥县水文站（以下简称“水文站”或“站”）。",
            [("BODY", "东桥县水文站"), ("BODY_ALIAS", "水文站"), ("BODY_ALIAS", "站")],
        ),
        ("东桥县牙病防治所（牙防所）", [("BODY", "东桥县牙病防治所"), ("BODY_ALIAS", "牙防所")]),
        ("东桥县群众艺术馆（东桥县非遗中心）", [("BODY", "东桥县群众艺术馆（东桥县非遗中心）")]),
        (
            "东桥县水文站承担。东桥县财政局（以下简称“县财政局”）负责监督。",
            [("BODY", "东桥县水文站")],
        ),
    ],
)
def test_short_names_of_bodies(body: str, expected: list[tuple[str, str]]) -> None:
    assert labelled({"implementing_body": body}, "BODY", "BODY_ALIAS") == expected


def test_a_body_is_marked_once() -> None:
    sections = {
        "implementing_body": "东桥县环境监测站（以下简称“县监测站”）。县监测站负责采样，"
        "东桥县环境监测站负责归档。",
        "plan": "县监测站承担采样，大学承担分析。",
    }
    assert labelled(sections, "BODY", "BODY_ALIAS") == [
        ("BODY", "东桥县环境监测站"),
        ("BODY_ALIAS", "县监测站"),
    ]


def test_short_names_of_documents_are_none() -> None:
    sections = {
        "legal_basis": "《东桥县湖泊保护办法》（以下简称《办法》）。",
        "implementing_body": "东桥县水文站",
    }
    assert labelled(sections, "BODY_ALIAS") == []
