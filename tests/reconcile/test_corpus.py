"""The real municipal budget, where it is at hand: what its reconciliation must and must not say."""

from __future__ import annotations

from pathlib import Path

import pytest

from nlp.outline import outline
from nlp.pipeline import process
from nlp.readers import read
from nlp.reconcile import Finding, Statement, reconcile

SOURCE = Path(__file__).parents[3] / "shared" / "corpus" / "shanghai-sstc-2024.txt"

pytestmark = pytest.mark.skipif(not SOURCE.exists(), reason="the corpus of real documents is not here")


@pytest.fixture(scope="module")
def prose() -> tuple[Statement, ...]:
    return reconcile(outline(read(SOURCE)), [])[0]


@pytest.fixture(scope="module")
def findings() -> tuple[Finding, ...]:
    return process(SOURCE).findings


def test_every_amount_of_the_two_prose_sections_has_a_verdict(prose: tuple[Statement, ...]) -> None:
    assert len(prose) == 35
    assert not [s.quote for s in prose if s.verdict == "disagrees"]
    for statement in prose:
        confirmed = statement.verdict != "unverifiable"
        assert (statement.counterpart is not None) == confirmed
        assert statement.explanation
    # Changes against 2023, procurement and the sum of performance projects have no table.
    assert sum(s.verdict == "unverifiable" for s in prose) == 12


def test_other_income_is_balanced(prose: tuple[Statement, ...]) -> None:
    assert [s.verdict for s in prose if s.what == "其他收入"] == ["balanced"]
    assert [s.what for s in prose if s.verdict == "balanced"] == ["其他收入"]


def test_rounding_differences_raise_nothing(findings: tuple[Finding, ...]) -> None:
    sums = ("rows-do-not-add-up", "totals-do-not-add-up", "columns-do-not-add-up", "tables-differ")
    assert not [f for f in findings if f.rule in sums]


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("impossible-date", ("2024.02.31",)),
        ("quarters-do-not-add-up", ("80%", "88.41%")),
        ("overlapping-phases", ("2024-09-01", "2024-09-30")),
        ("citation-with-two-numbers", ("〔2001〕136号", "〔2006〕149号")),
        ("functional-code-with-two-names", ("206-04有",)),
    ],
)
def test_the_known_contradictions_are_found(
    findings: tuple[Finding, ...], rule: str, words: tuple[str, ...]
) -> None:
    told = [f.message for f in findings if f.rule == rule and f.severity != "info"]
    assert [m for m in told if all(w in m for w in words)]


def test_errors_are_only_the_impossible_date(findings: tuple[Finding, ...]) -> None:
    assert [f.rule for f in findings if f.severity == "error"] == ["impossible-date"]
