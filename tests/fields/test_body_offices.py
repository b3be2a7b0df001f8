"""Offices inside of a body, parts that are told as one of a body's, and work that is shared out in prose."""

from __future__ import annotations

import pytest

from tests.fields.invented import fields_of

PARKS = {
    "organisation": "芷汀市园林局",
    "units": (
        "芷汀市园林局",
        "芷汀市湖区养护中心",
        "芷汀市苗木试验总站",
        "芷汀市绿化检测中心",
        "芷汀市园林局巡查大队",
    ),
}
LIBRARY = {"organisation": "岚口县文献馆", "units": ("岚口县文献馆",), "kind": "unit_budget"}
OWN, LAKES, SEEDS = "芷汀市园林局", "芷汀市湖区养护中心", "芷汀市苗木试验总站"
CHECKS, PATROL = "芷汀市绿化检测中心", "芷汀市园林局巡查大队"
#: Where the document lists the office's own departments.
INSIDE = "本局内设9个机构，包括办公室、绿道管\n理处、古木管理处和法规处等。下属单位5家。\n"


@pytest.mark.parametrize(
    ("office", "text", "bodies"),
    [
        # 该中心, 其: the body that is named before, and its part in one name with it.
        (
            PARKS,
            f"由{LAKES}负责组织实施，该中心东岸管护所承担东岸的养护。",
            [(LAKES, "listed"), (f"{LAKES}东岸管护所", "part_of_listed")],
        ),
        (
            PARKS,
            f"由{LAKES}负责组织实施，其东岸管护所承担东岸的养护。",
            [(LAKES, "listed"), (f"{LAKES}东岸管护所", "part_of_listed")],
        ),
        # A department and a body, counted together: the body is named.
        (PARKS, "绿道科牵头，市园林局巡查大队负责抽查和处置，双方共同组织实施。", [(PATROL, "listed")]),
        (PARKS, f"{SEEDS}牵头，{CHECKS}负责抽查，双方共同实施。", [(SEEDS, "listed"), (CHECKS, "listed")]),
        # Who helps stands in a remark behind the name.
        (
            LIBRARY,
            "典藏部（招标由代理机构按程序办理，咨询部协助收集读者意见）。",
            [("典藏部", "internal_department")],
        ),
        (LIBRARY, "典藏部（咨询部协助编目）", [("典藏部", "internal_department")]),
        (LIBRARY, "岚口县文献馆（岚口县方志馆）", [("岚口县文献馆（岚口县方志馆）", "listed")]),
    ],
)
def test_parts_and_partners_of_a_body(
    office: dict[str, object], text: str, bodies: list[tuple[str, str]]
) -> None:
    found = fields_of({"implementing_body": text}, **office).implementing_bodies
    assert [(body.name, body.relation) for body in found] == bodies


@pytest.mark.parametrize(
    ("before", "bodies"),
    [
        (INSIDE, [(OWN, "listed")]),
        # Nothing says that they are inner ones: they are called as bodies are.
        ("", [(OWN, "listed"), ("绿道管理处", "not_listed"), ("古木管理处", "not_listed")]),
    ],
)
def test_what_the_document_lists_as_inner_offices(before: str, bodies: list[tuple[str, str]]) -> None:
    text = "市园林局为责任单位，工作由绿道管理处会同古木管理处共同实施。"
    found = fields_of({"implementing_body": text}, before=before, **PARKS).implementing_bodies
    assert [(body.name, body.relation) for body in found] == bodies


def test_inner_offices_count_where_no_body_is_named() -> None:
    text = "由绿道管理处组织实施。"
    found = fields_of({"implementing_body": text}, before=INSIDE, **PARKS).implementing_bodies
    assert [(body.name, body.relation) for body in found] == [("绿道管理处", "internal_department")]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (f"{SEEDS}承担苗木选育，{CHECKS}承担土壤化验。", [SEEDS, CHECKS]),
        ("市苗木试验总站负责苗木选育，芷汀市爱绿服务社负责日常浇灌。", [SEEDS, "芷汀市爱绿服务社"]),
        ("市苗木试验总站承担补贴审核发放，芷汀市爱绿服务社承担日常浇灌。", [SEEDS, "芷汀市爱绿服务社"]),
        # Who pays, watches or is hired, what is over, and one who has a piece of work.
        ("芷汀市财政局负责资金审核拨付，芷汀市审计局负责监督。", []),
        ("芷汀市应急局负责经费发放，芷汀市审计局负责监督。", []),
        ("芷汀市农机局承担机耕，芷汀绿友有限公司承担苗木供应。", []),
        ("以前芷汀市农机局承担了机耕，芷汀市水利局承担了灌溉。", []),
        ("芷汀市农机局承担机耕。", []),
    ],
)
def test_prose_shares_the_work_out(text: str, names: list[str]) -> None:
    found = fields_of({"other": text}, **PARKS).implementing_bodies
    assert [body.name for body in found] == names
