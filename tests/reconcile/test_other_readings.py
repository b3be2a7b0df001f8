"""A difference is a contradiction only where no other reading explains it; slips of the pen always are."""

from __future__ import annotations

import pytest

from nlp.fields.model import Amounts
from nlp.reconcile import Finding, Statement, reconcile
from tests.reconcile.narrative import Draft
from tests.reconcile.sample import document, outlined

TEXT = document()


def _run(text: str) -> tuple[tuple[Statement, ...], tuple[Finding, ...]]:
    return reconcile(outlined(text), [])


def _prose(*lines: str, text: str = TEXT) -> tuple[tuple[Statement, ...], tuple[Finding, ...]]:
    notes = "2025年部门预算编制说明\n\n" + "\n\n".join(lines) + "\n\n"
    start, end = text.index("2025年部门预算编制说明"), text.index("2025年部门财务收支预算总表\n")
    return _run(text[:start] + notes + text[end : text.index("\n其他相关情况说明\n")] + "\n")


def _told(found: tuple[Finding, ...]) -> list[str]:
    return [f.rule for f in found if f.severity != "info"]


@pytest.mark.parametrize(
    "written",
    [
        "883.35",  # a digit
        "828.35",  # two digits changed round
        "8882.35",  # a digit too many
        "88.35",  # and one too few
        "8823455",  # the unit
        "812.35",  # not far off: an earlier version
    ],
)
def test_a_slip_or_an_earlier_version_is_a_contradiction(written: str) -> None:
    statements, findings = _prose(f"收入预算882.35万元。支出预算{written}万元。")
    assert [s.verdict for s in statements] == ["rounded", "disagrees"]
    assert _told(findings) == ["prose-disagrees"]


def test_what_has_nothing_of_its_cell_is_told_where_nothing_explains_it() -> None:
    statements, findings = _prose("收入预算355万元。")
    assert [s.verdict for s in statements] == ["disagrees"]
    assert _told(findings) == ["prose-disagrees"]


def test_a_cell_that_another_paragraph_has_confirmed_is_not_contradicted_by_an_amount_unlike_it() -> None:
    statements, findings = _prose("支出预算882.35万元。", "项目绩效方面，支出预算12.20万元。")
    assert [s.verdict for s in statements] == ["rounded", "unverifiable"]
    assert "另一笔钱" in statements[1].explanation
    assert _told(findings) == []


def test_a_part_is_not_compared_with_a_cell_larger_than_its_whole() -> None:
    line = "事业收入65.43万元，其中：财政拨款收入31.20万元。"
    statements, findings = _prose("2025年，" + line)
    assert [s.verdict for s in statements] == ["rounded", "unverifiable"]
    assert "不是同一笔钱" in statements[1].explanation
    assert _told(findings) == []


def test_an_amount_that_stands_in_another_column_of_its_row_is_that_column() -> None:
    # 239.98 is the row's 项目支出 of the general budget; the words narrow it in a way that is not read.
    lines = ("财政拨款支出主要内容如下：", "1. “文化旅游体育与传媒支出”科目239.98万元，用于文化活动。")
    statements, findings = _prose(*lines)
    assert [s.verdict for s in statements] == ["unverifiable"]
    assert "那一格" in statements[0].explanation
    assert _told(findings) == []


def test_a_list_that_has_nothing_of_its_table_is_of_another_table() -> None:
    items = (
        "“文化旅游体育与传媒支出”科目33.11万元",
        "“社会保障和就业支出”科目7.77万元",
        "“住房保障支出”科目1.19万元",
    )
    lines = ("财政拨款支出主要内容如下：", *(f"{n}. {item}，用于工作。" for n, item in enumerate(items, 1)))
    statements, findings = _prose(*lines)
    assert {s.verdict for s in statements} == {"unverifiable"}
    assert _told(findings) == []


def test_one_name_with_many_values_is_no_contradiction() -> None:
    lines = [f"（{n}）结余资金方面，上年结转{n}4{n}.5{n}万元。" for n in range(1, 6)]
    assert "stated-twice-differently" not in _told(_prose(*lines)[1])


def test_an_item_named_twice_with_the_amount_of_its_neighbour() -> None:
    path = "社会保障和就业支出（类）行政事业单位养老支出（款）"
    first = f"1. {path}机关事业单位基本养老保险缴费支出（项）70.03万元，用于养老。"
    wrong = f"2. {path}机关事业单位基本养老保险缴费支出（项）30.02万元，用于年金。"
    right = f"2. {path}机关事业单位职业年金缴费支出（项）30.02万元，用于年金。"
    head = "财政拨款支出主要内容如下："
    assert _told(_prose(head, first, right)[1]) == []
    (finding,) = [f for f in _prose(head, first, wrong)[1] if f.severity != "info"]
    assert finding.rule == "code-of-another-name"
    assert "职业年金" in finding.message


def test_shares_that_agree_on_another_whole_do_not_contradict_the_one_that_was_read() -> None:
    # 65.43 of 700 and 4.57 of 700: the sentence speaks of another whole than the income of 882.35.
    line = "收入预算882.35万元，其中：事业收入65.43万元，占{}%；其他收入4.57万元，占{}%。"
    assert _told(_prose(line.format("7.42", "0.52"))[1]) == []
    assert _told(_prose(line.format("9.35", "0.65"))[1]) == []
    assert _told(_prose(line.format("9.35", "0.52"))[1]) == ["share-differs"]


def test_shares_that_are_dealt_to_several_amounts() -> None:
    line = "支出预算882.35万元，其中：基本支出572.37万元、项目支出309.98万元，分别占{}%和{}%。"
    assert _told(_prose(line.format("64.87", "35.13"))[1]) == []
    assert _told(_prose(line.format("64.87", "31.53"))[1]) == ["share-differs"]


def test_an_amount_in_a_bracket_is_a_part_of_the_one_before() -> None:
    statements, findings = _prose("财政拨款收入812.35万元（当年770.00万元，结转42.35万元）。")
    assert [s.verdict for s in statements] == ["rounded", "unverifiable", "unverifiable"]
    assert _told(findings) == []


def test_a_path_with_dashes_names_its_item() -> None:
    head = "财政拨款支出主要内容如下："
    line = "1. 住房保障支出—住房改革支出—住房公积金2025年预算{}万元，用于公积金。"
    assert [s.verdict for s in _prose(head, line.format("62.30"))[0]] == ["exact"]
    assert _told(_prose(head, line.format("63.20"))[1]) == ["prose-disagrees"]


@pytest.mark.parametrize(
    ("line", "verdict"),
    [
        ("财政拨款收入、支出总计均为812.35万元。", "rounded"),
        ("一般公共预算支出情况。支出812.35万元。", "rounded"),
    ],
)
def test_one_name_of_both_directions_and_a_bare_direction(line: str, verdict: str) -> None:
    statements, findings = _prose(line)
    assert [s.verdict for s in statements] == [verdict]
    assert _told(findings) == []


def test_a_source_named_behind_its_whole() -> None:
    statements, findings = _prose(
        "总收入由财政拨款812.35万元、事业收入65.43万元、其他收入4.57万元构成，共882.35万元。"
    )
    assert [s.verdict for s in statements[:3]] == ["rounded"] * 3
    assert _told(findings) == []


def test_of_which_at_a_sentence_start_goes_back_to_the_head_of_the_list() -> None:
    other = (
        "其他相关情况说明\n\n三、政府采购预算情况\n\n政府采购预算{}万元，其中：货物22.00万元，服务64.50万元。"
    )
    other += "其中面向中小企业采购86.50万元。\n"
    assert _told(_run(document(other=other.format("86.50")))[1]) == []


def test_the_row_of_three_public_expenses_beside_a_total_with_more() -> None:
    start = TEXT.index("2025年部门“三公”经费和机关运行经费预算表")
    table = "2025年“三公”经费、会议费、培训费预算表\n\n单位：万元\n\n项目\t2024年预算\t2025年预算\n"
    table += "“三公”经费小计\t35.50\t35.00\n公务用车运行维护费\t30.00\t30.00\n公务接待费\t5.50\t5.00\n"
    table += "会议费\t12.00\t11.20\n合计\t47.50\t46.20\n"
    line = "\n其他相关情况说明\n\n一、“三公”经费\n\n“三公”经费{}万元。\n"
    assert _told(_run(TEXT[:start] + table + line.format("35.00"))[1]) == []
    assert _told(_run(TEXT[:start] + table + line.format("35.90"))[1]) == ["prose-disagrees"]


RATES = """部门项目支出绩效自评汇总表

单位：万元

项目\t全年预算数\t执行数\t执行率\t得分
社区治理\t880.00\t842.15\t95.70%\t95.7
老年福利\t436.00\t417.90\t{}%\t96.2
环卫保洁\t948.00\t936.60\t98.80%\t98.1
"""


def test_a_rate_of_a_table_is_recomputed() -> None:
    assert _told(_run(TEXT + "\n" + RATES.format("95.85"))[1]) == []
    assert _told(_run(TEXT + "\n" + RATES.format("98.55"))[1]) == ["completion-rate-differs"]


@pytest.mark.parametrize(
    ("body", "parts", "severities"),
    [
        # One digit makes it add up.
        ("2025年安排90.00万元。设计30.00万元、施工80.00万元。", ("30.00万元", "80.00万元"), ["error"]),
        # The list stands right behind, and is the total's by its words.
        ("2025年安排90万元，其中设计30万元、施工72万元。", ("30万元", "72万元"), ["error"]),
        # Near, but nothing ties the list to the total.
        ("2025年安排90.00万元。实际支付设计30.51万元、施工68.73万元。", ("30.51万元", "68.73万元"), ["info"]),
        # Of another whole.
        ("2025年安排90.00万元。设计314.15万元、施工268.73万元。", ("314.15万元", "268.73万元"), ["info"]),
        # Round figures that only rounding could save.
        ("年度预算20万元，包括布展8万元、运输7万元、宣传6万元。", ("8万元", "7万元", "6万元"), ["info"]),
    ],
)
def test_a_list_and_the_total_that_it_misses(
    body: str, parts: tuple[str, ...], severities: list[str]
) -> None:
    draft = Draft(body)
    words = "20万元" if "20万元" in body else "90.00万元" if "90.00" in body else "90万元"
    components = tuple(draft.amount(p) for p in parts)
    _, findings = draft.run(Amounts(draft.amount(words), components=components))
    assert [f.severity for f in findings if f.rule == "components-do-not-add-up"] == severities


def test_an_increase_above_the_year_of_a_narrative() -> None:
    draft = Draft("2025年预算0万元，比2024年预算增加18万元。")
    assert "zero-with-increase" in [f.rule for f in draft.run(Amounts(draft.amount("0万元")))[1]]
    draft = Draft("2025年预算28万元，比2024年预算增加18万元。")
    assert _told(draft.run(Amounts(draft.amount("28万元")))[1]) == []
