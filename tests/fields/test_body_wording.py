"""Bodies told otherwise than by verbs behind their names, in whole documents; every name is invented."""

from __future__ import annotations

from typing import Any

import pytest

from nlp.annotate.written.evaluate import document_around
from nlp.annotate.written.model import World
from nlp.pipeline import process
from tests.fields.test_body_kinds import COURT, HEALTH, POLICE
from tests.fields.test_body_prose import ARCHIVE, ARTS, PEOPLE, SCHOOLS, WATER

HEAD = "河道整修项目经费情况说明\n\n"
PROSE = HEAD + "现状较差，亟需改造。\n{}\n全年安排30万元。\n"
SECTION = HEAD + "一、项目概述\n现状较差。\n二、实施主体\n{}\n三、实施周期\n2025年\n"


@pytest.mark.parametrize(
    ("office", "section", "text", "expected"),
    [
        (
            WATER,
            False,
            "水质站改造交由湖西省水文水资源中心具体办理，监理单位另行招标。",
            ["湖西省水文水资源中心"],
        ),
        (
            WATER,
            False,
            "本项目的日常管护落实到湖西省水文水资源中心。资金由湖西省财政厅安排。",
            ["湖西省水文水资源中心"],
        ),
        (
            WATER,
            False,
            "该项目归湖西省水文水资源中心组织，湖西省水利科学研究院提供技术支撑。",
            ["湖西省水文水资源中心"],
        ),
        (WATER, True, "经厅党组会研究，确定由湖西省水文水资源中心承担。", ["湖西省水文水资源中心"]),
        (WATER, True, "湖西省水文水资源中心是本项目的建设主体。", ["湖西省水文水资源中心"]),
        (
            WATER,
            False,
            "负责建设的是湖西省水文水资源中心，东桥水利大学参与方案论证。",
            ["湖西省水文水资源中心"],
        ),
        (
            WATER,
            False,
            "湖西省水文水资源中心、湖西省水利科学研究院和东桥水利大学三方分别承担课题一、课题二、课题三，2025年3月启动。",
            ["湖西省水文水资源中心", "湖西省水利科学研究院", "东桥水利大学"],
        ),
        (WATER, False, "由湖西省水文水资源中心采购，使用部门为各市水文站。", ["湖西省水文水资源中心"]),
        (SCHOOLS, False, "松陵县第一中学作为项目单位，计划暑假施工。", ["松陵县第一中学"]),
        (
            SCHOOLS,
            True,
            "校舍维修由学校自行组织，松陵县第一中学担任业主，县教育局派员监督。",
            ["松陵县第一中学"],
        ),
        (
            SCHOOLS,
            False,
            "松陵县教师发展中心联合东桥师范学院共同举办培训班，松陵县教育局对培训质量进行考核。",
            ["松陵县教师发展中心", "东桥师范学院"],
        ),
        (SCHOOLS, False, "研修承办：松陵县教师发展中心\n经费来源：县财政\n", ["松陵县教师发展中心"]),
        (
            SCHOOLS,
            False,
            "主办\u3000松陵县教育局\n承办\u3000松陵县实验小学\n时间\u30002025年5月\n",
            ["松陵县教育局", "松陵县实验小学"],
        ),
        (SCHOOLS, False, "办赛单位\u3000松陵县实验小学\n监督单位\u3000松陵县教育局\n", ["松陵县实验小学"]),
        (
            SCHOOLS,
            True,
            "牵头：松陵县教育局；承训：松陵县教师发展中心。",
            ["松陵县教育局", "松陵县教师发展中心"],
        ),
        (HEALTH, False, "血液筛查的实施者是清河市中心血站。", ["清河市中心血站"]),
        (HEALTH, False, "清河市中心血站承担，采血点由各街道提供场地。", ["清河市中心血站"]),
        (
            HEALTH,
            False,
            "本项目经清河市卫生健康委员会批准，清河市疾病预防控制中心具体操办，各区疾控中心配合。",
            ["清河市疾病预防控制中心"],
        ),
        (
            HEALTH,
            False,
            "2024年清河市财政局安排专款，清河市疾病预防控制中心与东桥医科大学联合开展队列研究。",
            ["清河市疾病预防控制中心", "东桥医科大学"],
        ),
        (
            HEALTH,
            False,
            "根据清河市卫生健康委员会、清河市财政局联合印发的通知开展，两部门共同制定了办法。由清河市疾病预防控制中心实施。",
            ["清河市疾病预防控制中心"],
        ),
        (
            HEALTH,
            False,
            "2023年，清河市疾病预防控制中心和清河市中心血站共同承担了上一轮调查。今年由清河市中心血站实施。",
            ["清河市中心血站"],
        ),
        (COURT, False, "岭东县人民法院立案庭牵头，岭东县人民法院负责。", ["岭东县人民法院"]),
        (POLICE, True, "局内交通警察大队具体落实。", ["桐阳县公安局交通警察大队"]),
        (ARTS, False, "采风活动由松陵县文学艺术界联合会张罗。", ["松陵县文学艺术界联合会"]),
        (ARTS, False, "采风活动的组织工作落到了松陵县文学艺术界联合会。", ["松陵县文学艺术界联合会"]),
        (
            ARCHIVE,
            False,
            "数字化加工外包给湖西数安信息技术有限公司，湖西省档案馆是项目业主。",
            ["湖西省档案馆"],
        ),
        (ARCHIVE, False, "档案移交给湖西省档案馆保管，项目由湖西省档案馆整理。", ["湖西省档案馆"]),
        (
            PEOPLE,
            False,
            "松陵县残疾人联合会、松陵县红十字会、松陵县妇女联合会，以上三家共同实施，每家负责一个片区。",
            ["松陵县残疾人联合会", "松陵县红十字会", "松陵县妇女联合会"],
        ),
        (PEOPLE, False, "松陵县残疾人联合会管总，松陵县科学技术协会协同配合。", ["松陵县残疾人联合会"]),
        (
            PEOPLE,
            False,
            "实施：松陵县残疾人联合会。配合单位：松陵县妇女联合会、松陵县红十字会。",
            ["松陵县残疾人联合会"],
        ),
        (PEOPLE, True, "实施单位：松陵县残疾人联合会\n配合单位：松陵县妇女联合会", ["松陵县残疾人联合会"]),
        (
            PEOPLE,
            True,
            "松陵县残疾人联合会（施工）、松陵县红十字会（培训）。",
            ["松陵县残疾人联合会", "松陵县红十字会"],
        ),
        (PEOPLE, True, "由松陵县残疾人联合会会同松陵县红十字会。", ["松陵县残疾人联合会", "松陵县红十字会"]),
        (PEOPLE, True, "归口松陵县残疾人联合会，下沉到各村残协。", ["松陵县残疾人联合会"]),
    ],
)
def test_wordings(office: dict[str, Any], section: bool, text: str, expected: list[str]) -> None:
    kind = office.get("kind", "department_budget")
    world = World(
        organisation=office["organisation"], year=2025, level="district", kind=kind, units=office["units"]
    )
    document, _ = document_around((SECTION if section else PROSE).format(text), world, "wording")
    found = [body.name for fields in process(document).fields for body in fields.implementing_bodies]
    assert sorted(found) == sorted(expected)
