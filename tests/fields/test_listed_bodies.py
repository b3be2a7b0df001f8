"""Narratives that say in no known words who carries them out, but name a unit of the document's list."""

from __future__ import annotations

import pytest

from tests.fields.invented import fields_of

MONITOR, MUSEUM = "临江市水文监测中心", "临江市河湖博物馆"


@pytest.mark.parametrize(
    "text",
    [
        f"汛期前，{MONITOR}逐站检修雨量计，更换电池四十组。",
        f"巡测事务归口{MONITOR}，乡镇配合看护。",
        f"自2015年起，{MONITOR}每年两次校准仪器。",
        f"临江市水务局批复后，{MONITOR}自行组织校准。",
    ],
)
def test_the_only_listed_unit_that_acts_is_the_body(text: str) -> None:
    found = fields_of({"plan": text}).implementing_bodies
    assert [(b.name, b.relation) for b in found] == [(MONITOR, "listed")]
    assert found[0].confidence < 0.7


def test_its_department_belongs_to_it() -> None:
    found = fields_of({"plan": f"校准事务落在{MONITOR}站网部。"}).implementing_bodies
    assert [(b.name, b.listed_as, b.relation) for b in found] == [
        (f"{MONITOR}站网部", MONITOR, "part_of_listed")
    ]


@pytest.mark.parametrize(
    "text",
    [
        f"{MONITOR}成立于1985年。",
        f"2019年，{MONITOR}校准仪器四十台。",
        f"资金拨付至{MONITOR}。",
        f"依据《{MONITOR}仪器校准办法》开展校准。",
        f"{MONITOR}与{MUSEUM}相邻，道路由此通过。",
    ],
)
def test_a_unit_that_is_merely_mentioned_is_none(text: str) -> None:
    assert fields_of({"plan": text}).implementing_bodies == ()


def test_in_the_section_all_listed_units_are_bodies() -> None:
    told = f"仪器采购：{MONITOR}。科普展陈：{MUSEUM}。"
    found = fields_of({"implementing_body": told}).implementing_bodies
    assert [b.name for b in found] == [MONITOR, MUSEUM]


def test_words_that_name_nobody_are_no_part_of_a_name() -> None:
    found = fields_of({"implementing_body": f"经费核算与项目管理统一归口{MONITOR}"}).implementing_bodies
    assert [b.name for b in found] == [MONITOR]
