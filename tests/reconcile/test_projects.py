"""Narratives against 项目支出, and one project's name, amount and number in several places."""

from __future__ import annotations

from pathlib import Path

import pytest

from nlp.pipeline import process
from nlp.reconcile import Finding
from tests.reconcile.forms import form
from tests.reconcile.sample import OTHER, document

NARRATIVE = """
{name}项目经费情况说明

一、项目概述

{overview}

二、实施主体

澄江市文化局

三、实施周期

2025年1月至12月。

四、年度预算安排

{budget}
"""


def _narrative(name: str, budget: str, overview: str = "修缮老街并整理档案，服务市民。") -> str:
    return NARRATIVE.format(name=name, budget=budget, overview=overview)


def _run(tmp_path: Path, *narratives: str, other: str = "", tail: str = "") -> list[Finding]:
    path = tmp_path / "document.txt"
    path.write_text(document(other=OTHER + other) + tail + "".join(narratives), encoding="utf-8")
    return [f for f in process(path).findings if f.severity != "info"]


def _rules(found: list[Finding]) -> list[str]:
    return [f.rule for f in found]


A = _narrative("老街修缮", "2025年项目预算160.00万元。")
B = _narrative("非遗展演", "2025年项目预算140.00万元。")


def test_narratives_inside_project_expenditure(tmp_path: Path) -> None:
    assert _rules(_run(tmp_path, A, B)) == []


def test_narratives_that_together_exceed_project_expenditure(tmp_path: Path) -> None:
    third = _narrative("档案整理", "2025年项目预算20.00万元。")
    (finding,) = _run(tmp_path, A, B, third)
    assert (finding.rule, finding.severity) == ("part-larger-than-whole", "warning")
    assert "3,099,799" in {e.text for e in finding.evidence}


def test_one_narrative_that_exceeds_project_expenditure(tmp_path: Path) -> None:
    (finding,) = _run(tmp_path, A, _narrative("非遗展演", "2025年项目预算340.00万元。"))
    assert (finding.rule, finding.severity) == ("part-larger-than-whole", "error")
    assert "非遗展演" in finding.message


def test_narratives_that_name_their_subject(tmp_path: Path) -> None:
    words = "2025年项目预算{}万元，列入2070199其他文化和旅游支出科目。"
    assert _rules(_run(tmp_path, _narrative("非遗展演", words.format("309.98")))) == []
    # its row has no 项目支出 to compare with
    words = "2025年项目预算{}万元，列入2070101行政运行科目。"
    assert _rules(_run(tmp_path, _narrative("非遗展演", words.format("300.00")))) == []


@pytest.mark.parametrize(
    "third",
    [
        # last year's, several years', told twice, handed on to others, about, own money besides
        _narrative("档案整理", "2024年安排资金500.00万元，2025年项目预算5.00万元。"),
        _narrative("档案整理", "2025年项目预算5.00万元，2025年至2027年总投资900.00万元。"),
        _narrative("非遗展演", "2025年项目预算140.00万元。"),
        _narrative("档案整理", "2025年项目预算90.00万元。", "对下转移支付，补助市县。"),
        _narrative("档案整理", "2025年项目预算约20万元。"),
    ],
)
def test_money_that_is_no_part_of_the_bound(tmp_path: Path, third: str) -> None:
    assert "part-larger-than-whole" not in _rules(_run(tmp_path, A, B, third))


BY_UNIT = """
2025年部门支出预算分单位明细表

单位：万元

单位名称\t合计\t基本支出\t项目支出
澄江市文化局\t650.00\t500.00\t150.00
澄江市群众艺术馆\t232.35\t72.37\t159.98
合计\t882.35\t572.37\t309.98
"""


def test_a_units_row_is_only_a_hint(tmp_path: Path) -> None:
    # who carries a project out need not hold its money
    path = tmp_path / "document.txt"
    path.write_text(document(other=OTHER) + BY_UNIT + A, encoding="utf-8")
    (finding,) = process(path).findings
    assert (finding.rule, finding.severity) == ("part-larger-than-whole", "info")


def _list(*rows: tuple[str, str], title: str = "2025年项目支出绩效目标一览表") -> str:
    lines = [f"{i}\t{name}\t{amount}" for i, (name, amount) in enumerate(rows, start=1)]
    return f"\n{title}\n\n单位：万元\n\n序号\t项目名称\t预算金额\n" + "\n".join(lines) + "\n"


GOALS = "\n四、绩效目标设置情况\n\n2025年编报绩效目标的项目{}个，涉及项目预算资金{}万元。\n"


@pytest.mark.parametrize(
    ("count", "amount", "rules"),
    [
        ("2", "300.00", []),
        ("3", "300.00", ["form-count-differs"]),
        ("2", "310.00", ["form-count-differs"]),
    ],
)
def test_the_list_of_projects_with_targets(tmp_path: Path, count: str, amount: str, rules: list[str]) -> None:
    table = _list(("老街修缮", "160.00"), ("非遗展演", "140.00"))
    assert _rules(_run(tmp_path, A, B, other=GOALS.format(count, amount), tail=table)) == rules


@pytest.mark.parametrize("remark", ["（摘录）", "（节选）", "（部分）", "（部分项目）", "[选登]"])
def test_an_excerpt_of_a_list_counts_nothing(tmp_path: Path, remark: str) -> None:
    table = _list(
        ("老街修缮", "160.00"), ("非遗展演", "140.00"), title=f"2025年项目支出绩效目标一览表{remark}"
    )
    assert _rules(_run(tmp_path, A, B, other=GOALS.format("3", "305.00"), tail=table)) == []


def test_a_list_of_other_projects_counts_nothing(tmp_path: Path) -> None:
    table = _list(("老街修缮", "160.00"), ("非遗展演", "140.00"), title="2025年重点项目支出明细表")
    assert _rules(_run(tmp_path, A, B, other=GOALS.format("5", "305.00"), tail=table)) == []


def test_a_project_with_another_amount_in_a_list(tmp_path: Path) -> None:
    table = _list(("老街修缮", "160.00"), ("非遗展演", "104.00"))
    (finding,) = _run(tmp_path, A, B, tail=table)
    assert finding.rule == "project-amounts-differ"
    assert {"104.00", "140.00万元"} <= {e.text for e in finding.evidence}


def test_a_project_whose_list_shows_its_fiscal_part(tmp_path: Path) -> None:
    table = _list(("老街修缮", "100.00"), ("非遗展演", "140.00"))
    own = _narrative("老街修缮", "2025年项目预算160.00万元，其中：财政资金100.00万元，自筹资金60.00万元。")
    assert _rules(_run(tmp_path, own, B, tail=table)) == []


def test_a_project_under_a_name_of_nearly_the_same_writing(tmp_path: Path) -> None:
    table = _list(("澄江老街修善工程", "160.00"), ("非遗展演", "140.00"))
    one = _narrative("澄江老街修缮工程", "2025年项目预算160.00万元。")
    (finding,) = _run(tmp_path, one, B, tail=table)
    assert finding.rule == "project-name-differs"
    assert "修善" in finding.message


@pytest.mark.parametrize(
    ("listed", "amount"),
    [
        ("澄江老街修善工程", "150.00"),  # another amount: perhaps another project
        ("澄江老街修缮二期工程", "160.00"),
        ("澄江新街修缮工程一", "160.00"),
    ],
)
def test_names_that_may_be_two_projects(tmp_path: Path, listed: str, amount: str) -> None:
    table = _list((listed, amount), ("非遗展演", "140.00"))
    one = _narrative("澄江老街修缮工程", "2025年项目预算160.00万元。")
    assert "project-name-differs" not in _rules(_run(tmp_path, one, B, tail=table))


def test_a_form_against_the_prose_that_lists_projects(tmp_path: Path) -> None:
    money = ("1,600,000.00", "1,600,000.00", "1,600,000.00", "1,600,000.00")
    words = GOALS.format("2", "300.00").rstrip("。\n") + "，其中：老街修缮{}万元、非遗展演{}万元。\n"
    good = _run(tmp_path, other=words.format("160.00", "140.00"), tail=form("老街修缮", *money))
    assert _rules(good) == []
    bad = _run(tmp_path, other=words.format("150.00", "150.00"), tail=form("老街修缮", *money))
    assert _rules(bad) == ["project-amounts-differ"]
