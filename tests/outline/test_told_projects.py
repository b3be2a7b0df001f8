"""Projects that are found by what stands below a heading, in the layouts of many offices."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from nlp.pipeline import Result, process
from nlp.readers.text import read_text

TOLD = Path(__file__).parent / "told"


def read(name: str) -> Result:
    data = (TOLD / f"{name}.txt").read_bytes()
    return process(read_text(f"{name}.txt", data, hashlib.sha256(data).hexdigest()))


@pytest.mark.parametrize(
    ("name", "projects"),
    [
        ("health_letters", ["村医岗位补贴", "结核病筛查补助"]),
        ("edu_bracket_letters", ["午餐补贴", "校车安全员津贴"]),
        ("water_no_numbers", ["西塘河清淤", "节水宣传周"]),
        ("transport_roman", ["农村公路安防设施补齐", "渡口渡船更新"]),
        ("circled", ["孤老节日慰问", "福利院电梯加装"]),
        ("label_marks", ["古籍扫描", "流动书车"]),
        ("table_pipes", ["水域救援装备", "训练塔维修"]),
        ("prose_only", ["操场塑胶面层更换"]),
        ("none_stated2", []),
        ("policy", []),
        ("prose_numbered", ["种粮大户补贴", "强制免疫疫苗"]),
        ("perf_section_rich", []),
        ("culture_runin", ["库房恒温改造", "送戏下乡"]),
        ("final_accounts", []),
        ("work_report_functions", []),
        ("attachment", ["人民调解以奖代补", "社区矫正信息化"]),
        ("second_level_cn", ["转运站除臭", "公厕管护"]),
    ],
)
def test_projects_of_a_whole_document(name: str, projects: list[str]) -> None:
    assert [fields.project for fields in read(name).fields] == projects


def test_a_part_ends_where_the_next_heading_of_its_rank_stands() -> None:
    outline = read("health_letters").outline
    text = outline.document.text
    last = outline.narratives[-1]
    assert text[last.start : last.end].strip().endswith("经费：38.5万元。")
    assert [(s.kind, s.heading) for s in outline.sections[-2:]] == [
        ("narratives", "第三部分 专项情况"),
        ("other_matters", "第四部分 “三公”经费说明"),
    ]


def test_fields_of_projects_without_sections() -> None:
    first, second = read("culture_runin").fields
    assert [body.name for body in first.implementing_bodies] == ["杏林市博物馆"]
    assert first.amounts.annual_total is not None
    assert first.amounts.annual_total.value == 860_000
    assert [basis.title for basis in second.legal_basis] == ["公共文化服务保障法"]


@pytest.mark.parametrize("ending", ["项目。", "工程。"])
def test_a_heading_may_end_in_a_full_stop(ending: str) -> None:
    text = (TOLD / "water_no_numbers.txt").read_text(encoding="utf-8")
    for name in ("西塘河清淤", "节水宣传周"):
        text = text.replace(f"{name}\n", f"{name}{ending}\n")
    data = text.encode()
    found = process(read_text("a.txt", data, hashlib.sha256(data).hexdigest())).fields
    assert [fields.project for fields in found] == [
        name + ending[:-1].removesuffix("项目") for name in ("西塘河清淤", "节水宣传周")
    ]


BEFORE = (
    "某市文化局2024年度部门决算\n\n部门：某市文化局\n\n"
    "第一部分 部门概况\n\n一、主要职责\n\n负责文化工作。\n\n"
)
SECTIONS = (
    "（1）依据：《甲办法》（某文发〔2024〕8号）。\n（2）主体：乙馆。\n（3）周期：2024年1月至12月。\n"
    "（4）年度预算：5.00万元。\n"
)


@pytest.mark.parametrize(
    ("part", "first", "second"),
    [
        ("第四部分 重点项目情况及绩效目标", "一、古籍扫描", "二、流动书车"),
        ("第三部分 项目经费情况说明及绩效目标表", "项目一  古籍扫描", "项目二  流动书车"),
        ("第四部分 项目绩效自评情况", "项目一：古籍扫描", "项目二：流动书车"),
        ("四、重点项目情况说明与绩效目标", "项目A  古籍扫描", "项目B  流动书车"),
    ],
)
def test_a_part_that_tells_of_targets_as_well(part: str, first: str, second: str) -> None:
    text = f"{BEFORE}{part}\n\n{first}\n{SECTIONS}\n{second}\n{SECTIONS}"
    made = process(read_text("sample.txt", text.encode(), hashlib.sha256(text.encode()).hexdigest()))
    assert [fields.project for fields in made.fields] == ["古籍扫描", "流动书车"]


def test_a_part_about_targets_alone_has_no_projects() -> None:
    text = f"{BEFORE}第四部分 预算绩效情况\n\n一、古籍扫描\n{SECTIONS}\n二、流动书车\n{SECTIONS}"
    made = process(read_text("sample.txt", text.encode(), hashlib.sha256(text.encode()).hexdigest()))
    assert made.fields == ()
