"""Sentences whose words say that the amounts told make up another one."""

from __future__ import annotations

import pytest

from nlp.reconcile import reconcile
from tests.reconcile.sample import document, outlined


def _rules(line: str) -> list[str]:
    prose = f"2025年部门预算编制说明\n\n{line}\n"
    _, findings = reconcile(outlined(document(prose=prose, other="")), [])
    return [f.rule for f in findings]


WRITINGS = (
    "设备购置{}万元（本年360.00万元，结转125.00万元），用于实验室。",
    "设备购置{}万元，包括当年的360.00万元和上年结转的125.00万元。",
    "设备购置{}万元，其中上年结转125.00万元、本年新增360.00万元。",
    "运转支出{}万元，用于人员的360.00万元，用于公用的125.00万元。",
    "采购总额{}万元，服务类最多，为360.00万元；货物类次之，为100.00万元；工程类25.00万元。",
    "检修费300.00万元、水费85.00万元、电费100.00万元，共{}万元。",
    "检修费300.00万元、水费85.00万元和电费100.00万元三项开支较大，合计{}万元，占一半以上。",
)


@pytest.mark.parametrize("line", WRITINGS)
def test_parts_that_are_all_by_their_words(line: str) -> None:
    assert "stated-parts-differ" not in _rules(line.format("485.00"))
    assert "stated-parts-differ" in _rules(line.format("458.00"))


@pytest.mark.parametrize(
    "line",
    [
        # money of another thing stands between
        "设备购置485.00万元。本年到账320.00万元，结转下年125.00万元。",
        # a share, and no part
        "设备购置485.00万元，本年占36%，结转125.00万元。",
        # the sum of the last two
        "检修费300.00万元、水费85.00万元、电费100.00万元，两项合计185.00万元。",
        # a larger whole, whose other parts are not told
        "检修费300.00万元、水费85.00万元，共1200.00万元。",
    ],
)
def test_amounts_that_need_not_add_up(line: str) -> None:
    assert "stated-parts-differ" not in _rules(line)


def test_the_rest_makes_a_list_whole() -> None:
    line = "设备购置485.00万元，其中检修费300.00万元，水费85.00万元，{}其他用途。"
    assert "stated-parts-differ" not in _rules(line.format("其余100.00万元用于"))
    assert "stated-parts-differ" in _rules(line.format("其余10.00万元用于"))
