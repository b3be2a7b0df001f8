"""Kind, level, year, organisation, parts and units."""

from __future__ import annotations

import pytest

from tests.outline.conftest import Build


@pytest.mark.parametrize(
    ("text", "kind", "level", "year", "organisation"),
    [
        (
            "云川市澜江区2026年区级部门预算\n\n预算主管部门：云川市澜江区民政局\n",
            "department_budget",
            "district",
            2026,
            "云川市澜江区民政局",
        ),
        (
            "云川市儿童福利院2025年单位预算\n预算单位：云川市儿童福利院\n",
            "unit_budget",
            None,
            2025,
            "云川市儿童福利院",
        ),
        (
            "青禾省水利厅2024年度\n部门决算\n青禾省水利厅2024年度部门决算\n",
            "department_final_accounts",
            "provincial",
            2024,
            "青禾省水利厅",
        ),
        ("中央部门预算公开\n国家林草局2026年部门预算\n", "department_budget", "central", 2026, "国家林草局"),
        ("青禾省图书馆二〇二六年单位预算\n", "unit_budget", "provincial", 2026, "青禾省图书馆"),
        # the page cuts the name
        (
            "云川市澜江区人民政府\n柳堤街道办事处 2025\n年度部门决算\n\n目 录\n一、主要职能\n",
            "department_final_accounts",
            "district",
            2025,
            "云川市澜江区人民政府柳堤街道办事处",
        ),
        # the name stands above a title that has none
        ("云州市税务局\n2021年度单位预算公开\n", "unit_budget", None, 2021, "云州市税务局"),
        (
            "青禾省委党校（青禾行政学院）\n2026年度部门预算公开说明\n",
            "department_budget",
            "provincial",
            2026,
            "青禾省委党校（青禾行政学院）",
        ),
        # the titles of tables in the contents name nobody
        (
            "国家云雾观测所\n2026年单位预算\n目  录\n第一部分 单位概况\n第二部分 2026年单位预算表\n"
            "表八　项目支出预算表\n公开02表 收入决算表\n第一部分 单位概况\n一、主要职能\n观测。\n",
            "unit_budget",
            "central",
            2026,
            "国家云雾观测所",
        ),
        # the year in front, and titles that end in other words
        ("2024年石门县档案馆部门预算公开\n", "department_budget", "district", 2024, "石门县档案馆"),
        (
            "石门县档案馆\n2024年部门预算信息公开说明\n",
            "department_budget",
            "district",
            2024,
            "石门县档案馆",
        ),
        (
            "石门市东河区柳巷街道办事处2025年部门预算编制说明\n",
            "department_budget",
            "district",
            2025,
            "石门市东河区柳巷街道办事处",
        ),
        # a caption tells the district that the title leaves out; it is all there is under a place's name
        (
            "柳巷街道办事处2025年部门决算\n编制部门：石门市东河区柳巷街道办事处\t单位：元\n",
            "department_final_accounts",
            "district",
            2025,
            "石门市东河区柳巷街道办事处",
        ),
        (
            "青溪镇2025年部门预算\n正文。\n部门：石门县青溪镇人民政府\t单位：万元\n",
            "department_budget",
            "district",
            2025,
            "石门县青溪镇人民政府",
        ),
        # who fills a form in, further down, is not whose document it is
        (
            "石门县青溪镇人民政府2025年部门预算\n目录\n一、概况\n二、部门预算表\n一、概况\n正文。\n"
            "编制单位：青溪镇财政所\n",
            "department_budget",
            "district",
            2025,
            "石门县青溪镇人民政府",
        ),
        ("生态治理部湖沼研究所2025年单位预算\n", "unit_budget", "central", 2025, "生态治理部湖沼研究所"),
        # 国务院 in the text says nothing of the level
        (
            "石门县民政局2025年部门预算\n根据《国务院关于救助的意见》，开展救助。\n",
            "department_budget",
            "district",
            2025,
            "石门县民政局",
        ),
        ("今日菜单\n红烧肉\n", "unknown", None, None, None),
    ],
)
def test_cover(
    build: Build, text: str, kind: str, level: str | None, year: int | None, organisation: str | None
) -> None:
    outline = build(text)
    assert (outline.kind, outline.level, outline.fiscal_year, outline.organisation) == (
        kind,
        level,
        year,
        organisation,
    )


PARTS = """某局2026年部门预算
目 录
一、部门主要职能......1
二、机构设置......2
三、部门预算编制说明......3
四、其他相关情况说明......4
一、部门主要职能
1.管理政府采购。
2.管理国有资产
二、机构设置
包括：
三、部门预算编制说明
收入预算5万元。
四、其他相关情况说明
一、“三公”经费预算
无。
二、政府采购预算
无。
"""


def test_parts_and_what_stays_inside_them(build: Build) -> None:
    outline = build(PARTS)
    assert [(s.kind, s.heading) for s in outline.sections] == [
        ("contents", "目 录"),
        ("functions", "一、部门主要职能"),
        ("units", "二、机构设置"),
        ("compilation_notes", "三、部门预算编制说明"),
        ("other_matters", "四、其他相关情况说明"),
    ]


@pytest.mark.parametrize(
    "heading",
    [
        "第三部分 2021年单位预算报表说明",
        "一、关于单位收支总表的说明",
        "三、预算单位收入情况",
        "四、部门财务支出情况",
        "五、2024年部门决算编报情况说明",
    ],
)
def test_headings_composed_of_known_words(build: Build, heading: str) -> None:
    outline = build(f"某局2026年部门预算\n一、基本情况\n人员5人。\n{heading}\n收入预算5万元。\n")
    assert [(s.kind, s.heading) for s in outline.sections][-1] == ("compilation_notes", heading)


@pytest.mark.parametrize("heading", ["三、项目支出绩效说明", "三、人员情况", "三、重点工作说明"])
def test_headings_that_open_no_prose_on_the_budget(build: Build, heading: str) -> None:
    outline = build(f"某局2026年部门预算\n一、基本情况\n人员5人。\n{heading}\n收入预算5万元。\n")
    assert "compilation_notes" not in {s.kind for s in outline.sections}


def test_sections_that_count_on_are_parts_of_their_own(build: Build) -> None:
    outline = build(
        "某局2026年部门预算\n一、收支总体情况说明\n甲。\n二、收入情况说明\n乙。\n三、支出情况说明\n丙。\n"
    )
    assert [s.heading for s in outline.sections] == [
        "一、收支总体情况说明",
        "二、收入情况说明",
        "三、支出情况说明",
    ]


@pytest.mark.parametrize(
    "listing",
    [
        "包括：\n1. 某局本级\n2. 某局监测站；\n3、某局宣教中心（某局档案馆）。\n",
        "包括：\n（一）某局本级\n（二）某局监测站\n（三）某局宣教中心（某局档案馆）\n",
        "有3家，包括：某局本级、某局监测站、某局宣教中心（某局档案馆）。\n",
        "\n序号\t单位名称\t备注\n1\t某局本级\t\n2\t某局监测站\t\n3\t某局宣教中心（某局档案馆）\t\n",
        "包括：\n- 某局本级\n- 某局监测站\n- 某局宣教中心（某局档案馆）\n",
    ],
    ids=["digits", "brackets", "sentence", "table", "bullets"],
)
def test_units_in_order(build: Build, listing: str) -> None:
    outline = build("某局2026年部门预算\n二、机构设置\n纳入部门预算的单位" + listing)
    names = [unit.name for unit in outline.units]
    assert names == ["某局本级", "某局监测站", "某局宣教中心（某局档案馆）"]
    assert all(outline.document.text[u.evidence.start : u.evidence.end] == u.name for u in outline.units)


def test_internal_departments_are_no_budget_units(build: Build) -> None:
    outline = build("某馆2026年单位预算\n机构设置\n某馆设5个内设机构，包括：\n1. 办公室\n2. 财务室\n")
    assert outline.units == ()
    outline = build("某馆2026年单位预算\n机构设置\n某馆内设机构包括：综合办公室、财务管理室、后勤部。\n")
    assert outline.units == ()
