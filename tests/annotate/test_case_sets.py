"""The challenge set and the fresh rounds stay read as well as they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from nlp.annotate.cases import judge, load_cases

ROOT = Path(__file__).resolve().parents[2] / "annotations"


@pytest.mark.parametrize(
    ("folder", "names", "share"),
    [
        ("challenge", ("bodies", "schedule", "amounts", "quarters", "legal_basis"), 0.99),
        ("fresh", ("round-1", "round-2", "round-3", "round-4", "round-5"), 1.0),
        ("fresh", ("round-6", "round-7"), 0.995),
        ("fresh", ("round-18", "round-19"), 0.97),
    ],
)
def test_fields_of_the_sets(folder: str, names: tuple[str, ...], share: float) -> None:
    cases = [case for name in names for case in load_cases(ROOT / folder / f"{name}.jsonl")]
    judged = [judgement for case in cases for judgement in judge(case)]
    wrong = [f"{each.case} {each.field}" for each in judged if not each.right]
    assert len(judged) > 300
    assert len(wrong) <= (1 - share) * len(judged), wrong
