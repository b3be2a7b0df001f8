"""Kinds of writing bodies, over offices of many kinds; every name is invented."""

from __future__ import annotations

import pytest

from tests.fields.invented import fields_of

LISTED, PART, OUTSIDE, INSIDE = "listed", "part_of_listed", "not_listed", "internal_department"
HEALTH = {
    "organisation": "清河市卫生健康委员会",
    "units": (
        "清河市卫生健康委员会本级",
        "清河市疾病预防控制中心",
        "清河市中心血站",
        "清河市妇幼保健院（清河市儿童医院）",
        "清河市第一人民医院",
        "清河市急救指挥中心",
    ),
}
COURT = {"organisation": "岭东县人民法院", "units": ("岭东县人民法院",), "kind": "unit_budget"}
UNIVERSITY = {"organisation": "岚江师范大学", "units": ("岚江师范大学",), "kind": "unit_budget"}
STREET = {
    "organisation": "望潮区滨江街道办事处",
    "units": (
        "望潮区滨江街道办事处",
        "望潮区滨江街道社区事务受理服务中心",
        "望潮区滨江街道城市运行管理中心",
    ),
}
CENTRAL = {
    "organisation": "国家盐湖资源管理局",
    "units": (
        "国家盐湖资源管理局本级",
        "国家盐湖资源管理局机关服务中心",
        "国家盐湖资源管理局信息中心",
        "中国盐湖研究院",
    ),
}
SPORT = {
    "organisation": "望潮区体育局",
    "units": ("望潮区体育局", "望潮区少年儿童业余体育学校", "望潮区社会体育指导中心"),
}
POLICE = {
    "organisation": "桐阳县公安局",
    "units": ("桐阳县公安局", "桐阳县公安局交通警察大队", "桐阳县看守所"),
}
PARTY = {"organisation": "中共桐阳县委组织部", "units": ("中共桐阳县委组织部", "桐阳县党员教育中心")}
TOWN = {
    "organisation": "桐阳县青石镇人民政府",
    "units": ("桐阳县青石镇人民政府", "青石镇农业综合服务中心"),
}
CDC, BLOOD, FIRST = "清河市疾病预防控制中心", "清河市中心血站", "清河市第一人民医院"
RESCUE = "清河市急救指挥中心"
BUREAU, GUIDE, SCHOOL = "望潮区体育局", "望潮区社会体育指导中心", "望潮区少年儿童业余体育学校"

ALIASES = [
    (
        HEALTH,
        "由清河市疾病预防控制中心（简称“市疾控中心”）和清河市中心血站（简称“血站”）共同实施。",
        {CDC: LISTED, BLOOD: LISTED},
    ),
    (HEALTH, "清河市紧急医学救援指挥调度所（“紧救所”）。", {"清河市紧急医学救援指挥调度所": OUTSIDE}),
    (HEALTH, "清河市牙病防治指导所（牙防所）", {"清河市牙病防治指导所": OUTSIDE}),
    (HEALTH, "清河市疾病预防控制中心，以下简称市疾控中心，负责实施。", {CDC: LISTED}),
    (HEALTH, "市疾控中心（清河市疾病预防控制中心）", {CDC: LISTED}),
    (HEALTH, "项目实施主体：清河市儿童医院", {"清河市妇幼保健院（清河市儿童医院）": LISTED}),
    (
        SPORT,
        "望潮区社会体育指导中心（以下简称“指导中心”或“中心”）。中心成立于1998年，核定编制20名。",
        {GUIDE: LISTED},
    ),
    (SPORT, "望潮区体育事业发展中心（原望潮区社会体育指导中心）", {"望潮区体育事业发展中心": LISTED}),
    (CENTRAL, "信息中心（以下简称“中心”）负责平台建设。", {"国家盐湖资源管理局信息中心": LISTED}),
]
OWN_WORDS = [
    (
        HEALTH,
        "项目由我委组织，市中心血站、市急救指挥中心具体承办。",
        {"清河市卫生健康委员会": LISTED, BLOOD: LISTED, RESCUE: LISTED},
    ),
    (HEALTH, "清河市第一人民医院。该院已成立项目小组，由该院统一调度。", {FIRST: LISTED}),
    (COURT, "本院。", {"岭东县人民法院": LISTED}),
    (COURT, "我院机关及下设的5个人民法庭", {"岭东县人民法院": LISTED}),
    (UNIVERSITY, "由学校统一组织，各二级学院具体实施", {"岚江师范大学": LISTED}),
    (CENTRAL, "本部门", {"国家盐湖资源管理局": LISTED}),
    (CENTRAL, "局机关", {"国家盐湖资源管理局": LISTED}),
    (PARTY, "我部干部教育科", {"中共桐阳县委组织部干部教育科": PART}),
    (
        STREET,
        "由街道牵头，会同望潮区公安分局滨江派出所共同实施",
        {"望潮区滨江街道办事处": LISTED, "望潮区公安分局滨江派出所": OUTSIDE},
    ),
    (STREET, "滨江街道办", {"望潮区滨江街道办事处": LISTED}),
]
DEPARTMENTS = [
    (HEALTH, "我委医政处牵头，清河市第一人民医院参与。", {"清河市卫生健康委员会医政处": PART, FIRST: LISTED}),
    (HEALTH, "市卫健委（医政处）", {"清河市卫生健康委员会": LISTED}),
    (
        HEALTH,
        "清河市第一人民医院感染性疾病科、检验科",
        {f"{FIRST}感染性疾病科": PART, f"{FIRST}检验科": PART},
    ),
    (COURT, "我院执行局、立案庭。", {"岭东县人民法院执行局": PART, "岭东县人民法院立案庭": PART}),
    (
        COURT,
        "岭东县人民法院办公室、司法警察大队",
        {"岭东县人民法院办公室": PART, "岭东县人民法院司法警察大队": PART},
    ),
    (COURT, "该项目由本院负责实施，司法行政装备科具体经办。", {"岭东县人民法院": LISTED}),
    (
        UNIVERSITY,
        "学校后勤保障处负责组织实施，财务处配合。",
        {"岚江师范大学后勤保障处": PART},
    ),
    (UNIVERSITY, "教务处、研究生院、图书馆", {"教务处": INSIDE, "研究生院": INSIDE, "图书馆": INSIDE}),
    (
        UNIVERSITY,
        "我校生命科学学院、化学与环境学院",
        {"岚江师范大学生命科学学院": PART, "岚江师范大学化学与环境学院": PART},
    ),
    (
        CENTRAL,
        "国家盐湖资源管理局规划财务司、科技司。",
        {"国家盐湖资源管理局规划财务司": PART, "国家盐湖资源管理局科技司": PART},
    ),
    (
        CENTRAL,
        "我局规划财务司会同信息中心组织实施。",
        {"国家盐湖资源管理局规划财务司": PART, "国家盐湖资源管理局信息中心": LISTED},
    ),
    (
        SPORT,
        "由望潮区体育局群众体育科及竞技体育科负责。",
        {"望潮区体育局群众体育科": PART, "望潮区体育局竞技体育科": PART},
    ),
    (SPORT, "社会组织指导科、审计科", {"社会组织指导科": INSIDE, "审计科": INSIDE}),
    (SPORT, "责任单位：望潮区体育局  责任科室：群众体育科", {BUREAU: LISTED}),
    (POLICE, "桐阳县公安局交警大队", {"桐阳县公安局交通警察大队": LISTED}),
    (
        POLICE,
        "县公安局治安管理大队、刑事侦查大队",
        {"桐阳县公安局治安管理大队": PART, "桐阳县公安局刑事侦查大队": PART},
    ),
    (
        STREET,
        "街道应急管理站、武装部",
        {"望潮区滨江街道办事处应急管理站": PART, "望潮区滨江街道办事处武装部": PART},
    ),
]
SPELLED_ONCE = [
    (SPORT, "望潮区教育、体育局", {"望潮区教育局": OUTSIDE, BUREAU: LISTED}),
    (SPORT, "望潮区第一、第二中学", {"望潮区第一中学": OUTSIDE, "望潮区第二中学": OUTSIDE}),
    (HEALTH, "清河市第一和第三人民医院", {FIRST: LISTED, "清河市第三人民医院": OUTSIDE}),
    (HEALTH, "清河市疾病预防控制、血液管理中心", {CDC: LISTED, "清河市血液管理中心": OUTSIDE}),
    (
        SPORT,
        "东桥县水利局、农业农村局、财政局",
        {"东桥县水利局": OUTSIDE, "东桥县农业农村局": OUTSIDE, "东桥县财政局": OUTSIDE},
    ),
    (SPORT, "青山镇、绿水镇人民政府", {"青山镇人民政府": OUTSIDE, "绿水镇人民政府": OUTSIDE}),
    (SPORT, "沿海各市、县水产局", {}),
]
TOGETHER = [
    (
        SPORT,
        "牵头单位：望潮区体育局；配合单位：望潮区教育局、各街道办事处",
        {BUREAU: LISTED},
    ),
    (
        SPORT,
        "由望潮区体育局主办，望潮区社会体育指导中心承办，望潮区篮球协会协办。",
        {BUREAU: LISTED, GUIDE: LISTED, "望潮区篮球协会": OUTSIDE},
    ),
    (SPORT, "由望潮区体育局组织，望潮区社会体育指导中心具体承接实施。", {BUREAU: LISTED, GUIDE: LISTED}),
    (SPORT, "望潮区社会体育指导中心（与东桥体育学院合作）", {GUIDE: LISTED, "东桥体育学院": OUTSIDE}),
    (
        SPORT,
        "望潮区社会体育指导中心、望潮区少年儿童业余体育学校两家单位共同承担。",
        {GUIDE: LISTED, SCHOOL: LISTED},
    ),
    (
        HEALTH,
        "本项目由清河市疾病预防控制中心负责总体协调；清河市中心血站负责采供血；清河市急救指挥中心负责转运。",
        {CDC: LISTED, BLOOD: LISTED, RESCUE: LISTED},
    ),
    (HEALTH, "①清河市疾病预防控制中心②清河市中心血站", {CDC: LISTED, BLOOD: LISTED}),
    (PARTY, "由县委组织部牵头，县委宣传部协同。", {"中共桐阳县委组织部": LISTED, "县委宣传部": OUTSIDE}),
    (HEALTH, "清河市卫生健康委员会下属的清河市中心血站", {BLOOD: LISTED}),
    (HEALTH, "本项目由我委委托清河市中心血站承担。", {BLOOD: LISTED}),
]
NO_BODIES = [
    (
        SPORT,
        "望潮区体育局会同望潮区教育局组织实施，望潮区财政局负责资金监督管理。",
        {BUREAU: LISTED, "望潮区教育局": OUTSIDE},
    ),
    (SPORT, "项目由清河市财政局出资，望潮区体育局组织实施，清河市审计局监督。", {BUREAU: LISTED}),
    (HEALTH, "清河市中心血站负责采购，清河康源生物科技有限公司供货。", {BLOOD: LISTED}),
    (HEALTH, "清河市中心血站。受益对象为清河市第一人民医院等用血单位。", {BLOOD: LISTED}),
    (HEALTH, "清河市疾病预防控制中心对清河市第四中学、清河市第九中学开展监测。", {CDC: LISTED}),
    (HEALTH, "清河市急救指挥中心面向滨江敬老院派出巡诊车。", {RESCUE: LISTED}),
    (HEALTH, "|实施单位|清河市中心血站|\n|监管单位|清河市卫生健康委员会|", {BLOOD: LISTED}),
    (HEALTH, "由各区卫生健康委、各医疗机构组织实施。", {}),
    (HEALTH, "委直属单位", {}),
    (TOWN, "镇政府统筹，所在村组组织实施。", {"桐阳县青石镇人民政府": LISTED}),
    (HEALTH, "清河市中心血站（公益一类）", {BLOOD: LISTED}),
    (HEALTH, "清河市中心血站（项目负责人：业务副职）", {BLOOD: LISTED}),
    (HEALTH, "承担单位：清河市中心血站；协作单位（不承担主体责任）：东桥医学院。", {BLOOD: LISTED}),
    (HEALTH, "清河市中心血站。拥有博士12名，与东桥大学共建基地3个。", {BLOOD: LISTED}),
    (HEALTH, "清河市中心血站。主要设备供应商为清河康源医疗有限公司。", {BLOOD: LISTED}),
    (HEALTH, "清河市中心血站。财务核算由清河市财政局统一办理，康源会计事务所负责代账。", {BLOOD: LISTED}),
    (HEALTH, "清河市中心血站。原经办单位为清河市采血站。", {BLOOD: LISTED}),
    (HEALTH, "委派清河市中心血站具体执行。", {BLOOD: LISTED}),
    (HEALTH, "清河市中心血站与清河市急救指挥中心签订任务书，共同完成。", {BLOOD: LISTED, RESCUE: LISTED}),
]


HELPED = [
    # Departments that assist a named organisation's department are no bodies.
    (
        COURT,
        "岭东县人民法院审判管理办公室牵头，司法技术室、财务装备科配合。",
        {"岭东县人民法院审判管理办公室": PART},
    ),
    (UNIVERSITY, "岚江师范大学后勤处负责，财务处参与。", {"岚江师范大学后勤处": PART}),
    (HEALTH, "清河市中心血站牵头，质量管理科配合实施。", {BLOOD: LISTED}),
    # So are others that only help; who takes part in carrying it out is one.
    (HEALTH, "清河市中心血站牵头，清河市急救指挥中心配合实施。", {BLOOD: LISTED}),
    (HEALTH, "清河市中心血站负责实施；清河市急救指挥中心配合转运；东桥医学院协助。", {BLOOD: LISTED}),
    (HEALTH, "清河市中心血站牵头，清河市急救指挥中心参与实施。", {BLOOD: LISTED, RESCUE: LISTED}),
    (HEALTH, "清河市中心血站承担，清河市急救指挥中心参加验收。", {BLOOD: LISTED}),
    (
        HEALTH,
        "清河市中心血站负责采血，清河市急救指挥中心参加转运演练，两家单位为联合实施单位。",
        {BLOOD: LISTED, RESCUE: LISTED},
    ),
    (HEALTH, "清河市中心血站负责实施，积极配合清河市财政局开展绩效评价。", {BLOOD: LISTED}),
    # 其 and 之 mean the one that is named already.
    (
        HEALTH,
        "清河市中心血站为项目法人，清河市急救指挥中心与其联合实施采血点建设。",
        {BLOOD: LISTED, RESCUE: LISTED},
    ),
    (HEALTH, "清河市中心血站牵头，清河市急救指挥中心同其共同完成。", {BLOOD: LISTED, RESCUE: LISTED}),
    # 城市 and 社区 name no place: these are departments.
    (STREET, "城市更新办公室、社区服务办公室。", {"城市更新办公室": INSIDE, "社区服务办公室": INSIDE}),
    (TOWN, "乡村建设办公室、平安法治办公室", {"乡村建设办公室": INSIDE, "平安法治办公室": INSIDE}),
    # A count and an item of a list are no departments.
    (HEALTH, "一是租赁库房三处，每处百余平方米；二是清河市中心血站负责采购。", {BLOOD: LISTED}),
]


@pytest.mark.parametrize(
    ("office", "text", "expected"),
    [*HELPED, *ALIASES, *OWN_WORDS, *DEPARTMENTS, *SPELLED_ONCE, *TOGETHER, *NO_BODIES],
)
def test_the_section(office: dict[str, object], text: str, expected: dict[str, str]) -> None:
    found = fields_of({"implementing_body": text}, **office).implementing_bodies
    assert {b.name: b.relation for b in found} == expected
    assert len(found) == len(expected)


@pytest.mark.parametrize(
    ("office", "section", "text", "expected"),
    [
        (HEALTH, "plan", "清河市中心血站具体负责组织实施，清河市财政局负责资金保障。", [BLOOD]),
        (SPORT, "overview", "本项目由望潮区体育局主办、望潮区社会体育指导中心承办。", [BUREAU, GUIDE]),
        (SPORT, "overview", "我局负责实施本项目，建设健身步道3条。", [BUREAU]),
        (SPORT, "plan", "望潮区社会体育指导中心承担本项目的实施工作，街道配合场地保障。", [GUIDE]),
        (SPORT, "plan", "由施工单位负责施工，由望潮区体育局负责组织实施。", [BUREAU]),
        (HEALTH, "overview", "为改善采血条件，清河市中心血站拟购置采血车2辆。", ["清河市中心血站"]),
        (SPORT, "overview", "资金由望潮区财政局拨付至望潮区体育局，再由望潮区体育局拨付各街道。", []),
        (HEALTH, "plan", "现作业由清河康源工程有限公司承担。", []),
        (HEALTH, "overview", "本项目责任单位清河市中心血站（以下称“血站”），依据章程开展。", [BLOOD]),
        (HEALTH, "other", "该办法为项目提供了依据，清河市中心血站据此组织实施。", [BLOOD]),
        (SPORT, "overview", "2023年望潮区体育局承办的省运会获得好评。", []),
    ],
)
def test_prose_without_the_section(
    office: dict[str, object], section: str, text: str, expected: list[str]
) -> None:
    assert [b.name for b in fields_of({section: text}, **office).implementing_bodies] == expected


def test_a_name_of_the_documents_place_is_full_where_it_stands_in_full() -> None:
    sections = {"overview": "望潮区教育局与我局联合开展。", "implementing_body": "区教育局、区体育局"}
    assert [b.name for b in fields_of(sections, **SPORT).implementing_bodies] == ["望潮区教育局", BUREAU]
    alone = fields_of({"implementing_body": "区教育局、区体育局"}, **SPORT).implementing_bodies
    assert [b.name for b in alone] == ["区教育局", BUREAU]


def test_a_branch_in_parentheses_is_a_part() -> None:
    found = fields_of({"implementing_body": "中国盐湖研究院（青西分院）"}, **CENTRAL).implementing_bodies
    assert [(b.name, b.listed_as, b.relation) for b in found] == [
        ("中国盐湖研究院（青西分院）", "中国盐湖研究院", PART)
    ]


def test_a_word_that_joins_two_words_of_one_name_begins_no_other_name() -> None:
    told = "清河市中心血站（以下简称“血站”）会同清河市急救指挥中心、远山县托幼与妇幼保健中心共同实施。"
    found = fields_of({"implementing_body": told}, **HEALTH).implementing_bodies
    assert [b.name for b in found] == ["清河市中心血站", "清河市急救指挥中心", "远山县托幼与妇幼保健中心"]
