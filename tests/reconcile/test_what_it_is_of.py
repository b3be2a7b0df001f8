"""What a part, a share or a change is of, where a sentence tells several amounts."""

from __future__ import annotations

import pytest

from nlp.reconcile import Finding, reconcile
from tests.reconcile.sample import outlined

_FINAL = "芦湾区社区服务中心2024年度部门决算\n\n三、政府性基金预算支出决算情况说明\n"
_BUDGET = "芦湾区社区服务中心2024年部门预算\n\n二、部门预算情况说明\n"


def _find(head: str, *lines: str) -> list[Finding]:
    return [f for f in reconcile(outlined(head + "\n".join(lines) + "\n"), ())[1] if f.severity != "info"]


def _rules(head: str, *lines: str) -> list[str]:
    return [f.rule for f in _find(head, *lines)]


_YEAR = (
    "2024年度政府性基金预算年初结转和结余6.15万元，本年收入820.00万元，本年支出771.80万元，"
    "年末结转和结余54.35万元。"
)


@pytest.mark.parametrize(
    ("part", "share", "rules"),
    [
        ("745.22", "96.56", []),
        ("745.22", "69.56", ["share-differs"]),
        # no amount of the sentence can hold it: it exceeds the last one
        ("945.22", "", ["part-larger-than-whole"]),
    ],
)
def test_a_list_at_a_sentences_start_is_of_the_amount_that_can_hold_it(
    part: str, share: str, rules: list[str]
) -> None:
    told = f"其中：专项债券安排的游泳馆改造支出{part}万元" + (f"，占{share}%。" if share else "。")
    assert _rules(_FINAL, _YEAR + told) == rules


@pytest.mark.parametrize(("share", "rules"), [("33.33", []), ("38.33", ["share-differs"])])
def test_a_share_without_words_may_be_of_the_whole_named_before(share: str, rules: list[str]) -> None:
    line = "政府采购支出总额120.00万元。授予中小企业合同金额80.00万元，占政府采购支出总额的66.67%，"
    assert _rules(_FINAL, line + f"其中授予小微企业40.00万元，占{share}%。") == rules


def test_a_share_of_one_projects_money_is_none_of_all_projects() -> None:
    whole = "项目支出4,000.00万元。"
    line = "检测试剂项目：支出1,500.00万元，其中财政拨款300.00万元、事业收入1,200.00万元。"
    assert _rules(_FINAL, whole, line + "财政拨款占本项目支出的20.00%。") == []


@pytest.mark.parametrize("second", ["；二是", "。二是"])
def test_every_point_of_a_list_of_reasons_is_a_reason(second: str) -> None:
    line = "一般公共预算支出1,200万元，比2023年预算增加90万元；国有资本经营预算支出0万元。增加的主要原因："
    line += f"一是补贴标准提高，比2023年预算增加30万元{second}场馆开工，比2023年预算增加60万元。"
    assert _rules(_BUDGET, line) == []
    changed = "国有资本经营预算支出0万元，比2023年预算增加60万元。"
    assert _rules(_BUDGET, changed) == ["zero-with-increase"]


@pytest.mark.parametrize(("percent", "rules"), [("4.00", []), ("40.00", ["percent-change-differs"])])
def test_a_measure_named_again_is_what_changed(percent: str, rules: list[str]) -> None:
    line = "2024年收入预算1,500.00万元，其中：一般公共预算拨款收入1,000.00万元；事业收入260.00万元；"
    line += f"其他收入240.00万元。事业收入全部来自对外检测，比上年增加10.00万元，增长{percent}%。"
    assert _rules(_BUDGET, line) == rules


@pytest.mark.parametrize(("percent", "rules"), [("2.94", []), ("2.49", ["percent-change-differs"])])
def test_a_second_change_is_of_what_was_spent(percent: str, rules: list[str]) -> None:
    line = "2024年度机关运行经费支出184.62万元，比年初预算192.50万元减少7.88万元，下降4.09%；"
    assert _rules(_FINAL, line + f"比2023年度增加5.27万元，增长{percent}%。") == rules


@pytest.mark.parametrize(("total", "rules"), [("950.00", []), ("905.00", ["stated-twice-differently"])])
def test_a_sum_with_what_was_carried_over_is_another_amount(total: str, rules: list[str]) -> None:
    first = "2024年一般公共预算当年拨款900.00万元，比2023年增加50.00万元，增长5.88%。"
    joined = "加上上年结转50.00万元，" if not rules else ""
    assert _rules(_BUDGET, first + f"{joined}一般公共预算当年拨款合计{total}万元。") == rules


def test_a_bracket_that_holds_what_was_carried_over_begins_no_list() -> None:
    line = "对全部5个项目编制绩效目标，涉及资金900.00万元，其中一般公共预算600.00万元（含上年结转）、"
    line += "政府性基金预算120.00万元、其他资金180.00万元。"
    assert _rules(_BUDGET, line + "50万元以上的项目4个，涉及资金870.00万元。") == []


_HEADING = "五、一般公共预算财政拨款支出决算情况说明\n"
_TABLES = """
支出决算表
单位：万元
科目编码\t科目名称\t本年支出合计\t基本支出\t项目支出
\t合计\t1,943.67\t100.00\t1,843.67
201\t一般公共服务支出\t1,943.67\t100.00\t1,843.67
20129\t群众团体事务\t1,943.67\t100.00\t1,843.67
2012901\t行政运行\t100.00\t100.00\t
2012902\t一般行政管理事务\t1,843.67\t\t1,843.67

一般公共预算财政拨款支出决算表
单位：万元
科目编码\t科目名称\t本年支出合计\t基本支出\t项目支出
\t合计\t1,934.27\t100.00\t1,834.27
201\t一般公共服务支出\t1,934.27\t100.00\t1,834.27
20129\t群众团体事务\t1,934.27\t100.00\t1,834.27
2012901\t行政运行\t100.00\t100.00\t
2012902\t一般行政管理事务\t1,834.27\t\t1,834.27
"""


@pytest.mark.parametrize(("spent", "raised"), [("1,834.27", False), ("1,384.27", True)])
def test_a_heading_in_brackets_is_of_the_fund_of_the_heading_above(spent: str, raised: bool) -> None:
    item = "1.一般公共服务支出（类）群众团体事务（款）一般行政管理事务（项）。"
    text = (
        f"芦湾区妇女联合会2024年度部门决算\n\n第三部分 决算报表\n{_TABLES}\n第四部分 决算情况说明\n{_HEADING}"
        "（一）支出决算总体情况\n一般公共预算财政拨款支出1,934.27万元。\n（二）支出决算具体情况\n"
        "一般公共预算财政拨款支出年初预算为2,000.00万元，支出决算为1,934.27万元。其中：\n"
        f"{item}年初预算为1,900.00万元，支出决算为{spent}万元。\n"
    )
    assert any(f.rule == "prose-disagrees" for f in _find(text)) == raised
