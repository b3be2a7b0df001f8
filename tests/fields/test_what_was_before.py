"""What was before the project, or is another's, tells nothing of it; every text is invented."""

# ruff: noqa: E501

from __future__ import annotations

from datetime import date

import pytest

from nlp.fields.money import plain_number
from tests.fields.invented import fields_of

BUDGET = "年度预算安排30万元。"


@pytest.mark.parametrize(
    "overview",
    [
        "设施始建于2011年，2015年进行过一次小修，花费44万元，目前管线锈蚀。",
        "2020年大修过两次，支出44万元。",
        "2019年改造过广场，支出12万元，与本项目不相干。",
        "平台接口由某科技公司开放，计划年服务费12万元由其自行承担。",
        "拟由某物业公司更换电梯，费用8万元，由其承担。",
    ],
)
def test_money_of_other_work_is_not_the_projects(overview: str) -> None:
    amounts = fields_of({"overview": overview, "annual_budget": BUDGET}).amounts
    assert not amounts.other_years
    assert amounts.own_funds is None
    assert amounts.annual_total is not None
    assert plain_number(amounts.annual_total.value / 10_000) == "30"


def test_the_projects_own_year_before_is_told() -> None:
    overview = "本项目2023年开展过一轮普查，支出44万元。"
    assert len(fields_of({"overview": overview, "annual_budget": BUDGET}).amounts.other_years) == 1


def test_what_they_pay_is_own_funds_where_the_sources_make_up_the_whole() -> None:
    amounts = fields_of({"annual_budget": "总经费30万元，财政拨款18万元，其余12万元由其自行承担。"}).amounts
    assert amounts.own_funds is not None
    assert plain_number(amounts.own_funds.value / 10_000) == "12"


@pytest.mark.parametrize(
    ("text", "total"),
    [
        ("各季度均执行25%，合计49.356万元。", "49.356"),
        ("每季度支付58万元，占25%，合计232.00万元。", "232"),
        ("每季度支付58万元，全年合计232万元。", "232"),
    ],
)
def test_a_sum_behind_what_each_quarter_spends_is_the_total(text: str, total: str) -> None:
    made = fields_of({"annual_budget": text})
    assert made.amounts.annual_total is not None
    assert plain_number(made.amounts.annual_total.value / 10_000) == total
    assert made.amounts.annual_total.computation is None
    assert len(made.quarters.items) == 4


def test_an_office_that_a_reform_gave_duties_to_is_no_body() -> None:
    text = "2019年机构改革后，相关职能由岭东县粮食局划转至湖西省商务厅，人员和设施一并移交。本项目由岭东县档案馆组织实施。"
    assert [body.name for body in fields_of({"other": text}).implementing_bodies] == ["岭东县档案馆"]


def test_a_trial_until_now_is_no_schedule() -> None:
    text = "自2017年试点至今，累计接待41.5万人次。\n\n进度上，2024年1月-2月完成设备安装；3月-6月完成试用；7月-12月完成验收。"
    schedule = fields_of({"other": text}).schedule
    assert schedule is not None
    assert [phase.start for phase in schedule.phases] == [
        date(2024, 1, 1),
        date(2024, 3, 1),
        date(2024, 7, 1),
    ]


def test_blank_lines_between_numbered_stages_do_not_end_the_plan() -> None:
    text = "进度上，阶段1：2024年1～8月，整改提升，支付20%；\n\n阶段2：9～10月，专家检查，支付45%；\n\n阶段3：11～12月，验收，支付35%；\n测算结果：30万元。"
    schedule = fields_of({"other": text}).schedule
    assert schedule is not None
    assert [str(phase.percent) for phase in schedule.phases] == ["20", "45", "35"]


@pytest.mark.parametrize("money", ["建设资金", "项目建设资金", "专项资金", "工程款", "资金"])
def test_money_in_general_of_another_year_is_that_years(money: str) -> None:
    told = f"可研批复总投资900万元，其中工程费700万元，其他费用200万元。2025年安排{money}500万元。"
    amounts = fields_of({"annual_budget": told}).amounts
    assert [(each.year, plain_number(each.value / 10_000)) for each in amounts.other_years] == [(2025, "500")]
    assert amounts.annual_total is None


@pytest.mark.parametrize(
    "left", ["2025年全年可用资金150万元", "全年可用经费150万元", "当年可用资金合计150万元"]
)
def test_money_at_hand_is_no_part_by_use(left: str) -> None:
    text = (
        f"2025年安排120万元，2026年计划安排80万元。加上年初结转，{left}，实际支出148万元，预算执行率98.67%。"
    )
    assert not fields_of({"annual_budget": text}).amounts.components
