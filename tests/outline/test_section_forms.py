"""Sections of narratives under other names, in other numberings and forms; every text is invented."""

from __future__ import annotations

import pytest

from nlp.outline.section_words import heading_kind
from tests.outline.conftest import Build

HEAD = "苗木补植项目经费情况说明\n"


def _kinds(build: Build, text: str) -> list[str]:
    (narrative,) = build(HEAD + text).narratives
    return [section.kind for section in narrative.sections]


def _body(build: Build, text: str, kind: str) -> str:
    outline = build(HEAD + text)
    section = outline.narratives[0].section(kind)
    assert section is not None
    return outline.document.text[section.body_start : section.end].strip()


@pytest.mark.parametrize(
    ("kind", "headings"),
    [
        (
            "legal_basis",
            "政策依据 法律法规依据 项目编制依据 立项背景 设立理由 立项依据及必要性 项目背景和依据"
            " 法律与政策 政策遵循 法规政策 有关规定 引用文件 依据条款 政策来源 立项与批准 设立理由及文件"
            " 相关法规 根本遵循 遵循文件 支持文件 规范依据 法律和制度 立项文件",
        ),
        (
            "implementing_body",
            "牵头单位 项目承办单位 具体实施部门 责任主体 项目单位 实施单位及职责分工 组织单位"
            " 受托管理 受托单位 办理部门 承办机关 任务主体 单位分工 承办与协作 项目承担",
        ),
        (
            "annual_budget",
            "资金测算 资金来源 经费来源及构成 预算构成 支出预算 预算金额 2025年度预算安排情况 资金使用计划"
            " 项目金额 经费需求 季度执行进度 预算安排（万元） 年度用款计划"
            " 年度用款 年内用款 投资与年度资金 中期规划与当年预算 三年支出规划 项目支出 决算支出情况",
        ),
        (
            "schedule",
            "项目实施期 完成时限 时间安排 进度计划 起讫时间 建设工期 2025年实施进度安排 阶段安排 项目阶段"
            " 工作阶段 举办时间 实施周期及付款计划 进度和付款",
        ),
        ("plan", "工作内容 建设任务 活动方案 组织实施 建设内容及规模 运维内容"),
        ("overview", "项目概况 建设的必要性 项目背景 基本情况说明 主要内容"),
        ("performance_goals", "预期效益 总体目标 绩效目标与考核指标 预期成效"),
    ],
)
def test_a_heading_is_known_by_its_words(kind: str, headings: str) -> None:
    found = {words: heading_kind(words) for words in headings.split()}
    assert {words: each.kind if each else None for words, each in found.items()} == dict.fromkeys(found, kind)


@pytest.mark.parametrize(
    "words",
    [
        "单位",
        "政策宣传",
        "文件印刷费",
        "机构养老",
        "单位：万元",
        "收入预算",
        "实施主体由某林场担任",
        "监理单位",
        "施工单位",
        "时间紧",
        "第一阶段",
        "实施阶段",
        "三年行动计划",
        "财政拨款",
        "会议费",
        "政府采购",
        "协作单位（不承担主体责任）",
    ],
)
def test_other_words_are_no_heading(words: str) -> None:
    assert heading_kind(words) is None


@pytest.mark.parametrize(
    ("first", "second", "third"),
    [
        ("一、牵头单位。", "二、完成时限。", "三、资金测算。"),
        ("一 牵头单位\n", "二 完成时限\n", "三 资金测算\n"),
        ("1 牵头单位\n", "2 完成时限\n", "3 资金测算\n"),
        ("Ⅰ. 牵头单位\n", "Ⅱ. 完成时限\n", "Ⅲ. 资金测算\n"),
        ("甲　牵头单位\n", "乙　完成时限\n", "丙　资金测算\n"),
        ("卷一·牵头单位\n", "卷二·完成时限\n", "卷三·资金测算\n"),
        ("一·牵头单位\n", "二·完成时限\n", "三·资金测算\n"),
        ("A. 牵头单位\n", "B. 完成时限\n", "C. 资金测算\n"),
        ("【牵头单位】", "【完成时限】", "【资金测算】"),
        ("★ 牵头单位\n", "★ 完成时限\n", "★ 资金测算\n"),
        ("（一）牵头单位：", "（二）完成时限：", "（三）资金测算："),
        ("一、牵头单位为", "二、完成时限为", "三、资金测算："),
        ("牵头单位：", "完成时限：", "资金测算："),
        ("牵头单位\n", "完成时限\n", "资金测算\n"),
        ("牵头单位\t", "完成时限\t", "资金测算\t"),
        ("牵头单位——", "完成时限——", "资金测算——"),
        ("壹、牵头单位\n", "贰、完成时限\n", "叁、资金测算\n"),
        ("〔牵头单位〕", "〔完成时限〕", "〔资金测算〕"),
    ],
)
def test_forms_of_headings(build: Build, first: str, second: str, third: str) -> None:
    text = f"{first}某林场\n{second}2025年10月底前\n{third}共需5万元\n"
    assert _kinds(build, text) == ["implementing_body", "schedule", "annual_budget"]
    assert _body(build, text, "implementing_body") == "某林场"
    assert _body(build, text, "annual_budget") == "共需5万元"


def test_sections_that_run_on_in_one_line(build: Build) -> None:
    text = "一、立项依据：某办法。二、实施主体：某林场。三、经费预算：5万元。\n"
    assert _kinds(build, text) == ["legal_basis", "implementing_body", "annual_budget"]
    assert _body(build, text, "implementing_body") == "某林场。"


def test_a_form_of_four_columns(build: Build) -> None:
    text = "项目名称\t苗木补植\t实施单位\t某林场\n起止时间\t2025年3月\t预算金额\t5万元\n"
    assert _kinds(build, text) == ["other", "implementing_body", "schedule", "annual_budget"]
    assert _body(build, text, "implementing_body") == "某林场"


def test_sections_inside_of_others_count_where_no_other_is_of_their_kind(build: Build) -> None:
    text = (
        "一、项目概况\n（一）设立依据\n某办法\n（二）项目背景\n甲。\n二、实施方案\n（一）牵头单位\n某林场\n"
        "（二）具体做法\n补植。\n三、经费预算\n5万元\n"
    )
    assert _kinds(build, text) == [
        "overview",
        "legal_basis",
        "overview",
        "plan",
        "implementing_body",
        "plan",
        "annual_budget",
    ]
    assert _body(build, text, "implementing_body") == "某林场"


def test_labels_in_front_of_numbered_sections(build: Build) -> None:
    text = "项目单位：某林场\n一、立项依据\n某办法\n二、实施内容\n补植。\n三、年度预算\n5万元\n"
    assert _kinds(build, text) == ["implementing_body", "legal_basis", "plan", "annual_budget"]


@pytest.mark.parametrize(
    "sentence",
    [
        "项目内容需要与时间安排相衔接，资金来源应当合法。",
        "实施主体由某林场担任，完成时限按合同执行。",
        "时间紧、任务重，目标明确。",
    ],
)
def test_sentences_are_no_headings(build: Build, sentence: str) -> None:
    assert _kinds(build, f"一、项目概述\n{sentence}\n{sentence}\n二、实施周期\n2025年\n") == [
        "overview",
        "schedule",
    ]


def test_an_unknown_label_ends_a_section_where_labels_stand_apart(build: Build) -> None:
    text = "立项依据：\n某办法。\n\n项目推进：\n某林场负责建设管理。\n\n资金情况：\n5万元。\n"
    assert _kinds(build, text) == ["legal_basis", "other", "annual_budget"]
    text = "立项依据：\n某办法。\n\n主要包括：\n某规划。\n\n资金情况：\n5万元。\n"
    assert _kinds(build, text) == ["legal_basis", "annual_budget"]


def test_a_paragraph_behind_a_label_tells_more_of_it_only_in_its_own_words(build: Build) -> None:
    text = "依据：《某条例》。\n\n该项目由某林场负责，技术部配合。\n\n资金来源：财政拨款5万元。\n"
    assert _kinds(build, text) == ["legal_basis", "other", "annual_budget"]


def test_a_tables_head_is_no_section(build: Build) -> None:
    text = "资金测算：\n资金来源 | 金额（万元）\n财政拨款 | 5\n实施周期：\n2025年\n"
    assert _kinds(build, text) == ["annual_budget", "schedule"]


def test_a_narrative_without_sections_has_none(build: Build) -> None:
    assert _kinds(build, "拟补植苗木。经费5万元由财政安排，某林场负责实施。\n") == []


@pytest.mark.parametrize(
    "line", ["遵循《中华人民共和国政府采购法》的", "按规定盘点国有资产，落实政府采购", "严格政府采购和"]
)
def test_a_line_of_a_paragraph_opens_no_part(build: Build, line: str) -> None:
    text = f"一、项目概述\n补植苗木，{'全年巡护' * 5}，\n{line}\n要求，逐项落实。\n二、实施单位\n某林场\n"
    assert _kinds(build, text) == ["overview", "implementing_body"]


def test_a_unit_of_money_is_no_section(build: Build) -> None:
    assert _kinds(build, "实施单位\n某林场\n资金安排\n单位：万元\n树苗费 | 5\n") == [
        "implementing_body",
        "annual_budget",
    ]


@pytest.mark.parametrize(
    "number", ["甲、乙、丙、丁、", "第一章 ,第二章 ,第三章 ,第四章 ", "第一节 ,第二节 ,第三节 ,第四节 "]
)
def test_stems_and_chapters_number_sections(build: Build, number: str) -> None:
    one, two, three, four = number.split(",") if "," in number else [f"{each}、" for each in "甲乙丙丁"]
    text = (
        f"{one}受众\n林缘缺株三百处。\n{two}法律与政策\n《某市绿化条例》\n"
        f"{three}机构\n某市林场\n{four}投资\n12万元\n"
    )
    assert _kinds(build, text) == ["other", "legal_basis", "implementing_body", "annual_budget"]


@pytest.mark.parametrize(
    ("label", "kind"), [("主体", "implementing_body"), ("阶段", "schedule"), ("法规", "legal_basis")]
)
def test_marks_make_a_single_word_a_heading(build: Build, label: str, kind: str) -> None:
    text = f"【项目内容】补植苗木。\n【{label}】某市林场三分场\n【资金】12万元\n"
    assert kind in _kinds(build, text)
    assert kind not in _kinds(build, f"补植苗木，见{label}。\n{label}另见附件\n")


def test_a_label_in_the_line_ends_at_the_next_paragraph(build: Build) -> None:
    text = (
        "项目依据：《某市绿化条例》；某市发展改革局《关于补植的批复》。\n\n"
        "项目总投资76万元，2024年安排46万元。实施主体为某市林场。\n\n年度用款：一季度5%，四季度95%。\n"
    )
    assert _body(build, text, "legal_basis").endswith("批复》。")
    longer = "项目依据：《某市绿化条例》。\n\n某市财政局《关于补植资金的通知》（某财〔2024〕3号）。\n"
    assert _body(build, longer, "legal_basis").endswith("3号）。")


def test_stems_number_sections(build: Build) -> None:
    """甲、乙、丙 number parts; the sections of an unknown one end where the next begins."""
    text = (
        "甲、政策目的\n降低检测成本。\n乙、立项依据\n《某省促进条例》\n丙、实施单位\n某某服务中心\n"
        "丁、中期规划与当年预算\n2025年预算80万元。\n戊、实施年限\n2025年1月至2027年12月\n"
    )
    assert _kinds(build, text)[-4:] == ["legal_basis", "implementing_body", "annual_budget", "schedule"]
    assert _body(build, text, "schedule") == "2025年1月至2027年12月"


def test_the_head_of_a_table_is_no_row_of_labels(build: Build) -> None:
    text = (
        "一、实施单位\n某林场\n二、进度和付款\n阶段\t起止时间\t工作内容\t付款比例\n"
        "1\t3月至5月\t整地\t30%\n2\t6月至8月\t栽植\t70%\n三、资金\n12万元\n"
    )
    assert _kinds(build, text) == ["implementing_body", "schedule", "annual_budget"]
    row = "牵头单位\t某林场\t起止时间\t3月至8月\n资金安排\t12万元\n"
    assert _kinds(build, row) == ["implementing_body", "schedule", "annual_budget"]


def test_labels_one_after_another_in_a_line(build: Build) -> None:
    assert _kinds(build, "经费：98万元（市财政）。时间：6月至12月。单位：某林场。\n") == [
        "annual_budget",
        "schedule",
    ]
    assert "schedule" not in _kinds(build, "集合时间：当天八时。时间紧，任务重。\n资金安排：98万元\n")


def test_more_questions_are_headings(build: Build) -> None:
    text = (
        "一、干什么\n粉刷楼道。\n二、花多少\n今年安排75万元。\n三、钱什么时候花出去？\n6月底35%。\n"
        "四、什么时候做完？\n2025年4月至10月\n"
    )
    assert _kinds(build, text) == ["plan", "annual_budget", "annual_budget", "schedule"]
    assert _body(build, text, "schedule") == "2025年4月至10月"
