"""Bodies, schedule and legal basis where no heading divides the narrative; every name is invented."""

# ruff: noqa: E501

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tests.fields.invented import fields_of
from tests.fields.test_body_kinds import COURT, HEALTH
from tests.fields.test_body_prose import BLOOD, CDC, COURT_NAME

Pairs = list[tuple[str | None, str | None]]
OPINION = "关于加强岸线管理的意见"


def _laws(section: str, text: str) -> Pairs:
    return [
        ("".join((b.title or "").split()) or None, b.number) for b in fields_of({section: text}).legal_basis
    ]


NUMBERS_WITHOUT_ISSUERS = [
    ("岭东县卫生健康局岭卫字【2023】91号批复", [(None, "岭卫字〔2023〕91号")]),
    ("1.《献血法》；2.岭东县财政局岭财预〔2023〕12号复函。", [("献血法", None), (None, "岭财预〔2023〕12号")]),
    ("国家标本局监测预报司标测函〔2021〕162号文", [(None, "标测函〔2021〕162号")]),
    ("湖西省水利厅规划计划处湖水规函〔2022〕8号", [(None, "湖水规函〔2022〕8号")]),
    ("岭东县发展改革局投资科岭发改投〔2024〕3号通知", [(None, "岭发改投〔2024〕3号")]),
    ("省教育厅财务处湖教财函〔2024〕15号文件、县府办岭府办〔2024〕2号通知", [(None, "湖教财函〔2024〕15号"), (None, "岭府办〔2024〕2号")]),
    ("国家卫生健康委医政司国卫医政函〔2021〕7号", [(None, "国卫医政函〔2021〕7号")]),
    ("司发通〔2021〕1号、司办通〔2022〕3号", [(None, "司发通〔2021〕1号"), (None, "司办通〔2022〕3号")]),
    ("湖司规〔2021〕1号，湖教科函〔2021〕5号，湖编办〔2020〕7号", [(None, "湖司规〔2021〕1号"), (None, "湖教科函〔2021〕5号"), (None, "湖编办〔2020〕7号")]),
    ("岭东县水利局关于河道整治的批复（岭水〔2024〕6号）", [("岭东县水利局关于河道整治的批复", "岭水〔2024〕6号")]),
]  # fmt: skip
NUMBERS_BESIDE_TITLES = [
    (f"《岸线条例》，湖水发[2022]35号文件《{OPINION}》。", [("岸线条例", None), (OPINION, "湖水发〔2022〕35号")]),
    (f"《岸线条例》、湖水发〔2022〕35号《{OPINION}》", [("岸线条例", None), (OPINION, "湖水发〔2022〕35号")]),
    (f"《岸线条例》和湖水发〔2022〕35号文《{OPINION}》", [("岸线条例", None), (OPINION, "湖水发〔2022〕35号")]),
    (f"《岸线条例》；湖水发〔2022〕35号：《{OPINION}》", [("岸线条例", None), (OPINION, "湖水发〔2022〕35号")]),
    (f"《岸线条例》（湖政令第8号）和《{OPINION}》", [("岸线条例", "湖政令第8号"), (OPINION, None)]),
    (f"《岸线条例》及《{OPINION}》（湖水发〔2022〕35号）", [("岸线条例", None), (OPINION, "湖水发〔2022〕35号")]),
    (f"《{OPINION}》湖水发〔2022〕35号，《岸线条例》", [(OPINION, "湖水发〔2022〕35号"), ("岸线条例", None)]),
    (f"《{OPINION}》，湖水发〔2022〕35号；《岸线条例》", [(OPINION, "湖水发〔2022〕35号"), ("岸线条例", None)]),
    (f"《{OPINION}》（湖水发〔2022〕35号）《岸线条例》", [(OPINION, "湖水发〔2022〕35号"), ("岸线条例", None)]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), [*NUMBERS_WITHOUT_ISSUERS, *NUMBERS_BESIDE_TITLES])
def test_numbers_and_titles(text: str, expected: Pairs) -> None:
    assert sorted(map(str, _laws("legal_basis", text))) == sorted(map(str, expected))


CITED_IN_PROSE = [
    (
        f"为落实《湖西省人民政府关于节水的意见》（湖政发〔2016〕21号）和县水利局《{OPINION}》（岭水〔2020〕113号），"
        "2024年拟集中采购。",
        [("湖西省人民政府关于节水的意见", "湖政发〔2016〕21号"), (OPINION, "岭水〔2020〕113号")],
    ),
    (f"为贯彻落实《{OPINION}》精神，建设监测站。", [(OPINION, None)]),
    (f"为深入贯彻《{OPINION}》，持续推进整治。", [(OPINION, None)]),
    (f"按《{OPINION}》（岭水〔2020〕113号）要求，每年清淤一次。", [(OPINION, "岭水〔2020〕113号")]),
    (f"依据是《{OPINION}》（岭水（2023）44号）。", [(OPINION, "岭水〔2023〕44号")]),
    (f"《{OPINION}》（岭水〔2020〕113号）要求，2024年完成全部测站改造。", [(OPINION, "岭水〔2020〕113号")]),
    (f"经《{OPINION}》（岭水〔2020〕113号）批准立项。", [(OPINION, "岭水〔2020〕113号")]),
    ("为落实岭水〔2020〕113号文件，购置设备。", [(None, "岭水〔2020〕113号")]),
    ("项目完成后汇编《节水读本》，并在《湖西日报》宣传。", []),
    (f"上年组织学习了《{OPINION}》。", []),
    ("严格执行《政府采购法》，落实《合同管理办法》。", []),
]


@pytest.mark.parametrize(("text", "expected"), CITED_IN_PROSE)
def test_what_prose_rests_on(text: str, expected: Pairs) -> None:
    assert _laws("other", text) == expected


def test_what_an_overview_carries_out_is_no_basis_beside_the_section() -> None:
    found = fields_of({"overview": f"为落实《{OPINION}》，建设监测站。", "legal_basis": "《岸线条例》"})
    assert [b.title for b in found.legal_basis] == ["岸线条例"]


DONE_BY = [
    (COURT, f"项目由{COURT_NAME}诉讼服务中心具体组织，中标公司派驻16名送达专员。", [f"{COURT_NAME}诉讼服务中心"]),
    (HEALTH, f"拟对18处采血点更新，由{BLOOD}具体干，社区派人盯现场，市水利局给技术上的指导。", [BLOOD]),
    (HEALTH, f"这项工作由{BLOOD}来办。", [BLOOD]),
    (HEALTH, f"项目由{CDC}、{BLOOD}共同完成。", [CDC, BLOOD]),
    (HEALTH, f"本项目由{CDC}组织开展。", [CDC]),
    (HEALTH, f"{CDC}统一实施。", [CDC]),
    (HEALTH, f"实施主体为{CDC}。", [CDC]),
    (HEALTH, "中标后由清河康源公司完成安装，经费由清河市财政局保障。", []),
    (HEALTH, "样品由清河市计量院完成检定。", []),
]  # fmt: skip


@pytest.mark.parametrize(("office", "text", "names"), DONE_BY)
def test_bodies_in_prose(office: dict[str, object], text: str, names: list[str]) -> None:
    assert [b.name for b in fields_of({"other": text}, **office).implementing_bodies] == names


WRAPPED = "清河市中心血站负责采血点的选址、建设与日常运行，并按季度向社会公布\n"


@pytest.mark.parametrize(
    "cut",
    [
        "东桥建筑科\n技大学",
        "东桥建筑科技大\n学",
        "东桥医\n学院",
        "清河市血液研\n究所",
        "清河市健康服\n务中心",
    ],
)
def test_a_name_cut_by_a_line_end(cut: str) -> None:
    plan = "采血情况，接受全市单位与个人的咨询。本年新增流动采血车两台，更换登记终端。"
    found = fields_of(
        {"implementing_body": f"{BLOOD}与{cut}共同实施。", "plan": WRAPPED + plan}, **HEALTH
    ).implementing_bodies
    assert [b.name for b in found] == [BLOOD, cut.replace("\n", "")]


def test_lines_of_a_list_are_names_of_their_own() -> None:
    plan = WRAPPED + "采血情况。"
    found = fields_of({"implementing_body": f"{BLOOD}\n{CDC}", "plan": plan}, **HEALTH).implementing_bodies
    assert [b.name for b in found] == [BLOOD, CDC]


def _phases(sections: dict[str, str]) -> list[tuple[str, str, str | None]]:
    found = fields_of(sections).schedule
    assert found is not None
    return [
        (str(p.start)[5:], str(p.end)[5:], None if p.percent is None else str(p.percent))
        for p in found.phases
    ]


THREE = [("01-01", "04-30", "45"), ("05-01", "08-31", "30"), ("09-01", "12-31", "25")]


@pytest.mark.parametrize(
    "text",
    [
        "2024年1月至12月。第一阶段2024年1月至4月，支付比例45%；第二阶段2024年5月至8月，支付比例30%；"
        "第三阶段2024年9月至12月，支付比例25%。",
        "2024年1月至12月，其中1月至4月完成招标，支付45%；5月至8月完成施工，支付30%；9月至12月验收，支付25%。",
        "2024年1月至4月招标，拨付资金45%；2024年5月至8月施工，拨付资金30%；2024年9月至12月验收，拨付资金25%。",
        "2024年1月至4月（拨付45%）、5月至8月（拨付30%）、9月至12月（拨付25%）。",
        "（1）2024年1月-4月：招标，完成投资45%；\n（2）2024年5月-8月：施工，完成投资30%；\n"
        "（3）2024年9月-12月：验收，完成投资25%。",
        "2024年1月1日至2024年12月31日，其中：\n第一阶段（2024年1月1日至4月30日）招标，用款45%；\n"
        "第二阶段（2024年5月1日至8月31日）施工，用款30%；\n第三阶段（2024年9月1日至12月31日）验收，用款25%。",
    ],
)
def test_shares_beside_phases(text: str) -> None:
    assert _phases({"schedule": text}) == THREE


def test_work_done_is_no_share_of_a_phase() -> None:
    text = "2024年1月至6月完成测站改造60%；2024年7月至12月合格率98%。"
    assert _phases({"schedule": text}) == [("01-01", "06-30", None), ("07-01", "12-31", None)]


@pytest.mark.parametrize(
    "text",
    [
        "2024年2月1日至2024年11月30日，其中：\n第一阶段（2024年2月1日至4月30日）完成盘库；\n"
        "第二阶段（2024年5月1日至11月30日）完成入库。",
        "总体时间：2024年2月至11月\n准备阶段：2024年2月至4月\n实施阶段：2024年5月至11月",
        "2024年2月至11月。\n（1）2024年2月至4月：盘库；\n（2）2024年5月至11月：入库。",
        "2024年2月—11月，分两个阶段：\n第一阶段：2024年2月—4月，盘库；\n第二阶段：2024年5月—11月，入库。",
        "2024年2月至4月盘库；2024年5月至11月入库；整体2024年2月至11月完成。",
        "环节\t时间\n盘库\t2024年2月-4月\n入库\t2024年5月-11月\n合计\t2024年2月-11月",
    ],
)
def test_a_whole_period_is_no_phase(text: str) -> None:
    found = fields_of({"schedule": text}).schedule
    assert found is not None
    assert (found.start, found.end) == (date(2024, 2, 1), date(2024, 11, 30))
    assert _phases({"schedule": text}) == [("02-01", "04-30", None), ("05-01", "11-30", None)]


@pytest.mark.parametrize(
    "text",
    ["2024年3月1日至2024年11\n月30日", "2024\n年3月1日至2024年11月30日", "2024年3月1\n日至2024年11月30\n日"],
)
def test_a_date_cut_by_a_line_end(text: str) -> None:
    found = fields_of({"schedule": text}).schedule
    assert found is not None
    assert (found.start, found.end) == (date(2024, 3, 1), date(2024, 11, 30))


def test_months_of_payment_without_phases_make_none() -> None:
    found = fields_of(
        {"schedule": "2024年1月至12月", "annual_budget": "1—4月支付45%，5—12月支付55%。"}
    ).schedule
    assert found is not None
    assert Decimal(45) not in [p.percent for p in found.phases]
    assert (found.start, found.end) == (date(2024, 1, 1), date(2024, 12, 31))
