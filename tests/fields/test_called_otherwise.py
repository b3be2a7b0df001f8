"""Bodies with a full name behind 即, that call themselves 本街道办事处, or are an assembly's committee."""

from __future__ import annotations

import pytest

from tests.fields.invented import fields_of

WEATHER = {"organisation": "岚口县气象局", "units": ("岚口县气象局", "岚口县人工影响天气中心")}
STREET = {
    "organisation": "望潮区人民政府滨江街道办事处",
    "units": ("望潮区人民政府滨江街道办事处", "望潮区滨江街道社区服务中心"),
    "kind": "unit_budget",
}
TOWN = {"organisation": "桐阳县青石镇人民政府", "units": ("桐阳县青石镇人民政府",), "kind": "unit_budget"}
ASSEMBLY = {"organisation": "望潮区人民代表大会常务委员会", "units": ("望潮区人大常委会机关",)}
COUNCIL = {"organisation": "中国人民政治协商会议岚口县委员会", "units": ("政协岚口县委员会办公室",)}


@pytest.mark.parametrize(
    ("office", "text", "name", "relation"),
    [
        (WEATHER, "由县人影中心（即岚口县人工影响天气中心）承担。", "岚口县人工影响天气中心", "listed"),
        (WEATHER, "由县人影中心（也即岚口县人工影响天气中心）承担。", "岚口县人工影响天气中心", "listed"),
        (STREET, "项目由本街道办事处实施。", "望潮区人民政府滨江街道办事处", "listed"),
        (STREET, "项目由我街道实施。", "望潮区人民政府滨江街道办事处", "listed"),
        (TOWN, "项目由我镇政府实施。", "桐阳县青石镇人民政府", "listed"),
        (ASSEMBLY, "具体工作由财政经济委员会承担。", "财政经济委员会", "internal_department"),
        (COUNCIL, "具体工作由提案委员会承担。", "提案委员会", "internal_department"),
        (WEATHER, "具体工作由防雷减灾委员会承担。", "防雷减灾委员会", "not_listed"),
    ],
)
def test_who_is_meant(office: dict[str, object], text: str, name: str, relation: str) -> None:
    (body,) = fields_of({"implementing_body": text}, **office).implementing_bodies
    assert (body.name, body.relation) == (name, relation)
