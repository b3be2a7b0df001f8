"""Projects of one part that are told in several manners: a form, a list of labels, marks, one paragraph."""

from __future__ import annotations

import pytest

from tests.outline.conftest import Build

FORM = (
    "项目名称\t{0}\n项目编码\tYZ2026-{1}\n政策依据\t《云洲市公园条例》\n实施单位\t云洲市公园管理站\n"
    "实施周期\t2026年3月至10月\n资金安排\t30万元，全部为财政拨款\n"
)
LISTED = (
    "1、项目名称：{0}\n2、项目编码：YZ2026-{1}\n3、设立依据：《云洲市公园条例》\n4、承担单位：云洲市公园管理站\n"
    "5、执行期限：2026年3月至10月\n6、经费测算：30万元\n"
)
REMARKED = (
    "{0}项目（项目库编码YZ2026-{1}）\n◆ 依据文件：《云洲市公园条例》\n◆ 由谁实施：云洲市公园管理站\n"
    "◆ 时间安排：2026年3月至10月\n◆ 资金来源：财政拨款30万元\n"
)
RUN_IN = (
    "项目名称：{0}。项目编码：YZ2026-{1}。资金来源：财政拨款。\n立项依据：《云洲市公园条例》。实施主体：云洲市公园管理站。\n"
    "实施周期：2026年3月至10月。经费安排：30万元。\n"
)


@pytest.mark.parametrize(
    "manners",
    [
        (FORM, FORM, FORM),
        (FORM, LISTED, FORM),
        (LISTED, FORM, REMARKED),
        (REMARKED, RUN_IN, FORM),
        (RUN_IN, REMARKED, LISTED),
    ],
)
def test_projects_of_one_part_may_be_told_each_in_its_own_manner(
    build: Build, manners: tuple[str, ...]
) -> None:
    names = ["温室翻修", "步道铺装", "驳岸加固"]
    told = [
        f"（{'一二三'[at]}）\n{manner.format(name, at)}"
        for at, (name, manner) in enumerate(zip(names, manners, strict=True))
    ]
    front = "云洲市园林局2026年部门预算\n\n七、重点项目概况\n"
    found = build(f"{front}{''.join(told)}第四部分 名词解释\n财政拨款：指资金。\n").narratives
    assert [each.project for each in found] == names
    for each in found:
        assert {s.kind for s in each.sections} >= {"legal_basis", "implementing_body", "schedule"}


@pytest.mark.parametrize(
    "item",
    [
        "1. 项目名称：温室翻修；金额：30万元；\n2. 项目名称：步道铺装；金额：5万元；\n",
        "项目名称：温室翻修。备注：已完成。\n",
    ],
)
def test_items_of_a_list_of_projects_are_no_narratives(build: Build, item: str) -> None:
    text = f"云洲市园林局2026年部门预算\n\n七、重点项目概况\n{item}第四部分 名词解释\n财政拨款：指资金。\n"
    assert build(text).narratives == ()


@pytest.mark.parametrize("rank", ["一级", "二级"])
def test_projects_of_a_rank_name_none(build: Build, rank: str) -> None:
    sections = "1.立项依据。《甲条例》。\n2.实施主体。甲站。\n3.实施周期。2026年。\n4.年度预算安排。5万元。\n"
    text = (
        f"甲局2026年部门预算\n\n八、{rank}项目情况说明\n（一）温室翻修\n{sections}（二）步道铺装\n{sections}"
    )
    assert [each.project for each in build(text).narratives] == ["温室翻修", "步道铺装"]
