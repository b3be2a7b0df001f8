from __future__ import annotations

import pytest

from tests.fields.invented import fields_of


def entries(text: str, **sections: str) -> list[tuple[str | None, str | None]]:
    found = fields_of({**sections, "legal_basis": text}).legal_basis
    return [(entry.title, entry.number) for entry in found]


WATER = "关于加强河湖巡查工作的意见"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"《{WATER}》（临水发〔2021〕15号）", [(WATER, "临水发〔2021〕15号")]),
        (f"根据临江市水务局《{WATER}》（临水[2021]15号）文", [(WATER, "临水〔2021〕15号")]),
        (f"（临水发〔2021〕第015号文件《{WATER}》）", [(WATER, "临水发〔2021〕第015号")]),
        (
            f"《{WATER}》临水发〔2021〕15号；《河道管护办法》临财行〔2017〕46号《差旅费管理办法》临财行〔2014〕9号。",
            [
                (WATER, "临水发〔2021〕15号"),
                ("河道管护办法", "临财行〔2017〕46号"),
                ("差旅费管理办法", "临财行〔2014〕9号"),
            ],
        ),
        ("本站经（临人发[2006]53号）批准设立。", [(None, "临人发〔2006〕53号")]),
        (
            "关于同意调整水文中心编制的批复（临编〔2020〕244号）",
            [("关于同意调整水文中心编制的批复", "临编〔2020〕244号")],
        ),
        (
            "关于印发《河湖巡查规定》的通知（临水发[2016]149号），《河湖巡查规定》（临水发[2016]149号）",
            [("关于印发《河湖巡查规定》的通知", "临水发〔2016〕149号")],
        ),
        (
            "2025年3月2日临江市水务局关于印发《河湖巡查规定》的通知（临水发[2016]149号）",
            [("临江市水务局关于印发《河湖巡查规定》的通知", "临水发〔2016〕149号")],
        ),
        (
            "2023年，临江省政府《河湖整治行动方案》提出：巡查。2024年，临江市政府第二轮《河湖整治行动方案》提出：整治。",
            [("河湖整治行动方案", None), ("河湖整治行动方案", None)],
        ),
        (
            "《河湖整治行动方案》提出巡查。按照《河湖整治行动方案》要求整治。",
            [("河湖整治行动方案", None)],
        ),
        ("国务院印发了“十五五”水网建设规划，面向全国。", [("“十五五”水网建设规划", None)]),
        ("去年印发规划，面向全国。本站发布公告意见若干。", []),
        (
            "关于贯彻落实《河湖长制意见》有关问题的通知（临水发〔2017〕20号）",
            [("关于贯彻落实《河湖长制意见》有关问题的通知", "临水发〔2017〕20号")],
        ),
        (
            f"《{WATER}》及水利部每年发布的关于举办巡查比武的通知。",
            [(WATER, None), ("关于举办巡查比武的通知", None)],
        ),
        ("专家关于水情的意见较多，群众关于节水的意识提高。", []),
        ("市水务局主办的《河湖保护研讨会》、《节水工作座谈会》上提出了要求。", []),
        (
            "根据临府规【2016】168号文关于同意《临江新区详细规划局部调整》的批复"
            "和临发改【2017】89号文《关于泵站工程的批复》进行建设。",
            [
                ("关于同意《临江新区详细规划局部调整》的批复", "临府规〔2016〕168号"),
                ("关于泵站工程的批复", "临发改〔2017〕89号"),
            ],
        ),
        (
            "临江市机构编制委员会《关于设立水文中心的批复》（临编字[1998]第12号）",
            [("关于设立水文中心的批复", "临编字〔1998〕第12号")],
        ),
        ("依据《节水工程可行性研究报告》", []),
        ("每年形成《河湖参考》简报12份，《水情建议》31份。", []),
        ("主持《泥沙淤积研究及应用》获市科技进步三等奖。", []),
        ("在《临江日报》开设专栏。", []),
        ("河道巡查十分必要。", []),
    ],
)
def test_titles_and_numbers(text: str, expected: list[tuple[str | None, str | None]]) -> None:
    assert entries(text) == expected


def test_articles() -> None:
    found = fields_of({"overview": "依据《河湖保护条例》第十四、十五条，开展巡查。"}).legal_basis
    assert [(e.title, e.articles) for e in found] == [("河湖保护条例", ("第十四条", "第十五条"))]


def test_other_sections_count_only_where_introduced() -> None:
    plan = (
        "按照《工程招标办法》、《工程监理办法》（临建[2020]3号）等文件规定实施；"
        "通过制定《巡查计划管理办法》保障实施。"
    )
    overview = "围绕《河湖“十四五”规划》的要求，完成《河湖年报》。"
    assert entries(f"《{WATER}》", plan=plan, overview=overview) == [
        (WATER, None),
        ("工程招标办法", None),
        ("工程监理办法", "临建〔2020〕3号"),
    ]


def test_a_document_named_twice_is_one_entry() -> None:
    plan = f"根据《{WATER}》（临水[2021]15号）文，组织实施。"
    assert entries(f"根据《{WATER}》文件", plan=plan) == [(WATER, "临水〔2021〕15号")]


def test_evidence_is_the_documents_text() -> None:
    found = fields_of({"legal_basis": f"根据《{WATER}》（临水[2021]15号）文"}).legal_basis
    assert [e.evidence.text for e in found] == [f"《{WATER}》（临水[2021]15号）"]
