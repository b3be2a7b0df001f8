from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from nlp.fields.model import Schedule
from tests.fields.invented import fields_of


def schedule(text: str, **settings: object) -> Schedule:
    found = fields_of({"schedule": text}, **settings).schedule
    assert found is not None
    return found


YEAR = (date(2024, 1, 1), date(2024, 12, 31))


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2024年1月1日-2024年12月31日。", *YEAR),
        ("2024年1月1日至12月31日", *YEAR),
        ("2024.01.01至2024.12.31", *YEAR),
        ("2024年1-12月", *YEAR),
        ("2024年1月 - 2024年12月", *YEAR),
        ("2024年全年。", *YEAR),
        ("2024年", *YEAR),
        ("2024年度举办培训班2次，巡查6次。", *YEAR),
        ("2024年第三季度完成采购任务。", date(2024, 7, 1), date(2024, 9, 30)),
        ("2024年4月1日至2024年9月1日", date(2024, 4, 1), date(2024, 9, 1)),
        ("2023-2025年", date(2023, 1, 1), date(2025, 12, 31)),
    ],
)
def test_one_period(text: str, start: date, end: date) -> None:
    found = schedule(text)
    assert (found.start, found.end, found.phases) == (start, end, ())


@pytest.mark.parametrize(
    ("text", "months"),
    [("项目的实施周期为一年。", 12), ("每个课题执行时间周期为2年。", 24), ("18个月", 18), ("半年", 6)],
)
def test_a_bare_duration_has_no_dates(text: str, months: int) -> None:
    found = schedule(text)
    assert (found.start, found.end, found.duration_months) == (None, None, months)


def test_phases_in_parentheses() -> None:
    found = schedule(
        "（1）准备阶段（2024年1月-2月）：制定方案；\n（2）实施阶段（2024年3月-10月）：组织实施。"
    )
    assert [(p.label, p.start, p.end) for p in found.phases] == [
        ("准备阶段", date(2024, 1, 1), date(2024, 2, 29)),
        ("实施阶段", date(2024, 3, 1), date(2024, 10, 31)),
    ]


def test_phases_apart_by_blanks() -> None:
    found = schedule("第一季度采样、化验 第二季度采样 第三季度汇编 第四季度验收。")
    assert [p.label for p in found.phases] == ["采样、化验", "采样", "汇编", "验收"]
    assert (found.start, found.end) == YEAR


def test_the_projects_history_is_not_its_schedule() -> None:
    found = schedule("自2020年起每年开展，本年度实施期为2024年2月至11月。")
    assert (found.start, found.end) == (date(2024, 2, 1), date(2024, 11, 30))


def test_a_duration_beside_a_period() -> None:
    found = schedule("本项目实施时间为12个月，2024年1月~12月。")
    assert (found.start, found.end, found.duration_months) == (*YEAR, 12)


def test_labelled_phases_span_the_schedule() -> None:
    found = schedule("水样采集：2024年3月-2024年10月。\n成果汇编：2024年2月-2024年12月。")
    assert [(p.label, p.start, p.end) for p in found.phases] == [
        ("水样采集", date(2024, 3, 1), date(2024, 10, 31)),
        ("成果汇编", date(2024, 2, 1), date(2024, 12, 31)),
    ]
    assert (found.start, found.end) == (date(2024, 2, 1), date(2024, 12, 31))


@pytest.mark.parametrize("last", ["2024年10月-12月", "2024年9月-12月"])
def test_a_payment_table_gives_phases_and_quarters_where_its_rows_are_quarters(last: str) -> None:
    table = (
        "时间\t环节\t资金计划（支付%）\n2024年1月-3月\t方案细化\t0%\n2024年4月-6月\t采购\t40%\n"
        f"2024年7月-9月\t安装调试\t75%\n{last}\t验收\t100%"
    )
    found = fields_of({"schedule": table})
    assert found.schedule is not None
    shares = [Decimal(0), Decimal(40), Decimal(75), Decimal(100)]
    assert [p.label for p in found.schedule.phases] == ["方案细化", "采购", "安装调试", "验收"]
    assert [p.percent for p in found.schedule.phases] == shares
    assert (found.schedule.start, found.schedule.end) == YEAR
    if last.startswith("2024年10月"):
        assert found.quarters.basis == "cumulative"
        assert [(q.quarter, q.percent) for q in found.quarters.items] == list(enumerate(shares, start=1))
    else:
        assert found.quarters.items == ()


def test_a_list_decides_against_running_sentences() -> None:
    found = schedule(
        "各年度工程集中于上半年招标，下半年施工。其中2024年上半年完成泵站招标，2025年上半年完成闸门招标。即：\n"
        "2024年1月-2月，准备招标文件；\n\n3月-4月，发布公告；\n\n5月-11月，施工（节点款支付）；"
    )
    assert [(p.label, p.start, p.end) for p in found.phases] == [
        ("准备招标文件", date(2024, 1, 1), date(2024, 2, 29)),
        ("发布公告", date(2024, 3, 1), date(2024, 4, 30)),
        ("施工（节点款支付）", date(2024, 5, 1), date(2024, 11, 30)),
    ]
    assert (found.start, found.end) == (date(2024, 1, 1), date(2024, 11, 30))


def test_the_stated_period_stands_before_relative_phases() -> None:
    found = schedule(
        "该项目实施周期为2024年1月1日-2024年12月31日，安排如下：\n"
        "1、学员入站后3个月：组织开题。\n2、学员入站满2年：组织考核。"
    )
    assert (found.start, found.end, found.duration_months, found.phases) == (*YEAR, None, ())


def test_an_impossible_date_is_not_repaired() -> None:
    found = schedule("2024.01.01-2024.02.31：编制大纲。\n2024.03.01-2024.05.31：撰写初稿。")
    assert [(p.start, p.end) for p in found.phases] == [
        (date(2024, 1, 1), None),
        (date(2024, 3, 1), date(2024, 5, 31)),
    ]


def test_the_plan_counts_where_the_section_is_missing() -> None:
    found = fields_of({"plan": "2024年3月-5月：招标；\n2024年6月-10月：施工。"}).schedule
    assert found is not None
    assert (found.start, found.end) == (date(2024, 3, 1), date(2024, 10, 31))


def test_work_in_the_plan_does_not_change_a_stated_schedule() -> None:
    plan = "2024年3月：招标；\n2024年4月：施工。"
    found = fields_of({"plan": plan, "schedule": "2024年1月-12月"}).schedule
    assert found is not None
    assert (found.start, found.end, found.phases) == (*YEAR, ())


def test_nothing_stated_is_no_schedule() -> None:
    assert fields_of({"schedule": "按进度推进。"}).schedule is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("演出期定为2024年3月12日至12月7日，考试周除外。", (date(2024, 3, 12), date(2024, 12, 7))),
        ("本次研制期自2024年7月1日至12月31日，由中心承担。", (date(2024, 7, 1), date(2024, 12, 31))),
        ("2024年5月6日动手，2024年7月31日收尾。", (date(2024, 5, 6), date(2024, 7, 31))),
    ],
)
def test_a_period_is_known_by_what_it_is_called(text: str, expected: tuple[date, date]) -> None:
    plan = fields_of({"other": text}).schedule
    assert plan is not None
    assert (plan.start, plan.end) == expected


@pytest.mark.parametrize(
    "text", ["主汛期为2024年6月1日至9月30日，须昼夜值守。", "质保期自2024年7月1日至12月31日。"]
)
def test_a_season_or_a_warranty_is_no_schedule(text: str) -> None:
    assert fields_of({"other": text}).schedule is None
