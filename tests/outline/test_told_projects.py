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
