"""Stand-off labels on their document and on a new version of it."""

from __future__ import annotations

import hashlib
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.annotate.align import TextMap, align, realigned
from nlp.annotate.convert import label_spans
from nlp.annotate.records import SpanLabel, load_records
from nlp.annotate.sources import narrative_records
from nlp.annotate.standoff import NarrativeLabels, load_labels
from nlp.annotate.versions import align_file, is_standoff, records_of_labels
from nlp.errors import YusuanError

TEXT = """云川市2025年部门预算

云川市档案馆机构设置

1. 云川市档案馆

档案库房加固项目经费情况说明

一、项目概述

对馆内库房进行加固。

三、实施主体

由云川市档案馆承担。

五、实施周期

2025年3月至2025年11月

六、年度预算安排

2025年安排320.7万元，其中财政资金300万元，自筹20.7万元。
"""


def span(words: str, text: str = TEXT) -> list[int]:
    start = text.rindex(words)
    return [start, start + len(words)]


def amount(words: str) -> dict[str, Any]:
    return {"wan": words.removesuffix("万元"), "spans": [span(words)], "derived": False}


def labels(**changes: Any) -> NarrativeLabels:
    sha256 = hashlib.sha256(TEXT.encode()).hexdigest()
    name = span("云川市档案馆")
    value = {
        "document": {"sha256": sha256, "characters": len(TEXT)},
        "annotator": "a",
        "narrative": 0,
        "project": span("档案库房加固"),
        "bodies": [
            {"span": name, "name": name, "relation": "listed", "listed_as": span("云川市档案馆\n", TEXT[:60])}
        ],
        "schedule": {
            "start": "2025-03-01",
            "end": "2025-11-30",
            "duration_months": None,
            "span": span("2025年3月至2025年11月"),
            "phases": [],
        },
        "amounts": {
            "annual_total": amount("320.7万元"),
            "fiscal": amount("300万元"),
            "own_funds": amount("20.7万元") | {"spans": [span("20.7万元")]},
            "multi_year_total": None,
            "components": [],
            "other_years": [],
        },
        "quarters": {"basis": None, "items": []},
        "legal_basis": [],
    } | changes
    return NarrativeLabels.model_validate(value)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "old.txt").write_bytes(TEXT.encode())
    (tmp_path / "labels.jsonl").write_text(labels().model_dump_json() + "\n", encoding="utf-8")
    return tmp_path


def words(text: str, spans: Any) -> list[tuple[str, str]]:
    return [(s.label, text[s.start : s.end]) for s in spans]


EXPECTED = [
    ("BODY", "云川市档案馆"),
    ("SCHEDULE", "2025年3月至2025年11月"),
    ("AMOUNT_TOTAL", "320.7万元"),
    ("AMOUNT_FISCAL", "300万元"),
    ("AMOUNT_OWN", "20.7万元"),
]


def test_labels_become_spans() -> None:
    assert words(TEXT, label_spans(labels())) == EXPECTED
    # The only source is the total: the words bear the source's label. A derived amount stands nowhere.
    only = amount("300万元")
    amounts = labels().amounts.model_dump() | {"annual_total": only, "fiscal": only, "own_funds": None}
    found = [s.label for s in label_spans(labels(amounts=amounts))]
    assert found == ["BODY", "SCHEDULE", "AMOUNT_FISCAL"]
    derived = {"wan": "320.7", "derived": True, "spans": [span("300万元"), span("20.7万元")]}
    amounts = labels().amounts.model_dump() | {"annual_total": derived}
    assert "AMOUNT_TOTAL" not in [s.label for s in label_spans(labels(amounts=amounts))]


def test_records_hold_the_narratives_text(folder: Path) -> None:
    (record,) = records_of_labels(folder / "labels.jsonl", [folder])
    assert words(record.text, record.spans) == EXPECTED
    assert record.text.startswith("档案库房加固项目经费情况说明")
    assert record.meta["outside"] == 0
    (bare,) = narrative_records(folder / "old.txt")
    assert (bare.id, bare.text, bare.spans) == (record.id, record.text, ())


def test_files_tell_what_they_are(folder: Path) -> None:
    assert is_standoff(folder / "labels.jsonl")
    (folder / "records.jsonl").write_text('{"id": "r", "text": "", "spans": []}\n', encoding="utf-8")
    assert not is_standoff(folder / "records.jsonl")
    assert not is_standoff(folder / "nothing.jsonl")
    assert load_records(folder / "records.jsonl")


def test_without_the_labelled_document_the_error_says_so(folder: Path) -> None:
    (folder / "old.txt").write_bytes(TEXT.replace("320.7", "320.8").encode())
    with pytest.raises(YusuanError, match=r"labels\.jsonl: the labelled document .* --documents"):
        align_file(folder / "labels.jsonl", [folder])


def test_a_new_version_is_reported_span_by_span(folder: Path) -> None:
    new = TEXT.replace("2025年部门预算\n", "2025年部门预算\n\n（修订稿）\n").replace("300万元", "约三百万元")
    new = new.replace("五、实施周期\n\n2025年3月至2025年11月\n\n", "")
    (folder / "new.txt").write_bytes(new.encode())
    result = align_file(folder / "labels.jsonl", [folder / "old.txt"], folder / "new.txt")
    assert not result.same_document
    fates = {each.old.label: each.fate for each in result.spans}
    assert fates == {
        "BODY": "moved",
        "SCHEDULE": "lost",
        "AMOUNT_TOTAL": "moved",
        "AMOUNT_FISCAL": "changed",
        "AMOUNT_OWN": "moved",
    }
    (moved,) = result.labels
    assert words(new, label_spans(moved)) == [EXPECTED[0], EXPECTED[2], EXPECTED[4]]
    assert moved.document.sha256 == hashlib.sha256(new.encode()).hexdigest()
    assert moved.schedule is None
    assert moved.amounts.fiscal is None
    assert moved.amounts.annual_total is not None
    assert moved.amounts.annual_total.wan == Decimal("320.7")
    (record,) = result.records
    assert words(record.text, record.spans) == [EXPECTED[0], EXPECTED[2], EXPECTED[4]]


def test_words_cut_from_one_place_are_found_elsewhere() -> None:
    block = "五、实施周期\n\n2025年3月至2025年11月\n\n"
    new = TEXT.replace(block, "") + block
    fates = {each.old.label: each for each in align([labels()], TEXT, new)}
    schedule = fates["SCHEDULE"]
    assert schedule.fate in ("moved", "found")
    assert schedule.new is not None
    assert new[schedule.new.start : schedule.new.end] == "2025年3月至2025年11月"


def test_a_narrative_that_is_gone_has_no_labels() -> None:
    assert realigned([labels()], TEXT, "别的文字", "0" * 64, lambda offset: None) == []


@given(
    before=st.text("甲乙丙丁\n", max_size=30),
    kept=st.text("甲乙丙丁", min_size=3, max_size=12),
    after=st.text("甲乙丙丁\n", max_size=30),
)
def test_what_is_placed_has_the_same_words(before: str, kept: str, after: str) -> None:
    old, new = before + kept + after, after + "\n" + kept + before
    mapped = TextMap(old, new)
    for start in range(len(old)):
        for end in range(start + 1, min(start + 6, len(old)) + 1):
            place = mapped.place(start, end)
            if place is not None:
                assert new[place[0] : place[1]] == old[start:end]


def test_an_unchanged_document_keeps_every_place() -> None:
    found = align([labels()], TEXT, TEXT)
    assert {each.fate for each in found} == {"same"}
    assert [each.new for each in found] == list(label_spans(labels()))


REAL = Path(__file__).parents[2] / "annotations" / "real"


@pytest.mark.parametrize("path", sorted(REAL.glob("*/settled.jsonl")), ids=lambda p: p.parent.name)
def test_real_labels_have_spans_of_the_scheme(path: Path) -> None:
    for label in load_labels(path):
        spans = label_spans(label)
        assert spans
        assert all(
            isinstance(s, SpanLabel) and 0 <= s.start < s.end <= label.document.characters for s in spans
        )
        assert json.loads(label.model_dump_json())["document"]["sha256"] == label.document.sha256
