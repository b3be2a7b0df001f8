"""Figures altered one at a time in invented documents: what states them once more is named, with its value.

Kinds that `yusuan mutate` showed to be missed. The documents themselves raise nothing (test_documents.py).
"""

from __future__ import annotations

from pathlib import Path

import pytest

from nlp.mutate.figures import read_figures
from nlp.mutate.prose_ties import prose_ties
from nlp.reconcile import Finding, reconcile
from nlp.reconcile.function_items import path_of
from tests.reconcile.sample import PROSE, document, outlined
from tests.reconcile.test_prose_rules import _rules

FOLDER = Path(__file__).parent / "documents"
WATER, FOREST, PARTY = "water-unit-2023", "forest-farm-2022", "party-school-2026"
TAX, COUNTY, CUSTOMS = "tax-bureau-2021", "county-congress-2027", "customs-final-2019"


def _text(name: str) -> str:
    return (FOLDER / f"{name}.txt").read_text(encoding="utf-8")


def _found(name: str, *edits: tuple[str, str]) -> list[Finding]:
    """Return the findings at the first altered place."""
    text = _text(name)
    at = text.index(edits[0][0])
    for old, new in edits:
        assert old in text
        text = text.replace(old, new, 1)
    end = at + len(edits[0][1])
    findings = reconcile(outlined(text), ())[1]
    return [f for f in findings if any(e.start < end and at < e.end for e in f.evidence)]


#: Document, what is written, what is written instead, the rule, and the right value in its message.
CASES = [
    # an item by a path of 款 and 项, set off by dashes
    (WATER, "水利—防汛：216.80万元", "水利—防汛：261.80万元", "prose-disagrees", "2,168,000元"),
    (WATER, "水利行业业务管理：250.15万元", "水利行业业务管理：250.16万元", "prose-disagrees", "2,501,500元"),
    (WATER, "住房公积金：146.61万元", "住房公积金：146.61元 ", "prose-disagrees", "1,466,120元"),
    # the words before the first item of a list
    (WATER, "农林水支出4926.95万元", "农林水支出4296.95万元", "likely-slip", "49,269,533元"),
    # items under a heading of a list, of the fund of what the list breaks up
    (FOREST, "住房保障支出82.2万元", "住房保障支出82.7万元", "prose-disagrees", "822,200元"),
    (FOREST, "事业单位离退休42.2万元", "事业单位离退休24.2万元", "prose-disagrees", "421,600元"),
    # what one fund carried over, told in several ways
    (WATER, "其中一般公共预算52.45万元", "其中一般公共预算52.46万元", "prose-disagrees", "524,500元"),
    (WATER, "万元，结转125.00万元", "万元，结转125.01万元", "prose-disagrees", "1,250,000元"),
    (FOREST, "去年结转412,800元", "去年结转412,080元", "prose-disagrees", "412,800元"),
    (FOREST, "其中上年结转23.5万元", "其中上年结转25.3万元", "prose-disagrees", "235,000元"),
    (PARTY, "，往年结转221.61万元", "，往年结转221.16万元", "prose-disagrees", "2,216,100元"),
    # an amount that holds what was carried over, and differs by a slip
    (WATER, "总额5007.05万元", "总额5007.06万元", "prose-disagrees", "50,070,469元"),
    (FOREST, "安排103.5万元", "安排130.5万元", "prose-disagrees", "1,035,000元"),
    # words that mean a measure in most documents, or where nothing else is spoken of
    (WATER, "财政资金5580.05万元", "财政资金5580.50万元", "likely-slip", "55,800,469元"),
    (TAX, "中央财政承担25857.70万元", "中央财政承担25875.70万元", "likely-slip", "258,577,000元"),
    (PARTY, "当年收入18490.35万元", "当年收入18493.05万元", "prose-disagrees", "184,903,500元"),
    (PARTY, "收支均为17747.35万元", "收支均为17747.53万元", "prose-disagrees", "177,473,500元"),
    (FOREST, "全年支出19,058,400元", "全年支出91,058,400元", "prose-disagrees", "19,058,400元"),
    (CUSTOMS, "全年支出13,117.64万元", "全年支出13,171.64万元", "prose-disagrees", "131,176,400元"),
    (CUSTOMS, "各项收入13,462.67万元，另", "各项收入13,642.67万元，另", "prose-disagrees", "134,626,700元"),
    # parts of 三公 by their short names
    (WATER, "现有8辆车运行费22.40万元", "现有8辆车运行费24.20万元", "prose-disagrees", "224,000元"),
    # the money of all projects with targets, and one fund's part of it
    (PARTY, "8个，金额5658.61万元", "8个，金额5658.65万元", "likely-slip", "56,586,100元"),
    (WATER, "项目7个、4071.95万元", "项目7个、4701.95万元", "likely-slip", "40,719,500元"),
    (PARTY, "公共预算4694.00万元，占", "公共预算4694.08万元，占", "likely-slip", "46,940,000元"),
    # lists that are whole by their words, with remarks between their members or in brackets
    (FOREST, "基本支出11,007,100元", "基本支出11,007,107元", "stated-parts-differ", "1,905.8407万元"),
    (FOREST, "一般公共预算16,215,600元", "一般公共预算16,215,606元", "stated-parts-differ", "16,215,606元"),
    (FOREST, "去年结转235,000元", "去年结转235,004元", "stated-parts-differ", "103.5004万元"),
    (COUNTY, "资本性支出150000元", "资本性支出150007元", "stated-parts-differ", "449.9507万元"),
    (PARTY, "用往年结转安排221.61万元", "用往年结转安排221.16万元", "stated-parts-differ", "5,658.16万元"),
    (WATER, "工程维护2216.00万元", "工程维护2261.00万元", "likely-slip", "3,689万元"),
    (COUNTY, "活动经费600000元", "活动经费600006元", "stated-parts-differ", "97.2506万元"),
    # a change right behind last year's amount, without 比
    (PARTY, "今年减少406.24万元", "今年减少406.42万元", "prose-disagrees", "406.24万元"),
    (PARTY, "上年年初预算17164.00万元", "上年年初预算17160.40万元", "prose-disagrees", "586.95万元"),
    (CUSTOMS, "的13,092.33万元扩大", "的13,029.33万元扩大", "prose-disagrees", "672.61万元"),
    # shares and rates
    (TAX, "比重为2.41%", "比重为2.47%", "share-differs", "2.41%"),
    (TAX, "86.60%、13.40%", "86.60%、14.30%", "share-differs", "13.40%"),
    (TAX, "占18.97%", "占18.79%", "share-differs", "18.97%"),
    (CUSTOMS, "72.38%和27.62%", "72.38%和26.72%", "share-differs", "27.62%"),
    (CUSTOMS, "变动幅度4.66%", "变动幅度6.46%", "percent-change-differs", "4.66%"),
    (TAX, "下降20.15%", "下降20.11%", "percent-change-differs", "20.15%"),
    (CUSTOMS, "年初安排120.77万元", "年初安排120.73万元", "level-but-different", "120.77万元"),
    # cells
    (COUNTY, "箱\t120\t24,000", "箱\t120\t42,000", "totals-do-not-add-up", "486,300元"),
    (TAX, "（五）住房保障支出\t1614.55", "（五）住房保障支出\t1614.53", "tables-differ", "16,145,500元"),
    (CUSTOMS, "24\t13462.67", "24\t13426.67", "tables-differ", "134,626,700元"),
    (FOREST, "）一般公共预算拨款\t41.28", "）一般公共预算拨款\t41.82", "prose-disagrees", "412,800元"),
    (COUNTY, "项\t1\t176,300", "项\t1\t167,300", "totals-do-not-add-up", "486,300元"),
    (COUNTY, "486,300\n", "486,030\n", "totals-do-not-add-up", "486,300元"),
    (COUNTY, "9,106,502\t9,106,502", "9,106,502\t9,106,500", "columns-do-not-add-up", "9,106,502元"),
]


@pytest.mark.parametrize(("name", "old", "new", "rule", "right"), CASES)
def test_an_altered_figure_and_its_right_value(name: str, old: str, new: str, rule: str, right: str) -> None:
    told = [f.message for f in _found(name, (old, new)) if f.rule == rule]
    assert any(right in message for message in told), told


@pytest.mark.parametrize(
    ("line", "told"),
    [
        # the new amount that a slip in one of the three explains is the one that changed
        (
            "机关运行经费支出234.04万元，为日常公用经费272.46万元扣除中心公用经费38.42万元后的余额，"
            "比2024年214.26万元减少7.22万元。",
            "234.04万元与214.26万元相差",
        ),
        (
            "政府采购预算1042.64万元，2024年预算为989.21万元，增加44.42万元。",
            "1042.64万元与989.21万元相差53.43万元",
        ),
    ],
)
def test_a_change_that_one_slip_keeps_from_its_amounts(line: str, told: str) -> None:
    prose = f"2025年部门预算编制说明\n\n{line}\n"
    findings = reconcile(outlined(document(prose=prose, other="")), ())[1]
    assert [f.rule for f in findings if told in f.message] == ["prose-disagrees"]


@pytest.mark.parametrize("mark", ["：", ": ", "。"])
def test_stage_words_behind_an_item(mark: str) -> None:
    line = (
        f"1.住房保障支出（类）住房改革支出（款）住房公积金（项）{mark}支出预算为26.30万元，主要用于公积金。"
    )
    prose = f"2025年部门预算编制说明\n\n一般公共预算支出具体情况如下：\n\n{line}\n"
    findings = reconcile(outlined(document(prose=prose, other="")), ())[1]
    assert [(f.rule, "623,000元" in f.message) for f in findings] == [("prose-disagrees", True)]


def test_rows_changed_round_in_a_table_of_economic_items() -> None:
    edits = (("基本工资\t1,842,360", "基本工资\t2,610,444"), ("津贴补贴\t2,610,444", "津贴补贴\t1,842,360"))
    (found,) = _found(COUNTY, *edits)
    assert (found.rule, found.severity) == ("likely-slip", "warning")
    assert "基本工资1842360元" in found.message
    assert "津贴补贴2610444元" in found.message


def test_a_cell_with_what_was_carried_over_is_meant_where_a_slip_parts_it_from_the_amount() -> None:
    text = _text(WATER).replace("50,070,469\t4,850,000", "50,070,649\t4,850,000")
    findings = reconcile(outlined(text), ())[1]
    assert [f for f in findings if "49,545,969元" in f.message and f.rule == "prose-disagrees"] == []


@pytest.mark.parametrize(
    "line",
    [
        # a change that need not lie between the two amounts before it
        "政府采购预算120万元，上年100万元，增加37.5万元。",
        # a part of a fund's money need not hold all that the fund carried over
        "一般公共预算项目支出239.98万元（其中上年结转20万元）。",
        # what a fund pays of purchases
        "政府采购情况：采购预算300万元。按资金分，一般公共预算212.34万元、财政专户资金87.66万元。",
        # the subject of a paragraph spends, not the department
        "公务接待费在三项中占比最低，全年支出5.37万元。",
        # two of three things are told
        "补助3项，共97.25万元。一是活动经费60万元；二是小组经费37.35万元。",
        # more than the list is told of it
        "设备购置100万元，服务器40万元、软件58万元等。",
    ],
)
def test_what_need_not_agree(line: str) -> None:
    assert [rule for rule in _rules(line) if rule[0] != "three-public-parts-differ"] == []


def test_a_path_of_names_that_no_table_has() -> None:
    labels = frozenset({"水利", "防汛"})
    assert path_of("水利—抗旱", labels) is None
    assert path_of("防汛", labels) is None


def test_a_first_budget_is_no_final_cell() -> None:
    outline = outlined(_text(CUSTOMS))
    found = read_figures(outline)
    first = next(
        f for f in found.figures
        if f.written == "404.52万元" and outline.document.text[: f.start].endswith("年初预算为")
    )  # fmt: skip
    assert [t for t in prose_ties(outline, found) if first.index in t.members and t.kind == "文字与表"] == []


def test_an_amount_that_says_about_is_tied_within_what_it_covers() -> None:
    outline = outlined(document(PROSE.replace("收入预算882万元", "收入预算约882万元", 1)))
    about, exact = (f for f in read_figures(outline).figures if f.written.endswith("882万元"))
    assert about.quantum == about.value / 10
    assert exact.quantum == 10_000
