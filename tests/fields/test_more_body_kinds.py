"""More kinds of naming bodies, over offices of many levels; every name is invented."""

from __future__ import annotations

import pytest

from tests.fields.invented import fields_of

SCHOOLING = {
    "organisation": "云津省教育厅",
    "units": ("云津省教育厅机关", "云津省教育考试院", "云津省电化教育馆"),
}
WATER = {
    "organisation": "柏川县水利局",
    "units": ("柏川县水利局", "柏川县水旱灾害防御中心", "柏川县大石门水库管理所"),
}
DATA = {"organisation": "青川市大数据局", "units": ("青川市大数据局本级", "青川市大数据中心")}
POLICE = {"organisation": "砚湖市公安局", "units": ("砚湖市公安局机关", "砚湖市公安局交通警察支队")}
WEATHER = {
    "organisation": "柯河自治州气象局",
    "units": ("柯河自治州气象局", "柯河自治州人工影响天气办公室"),
}
HEALTH = {
    "organisation": "临阳市卫生健康委员会",
    "units": ("临阳市卫生健康委员会", "临阳市疾病预防控制中心", "临阳市妇幼保健院", "临阳市卫生监督所"),
}
FISHERY = {
    "organisation": "国家渔业资源局",
    "units": ("国家渔业资源局本级", "国家渔业资源局东海观测中心", "国家渔业资源局水产研究院"),
}
CAMPUS = {"organisation": "岚川农业大学", "units": ("岚川农业大学",), "kind": "unit_budget"}
CDC, MOTHERS, WARDENS = "临阳市疾病预防控制中心", "临阳市妇幼保健院", "临阳市卫生监督所"
EXAMS, SCREENS = "云津省教育考试院", "云津省电化教育馆"
FLOODS, DAM = "柏川县水旱灾害防御中心", "柏川县大石门水库管理所"
CENTRE, MODIFIERS = "青川市大数据中心", "柯河自治州人工影响天气办公室"

HERD = {"organisation": "柯河自治州种畜场", "units": ("柯河自治州种畜场",), "kind": "unit_budget"}
TROUPE = {"organisation": "砚湖市歌舞团", "units": ("砚湖市歌舞团",), "kind": "unit_budget"}

IN_THE_SECTION = [
    # What calls itself by the last character of its name, whatever kind it is.
    (HERD, "由本场负责饲养繁育，州畜牧兽医局指导。", ["柯河自治州种畜场"]),
    (TROUPE, "本团承担创作和排练，市文化局监督演出质量。", ["砚湖市歌舞团"]),
    # 县局 is the body of that level that is named already, else the document's own organisation.
    (
        DATA,
        f"{CENTRE}会同石门县大数据局共同实施。其中，平台由大数据中心负责建设，终端由县局负责安装。",
        [CENTRE, "石门县大数据局"],
    ),
    (WATER, f"{DAM}负责观测；县局负责加固。", [DAM, "柏川县水利局"]),
    # Who assists, watches or lends is no body, whoever it is.
    (SCHOOLING, f"{EXAMS}牵头，{SCREENS}配合。", [EXAMS]),
    (SCHOOLING, f"承担单位：{EXAMS}\n协作单位：云津市第三中学（提供考场）", [EXAMS]),
    (SCHOOLING, f"实施单位：{EXAMS}\n参与方：各县招生办、云津省气象台（配合发布预警）\n", [EXAMS]),
    (SCHOOLING, f"实施单位：{EXAMS}\n协作单位：{SCREENS}（与承担单位共同实施）\n", [EXAMS, SCREENS]),
    (SCHOOLING, f"由{EXAMS}具体实施，厅财务处负责资金监管，各市县教育局配合审核。", [EXAMS]),
    (WATER, f"{DAM}负责实施，{FLOODS}协助调度，柏川县水利局监督。", [DAM]),
    (WATER, "水库建设股牵头，移民股配合。", ["水库建设股"]),
    (DATA, f"{CENTRE}为实施主体。保密检查由青川市国家保密局负责。", [CENTRE]),
    (DATA, f"{CENTRE}为建设单位，负责建设管理；市大数据局负责统筹协调和监督。", [CENTRE]),
    (DATA, f"绩效评价由青川市财政局负责，项目由{CENTRE}负责。", [CENTRE]),
    # A part that one of the document's own units carries out makes it a body.
    (WATER, f"大坝监测由{DAM}承担，雨量站维护由{FLOODS}承担。", [DAM, FLOODS]),
    # A role and a colon; the word for whose unit it is; how many there are.
    (SCHOOLING, f"承办：{SCREENS}；协办：云津师范大学", [SCREENS, "云津师范大学"]),
    (SCHOOLING, "厅属事业单位省教育考试院", [EXAMS]),
    (DATA, f"局属{CENTRE}", [CENTRE]),
    (
        WATER,
        "由柏川县水利局、柏川县农业农村局、柏川县财政局三部门联合实施。",
        ["柏川县水利局", "柏川县农业农村局", "柏川县财政局"],
    ),
    (HEALTH, "牵头实施：市疾控中心\n共同实施：市卫生监督所", [CDC, WARDENS]),
    (CAMPUS, "项目负责单位：动物科技学院", ["动物科技学院"]),
    (FISHERY, "本项目由我局直属单位东海观测中心承担。", ["国家渔业资源局东海观测中心"]),
    # Words between the name and its verb; a joint body; who is entrusted by nobody that is named.
    (HEALTH, "本项目由市疾控中心总体实施，市妇幼保健院为参与单位。", [CDC, MOTHERS]),
    (HEALTH, "本项目不另设实施机构，由市卫生监督所现有人员承担。", [WARDENS]),
    (HEALTH, f"{CDC}与{MOTHERS}、临阳医学院组成联合体实施。", [CDC, MOTHERS, "临阳医学院"]),
    (HEALTH, f"委托{CDC}实施，费用按协议支付。", [CDC]),
    (HEALTH, f"{MOTHERS}。检测委托临阳检验公司实施。", [MOTHERS]),
    (HEALTH, f"{MOTHERS}（业主）", [MOTHERS]),
    (HEALTH, f"由{CDC}牵头，联合临阳医学院、各县（市、区）卫生院共同实施。", [CDC, "临阳医学院"]),
    (HEALTH, "市卫健委主管，市妇幼保健院主办。", [MOTHERS]),
    (HEALTH, "我委疾控科牵头，宣传科、财务科按职责分工落实。", ["临阳市卫生健康委员会疾控科"]),
    (
        FISHERY,
        "渔业资源司负责统筹，东海观测中心、水产研究院按任务书实施。",
        ["国家渔业资源局东海观测中心", "国家渔业资源局水产研究院"],
    ),
    # A department inside a body that is named is none of its own.
    (DATA, "由青川市大数据局负责，局数据资源科具体承办。", ["青川市大数据局"]),
    # 市局 and 局 stand for the document's organisation; 州 names a level.
    (POLICE, "市局科信支队负责系统建设。", ["砚湖市公安局科信支队"]),
    (POLICE, "局刑侦支队、局禁毒支队", ["砚湖市公安局刑侦支队", "砚湖市公安局禁毒支队"]),
    (
        POLICE,
        "局交通警察支队会同局装备财务处组织实施。",
        ["砚湖市公安局交通警察支队", "砚湖市公安局装备财务处"],
    ),
    (WEATHER, "州人工影响天气办公室", [MODIFIERS]),
    # A second name that the list does not give belongs to the full name; a department does not.
    (DATA, f"{CENTRE}（青川市信息服务中心）", [f"{CENTRE}（青川市信息服务中心）"]),
    (DATA, f"{CENTRE}（运维科）", [CENTRE]),
]


@pytest.mark.parametrize(("office", "text", "names"), IN_THE_SECTION)
def test_the_section_names_them(office: dict[str, object], text: str, names: list[str]) -> None:
    found = fields_of({"implementing_body": text}, **office).implementing_bodies
    assert sorted(body.name for body in found) == sorted(names)


@pytest.mark.parametrize(
    ("office", "text", "names"),
    [
        (DATA, f"拟继续实施本项目，由{CENTRE}组织，市图书馆提供场地。", [CENTRE]),
        (WEATHER, "州气象局所属州人工影响天气办公室组织实施了2024年增雨作业。", [MODIFIERS]),
        (HEALTH, f"本项目系{CDC}承担的经常性项目。", [CDC]),
        (HEALTH, f"{CDC}拟组织实施门诊改造工程。", [CDC]),
        (HEALTH, f"{CDC}是市卫健委主办的事业单位。", []),
        (WEATHER, "2022年，州人工影响天气办公室组织实施了增雨作业。", []),
        (WEATHER, "州人工影响天气办公室组织实施了三轮增雨作业。", []),
        # Where or when it is done, between the name and its verb.
        (HEALTH, "根据工作安排，由我委在全市26个街镇组织实施，区县疾控机构配合。", ["临阳市卫生健康委员会"]),
        (HEALTH, f"由{MOTHERS}于2024年5月至9月组织实施。", [MOTHERS]),
        # Why the body does it, between its word and the verb.
        (POLICE, "2024年，本局按照《道路交通安全法》和上级下达的任务，组织实施路口治理。", ["砚湖市公安局"]),
        # Both of an enumeration, in whatever section.
        (DATA, f"{CENTRE}、青川市统计学会共同承办。", [CENTRE, "青川市统计学会"]),
        # 由A与B联合举办.
        (
            CAMPUS,
            "赛事由岚川农业大学与云津省农学会联合举办，各学院选送作品。",
            ["岚川农业大学", "云津省农学会"],
        ),
        (HEALTH, f"{CDC}为实施主体。质量抽查由临阳市审计局与临阳市财政局联合开展。", [CDC]),
        # Two things that others look after.
        (WATER, f"{DAM}为实施主体，县农业农村局和县林业局分别负责种苗选配和坡面绿化的指导。", [DAM]),
    ],
)
def test_prose_names_them(office: dict[str, object], text: str, names: list[str]) -> None:
    found = fields_of({"other": text}, **office).implementing_bodies
    assert [body.name for body in found] == names


def test_a_name_may_be_cut_by_lines_of_many_digits() -> None:
    text = (
        f"本项目由{DAM}与柏川县青石镇水利服务中\n心共同实施。截至2023年底，水库蓄水 1.25 亿立方米，"
        "占 71.5 %，比2022年增\n加 12.6 个百分点。项目实施时间为 2024 年 1 月至 2024 年 12 月。\n"
    )
    found = fields_of({"other": text}, **WATER).implementing_bodies
    assert [body.name for body in found] == [DAM, "柏川县青石镇水利服务中心"]


LEADING = [
    ("{0}负责组织实施，外业由江左大学承担。", ["{0}", "江左大学"]),
    (
        "{0}负责总体组织实施，外业普查由江左大学承担，图集编制由临江市河湖博物馆承担。",
        ["{0}", "江左大学", "临江市河湖博物馆"],
    ),
    ("{0}牵头负责，外业由江左大学承担。", ["{0}", "江左大学"]),
    ("{0}负责总体指导，外业由江左大学承担。", ["江左大学"]),
    ("{0}负责组织实施，由临江市河湖博物馆具体承担。", ["临江市河湖博物馆"]),
]


@pytest.mark.parametrize(("text", "expected"), LEADING)
def test_who_leads_where_others_do_parts(text: str, expected: list[str]) -> None:
    lead = "临江市水文监测中心"
    found = fields_of({"implementing_body": text.format(lead)}).implementing_bodies
    assert [body.name for body in found] == [name.format(lead) for name in expected]


@pytest.mark.parametrize("work", ["课题遴选的咨询论证", "方案的论证和评审", "验收"])
def test_who_only_looks_at_the_work_is_no_body(work: str) -> None:
    text = f"由我局监测科组织实施，专家委员会负责{work}。"
    (body,) = fields_of({"implementing_body": text}).implementing_bodies
    assert body.name == "临江市水务局监测科"


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        # 监理由X, 管理由X: no 理由; who supervises or is hired is no body.
        (f"{DAM}与{FLOODS}共同实施，监理由北麓江河工程咨询公司承担。", [DAM, FLOODS]),
        (f"{DAM}与{FLOODS}共同实施，县财政局拨款，监理由石门县建设监理站负责。", [DAM, FLOODS]),
        (f"{DAM}负责实施，日常管理由{FLOODS}承担。", [DAM, FLOODS]),
        (f"立项理由充分，由{DAM}承担。", [DAM]),
    ],
)
def test_a_word_that_ends_in_li_may_stand_before_by(text: str, bodies: list[str]) -> None:
    found = fields_of({"implementing_body": text}, **WATER)
    assert sorted(body.name for body in found.implementing_bodies) == sorted(bodies)
