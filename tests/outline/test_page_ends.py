"""What stands at a page's end is no heading, and ends no table's unit."""

from __future__ import annotations

import pytest

from tests.outline.conftest import Build

HEAD = "云洲市档案馆2026年部门预算"


def _end(number: int, mark: str) -> str:
    return f"{mark.format(number)}\n{HEAD}"


def _project(name: str, cut: str) -> str:
    return (
        f"{name}\n{cut}立项依据：《云洲市档案条例》。\n实施主体：云洲市档案馆。\n"
        "实施周期：2026年3月至10月。\n年度预算安排：30万元，全部为财政拨款。\n绩效目标：修裱2000页。"
    )


@pytest.mark.parametrize("mark", ["- {} -", "{}", "第{}页 共9页"])
def test_a_running_head_between_a_name_and_its_sections_is_no_heading(build: Build, mark: str) -> None:
    text = "\n".join(
        [
            HEAD,
            _end(1, mark),
            "六、重点项目支出情况",
            _project("项目名称：民国档案修裱", f"{_end(2, mark)}\n"),
            _project("项目名称：库房恒温改造", ""),
            _end(3, mark),
            "七、名词解释",
            "财政拨款：指财政拨付的资金。",
            mark.format(4),
        ]
    )
    outline = build(text)
    assert [each.project for each in outline.narratives] == ["民国档案修裱", "库房恒温改造"]
    assert "立项依据" in text[outline.narratives[0].start : outline.narratives[0].end]


def test_sections_that_stand_beside_their_numbers_are_no_running_heads(build: Build) -> None:
    sections = (
        "1\n立项依据\n《甲条例》。\n2\n实施主体\n云洲市档案馆\n3\n实施周期\n2026年\n4\n年度预算安排\n5万元\n"
    )
    outline = build(f"{HEAD}\n\n修裱项目经费情况说明\n{sections}\n数字化项目经费情况说明\n{sections}")
    assert [each.project for each in outline.narratives] == ["修裱", "数字化"]
    assert {s.kind for s in outline.narratives[1].sections} >= {"legal_basis", "schedule", "annual_budget"}


def test_a_form_that_the_page_cuts_keeps_the_unit_of_the_one_above(build: Build) -> None:
    first = "项目名称\t民国档案修裱\n项目单位\t云洲市档案馆\n年度资金总额\t30.00\t其中：财政拨款\t30.00"
    second = "质量指标\t合格率\t≥98%\n" + first.replace("民国档案修裱", "库房恒温改造").replace(
        "30.00", "41.50"
    )
    one, two = _end(1, "- {} -"), _end(2, "- {} -")
    text = f"{one}\n项目支出绩效目标表\n单位：万元\n{first}\n{two}\n{second}\n- 3 -\n"
    assert [str(form.annual and form.annual.value) for form in build(text).forms] == [
        "300000.00",
        "415000.00",
    ]
    apart = text.replace(f"{HEAD}\n质量", "项目申报表\n质量")
    assert [form.unit for form in build(apart).forms] == ["万元", "元"]
