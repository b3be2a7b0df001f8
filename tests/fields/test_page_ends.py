"""Narratives that a page's end cuts: its number and running head stand inside of what is told."""

from __future__ import annotations

import hashlib
from decimal import Decimal

import pytest

from nlp.fields.model import NarrativeFields
from nlp.pipeline import process
from nlp.readers.text import read_text

HEAD = "芷汀市档案馆2025年单位预算"
ENDS = {
    "dashes": "— {} —\n" + HEAD + "\n",
    "a bare number": "{}\n" + HEAD + "\n",
    "blank lines": "\n第{}页\n\n" + HEAD + "\n\n",
}
FRONT = HEAD + "\n\n第一部分 概况\n{}本馆负责档案保管。\n第二部分 项目情况\n{}档案库房除湿项目经费情况说明\n"


def read(told: str, end: str) -> NarrativeFields:
    text = FRONT.format(end.format(1), end.format(2)) + told.replace("@", end.format(3))
    (found,) = process(read_text("a.txt", text.encode(), hashlib.sha256(text.encode()).hexdigest())).fields
    return found


@pytest.mark.parametrize("end", ENDS.values(), ids=list(ENDS))
def test_a_sentence_goes_on_behind_a_pages_end(end: str) -> None:
    told = (
        "一、立项依据\n依照《芷汀市库房条例》以及市档案局关于做好全市库房除湿改造工作的通\n@"
        "知（芷档〔2024〕7号）设立本项目，改善全市十二处库房的保管条件，每季检查一\n次。\n"
        "二、年度预算安排\n2025年安排资金66.20万元，其中财政拨款46.50万元，其余由本馆门票等其他收\n@"
        "入19.70万元解决；上述资金全部用于设备购置和改造。\n"
    )
    found = read(told, end)
    assert [(each.title, each.number) for each in found.legal_basis] == [
        ("芷汀市库房条例", None),
        ("市档案局关于做好全市库房除湿改造工作的通知", "芷档〔2024〕7号"),
    ]
    own = found.amounts.own_funds
    assert own is not None
    assert own.value == Decimal("197000")


@pytest.mark.parametrize("end", ENDS.values(), ids=list(ENDS))
def test_a_table_goes_on_behind_a_pages_end(end: str) -> None:
    told = (
        "一、立项依据\n《芷汀市库房条例》\n二、年度预算安排\n2025年安排资金6.20万元，测算如下：\n"
        "序号\t内容\t数量\t单价（元）\t金额（元）\n1\t除湿机\t4\t8500\t34000\n@"
        "2\t温度计\t20\t400\t8000\n3\t门封\t10\t2000\t20000\n\t合计\t\t\t62000\n"
    )
    assert [part.value for part in read(told, end).amounts.components] == [34000, 8000, 20000]


def test_numbers_alone_are_cells() -> None:
    told = (
        "一、立项依据\n《芷汀市库房条例》\n二、年度预算安排\n2025年安排资金42万元，测算如下：\n"
        "序号\n内容\n金额（万元）\n1\n除湿机\n30\n2\n温度计\n12\n合计\n42\n"
    )
    assert [part.value for part in read(told, ENDS["dashes"]).amounts.components] == [300000, 120000]
