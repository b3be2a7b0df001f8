"""Who carries a project out, in its narrative and in a table."""

from __future__ import annotations

from pathlib import Path

import pytest

from nlp.pipeline import process

TEXT = """某市水利局2025年部门预算

机构设置

1. 某市水利局本级
2. 某市河道管理站
3. 某市水质检测中心

项目支出表

单位：万元

序号\t项目名称\t承担单位\t合计\t财政拨款
1\t闸门改造\t{listed}\t96.40\t96.40
2\t水样采集\t某市水质检测中心\t31.20\t31.20
\t合计\t\t127.60\t127.60

闸门改造项目经费情况说明

一、项目概述

更换闸门。

二、立项依据

《某市水利工程管理办法》。

三、实施主体

{told}。

四、年度预算安排

2025年预算96.40万元。
"""


@pytest.mark.parametrize(
    ("told", "listed", "wrong"),
    [
        ("某市河道管理站", "某市河道管理站", False),
        ("某市水质检测中心", "某市河道管理站", True),
        # together with it, the seat, a name that no unit has
        ("某市水质检测中心会同某市河道管理站", "某市河道管理站", False),
        ("某市水利局本级", "某市河道管理站", False),
        ("某市水质检测中心", "某市水利局本级", False),
        ("某市水质检测中心", "河道站", False),
        # a short name that only one unit's ends with, or none's
        ("某市水质检测中心", "河道管理站", True),
        ("某市水质检测中心", "闸门管理站", False),
    ],
)
def test_a_narrative_and_the_list_of_projects(told: str, listed: str, wrong: bool, tmp_path: Path) -> None:
    path = tmp_path / "budget.txt"
    path.write_text(TEXT.format(told=told, listed=listed), encoding="utf-8")
    rules = [f.rule for f in process(path).findings if f.severity != "info"]
    assert rules == (["narrative-and-form-differ"] if wrong else [])


@pytest.mark.parametrize("head", ["承担单位", "预算单位", "单位"])
@pytest.mark.parametrize(
    ("told", "listed", "wrong"),
    [
        ("某市河道管护站", "某市河道管理站", True),
        ("某市河道管理站与某市水文监测站", "某市河道管理站、某市水文检测站", True),
        ("河官站", "某市河道管理站", True),
        ("河管站", "某市河道管理站", False),
        ("某市第一河道站", "某市第二河道站", False),
        ("某市水文监测站", "某市河道管理站", False),
    ],
)
def test_a_body_that_the_table_has_in_all_but_one_character(
    head: str, told: str, listed: str, wrong: bool, tmp_path: Path
) -> None:
    path = tmp_path / "budget.txt"
    text = TEXT.replace("承担单位", head).replace(
        "机构设置\n", "机构设置\n\n编制范围的预算单位共3家，具体是：\n"
    )
    text = text.replace("2. 某市河道管理站", "2. 某市河道管理站（以下简称“河管站”）")
    path.write_text(text.format(told=told, listed=listed), encoding="utf-8")
    told_so = [f for f in process(path).findings if "只差一字" in f.message]
    assert [f.rule for f in told_so] == ["narrative-and-form-differ"] * wrong
