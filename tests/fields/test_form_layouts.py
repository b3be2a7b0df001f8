"""The money of official forms in their layouts: cells in rows or columns, parted by tabs, bars or blanks."""

from __future__ import annotations

import hashlib
import re

import pytest

from nlp.fields.model import Amounts, StatedAmount
from nlp.fields.money import plain_number
from nlp.pipeline import process
from nlp.readers.text import read_text

DOCUMENT = """某市渔业局2024年部门预算

第一部分 部门概况

一、主要职责

负责渔业。

第二部分 项目支出绩效目标表

项目支出绩效目标表
（2024年度）
单位：{unit}
项目名称\t码头灯具更换
主管部门\t某市渔业局\t实施单位\t某市渔港管理处
项目属性\t延续项目\t实施期限\t2023年3月至2025年10月
{money}
立项依据\t《渔港管理办法》（某渔发〔2022〕8号）
年度目标\t完成更换。
一级指标\t二级指标\t指标值
产出指标\t数量指标\t12盏
"""


def plain(amount: StatedAmount | None) -> str | None:
    return None if amount is None else plain_number(amount.value / 10_000)


def money(rows: str, unit: str = "万元", *, blanks: bool = False) -> Amounts:
    text = DOCUMENT.format(unit=unit, money=rows)
    if blanks:
        text = re.sub(r"\t+", lambda gap: "      " + " " * 14 * (len(gap[0]) - 1), text)
        text = re.sub(r"^      +", " " * 20, text, flags=re.MULTILINE)
    data = text.encode()
    (fields,) = process(read_text("a.txt", data, hashlib.sha256(data).hexdigest())).fields
    return fields.amounts


def told(found: Amounts) -> tuple[str | None, ...]:
    """Return the year's money, that of all years, who pays, and the other years' money."""
    others = " ".join(f"{each.year}:{plain(each)}" for each in found.other_years)
    sums = (found.annual_total, found.multi_year_total, found.fiscal, found.own_funds)
    return (*(plain(each) for each in sums), others)


#: What the rows tell: the year's money, that of all years, the treasury's, the body's own, other years.
LAYOUTS: dict[str, tuple[str, tuple[str | None, ...]]] = {
    "a group in front": (
        "年度资金\t年度资金总额\t100.00\n\t其中：财政拨款\t76.00\n\t其他资金\t24.00",
        ("100", None, "76", "24", ""),
    ),
    "a group that tells the unit": (
        "项目资金（万元）\t年度资金总额：\t100.00\n\t其中：财政拨款\t76.00\n\t其他资金\t24.00",
        ("100", None, "76", "24", ""),
    ),
    "a group cut in two": (
        "项目资金\t年度资金总额\t100.00\n（万元）\t其中：财政拨款\t100.00\n\t其他资金\t",
        ("100", None, "100", None, ""),
    ),
    "own money alone": (
        "项目资金\t年度资金总额\t26.50\n（万元）\t其中：其他资金\t26.50",
        ("26.5", None, None, "26.5", ""),
    ),
    "rows of one label": (
        "年度资金总额\t100.00\n其中：财政拨款\t76.00\n其他资金\t24.00",
        ("100", None, "76", "24", ""),
    ),
    "sources beside the total": (
        "当年预算\t160.00\t市级及以上补助\t20.00\n\t\t区级财政资金\t108.00\n\t\t事业收入\t32.00",
        ("160", None, "128", "32", ""),
    ),
    "the only source beside the total": (
        "当年预算\t26.40\t政府性基金\t26.40\n\t\t其他资金\t0.00",
        ("26.4", None, "26.4", None, ""),
    ),
    "one row": (
        "年度资金总额\t100.00\t其中：财政拨款\t76.00\t其他资金\t24.00",
        ("100", None, "76", "24", ""),
    ),
    "all years beside the year": (
        "项目资金（万元）\t中期资金总额\t240.00\t年度资金总额\t90.00\n"
        "\t其中：财政拨款\t200.00\t其中：财政拨款\t80.00\n\t其他资金\t40.00\t其他资金\t10.00",
        ("90", "240", "80", "10", ""),
    ),
    "all years over the year": (
        "中期资金\t中期资金总额\t135.00\n\t其中：2023年\t42.00\n\t2024年\t45.70\n\t2025年\t47.30\n"
        "年度资金\t年度资金总额\t45.70\n\t其中：财政拨款\t45.70\n\t其他资金\t",
        ("45.7", "135", "45.7", None, "2023:42 2025:47.3"),
    ),
    "all years with their own sources": (
        "项目资金总额\t240.00\n其中：财政拨款\t200.00\n其他资金\t40.00\n"
        "年度资金总额\t90.00\n其中：财政拨款\t80.00\n其他资金\t10.00",
        ("90", "240", "80", "10", ""),
    ),
    "values below their labels": (
        "年度资金总额\t其中：财政拨款\t其他资金\n100.00\t76.00\t24.00",
        ("100", None, "76", "24", ""),
    ),
    "values below their labels behind a group": (
        "项目资金（万元）\t年度资金总额\t财政拨款\t其他资金\n\t100.00\t76.00\t24.00",
        ("100", None, "76", "24", ""),
    ),
    "stages in columns": (
        "项目资金（万元）\t\t年初预算数\t全年预算数\t全年执行数\t分值\t执行率\t得分\n"
        "\t年度资金总额\t80.00\t100.00\t98.00\t10\t98.00%\t9.8\n"
        "\t其中：财政拨款\t60.00\t76.00\t74.00\t—\t97.37%\t—\n\t其他资金\t20.00\t24.00\t24.00\t—\t100.00%\t—",
        ("100", None, "76", "24", ""),
    ),
}


@pytest.mark.parametrize("blanks", [False, True], ids=["tabs", "blanks"])
@pytest.mark.parametrize(("rows", "expected"), LAYOUTS.values(), ids=list(LAYOUTS))
def test_who_pays_stands_in_a_cell_of_its_own(
    rows: str, expected: tuple[str | None, ...], *, blanks: bool
) -> None:
    assert told(money(rows, blanks=blanks)) == expected


def in_yuan(rows: str) -> str:
    """Return the rows in 元."""
    whole = re.sub(
        r"(?<=\t)\d+\.\d\d(?=[\t\n]|$)", lambda figure: f"{round(float(figure[0]) * 10_000):,}.00", rows
    )
    return whole.replace("万元", "元")


@pytest.mark.parametrize(
    ("rows", "expected"),
    [each for name, each in LAYOUTS.items() if "stages" not in name and "below" not in name],
)
def test_a_form_may_be_in_yuan(rows: str, expected: tuple[str | None, ...]) -> None:
    assert told(money(in_yuan(rows), "元")) == expected
