"""Vehicles to be bought, told beside their money and among the assets."""

from __future__ import annotations

import pytest

from nlp.reconcile import Finding, reconcile
from tests.reconcile.sample import document, outlined

ASSETS = "国有资产占用情况：共有车辆31辆。2025年部门预算安排购置车辆{}辆，均为特种专业技术用车。"


def _find(own: str, assets: str) -> list[Finding]:
    other = f"其他相关情况说明\n\n公务用车购置费0万元，{own}。\n\n{assets}\n"
    found = reconcile(outlined(document(other=other)), [])[1]
    return [f for f in found if "国有资产部分" in f.message]


def test_more_than_are_bought_at_all() -> None:
    (finding,) = _find("计划购置特种专业技术用车8辆", ASSETS.format(6))
    assert (finding.rule, finding.severity, finding.computation) == ("count-differs", "warning", "8 ≠ 6")
    assert [e.text for e in finding.evidence] == ["购置特种专业技术用车8辆", "购置车辆6辆"]


def test_fewer_may_be_right() -> None:
    (finding,) = _find("计划购置特种专业技术用车6辆", ASSETS.format(8))
    assert finding.severity == "info"


@pytest.mark.parametrize(
    ("own", "assets"),
    [
        ("计划购置特种专业技术用车8辆", ASSETS.format(8)),
        ("报废车辆8辆", ASSETS.format(6)),
        ("本年未购置车辆", ASSETS.format(6)),
        ("更新执法执勤用车8辆", "国有资产占用情况：共有车辆31辆。2025年购置机要通信用车1辆。"),
        ("更新执法执勤用车8辆、购置应急保障用车2辆", ASSETS.format(6)),
    ],
)
def test_what_contradicts_nothing(own: str, assets: str) -> None:
    assert _find(own, assets) == []
