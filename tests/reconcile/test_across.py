"""Across documents: two years of one organisation, a department and its units."""

from __future__ import annotations

import pytest

from nlp.reconcile.across import Across, across, dossiers
from tests.reconcile.sample import document, outlined


def _two_years(told: str) -> list[Across]:
    """Return what the 2026 document, which says ``told`` of 2025, contradicts in the 2025 document."""
    later = document().replace("2025年", "2026年").replace("2024年", "2025年")
    later = later.replace("收入预算882万元", f"收入预算882万元，{told}")
    return list(across(dossiers([(outlined(document()), ()), (outlined(later), ())])))


def _of_income(found: list[Across]) -> list[str]:
    named = ("收入预算", "收入2025年预算")
    return [f.finding.rule for f in found if any(name in f.finding.message for name in named)]


@pytest.mark.parametrize(
    ("told", "rules"),
    [
        ("比2025年预算增加0万元", []),
        ("比2025年预算减少1万元", []),  # 882 + 1 = 883 ± 1, and 8,823,455元 is 882.3: within rounding
        ("比2025年预算增加20万元", ["last-year-differs"]),  # then 2025 would have been 862
        ("比2025年执行数增加20万元", []),  # what was executed is not in a budget
        ("比2025年增加20万元", []),  # of which stage, nobody says
        # last year's figure itself
        ("2025年预算为882万元", []),
        ("2025年预算为828万元", ["last-year-differs"]),
        ("2025年执行数为828万元", []),
    ],
)
def test_a_change_against_last_years_document(told: str, rules: list[str]) -> None:
    assert _of_income(_two_years(told)) == rules


def test_the_finding_names_both_places() -> None:
    (found,) = [f for f in _two_years("比2025年预算增加20万元") if "收入预算" in f.finding.message]
    assert "882万元 − 20万元 = 862万元" in found.finding.computation
    assert [e.text for e in found.there_evidence] == ["8,823,455"]


def _unit(name: str, income: str) -> str:
    rows = f"一、财政拨款收入\t{income}\t一、文化旅游体育与传媒支出\t{income}\n"
    return (
        f"{name}2025年单位预算\n\n预算单位：{name}\n\n2025年单位收支预算总表\n\n编制单位：{name}\n\n单位：元\n\n"
        f"收入\t\t支出\t\n项目\t预算数\t项目\t预算数\n{rows}收入总计\t{income}\t支出总计\t{income}\n"
    )


@pytest.mark.parametrize(
    ("amounts", "rules"),
    [
        (("5,000,000", "3,823,455"), []),
        (("5,000,000", "3,823,456"), []),  # a yuan more is rounding
        (("5,000,000", "3,923,455"), ["units-differ-from-department"] * 2),
        (("5,000,000", "3,723,455"), ["units-differ-from-department"] * 2),
        (("5,000,000",), []),  # one of two units is at hand: a bound only
        (("9,000,000",), ["units-differ-from-department"] * 2),
    ],
)
def test_units_against_their_department(amounts: tuple[str, ...], rules: list[str]) -> None:
    names = ("澄江市群众艺术馆", "澄江市文物保护中心")
    structure = "澄江市文化局机构设置\n\n" + "\n".join(f"{n}. {u}" for n, u in enumerate(names, 1)) + "\n\n"
    text = document().replace("2025年部门预算编制说明", structure + "2025年部门预算编制说明", 1)
    texts = [text, *(_unit(n, a) for n, a in zip(names, amounts, strict=False))]
    found = across(dossiers([(outlined(t), ()) for t in texts]))
    assert [f.finding.rule for f in found] == rules
