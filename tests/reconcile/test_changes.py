"""Changes of parts, balances, shares of a list, lists that are whole, codes before names in prose."""

from __future__ import annotations

import pytest

from nlp.reconcile import Finding, reconcile
from tests.reconcile.sample import PROSE, document, outlined


def _find(*lines: str, section: str = "其他相关情况说明") -> list[Finding]:
    other = f"{section}\n\n" + "\n\n".join(lines) + "\n"
    return [f for f in reconcile(outlined(document(other=other)), [])[1] if f.severity != "info"]


THREE = (
    "2025年“三公”经费预算数为35.00万元，比2024年预算{}万元。其中：",
    "（一）因公出国（境）费4.63万元，比2024年预算{}万元。",
    "（二）公务用车购置及运行费25.00万元，比2024年预算减少2.00万元。",
    "（三）公务接待费5.37万元，{}。",
)


def _three(whole: str, abroad: str, reception: str = "与2024年预算持平") -> list[str]:
    told = (whole, abroad, reception)
    lines = (THREE[0].format(told[0]), THREE[1].format(told[1]), THREE[2], THREE[3].format(told[2]))
    return [f.rule for f in _find(*lines)]


def test_changes_of_all_parts_make_the_change_of_the_whole() -> None:
    assert _three("减少1.00", "增加1.00") == []
    assert _three("减少1.00", "减少1.00") == ["stated-parts-differ"]
    assert _three("减少3.00", "减少1.00") == []
    assert _three("减少1.20", "增加1.00", "比2024年预算减少0.20万元") == []
    assert _three("减少1.20", "增加1.00", "比2024年预算增加0.20万元") == ["stated-parts-differ"]


def test_changes_of_some_parts_or_against_another_stage_prove_nothing() -> None:
    assert _three("减少1.00", "减少1.00", "主要用于接待") == []
    assert _three("减少1.00", "减少1.00", "比2023年预算减少0.50万元") == []
    lines = (
        "2025年“三公”经费预算数比2024年减少2.00万元，其中：因公出国（境）费{}1.00万元，"
        "公务用车购置费减少3.00万元，公务用车运行费和公务接待费与上年持平。"
    )
    assert [f.rule for f in _find(lines.format("增加"))] == []
    assert [f.rule for f in _find(lines.format("减少"))] == ["stated-parts-differ"]


def test_a_change_right_behind_last_years_figure() -> None:
    line = "2025年政府采购预算723.91万元，与上年736.38万元相比减少{}万元，下降1.69%。"
    assert _find(line.format("12.47")) == []
    assert "prose-disagrees" in [f.rule for f in _find(line.format("22.47"))]


def test_what_is_carried_on_follows_from_what_came_in_and_went_out() -> None:
    line = (
        "政府性基金预算财政拨款年初结转和结余59.11万元，本年收入{}，本年支出554.46万元，"
        "年末结转和结余80.56万元。"
    )

    def rules(words: str) -> list[str]:
        return [f.rule for f in _find(line.format(words)) if f.rule == "stated-parts-differ"]

    assert rules("575.91万元") == []
    assert rules("575.91元") == ["stated-parts-differ"]
    assert rules("500.00万元，结余分配75.91万元") == []


ITEMS = (
    "甲类业务费30.00万元，占30.00%；乙类业务费25.00万元，占25.00%；丙类业务费{}万元，占{}%；"
    "丁类业务费20.00万元，占20.00%；戊类业务费10.00万元，占10.00%。"
)


def test_one_share_of_a_list_that_the_others_contradict() -> None:
    assert _find(ITEMS.format("15.00", "15.00")) == []
    (finding,) = _find(ITEMS.format("15.00", "51.00"))
    assert finding.rule == "share-differs"
    assert "15.00%" in finding.message
    # then the amounts don't make the whole that the shares give
    assert _find(ITEMS.format("51.00", "15.00")) == []


PROJECTS = "2025年编报绩效目标的项目{}个，涉及资金100.00万元，其中：古镇保护{}万元、非遗展演40.00万元{}。"


@pytest.mark.parametrize(
    ("words", "rules"),
    [
        (("2", "60.00", ""), []),
        (("2", "50.00", ""), ["stated-parts-differ"]),
        (("5", "50.00", ""), []),  # three more projects are not listed
        (("5", "50.00", "、其他项目10.00万元"), []),
        (("5", "50.00", "、其他项目20.00万元"), ["stated-parts-differ"]),
    ],
)
def test_a_list_that_is_whole(words: tuple[str, str, str], rules: list[str]) -> None:
    assert [f.rule for f in _find(PROJECTS.format(*words))] == rules


@pytest.mark.parametrize(
    ("item", "rules"),
    [
        ("2210201“住房保障支出（类）住房改革支出（款）住房公积金（项）”62.30万元", []),
        ("2210203“住房保障支出（类）住房改革支出（款）住房公积金（项）”62.30万元", ["code-of-another-name"]),
        ("2210201住房公积金：年初预算62.30万元", []),
        ("2070102“文化旅游体育与传媒支出（类）文化和旅游（款）艺术表演场所（项）”1.00万元", []),
        ("2013年住房公积金62.30万元", []),
    ],
)
def test_a_code_before_a_name_in_prose(item: str, rules: list[str]) -> None:
    prose = PROSE.replace("3. 221住房保障支出62万元，主要用于公积金。", f"3. {item}。")
    found = [f.rule for f in reconcile(outlined(document(prose=prose)), [])[1]]
    assert [r for r in found if r == "code-of-another-name"] == rules


@pytest.mark.parametrize(
    ("line", "rules"),
    [
        ("会议费支出5.37万元，比上年增加1.64万元，主要原因是压减一般性会议。", ["reason-contradicts-change"]),
        ("会议费支出5.37万元，比上年减少1.64万元，主要原因是压减一般性会议。", []),
        ("会议费支出5.37万元，比上年增加1.64万元，主要原因是压减其他支出用于会议。", []),
        ("会议费支出5.37万元，比上年增加1.64万元，主要原因是压减后上年基数较低。", []),
        ("会议费支出5.37万元，比上年增加1.64万元，主要原因是会议次数较多。", []),
    ],
)
def test_an_increase_whose_only_reason_is_that_less_is_spent(line: str, rules: list[str]) -> None:
    assert [f.rule for f in _find(line)] == rules
