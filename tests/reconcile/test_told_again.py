"""What a document tells twice: numbers of documents, balances and their growth, lists, prices."""

from __future__ import annotations

import pytest

from nlp.pipeline import process
from nlp.reconcile import Finding, reconcile
from tests.reconcile.sample import outlined
from tests.reconcile.test_counted_lists import HEAD, find

TITLE = "《某省应急物资保障规划》"


def _rules(prose: str) -> set[str]:
    return {f.rule for f in find(prose)}


@pytest.mark.parametrize(
    ("prose", "rules"),
    [
        ("年初结转5.00万元，年末结转7.50万元，年末比年初增加2.50万元。", set()),
        ("年初结转5.00万元，年末结转7.50万元，年末比年初减少2.50万元。", {"stated-parts-differ"}),
        ("期初余额5.00万元，期末余额7.50万元，较期初增加3.50万元。", {"stated-parts-differ"}),
        ("年初结转5.00万元，年末存款7.50万元，年末比年初减少2.50万元。", set()),
        ("期初余额5.00万元，期末余额7.50万元，期末较期初净增加3.50万元。", {"stated-parts-differ"}),
    ],
)
def test_what_a_balance_has_grown_by(prose: str, rules: set[str]) -> None:
    assert _rules(prose) == rules


@pytest.mark.parametrize(
    ("prose", "rules"),
    [
        (f"依据：{TITLE}（某应急发〔2023〕36号）。按{TITLE}（某应急发〔2023〕36号）完成。", set()),
        (
            f"依据：{TITLE}（某应急发〔2023〕63号）。按{TITLE}（某应急发〔2023〕36号）完成。",
            {"citation-with-two-numbers"},
        ),
        (
            "《关于下达补助资金的通知》（某财农〔2023〕35号）安排。《关于下达补助资金的通知》（某财农〔2023〕36号）安排。",
            set(),
        ),
        (
            "批复文号：某财教〔2025〕14号。根据《某市财政局关于批复部门预算的通知》（某财教〔2025〕41号）公开。",
            {"citation-with-two-numbers"},
        ),
        (
            "批复文号：某财教〔2025〕14号。根据《某市财政局关于绩效管理的通知》（某财教〔2025〕41号）公开。",
            set(),
        ),
    ],
)
def test_a_document_told_with_another_number(prose: str, rules: set[str]) -> None:
    assert _rules(prose) == rules


@pytest.mark.parametrize(("shares", "wrong"), [("28.0%", False), ("28.5%", True), ("82.0%", True)])
def test_four_quarters_behind_work_that_is_done(shares: str, wrong: bool) -> None:
    prose = (
        f"项目于3月开工，11月完工；各季度支付比例为一季度6.5%、二季度{shares}、三季度41.5%、四季度24.0%，"
        "前三季度累计支付76.0%。"
    )
    assert _rules(prose) == ({"quarters-do-not-add-up"} if wrong else set())


@pytest.mark.parametrize(
    ("prose", "wrong"),
    [
        ("公务用车购置费215.00万元，更新车辆5辆，平均每辆43.00万元。", False),
        ("公务用车购置费215.00万元，更新车辆6辆，平均每辆43.00万元。", True),
        ("公务用车购置费215.00万元，更新车辆6辆，平均每辆35.83万元。", False),
        ("公务用车运行费30.00万元，保有量8辆，按5辆计算平均每辆6.00万元。", False),
    ],
)
def test_vehicles_at_a_mean_price(prose: str, wrong: bool) -> None:
    assert ("standard-differs" in _rules(prose)) == wrong


@pytest.mark.parametrize(("part", "wrong"), [("712.49", False), ("172.49", True)])
def test_a_second_list_of_one_amount(part: str, wrong: bool) -> None:
    prose = (
        "执行数2874.36万元，按来源分：中央资金1800.00万元、省级资金800.00万元、县级资金274.36万元；"
        f"按内容分：田块整治864.24万元、灌溉962.59万元、道路{part}万元、输配电186.42万元、监理148.63万元。"
    )
    assert _rules(prose) == ({"stated-parts-differ"} if wrong else set())


@pytest.mark.parametrize(("part", "wrong"), [("383,000.00", False), ("833,000.00", True)])
def test_parts_that_exceed_the_amount_right_before_them(part: str, wrong: bool) -> None:
    prose = f"断面采样全年执行1,579,264.50元，其中租车614,200.00元、耗材582,064.50元、检测{part}元。"
    assert _rules(prose) == ({"likely-slip"} if wrong else set())


@pytest.mark.parametrize(("fell", "wrong"), [("48.00", False), ("84.00", True)])
def test_a_change_goes_on_about_the_old_amount_that_it_names(fell: str, wrong: bool) -> None:
    prose = (
        "2024年“三公”经费决算数166.40万元，其中：因公出国（境）费26.00万元，公务用车购置及运行费44.00万元，"
        "公务接待费96.40万元。2024年“三公”经费决算比2023年决算数264.80万元减少98.40万元，其中：因公出国（境）费增加"
        f"146.00万元；公务用车购置费减少180.00万元，公务用车运行费减少{fell}万元，公务接待费减少16.40万元。"
    )
    assert ("stated-parts-differ" in _rules(prose)) == wrong


def _shares(last: str) -> list[Finding]:
    prose = (
        "（一）收支总体情况\n2024年部门收支总决算29606.02万元。\n"
        "1. 收入情况。某项收入28954.97万元，占97.80%；"
        f"另一收入382.60万元，占1.29%；第三收入268.45万元，占{last}。\n"
        "2. 支出情况。甲类支出12980.52万元，占43.84%；乙类支出16625.50万元，占56.16%。"
    )
    return [f for f in find(prose) if f.rule == "share-differs"]


def test_a_share_of_a_list_that_makes_up_the_amount_before_it() -> None:
    assert _shares("0.91%") == []
    assert len(_shares("0.95%")) == 1


FORM = (
    "某市某校2024年单位预算\n项目预算1860.00万元。\n\n项目支出绩效目标表\n项目名称\t设备更新\t预算金额：1860.00万元\n"
    "一级指标\t二级指标\t三级指标\t指标值\t分值\n产出指标\t数量指标\t更新工位\t420个\t30\n"
    "产出指标\t质量指标\t验收合格率\t100%\t20\n成本指标\t经济成本指标\t项目总成本\t≤1860.00万元\t20\n"
    "效益指标\t社会效益指标\t受益学生\t≥900人\t20\n满意度指标\t满意度指标\t师生满意度\t≥92%\t10\n\t\t\t合计\t100\n"
)


@pytest.mark.parametrize(
    ("was", "now", "rule"),
    [
        ("", "", None),
        ("≤1860.00万元", "≤1860.00元", "likely-slip"),
        ("项目总成本\t≤1860.00万元", "每户补助标准\t≤1860.00元", None),
        ("≥900人\t20", "≥900人\t25", "count-differs"),
        ("≥900人\t20", "≥900人\t10", None),  # 10 for spending in time stand in no row
    ],
)
def test_a_form_against_itself(was: str, now: str, rule: str | None) -> None:
    found = reconcile(outlined(FORM.replace(was, now, 1) if was else FORM), [])[1]
    assert [f.rule for f in found if f.severity != "info"] == ([rule] if rule else [])


PROJECT = (
    "2024年单位预算\n某市某校2024年单位预算\n十、其他重要事项说明\n（一）政府采购情况。无。\n"
    "（二）重点项目说明：实训基地设备更新。\n1.项目概述：更新实训设备。\n2.立项依据：《某市提质行动方案》。\n"
    "3.实施周期：2024年1月至2024年11月，共11个月。\n4.预算安排：项目预算1860.00万元，全部为一般公共预算拨款，其中："
    "数控设备862.00万元、轮机设备574.00万元、护理设备424.00万元。\n"
    "5.用款计划：一季度18%、二季度27%、三季度31%、四季度24%；上半年累计拨付45%，即837.00万元。\n十一、名词解释\n无。\n"
)


@pytest.mark.parametrize(
    "title",
    ["重点项目说明：实训基地设备更新。", "重点项目情况：实训基地设备更新", "项目支出说明——实训基地设备更新"],
)
def test_a_project_named_behind_the_words_of_its_heading(title: str) -> None:
    (narrative,) = outlined(PROJECT.replace("重点项目说明：实训基地设备更新。", title)).narratives
    assert narrative.project == "实训基地设备更新"


@pytest.mark.parametrize(("was", "now"), [("574.00", "547.00"), ("三季度31%", "三季度33%")])
def test_the_arithmetic_of_such_a_project(was: str, now: str) -> None:
    assert not [f for f in process(outlined(PROJECT)).findings if f.severity != "info"]
    found = process(outlined(PROJECT.replace(was, now))).findings
    assert {f.rule for f in found if f.severity != "info"} & {
        "components-do-not-add-up",
        "quarters-do-not-add-up",
    }


def test_a_subject_with_its_code_behind_its_name() -> None:
    table = (
        "部门支出总表\n单位：万元\n科目编码\t科目名称\t2023年预算\t2024年预算\n2240108\t应急救援\t80.40\t74.40\n"
        "2240109\t应急管理\t41.50\t41.50\n\t合计\t121.90\t115.90\n"
    )
    prose = "1. 应急救援（2240108）2024年预算{}万元，较2023年预算80.40万元减少6.00万元。\n"
    text = "某省某厅2024年部门预算\n" + table + "\n三、2024年部门预算情况说明\n" + prose
    clean = reconcile(outlined(text.format("74.40")), [])[1]
    assert [f.message for f in clean if f.severity != "info"] == []
    wrong = reconcile(outlined(text.format("47.40")), [])[1]
    assert [f for f in wrong if f.severity != "info"]


def test_the_document_of_these_tests_is_read_as_prose() -> None:
    assert outlined(HEAD + "无。\n").kind == "department_final_accounts"
