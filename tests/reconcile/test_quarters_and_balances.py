"""Quarters said to be the largest, rows and stages that balance, groups and codes that prose tells."""

from __future__ import annotations

from pathlib import Path

import pytest

from nlp.pipeline import process
from nlp.reconcile import Finding, reconcile
from tests.reconcile.sample import outlined
from tests.reconcile.test_counted_lists import find
from tests.reconcile.test_final_accounts import COVER, TABLE


def _rules(text: str) -> list[str]:
    return [f.rule for f in _findings(text)]


def _findings(text: str) -> list[Finding]:
    return [f for f in reconcile(outlined(text), [])[1] if f.severity != "info"]


QUARTERS = "一季度41.20万元，二季度163.75万元，三季度97.08万元，四季度161.55万元，{}。"


@pytest.mark.parametrize(
    ("told", "rule"),
    [
        ("支出最多的是二季度", ""),
        ("支出最多的是四季度", "quarters-do-not-add-up"),
        ("第四季度用款最多", "quarters-do-not-add-up"),
        ("二季度支出额最大", ""),
        ("一季度支出最少", ""),
        ("三季度支出最少", "quarters-do-not-add-up"),
        ("四季度工程进度最快", ""),
        ("四季度最集中的工程任务是验收", ""),
        ("四季度占全年的34.85%", ""),
        ("三季度占全年的34.85%", "share-differs"),
        ("三季度占全年的18.00%", ""),  # of another whole: no quarter has it
    ],
)
def test_the_largest_quarter_and_its_share(told: str, rule: str) -> None:
    assert [f.rule for f in find(QUARTERS.format(told))] == ([rule] if rule else [])


@pytest.mark.parametrize(
    "prose",
    [
        "截至一季度支出10.00万元，二季度45.00万元，三季度70.00万元，四季度90.00万元，二季度支出最多。",
        "2023年一季度1.00万元，二季度2.00万元，三季度3.00万元，四季度4.00万元，四季度最多；"
        "2024年一季度9.00万元，二季度2.00万元，三季度3.00万元，四季度4.00万元，一季度最多。",
        "一季度41.20万元，二季度63.75万元，三季度97.08万元，四季度31.55万元。用款平稳。另一项目二季度支出最多。",
    ],
)
def test_quarters_told_otherwise(prose: str) -> None:
    assert find(prose) == []


ACCOUNTS = (
    "某县某局2024年度部门决算\n附表 所属单位收支决算情况\n金额单位：万元\n"
    "单位名称\t年初结转和结余\t本年收入\t使用非财政拨款结余\t本年支出\t结余分配\t年末结转和结余\n"
    "局机关\t76.44\t6095.13\t\t6030.50\t\t141.07\n防火中心\t17.00\t963.35\t\t968.35\t\t12.00\n"
    "养护处\t88.40\t2837.42\t\t2874.62\t\t51.20\n种苗站\t12.30\t1277.44\t15.60\t1246.71\t38.78\t19.85\n"
    "合计\t194.14\t11173.34\t15.60\t11120.18\t38.78\t224.12\n"
)


@pytest.mark.parametrize(
    ("was", "now", "wrong"),
    [("", "", False), ("2837.42", "2837.45", True), ("1246.71", "1264.71", True)],
)
def test_a_row_of_both_sides_balances(was: str, now: str, wrong: bool) -> None:
    text = ACCOUNTS.replace(was, now, 1) if was else ACCOUNTS
    assert ("columns-do-not-add-up" in _rules(text)) == wrong


def test_a_table_whose_rows_never_balance_tells_something_else() -> None:
    text = ACCOUNTS.replace("141.07", "41.07").replace("12.00", "2.00").replace("51.20", "5.20")
    assert "columns-do-not-add-up" not in _rules(text)


def test_a_column_of_another_name_may_hold_the_rest() -> None:
    text = ACCOUNTS.replace("年末结转和结余\n", "年末结转和结余\t缴回财政\n").replace(
        "51.20\n", "41.20\t10.00\n"
    )
    assert "columns-do-not-add-up" not in _rules(text)


STAGES = (
    "某县某局2024年度部门决算\n第四部分 绩效自评\n项目支出绩效自评表\n项目名称\t虫害防控\t\t\t\n"
    "主管部门\t某局\t实施单位\t某站\t\n年度资金（万元）\t年初预算数\t全年预算数\t全年执行数\t执行率\n"
    "年度资金总额\t420.00\t475.58\t{}\t97.48%\n其中：当年财政拨款\t420.00\t458.58\t446.58\t97.38%\n"
    "上年结转资金\t0.00\t17.00\t17.00\t100.00%\n总分\t\t\t100\t99.7\n"
)


@pytest.mark.parametrize(("total", "wrong"), [("463.58", False), ("436.58", True)])
def test_a_stage_of_a_form_against_its_rows(total: str, wrong: bool) -> None:
    assert ("form-does-not-add-up" in _rules(STAGES.format(total))) == wrong


def test_a_form_that_names_some_kinds_of_money_alone_is_not_judged() -> None:
    text = (
        STAGES.format("463.58").replace("458.58\t446.58", "400.00\t380.00").replace("420.00\t4", "300.00\t4")
    )
    assert "form-does-not-add-up" not in _rules(text)


BASIC = (
    "一般公共预算财政拨款基本支出决算表\n单位：万元\n科目编码\t科目名称\t决算数\n301\t工资福利支出\t826.10\n"
    "302\t商品和服务支出\t619.88\n310\t资本性支出\t14.60\n合计\t\t1460.58\n"
)


@pytest.mark.parametrize(
    ("prose", "wrong"),
    [
        ("公用经费634.48万元。公用经费中商品和服务支出619.88万元，资本性支出14.60万元。", False),
        ("公用经费634.48万元。公用经费中商品和服务支出691.88万元，资本性支出14.60万元。", True),
        ("公用经费634.48万元，包括商品和服务支出617.88万元、资本性支出14.60万元。", True),
        ("公用经费中，商品和服务支出614.88万元。", False),  # one digit alone: of other money, too
        ("公用经费中，商品和服务支出比上年691.88万元减少72.00万元。", False),
        ("项目支出中商品和服务支出691.88万元。", False),
    ],
)
def test_a_group_of_basic_expenditure_in_prose(prose: str, wrong: bool) -> None:
    found = _findings(f"{COVER}{BASIC}\n2024年度部门决算情况说明\n\n{prose}\n")
    assert any("商品和服务支出" in f.message and "《" in f.message for f in found) == wrong


@pytest.mark.parametrize(
    ("prose", "wrong"),
    [
        ("住房改革支出（款）住房公积金（项）2210201科目，支出62.30万元。", False),
        ("住房改革支出（款）住房公积金（项）2210202科目，支出62.30万元。", True),
        ("住房改革支出（款）住房公积金（项）。科目编码2210201。支出62.30万元。", False),
        ("住房改革支出（款）住房公积金（项）。科目编码2210210。支出62.30万元。", True),
        ("进修及培训（款）湿地保护（项）（2050803）。支出18.50万元。", True),
        ("进修及培训（款）湿地保护（项）（2050803）。支出17.00万元。", False),  # another amount
        ("进修及培训（款）业务培训（项）（2050803）。支出18.50万元。", True),
        ("进修及培训（款）干部培训支出（项）（2050803）。支出18.50万元。", False),  # mostly its own name
        ("进修及培训（款）培训（项）（2050803）。支出18.50万元。", False),  # a short name
    ],
)
def test_a_bare_code_and_a_name_that_is_another(prose: str, wrong: bool) -> None:
    found = _rules(f"{COVER}{TABLE}\n2024年度部门决算情况说明\n\n{prose}\n")
    assert ("code-of-another-name" in found) == wrong


@pytest.mark.parametrize(
    ("prose", "wrong"),
    [
        ("减少3.00万元", False),
        ("增加3.00万元", True),
        ("减少8.00万元", True),
    ],
)
def test_a_balance_against_an_opening_told_further_up(prose: str, wrong: bool) -> None:
    text = (
        "收入由本年收入90.00万元和年初结转结余10.00万元构成；"
        f"支出由本年支出93.00万元和年末结转结余7.00万元构成，年末结转结余比年初{prose}。"
    )
    assert bool([f for f in find(text) if "年末比年初" in f.message]) == wrong


CARS = (
    "某县某局2024年部门预算\n表8 “三公”经费支出表\n单位：万元\n"
    "单位名称\t合计\t因公出国（境）费\t公务用车小计\t购置费\t运行费\t公务接待费\n"
    "局本级\t11.20\t\t8.00\t\t8.00\t3.20\n养护中心\t32.60\t\t31.10\t18.50\t12.60\t1.50\n"
    "运输中心\t4.40\t\t3.80\t\t3.80\t0.60\n合计\t48.20\t\t42.90\t18.50\t24.40\t5.30\n"
)


@pytest.mark.parametrize(("now", "wrong"), [("12.60", False), ("16.20", True)])
def test_a_table_of_three_public_expenses_by_unit(now: str, wrong: bool) -> None:
    assert ("totals-do-not-add-up" in _rules(CARS.replace("12.60", now))) == wrong


FORM = (
    "某县某局2025年部门预算\n项目支出绩效目标表\n项目名称\t水槽改造\t\t\n项目单位\t某站\t\t\n"
    "项目资金总额（元）\t12860000\t2025年资金申请总额（元）\t{}\n"
    "其中：当年财政拨款（元）\t4642600\t上年结转（元）\t500000\n"
)


@pytest.mark.parametrize(("now", "wrong"), [("5142600", False), ("5124600", True)])
def test_a_forms_label_may_bear_its_year(now: str, wrong: bool) -> None:
    assert ("form-does-not-add-up" in _rules(FORM.format(now))) == wrong


PROJECT = (
    "某县某局2025年部门预算\n项目经费情况说明\n一、水槽改造项目\n1.项目概述。更换轨道。\n2.立项依据。《方案》。\n"
    "3.实施主体。某站。\n4.实施方案。全年实施。\n5.实施周期。2025年1月至12月。\n"
    "6.年度预算安排。2025年预算514.26万元：轨道更换207.90万元；伺服系统186.36万元；控制软件42.00万元；"
    "监理费{}；安装调试64.9122万元。\n"
)


@pytest.mark.parametrize(("fee", "wrong"), [("13.0878万元", False), ("13.0878元", True)])
def test_a_unit_in_a_narratives_list(fee: str, wrong: bool, tmp_path: Path) -> None:
    path = tmp_path / "budget.txt"
    path.write_text(PROJECT.format(fee), encoding="utf-8")
    found = [f for f in process(path).findings if f.severity != "info"]
    assert any("单位笔误" in f.message for f in found) == wrong


APPROPRIATED = (
    "某县某局2025年部门预算\n项目经费情况说明\n一、险情监测项目\n1.项目概述。更换仪器。\n2.立项依据。《方案》。\n"
    "3.实施主体。某站。\n4.年度预算安排。2025年当年安排{}万元，另有上年结转74.15万元用于支付尾款，"
    "合计938.15万元。\n\n项目支出绩效目标表\n项目名称\t险情监测\n年度资金总额（万元）\t938.15\n"
    "其中：当年财政拨款\t864.00\n上年结转\t74.15\n"
)


@pytest.mark.parametrize(("now", "wrong"), [("864.00", False), ("846.00", True)])
def test_what_is_appropriated_this_year_is_told_beside_what_was_carried_over(
    now: str, wrong: bool, tmp_path: Path
) -> None:
    path = tmp_path / "budget.txt"
    path.write_text(APPROPRIATED.format(now), encoding="utf-8")
    assert any(f.rule == "prose-disagrees" for f in process(path).findings) == wrong


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("经费420.40万元，其中轨道264.00万元，控制系统156.40万元。", False),
        ("经费420.40元，其中轨道264.00万元，控制系统156.40万元。", True),
        # other parts, and no parts
        ("经费420.40元，其中轨道264.00万元，控制系统166.40万元。", False),
        ("退回420.40元。本年经费420.40万元，轨道264.00万元，控制系统156.40万元。", False),
    ],
)
def test_a_unit_of_what_a_list_breaks_up(line: str, wrong: bool) -> None:
    assert any("单位笔误" in f.message for f in find(line)) == wrong
