"""Records out of cases: only where every value is right and every span's field is judged."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from nlp.annotate.cases import Case, CaseTruth
from nlp.annotate.confirmed import confirmed_narratives, confirmed_records
from nlp.outline.model import Narrative, Outline
from nlp.tagger.rules import tag
from nlp.tagger.spans import FieldSpan

TEXT = (
    "候鸟监测项目经费情况说明\n\n一、实施主体\n澄湖市湿地保护中心\n\n"
    "二、实施周期\n2025年3月至2025年11月\n\n三、年度预算安排\n2025年预算总额18.5万元。\n"
)
TRUTH: dict[str, Any] = {
    "implementing_bodies": [
        {"name": "澄湖市湿地保护中心", "relation": "listed", "listed_as": "澄湖市湿地保护中心"}
    ],
    "schedule": {"start": "2025-03-01", "end": "2025-11-30", "duration_months": None},
    "amounts": {"annual_total": "18.5"},
}


def _case(**changes: Any) -> Case:
    return Case.model_validate_json(_json({**TRUTH, **changes}))


def _json(truth: dict[str, Any]) -> str:
    world = {
        "organisation": "澄湖市林业局",
        "kind": "department_budget",
        "level": "prefecture",
        "year": 2025,
        "units": ["澄湖市林业局本级", "澄湖市湿地保护中心"],
    }
    return json.dumps({"id": "c1", "kind": "plain", "document": world, "text": TEXT, "truth": truth})


def test_a_case_that_is_read_as_its_truth_becomes_a_record() -> None:
    (record,) = confirmed_records([_case()])
    assert [(span.label, record.quote(span)) for span in record.spans] == [
        ("BODY", "澄湖市湿地保护中心"),
        ("SCHEDULE", "2025年3月至2025年11月"),
        ("AMOUNT_TOTAL", "18.5万元"),
    ]
    assert record.text == TEXT


def test_a_wrong_value_confirms_nothing() -> None:
    assert not list(confirmed_records([_case(amounts={"annual_total": "19"})]))


def test_a_span_whose_field_is_not_judged_confirms_nothing() -> None:
    unjudged = {key: value for key, value in TRUTH.items() if key != "schedule"}
    assert not list(confirmed_records([Case.model_validate_json(_json(unjudged))]))


def _no_bodies(doc: Any, narrative: Narrative, outline: Outline) -> tuple[FieldSpan, ...]:
    """A tagger that misses every body."""
    return tuple(span for span in tag(doc, narrative, outline) if span.label != "BODY")


def _no_money(doc: Any, narrative: Narrative, outline: Outline) -> tuple[FieldSpan, ...]:
    """A tagger that misses every amount."""
    return tuple(span for span in tag(doc, narrative, outline) if "AMOUNT" not in span.label)


def test_each_field_may_be_confirmed_by_another_tagger() -> None:
    assert not list(confirmed_records([_case()], [_no_bodies]))
    assert not list(confirmed_records([_case()], [_no_money]))
    (record,) = confirmed_records([_case()], [_no_bodies, _no_money])
    assert record == next(confirmed_records([_case()]))


DOCUMENT = (
    "澄湖市林业局2025年部门预算\n\n"
    "一、候鸟监测项目经费情况说明\n（一）实施主体\n澄湖市湿地保护中心\n（二）年度预算安排\n2025年预算18.5万元。\n"
    "二、巡护道路项目经费情况说明\n（一）实施主体\n澄湖市林业局\n（二）年度预算安排\n2025年预算42万元。\n"
)


def _truth(name: str, wan: str) -> CaseTruth:
    body = {"name": name, "relation": "not_listed", "listed_as": None}
    return CaseTruth.model_validate({"implementing_bodies": [body], "amounts": {"annual_total": wan}})


def test_narratives_of_a_whole_document_become_records_where_they_are_read_rightly(tmp_path: Path) -> None:
    path = tmp_path / "budget.txt"
    path.write_text(DOCUMENT, encoding="utf-8")
    truths = [_truth("澄湖市湿地保护中心", "18.5"), _truth("澄湖市林业局", "43")]
    (record,) = confirmed_narratives(path, truths)
    assert [(span.label, record.quote(span)) for span in record.spans] == [
        ("BODY", "澄湖市湿地保护中心"),
        ("AMOUNT_TOTAL", "18.5万元"),
    ]
    assert record.text.endswith("2025年预算18.5万元。")
    assert not list(confirmed_narratives(path, truths[:1])), "another number of narratives"
