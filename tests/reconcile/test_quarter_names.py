"""A quarter named twice in a row, and sums up to a quarter's end."""

from __future__ import annotations

from pathlib import Path

import pytest

from nlp.pipeline import process

_HEAD = (
    "某县某局2025年部门预算\n项目经费情况说明\n一、水槽改造项目\n1.项目概述。更换轨道。\n2.立项依据。《方案》。\n"
    "3.实施主体。某站。\n4.年度预算安排。2025年预算160.00万元。\n"
)


def _messages(line: str, folder: Path) -> list[str]:
    path = folder / "budget.txt"
    path.write_text(_HEAD + line + "\n", encoding="utf-8")
    return [f.message for f in process(path).findings if f.severity != "info"]


@pytest.mark.parametrize(
    ("names", "missing"),
    [
        (("一季度", "二季度", "三季度", "四季度"), None),
        (("一季度", "二季度", "二季度", "四季度"), "缺第三季度"),
        (("一季度", "二季度", "三季度", "三季度"), "缺第四季度"),
        # whose quarter is left out can't be told: two lists may stand one behind the other
        (("一季度", "二季度", "一季度", "二季度"), None),
    ],
)
def test_a_quarter_named_twice(names: tuple[str, ...], missing: str | None, tmp_path: Path) -> None:
    told = "，".join(f"{n}{a}万元" for n, a in zip(names, ("20.00", "50.00", "60.00", "30.00"), strict=True))
    found = [m for m in _messages(f"5.用款计划。{told}。", tmp_path) if "写了两次" in m]
    assert len(found) == (missing is not None)
    assert all(str(missing) in message for message in found)


@pytest.mark.parametrize(
    ("last", "wrong"),
    [("上半年累计70.00", False), ("前三季度累计130.00", False), ("前三季度累计70.00", True)],
)
def test_a_sum_so_far(last: str, wrong: bool, tmp_path: Path) -> None:
    told = "5.用款计划。一季度20.00万元，二季度50.00万元，三季度60.00万元，四季度30.00万元；"
    found = [m for m in _messages(f"{told}{last}万元。", tmp_path) if "个季度之和" in m]
    assert bool(found) == wrong


def test_a_share_of_half_a_year_is_no_quarters(tmp_path: Path) -> None:
    told = "5.用款计划。一季度20.00万元，二季度50.00万元，三季度60.00万元，四季度30.00万元，"
    assert _messages(told + "上半年累计70.00万元，占全年的43.75%。", tmp_path) == []


@pytest.mark.parametrize(("share", "wrong"), [("40%", False), ("45%", True)])
def test_percentages_of_another_amount_than_the_total(share: str, wrong: bool, tmp_path: Path) -> None:
    told = "5.用款计划。其中新增资金100.00万元。二季度30.00万元，三季度40.00万元，四季度30.00万元，"
    found = _messages(told + f"分别为新增资金的30%、{share}、30%。", tmp_path)
    assert bool(found) == wrong
