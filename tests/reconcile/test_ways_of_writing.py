"""Ways of writing an amount's dimensions that must not be read as contradictions."""

from __future__ import annotations

import pytest

from nlp.reconcile import reconcile
from nlp.reconcile.function_items import function_of
from tests.reconcile.sample import OTHER, document, outlined
from tests.reconcile.test_prose_rules import _rules

PERCENT = ("percent-change-differs", "warning")


def test_a_path_whose_levels_carry_codes() -> None:
    item = function_of("（3）文化旅游支出（207）文化和旅游（01）图书馆（04）")
    assert item is not None
    assert (item.code, item.label) == ("207-01-04", "图书馆")


@pytest.mark.parametrize(
    ("phrase", "code", "name"),
    [
        (
            "一般公共服务支出（201）政府办公厅（室）及相关机构事务（03）行政运行（01）",
            "201-03-01",
            "行政运行",
        ),
        ("商业服务业等支出（216）商业（粮）流通事务（02）行政运行（01）", "216-02-01", "行政运行"),
        ("一般公共服务支出（类）党委办公厅（室）及相关机构事务（款）", None, "党委办公厅(室)及相关机构事务"),
        ("支出决算（含结转）教育支出（类）普通教育（款）", None, "普通教育"),
    ],
)
def test_a_name_with_a_bracket_of_its_own(phrase: str, code: str | None, name: str) -> None:
    item = function_of(phrase)
    assert item is not None
    assert (item.code, item.label) == (code, name)


@pytest.mark.parametrize(
    "line",
    [
        "政府采购预算120万元，上年为100万元，增加20万元，增长{}。",
        "政府采购预算120万元。与2024年度的100万元相比，增加20万元，增长{}。",
        "政府采购预算120万元，比上年预算100万元增加20万元，增长{}。",
    ],
)
def test_growth_on_an_old_amount_that_is_stated(line: str) -> None:
    assert _rules(line.format("20.00%")) == []
    assert _rules(line.format("25.00%")) == [PERCENT]


def test_a_part_of_another_stage_is_not_of_that_whole() -> None:
    line = "“三公”经费预算为47万元，支出执行数为44万元，其中：公务用车购置及运行维护费预算为{}万元。"
    assert [r for r in _rules(line.format("45")) if r[0] == "part-larger-than-whole"] == []


def test_what_a_bracket_mentions_has_no_parts_after_it() -> None:
    line = "2025年某项支出180万元（含上年结转20万元），其中基本支出{}万元。"
    assert "part-larger-than-whole" not in {r[0] for r in _rules(line.format("60"))}
    assert "part-larger-than-whole" in {r[0] for r in _rules(line.format("190"))}


@pytest.mark.parametrize(
    "line",
    [
        "公务用车运行费中，8.05万元在基本支出列支，12.05万元在项目支出列支。",
        "其中8.05万元列入基本支出，12.05万元列入项目支出。",
        "公务用车运行费中有8.05万元从公用经费安排。",
        "公务用车运行费的8.05万元由公用经费负担，其余12.05万元由专项经费负担。",
        "上述运行费，8.05万元在公用经费中开支，12.05万元在专项经费中开支。",
    ],
)
def test_what_is_paid_from_two_sources_is_no_second_total(line: str) -> None:
    told = "公务用车运行费20.10万元。"
    found = reconcile(outlined(document(other=OTHER.replace(told, told + line))), [])[1]
    assert [f.rule for f in found] == []


def test_a_short_total_is_still_compared() -> None:
    other = OTHER.replace("公务用车运行费20.10万元。", "公务用车运行费8.05万元。")
    found = reconcile(outlined(document(other=other)), [])[1]
    assert "prose-disagrees" in {f.rule for f in found}
