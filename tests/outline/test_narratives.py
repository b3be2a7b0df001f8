"""Headings and sections of narratives, in the manners in which they are written."""

from __future__ import annotations

import pytest

from tests.outline.conftest import Build

SECTIONS = (
    "\n一、项目概述\n概述。\n二、立项依据\n依据。\n三、实施主体\n某站\n四、实施方案\n方案。\n"
    "五、实施周期\n2026年\n六、年度预算安排\n5万元\n七、绩效目标\n见表。\n"
)
KINDS = [
    "overview",
    "legal_basis",
    "implementing_body",
    "plan",
    "schedule",
    "annual_budget",
    "performance_goals",
]


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("河道保洁项目经费情况说明", "河道保洁"),
        ("河道保洁经费情况说明", "河道保洁"),
        ("河道保洁经费 项目经费情况说明", "河道保洁经费"),
        ("2026年度“河道保洁一期项目经费情况说明", "2026年度“河道保洁一期"),
        ("“河道·清”行动项目经费情况说明", "“河道·清”行动"),
        ("《河道简报》项目经费情况说明", "《河道简报》"),
        ("三、河道保洁项目经费情况说明", "河道保洁"),
        ("（二）河道保洁项目经费情况说明：", "河道保洁"),
        ("河道保洁（一期）项目支出情况说明", "河道保洁（一期）"),
        ("【河道保洁项目经费情况说明】", "河道保洁"),
        ("河 道 保 洁 项 目 经 费 情 况 说 明", "河 道 保 洁"),
        ("项目经费情况说明", None),
    ],
)
def test_the_name_is_the_heading_without_its_ending(build: Build, heading: str, name: str | None) -> None:
    outline = build(heading + SECTIONS)
    assert [n.project for n in outline.narratives] == [name]
    assert [s.kind for s in outline.narratives[0].sections] == KINDS


@pytest.mark.parametrize(
    "line",
    [
        "本单位没有重点项目，不编写项目经费情况说明。",
        "2026年“三公”经费情况说明",
        "第四部分 重点项目经费情况说明",
        "2026年度部门预算经费情况说明",
    ],
)
def test_what_ends_like_a_heading_and_is_none(build: Build, line: str) -> None:
    assert build(f"某局2026年部门预算\n\n{line}\n\n正文在此。\n").narratives == ()


def test_values_on_the_heading_line_and_below_it(build: Build) -> None:
    outline = build(
        "苗木补植项目经费情况说明\n一、项目概述\n甲。\n二、立项依据：见批复\n三、实施主体 某林场\n"
        "五、实施周期：2026年1-12月\n六、年度预算安排:30万元\n"
    )
    narrative = outline.narratives[0]
    text = outline.document.text
    bodies = {s.kind: text[s.body_start : s.end].strip() for s in narrative.sections}
    assert bodies == {
        "overview": "甲。",
        "legal_basis": "见批复",
        "implementing_body": "某林场",
        "schedule": "2026年1-12月",
        "annual_budget": "30万元",
    }
    assert [s.heading for s in narrative.sections][-1] == "六、年度预算安排"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("（一）项目概述", "（二）实施主体"),
        ("1. 项目概述", "2. 实施主体"),
        ("1、项目概况", "2、实施单位"),
        ("项目概述", "实施主体"),
        ("【项目概述】", "【实施主体】"),
    ],
)
def test_numbering_styles(build: Build, first: str, second: str) -> None:
    outline = build(f"苗木补植项目经费情况说明\n{first}\n甲。\n{second}\n某林场\n")
    assert [s.kind for s in outline.narratives[0].sections] == ["overview", "implementing_body"]


def test_a_section_word_inside_another_section_splits_nothing(build: Build) -> None:
    outline = build(
        "苗木补植项目经费情况说明\n一、项目概述\n甲。\n四、实施方案\n（一）项目概况\n乙。\n（二）进度安排\n三月。\n"
        "1、实施内容\n丙。\n五、实施周期\n2026年\n"
    )
    assert [s.kind for s in outline.narratives[0].sections] == ["overview", "plan", "schedule"]


def test_an_unknown_section_is_other(build: Build) -> None:
    outline = build("苗木补植项目经费情况说明" + SECTIONS + "八、联系方式\n电话。\n")
    assert outline.narratives[0].sections[-1].kind == "other"


def test_the_last_narrative_ends_at_the_next_part(build: Build) -> None:
    outline = build("苗木补植项目经费情况说明" + SECTIONS + "\n第五部分 名词解释\n术语。\n")
    last = outline.narratives[-1].sections[-1]
    assert outline.document.text[last.body_start : last.end].strip() == "见表。"


def test_contents_open_no_narrative(build: Build) -> None:
    outline = build(
        "某局2026年部门预算\n目录\n一、机构设置\n二、河道保洁项目经费情况说明\n\n机构设置\n略。\n\n"
        "河道保洁项目经费情况说明" + SECTIONS
    )
    assert [n.project for n in outline.narratives] == ["河道保洁"]


@pytest.mark.parametrize(
    "rows",
    [
        "项目概述\t甲。\n立项依据\t乙。\n实施主体\t某林场\n年度预算安排\t5万元\n",
        "| 项目概述 | 甲。 |\n| --- | --- |\n| 立项依据 | 乙。 |\n"
        "| 实施主体 | 某林场 |\n| 年度预算安排 | 5万元 |\n",
    ],
    ids=["tabs", "pipes"],
)
def test_a_narrative_as_a_table_of_two_columns(build: Build, rows: str) -> None:
    outline = build("项目经费情况说明\n\n" + rows)
    (narrative,) = outline.narratives
    assert [s.kind for s in narrative.sections] == [
        "overview",
        "legal_basis",
        "implementing_body",
        "annual_budget",
    ]
    body = narrative.sections[2]
    assert outline.document.text[body.body_start : body.end].strip(" |\n").startswith("某林场")


def test_headings_in_corner_brackets_end_no_narrative(build: Build) -> None:
    outline = build(
        "法律援助项目经费情况说明\n\n【项目概况】\n甲。\n【立项依据】\n乙。\n【基本情况】\n丙。\n【资金安排】\n5万元\n"
    )
    (narrative,) = outline.narratives
    assert [s.kind for s in narrative.sections] == ["overview", "legal_basis", "overview", "annual_budget"]


DOCUMENTS = "\n".join(
    f"{number}{mark}{title}"
    for number, mark, title in (
        (1, ".", "《河道管理条例》"),
        (2, ".", "《水域保洁三年行动计划（2026-2028）》"),
        (3, "、", "《关于加强岸线巡查工作的意见》等"),
    )
)
CELLS = (
    "\n财政项目支出绩效目标申报表\n（2026年度）\n项目名称\n河道保洁经费\n项目性质\n经常性项\n目\n主管部门\n某区水务局\n"
    "实施单位\n某区河道\n管理站\n计划开始日期\n2024-01-01\n计划完成日期\n2026-12-31\n项目资金\n（元）\n项目资金总额\n"
    "300,000.00 年度资金申请总额\n100,000.00\n其中：财政资金\n300,000.00\n"
)


@pytest.mark.parametrize("behind", ["", CELLS])
def test_documents_in_a_numbered_list_head_no_project(build: Build, behind: str) -> None:
    sections = SECTIONS.replace("依据。\n", f"{DOCUMENTS}\n")
    (narrative,) = build(f"某区水务局\n2026年部门预算\n\n项目经费情况说明{sections}{behind}").narratives
    assert [section.kind for section in narrative.sections] == KINDS
    assert narrative.project is None


def test_an_item_right_above_the_next_section_heads_no_project(build: Build) -> None:
    sections = SECTIONS.replace("依据。\n", "1.河道保洁作业规程\n2.岸线巡查作业规程\n")
    (narrative,) = build(f"某区水务局\n2026年部门预算\n\n项目经费情况说明{sections}").narratives
    assert [section.kind for section in narrative.sections] == KINDS
