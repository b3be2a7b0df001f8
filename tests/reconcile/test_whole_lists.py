"""Lists that their words call whole, told in prose or in a narrative, against what they break up."""

from __future__ import annotations

import pytest

from nlp.reconcile import reconcile
from tests.reconcile.sample import document, outlined


def _rules(line: str) -> list[str]:
    prose = f"2025年部门预算编制说明\n\n{line}\n"
    _, findings = reconcile(outlined(document(prose=prose, other="")), [])
    return [f.rule for f in findings if f.severity != "info"]


def _missed_sums(line: str) -> list[str]:
    prose = f"2025年部门预算编制说明\n\n{line}\n"
    _, findings = reconcile(outlined(document(prose=prose, other="")), [])
    rules = ("stated-parts-differ", "prose-disagrees")
    return [f.message for f in findings if f.rule in rules and f.severity != "info" and "之和" in f.message]


WRITINGS = (
    "平台建设{}万元，分任务为：机房改造264.00万元、软件开发98.00万元、等保测评58.40万元；另有上年结转120.64万元。",
    "设备更新支出{}万元，执行率95.8%，得分95.6分。支出构成为：雷达218.00万元、质谱仪125.40万元、试验平台77.00万元。",
    "平台建设{}万元，资金用途如下：机房改造264.00万元，软件开发98.00万元，等保测评58.40万元。",
    "平台建设{}万元。按子项目分，机房改造264.00万元；软件开发98.00万元；等保测评58.40万元。",
    "安排{}万元，其中当年财力300.00万元、单位资金120.40万元。支出内容为权籍调查251.40万元、建库100.00万元、登记69.00万元。",
    "基本支出{}万元，比2024年400.00万元增加20.40万元，增长5.1%。其中人员经费320.40万元、公用经费100.00万元。",
    "平台建设{}万元，来源为中央资金220.40万元、省级资金120.00万元、市级资金80.00万元。",
    "平台建设{}万元（中央资金220.40万元、省级资金120.00万元、市级资金80.00万元），已执行300.00万元。",
    "采购总额{}万元，其中货物320.40万元、服务100.00万元，没有工程采购。",
    "采购总额{}万元，其中货物320.40万元、工程100.00万元，本年不安排服务类采购。",
)


@pytest.mark.parametrize("line", WRITINGS)
def test_lists_that_are_all_by_their_words(line: str) -> None:
    assert not _missed_sums(line.format("420.40"))
    assert _missed_sums(line.format("402.40"))


@pytest.mark.parametrize(
    "line",
    [
        # of two amounts together, of one without the other
        "设备购置100.00万元（另有上年结转20.00万元），资金构成为：财政拨款80.00万元、单位资金40.00万元。",
        "设备购置120.00万元，含上年结转20.00万元。支出构成为：雷达60.00万元、平台40.00万元。",
        # some of all, and by how much it is more
        "平台建设402.40万元（其中中央资金220.40万元、省级资金120.00万元、市级资金80.00万元以上），已执行300.00万元。",
        "平台建设402.40万元（含中央资金220.40万元、省级资金200.00万元），已执行300.00万元。",
        "平台建设910.40万元（中央资金220.40万元、省级资金120.00万元），已执行300.00万元。",
        # the main ones only
        "平台建设420.40万元，主要用途为：机房改造264.00万元、软件开发98.00万元。",
        # open at its end
        "平台建设462.00万元，支出构成为：机房改造264.00万元、软件开发98.00万元等。",
        # the list of another amount, which is told
        "上年执行362.00万元，今年安排462.00万元，分任务为：机房改造264.00万元、软件开发98.00万元。",
        # something else is denied
        "采购总额100.00万元，其中货物60.00万元、服务20.00万元，没有工程采购预算调整。",
        # a total of another size
        "总投资4820.00万元，今年安排840.00万元。按标段分：一标段1840.00万元、二标段2000.00万元。",
        # a third kind of which nothing is said
        "采购总额420.40万元，其中货物220.40万元、服务100.00万元，服务占23%。",
        # far from adding up: of something else
        "平台建设935.00万元，分任务为：机房改造264.00万元、软件开发98.00万元。",
    ],
)
def test_lists_that_need_not_add_up(line: str) -> None:
    assert "stated-parts-differ" not in _rules(line)


SOURCES = "{}。支出内容是：雷达241.00万元，平台98.00万元，测评66.00万元。"


@pytest.mark.parametrize(
    ("sources", "wrong"),
    [
        ("安排财政拨款305.00万元、事业收入100.00万元", False),
        ("安排财政拨款350.00万元、事业收入100.00万元", True),
        ("安排财政拨款278.00万元、事业收入100.00万元", True),  # 雷达214.00万元
        # another amount, not one of digits changed round; no sources; about
        ("安排财政拨款315.00万元、事业收入100.00万元", False),
        ("安排甲项350.00万元、乙项100.00万元", False),
        ("安排财政拨款约350.00万元、事业收入100.00万元", False),
    ],
)
def test_what_is_used_and_what_sources_give(sources: str, wrong: bool) -> None:
    assert bool(_missed_sums(SOURCES.format(sources))) == wrong
