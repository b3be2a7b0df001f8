"""Names and codes of 科目 at 款 and 项 level."""

from __future__ import annotations

import pytest

from nlp.reconcile import Finding, reconcile
from nlp.reconcile.subjects import Domain, is_official, other_code, subjects
from tests.reconcile.sample import TABLES, document, outlined


def _find(tables: str) -> list[Finding]:
    found = reconcile(outlined(document(tables=tables)), [])[1]
    return [f for f in found if f.rule == "code-of-another-name"]


def test_a_name_under_another_code() -> None:
    (finding,) = _find(TABLES.replace("301\t13\t住房公积金", "301\t14\t住房公积金"))
    assert "30113" in finding.message
    found = _find(TABLES.replace("208\t05\t06\t机关事业单位职业年金", "208\t05\t08\t机关事业单位职业年金"))
    assert found
    assert all("2080506" in f.message for f in found)


def test_a_table_that_numbers_its_items_in_its_own_way() -> None:
    own = TABLES
    for code, wanted, name in (
        ("301\t08", "301\t02", "机关事业单位基本养老保险缴费"),
        ("301\t09", "301\t03", "职业年金缴费"),
        ("301\t13", "301\t04", "住房公积金"),
        ("302\t17", "302\t02", "公务接待费"),
        ("302\t31", "302\t03", "公务用车运行维护费"),
    ):
        assert f"{code}\t{name}" in own
        own = own.replace(f"{code}\t{name}", f"{wanted}\t{name}")
    assert _find(own) == []


def test_names_of_many_codes_and_unknown_names_say_nothing() -> None:
    assert _find(TABLES) == []
    assert _find(TABLES.replace("行政运行", "机关服务")) == []
    assert _find(TABLES.replace("住房公积金\t623", "职工住房公积金\t623")) == []


@pytest.mark.parametrize(
    ("domain", "code", "name", "year", "other"),
    [
        ("functional", "208-05-05", "机关事业单位职业年金缴费支出", 2025, "2080506"),
        ("functional", "208-05-06", "机关事业单位职业年金缴费支出", 2025, None),
        ("functional", "221-02-01", "住房公积金", 2025, None),
        ("economic", "301-13", "住房公积金", 2025, None),
        ("economic", "501-03", "住房公积金", 2025, None),  # 政府预算经济分类
        ("economic", "302-02", "水费", 2016, None),  # before the reform of 2018
        ("economic", "302-02", "水费", None, None),
        ("economic", "309-02", "办公设备购置", 2025, None),
        ("economic", "310-02", "办公设备购置", 2025, None),
        # new and renamed ones
        ("functional", "201-38", "社会工作事务", 2025, "20139"),
        ("functional", "201-38", "社会工作事务", 2023, None),
        ("functional", "213-03", "扶贫", 2021, "21305"),
        ("functional", "213-05", "巩固脱贫攻坚成果衔接乡村振兴", 2026, None),
        ("functional", "224-04", "煤矿安全", 2020, None),
        ("functional", "224-02", "矿山安全", 2025, "22404"),
    ],
)
def test_codes_of_names(domain: Domain, code: str, name: str, year: int | None, other: str | None) -> None:
    assert other_code(domain, code, name, year) == other


def test_every_row_of_the_data_is_its_own_code() -> None:
    codes = [s.code for s in (*subjects().functional, *subjects().economic)]
    assert len(codes) == len(set(codes))
    assert all(is_official("functional", s.code, s.name, 2025) for s in subjects().functional)
    # a code lies under a 类 that the data have
    for group in (subjects().functional, subjects().economic):
        heads = {s.code for s in group if len(s.code) == 3}
        assert {s.code[:3] for s in group} <= heads
