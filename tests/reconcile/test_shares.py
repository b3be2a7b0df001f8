"""Shares recomputed from prose and tables."""

from __future__ import annotations

import pytest

from nlp.reconcile import Finding, reconcile
from tests.reconcile.sample import document, outlined


def _find(*lines: str) -> tuple[Finding, ...]:
    prose = "2025年部门预算编制说明\n\n" + "\n\n".join(lines) + "\n"
    return reconcile(outlined(document(prose=prose, other="")), [])[1]


TOTAL = "支出预算882.35万元，其中：基本支出572.37万元，占{a}%；项目支出309.98万元，占{b}%。"


@pytest.mark.parametrize(
    ("a", "b", "rules"),
    [
        ("64.87", "35.13", []),
        ("64.86", "35.14", []),  # one unit off so that they add up to 100
        ("65", "35", []),
        ("64.9", "35.1", []),
        ("64.85", "35.13", [("share-differs", "info")]),
        ("46.87", "35.13", [("share-differs", "warning")]),
    ],
)
def test_a_share_of_the_whole_it_stands_under(a: str, b: str, rules: list[tuple[str, str]]) -> None:
    assert [(f.rule, f.severity) for f in _find(TOTAL.format(a=a, b=b))] == rules


def test_a_share_of_a_named_whole_that_only_a_table_states() -> None:
    line = "一般公共预算财政拨款支出812.35万元，占本年支出合计的{}%。"
    assert _find(line.format("92.07")) == ()
    (finding,) = _find(line.format("29.07"))
    assert finding.rule == "share-differs"
    assert "8,823,455" in {e.text for e in finding.evidence}
    assert "92.07%" in finding.message


def test_shares_in_a_list_of_functional_items() -> None:
    intro = "一般公共预算财政拨款支出812.35万元，主要用于以下方面："
    items = "文化旅游体育与传媒支出（类）650.00万元，占80.01%；社会保障和就业支出（类）100.05万元，占{}%。"
    assert _find(intro, items.format("12.32")) == ()
    assert [f.rule for f in _find(intro, items.format("21.32"))] == ["share-differs"]


def test_land_and_progress_are_no_shares() -> None:
    assert _find("支出预算882.35万元。新馆占地面积为旧馆的120%，土建完成80%。") == ()


def test_items_that_exceed_what_they_break_up() -> None:
    intro = "一般公共预算财政拨款支出812.35万元，主要用于以下方面："
    items = ("1. “教育支出”科目700.00万元。", "2. “农林水支出”科目200.00万元。")
    assert [(f.rule, f.severity) for f in _find(intro, *items)] == [("stated-parts-differ", "error")]
    assert _find(intro, *items[:1]) == ()


BOUGHT = "政府采购支出总额478.40万元，其中货物284.70万元、服务193.70万元"


@pytest.mark.parametrize(
    ("told", "rules"),
    [
        ("货物占59.51%", []),
        ("货物采购约占采购总额的60%", []),
        ("服务占支出总额的40.49%", []),
        ("货物占40.49%", ["share-differs"]),
        ("其中货物占支出总额的95.51%", ["share-differs"]),
        ("进口货物占9.51%", []),  # no amount of the paragraph bears that name
    ],
)
def test_a_share_is_of_what_it_names(told: str, rules: list[str]) -> None:
    assert [f.rule for f in _find(f"{BOUGHT}，{told}。")] == rules


@pytest.mark.parametrize(
    ("share", "rules"), [("75.77", []), ("41.08", []), ("57.77", ["share-differs"])]
)  # fits what was bought; fits all that the document spends, which the words may mean too; fits neither
def test_a_whole_named_in_short_is_the_one_of_its_paragraph(share: str, rules: list[str]) -> None:
    line = f"{BOUGHT}。授予中小企业合同金额362.48万元，占支出总额的{share}%。"
    assert [f.rule for f in _find(line)] == rules


@pytest.mark.parametrize(("share", "wrong"), [("92.07", False), ("100.00", False), ("29.07", True)])
def test_a_share_of_another_amount_of_the_same_fund(share: str, wrong: bool) -> None:
    lines = (
        "财政拨款收支总预算882.35万元，其中本年收入812.35万元、上年结转70.00万元。",
        f"一般公共预算支出812.35万元，占财政拨款的{share}%。",
    )
    told = [f for f in _find(*lines) if f.rule == "share-differs" and f.severity != "info"]
    assert bool(told) == wrong


FUND_PART = "一般公共预算财政拨款支出600.00万元，占本年支出合计的{}%。"
LAST_TOLD = (
    "支出决算情况。本年支出合计882.35万元。",
    "财政拨款收支情况。财政拨款收、支总计均为820.00万元，其中本年支出812.35万元，年末结转7.65万元。",
)


@pytest.mark.parametrize(("share", "wrong"), [("68.00", False), ("86.00", True)])
def test_a_share_of_all_where_that_of_a_fund_was_told_last(share: str, wrong: bool) -> None:
    found = [f for f in _find(*LAST_TOLD, FUND_PART.format(share)) if f.rule == "share-differs"]
    assert bool(found) == wrong


@pytest.mark.parametrize(
    "text",
    [
        "公务用车购置及运行费25.00万元，比上年33.84万元减少8.84万元（其中公务用车购置费0万元，上年预算18.60万元；公务用车运行费25.00万元）。",
        "一般公共预算支出812.35万元，比上年预算800.20万元增加12.15万元。其中：教育支出（类）700.00万元，农林水支出（类）112.35万元。",
        "一般公共预算支出812.35万元，较2024年800.20万元增加12.15万元，增长1.52%，其中教育支出700.00万元、农林水支出112.35万元。",
    ],
)
def test_a_list_breaks_up_this_years_amount_and_not_last_years(text: str) -> None:
    assert [f.rule for f in _find(text) if f.severity != "info" and f.rule == "stated-parts-differ"] == []
    assert not [f for f in _find(text) if "分项之和" in f.message]
