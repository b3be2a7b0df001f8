"""Invented narratives of many kinds and levels, each with its right answers: see stress_case.py."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fields.stress_case import FIELDS, FOLDER, fields_of_sheet, found, sheet

#: What is known to be wrong, and why; a case that becomes right fails here until it is taken off.
KNOWN: dict[tuple[str, str], str] = {}
CASES = [
    pytest.param(path, index, id=f"{path.stem}-{name}")
    for path in sorted(FOLDER.glob("*.txt"))
    for index, name in enumerate(sheet(path).ids)
]


@pytest.mark.parametrize(("path", "index"), CASES)
def test_every_field_of_a_narrative(path: Path, index: int) -> None:
    case = sheet(path)
    expected, got = case.answers[index], found(fields_of_sheet(path)[index])
    wrong = {
        name: (expected[name], got[name])
        for name in FIELDS
        if (expected[name] == got[name]) == ((case.ids[index], name) in KNOWN)
    }
    assert wrong == {}


def test_every_document_gives_its_narratives() -> None:
    for path in FOLDER.glob("*.txt"):
        assert len(fields_of_sheet(path)) == len(sheet(path).ids)
