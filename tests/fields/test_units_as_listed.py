"""Bodies and the list of units, where both write one name in two ways."""

from __future__ import annotations

import pytest

from tests.fields.invented import fields_of

TOWN = {
    "organisation": "石门县青溪镇人民政府",
    "units": ("青溪镇人民政府", "青溪镇水利服务站"),
}
STREET = {
    "organisation": "河东区人民政府望山街道办事处",
    "units": ("河东区望山街道办事处", "望山街道市容服务所"),
}
ALONE = {"organisation": "河东区人民政府望山街道办事处", "units": ()}
SHORT = {
    "organisation": "石门市测绘局",
    "units": ("局机关", "市测绘档案馆", "遥感应用中心"),
}
OTHERS = {"organisation": "石门市测绘局", "units": ("石门市测绘档案馆", "石门市遥感应用中心")}


@pytest.mark.parametrize(
    ("office", "written", "expected"),
    [
        # a name stays as the list has it, though the cover puts the county in front
        (TOWN, "青溪镇人民政府", ("青溪镇人民政府", "listed", "青溪镇人民政府")),
        (TOWN, "青溪镇水利服务站", ("青溪镇水利服务站", "listed", "青溪镇水利服务站")),
        (TOWN, "石门县青溪镇水利服务站", ("石门县青溪镇水利服务站", "listed", "青溪镇水利服务站")),
        (TOWN, "青溪镇人民政府规划办", ("青溪镇人民政府规划办", "part_of_listed", "青溪镇人民政府")),
        (STREET, "河东区望山街道办事处", ("河东区望山街道办事处", "listed", "河东区望山街道办事处")),
        (STREET, "望山街道市容服务所", ("望山街道市容服务所", "listed", "望山街道市容服务所")),
        # 街道办事处 is no 街道办 with a part
        (
            ALONE,
            "河东区望山街道办事处",
            ("河东区人民政府望山街道办事处", "listed", "河东区人民政府望山街道办事处"),
        ),
        # the list writes short
        (SHORT, "石门市测绘局", ("石门市测绘局", "listed", "局机关")),
        (SHORT, "石门市测绘档案馆", ("石门市测绘档案馆", "listed", "市测绘档案馆")),
        (SHORT, "石门市遥感应用中心", ("石门市遥感应用中心", "listed", "遥感应用中心")),
        (SHORT, "石门市水利局", ("石门市水利局", "not_listed", None)),
        # a list of subordinate units leaves the organisation out
        (OTHERS, "石门市测绘局", ("石门市测绘局", "listed", "石门市测绘局")),
        (OTHERS, "石门市测绘局质检处", ("石门市测绘局质检处", "part_of_listed", "石门市测绘局")),
        (OTHERS, "石门市测绘学会", ("石门市测绘学会", "not_listed", None)),
    ],
)
def test_name_and_list_in_two_writings(
    office: dict[str, object], written: str, expected: tuple[str, str, str | None]
) -> None:
    bodies = fields_of({"implementing_body": f"{written}。"}, **office).implementing_bodies
    assert [(b.name, b.relation, b.listed_as) for b in bodies] == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("管网老化。改造由工程建设科具体组织，县住建局派员指导。", {"工程建设科": "internal_department"}),
        ("更新工作由信息科组织落实。", {"信息科": "internal_department"}),
        ("验收由财务科组织开展。", None),
        # an organisation that is named counts before a department
        (
            "临江市河湖博物馆今年改造展厅。改造由工程建设科具体组织。",
            {"临江市河湖博物馆": "listed"},
        ),
    ],
)
def test_a_department_alone_in_prose(text: str, expected: dict[str, str] | None) -> None:
    bodies = fields_of({"other": text}).implementing_bodies
    assert expected is None or {b.name: b.relation for b in bodies} == expected


@pytest.mark.parametrize(
    "text",
    [
        "项目承担单位为临江市河湖博物馆，与临江大学联合开展夜间监测。全年12次。",
        "实施单位：临江市河湖博物馆，并与临江大学共同实施。",
    ],
)
def test_a_partner_behind_the_one_who_is_labelled(text: str) -> None:
    bodies = fields_of({"other": text}).implementing_bodies
    assert [b.name for b in bodies] == ["临江市河湖博物馆", "临江大学"]


@pytest.mark.parametrize(
    "text",
    [
        "项目承担单位为临江市河湖博物馆，与临江大学图书馆相邻。",
        "项目承担单位为临江市河湖博物馆，临江大学配合开展监测。",
    ],
)
def test_who_only_stands_by_is_no_partner(text: str) -> None:
    bodies = fields_of({"other": text}).implementing_bodies
    assert [b.name for b in bodies] == ["临江市河湖博物馆"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("本院审查决定并发放，临江市财政局监督资金使用。", ["临江市中级人民法院"]),
        ("本院逐案审核。", ["临江市中级人民法院"]),
        ("本院监督检查。", []),
        ("本院共有编制80人。", []),
    ],
)
def test_what_the_body_does_itself_in_its_section(text: str, expected: list[str]) -> None:
    office = {
        "organisation": "临江市中级人民法院",
        "units": ("临江市中级人民法院",),
        "kind": "unit_final_accounts",
    }
    bodies = fields_of({"implementing_body": text}, **office).implementing_bodies
    assert [b.name for b in bodies] == expected
