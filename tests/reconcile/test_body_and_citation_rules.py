"""Rules on bodies near a listed name, and on numbers and titles that contradict each other."""

from __future__ import annotations

import pytest

from tests.reconcile.narrative import Draft

RULES = ("body-not-listed", "citation-with-two-numbers", "number-with-two-titles", "number-after-fiscal-year")


def rules_of(draft: Draft, **fields: object) -> list[tuple[str, str]]:
    findings = draft.run(**fields)[1]  # type: ignore[arg-type]
    return [(f.rule, f.severity) for f in findings if f.rule in RULES]


@pytest.mark.parametrize(
    ("name", "severity"),
    [
        ("澄江市文物保护所", "warning"),  # renamed: 中心 for 所
        ("澄江市文物保沪中心", "warning"),  # mistyped
        ("澄江市体育保护中心", "info"),  # another organisation of the same place and kind
        ("北岭大学考古学院", "info"),
    ],
)
def test_a_name_near_a_listed_one(name: str, severity: str) -> None:
    draft = Draft(name, heading="三、实施主体", kind="implementing_body")
    (finding,) = draft.run(bodies=(draft.body_of(name, "not_listed"),))[1]
    assert (finding.rule, finding.severity) == ("body-not-listed", severity)
    if severity == "warning":
        assert "澄江市文物保护中心" in finding.message


def test_one_number_with_two_titles() -> None:
    draft = Draft(
        "《古镇保护管理办法》（澄文规〔2021〕3号）和《消防管理规定》（澄文规〔2021〕3号）。",
        kind="legal_basis",
    )
    basis = (
        draft.basis_of("古镇保护管理办法", "澄文规〔2021〕3号"),
        draft.basis_of("消防管理规定", "澄文规〔2021〕3号"),
    )
    assert rules_of(draft, basis=basis) == [("number-with-two-titles", "warning")]


def test_a_notice_and_what_it_issues_share_their_number() -> None:
    draft = Draft(
        "《古镇保护管理办法》（澄文规〔2021〕3号），关于印发《古镇保护管理办法》的通知", kind="legal_basis"
    )
    basis = (
        draft.basis_of("古镇保护管理办法", "澄文规〔2021〕3号"),
        draft.basis_of("关于印发《古镇保护管理办法》的通知", "澄文规〔2021〕3号"),
    )
    assert rules_of(draft, basis=basis) == []


@pytest.mark.parametrize(("year", "expected"), [(2024, []), (2025, []), (2026, ["number-after-fiscal-year"])])
def test_a_number_of_a_later_year(year: int, expected: list[str]) -> None:
    number = f"澄文规〔{year}〕3号"
    draft = Draft(f"《古镇保护管理办法》（{number}）。", kind="legal_basis")
    found = rules_of(draft, basis=(draft.basis_of("古镇保护管理办法", number),))
    assert [rule for rule, _ in found] == expected
