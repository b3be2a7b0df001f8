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
    "sources of one row below two totals": (
        "项目总预算\t60.00\t当年预算\t30.00\n其中：财政拨款\t20.00\t其他资金\t10.00",
        ("30", "60", "20", "10", ""),
    ),
    "a project of one year": (
        "项目总预算（万元）\t30.00\t项目当年预算（万元）\t30.00\n同名项目上年预算额（万元）\t5.00\n"
        "项目当年投入资金构成\t资金来源\t金额\n\t财政拨款\t20.00\n\t其他资金\t10.00",
        ("30", None, "20", "10", ""),
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


@pytest.mark.parametrize(
    "rows",
    [
        "项目支出绩效目标表\n\n（2024年度）    单位：万元\n\n项目名称    灯具更换    项目属性    新增项目\n"
        "主管部门    某市渔业局    实施单位    某市渔港管理处\n\n             — 12 —\n\n"
        "实施期限    2024年3月至10月\n年度资金总额    30.00\n其中：财政拨款    20.00\n"
        "      其他资金    10.00\n立项依据    《渔港管理办法》（某渔发〔2022〕8号）\n",
        "项目支出绩效目标表\n项目名称：灯具更换\t项目编码：3301\n主管部门：某市渔业局\t实施单位：某市渔港管理处\n"
        "起止时间：2024年3月-2024年10月\n年度资金总额：30万元\t其中：财政拨款：20万元\t其他资金：10万元\n"
        "立项依据：《渔港管理办法》（某渔发〔2022〕8号）\n",
        "项目（政策）绩效目标表\n项目（政策）名称\t灯具更换\t项目类别\t一次性\n主管部门\t某市渔业局\t项目单位\t"
        "某市渔港管理处\n起止时间\t2024年3月-2024年10月\n当年预算\t30万元\n其中：财政拨款\t20万元\t其他资金\t10万元\n"
        "立项依据\t《渔港管理办法》（某渔发〔2022〕8号）\n",
    ],
    ids=["a page's foot between rows of blanks", "labels with colons in cells", "another label of the name"],
)
def test_a_form_is_read_in_other_writings(rows: str) -> None:
    data = (DOCUMENT.partition("项目支出绩效目标表\n（")[0] + rows).encode()
    (fields,) = process(read_text("a.txt", data, hashlib.sha256(data).hexdigest())).fields
    assert fields.project == "灯具更换"
    assert [body.name for body in fields.implementing_bodies] == ["某市渔港管理处"]
    assert told(fields.amounts) == ("30", None, "20", "10", "")
    assert fields.schedule is not None
    assert [basis.number for basis in fields.legal_basis] == ["某渔发〔2022〕8号"]


def test_a_name_may_stand_below_its_label() -> None:
    rows = (
        "项目支出绩效目标表\n项目名称\n灯具更换\n实施单位\n某市渔港管理处\n实施期限\n2024年3月-2024年10月\n"
        "年度资金总额（万元）\n30.00\n立项依据\n《渔港管理办法》（某渔发〔2022〕8号）\n"
    )
    data = (DOCUMENT.partition("项目支出绩效目标表\n（")[0] + rows).encode()
    (fields,) = process(read_text("a.txt", data, hashlib.sha256(data).hexdigest())).fields
    assert fields.project == "灯具更换"
    assert [body.name for body in fields.implementing_bodies] == ["某市渔港管理处"]
    assert plain(fields.amounts.annual_total) == "30"


@pytest.mark.parametrize(
    "rows",
    [
        # Targets of the whole department, a table of projects, a form without a basis, a self-evaluation.
        "部门整体支出绩效目标表\n（2024年度）\n部门名称\t某市渔业局\n年度主要任务\t任务名称\t主要内容\t预算金额（万元）\n"
        "\t渔港建设\t依据《渔港管理办法》（某渔发〔2022〕8号）建设渔港\t300.00\n\t增殖放流\t放流鱼苗\t100.00\n"
        "年度总体目标\t完成渔港建设。\n",
        "重点项目情况表\n单位：万元\n项目名称\t实施单位\t立项依据\t实施期限\t年度资金总额\n"
        "灯具更换\t某市渔港管理处\t《渔港管理办法》\t2024年3月至10月\t30.00\n"
        "增殖放流\t某市增殖站\t《放流规定》\t2024年5月至6月\t20.00\n",
        "项目支出绩效目标表\n项目名称\t灯具更换\t项目类别\t一次性\n主管部门\t某市渔业局\t实施单位\t某市渔港管理处\n"
        "项目期限\t2024年3月-2024年10月\n年度资金总额\t30.00\n年度目标\t更换灯具\n",
        "项目支出绩效自评表\n（2023年度）\n项目名称\t灯具更换\n主管部门\t某市渔业局\t实施单位\t某市渔港管理处\n"
        "项目资金（万元）\t\t年初预算数\t全年预算数\t全年执行数\n\t年度资金总额\t30.00\t28.00\t27.00\n",
    ],
)
@pytest.mark.parametrize("blanks", [False, True], ids=["tabs", "blanks"])
def test_forms_that_are_no_narrative(rows: str, *, blanks: bool) -> None:
    text = DOCUMENT.partition("项目支出绩效目标表\n（")[0] + rows
    data = (re.sub(r"\t+", "      ", text) if blanks else text).encode()
    assert process(read_text("a.txt", data, hashlib.sha256(data).hexdigest())).fields == ()


def test_the_forms_own_money_is_told_apart_by_its_rows() -> None:
    rows = LAYOUTS["all years with their own sources"][0]
    data = DOCUMENT.format(unit="万元", money=rows).encode()
    (form,) = process(read_text("a.txt", data, hashlib.sha256(data).hexdigest())).outline.forms
    assert form.fiscal is not None
    assert form.appropriation is not None
    assert (form.fiscal.written, form.appropriation.written) == ("200.00", "80.00")
