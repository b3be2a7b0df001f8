"""Stand-off labels of a schedule as spans: the scheme's borders, whatever the evidence holds."""

from __future__ import annotations

from typing import Any

import pytest

from nlp.annotate.convert import label_spans
from nlp.annotate.standoff import NarrativeLabels


def words(text: str, schedule: dict[str, Any]) -> list[tuple[str, str]]:
    label = NarrativeLabels.model_validate(
        {
            "document": {"sha256": "0" * 64, "characters": len(text)},
            "annotator": "a",
            "narrative": 0,
            "project": None,
            "bodies": [],
            "schedule": schedule,
            "amounts": {
                "annual_total": None,
                "fiscal": None,
                "own_funds": None,
                "multi_year_total": None,
                "components": [],
                "other_years": [],
            },
            "quarters": {"basis": None, "items": []},
            "legal_basis": [],
        }
    )
    return [(s.label, text[s.start : s.end]) for s in label_spans(label, text)]


def phase(text: str, row: str, start: str, end: str, percent: str | None = None) -> dict[str, Any]:
    at = text.index(row)
    return {"start": start, "end": end, "percent": percent, "span": [at, at + len(row)]}


def test_a_phase_is_its_period_and_its_share_is_a_span_of_its_own() -> None:
    text = "2025年1月-3月\t需求调研\t20%\n4月-9月，系统开发\t80%"
    rows = text.split("\n")
    phases = [
        phase(text, rows[0], "2025-01-01", "2025-03-31", "20"),
        phase(text, rows[1], "2025-04-01", "2025-09-30", "80"),
    ]
    schedule = {
        "start": "2025-01-01",
        "end": "2025-09-30",
        "duration_months": None,
        "span": [0, len(text)],
        "phases": phases,
    }
    assert words(text, schedule) == [
        ("PHASE", "2025年1月-3月"),
        ("PHASE", "20%"),
        ("PHASE", "4月-9月"),
        ("PHASE", "80%"),
    ]


@pytest.mark.parametrize(
    ("text", "months", "expected"),
    [
        ("12个月，2025年1月至12月", 12, ["12个月", "2025年1月至12月"]),
        ("2025年1月至12月", None, ["2025年1月至12月"]),
        ("一切按上级部署", None, ["一切按上级部署"]),  # no period is read: the annotator's stretch stands
    ],
)
def test_a_duration_and_a_period_are_two_spans(text: str, months: int | None, expected: list[str]) -> None:
    schedule = {
        "start": "2025-01-01",
        "end": "2025-12-31",
        "duration_months": months,
        "span": [0, len(text)],
        "phases": [],
    }
    assert words(text, schedule) == [("SCHEDULE", each) for each in expected]
