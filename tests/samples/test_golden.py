"""The sample archive, whole: what each document becomes is written down and read by people.

``make golden`` writes the files anew; read the difference before you commit it.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from nlp import serialise
from nlp.pipeline import process

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = sorted(
    p for p in (ROOT / "samples").iterdir() if p.suffix in (".txt", ".md") and p.stem != "README"
)
GOLDEN = Path(__file__).with_name("golden")


def _record(path: Path) -> dict[str, Any]:
    result = process(path)
    record = serialise.record(result.outline, result.fields, result.statements, result.findings)
    loaded: dict[str, Any] = json.loads(serialise.json_line(record))
    return loaded


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_the_record_is_the_golden_one(path: Path) -> None:
    golden = GOLDEN / f"{path.stem}.json"
    found = _record(path)
    if os.environ.get("YUSUAN_WRITE_GOLDEN"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    expected = json.loads(golden.read_text(encoding="utf-8"))
    for key in expected:
        assert found[key] == expected[key], key
    assert set(found) == set(expected)


def test_the_planted_contradictions_and_no_others_are_reported() -> None:
    """samples/README.md lists them; everything above info is one of them."""
    loud = {
        path.stem: sorted(f["rule"] for f in _record(path)["findings"] if f["severity"] != "info")
        for path in SAMPLES
    }
    assert loud == {
        "binhe-school-unit-2024": [],
        "lanjiang-library-unit-2025": [],
        "qinghe-transport-2025": [],
        "yunchuan-ecology-2026": [
            "body-not-listed",
            "citation-with-two-numbers",
            "components-do-not-add-up",
            "impossible-date",
            "prose-disagrees",
        ],
    }
