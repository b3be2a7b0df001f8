"""Short cases: what is refused, what is judged, and the challenge set's own order."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from nlp.annotate.cases import Case, Judgement, Tally, case_schema, case_tallies, judge, load_cases, tallies
from nlp.errors import YusuanError

CHALLENGE = Path(__file__).parents[2] / "annotations" / "challenge"
BODY = {"name": "云川市苗圃", "relation": "listed", "listed_as": "云川市苗圃"}
RIGHT: dict[str, Any] = {
    "project": "苗木补植",
    "implementing_bodies": [BODY],
    "schedule": {
        "start": "2026-01-01",
        "end": "2026-12-31",
        "duration_months": None,
        "phases": [],
    },
    "amounts": {"annual_total": "30.00", "own_funds": "10", "components": [], "other_years": []},
    "quarters": {
        "basis": "incremental",
        "items": [{"quarter": 4, "percent": "60.0"}, {"quarter": 1, "percent": "40"}],
    },
    "legal_basis": [{"title": "云川市绿化 条例", "number": "云川府发〔2025〕3号", "articles": ["第四条"]}],
    "findings": [],
    "no_findings": True,
}


def _line(truth: dict[str, Any], **changes: Any) -> dict[str, Any]:
    return {
        "id": "苗木",
        "kind": "plain",
        "document": {
            "organisation": "云川市林业局",
            "year": 2026,
            "level": "prefecture",
            "kind": "department_budget",
            "units": ["云川市林业局本级", "云川市苗圃"],
        },
        "text": "苗木补植项目经费情况说明\n"
        "一、立项依据\n依据《云川市绿化条例》（云川府发〔2025〕3号）第四条。\n"
        "三、实施主体\n云川市苗圃\n五、实施周期\n2026年1月至2026年12月\n"
        "六、年度预算安排\n2026年预算30万元，其中财政资金20万元、自有资金10万元。一季度执行40%，四季度执行60%。",
        "truth": truth,
    } | changes


def _judged(truth: dict[str, Any], **changes: Any) -> dict[str, Judgement]:
    case = Case.model_validate_json(json.dumps(_line(truth, **changes)))
    return {judgement.field: judgement for judgement in judge(case)}


def test_a_right_truth_is_right_in_every_field_that_it_holds() -> None:
    judged = _judged(RIGHT)
    assert [j.field for j in judged.values() if not j.right] == []
    assert list(judged) == [
        "project",
        "implementing_bodies",
        "schedule",
        "schedule.phases",
        "amounts.annual_total",
        "amounts.own_funds",
        "amounts.components",
        "amounts.other_years",
        "quarters",
        "legal_basis",
        "legal_basis.articles",
        "findings",
        "no_findings",
    ]


@pytest.mark.parametrize(
    ("field", "truth"),
    [
        ("project", {"project": "苗木"}),
        ("implementing_bodies", {"implementing_bodies": []}),
        ("implementing_bodies", {"implementing_bodies": [BODY | {"relation": "part_of_listed"}]}),
        ("schedule", {"schedule": None}),
        ("schedule", {"schedule": {"start": "2026-01-01", "end": "2026-12-31", "duration_months": 12}}),
        ("amounts.annual_total", {"amounts": {"annual_total": "30.01"}}),
        ("amounts.fiscal", {"amounts": {"fiscal": None}}),
        ("amounts.components", {"amounts": {"components": ["30"]}}),
        ("amounts.other_years", {"amounts": {"other_years": [{"year": 2025, "wan": "30"}]}}),
        ("quarters", {"quarters": {"basis": None, "items": []}}),
        ("quarters", {"quarters": {"basis": "cumulative", "items": RIGHT["quarters"]["items"]}}),
        ("legal_basis", {"legal_basis": [{"title": "云川市绿化条例", "number": None}]}),
        ("findings", {"findings": ["impossible-date"]}),
    ],
)
def test_a_wrong_truth_is_told_by_its_field_alone(field: str, truth: dict[str, Any]) -> None:
    judged = _judged(truth)
    assert list(judged) == [field]
    assert not judged[field].right


def test_a_basis_that_the_truth_leaves_out_is_not_judged() -> None:
    assert _judged({"quarters": {"items": RIGHT["quarters"]["items"]}})["quarters"].right


def test_a_finding_that_must_not_fire_is_told() -> None:
    text = "苗木补植项目经费情况说明\n五、实施周期\n2026年2月31日至2026年12月31日\n"
    expected = {"findings": ["impossible-date"], "no_findings": ["reversed-period"]}
    assert all(judgement.right for judgement in _judged(expected, text=text).values())
    assert _judged({"no_findings": ["impossible-date"]}, text=text)["no_findings"].found == (
        "impossible-date",
    )


def test_a_narrative_that_is_not_found_has_every_field_wrong() -> None:
    judged = _judged({"schedule": None, "quarters": {"items": []}}, text="苗木补植的几点说明\n没有别的。")
    assert [j.found for j in judged.values()] == ["—", "—"]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"truth": {"amounts": {"annual_total": 30.5}}}, "floats"),
        ({"truth": {"total": "30"}}, "truth.total"),
        ({"truth": {"findings": ["no-such-rule"]}}, "no rule"),
        ({"kind": "Not Snake"}, "kind"),
        ({"id": "first"}, "stands twice"),
    ],
)
def test_a_line_that_is_no_case_is_told_with_file_and_line(
    tmp_path: Path, change: dict[str, Any], told: str
) -> None:
    path = tmp_path / "cases.jsonl"
    lines = [_line({}, id="first"), _line({}) | change]
    path.write_text("\n\n".join(json.dumps(each) for each in lines), encoding="utf-8")
    with pytest.raises(YusuanError, match=r"cases\.jsonl, line 3") as caught:
        load_cases(path)
    assert told in caught.value.en


def test_cases_count_by_kind_only_when_every_field_is_right() -> None:
    judgements = [
        Judgement("a", "dates", "schedule", None, None),
        Judgement("a", "dates", "project", "x", "y"),
        Judgement("b", "dates", "schedule", None, None),
    ]
    assert tallies(judgements) == (Tally("project", 0, 1), Tally("schedule", 2, 2), Tally("all", 2, 3))
    assert case_tallies(judgements) == (Tally("dates", 1, 2), Tally("all", 1, 2))
    assert Tally("none", 0, 0).interval == (0, 1)
    low, high = Tally("half", 50, 100).interval  # by hand: 0.5 ± 0.0962 for z = 1.96
    assert (round(low, 3), round(high, 3)) == (0.404, 0.596)


def test_the_schema_names_every_part_of_a_case() -> None:
    assert set(case_schema()["properties"]) == {"id", "kind", "document", "text", "truth"}


def test_the_challenge_set_is_large_and_its_kinds_and_texts_are_its_own() -> None:
    cases = [case for path in sorted(CHALLENGE.glob("*.jsonl")) for case in load_cases(path)]
    assert len(cases) >= 300
    assert len({case.id for case in cases}) == len({case.text for case in cases}) == len(cases)
    assert min(Counter(case.kind for case in cases).values()) >= 4
    assert all(case.truth.model_fields_set for case in cases)
