"""The real PDFs, where they are at hand: which findings their reconciliation must have, and no others."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from nlp.pipeline import Result, process

FOLDER = Path(__file__).parents[3] / "shared" / "corpus"

#: Every finding was judged against the document; a change here needs a look into it.
EXPECTED = {
    "putuo-wanli-2023.pdf": {
        "prose-disagrees/error": 2,  # an item's second amount; the sum of the five forms
        "zero-with-increase/error": 1,
        "part-larger-than-whole/error": 1,  # a form
        "stated-twice-differently/warning": 1,
        "percent-change-differs/warning": 2,
        "ratio-of-zero/info": 2,
    },
    "putuo-wanli-2024.pdf": {
        "prose-disagrees/error": 1,
        "stated-twice-differently/warning": 1,
        "percent-change-differs/warning": 1,
        "reason-contradicts-change/warning": 1,
        "note-contradicts-table/warning": 1,
        "ratio-of-zero/info": 1,
    },
    "putuo-welfare-home-unit-2024.pdf": {"prose-disagrees/error": 1, "incomplete-writing/info": 1},
    "putuo-social-work-final-2024.pdf": {"ratio-of-zero/warning": 1, "ratio-of-zero/info": 4},
}
NAMES = [
    pytest.param(name, marks=pytest.mark.skipif(not (FOLDER / name).exists(), reason="no corpus"))
    for name in EXPECTED
]


@pytest.fixture(scope="module")
def results() -> dict[str, Result]:
    return {name: process(FOLDER / name) for name in EXPECTED if (FOLDER / name).exists()}


@pytest.mark.parametrize("name", NAMES)
def test_findings(results: dict[str, Result], name: str) -> None:
    about_tables_and_prose = [
        f for f in results[name].findings if not f.rule.startswith(("body-", "unidentified", "overlapping"))
    ]
    assert Counter(f"{f.rule}/{f.severity}" for f in about_tables_and_prose) == EXPECTED[name]


@pytest.mark.parametrize("name", NAMES)
def test_this_years_amounts_meet_the_tables(results: dict[str, Result], name: str) -> None:
    """Of the current year's amounts only what no table holds may stay open."""
    result = results[name]
    open_ones = [
        s
        for s in result.statements
        if s.verdict == "unverifiable"
        and not any(word in s.explanation for word in ("数字，文档的表只列", "变动额", "季度"))
    ]
    allowed = ("政府采购", "企业", "绩效目标", "预算", "采购金额")
    assert [s.what for s in open_ones if not any(word in s.what for word in allowed)] == []


def test_a_narratives_quarters_meet_its_form(results: dict[str, Result]) -> None:
    if "putuo-wanli-2023.pdf" not in results:
        pytest.skip("no corpus")
    quarters = [s for s in results["putuo-wanli-2023.pdf"].statements if s.what == "季度金额"]
    assert [s.verdict for s in quarters] == ["exact"] * 4
