"""The loop: checks of labels, the queue, agreement, and differences."""

from __future__ import annotations

from dataclasses import replace

import pytest

from nlp.annotate.loop.agreement import agreement, readings
from nlp.annotate.loop.arithmetic import contradictions
from nlp.annotate.loop.diff import diff, html
from nlp.annotate.loop.queue import queue, uncertainty
from nlp.annotate.loop.score import span_f1
from nlp.annotate.loop.violations import violations
from nlp.annotate.records import SpanLabel, SpanRecord
from nlp.errors import YusuanError
from nlp.tagger.spans import FieldSpan, Label
from tests.annotate.corpus import invented, swapped


def record(text: str, *spans: tuple[str, Label]) -> SpanRecord:
    """Return a record whose spans are given by their words, each at its first place."""
    found = (SpanLabel(text.index(words), text.index(words) + len(words), label) for words, label in spans)
    return SpanRecord("r", text, tuple(sorted(found)))


# --- violations -----------------------------------------------------------------------------------------


def codes(each: SpanRecord) -> list[str]:
    return [reason.code for reasons in violations(each).values() for reason in reasons]


@pytest.mark.parametrize(
    ("text", "words", "label", "expected"),
    [
        ("安排12.5万元。", "12.5", "AMOUNT_TOTAL", ["border"]),
        ("安排12.5万元。", "2.5万元", "AMOUNT_TOTAL", ["border"]),
        ("安排12.5万元。", "12.5万元", "AMOUNT_TOTAL", []),
        ("安排12.5万元。", "12.5万元。", "AMOUNT_TOTAL", ["edge", "border"]),
        ("安排经费。", "经费", "AMOUNT_TOTAL", ["no_value"]),
        ("安排1 2O.5 万元。", "1 2O.5 万元", "AMOUNT_TOTAL", []),
        ("金额 665.20", "665.20", "AMOUNT_COMPONENT", []),
        ("2024年3月至6月实施", "2024年3月至6月", "SCHEDULE", []),
        ("2024年3月至6月实施", "2024年3月", "SCHEDULE", ["border"]),
        ("2024年3月1日起至2024年6月30日止", "2024年3月1日起至2024年6月30日", "SCHEDULE", []),
        ("甲局负责实施", "甲局", "SCHEDULE", ["no_value"]),
        ("一季度支出30%；", "一季度支出30%", "QUARTER", []),
        ("一季度支出30%；", "季度支出30%", "QUARTER", ["border"]),
        ("一季度支出30%；", "一季度", "QUARTER", ["no_value"]),
        ("《甲办法》", "甲办", "LEGAL_TITLE", ["border"]),
        ("《甲办法》", "《甲办法", "LEGAL_TITLE", ["edge"]),
        ("云政发〔2023〕5号文", "云政发〔2023〕5号", "LEGAL_NUMBER", []),
        ("云政发〔2023〕5号文", "政发〔2023〕5号", "LEGAL_NUMBER", ["border"]),
        ("由甲局（乙馆）承担", "甲局（乙馆", "BODY", ["edge"]),
        ("由甲局承担", "甲局", "BODY", []),
    ],
)
def test_borders_are_those_of_the_value(text: str, words: str, label: Label, expected: list[str]) -> None:
    assert codes(record(text, (words, label))) == expected


def test_crossing_spans_are_violations_and_nested_roles_are_not() -> None:
    assert codes(record("云川市甲局乙处", ("云川市甲局", "BODY"), ("甲局乙处", "BODY_ALIAS"))) == [
        "crossing",
        "crossing",
    ]
    assert codes(record("云川市甲局", ("云川市甲局", "BODY"), ("甲局", "BODY_ALIAS"))) == []
    assert codes(record("云川市甲局", ("云川市甲局", "BODY"), ("甲局", "BODY"))) == ["nested"]


# --- arithmetic -----------------------------------------------------------------------------------------


def test_parts_that_do_not_add_up() -> None:
    text = "安排30万元，其中印刷费12万元，差旅费8万元，会议费10万元。"
    total: tuple[str, Label] = ("30万元", "AMOUNT_TOTAL")
    a: tuple[str, Label] = ("12万元", "AMOUNT_COMPONENT")
    b: tuple[str, Label] = ("8万元", "AMOUNT_COMPONENT")
    (found,) = contradictions(record(text, total, a, b))
    assert found.computation == "12 + 8 ≠ 30"
    assert found.missing == (text.index("10万元"), text.index("10万元") + 4)
    assert contradictions(record(text, total, a, b, ("10万元", "AMOUNT_COMPONENT"))) == []


def test_the_part_too_many_is_blamed() -> None:
    text = "安排20万元，印刷费12万元，差旅费8万元，上年结余5万元。"
    parts = [(f"{n}万元", "AMOUNT_COMPONENT") for n in (12, 8, 5)]
    (found,) = contradictions(record(text, ("20万元", "AMOUNT_TOTAL"), *parts))  # type: ignore[arg-type]
    assert [text[s.start : s.end] for s in found.blamed] == ["5万元"]


def test_rounded_parts_add_up_within_their_precision() -> None:
    text = "安排10万元，其中甲3.33万元，乙3.33万元，丙3.33万元。"
    start = [text.index(x) + 1 for x in ("甲", "乙", "丙")]
    spans = [SpanLabel(s, s + 6, "AMOUNT_COMPONENT") for s in start]
    whole = SpanLabel(2, 6, "AMOUNT_TOTAL")
    assert contradictions(SpanRecord("r", text, (whole, *spans))) == []


def test_sources_and_repeated_totals() -> None:
    text = "安排30万元，财政资金20万元，自筹5万元；全年共31万元。"
    fiscal, own = ("20万元", "AMOUNT_FISCAL"), ("5万元", "AMOUNT_OWN")
    (found,) = contradictions(record(text, ("30万元", "AMOUNT_TOTAL"), fiscal, own))  # type: ignore[arg-type]
    assert found.computation == "20 + 5 ≠ 30"
    (twice,) = contradictions(record(text, ("30万元", "AMOUNT_TOTAL"), ("31万元", "AMOUNT_TOTAL")))
    assert twice.computation == "30 ≠ 31"


# --- check ----------------------------------------------------------------------------------------------


def test_planted_errors_stand_in_front() -> None:
    pytest.importorskip("cleanlab")
    from nlp.annotate.loop.check import check

    records = invented(48)
    body = next(s for s in records[3].spans if s.label == "BODY")
    total = next(s for s in records[7].spans if s.label == "AMOUNT_TOTAL")
    title = next(s for s in records[11].spans if s.label == "LEGAL_TITLE")
    moved = replace(body, end=body.end - 1)
    relabelled = replace(total, label="AMOUNT_COMPONENT")
    records[3] = swapped(records[3], body, moved)
    records[7] = swapped(records[7], total, relabelled)
    records[11] = swapped(records[11], title, None)
    first = check(records, folds=3)[:8]
    assert {(s.record, s.given) for s in first} >= {("n003", moved), ("n007", relabelled)}
    missing = next(s for s in first if s.given is None and s.record == "n011")
    assert missing.proposal == title
    assert all(0 < s.score <= 1 for s in first)
    assert [s.score for s in first] == sorted((s.score for s in first), reverse=True)


def test_the_cheap_tagger_learns() -> None:
    pytest.importorskip("sklearn")
    from nlp.annotate.loop.windows import WindowTagger

    tagger = WindowTagger()
    tagger.fit(invented(50))
    unseen = invented(10, seed=9)
    assert span_f1(unseen, tagger.predict(unseen)) > 0.95
    with pytest.raises(YusuanError):
        tagger.fit([SpanRecord("r", "没有标注")])


# --- queue ----------------------------------------------------------------------------------------------


def test_uncertain_narratives_come_first_and_kinds_alternate() -> None:
    pytest.importorskip("sklearn")
    tables = [SpanRecord(f"t{n}", f"项目|金额|备注\n第{n}行|{n}万元|\n" * 5) for n in range(6)]
    prose = [SpanRecord(f"p{n}", f"本项目由云川市甲局承担，主要内容是第{n}期维护。" * 3) for n in range(6)]
    spans = [(FieldSpan("AMOUNT_TOTAL", 0, 2, 0.5),)] * 6 + [(FieldSpan("BODY", 0, 2, 0.7),)] * 6
    order = queue(tables + prose, spans)
    assert sorted(each.id for each in order) == sorted(r.id for r in tables + prose)
    assert order[0].id.startswith("t")
    assert {each.id[0] for each in order[:3]} == {"t", "p"}
    assert [each.id for each in queue(tables + prose, spans)] == [each.id for each in order]


def test_uncertainty_adds_up_over_spans() -> None:
    sure, doubtful = FieldSpan("BODY", 0, 1, 1.0), FieldSpan("BODY", 0, 1, 0.5)
    assert uncertainty([sure, sure]) == 0.0
    assert uncertainty([doubtful, doubtful, sure]) == 2.0
    assert uncertainty([]) == 1.0


# --- agreement ------------------------------------------------------------------------------------------


def test_agreement_by_hand() -> None:
    text = "零一二三四五六七八九"
    a = [SpanRecord("r", text, (SpanLabel(0, 4, "BODY"), SpanLabel(6, 8, "PHASE")))]
    b = [SpanRecord("r", text, (SpanLabel(0, 2, "BODY"), SpanLabel(6, 8, "PHASE")))]
    rows = {row.label: row for row in agreement(readings(a), readings(b))}
    assert set(rows) == {"*", "BODY", "PHASE"}
    assert (rows["*"].f1, rows["BODY"].f1, rows["PHASE"].f1) == (0.5, 0.0, 1.0)
    # Observed 8 of 10; expected 0.4 × 0.2 + 0.6 × 0.8.
    assert rows["BODY"].kappa == pytest.approx((0.8 - 0.56) / (1 - 0.56), abs=1e-6)
    assert rows["PHASE"].kappa == 1.0
    with pytest.raises(YusuanError):
        agreement(readings(a), {})


# --- diff -----------------------------------------------------------------------------------------------


def test_diff_pairs_what_overlaps() -> None:
    text = "由云川市甲局承担"
    left = SpanRecord("r", text, (SpanLabel(1, 6, "BODY"),))
    right = SpanRecord("r", text, (SpanLabel(4, 6, "BODY"), SpanLabel(6, 8, "PHASE")))
    (found,) = diff([left], [right])
    assert list(found.rows()) == [
        (SpanLabel(1, 6, "BODY"), SpanLabel(4, 6, "BODY")),
        (None, SpanLabel(6, 8, "PHASE")),
    ]
    assert not diff([left], [left])[0].differs
    with pytest.raises(YusuanError):
        diff([left], [replace(right, text="由云川市乙局承担")])


def test_html_escapes_whatever_a_document_says() -> None:
    evil = "<script>alert('甲')</script>&\"局"
    left = SpanRecord('"><img src=x>', evil, (SpanLabel(0, 8, "BODY"), SpanLabel(4, 12, "PHASE")))
    page = html(diff([left], [replace(left, spans=())]), ("<b>", "右"), "<i>题</i>")
    assert "<script>" not in page
    assert "<img" not in page
    assert "<b>" not in page
    assert "<i>" not in page
    assert page.count("<mark") == 3
    assert "default-src &#x27;none&#x27;" in page or "default-src 'none'" in page
