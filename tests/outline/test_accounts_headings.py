"""Headings of one project's accounts, and of a whole document's; every text is invented."""

from __future__ import annotations

import pytest

from tests.outline.conftest import Build

ACCOUNTS = "某某市体育局2024年部门决算\n\n"
PROSE = (
    "\n\n2024年预算60万元，支出决算58.2万元，预算执行率97%。\n\n"
    "项目由某某市体育场组织实施，实施时间为2024年3月至9月，依据为《健身设施管理办法》。\n"
)


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("健身步道修缮项目支出决算情况", "健身步道修缮"),
        ("健身步道修缮项目支出决算情况说明", "健身步道修缮"),
        ("健身步道修缮项目支出决算说明", "健身步道修缮"),
        ("健身步道修缮项目决算说明", "健身步道修缮"),
        ("健身步道修缮项目决算情况的说明", "健身步道修缮"),
        ("关于健身步道修缮项目2024年度支出决算的说明", "健身步道修缮"),
        ("健身步道修缮项目2024年预算执行情况", "健身步道修缮"),
        ("健身步道修缮项目资金使用情况", "健身步道修缮"),
        ("健身步道修缮项目经费使用情况报告", "健身步道修缮"),
        ("健身步道修缮项目收支情况说明", "健身步道修缮"),
        ("健身步道修缮项目执行情况说明（2024年度）", "健身步道修缮"),
        ("健身步道修缮项目2024年度经费情况说明", "健身步道修缮"),
        ("健身步道修缮经费决算说明", "健身步道修缮"),
        ("健身步道修缮专项资金使用情况", "健身步道修缮专项资金"),
        ("健身步道修缮专项经费支出决算说明", "健身步道修缮专项经费"),
        ("（一）健身步道修缮项目支出决算说明", "健身步道修缮"),
    ],
)
def test_accounts_of_one_project_are_a_narrative(build: Build, heading: str, name: str) -> None:
    (narrative,) = build(ACCOUNTS + heading + PROSE).narratives
    assert narrative.project == name


@pytest.mark.parametrize(
    "heading",
    [
        "支出决算情况说明",
        "三、支出决算情况说明",
        "（三）项目支出决算情况说明",
        "2024年度项目支出决算情况",
        "市级项目支出决算情况",
        "1 项目基本情况",
        "各子项目资金使用情况",
        "建设项目资金使用情况",
        "特定目标类项目支出决算情况说明",
        "行政事业类项目支出决算说明",
        "基本支出和项目支出决算情况说明",
        "一般公共预算项目支出决算情况",
        "政府性基金项目支出决算情况说明",
        "某某市体育局项目支出决算情况说明",
        "专项资金使用情况",
        "“三公”经费支出决算情况说明",
    ],
)
def test_accounts_of_the_whole_document_are_none(build: Build, heading: str) -> None:
    assert build(ACCOUNTS + heading + PROSE).narratives == ()


@pytest.mark.parametrize("heading", ["安全生产类项目支出决算情况说明", "场馆方面项目支出决算说明"])
def test_a_heading_over_no_projects_facts_is_none(build: Build, heading: str) -> None:
    text = "\n\n2024年决算1,204万元，比上年增加3%。\n\n五、其他说明\n《体育法》由我局负责落实。\n"
    assert build(ACCOUNTS + heading + text).narratives == ()


def test_a_projects_own_section_on_its_accounts_stays_inside(build: Build) -> None:
    text = (
        "健身步道修缮项目经费情况说明\n\n一、立项依据\n《体育法》\n二、实施主体\n某某市体育场\n"
        "三、健身步道修缮项目资金使用情况\n预算60万元，由某某市体育场组织实施，2024年3月至9月完成，依据《办法》。\n"
        "健身步道修缮项目支出决算情况\n决算58万元，由某某市体育场组织实施，2024年3月至9月完成。\n"
    )
    (narrative,) = build(ACCOUNTS + text).narratives
    assert narrative.project == "健身步道修缮"
    assert narrative.end == len(ACCOUNTS + text)


@pytest.mark.parametrize("numbers", [("", ""), ("（一）", "（二）"), ("1. ", "2. ")])
def test_accounts_of_several_projects_follow_one_another(build: Build, numbers: tuple[str, str]) -> None:
    part = "二、项目经费情况说明\n\n"
    texts = f"{numbers[0]}健身步道修缮项目支出决算情况{PROSE}\n{numbers[1]}器材更换项目支出决算情况{PROSE}"
    found = build(ACCOUNTS + part + texts).narratives
    assert [n.project for n in found] == ["健身步道修缮", "器材更换"]
