"""Headings that tell two matters of one project at once, and names behind 重点项目说明; all invented."""

from __future__ import annotations

import pytest

from tests.outline.conftest import Build

BUDGET = "某某市体育局2024年部门预算\n\n二、项目经费情况说明\n\n"
PROSE = (
    "项目由某某市体育场组织实施，实施时间为2024年3月至9月，依据为《健身设施管理办法》。\n2024年预算60万元。\n"
)


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("健身步道修缮项目概况及预算安排", "健身步道修缮"),
        ("健身步道修缮项目情况和资金安排", "健身步道修缮"),
        ("健身步道修缮项目绩效评价及支出说明", "健身步道修缮"),
        ("关于健身步道修缮项目基本情况与经费预算的说明", "健身步道修缮"),
        ("游泳救生专项资金概况及使用情况", "游泳救生专项资金"),
        ("重点项目说明：健身步道修缮", "健身步道修缮"),
    ],
)
def test_one_projects_heading_is_told_apart_from_its_name(build: Build, heading: str, name: str) -> None:
    (narrative,) = build(BUDGET + heading + "\n" + PROSE).narratives
    assert narrative.project == name


@pytest.mark.parametrize("heading", ["项目概况及预算安排", "项目情况及资金安排"])
def test_a_heading_over_the_label_of_the_name_opens_the_narrative(build: Build, heading: str) -> None:
    text = f"{heading}\n项目名称：健身步道修缮\n{PROSE}绩效目标：修缮步道4公里。\n"
    *_, narrative = build(BUDGET + text).narratives
    assert narrative.project == "健身步道修缮"
    assert build(BUDGET + text).document.text[narrative.start :].startswith(heading)


@pytest.mark.parametrize(
    "heading", ["部门预算项目情况及支出安排", "各子项目概况及预算安排", "“三公”经费项目情况及预算安排"]
)
def test_a_heading_over_all_projects_names_none(build: Build, heading: str) -> None:
    narratives = build("某某市体育局2024年部门预算\n\n" + heading + "\n" + PROSE).narratives
    assert all(narrative.project is None for narrative in narratives)
