"""Notes under tables, and slips of writing."""

from __future__ import annotations

import pytest

from nlp.reconcile import Finding, reconcile
from tests.reconcile.sample import PROSE, document, outlined


def _noted(title: str, note: str) -> tuple[Finding, ...]:
    """Put a note under the table of that title."""
    text = document()
    start = text.rindex(title)
    ends = [text.find(mark, start) for mark in ("\n\n2025年", "\n\n其他相关情况说明")]
    end = min(e for e in ends if e > 0)
    return reconcile(outlined(text[:end] + "\n" + note + text[end:]), [])[1]


FUND = "部门政府性基金预算支出功能分类预算表"
CAPITAL = "部门国有资本经营预算支出功能分类预算表"
THREE = "部门“三公”经费和机关运行经费预算表"


@pytest.mark.parametrize(
    ("title", "note", "rules"),
    [
        (FUND, "注：本部门2025年没有安排政府性基金预算，故本表为空表。", []),
        (FUND, "说明：本部门本年度无政府性基金预算财政拨款收支，本表无数据。", []),
        (CAPITAL, "注：本部门2025年没有安排政府性基金预算，故本表为空表。", ["note-contradicts-table"]),
        (THREE, "注：本部门2025年没有“三公”经费，故本表为空表。", ["note-contradicts-table"]),
        (THREE, "注：本表反映“三公”经费和机关运行经费的安排。", []),
        (THREE, "注：“三公”经费不含科研课题中的出国费用。", []),
    ],
)
def test_notes_against_their_table(title: str, note: str, rules: list[str]) -> None:
    findings = _noted(title, note)
    assert [f.rule for f in findings] == rules
    assert all(f.evidence[0].text == note for f in findings)


@pytest.mark.parametrize(
    "below",
    [
        "政府性基金预算支出表\n公开08表\n说明：本部门2025年无政府性基金预算收支，故本表无数据。",
        "公开09表\n部门国有资本经营预算支出表\n单位：万元\n注：2025年没有国有资本经营预算安排的支出，本表为空表。",
        "附表10　住房保障支出明细表\n备注：本部门没有相关支出，空表列示。",
    ],
)
def test_a_note_below_the_title_of_an_empty_table_is_that_tables(below: str) -> None:
    assert _noted(THREE, f"\n{below}") == ()


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("主要用于养老保险。", "主要用于养老保险，主要原因是。", "主要原因是"),
        ("主要用于养老保险。", "主要用于养老保险。。", "。。"),
        ("主要用于养老保险。", "占11.34，主要用于养老保险。", "占11.34"),
    ],
)
def test_slips_are_told_at_their_place(old: str, new: str, place: str) -> None:
    (finding,) = reconcile(outlined(document(prose=PROSE.replace(old, new))), [])[1]
    assert (finding.rule, finding.severity) == ("incomplete-writing", "info")
    assert finding.evidence[0].text == place


@pytest.mark.parametrize(
    ("heading", "place"),
    [
        ("第三部分 202 年度部门预算情况说明", "202 年"),
        ("第三部分 20255年部门预算情况说明", "20255年"),
        ("第三部分 2025 年度部门预算情况说明", None),
        ("截至年末，使用满205年的古树由部门养护。", None),
    ],
)
def test_a_year_has_four_digits(heading: str, place: str | None) -> None:
    found = reconcile(outlined(f"{heading}\n\n{document()}"), [])[1]
    assert [f.evidence[0].text for f in found if f.rule == "incomplete-writing"] == ([place] if place else [])


@pytest.mark.parametrize(
    ("again", "severities"),
    [
        ("支出决算为158.43万元", ["info"]),
        ("支出决算为158.42万元", []),
        # rounded once more
        ("支出决算为158.4万元", []),
    ],
)
def test_a_figure_told_again_with_another_last_digit(again: str, severities: list[str]) -> None:
    line = (
        "“住房保障支出（类）住房改革支出（款）住房公积金（项）”158.42万元，主要用于缴纳住房公积金。"
        f"年初预算为163.20万元，{again}。"
    )
    prose = f"2025年度部门决算情况说明\n\n财政拨款支出决算具体情况如下：\n\n{line}\n"
    found = reconcile(outlined(f"某市文化局2025年度部门决算\n\n{prose}"), [])[1]
    assert [f.severity for f in found if f.rule == "stated-twice-differently"] == severities


@pytest.mark.parametrize(
    ("told", "rules"),
    [
        ("减少3.12%。主要原因是住房公积金经费增加。", ["reason-contradicts-change"]),
        ("增加3.83%。主要原因是：住房公积金经费增加。", []),
        ("增加3.83%。主要原因是：住房公积金经费保持不变。", ["reason-contradicts-change"]),
        # more of one thing may lower another
        ("减少3.12%，主要原因是上年结转经费增加。", []),
        ("增加3.83%，主要原因是退休人员减少。", []),
    ],
)
def test_a_reason_that_only_restates_the_money(told: str, rules: list[str]) -> None:
    old = "60.00" if "3.83" in told else "64.30"
    line = (
        "3. “住房保障支出（类）住房改革支出（款）住房公积金（项）”62.30万元。"
        f"2024年当年预算执行数为{old}万元，2025年预算安排62.30万元，比2024年预算执行数{told}"
    )
    prose = f"2025年部门预算编制说明\n\n财政拨款支出主要内容如下：\n\n{line}\n"
    findings = reconcile(outlined(document(prose=prose, other="")), [])[1]
    assert [f.rule for f in findings] == rules


@pytest.mark.parametrize(
    ("told", "rules"),
    [
        ("增加35.48万元，降幅3.88%", ["change-with-two-directions"]),
        ("减少35.48万元，增幅为3.88%", ["change-with-two-directions"]),
        ("减少35.48万元，降幅3.88%", []),
    ],
)
def test_a_change_and_its_rate_go_one_way(told: str, rules: list[str]) -> None:
    prose = f"2025年部门预算编制说明\n\n培训收入比上年{told}。\n"
    found = reconcile(outlined(document(prose=prose, other="")), [])[1]
    assert [f.rule for f in found if f.rule == "change-with-two-directions"] == rules


@pytest.mark.parametrize(
    ("line", "rules"),
    [
        ("年末在职人员612人，其中专业技术人员537人、管理人员58人、工勤人员17人。", []),
        ("年末在职人员612人，其中专业技术人员573人、管理人员58人、工勤人员17人。", ["count-differs"]),
        ("年末在职人员612人，其中专业技术人员537人、管理人员58人。", []),
        ("在编教职工587人，其中专任教师413人、其他人员156人。", ["count-differs"]),
        ("设职能处室21个、临床科室24个、医技科室13个，内设机构合计76个。", ["count-differs"]),
        ("设职能处室21个、临床科室42个、医技科室13个，内设机构合计76个。", []),
        (
            "自评得分93.2分，其中预算执行9.6分、产出指标41.7分、效益指标27.3分、满意度9.2分。",
            ["count-differs"],
        ),
        (
            "总投资4820.00万元。2019年到位560.00万元，2020年到位1350.00万元，2021年安排2370.00万元。",
            ["years-do-not-add-up"],
        ),
    ],
)
def test_numbers_and_the_kinds_that_make_them_up(line: str, rules: list[str]) -> None:
    found = reconcile(outlined(document(prose=f"2025年部门预算编制说明\n\n{line}\n", other="")), [])[1]
    assert [f.rule for f in found if f.severity != "info"] == rules


def test_a_note_under_a_table_with_figures_may_name_money_that_there_is_none_of() -> None:
    title = "部门一般公共预算支出功能分类预算表"
    for fund in ("政府性基金", "国有资本经营预算"):
        assert _noted(title, f"注：本部门2025年没有{fund}安排的支出。") == ()
