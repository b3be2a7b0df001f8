"""Things at a price, scores of a self-evaluation, units in a list, numbers told again."""

from __future__ import annotations

import pytest

from nlp.reconcile import reconcile
from tests.reconcile.sample import document, outlined


def _rules(*lines: str, other: str = "") -> list[str]:
    prose = "2025年部门预算编制说明\n\n" + "\n\n".join(lines) + "\n"
    found = reconcile(outlined(document(prose=prose, other=other)), [])[1]
    return [f.rule for f in found if f.severity != "info"]


@pytest.mark.parametrize(
    ("line", "right", "wrong"),
    [
        ("实验台{}张，单价9,800元，小计235,200元。", "24", "42"),
        ("购置救生衣{}件、每件180元，共计7.20万元。", "400", "440"),
        ("电脑{}台（套），单价0.65万元，合计13.00万元。", "20", "30"),
        ("保安{}名，单价为每年52000元，保洁3人，每人48000元，小计144000元。", "8", "9"),
    ],
)
def test_a_number_times_its_price(line: str, right: str, wrong: str) -> None:
    assert _rules(line.format(right)) == []
    told = ["standard-differs"] if "每年" not in line else []
    assert _rules(line.format(wrong)) == told


def test_a_rounded_price_is_no_contradiction() -> None:
    assert _rules("设备3台，单价1.33万元，合计4.00万元。") == []


SELF = """六、绩效自评情况

项目支出绩效自评表

项目名称\t灌区维修\t\t\t\t\t
项目资金\t预算数\t执行数\t分值\t执行率\t得分\t
年度资金\t120.00\t118.00\t10\t98.33%\t9.8\t
二级指标\t三级指标\t指标值\t完成值\t分值\t得分\t
数量指标\t维修渠道\t3公里\t3公里\t50\t50.0\t
质量指标\t合格率\t100%\t100%\t40\t{}\t
总分\t\t\t\t{}\t97.8\t
"""


@pytest.mark.parametrize(
    ("score", "full", "rules"),
    [("38.0", "100", []), ("36.0", "100", ["count-differs"]), ("36.0", "90", [])],
)
def test_scores_make_up_their_total(score: str, full: str, rules: list[str]) -> None:
    assert _rules(other=SELF.format(score, full)) == rules


@pytest.mark.parametrize(
    ("line", "rules"),
    [
        ("专项资金350.00万元，用于实验室建设218.00元、病房改造132.00万元。", ["likely-slip"]),
        ("专项资金350.00万元，用于实验室建设218.00万元、病房改造132.00万元。", []),
        ("专项资金350.00万元，每户补助218.00元，另安排病房改造120.00万元。", []),
    ],
)
def test_a_unit_that_only_in_ten_thousands_adds_up(line: str, rules: list[str]) -> None:
    assert _rules(line) == rules


@pytest.mark.parametrize(
    ("told", "rules"),
    [
        ("本项目立项依据为澄水发〔2023〕24号，全年完成三处。", ["citation-with-two-numbers"]),
        ("本项目立项依据为澄水发〔2023〕42号，全年完成三处。", []),
        ("另按澄水发〔2023〕24号，全年完成三处。", []),
    ],
)
def test_a_number_told_again(told: str, rules: list[str]) -> None:
    cited = "依据《澄江市河道治理规划》（澄水发〔2023〕42号），安排治理资金。"
    found = _rules(cited, told)
    assert [bool(r) for r in found] == [bool(r) for r in rules]


@pytest.mark.parametrize(("budget", "rules"), [("36.00", []), ("39.00", ["prose-disagrees"])])
def test_a_change_against_the_budget_that_its_sentence_tells(budget: str, rules: list[str]) -> None:
    line = f"2025年政府采购支出决算数32.67万元，比年初预算数{budget}万元减少3.33万元。"
    assert [r for r in _rules(line) if r == "prose-disagrees"] == rules


def test_notes_between_tables_are_read() -> None:
    text = document(other="")
    mark = "2025年部门支出预算总表"
    assert text.count(mark) == 1
    note = "（二）收入情况。2025年收入预算{}万元，全部来自各项拨款和收入。\n\n"
    for told, rules in (("882", []), ("828", ["prose-disagrees"])):
        found = reconcile(outlined(text.replace(mark, note.format(told) + mark)), [])[1]
        assert [f.rule for f in found if f.rule == "prose-disagrees"] == rules
