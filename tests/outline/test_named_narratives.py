"""Narratives found by how their project is named: in a form's row, over its evaluation, counted off."""

from __future__ import annotations

import hashlib

import pytest

from nlp.outline import Outline, outline
from nlp.pipeline import process
from nlp.readers.text import read_text

FRONT = "某市渔业局{year}年度部门{kind}\n\n第一部分 部门概况\n\n一、主要职责\n\n负责渔业。\n\n"


def read(text: str, kind: str = "预算", year: int = 2024) -> Outline:
    data = (FRONT.format(kind=kind, year=year) + text).encode()
    return outline(read_text("a.txt", data, hashlib.sha256(data).hexdigest()))


def names(text: str, kind: str = "预算", year: int = 2024) -> list[str | None]:
    return [narrative.project for narrative in read(text, kind, year).narratives]


ROWS = {
    "a tab": "项目名称\t{name}\t项目类别\t一次性",
    "a colon": "项目名称：{name}    项目属性：新增项目",
    "blanks": " 项目名称        {name}        项目属性    新增项目",
    "bars": "| 项目名称 | {name} | 项目类别 | 延续项目 |",
    "behind": "项目编码\t330105\t项目名称\t{name}\t主管部门\t某市渔业局",
    "alone": "项目名称\t{name}",
}
FORM = """{title}
（2024年度）    单位：万元
{row}
主管部门\t某市渔业局\t实施单位\t某市渔港管理处
项目期限\t2024年3月至2024年10月
年度资金总额\t30.00\t其中：财政拨款\t30.00
立项依据\t《渔港管理办法》（某渔发〔2022〕8号）
年度目标\t完成更换。
一级指标\t二级指标\t指标值
产出指标\t数量指标\t12盏
"""


@pytest.mark.parametrize("row", ROWS.values(), ids=list(ROWS))
def test_a_forms_row_may_tell_more_than_the_name(row: str) -> None:
    forms = "\n".join(
        FORM.format(title=f"项目支出绩效目标表（{number}）", row=row.format(name=name))
        for number, name in (("一", "码头灯具更换"), ("二", "增殖放流"))
    )
    made = read(f"第二部分 项目支出绩效目标表\n\n{forms}")
    assert [each.project for each in made.narratives] == ["码头灯具更换", "增殖放流"]
    assert [each.section("legal_basis") is not None for each in made.narratives] == [True, True]


def test_a_numbered_title_belongs_to_the_form_below_it() -> None:
    forms = "\n".join(
        FORM.format(title=f"2024年项目支出绩效目标表（{number}）", row=f"项目名称\t{name}\t项目类别\t一次性")
        for number, name in (("一", "码头灯具更换"), ("二", "增殖放流"))
    )
    made = read(f"第二部分 项目支出绩效目标表\n\n{forms}")
    first, second = made.narratives
    text = made.document.text
    assert text[second.start : second.end].startswith("2024年项目支出绩效目标表（二）")
    assert first.end == second.start


@pytest.mark.parametrize(
    "head",
    [
        "项目名称\t功能科目\t主管部门\t一般公共预算拨款",
        "项目名称\t项目类别\t实施单位\t预算数",
        "项目名称    科目编码    主管部门    合计",
        "项目名称\t实施单位\t绩效目标\t年度金额",
    ],
)
def test_a_tables_head_names_no_project(head: str) -> None:
    table = f"{head}\n码头灯具更换\t2130121\t渔港管理处\t30.00\n增殖放流\t2130122\t增殖站\t20.00\n"
    assert names(f"第二部分 项目情况\n\n项目支出表\n单位：万元\n{table}") == []


BASED = "项目依据《渔港管理办法》（某渔发〔2022〕8号）设立，由某市渔港管理处组织实施，2024年3月至10月完成。"
MONEY = "全年预算数30.00万元，执行数29.00万元，自评得分96分。"


@pytest.mark.parametrize(
    "ending", ["项目绩效自评综述", "项目自评情况", "项目支出绩效评价结果", "绩效自评报告"]
)
def test_one_projects_evaluation_is_its_narrative(ending: str) -> None:
    text = (
        "第三部分 决算情况说明\n\n十、国有资产占用情况\n\n年末共有船2艘。\n\n十一、预算绩效情况\n\n"
        "对2个项目开展绩效自评。\n\n"
        f"（一）码头灯具更换{ending}\n\n{BASED}{MONEY}\n\n"
        f"（二）增殖放流{ending}\n\n以《放流规定》为依据。预算20.00万元，支出20.00万元。\n\n"
        "第四部分 名词解释\n\n1.其他收入：指利息。\n"
    )
    made = read(text, "决算")
    assert [each.project for each in made.narratives] == ["码头灯具更换", "增殖放流"]
    assert "名词解释" not in made.document.text[made.narratives[1].start : made.narratives[1].end]
    over = next(section for section in made.sections if section.heading == "十一、预算绩效情况")
    assert over.kind == "other_matters"  # its own amounts are reconciled as the others are


@pytest.mark.parametrize(
    ("first", "name"),
    [
        (
            "1、码头灯具更换及岸线照明提升改造项目绩效自评综述：本项目系一次性项目，",
            "码头灯具更换及岸线照明提升改造",
        ),
        # Longer than other headings that text goes on behind, and one that enumerates.
        (
            "1、码头灯具更换和渔港监控系统升级改造一期项目绩效自评综述：项目",
            "码头灯具更换和渔港监控系统升级改造一期",
        ),
        ("1、码头、泊位和岸线灯具更换项目支出绩效自评情况：项目属延续性，", "码头、泊位和岸线灯具更换"),
    ],
)
def test_the_pages_width_may_cut_what_is_told_behind_a_heading(first: str, name: str) -> None:
    second = "2、增殖放流项目绩效自评综述：根据《放流规定》实施，安排了20.00\n万元，支出20.00万元。\n"
    told = f"{first}\n依据《渔港管理办法》（某渔发〔2022〕8号），由某市渔港管理处组织\n实施，{MONEY}\n"
    front = "第三部分 决算情况说明\n\n九、预算绩效情况\n（二）项目绩效自评结果。\n"
    assert names(f"{front}{told}{second}", "决算") == [name, "增殖放流"]


def test_a_short_line_with_a_label_is_no_heading_of_what_stands_below() -> None:
    told = f"1、码头灯具更换项目绩效自评综述：96分\n{BASED}{MONEY}\n"
    front = "第三部分 决算情况说明\n\n九、预算绩效情况\n（二）项目绩效自评结果。\n"
    assert names(f"{front}{told}", "决算") == []


@pytest.mark.parametrize(
    ("heading", "told"),
    [
        # What the whole department, all projects, or another year's project was judged by is no narrative.
        ("（一）部门整体支出绩效自评结果", BASED + MONEY),
        ("（一）项目支出绩效自评结果", BASED + MONEY),
        # How the evaluation was done is no fact of the project.
        (
            "（一）码头灯具更换项目绩效评价结果",
            "依据《绩效评价办法》（某财绩〔2020〕1号），由某市财政局委托第三方于2024年3月至5月开展评价，"
            "涉及资金30.00万元。得分90分。",
        ),
        ("（一）码头灯具更换项目绩效自评综述", MONEY),
    ],
)
def test_evaluations_that_are_no_projects_narrative(heading: str, told: str) -> None:
    front = "第三部分 决算情况说明\n\n十、国有资产占用情况\n\n年末共有船2艘。\n\n十一、预算绩效情况\n\n"
    assert names(f"{front}{heading}\n\n{told}\n", "决算") == []


def test_last_years_evaluation_is_no_narrative_of_this_year() -> None:
    front = "八、其他重要事项说明\n\n（五）上年度项目绩效评价情况\n\n"
    assert names(f"{front}1.码头灯具更换项目绩效自评综述\n\n{BASED}{MONEY}\n") == []


SECTIONS = (
    "1.为什么安排？\n依据《渔港管理办法》（某渔发〔2022〕8号）。\n2.谁来实施？\n某市渔港管理处。\n"
    "3.什么时候实施？\n2024年3月至10月。\n4.花多少钱？\n2024年预算30.00万元。\n"
)


@pytest.mark.parametrize("counter", ["问答{}  ", "案例{}：", "项目{} ", "重点项目之{}：", "专项{}、"])
def test_what_counts_projects_off_is_no_part_of_their_names(counter: str) -> None:
    told = "\n".join(
        f"{counter.format(number)}{name}\n{SECTIONS}"
        for number, name in (("一", "灯具更换"), ("二", "增殖放流"))
    )
    assert names(f"第二部分  重点项目情况说明\n\n{told}") == ["灯具更换", "增殖放流"]


@pytest.mark.parametrize("lead", ["", "附件：", "附件2：", "附1. "])
def test_a_part_that_is_attached_holds_narratives_as_any(lead: str) -> None:
    told = "\n".join(
        f"{number}、{name}\n\n{BASED}{MONEY}\n" for number, name in (("一", "灯具更换"), ("二", "增殖放流"))
    )
    assert names(f"第五部分  {lead}重点项目支出情况\n\n{told}", "决算") == ["灯具更换", "增殖放流"]


@pytest.mark.parametrize("label", ["责任股室", "承办科室", "实施部室"])
def test_a_label_of_departments_is_none(label: str) -> None:
    sections = f"一、立项依据\n{BASED}\n二、实施主体\n{label}：渔政管理股\n三、年度预算安排\n{MONEY}\n"
    text = f"灯具更换项目经费情况说明\n{sections}"
    data = (FRONT.format(kind="预算", year=2024) + text).encode()
    (fields,) = process(read_text("a.txt", data, hashlib.sha256(data).hexdigest())).fields
    assert [body.name for body in fields.implementing_bodies] == ["渔政管理股"]


TOLD = (
    "（二）项目概述：码头灯具老化。\n（三）立项依据：《渔港管理办法》。\n（四）实施主体：某市渔港管理处。\n"
    "（五）实施周期：2024年3月至10月。\n（六）年度预算安排：2024年预算30万元。\n"
)


def test_a_numbered_heading_without_a_name_behind_a_narrative_is_the_next_ones() -> None:
    first = f"1. 增殖放流项目经费情况说明\n（一）项目概况：放流鱼苗。\n{TOLD}"
    last = f"3. 渔政执法项目经费情况说明\n（一）项目概况：执法。\n{TOLD}"
    told = f"六、项目经费情况说明\n{first}2. 项目经费情况说明\n（一）项目名称：码头灯具更换。\n{TOLD}{last}"
    made = read(told)
    assert [each.project for each in made.narratives] == ["增殖放流", "码头灯具更换", "渔政执法"]
    assert all(each.section("schedule") is not None for each in made.narratives)


def test_all_of_the_headings_may_leave_the_name_to_the_first_item() -> None:
    told = "".join(
        f"{number}、项目经费情况说明\n（一）项目名称：{name}\n{TOLD}"
        for number, name in ((1, "码头灯具更换"), (2, "增殖放流"))
    )
    assert names(f"第四部分 项目经费情况说明\n{told}") == ["码头灯具更换", "增殖放流"]


def test_the_narratives_own_section_stays_inside() -> None:
    told = f"1. 增殖放流项目经费情况说明\n（一）项目情况说明\n放流鱼苗。\n{TOLD}"
    assert names(f"六、项目经费情况说明\n{told}") == ["增殖放流"]


@pytest.mark.parametrize(
    "over", ["某市渔业局2024年度重点项目情况说明", "某市渔业局2024年重点项目经费说明", "重点项目情况说明"]
)
@pytest.mark.parametrize("stop", ["", "。", "；"])
def test_an_offices_heading_over_labelled_names_is_no_project(over: str, stop: str) -> None:
    told = (
        "项目概况。换灯。\n立项依据。《渔港管理办法》。\n"
        "实施主体。某市渔港管理处。\n经费情况。2024年支出30万元。\n"
    )
    listed = "".join(
        f"（{number}）项目名称：{name}{stop}\n{told}\n"
        for number, name in (("一", "码头灯具更换"), ("二", "增殖放流"))
    )
    assert names(f"第五部分 附件\n{over}\n{listed}", "决算") == ["码头灯具更换", "增殖放流"]
