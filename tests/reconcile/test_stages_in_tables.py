"""Tables and forms that show a year's money by stages: each amount meets the column of its own stage."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from nlp.pipeline import process
from nlp.reconcile import Finding, Statement, reconcile
from tests.reconcile.sample import outlined

COVER = "澄江市文化局2024年度部门决算\n\n部门：澄江市文化局\n\n"
#: Values by column word; whatever a header shows of them.
ROWS = {
    "年初预算数": ("60.00", "20.00", "80.00"),
    "预算调整数": ("4.00", "-1.00", "3.00"),
    "调整后预算数": ("64.00", "19.00", "83.00"),
    "全年预算数": ("64.00", "19.00", "83.00"),
    "决算合计": ("62.30", "18.50", "80.80"),
    "决算数": ("62.30", "18.50", "80.80"),
    "基本支出": ("62.30", "18.50", "80.80"),
    "项目支出": ("", "", ""),
}
ITEMS = (
    "1．住房公积金（2210201）年初预算为{one}万元，支出决算为62.30万元。",
    "2．培训支出（2050803）{told}为{two}万元，支出决算为18.50万元。",
)


def _table(columns: Sequence[str]) -> str:
    lines = (
        ("221", "住房保障支出", 0),
        ("22102", "住房改革支出", 0),
        ("2210201", "住房公积金", 0),
        ("205", "教育支出", 1),
        ("20508", "进修及培训", 1),
        ("2050803", "培训支出", 1),
        ("合计", "", 2),
    )
    body = "\n".join("\t".join((code, name, *(ROWS[c][i] for c in columns))) for code, name, i in lines)
    head = "\t".join(("科目编码", "科目名称", *columns))
    return f"一般公共预算财政拨款支出决算表\n\n单位：万元\n\n{head}\n{body}\n"


def _told(
    columns: Sequence[str], one: str = "60.00", two: str = "20.00", told: str = "年初预算"
) -> tuple[tuple[Statement, ...], tuple[Finding, ...]]:
    items = "\n\n".join(ITEMS).format(one=one, two=two, told=told)
    head = "一般公共预算财政拨款支出年初预算为80.00万元，支出决算为80.80万元。其中："
    text = f"{COVER}{_table(columns)}\n2024年度部门决算情况说明\n\n{head}\n\n{items}\n"
    return reconcile(outlined(text), [])


SHAPES = (
    ("年初预算数", "预算调整数", "调整后预算数", "决算合计", "基本支出", "项目支出"),
    ("年初预算数", "决算数"),
    ("年初预算数", "全年预算数", "决算数"),
)


@pytest.mark.parametrize("columns", SHAPES)
def test_an_initial_budget_meets_its_column(columns: Sequence[str]) -> None:
    statements, findings = _told(columns)
    assert findings == ()
    assert [statements[i].verdict for i in (2, 4)] == ["exact", "exact"]
    wrong = _told(columns, one="66.00")[1]
    assert [(f.rule, f.severity) for f in wrong] == [("prose-disagrees", "error")]


@pytest.mark.parametrize("columns", [("决算合计", "基本支出", "项目支出"), ("全年预算数", "决算数")])
def test_an_initial_budget_has_no_column(columns: Sequence[str]) -> None:
    statements, findings = _told(columns)
    assert findings == ()
    assert [statements[i].verdict for i in (2, 4)] == ["unverifiable", "unverifiable"]


def test_an_adjusted_budget_is_no_initial_one() -> None:
    assert _told(SHAPES[0], two="19.00", told="全年预算")[1] == ()
    assert _told(("年初预算数", "决算数"), two="19.00", told="全年预算")[1] == ()
    assert len(_told(SHAPES[0], two="91.00", told="全年预算")[1]) == 1


EVALUATION = """{cover}第四部分 预算绩效情况说明

二、重点项目经费情况说明

（一）古建筑修缮保护

1. 项目概述。对三处古建筑实施修缮。

2. 立项依据。《澄江市文物保护单位修缮计划》（澄文旅字〔2024〕8号）。

3. 资金情况。{money}

三、项目绩效自评表

项目支出绩效自评表
项目名称\t古建筑修缮保护\t\t\t\t
主管部门\t澄江市文化局\t\t\t\t
实施单位\t澄江市博物馆\t\t\t\t
资金（万元）\t年初预算数\t全年预算数\t全年执行数\t分值\t执行率
年度资金总额\t120.00\t160.65\t131.83\t10\t82.06%
其中：财政拨款\t120.00\t160.65\t131.83\t—\t82.06%
"""


@pytest.mark.parametrize(
    ("money", "rules"),
    [
        ("全年预算160.65万元，实际支出131.83万元，执行率82.06%。", []),
        ("年初预算120.00万元，全年预算160.65万元，实际支出131.83万元。", []),
        ("2024年度预算160.65万元，实际支出131.83万元。", []),
        (
            "全年预算160.65万元，实际支出131.83万元。按季度为：一季度31.83万元、二季度40.00万元、"
            "三季度30.00万元、四季度30.00万元。",
            [],
        ),
        ("全年预算166.05万元，实际支出131.83万元。", ["prose-disagrees"]),
    ],
)
def test_a_self_evaluation_by_stages(money: str, rules: list[str], tmp_path: Path) -> None:
    path = tmp_path / "sample.txt"
    path.write_text(EVALUATION.format(cover=COVER, money=money), encoding="utf-8")
    found = [f for f in process(path).findings if f.severity != "info"]
    assert [f.rule for f in found] == rules


def test_what_was_spent_by_quarter_is_no_budget(tmp_path: Path) -> None:
    money = (
        "年度预算160.65万元，实际支出131.83万元。按季度为：一季度31.83万元、二季度40.00万元、"
        "三季度30.00万元、四季度30.00万元。"
    )
    plain = EVALUATION.replace("年初预算数\t全年预算数\t全年执行数", "金额\t\t").replace(
        "120.00\t160.65\t131.83", "160.65\t\t"
    )
    path = tmp_path / "sample.txt"
    path.write_text(plain.format(cover=COVER, money=money), encoding="utf-8")
    assert [f for f in process(path).findings if f.severity != "info"] == []
