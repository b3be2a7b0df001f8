from __future__ import annotations

from decimal import Decimal

import pytest

from nlp.fields import extract_fields
from nlp.fields.model import Amounts, StatedAmount
from nlp.tagger.spans import FieldSpan
from tests.fields.invented import fields_of, outline_of


def amounts(budget: str, **sections: str) -> Amounts:
    return fields_of({**sections, "annual_budget": budget}).amounts


def wan(amount: StatedAmount | None) -> str | None:
    return None if amount is None else format((amount.value / 10_000).normalize(), "f")


def parts(found: Amounts) -> list[tuple[str | None, str | None]]:
    return [(c.label, wan(c)) for c in found.components]


@pytest.mark.parametrize(
    ("text", "total", "fiscal", "own"),
    [
        ("23275万元。", "23275", None, None),
        ("2024年，项目预算共计45.22万元。", "45.22", None, None),
        ("2024年需投入942.7万元。", "942.7", None, None),
        ("河道巡查项目 645.55万元。", "645.55", None, None),
        ("申请年度预算3,227,018.00元。", "322.7018", None, None),
        ("财政资金：1480.6万元", "1480.6", "1480.6", None),
        ("本项目2024年计划申请财政预算256.09万元。", "256.09", "256.09", None),
        ("年度财政资金安排10万元，购买采样设备。", "10", "10", None),
        ("拟投入财政资金545万元。", "545", "545", None),
        ("总预算170.5万元，来自财政资金 150万元、自筹20.5万元。", "170.5", "150", "20.5"),
        ("项目预计总经费99.90万元，申请财政经费99.90万元。", "99.9", "99.9", None),
        ("经费预算：人民币伍拾万元整（￥500,000.00元）。", "50", None, None),
        ("2024年预算35万元，比上年预算减少5万元，主要原因是压减支出。", "35", None, None),
        ("本年度预算资金48万元/年。", "48", None, None),
        ("合同总金额300万元，2024年支付首付款90万元。", "90", None, None),
        ("其中：财政拨款80万元；单位自有资金20万元。", "100", "80", "20"),
        ("市级财政资金60万元，区级财政资金40万元。", "100", "100", None),
    ],
)
def test_total_and_sources(text: str, total: str, fiscal: str | None, own: str | None) -> None:
    found = amounts(text)
    assert (wan(found.annual_total), wan(found.fiscal), wan(found.own_funds)) == (total, fiscal, own)
    assert found.components == ()


def test_the_fiscal_figure_alone_is_the_total_with_the_same_evidence() -> None:
    found = amounts("财政资金：1480.6万元")
    assert found.annual_total is not None
    assert found.fiscal is not None
    assert found.annual_total.evidence == found.fiscal.evidence
    assert not found.annual_total.derived


def test_components_behind_a_total() -> None:
    found = amounts(
        "项目总经费30万。其中场租费17.34万元，交流考察6.925万元，劳务费4.235万元、印刷费1.5万元。"
    )
    assert wan(found.annual_total) == "30"
    assert parts(found) == [
        ("场租费", "17.34"),
        ("交流考察", "6.925"),
        ("劳务费", "4.235"),
        ("印刷费", "1.5"),
    ]


def test_components_named_before_a_colon() -> None:
    found = amounts("项目预算金额：15万元，其中图册撰写：12.0万元；图册印刷：3.0万元。")
    assert (wan(found.annual_total), parts(found)) == ("15", [("图册撰写", "12"), ("图册印刷", "3")])


def test_components_alone_give_a_derived_total() -> None:
    found = amounts("举办论坛1场，会议场地费39000元，会议伙食费15000元。召开培训2场，培训场地费合计8000元。")
    assert parts(found) == [("会议场地费", "3.9"), ("会议伙食费", "1.5"), ("培训场地费", "0.8")]
    total = found.annual_total
    assert total is not None
    assert (total.derived, total.value, total.computation) == (
        True,
        Decimal(62000),
        "39000 + 15000 + 8000 = 62000（元）",
    )
    assert [e.text for e in total.parts] == ["39000元", "15000元", "8000元"]


def test_a_unit_price_is_no_sum_and_the_items_heading_is_the_label() -> None:
    found = amounts(
        "1、生态调查计划：围绕重点河段，开展调查项目8项，每项约100万，合计800万。\n"
        "2、人才引育计划：以项目为牵引，开展5项人才项目，每项约48万，合计240万。"
    )
    assert parts(found) == [("生态调查计划", "800"), ("人才引育计划", "240")]
    assert wan(found.annual_total) == "1040"


def test_items_under_quarters_are_components() -> None:
    found = amounts(
        "本项目预算322,000元，一季度执行达40%，主要用于专家评审费240,000.00元、会议费10,000.00元；"
        "四季度执行达100%，主要用于奖金30,000.00元、差旅费42,000.00元。"
    )
    assert wan(found.annual_total) == "32.2"
    assert [label for label, _ in parts(found)] == ["专家评审费", "会议费", "奖金", "差旅费"]


def test_about_is_kept() -> None:
    found = amounts("项目资金拟用于水样化验，预算人民币约27万元。")
    assert found.annual_total is not None
    assert (wan(found.annual_total), found.annual_total.qualifier) == ("27", "about")


def test_a_quarters_share_is_no_total() -> None:
    found = amounts("2024年每季度支出6.75万元，共计投入资金27万元，发放补贴。")
    assert (wan(found.annual_total), found.components) == ("27", ())


def test_quarters_alone_give_a_derived_total() -> None:
    found = amounts(
        "一季度拟支付金额1,300,000.00元，支付比例65%；二季度拟支付金额700,000.00元，支付比例35%。"
    )
    assert found.annual_total is not None
    assert (found.annual_total.derived, found.annual_total.value) == (True, Decimal(2_000_000))


def test_money_of_several_years() -> None:
    found = amounts(
        "2024年需投入90.7万元。",
        overview="市财政在2021-2023年期间批复预算总计366.19万元。现编制2024-2026年更新方案，总预算275.80万元，"
        "其中2024年申请经费90.7万元。",
    )
    assert (wan(found.annual_total), wan(found.multi_year_total)) == ("90.7", "275.8")
    assert found.other_years == ()


def test_years_of_a_plan() -> None:
    found = amounts("2023-2025年总投资900万元，其中2023年200万元，2024年300万元，2025年400万元。")
    assert (wan(found.annual_total), wan(found.multi_year_total)) == ("300", "900")
    assert [(y.year, wan(y)) for y in found.other_years] == [(2023, "200"), (2025, "400")]


def test_a_plan_that_goes_year_by_year() -> None:
    found = amounts("项目预算总额500万元，2024年安排200万元，2025年安排300万元。")
    assert (wan(found.annual_total), wan(found.multi_year_total)) == ("200", "500")
    assert [(y.year, wan(y)) for y in found.other_years] == [(2025, "300")]


def test_one_amount_for_each_of_several_years() -> None:
    found = amounts("三年总经费780万元。2024年安排260万元；2025年、2026年各拟安排260万元。")
    assert wan(found.annual_total) == "260"
    assert [(y.year, wan(y)) for y in found.other_years] == [(2025, "260"), (2026, "260")]


def test_this_years_money_is_no_other_years_whoever_marks_it() -> None:
    outline = outline_of({"annual_budget": "2024年支出31万元，2023年支出28万元。"}, year=2024)
    text = outline.document.text
    spans = [
        FieldSpan("AMOUNT_OTHER_YEAR", text.index(words), text.index(words) + 4)
        for words in ("31万元", "28万元")
    ]
    (found,) = extract_fields(outline, (tuple(spans),))
    assert [(y.year, wan(y)) for y in found.amounts.other_years] == [(2023, "28")]


def test_a_list_with_its_sum_at_the_end() -> None:
    found = amounts("1.设备购置费 30万元\n2.差旅费 5万元\n3.印刷费 2万元\n合计：37万元")
    assert (wan(found.annual_total), parts(found)) == (
        "37",
        [("设备购置费", "30"), ("差旅费", "5"), ("印刷费", "2")],
    )


def test_prices_lead_to_sums() -> None:
    found = amounts("培训300人，每人800元，共24万元；编印手册5000册，每册20元，共10万元。")
    assert parts(found) == [("培训300人", "24"), ("编印手册5000册", "10")]
    assert wan(found.annual_total) == "34"


def test_a_heading_with_a_total_word_is_not_the_total() -> None:
    found = amounts("资金需求：泵站改造工程款256万元，监理费8.5万元。")
    assert (wan(found.annual_total), parts(found)) == (
        "264.5",
        [("泵站改造工程款", "256"), ("监理费", "8.5")],
    )


def test_total_investment_and_an_earlier_year_are_not_the_years_money() -> None:
    found = amounts("可研批复总投资13526.06万元，2023年安排5000万元。")
    assert found.annual_total is None
    assert found.components == ()


@pytest.mark.parametrize(
    "text",
    [
        "采购单价50万元以上的设备须论证。",
        "400万元以上的工程须公开招标。",
        "合同交易额达到3000亿元。",
        "每人补助2万元。",
    ],
)
def test_thresholds_prices_and_results_are_no_budget_money(text: str) -> None:
    found = amounts(text)
    assert found == Amounts()


def test_the_plan_states_the_money_where_the_budget_does_not() -> None:
    found = amounts(
        "一季度预算执行率78%，四季度100%。",
        plan="2024年拟使用财政资金4万元。经费中的委托业务费3.9万元的80%在下达后支付，"
        "委托费的20%和劳务费0.1万元于年底发放。",
    )
    assert (wan(found.annual_total), wan(found.fiscal)) == ("4", "4")
    assert parts(found) == [("委托业务费", "3.9"), ("劳务费", "0.1")]


def test_the_budget_section_stands_before_the_plan() -> None:
    found = amounts("项目预算45万元。", plan="项目预算资金为44万元。")
    assert (wan(found.annual_total), found.components) == ("45", ())


def test_nothing_stated() -> None:
    assert amounts("按实际需要安排。") == Amounts()
