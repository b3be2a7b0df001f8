from __future__ import annotations

import pytest

from tests.fields.invented import fields_of

LISTED, PART, OUTSIDE, INSIDE = "listed", "part_of_listed", "not_listed", "internal_department"
MONITOR = "临江市水文监测中心"
MUSEUM = "临江市河湖博物馆"
SHOW = "临江市节水促进中心（临江市节水展示馆）"


def bodies(text: str, **settings: object) -> list[tuple[str, str | None, str]]:
    found = fields_of({"implementing_body": text}, **settings).implementing_bodies
    return [(b.name, b.listed_as, b.relation) for b in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("临江市水文监测中心", [(MONITOR, MONITOR, LISTED)]),
        (
            "1、临江市水文监测中心。\n2、临江市河湖博物馆。",
            [(MONITOR, MONITOR, LISTED), (MUSEUM, MUSEUM, LISTED)],
        ),
        (
            "临江市水文监测中心、临江市河湖博物馆和临江市水政监察总队。",
            [
                (MONITOR, MONITOR, LISTED),
                (MUSEUM, MUSEUM, LISTED),
                ("临江市水政监察总队", "临江市水政监察总队", LISTED),
            ],
        ),
        ("临江市水务局", [("临江市水务局", "临江市水务局本部", LISTED)]),
        ("临江市节水促进中心(临江市节水展示馆)", [(SHOW, SHOW, LISTED)]),
        ("临江市节水促进中心", [(SHOW, SHOW, LISTED)]),
        ("临江市河湖博物馆运行部", [("临江市河湖博物馆运行部", MUSEUM, PART)]),
        ("古堰陈列馆（临江市河湖博物馆分馆）", [("古堰陈列馆（临江市河湖博物馆分馆）", MUSEUM, PART)]),
        (
            "实施主体是临江市水文监测中心，由站网部、化验部负责，主要开展采样。",
            [(MONITOR, MONITOR, LISTED)],
        ),
        ("本项目实施主体为临江市水文监测中心，负责采样与化验。", [(MONITOR, MONITOR, LISTED)]),
        ("临江市河湖博物馆内设陈列部、宣教部，在编人员12人。", [(MUSEUM, MUSEUM, LISTED)]),
        ("责任主体：临江市河湖博物馆\n职责：负责馆内设施的运行维护", [(MUSEUM, MUSEUM, LISTED)]),
        (
            "1、该项目由临江市水利规划研究所负责组织实施。研究所与多家出版机构建立了联系，成果获市级奖励。",
            [("临江市水利规划研究所", "临江市水利规划研究所", LISTED)],
        ),
        (
            "本项目依托于临江市水文监测中心泥沙实验室，联合东桥大学水科学流动站一起开展研究。",
            [("临江市水文监测中心泥沙实验室", MONITOR, PART), ("东桥大学水科学流动站", None, OUTSIDE)],
        ),
        (
            "临江市水文监测中心会同临江市气象局共同组织实施。",
            [(MONITOR, MONITOR, LISTED), ("临江市气象局", None, OUTSIDE)],
        ),
        (
            "实施单位：临江市水文监测中心\n监理单位：东桥监理公司\n主管部门：临江市水务局",
            [(MONITOR, MONITOR, LISTED)],
        ),
        ("临江市水文监测中心，委托第三方机构提供技术服务。", [(MONITOR, MONITOR, LISTED)]),
        (
            "化验室配合综合办公室完成设备采购；化验室验收后投入使用。",
            [("化验室", None, INSIDE), ("综合办公室", None, INSIDE)],
        ),
        (
            "东桥县农业局牵头，东桥县财政局、东桥县水利局参与实施。",
            [
                ("东桥县农业局", None, OUTSIDE),
                ("东桥县财政局", None, OUTSIDE),
                ("东桥县水利局", None, OUTSIDE),
            ],
        ),
        (
            "1.临江市水文监测中心：负责采样；\n2.临江市河湖博物馆：负责布展。",
            [(MONITOR, MONITOR, LISTED), (MUSEUM, MUSEUM, LISTED)],
        ),
        ("该项目由临江市水文监测中心通过招标委托第三方实施。", [(MONITOR, MONITOR, LISTED)]),
        ("以临江市水文监测中心为实施主体，联合各县水文站开展。", [(MONITOR, MONITOR, LISTED)]),
        ("本项目由临江市水务局主管、临江市水文监测中心实施。", [(MONITOR, MONITOR, LISTED)]),
        ("由建设单位临江市河湖博物馆建设、招标代理单位组织招标。", [(MUSEUM, MUSEUM, LISTED)]),
        ("临江市水文监测中心 / 临江市河湖博物馆", [(MONITOR, MONITOR, LISTED), (MUSEUM, MUSEUM, LISTED)]),
        (
            "临江市人民医院、临江市第二人民医院等5家医院",
            [("临江市人民医院", None, OUTSIDE), ("临江市第二人民医院", None, OUTSIDE)],
        ),
        ("水文监测中心", [(MONITOR, MONITOR, LISTED)]),
        ("由我局组织实施。", [("临江市水务局", "临江市水务局本部", LISTED)]),
        ("市体育局和旅游发展中心", [("市体育局", None, OUTSIDE), ("旅游发展中心", None, OUTSIDE)]),
        ("江东船厂旧址", [("江东船厂旧址", None, OUTSIDE)]),
        ("详见附件", []),
        ("无", []),
    ],
)
def test_names_and_places(text: str, expected: list[tuple[str, str | None, str]]) -> None:
    assert bodies(text) == expected


def test_a_defined_short_name_is_resolved() -> None:
    text = "水文中心是市水务局直属事业单位，承担全市水文监测。"
    basis = "临江市水文监测中心（以下简称：“水文中心”）负责全市监测。"
    found = fields_of({"legal_basis": basis, "implementing_body": text}).implementing_bodies
    assert [(b.name, b.as_written, b.relation) for b in found] == [(MONITOR, "水文中心", LISTED)]


def test_a_short_name_of_an_unlisted_body_is_resolved() -> None:
    basis = "项目由东桥市群众文化活动中心（以下简称QWC）承担，QWC为公益事业单位。"
    found = fields_of({"overview": basis, "implementing_body": "QWC"}).implementing_bodies
    assert [(b.name, b.relation) for b in found] == [("东桥市群众文化活动中心", OUTSIDE)]


@pytest.mark.parametrize("word", ["本中心", "我中心", "中心"])
def test_own_words_mean_the_only_body_named(word: str) -> None:
    sections = {
        "overview": "临江市水文监测中心每年开展采样。",
        "implementing_body": f"本项目由{word}负责实施。",
    }
    found = fields_of(sections).implementing_bodies
    assert [(b.name, b.as_written) for b in found] == [(MONITOR, word)]


def test_own_words_in_a_units_own_budget_mean_the_unit() -> None:
    settings = {"kind": "unit_budget", "organisation": "东桥市第二福利院", "units": ("东桥市第二福利院",)}
    assert bodies("本单位", **settings) == [("东桥市第二福利院", "东桥市第二福利院", LISTED)]


def test_a_generic_word_with_several_candidates_stays_as_written() -> None:
    units = ("临江市水利规划研究所", "临江市泥沙研究所")
    found = fields_of({"implementing_body": "本项目由研究所承担建设工作。"}, units=units).implementing_bodies
    assert [(b.name, b.listed_as, b.relation) for b in found] == [("研究所", None, OUTSIDE)]
    assert found[0].confidence < 0.5


def test_without_the_section_cues_elsewhere_count() -> None:
    plan = "临江市财政局拨付资金。项目由临江市水文监测中心（以下简称“水文中心”）站网部具体实施。"
    found = fields_of({"plan": plan}).implementing_bodies
    assert [b.name for b in found] == [MONITOR]


def test_without_any_cue_nobody_is_guessed() -> None:
    assert fields_of({"plan": "临江市水文监测中心位于江边。"}).implementing_bodies == ()


def test_a_name_broken_over_lines_is_one() -> None:
    text = (
        "本项目的建设、运行和维护均由本市所属事业单位承担，具\n"
        "体的实施主体为临江市水文监测中心和临江市河湖博物馆，负\n"
        "责采样。"
    )
    found = fields_of({"implementing_body": text}).implementing_bodies
    assert [b.name for b in found] == [MONITOR, MUSEUM]


def test_the_other_name_of_a_place_links_its_departments() -> None:
    sections = {
        "overview": "保障临江市河湖博物馆、古堰陈列馆（临江市河湖博物馆分馆）的开放。",
        "implementing_body": "古堰陈列馆运行中心",
    }
    found = fields_of(sections).implementing_bodies
    assert [(b.name, b.listed_as, b.relation) for b in found] == [("古堰陈列馆运行中心", MUSEUM, PART)]
