"""One project in the documents of two years, from text to finding."""

from __future__ import annotations

from pathlib import Path

import pytest

from nlp.pipeline import process
from nlp.reconcile.across import Across, across, dossiers

BASIS = "按照古镇保护条例，老房子需要逐年修缮，本项目修缮沿河民居屋面、墙体和木构件。"
PLAN = "委托有资质的单位施工，市文化局组织验收，验收合格后支付进度款，全部工作在年内完成。"


def _text(year: int, budget: str, more: str = "") -> str:
    return (
        f"澄江市{year}年市级部门预算\n\n预算主管部门：澄江市文化局\n\n古镇民居修缮项目经费情况说明\n\n"
        f"一、项目概述\n\n{BASIS}\n\n二、立项依据\n\n《澄江市古镇保护条例》\n\n三、实施主体\n\n澄江市文化局\n\n"
        f"四、实施方案\n\n{PLAN}{more}\n\n五、实施周期\n\n{year}年1月至{year}年12月\n\n"
        f"六、年度预算安排\n\n{budget}\n"
    )


@pytest.fixture
def between(tmp_path: Path):  # type: ignore[no-untyped-def]
    def run(earlier: str, later: str) -> list[Across]:
        made = []
        for name, text in (("2025.txt", earlier), ("2026.txt", later)):
            (tmp_path / name).write_text(text, encoding="utf-8")
            result = process(tmp_path / name)
            made.append((result.outline, result.fields))
        return list(across(dossiers(made)))

    return run


def test_words_repeated_with_another_amount(between) -> None:  # type: ignore[no-untyped-def]
    (found,) = between(_text(2025, "2025年项目预算120万元。"), _text(2026, "2026年项目预算135万元。"))
    assert (found.finding.rule, found.finding.severity) == ("narrative-repeated", "info")
    assert "金额由120万元变为135万元" in found.finding.message
    assert [e.text for e in found.there_evidence] == ["120万元"]


def test_words_repeated_with_the_same_amount(between) -> None:  # type: ignore[no-untyped-def]
    assert between(_text(2025, "2025年项目预算120万元。"), _text(2026, "2026年项目预算120万元。")) == []


OTHER = "改为自行组织工匠修缮，重点是桥廊、码头和戏台，先做测绘，再分三段施工，每段做完即验收。"


@pytest.mark.parametrize(
    ("earlier", "later", "told"),
    [
        # last year's money, told this year
        ("2025年项目预算120万元。", "2026年项目预算135万元，2025年已安排120万元。", []),
        ("2025年项目预算120万元。", "2026年项目预算135万元，2025年已安排102万元。", ["warning"]),
        ("2025年项目预算120万元。", "2026年项目预算135万元，2025年已安排96.5万元。", ["info"]),
        # the total over several years
        ("项目总投资500万元，2025年安排120万元。", "项目总投资500万元，2026年安排135万元。", []),
        ("项目总投资500万元，2025年安排120万元。", "项目总投资580万元，2026年安排135万元。", ["warning"]),
        ("项目总投资500万元，2025年安排120万元。", "项目总投资742万元，2026年安排135万元。", ["info"]),
    ],
)
def test_a_project_that_goes_on(between, earlier: str, later: str, told: list[str]) -> None:  # type: ignore[no-untyped-def]
    found = [
        f.finding
        for f in between(_text(2025, earlier), _text(2026, later, OTHER))
        if f.finding.rule == "carried-over-project-differs"
    ]
    assert [f.severity for f in found] == told


def test_projects_of_one_name_are_not_told_apart(between) -> None:  # type: ignore[no-untyped-def]
    twice = _text(2026, "2026年项目预算135万元。")
    again = twice[twice.index("古镇民居修缮项目") :].replace("135万元", "80万元")
    assert between(_text(2025, "2025年项目预算120万元。"), twice + "\n" + again) == []
