"""Rules on bodies near a listed name, and on numbers and titles that contradict each other."""

from __future__ import annotations

from pathlib import Path

import pytest

from nlp.pipeline import process
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


@pytest.mark.parametrize(
    ("name", "rules"),
    [
        ("澄江市河道测量研究院", [("body-not-listed", "warning")]),
        ("澄江市河道测量研究所", []),
        ("北岭大学考古学院", []),
    ],
)
def test_an_office_without_units_is_near_itself(
    tmp_path: Path, name: str, rules: list[tuple[str, str]]
) -> None:
    text = (
        "澄江市2025年市级单位预算\n\n预算单位：澄江市河道测量研究所\n\n第一部分 单位概况\n\n无下属单位。\n\n"
        "第三部分 项目情况说明\n\n"
        f"河道测量项目情况说明\n\n三、实施主体\n\n{name}\n\n六、年度预算安排\n\n2025年预算20万元。\n"
    )
    path = tmp_path / "budget.txt"
    path.write_text(text, encoding="utf-8")
    findings = process(path).findings
    assert [(f.rule, f.severity) for f in findings if f.rule in RULES] == rules


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
