"""Money of forms and of tables like forms, told by labels and by units above; every text is invented."""

from __future__ import annotations

from pathlib import Path

import pytest

from nlp.fields import extract_fields
from nlp.fields.model import Amounts, NarrativeFields, StatedAmount
from nlp.fields.money import plain_number
from nlp.outline import Outline, outline
from nlp.readers import read
from nlp.tagger.rules import tag
from tests.fields.invented import blank, fields_of


def _plain(amount: StatedAmount | None) -> str | None:
    return None if amount is None else plain_number(amount.value / 10_000)


def _fields(made: Outline) -> tuple[NarrativeFields, ...]:
    """Return the fields of all narratives by the rules alone."""
    text = made.document.text
    spans = [tag(blank()(text[n.start : n.end]), n, made) for n in made.narratives]
    return extract_fields(made, spans)


def _told(found: Amounts) -> tuple[str | None, str | None, str | None, str | None]:
    return (
        _plain(found.annual_total),
        _plain(found.multi_year_total),
        _plain(found.fiscal),
        _plain(found.own_funds),
    )


#: A form whose section about money is one row; its year is 2024, all in 万元: total, over years, other years.
LONE_ROWS: list[tuple[str, str | None, str | None, list[tuple[int, str]]]] = [
    ("本年度预算金额（万元）\t58.60", "58.6", None, []),
    ("| 2024年预算数（元） | 1,305,000.00 |\n| ", "130.5", None, []),
    ("单位：万元\n资金总额 | 77.00", "77", None, []),
    ("| 项目总投资（万元） | 4,100.00 |", None, "4100", []),
    ("| 2023年预算（万元） | 62.00 |", None, None, [(2023, "62")]),
    # What the row tells is not the year's budget, or not money.
    ("合同金额（万元）\t58.60", None, None, []),
    ("上年预算（万元）\t58.60", None, None, []),
    ("单位：万元\n预算编码 | 77", None, None, []),
    ("预算金额\t58.60", None, None, []),
]


@pytest.mark.parametrize(("row", "total", "multi", "years"), LONE_ROWS)
def test_a_lone_row(row: str, total: str | None, multi: str | None, years: list[tuple[int, str]]) -> None:
    found = fields_of({"annual_budget": row}).amounts
    assert (_plain(found.annual_total), _plain(found.multi_year_total)) == (total, multi)
    assert [(each.year, _plain(each)) for each in found.other_years] == years
    assert found.components == ()


#: Rows below each other, and what they tell: total, over years, fiscal, own.
BESIDE_A_TOTAL: list[tuple[str, tuple[str | None, str | None, str | None, str | None]]] = [
    ("项目总投资（万元）\t960.00\n2024年预算（万元）\t310.50", ("310.5", "960", None, None)),
    ("| 当年预算（元） | 450,000 |\n| 三年总预算（元） | 1,200,000 |", ("45", "120", None, None)),
    ("| 项目总投资 | 960万元 |\n| 2024年预算 | 310万元 |", ("310", "960", None, None)),
    ("| 项目总预算（万元） | 88.00 |\n| 2024年预算（万元） | 88.00 |", ("88", "88", None, None)),
    (
        "单位：万元\n总投资\t900\n其中：财政拨款\t700\n自筹资金\t200\n年度金额\t300\n其中：财政拨款\t260\n自筹资金\t40",
        ("300", "900", "260", "40"),
    ),
    ("概算总投资（万元）\t500\n2023年预算（万元）\t180\n2024年预算（万元）\t320", ("320", "500", None, None)),
]


@pytest.mark.parametrize(("rows", "told"), BESIDE_A_TOTAL)
def test_the_years_row_beside_a_total_over_years(
    rows: str, told: tuple[str | None, str | None, str | None, str | None]
) -> None:
    found = fields_of({"annual_budget": rows}).amounts
    assert _told(found) == told
    assert found.components == ()


def test_a_years_total_with_what_was_left_is_none_over_years() -> None:
    rows = "资金总额（万元）\t100\n年度资金（万元）\t80\n上年结转（万元）\t20"
    found = fields_of({"annual_budget": rows}).amounts
    assert (_plain(found.annual_total), found.multi_year_total) == ("100", None)


FORM = """临湾市水务局2024年部门预算

附件1
项目支出情况表
（2024年度）                                    单位：{first}
| 项目名称 | 引水渠清淤 |
| 立项依据 | 《临湾市河渠养护办法》（临政办〔2020〕8号） |
| 实施单位 | 临湾市河渠所 |
| 实施周期 | 2024年4月—11月 |
| 经费安排 | {cell} |
| 绩效目标 | 清淤12千米 |

附件2
项目支出情况表
（2024年度）                                    单位：{second}
| 项目名称 | 水质抽检 |
| 立项依据 | 《临湾市供水条例》第九条 |
| 实施单位 | 临湾市水质中心 |
| 实施周期 | 2024年1月—12月 |
| 经费安排 | 年度预算：96,000.00 |
| 绩效目标 | 抽检240个点位 |
"""

CELLS: list[tuple[str, tuple[str | None, str | None, str | None, str | None]]] = [
    (
        "本年预算：73.50；其中财政拨款：60.50；自筹资金：13.00；受益人数：4,000",
        ("73.5", None, "60.5", "13"),
    ),
    ("2024年预算：73.50，上年预算：80.00", ("73.5", None, None, None)),
    ("年度预算：73.50", ("73.5", None, None, None)),
    ("按2024年标准测算，共计服务4,000人", (None, None, None, None)),
]


@pytest.mark.parametrize(("cell", "told"), CELLS)
def test_a_form_below_its_unit(
    tmp_path: Path, cell: str, told: tuple[str | None, str | None, str | None, str | None]
) -> None:
    path = tmp_path / "forms.txt"
    path.write_text(FORM.format(cell=cell, first="万元", second="元"), encoding="utf-8")
    made = outline(read(path))
    assert [n.project for n in made.narratives] == ["引水渠清淤", "水质抽检"]
    first, second = _fields(made)
    assert _told(first.amounts) == told
    # Each form has the unit of its own heading.
    assert _told(second.amounts) == ("9.6", None, None, None)
