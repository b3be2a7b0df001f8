"""Narratives that correct themselves: only what is right now is read; every name is invented."""

from __future__ import annotations

from decimal import Decimal

from nlp.fields import extract_fields
from nlp.tagger.spans import FieldSpan
from tests.fields.invented import fields_of, outline_of, spans_of

WRONG_AND_RIGHT = {
    "legal_basis": "《云津市防汛条例》；《堤防巡查规程》（云水〔2023〕14号。原文误写为云水〔2023〕41号）。",
    "implementing_body": "临江市水文监测中心（公开文本误为“临江市水文公司”）。",
    "schedule": "2024年2月至2024年9月（此前误为2024年2月至2024年7月，特此说明）。",
    "annual_budget": "2024年项目预算1,340万元（首次公布误为1,430万元），市级财政900万元、区级440万元。",
}


def test_a_remark_in_brackets_takes_back_what_was_published() -> None:
    found = fields_of(WRONG_AND_RIGHT)
    assert [(b.title, b.number) for b in found.legal_basis] == [
        ("云津市防汛条例", None),
        ("堤防巡查规程", "云水〔2023〕14号"),
    ]
    assert [b.name for b in found.implementing_bodies] == ["临江市水文监测中心"]
    assert found.schedule is not None
    assert (str(found.schedule.start), str(found.schedule.end)) == ("2024-02-01", "2024-09-30")
    assert found.schedule.phases == ()
    assert found.amounts.annual_total is not None
    assert found.amounts.annual_total.value == Decimal(13_400_000)
    assert found.amounts.components == ()


def test_a_notice_tells_item_by_item_what_is_right() -> None:
    notice = (
        "关于更正堤防巡查项目说明的公告\n"
        "1.实施单位由“临江市水文公司”更正为“临江市水文监测中心”。\n"
        "2.实施期限原表述误为“2024年3月至6月”，应为2024年3月1日至2024年8月31日。\n"
        "3.项目预算写作“56.7万元”有误，实际安排65.7万元，全部为财政拨款。\n"
    )
    found = fields_of({"other": notice})
    assert [b.name for b in found.implementing_bodies] == ["临江市水文监测中心"]
    assert found.schedule is not None
    assert (str(found.schedule.start), str(found.schedule.end)) == ("2024-03-01", "2024-08-31")
    assert found.amounts.annual_total is not None
    assert found.amounts.annual_total.value == Decimal(657_000)
    assert found.amounts.components == ()
    assert found.legal_basis == ()


def test_a_span_of_any_tagger_in_what_is_taken_back_is_none() -> None:
    outline = outline_of(WRONG_AND_RIGHT)
    at = outline.document.text.index("1,430万元")
    spans = (*spans_of(outline), FieldSpan("AMOUNT_COMPONENT", at, at + len("1,430万元"), 0.9))
    assert extract_fields(outline, [spans])[0].amounts.components == ()


def test_what_a_draft_said_is_taken_back_where_it_is_changed_or_gone() -> None:
    sections = {
        "legal_basis": "《云津市防汛条例》。原稿引用的《巡查办法》（云水〔2011〕7号）已废止，不作为依据。",
        "schedule": "初稿写作2024年2月至5月，考虑到汛期，现调整为2024年6月至2024年11月。",
        "annual_budget": "预算65.7万元。首次公开所载各季度40%、20%、20%、20%作废。"
        "现按第一季度10%、第二季度20%、第三季度30%、第四季度40%执行。",
    }
    found = fields_of(sections)
    assert [b.title for b in found.legal_basis] == ["云津市防汛条例"]
    assert found.schedule is not None
    assert (str(found.schedule.start), str(found.schedule.end)) == ("2024-06-01", "2024-11-30")
    assert [str(q.percent) for q in found.quarters.items] == ["10", "20", "30", "40"]


def test_a_draft_that_the_project_makes_takes_nothing_back() -> None:
    sections = {"schedule": "2024年2月至5月完成规划初稿，6月至9月修改为正式稿。"}
    schedule = fields_of(sections).schedule
    assert schedule is not None
    assert (str(schedule.start), str(schedule.end)) == ("2024-02-01", "2024-09-30")
