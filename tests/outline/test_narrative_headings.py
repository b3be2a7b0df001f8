"""Headings of narratives in the words of many offices; every text is invented."""

from __future__ import annotations

import pytest

from tests.outline.conftest import Build

BODY = "\n一、项目概述\n更换老旧器材。\n二、立项依据\n《体育法》\n三、实施主体\n某某市体育场\n"
PART = "某某市体育局2025年部门预算\n\n二、项目经费情况说明\n\n"


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("关于健身步道修缮项目经费的情况说明", "健身步道修缮"),
        ("关于健身步道修缮项目经费情况的说明", "健身步道修缮"),
        ("关于健身步道修缮项目的说明", "健身步道修缮"),
        ("关于健身步道修缮项目有关情况的说明", "健身步道修缮"),
        ("健身步道修缮项目有关情况说明", "健身步道修缮"),
        ("健身步道修缮项目预算说明", "健身步道修缮"),
        ("健身步道修缮项目经费预算情况说明", "健身步道修缮"),
        ("健身步道修缮项目资金安排情况说明", "健身步道修缮"),
        ("健身步道修缮项目经费使用说明", "健身步道修缮"),
        ("健身步道修缮项目支出预算说明", "健身步道修缮"),
        ("健身步道修缮项目说明", "健身步道修缮"),
        ("健身步道修缮项目立项说明", "健身步道修缮"),
        ("健身步道修缮项目申报说明", "健身步道修缮"),
        ("健身步道修缮项目基本情况说明", "健身步道修缮"),
        ("健身步道修缮项目实施情况说明", "健身步道修缮"),
        ("健身步道修缮项目预算编制说明", "健身步道修缮"),
        ("健身步道修缮项目支出情况的说明", "健身步道修缮"),
        ("项目经费情况说明——健身步道修缮", "健身步道修缮"),
        ("项目经费情况说明：健身步道修缮", "健身步道修缮"),
        ("项目经费情况说明（健身步道修缮）", "健身步道修缮"),
        ("2.3 项目经费情况说明：健身步道修缮", "健身步道修缮"),
        ("2.3 健身步道修缮项目经费情况说明", "健身步道修缮"),
        ("（一）健身步道修缮项目", "健身步道修缮"),
        ("项目一：健身步道修缮", "健身步道修缮"),
        ("项目1 健身步道修缮", "健身步道修缮"),
        ("项目名称：健身步道修缮", "健身步道修缮"),
        ("1. 项目名称：健身步道修缮", "健身步道修缮"),
        ("“健身步道修缮”项目", "健身步道修缮"),
        ("“健身步道修缮”项目情况说明", "健身步道修缮"),
        ("“健身步道”修缮项目情况说明", "“健身步道”修缮"),
        ("健身步道修缮项目经费情况说明（更正版）", "健身步道修缮"),
        ("健身步道修缮项目经费情况说明（修订）：", "健身步道修缮"),
        ("健身步道修缮项目（二期）经费情况说明", "健身步道修缮项目（二期）"),
        ("健身步道修缮专项资金", "健身步道修缮专项资金"),
        ("健身步道修缮工程", "健身步道修缮工程"),
        ("健身步道修缮工作经费", "健身步道修缮工作经费"),
    ],
)
def test_a_heading_gives_the_projects_name(build: Build, heading: str, name: str) -> None:
    (narrative,) = build(PART + heading + BODY).narratives
    assert narrative.project == name
    assert [section.kind for section in narrative.sections] == [
        "overview",
        "legal_basis",
        "implementing_body",
    ]


@pytest.mark.parametrize(
    "line",
    [
        "关于政府采购情况的说明",
        "一般公共预算财政拨款支出情况说明",
        "关于“三公”经费的说明",
        "机关运行经费安排说明",
        "2025年部门预算编制说明",
        "其他相关情况说明",
        "国有资产占用情况说明",
        "关于2025年部门预算收支增减变化情况的说明",
        "预算绩效管理工作开展情况说明",
        "项目支出",
        "国有资产占有使用情况说明",
    ],
)
def test_a_parts_heading_opens_no_narrative(build: Build, line: str) -> None:
    body = "\n\n一、总体情况\n2025年预算100万元。\n二、增减变化\n没有变化。\n"
    text = f"某某市体育局2025年部门预算\n\n{line}{body}"
    assert build(text).narratives == ()


def test_headings_without_an_ending_divide_the_part(build: Build) -> None:
    first = "（一）健身步道修缮项目" + BODY
    second = "\n（二）游泳馆救生设备项目" + BODY
    found = build(PART + first + second).narratives
    assert [n.project for n in found] == ["健身步道修缮", "游泳馆救生设备"]
    assert [len(n.sections) for n in found] == [3, 3]


def test_names_in_labels_divide_the_part(build: Build) -> None:
    texts = "".join(
        f"项目名称：{name}\n项目单位：某某市体育场\n实施时间：2025年3月\n预算安排：20万元\n"
        for name in ("健身步道修缮", "游泳馆救生设备")
    )
    found = build(PART + texts).narratives
    assert [n.project for n in found] == ["健身步道修缮", "游泳馆救生设备"]
    assert all(n.section("annual_budget") for n in found)


def test_an_item_of_a_plan_is_no_narrative(build: Build) -> None:
    text = PART + (
        "健身步道修缮项目经费情况说明\n一、项目概述\n修缮步道。\n二、实施方案\n（一）路面工程\n1、铺设塑胶。\n"
        "（二）照明工程\n1、更换灯具。\n三、年度预算安排\n20万元\n"
    )
    (narrative,) = build(text).narratives
    assert [s.kind for s in narrative.sections] == ["overview", "plan", "annual_budget"]


def test_a_form_below_a_narratives_heading_is_the_narrative(build: Build) -> None:
    text = PART + (
        "项目情况说明\n项目名称\t溺水救援演练\n主管部门\t某某市体育局\n项目单位\t某某市体育场\n"
        "项目周期\t2025年4月—2025年9月\n资金总额（万元）\t37.8\n其中：财政资金（万元）\t37.8\n"
        "立项依据\t《体育法》\n实施内容\t编制脚本\n预算构成\t场地搭建15.5万元；器材消耗22.3万元\n绩效目标\t响应率100%\n"
    )
    (narrative,) = build(text).narratives
    kinds = {section.kind for section in narrative.sections}
    assert {"implementing_body", "schedule", "annual_budget", "legal_basis", "plan"} <= kinds


@pytest.mark.parametrize(
    ("kind", "headings"),
    [
        ("overview", "为什么做 为什么要做 为何立项 项目缘起 缘由 剧目简介 活动简介"),
        ("legal_basis", "依据是什么 有何依据 政策依据有哪些"),
        ("implementing_body", "谁来做 由谁实施 谁负责 谁来干 项目由谁承担"),
        ("plan", "做什么 怎么做 干什么 怎么干 如何实施 做哪些事"),
        ("schedule", "什么时候做 何时完成 何时实施 做多久 实施期间 项目期间 多长时间"),
        (
            "annual_budget",
            "钱怎么安排 钱怎么花 花多少钱 需要多少钱 钱从哪来 资金从哪里来 资金怎么用 钱从哪里来",
        ),
        ("performance_goals", "要达到什么效果 达到什么目标 有什么效果 要取得什么成效"),
    ],
)
def test_questions_are_headings(build: Build, kind: str, headings: str) -> None:
    for heading in headings.split():
        text = f"健身步道修缮项目经费情况说明\n\n一、项目概况。修缮步道。\n\n二、{heading}。正文若干。\n"
        (narrative,) = build(PART + text).narratives
        assert (heading, narrative.sections[-1].kind) == (heading, kind)


def test_a_weak_label_counts_before_a_strong_one_of_its_kind(build: Build) -> None:
    text = PART + (
        "健身步道修缮项目经费情况说明\n项目概述：步道老化。\n实施主体：某某市体育场\n实施期间：2025年3月\n"
        "经费：财政拨款247万元。其中路面182万元，灯具65万元。\n支出进度：二季度100万元，三季度147万元。\n"
    )
    (narrative,) = build(text).narratives
    document = build(text).document
    told = [document.text[s.body_start : s.end] for s in narrative.sections if s.kind == "annual_budget"]
    assert len(told) == 2
    assert told[0].startswith("财政拨款247万元")


PROJECTS = (
    "（一）健身步道修缮项目\n1、项目概述\n修缮步道。\n（二）游泳馆救生设备更新\n1、项目概述\n更新设备。\n"
)
NOTES = "某某市体育局2025年部门预算\n\n一、部门预算编制说明\n收入100万元。\n\n"


@pytest.mark.parametrize(
    "heading",
    [
        "四、重点项目说明",
        "重点项目情况说明",
        "2025年项目支出说明",
        "四、2025年度部门重点项目支出情况说明",
        "主要项目安排情况说明",
        "关于本部门项目支出预算的情况说明",
        "部门预算重点项目情况说明",
        "一般公共预算项目支出情况说明",
        "重点项目及专项资金使用情况说明",
        "第四部分 项目情况介绍",
        "某某市体育局2025年项目支出说明",
        "四、项目支出预算情况说明",
    ],
)
@pytest.mark.parametrize("introduction", ["", "2025年安排重点项目2个，预算300万元，情况如下：\n"])
def test_a_heading_over_projects_opens_their_part(build: Build, heading: str, introduction: str) -> None:
    found = build(f"{NOTES}{heading}\n{introduction}{PROJECTS}")
    assert [s.kind for s in found.sections] == ["compilation_notes", "narratives"]
    assert [n.project for n in found.narratives] == ["健身步道修缮", "游泳馆救生设备更新"]


@pytest.mark.parametrize("own", ["", "（一）基本支出预算情况说明\n基本支出80万元。\n"])
@pytest.mark.parametrize("text", ["项目支出20万元。\n", "1.健身步道修缮项目12万元。\n2.游泳馆项目8万元。\n"])
def test_notes_on_project_expenditure_stay_notes(build: Build, own: str, text: str) -> None:
    notes = f"二、支出预算情况说明\n{own}（二）项目支出预算情况说明\n{text}"
    behind = "四、项目经费情况说明\n健身步道修缮项目经费情况说明" + BODY
    found = build(NOTES + notes + behind)
    assert [s.heading for s in found.sections if s.kind == "narratives"] == ["四、项目经费情况说明"]
    assert [n.project for n in found.narratives] == ["健身步道修缮"]
    assert (
        "（二）项目支出预算情况说明" in found.document.text[found.sections[1].start : found.sections[1].end]
    )


def test_the_part_behind_ends_the_last_narrative(build: Build) -> None:
    found = build(f"{NOTES}四、重点项目说明\n{PROJECTS}五、名词解释\n1.财政拨款：指财政拨付的资金。\n")
    assert [s.kind for s in found.sections] == ["compilation_notes", "narratives", "terms"]
    assert found.narratives[-1].end == found.sections[-1].start


def test_a_section_that_counts_as_a_part_does_stays_in_the_narrative(build: Build) -> None:
    narrative = f"健身步道修缮项目情况说明{BODY}四、实施方案\n分两段。\n五、政府采购情况\n公开招标。\n"
    found = build(f"{NOTES}四、重点项目说明\n{narrative}")
    assert [s.kind for s in found.sections] == ["compilation_notes", "narratives"]
    assert "五、政府采购情况" in found.document.text[found.narratives[0].start : found.narratives[0].end]


CUT = BODY.lstrip("\n") + "四、实施方案\n按批次更换老旧器材，逐处验收并建立台账，由街道提出需求。\n"


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        ("城区健身步道及室外器材更新维护项目经费情况\n说明", "城区健身步道及室外器材更新维护"),
        ("城区健身步道及室外器材更新维护项目经\n费情况说明", "城区健身步道及室外器材更新维护"),
        (
            "城区健身步道和室外健身器材以及社区球场灯具更新维护\n项目经费情况说明",
            "城区健身步道和室外健身器材以及社区球场灯具更新维护",
        ),
        (
            "城区健身步道和室外健身器材以及社区球场灯具更新维\n护项目经费情况说明",
            "城区健身步道和室外健身器材以及社区球场灯具更新维护",
        ),
    ],
)
def test_a_heading_may_be_cut_by_the_page(build: Build, lines: str, name: str) -> None:
    (narrative,) = build(f"{lines}\n\n{CUT}").narratives
    assert narrative.project == name
    assert [s.kind for s in narrative.sections][:3] == ["overview", "legal_basis", "implementing_body"]


def test_a_line_over_a_heading_is_no_part_of_its_name(build: Build) -> None:
    (narrative,) = build(f"某某市体育局附件三\n健身步道修缮项目经费情况说明\n\n{CUT}").narratives
    assert narrative.project == "健身步道修缮"


_SHORT = ("概述", "依据", "主体", "预算")
_TOLD = ("更换老旧器材。", "《健身设施管理办法》。", "某某市体育场。", "2025年30万元。")


@pytest.mark.parametrize("numbers", ["①②③④", "1234", ""])
@pytest.mark.parametrize(
    "heading", ["三、项目经费情况说明：健身步道修缮", "2.3 项目经费情况说明：健身步道修缮"]
)
def test_short_names_of_sections_open_a_narrative_behind_its_heading(
    build: Build, heading: str, numbers: str
) -> None:
    mark = {"①②③④": "", "1234": "．", "": ""}[numbers]
    behind = "。" if numbers else "："
    lines = [
        f"{(numbers[i] + mark) if numbers else ''}{name}{behind}{told}"
        for i, (name, told) in enumerate(zip(_SHORT, _TOLD, strict=True))
    ]
    (narrative,) = build(PART + heading + "\n" + "\n".join(lines) + "\n").narratives
    assert narrative.project == "健身步道修缮"
    kinds = [s.kind for s in narrative.sections]
    assert kinds == ["overview", "legal_basis", "implementing_body", "annual_budget"]


def test_projects_under_a_part_of_another_name_are_narratives(build: Build) -> None:
    text = "某某市体育局2025年部门预算\n\n三、重点事项及绩效情况\n全年组织自评，涉及资金90万元。\n"
    for number, name in (("（一）", "健身步道修缮项目"), ("（二）", "器材更换项目")):
        text += f"{number}{name}\n1.项目概述：更换设施。\n2.资金情况：支出30万元。\n"
    assert [n.project for n in build(text).narratives] == ["健身步道修缮", "器材更换"]


@pytest.mark.parametrize(
    ("over", "name"),
    [
        ("“纸上山河”——馆藏版画研究展", "“纸上山河”——馆藏版画研究展"),
        ("健身步道修缮", "健身步道修缮"),
        ("健身步道修缮项目", "健身步道修缮"),
        ("某某市体育局", None),
        ("2025年部门预算", None),
    ],
)
def test_a_title_over_the_words_of_a_narrative(build: Build, over: str, name: str | None) -> None:
    (narrative,) = build(PART + over + "\n项目经费情况说明\n" + BODY).narratives
    assert narrative.project == name
