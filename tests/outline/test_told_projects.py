"""Projects that are found by what stands below a heading, in the layouts of many offices."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from nlp.errors import YusuanError
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


SECTIONS = """一、项目概述
为寄宿学生补贴伙食。
二、立项依据
根据《云汀县学生营养管理办法》。
三、实施主体
云汀县教育局。
四、实施周期
2024年1月至12月。
五、年度预算安排
2024年安排30万元。
"""


def told(text: str) -> Result:
    data = text.encode()
    return process(read_text("alone.txt", data, hashlib.sha256(data).hexdigest()))


@pytest.mark.parametrize(
    ("front", "project"),
    [
        ("", None),
        ("项目名称：伙食补贴\n", "伙食补贴"),
        ("学生伙食补贴项目\n\n", "学生伙食补贴"),
        ("\n伙食补贴\n", "伙食补贴"),
    ],
)
def test_a_narrative_that_was_filed_without_its_document(front: str, project: str | None) -> None:
    (fields,) = told(front + SECTIONS).fields
    assert fields.project == project
    assert [body.name for body in fields.implementing_bodies] == ["云汀县教育局"]
    assert fields.amounts.annual_total is not None


def test_several_narratives_without_their_document() -> None:
    text = "".join(
        f"项目名称：{name}\n主管部门：云汀县教育局\n{SECTIONS}\n" for name in ("伙食补贴", "校舍维修")
    )
    assert [fields.project for fields in told(text).fields] == ["伙食补贴", "校舍维修"]


def test_words_of_sections_far_below_make_no_narrative_of_a_text() -> None:
    letter = "尊敬的各位家长：\n近来常有人问起食堂。\n现答复如下。\n感谢来信。\n祝好。\n"
    assert told(letter + SECTIONS).fields == ()


SECTIONS_2025 = SECTIONS.replace("2024", "2025")
FORM = """项目支出绩效目标申报表
（2025年度）
项目名称 | 渠系修复
主管部门 | 云汀县农业农村局 | 实施单位 | 云汀县水利站
项目属性 | 新增项目 | 项目期 | 2025年3月—2026年10月
{basis}项目资金（万元） | 中期资金总额 | 300.00 | 年度资金总额 | 120.00
 | 其中：财政拨款 | 260.00 | 其中：财政拨款 | 100.00
 | 其他资金 | 40.00 | 其他资金 | 20.00
产出指标 | 修复渠道 | ≥12公里
"""
COVER = "云汀县农业农村局2025年部门预算\n\n一、部门职能\n\n管理农田水利。\n\n二、项目经费情况说明\n\n"
BASIS = "立项依据 | 《云汀县水毁农田修复办法》\n"


def test_a_form_that_tells_its_basis_is_a_narrative_with_the_years_money() -> None:
    (fields,) = told(COVER + FORM.format(basis=BASIS)).fields
    money = fields.amounts
    assert (fields.project, fields.narrative.start) == ("渠系修复", len(COVER))
    assert [money.annual_total, money.fiscal, money.own_funds, money.multi_year_total] != [None] * 4
    figures = [money.annual_total, money.fiscal, money.own_funds, money.multi_year_total]
    assert [each.as_written if each else None for each in figures] == ["120.00", "100.00", "20.00", "300.00"]


def test_a_form_may_tell_the_year_in_its_labels() -> None:
    form = FORM.format(basis=BASIS).replace("中期资金总额", "项目期资金总额")
    (fields,) = told(COVER + form.replace("年度资金总额", "2025年度资金总额")).fields
    money = fields.amounts
    figures = [money.annual_total, money.fiscal, money.own_funds, money.multi_year_total]
    assert [each.as_written if each else None for each in figures] == ["120.00", "100.00", "20.00", "300.00"]


def test_the_scores_of_a_forms_indicators_are_no_money() -> None:
    form = """项目支出绩效自评表
项目名称\t渠系修复
实施单位\t云汀县水利站
起止时间\t2025年3月—2025年10月
立项依据\t《云汀县水毁农田修复办法》
年度资金总额（元）\t1,200,000.00
其中：财政拨款\t1,200,000.00
资金用途（单位：元）
渠道衬砌\t900,000.00
闸门更换\t300,000.00
绩效指标\t年度指标值\t实际完成值\t分值\t得分
衬砌渠道\t≥12公里\t12公里\t30\t30
群众满意度\t≥90%\t95%\t20\t20
"""
    (fields,) = told(COVER + form).fields
    parts = [part.as_written for part in fields.amounts.components]
    assert parts == ["900,000.00", "300,000.00"]


def test_a_form_of_stages_tells_the_adjusted_budget() -> None:
    rows = """项目支出绩效自评表
项目名称 | 渠系修复
实施单位 | 云汀县水利站 | 实施时间 | 2025年3月至10月
立项依据 | 《云汀县水毁农田修复办法》
项目资金（万元） | 年初预算数 | 全年预算数 | 全年执行数 | 执行率
年度资金总额 | 90.00 | 120.00 | 118.00 | 98.33%
其中：当年财政拨款 | 90.00 | 90.00 | 90.00 | 100.00%
上年结转 | 0.00 | 30.00 | 28.00 | 93.33%
"""
    (fields,) = told(COVER + rows).fields
    assert fields.amounts.annual_total is not None
    assert fields.amounts.annual_total.as_written == "120.00"
    assert fields.amounts.fiscal is not None
    assert fields.amounts.fiscal.value == 1_200_000


def test_a_form_of_targets_is_no_narrative() -> None:
    cover = COVER.replace("项目经费情况说明", "项目绩效目标")
    assert told(cover + FORM.format(basis="")).fields == ()


def test_the_form_of_a_project_that_is_told_of_is_no_second_narrative() -> None:
    heading = "渠系修复项目经费情况说明\n"
    part = "\n三、项目绩效目标\n\n"
    found = told(COVER + heading + SECTIONS + part + FORM.format(basis=BASIS)).fields
    assert [fields.project for fields in found] == ["渠系修复"]


@pytest.mark.parametrize(
    "text",
    [
        "渠系修复项目经费情况说明（更正）\n更正说明：原公开的金额误写，现予更正，以下列内容为准。\n"
        + SECTIONS_2025,
        "重点项目绩效情况说明（第3项）\n项目名称：渠系修复\n" + SECTIONS_2025,
        "渠系修复项目\n依据《云汀县办法》，对干渠清淤。\n实施主体：云汀县水利站\n实施周期：2025年3月至10月\n"
        "年度预算：60万元\n目标：清淤12公里\n",
        "渠系修复项目经费情况说明。本项目依据《云汀县水毁农田修复办法》，由云汀县水利站组织实施，2025年3月至"
        "10月完成，2025年安排财政资金60万元。\n",
    ],
)
def test_headings_with_remarks_or_text_behind_them(text: str) -> None:
    (fields,) = told(COVER + text).fields
    assert (fields.project, fields.narrative.start) == ("渠系修复", len(COVER))
    assert fields.amounts.annual_total is not None


TENDER = """云汀县智慧停车采购招标公告
项目概况
云汀县智慧停车采购项目的潜在投标人应于2023年6月20日前递交投标文件。
一、项目基本情况
预算金额：498万元
采购需求：诱导屏12块
二、获取招标文件
时间：2023年5月30日至2023年6月6日
"""


def test_a_call_for_tenders_is_no_narrative() -> None:
    with pytest.raises(YusuanError, match="not a budget document"):
        told(TENDER)


@pytest.mark.parametrize(
    ("money", "year"),
    [
        ("2021年申请财政资金30万元", 2021),
        ("2020年已支出20万元，2021年计划安排30万元", 2021),
        ("２０２１年安排３０万元", 2021),
        ("年度资金30万元", None),
    ],
)
def test_the_year_of_a_narrative_without_its_document(money: str, year: int | None) -> None:
    assert told(SECTIONS.replace("2024年安排30万元", money)).outline.fiscal_year == year


def test_a_forms_unit_is_that_of_the_rows_of_money_below_it() -> None:
    rows = (
        "项目名称\t渠系修复\n实施单位\t云汀县水利站\n立项依据\t《云汀县水毁农田修复办法》\n起止时间\t2025年3月至10月\n"
        "本年度预算（万元）\t96\n其中：财政拨款\t60\n其中：事业收入\t36\n绩效目标\t修复渠道12公里\n"
    )
    (fields,) = told(rows).fields
    money = (fields.amounts.annual_total, fields.amounts.fiscal, fields.amounts.own_funds)
    assert [each.value if each else None for each in money] == [960_000, 600_000, 360_000]


@pytest.mark.parametrize(
    ("part", "names"),
    [
        # Sections in one, prose in the other.
        (
            "（四）重点项目预算情况\n项目一：步道联网项目\n立项依据：《云汀县健身计划》\n实施主体：县体育中心\n"
            "实施周期：2025年3月至10月\n年度预算安排：62万元\n项目二：青少年联赛\n该联赛依据《云汀县体教融合办法》举办，"
            "由县体育中心组织，2025年3月至6月进行，2025年预算98万元。\n五、政府性基金情况\n无。\n",
            ["步道联网", "青少年联赛"],
        ),
        # Prose under a heading of bold type that is over projects.
        (
            "**五、重点项目情况**\n\n**（一）步道联网项目**\n\n依据《云汀县健身计划》（云政发〔2023〕1号），由县体育中心组织实施，"
            "2025年3月至10月完成，2025年安排62万元。\n\n**六、名词解释**\n",
            ["步道联网"],
        ),
        # Text behind a heading on its line, in a list of other matters.
        (
            "四、其他重要事项说明\n（一）机关运行经费：不涉及。\n（二）项目支出说明：共2个项目，其中金额较大的如下：\n"
            "①步道联网项目。依据《云汀县健身计划》设立，由县体育中心负责，2025年3月至10月实施，安排62万元。\n"
            "②联赛经费项目。依据《云汀县体教融合办法》，由县体育中心组织，2025年3月至6月进行，安排98万元。\n",
            ["步道联网", "联赛经费"],
        ),
        # Names cut by the width of the page, numbered with letters.
        (
            "六、重点支出项目说明\nA. 县城步道一期联网\n及标识工程\n（1）立项依据：《云汀县健身计划》\n"
            "（2）实施主体：县体育中心\n（3）实施周期：2025年3月至10月\n（4）年度预算：62万元\n"
            "B. 青少年体育联赛\n（1）立项依据：《云汀县体教融合办法》\n"
            "（2）实施主体：县体育中心\n（3）实施周期：2025年3月至6月\n（4）年度预算：98万元\n",
            ["县城步道一期联网及标识工程", "青少年体育联赛"],
        ),
        # Sections begin anew under a bare name behind a narrative whose heading says what it is.
        (
            f"七、项目经费情况说明\n\n步道联网经费\n{SECTIONS_2025}\n看守所医疗服务\n{SECTIONS_2025}",
            ["步道联网经费", "看守所医疗服务"],
        ),
        # Sections that tell two things each.
        (
            "七、专项业务说明\n\n步道联网\n【政策依据】\n《云汀县健身计划》\n【承担单位及起止时间】\n县体育中心，2025年3月至10月。\n"
            "【本年度所需资金及预期效果】\n2025年安排62万元，联网12公里。\n",
            ["步道联网"],
        ),
    ],
)
def test_narratives_among_the_parts_of_a_document(part: str, names: list[str]) -> None:
    front = "云汀县体育局2025年部门预算\n\n一、部门职能\n\n管理体育。\n\n二、“三公”经费情况说明\n\n无。\n\n"
    assert [fields.project for fields in told(front + part).fields] == names


def test_sub_projects_stay_in_their_narrative() -> None:
    inner = SECTIONS_2025.replace("一、项目概述", "一、项目概述\n子项目1：伙食\n子项目2：校舍")
    found = told(COVER + "学生补贴项目经费情况说明\n" + inner).fields
    assert [fields.project for fields in found] == ["学生补贴"]
