"""Each trap of tables, prose and rounding that documents are known to set, under its own name.

Some of them have more cases elsewhere: test_traps.py, test_forms.py, test_lists.py, test_notes_and_slips.py,
test_final_accounts.py, test_narrative_rules.py.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from nlp.reconcile import Finding, Statement, reconcile
from tests.reconcile.forms import form
from tests.reconcile.sample import OTHER, PROSE, TABLES, document, outlined

TEXT = document()
FOLDER = Path(__file__).parent / "documents"


def _run(text: str) -> tuple[tuple[Statement, ...], tuple[Finding, ...]]:
    return reconcile(outlined(text), [])


def _rules(text: str) -> list[str]:
    return [f.rule for f in _run(text)[1]]


def _prose(*lines: str, text: str = TEXT) -> tuple[tuple[Statement, ...], tuple[Finding, ...]]:
    notes = "2025年部门预算编制说明\n\n" + "\n\n".join(lines) + "\n\n"
    start, end = text.index("2025年部门预算编制说明"), text.index("2025年部门财务收支预算总表\n")
    return _run(text[:start] + notes + text[end : text.index("\n其他相关情况说明\n")] + "\n")


def test_year_amount_and_document_number_are_told_apart() -> None:
    statements, findings = _prose("2025年度，根据【2017】89号文件，收入预算882万元，其中其他收入5万元。")
    assert [s.amount.as_written for s in statements] == ["882万元", "5万元"]
    assert findings == ()


def test_codes_are_no_money() -> None:
    statements, _ = _prose("财政拨款支出主要内容如下：", "1. 2210201住房公积金62.30万元。")
    assert [(s.amount.as_written, s.verdict) for s in statements] == [("62.30万元", "exact")]


def test_economic_codes_are_no_functional_codes() -> None:
    # 301 in the economic table has children of its own; nothing of it is a part of a functional code.
    assert _rules(TEXT.replace("301\t\t工资福利支出", "208\t\t工资福利支出")) != []
    assert _rules(TEXT) == []


def test_a_code_with_the_name_of_another_is_told() -> None:
    (finding,) = [f for f in _run(TEXT.replace("221\t\t\t住房保障支出", "221\t\t\t卫生健康支出"))[1]
                  if f.rule == "code-of-another-name"]  # fmt: skip
    assert "210" in finding.message
    old = TEXT.replace("文化旅游体育与传媒支出", "文化体育与传媒支出")  # a former name is no other code's
    assert _rules(old) == []


@pytest.mark.parametrize(
    "written", ["62.30 万 元", "62．30万元", "62.3 0万元", "6 2.30万元", "62.30万元（含上年结余）"]
)
def test_inner_blanks_and_full_width_marks(written: str) -> None:
    statements, findings = _prose(
        "财政拨款支出主要内容如下：", f"1. “住房保障支出”科目{written}，用于公积金。"
    )
    assert [s.verdict for s in statements] == ["exact"]
    assert findings == ()


def test_full_width_thousands_in_prose() -> None:
    text = TEXT.replace("8,123,456", "38,123,456").replace("8,823,455", "38,823,455")
    statements, _ = _prose("2025年，收入预算3，882.35万元。", text=text)
    assert [s.verdict for s in statements] == ["rounded"]


def test_each_table_has_its_own_unit() -> None:
    # 三公 stands in 万元 under tables in 元, and its amounts are compared as 万元.
    statements, findings = _run(TEXT)
    (car,) = [s for s in statements if s.what == "公务用车购置及运行费"]
    assert car.counterpart is not None
    assert car.counterpart.value == 250_000
    assert car.verdict == "exact"
    assert findings == ()


@pytest.mark.parametrize("zero", ["为0。", "0万元。", "为0.00万元。"])
def test_zero_in_its_writings_meets_an_empty_cell(zero: str) -> None:
    statements, findings = _prose(f"2025年政府性基金拨款支出预算{zero}")
    assert [s.verdict for s in statements] == ["exact"]
    assert findings == ()


@pytest.mark.parametrize("nothing", ["", "0", "0.00", "-", "—"])
def test_an_empty_cell_is_nothing_planned_and_no_shift(nothing: str) -> None:
    text = TEXT.replace(
        "一般公共预算资金\t8,123,456", f"一般公共预算资金\t8,123,456\n2、政府性基金\t{nothing}", 1
    )
    text = TEXT.replace("二、政府性基金\t\t二、", f"二、政府性基金\t{nothing}\t二、")
    assert _rules(text) == []
    # Empty cells between stated ones keep their columns.
    assert (
        _rules(
            TEXT.replace("3,099,799\t2,399,800\t654,321\t\t45,678", "3,099,799\t2,399,800\t\t654,321\t45,678")
        )
        != []
    )


def test_two_halves_are_not_mixed() -> None:
    # 财政拨款收支总表 has 合计 as a total row in one half and as a column in the other.
    moved = TEXT.replace(
        "收入总计\t8,123,456\t支出总计\t8,123,456\t8,123,456",
        "收入总计\t8,123,456\t支出总计\t8,213,456\t8,213,456",
    )
    findings = _run(moved)[1]
    assert {f.rule for f in findings} >= {"income-expenditure-differ", "totals-do-not-add-up"}


def test_other_income_keeps_income_and_fiscal_totals_apart() -> None:
    # 收入总表 882万元 and 财政拨款 812万元 are two measures: no equality between them.
    assert _rules(TEXT) == []
    statements, findings = _prose("收入预算812万元。")
    assert [s.verdict for s in statements] == ["disagrees"]
    assert [f.rule for f in findings] == ["prose-disagrees"]


def test_the_fund_is_part_of_the_fact() -> None:
    text = (FOLDER / "city-housing-2025.txt").read_text(encoding="utf-8")
    statements, findings = _run(text)
    assert findings == ()
    told = {s.what: s.verdict for s in statements}
    assert told["财政拨款支出预算"] == "rounded"  # 12,678 with the government fund
    assert told["一般公共预算拨款支出预算"] == "rounded"  # 3,067 without it


@pytest.mark.parametrize(
    ("stated", "verdict", "rules"),
    [
        ("4.57", "exact", []),
        ("4.6", "rounded", []),
        ("4.5", "truncated", ["prose-truncated"]),
        ("4.4", "disagrees", ["prose-disagrees"]),
    ],
)
def test_rounded_is_right_and_truncated_only_a_remark(stated: str, verdict: str, rules: list[str]) -> None:
    text = (
        TEXT.replace("45,678", "45,700").replace("8,823,455", "8,823,477").replace("3,099,799", "3,099,821")
    )
    text = text.replace("7,199,999", "7,200,021")
    statements, findings = _prose(f"2025年其他收入{stated}万元。", text=text)
    assert [s.verdict for s in statements] == [verdict]
    assert [f.rule for f in findings] == rules


def test_a_rounding_difference_in_one_item_is_balanced() -> None:
    # 812.3 + 65.4 + 4.6 = 882.3; the cells round to 812.3, 65.4 and 4.6.
    line = (
        "收入预算882万元，其中：财政拨款收入812万元；事业收入65万元；事业单位经营收入0万元；其他收入5万元。"
    )
    assert [s.verdict for s in _prose(line)[0]] == ["rounded", "rounded", "rounded", "exact", "rounded"]
    carried = line.replace("882万元", "881万元").replace("其他收入5万元", "其他收入4万元")
    assert "balanced" not in [s.verdict for s in _prose(carried)[0]]  # the total itself is wrong


def test_one_yuan_between_rows_and_sums_is_nothing() -> None:
    assert _rules(TEXT.replace("4,100,200\t4,100,200\t\t\t", "4,100,201\t4,100,200\t\t\t")) == []


def test_a_multi_year_total_is_not_compared_with_the_year() -> None:
    other = OTHER + "\n四、绩效目标设置情况\n\n编报绩效目标的项目1个，涉及项目预算资金200.00万元。\n"
    forms = form("古镇保护", "6,000,000.00", "6,000,000.00", "2,000,000.00", "2,000,000.00")
    assert [f.rule for f in _run(document(other=other) + forms)[1]] == []


def test_count_right_and_sum_wrong() -> None:
    other = OTHER + "\n四、绩效目标设置情况\n\n编报绩效目标的项目2个，涉及项目预算资金310.00万元。\n"
    forms = form("古镇保护", "2,000,000.00", "2,000,000.00", "2,000,000.00", "2,000,000.00")
    forms += form("非遗展演", "1,000,000.00", "1,000,000.00", "1,000,000.00", "1,000,000.00")
    assert [f.rule for f in _run(document(other=other) + forms)[1]] == ["prose-disagrees"]


def test_an_increase_above_the_amount_is_impossible() -> None:
    findings = _prose("2025年政府性基金拨款支出预算0万元，比2024年预算增加1421.25万元。")[1]
    assert [f.rule for f in findings] == ["zero-with-increase"]


def test_a_growth_rate_is_recomputed() -> None:
    line = "1. “住房保障支出”科目62.30万元。2024年预算16.01万元，2025年预算安排62.30万元，增长{}%。"
    assert _prose("财政拨款支出主要内容如下：", line.format("289.13"))[1] == ()
    (finding,) = _prose("财政拨款支出主要内容如下：", line.format("314.82"))[1]
    assert finding.rule == "percent-change-differs"
    assert "289.13%" in finding.message


@pytest.mark.parametrize(
    ("old", "told", "rules"),
    [
        ("62.30", "与2024年预算执行数持平", []),
        ("26.30", "与2024年预算执行数持平", [("level-but-different", "warning")]),
        ("62.10", "与2024年预算执行数持平", [("level-but-different", "info")]),
        ("60.00", "与2024年预算执行数基本持平", []),
    ],
)
def test_level_beside_two_amounts(old: str, told: str, rules: list[tuple[str, str]]) -> None:
    line = "1. “住房保障支出”科目62.30万元。2024年预算执行数为{}万元，2025年预算安排62.30万元，{}。"
    findings = _prose("财政拨款支出主要内容如下：", line.format(old, told))[1]
    assert [(f.rule, f.severity) for f in findings] == rules


def test_growth_from_zero_and_completion_of_zero() -> None:
    line = "1. “住房保障支出”科目62.30万元。2024年预算0万元，2025年预算安排62.30万元，增长100%。"
    assert [f.rule for f in _prose("财政拨款支出主要内容如下：", line)[1]] == ["ratio-of-zero"]


def test_a_part_larger_than_its_whole_in_a_form() -> None:
    forms = form("古镇保护", "10,903,043.00", "10,903,043.00", "10,903,043.00", "11,419,043.00")
    assert "part-larger-than-whole" in _rules(TEXT + forms)


def test_thresholds_and_shares_of_work_are_no_budget() -> None:
    other = OTHER.replace("400万元以上", "3000万元及以下")
    assert len(_run(document(other=other))[0]) == len(_run(TEXT)[0])
    assert _prose("支出预算882.35万元。结构工程的80%已经完成。")[1] == ()


@pytest.mark.parametrize("number", ["1.", "1、", "（1）", "1)", "①"])
def test_item_lists_in_any_numbering(number: str) -> None:
    statements, findings = _prose(
        "财政拨款支出主要内容如下：", f"{number} “住房保障支出”科目62.30万元，用于公积金。"
    )
    assert [s.verdict for s in statements] == ["exact"]
    assert findings == ()


def test_an_item_that_runs_over_a_page() -> None:
    line = "1. 社会保障和就业支出（类）行政事业单位养老支出（款）机关事业单位职业年金"
    rest = "缴费支出（项）30.02万元，主要用于缴纳职业年金，并为今后年度的支付预先做好安排准备。"
    statements, findings = _prose("财政拨款支出主要内容如下：", f"{line}\n— 12 —\n{rest}")
    assert [s.verdict for s in statements] == ["exact"]
    assert findings == ()


def test_a_note_that_names_another_fund() -> None:
    head = "2025年部门国有资本经营预算支出功能分类预算表"
    end = TEXT.index("2025年部门一般公共预算基本支出经济分类预算表")
    note = "注：本部门2025年没有安排政府性基金预算，故本表为空表。\n\n"
    assert head in TEXT[:end]
    assert _rules(TEXT[:end] + note + TEXT[end:]) == ["note-contradicts-table"]


def test_a_table_that_is_announced_and_missing() -> None:
    titles = [line for line in TABLES.splitlines() if line.startswith("2025年部门") and line.endswith("表")]
    assert len(titles) == 9
    contents = "目录\n\n" + "\n".join(f"{n}、{t}" for n, t in enumerate(titles, 1)) + "\n\n"
    assert _rules(contents + TEXT) == []
    cut = TEXT[: TEXT.index(titles[6])] + TEXT[TEXT.index(titles[7]) :]
    (finding,) = _run(contents + cut)[1]
    assert (finding.rule, finding.severity) == ("announced-table-missing", "info")
    assert titles[6] in finding.message


@pytest.mark.parametrize("slip", ["占64.87，", "支出预算882万元。。", "比2024年预算增加20万元，主要原因是。"])
def test_slips_of_writing_are_a_remark_at_most(slip: str) -> None:
    findings = _prose(f"收入预算882万元，{slip}")[1]
    assert {(f.rule, f.severity) for f in findings} == {("incomplete-writing", "info")}


def test_a_part_of_the_department_is_never_contradicted_by_the_whole() -> None:
    for words in (
        "局本级财政拨款收入300万元。",
        "其中下属文物保护中心项目支出120万元。",
        "省级专项资金安排的财政拨款收入5万元。",
    ):
        statements, findings = _prose(f"收入预算882万元。{words}")
        assert [s.verdict for s in statements] == ["rounded", "unverifiable"]
        assert findings == ()


def test_the_whole_document_is_clean() -> None:
    assert PROSE in TEXT
    assert _rules(TEXT) == []
