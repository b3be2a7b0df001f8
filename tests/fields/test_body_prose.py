"""Bodies named in running prose, over offices of many kinds; every name is invented."""

from __future__ import annotations

import pytest

from tests.fields.invented import fields_of
from tests.fields.test_body_kinds import COURT, HEALTH, POLICE, SPORT, UNIVERSITY

WATER = {
    "organisation": "湖西省水利厅",
    "units": ("湖西省水利厅", "湖西省水文水资源中心", "湖西省水利科学研究院", "湖西省河道管理局"),
}
SCHOOLS = {
    "organisation": "松陵县教育局",
    "units": ("松陵县教育局", "松陵县第一中学", "松陵县实验小学", "松陵县教师发展中心"),
}
ARTS = {
    "organisation": "松陵县文学艺术界联合会",
    "units": ("松陵县文学艺术界联合会",),
    "kind": "unit_budget",
}
ARCHIVE = {"organisation": "湖西省档案馆", "units": ("湖西省档案馆",), "kind": "unit_budget"}
PEOPLE = {
    "organisation": "松陵县残疾人联合会",
    "units": ("松陵县残疾人联合会", "松陵县科学技术协会", "松陵县妇女联合会", "松陵县红十字会"),
}
HYDRO, HYDRAULIC = "湖西省水文水资源中心", "湖西省水利科学研究院"
CDC, BLOOD = "清河市疾病预防控制中心", "清河市中心血站"
BUREAU, GUIDE = "望潮区体育局", "望潮区社会体育指导中心"
COURT_NAME = "岭东县人民法院"

TOGETHER = [
    (
        HEALTH,
        f"{CDC}为项目单位。队列研究部分与东桥医科大学公共卫生学院合作开展，由双方共同承担实施。",
        [CDC, "东桥医科大学公共卫生学院"],
    ),
    (WATER, f"{HYDRO}承担。其中模型研发与东桥水利大学合作实施。", [HYDRO, "东桥水利大学"]),
    (WATER, f"项目由{HYDRAULIC}牵头，与东桥水利大学联合开展。", [HYDRAULIC, "东桥水利大学"]),
    (SPORT, f"{GUIDE}为承办单位，赛事组织工作与望潮区教育局共同实施。", [GUIDE, "望潮区教育局"]),
    (SPORT, f"{GUIDE}与望潮区教育局携手推进，共同实施。", [GUIDE, "望潮区教育局"]),
    (HEALTH, f"由{CDC}、{BLOOD}两家单位共同承担。", [CDC, BLOOD]),
    (COURT, f"{COURT_NAME}会同岭东县司法局组织实施。", [COURT_NAME, "岭东县司法局"]),
    (
        UNIVERSITY,
        "我校海洋学院具体建设，东桥海洋监测中心联合共建。",
        ["岚江师范大学海洋学院", "东桥海洋监测中心"],
    ),
    (WATER, f"{HYDRO}牵头实施，{HYDRAULIC}协同实施。", [HYDRO, HYDRAULIC]),
]
NOT_BODIES = [
    (SPORT, f"{GUIDE}，赛事运营由望潮悦动体育文化有限公司负责，不使用本项目资金。", [GUIDE]),
    (HEALTH, f"{BLOOD}负责实施，采血车驾驶由清河康源汽车服务有限公司承担。", [BLOOD]),
    (SPORT, f"{BUREAU}主办，现场搭建由望潮天成会展有限公司负责。", [BUREAU]),
    (WATER, f"{HYDRO}，监测设备运行维护由湖西华水科技有限公司承担。", [HYDRO]),
    (
        HEALTH,
        f"{CDC}、{BLOOD}共同实施。清河市民政局、各区政府配合做好宣传动员工作；承保机构由竞争性磋商确定。",
        [CDC, BLOOD],
    ),
    (SPORT, f"{GUIDE}组织实施；望潮区公安分局协助做好安保工作；医疗机构由招标确定。", [GUIDE]),
    (
        ARCHIVE,
        "湖西省档案馆保管利用处组织实施，所用机房资源由省大数据局统一分配。",
        ["湖西省档案馆保管利用处"],
    ),
    (
        ARCHIVE,
        "湖西省档案馆信息技术处具体实施，云资源由湖西省政务服务局统一提供。",
        ["湖西省档案馆信息技术处"],
    ),
    (HEALTH, f"{BLOOD}实施，采购由清河市公共资源交易中心统一组织采购。", [BLOOD]),
    (WATER, f"{HYDRO}负责，款项由省财政厅国库集中支付中心统一支付。", [HYDRO]),
    (COURT, f"{COURT_NAME}，审判委员会办公室、执行局为经办部门。", [COURT_NAME]),
    (COURT, f"{COURT_NAME}。具体由审判委员会办公室、司法警察大队经办。", [COURT_NAME]),
    (UNIVERSITY, "岚江师范大学，学术委员会秘书处、科研处为承办部门。", ["岚江师范大学"]),
    (HEALTH, f"{BLOOD}承担，伦理委员会办公室、质控科为责任科室。", [BLOOD]),
    (POLICE, "桐阳县公安局交通警察大队；经费由桐阳县财政局保障。", ["桐阳县公安局交通警察大队"]),
    (WATER, f"{HYDRO}组织实施，湖西省水利厅规划计划处对资金使用情况进行监管。", [HYDRO]),
    (WATER, f"由{HYDRO}组织实施，成果报湖西省自然资源厅备案。", [HYDRO]),
]
SHORT = [
    (ARTS, "县文联", ["松陵县文学艺术界联合会"]),
    (PEOPLE, "县残联", ["松陵县残疾人联合会"]),
    (PEOPLE, "县科协、县妇联", ["松陵县科学技术协会", "松陵县妇女联合会"]),
    (PEOPLE, "由县红十字会负责实施。", ["松陵县红十字会"]),
    (SCHOOLS, "县一中、县实验小学", ["松陵县第一中学", "松陵县实验小学"]),
    (SCHOOLS, "项目由县教师发展中心牵头实施。", ["松陵县教师发展中心"]),
    (WATER, "省水科院承担，省水文中心参与。", [HYDRAULIC, HYDRO]),
]


@pytest.mark.parametrize(("office", "text", "expected"), [*TOGETHER, *NOT_BODIES, *SHORT])
def test_the_section(office: dict[str, object], text: str, expected: list[str]) -> None:
    found = fields_of({"implementing_body": text}, **office).implementing_bodies
    assert sorted(b.name for b in found) == sorted(expected)


@pytest.mark.parametrize(
    ("office", "text", "expected"),
    [
        (
            UNIVERSITY,
            "依据省级平台管理办法，学校决定建设观测站。观测站由岚江师范大学海洋研究所具体建设，东桥海洋监测中心联合共建并同步开展水文观测；湿地管理处提供场地。",
            ["岚江师范大学海洋研究所", "东桥海洋监测中心"],
        ),
        (WATER, f"监测网由{HYDRO}负责建设，{HYDRAULIC}共同实施，设备由供应商负责安装。", [HYDRO, HYDRAULIC]),
        (SPORT, f"健身步道由{GUIDE}组织建设。", [GUIDE]),
        (SPORT, f"本项目由{BUREAU}会同望潮区教育局共同实施。", [BUREAU, "望潮区教育局"]),
        (HEALTH, f"项目由{CDC}与东桥医科大学共同承担。", [CDC, "东桥医科大学"]),
        (HEALTH, f"以{CDC}为实施主体，开展监测。", [CDC]),
        (HEALTH, f"2019年{CDC}与东桥医科大学签订合作协议，平台由清河市大数据局提供。", []),
        (HEALTH, "原冷库由清河市商务局建设，已停用。", []),
        (SPORT, "步道此前由望潮区园林局负责建设，年久失修。", []),
    ],
)
def test_prose_without_the_section(office: dict[str, object], text: str, expected: list[str]) -> None:
    found = fields_of({"other": text}, **office).implementing_bodies
    assert sorted(b.name for b in found) == sorted(expected)


CLINIC = {
    "organisation": "丰原市卫生健康委员会",
    "units": (
        "丰原市卫生健康委员会",
        "丰原市疾病预防控制中心",
        "丰原市第二人民医院",
        "丰原市妇幼保健计划生育服务中心",
        "丰原市卫生监督所",
    ),
    "year": 2024,
}
CAMPUS = {"organisation": "江左理工大学", "units": ("江左理工大学",), "kind": "unit_budget", "year": 2023}
JUDGES = {
    "organisation": "海陵市中级人民法院",
    "units": ("海陵市中级人民法院",),
    "kind": "unit_budget",
    "year": 2025,
}
RURAL = {
    "organisation": "梅溪县石桥镇人民政府",
    "units": ("梅溪县石桥镇人民政府", "石桥镇综合文化服务中心", "石桥镇便民服务中心"),
    "year": 2022,
}
RIVERS = {
    "organisation": "南屏省水利厅",
    "units": ("南屏省水利厅本级", "南屏省水文局", "南屏省大型灌区管理局", "南屏省水利水电科学研究所"),
    "year": 2026,
}
SPECIMENS = {
    "organisation": "国家标本资源管理局",
    "units": ("国家标本资源管理局本级", "国家标本资源管理局标本中心", "中国标本科学院"),
    "year": 2021,
}
PUPILS = {
    "organisation": "梅溪县教育局",
    "units": ("梅溪县教育局", "梅溪县第三中学", "梅溪县特殊教育学校", "梅溪县教育考试院"),
    "year": 2019,
}
PROSECUTORS = {
    "organisation": "海陵市人民检察院",
    "units": ("海陵市人民检察院",),
    "kind": "unit_budget",
    "year": 2024,
}
OFFICES = [
    (
        CLINIC,
        "implementing_body",
        "由市疾控中心牵头，市二院、市妇幼保健中心按任务分工落实。",
        ["丰原市疾病预防控制中心", "丰原市第二人民医院", "丰原市妇幼保健计划生育服务中心"],
    ),
    (
        CLINIC,
        "implementing_body",
        "本项目的具体承办单位是丰原市卫生监督所（以下简称“监督所”），监督所稽查科负责日常管理。",
        ["丰原市卫生监督所"],
    ),
    (
        CLINIC,
        "implementing_body",
        "项目实施主体：丰原市疾病预防控制中心（地址：城东路18号；联系人：办公室）",
        ["丰原市疾病预防控制中心"],
    ),
    (CLINIC, "implementing_body", "丰原市卫生健康委员会（业务主管处室：疾控处）", ["丰原市卫生健康委员会"]),
    (
        CLINIC,
        "implementing_body",
        "市卫健委统筹，丰原市疾病预防控制中心具体实施，各县（市、区）疾控机构参与采样。",
        ["丰原市卫生健康委员会", "丰原市疾病预防控制中心"],
    ),
    (CAMPUS, "implementing_body", "江左理工大学基本建设处。", ["江左理工大学基本建设处"]),
    (
        JUDGES,
        "implementing_body",
        "海陵市中级人民法院执行局、信息技术处",
        ["海陵市中级人民法院执行局", "海陵市中级人民法院信息技术处"],
    ),
    (
        JUDGES,
        "implementing_body",
        "本院。诉讼服务中心负责日常运转，技术运维由中标公司提供。",
        ["海陵市中级人民法院"],
    ),
    (
        JUDGES,
        "implementing_body",
        "海陵市中级人民法院联合海陵市妇女联合会、海陵市民政局共同实施，各基层法院协助。",
        ["海陵市中级人民法院", "海陵市妇女联合会", "海陵市民政局"],
    ),
    (
        RURAL,
        "implementing_body",
        "石桥镇人民政府；村级层面由各行政村村民委员会具体落实",
        ["梅溪县石桥镇人民政府"],
    ),
    (
        RURAL,
        "implementing_body",
        "镇综合文化服务中心负责活动组织，镇便民服务中心负责场地保障。",
        ["石桥镇综合文化服务中心", "石桥镇便民服务中心"],
    ),
    (
        RIVERS,
        "implementing_body",
        "南屏省大型灌区管理局（项目法人），设计单位为南屏省水利勘测设计院，监理单位另行招标。",
        ["南屏省大型灌区管理局"],
    ),
    (RIVERS, "implementing_body", "省水文局、省水科所。", ["南屏省水文局", "南屏省水利水电科学研究所"]),
    (
        RIVERS,
        "implementing_body",
        "责任处室：农村水利处；实施单位：南屏省大型灌区管理局",
        ["南屏省大型灌区管理局"],
    ),
    (
        SPECIMENS,
        "implementing_body",
        "中国标本科学院牵头，联合东桥农业大学、漠北植物园共同承担，标本中心提供数据服务。",
        ["中国标本科学院", "东桥农业大学", "漠北植物园"],
    ),
    (
        SPECIMENS,
        "implementing_body",
        "国家标本资源管理局标本中心受我局委托承担，经费由我局拨付。",
        ["国家标本资源管理局标本中心"],
    ),
    (
        PUPILS,
        "implementing_body",
        "梅溪县教育局基础教育股牵头，县教育考试院承办。",
        ["梅溪县教育局基础教育股", "梅溪县教育考试院"],
    ),
    (PUPILS, "implementing_body", "县三中、县特殊教育学校", ["梅溪县第三中学", "梅溪县特殊教育学校"]),
    (PROSECUTORS, "implementing_body", "海陵市人民检察院第六检察部", ["海陵市人民检察院第六检察部"]),
    (PROSECUTORS, "implementing_body", "检察技术处会同计财装备处组织实施", ["检察技术处", "计财装备处"]),
    (
        PROSECUTORS,
        "implementing_body",
        "该项目由海陵市人民检察院负责，与海陵市公安局、海陵市司法局建立协作机制，并委托专业机构开展评估。",
        ["海陵市人民检察院"],
    ),
    (
        RURAL,
        "overview",
        "项目由梅溪县石桥镇人民政府与梅溪县文学艺术界联合会联合主办，石桥镇综合文化服务中心承办，梅溪县融媒体中心负责宣传报道。",
        ["梅溪县石桥镇人民政府", "梅溪县文学艺术界联合会", "石桥镇综合文化服务中心"],
    ),
    (CLINIC, "overview", "2022年以来，市疾控中心承担了全市监测任务，成绩突出。", []),
    (
        CLINIC,
        "implementing_body",
        "本项目由丰原市疾病预防控制中心负责实施，丰原市财政局负责资金监管，丰原市卫生健康委员会负责业务指导。",
        ["丰原市疾病预防控制中心"],
    ),
    (
        CLINIC,
        "implementing_body",
        "实施主体为市第二人民医院，后勤保障部、信息科协同推进。",
        ["丰原市第二人民医院"],
    ),
    (
        CLINIC,
        "implementing_body",
        "丰原市第二人民医院与丰原医学院附属口腔医院（联合体成员）共同承担",
        ["丰原市第二人民医院", "丰原医学院附属口腔医院"],
    ),
    (
        CLINIC,
        "implementing_body",
        "牵头单位：市疾控中心\n参与单位：市卫生监督所、市妇幼保健计划生育服务中心",
        ["丰原市疾病预防控制中心", "丰原市卫生监督所", "丰原市妇幼保健计划生育服务中心"],
    ),
    (CAMPUS, "implementing_body", "学校计划财务处牵头，各学院配合。", ["江左理工大学计划财务处"]),
    (CAMPUS, "implementing_body", "江左理工大学（校本部）", ["江左理工大学"]),
    (
        JUDGES,
        "implementing_body",
        "由我院立案庭、审管办共同负责。",
        ["海陵市中级人民法院立案庭", "海陵市中级人民法院审管办"],
    ),
    (
        JUDGES,
        "implementing_body",
        "海陵市中级人民法院负责组织，东桥司法鉴定所受托提供鉴定服务。",
        ["海陵市中级人民法院"],
    ),
    (
        RURAL,
        "implementing_body",
        "镇政府、镇文化服务中心",
        ["梅溪县石桥镇人民政府", "石桥镇综合文化服务中心"],
    ),
    (
        RIVERS,
        "implementing_body",
        "项目法人为南屏省大型灌区管理局，代建单位为南屏水利建设管理有限公司。",
        ["南屏省大型灌区管理局"],
    ),
    (RIVERS, "implementing_body", "由南屏省水文局组织实施、南屏省气象局提供雨情资料。", ["南屏省水文局"]),
    (SPECIMENS, "implementing_body", "我局委托中国标本科学院承担。", ["中国标本科学院"]),
    (
        SPECIMENS,
        "implementing_body",
        "标本中心（牵头）、中国标本科学院（参加）",
        ["国家标本资源管理局标本中心", "中国标本科学院"],
    ),
    (
        PUPILS,
        "implementing_body",
        "梅溪县教育局为项目实施主体，受益学校为县域内21所农村小学。",
        ["梅溪县教育局"],
    ),
    (
        PUPILS,
        "implementing_body",
        "县教育局会同县财政局、县人力资源和社会保障局联合组织实施，县教育考试院具体承办。",
        ["梅溪县教育局", "县财政局", "县人力资源和社会保障局", "梅溪县教育考试院"],
    ),
    (PROSECUTORS, "implementing_body", "海陵市人民检察院（第八检察部、检务督察部）", ["海陵市人民检察院"]),
    (
        PROSECUTORS,
        "implementing_body",
        "本项目由海陵市人民检察院独立组织实施，不涉及其他单位。",
        ["海陵市人民检察院"],
    ),
    (
        CLINIC,
        "overview",
        "为方便群众，丰原市妇幼保健计划生育服务中心将在三个片区设点，本项目由该中心具体组织实施。",
        ["丰原市妇幼保健计划生育服务中心"],
    ),
    (
        PUPILS,
        "overview",
        "考点建设由县教育考试院牵头负责，县三中、县特殊教育学校共同参与建设。",
        ["梅溪县教育考试院", "梅溪县第三中学", "梅溪县特殊教育学校"],
    ),
    (RIVERS, "overview", "2021年水毁堤防由南屏省大型灌区管理局抢修，费用已结清。", []),
    (RIVERS, "overview", "省财政厅、省水利厅联合下达资金，由各市县水利局组织实施。", []),
    (PROSECUTORS, "overview", "我院承担全市公益诉讼检察职能，2023年办案312件。", []),
]


@pytest.mark.parametrize(("office", "section", "text", "expected"), OFFICES)
def test_offices_of_many_kinds(
    office: dict[str, object], section: str, text: str, expected: list[str]
) -> None:
    found = fields_of({section: text}, **office).implementing_bodies
    assert sorted(b.name for b in found) == sorted(expected)


MORE_OFFICES = [
    (
        CLINIC,
        "implementing_body",
        "项目归口丰原市卫生健康委员会管理，由丰原市妇幼保健计划生育服务中心负责落实。",
        ["丰原市妇幼保健计划生育服务中心"],
    ),
    (
        CLINIC,
        "implementing_body",
        "丰原市第二人民医院负责设备购置和安装，丰原市卫生健康委员会负责监督检查，设备维保由厂家提供。",
        ["丰原市第二人民医院"],
    ),
    (
        CLINIC,
        "implementing_body",
        "实施单位：丰原市第二人民医院  联系电话：0571-000000",
        ["丰原市第二人民医院"],
    ),
    (
        CLINIC,
        "implementing_body",
        "丰原市疾病预防控制中心艾滋病防制科，实验室检测由检验科承担。",
        ["丰原市疾病预防控制中心艾滋病防制科"],
    ),
    (CLINIC, "implementing_body", "市疾控中心为主，各县区疾控中心为辅。", ["丰原市疾病预防控制中心"]),
    (CAMPUS, "implementing_body", "由学校统一组织，信息化办公室牵头实施，各二级单位参与。", ["江左理工大学"]),
    (JUDGES, "implementing_body", "行政装备管理处", ["行政装备管理处"]),
    (
        JUDGES,
        "implementing_body",
        "海陵市中级人民法院，经费由市财政局保障，工程由市公共建设中心代建。",
        ["海陵市中级人民法院"],
    ),
    (
        RURAL,
        "implementing_body",
        "由石桥镇人民政府主导、石桥镇综合文化服务中心承办、各村文化礼堂协办。",
        ["梅溪县石桥镇人民政府", "石桥镇综合文化服务中心"],
    ),
    (RURAL, "implementing_body", "石桥镇人民政府委托石桥镇便民服务中心组织实施。", ["石桥镇便民服务中心"]),
    (
        RIVERS,
        "implementing_body",
        "南屏省水文局各分局具体施测，由南屏省水文局统一组织实施。",
        ["南屏省水文局"],
    ),
    (
        RIVERS,
        "implementing_body",
        "项目实行法人责任制，南屏省大型灌区管理局履行项目法人职责。",
        ["南屏省大型灌区管理局"],
    ),
    (SPECIMENS, "implementing_body", "中国标本科学院及其下属研究所。", ["中国标本科学院"]),
    (
        SPECIMENS,
        "implementing_body",
        "国家标本资源管理局标本中心、中国标本科学院、东桥省林业科学研究院三方共建。",
        ["国家标本资源管理局标本中心", "中国标本科学院", "东桥省林业科学研究院"],
    ),
    (PUPILS, "implementing_body", "责任单位为梅溪县教育局，落实单位为各中小学校。", ["梅溪县教育局"]),
    (
        PROSECUTORS,
        "implementing_body",
        "技术信息处负责立项，信息网络中心负责建设，第三方机构负责测评。",
        ["技术信息处", "信息网络中心"],
    ),
    (
        PROSECUTORS,
        "implementing_body",
        "该项目由我院自行组织实施，设备供货单位通过公开招标确定。",
        ["海陵市人民检察院"],
    ),
    (
        RIVERS,
        "overview",
        "工程由南屏省大型灌区管理局牵头组织，沿线三市水利局分段负责。",
        ["南屏省大型灌区管理局"],
    ),
    (
        SPECIMENS,
        "overview",
        "中国标本科学院成立于1985年，是国家标本资源管理局直属事业单位，承担国家标本战略保存任务。",
        [],
    ),
    (RURAL, "overview", "2021年，石桥镇综合文化服务中心举办活动36场，梅溪县文化馆到场指导。", []),
    (PUPILS, "plan", "由教育局和学校共同做好宣传，家长委员会参与监督。", []),
]


@pytest.mark.parametrize(("office", "section", "text", "expected"), MORE_OFFICES)
def test_more_offices(office: dict[str, object], section: str, text: str, expected: list[str]) -> None:
    found = fields_of({section: text}, **office).implementing_bodies
    assert sorted(b.name for b in found) == sorted(expected)


def test_who_does_it_is_named_by_order_by_list_and_as_one_of_two() -> None:
    def names(text: str) -> list[str]:
        return [b.as_written for b in fields_of({"implementing_body": text}).implementing_bodies]

    assert names("项目交由临江市水文监测中心办理。") == ["临江市水文监测中心"]
    assert names("本项目由政治部会同立案庭具体办理。") == ["政治部", "立案庭"]
    assert names("市政府投资审计中心") == ["市政府投资审计中心"]
