"""Units beside the seat (本级和所属5家) against their kinds, their number in all and the list below."""

from __future__ import annotations

import pytest

from nlp.reconcile import Finding, reconcile
from tests.reconcile.sample import outlined

HEAD = "某市某局2025年部门预算\n\n部门机构设置\n\n"
LIST = "\n1. 某市某局本级\n2. 甲所\n3. 乙所\n4. 丙所\n"


def _found(text: str) -> list[Finding]:
    return [f for f in reconcile(outlined(HEAD + text), [])[1] if f.severity != "info"]


@pytest.mark.parametrize(
    "text",
    [
        "部门预算由某局本级以及下属3家预算单位的预算汇总而成。本部门中，行政单位1家，事业单位3家，包括："
        + LIST,
        # the seat counted among its units
        "部门预算包括某局机关和所属4家预算单位。其中行政单位1家，事业单位3家。",
        # 参公 among the kinds, and apart from them
        "部门预算包括某局机关和所属5家预算单位。其中行政单位1家，参公事业单位2家，事业单位5家。",
        "部门预算包括某局机关和所属5家预算单位。其中行政单位1家，参公事业单位2家，事业单位3家。",
        "部门预算包括某局机关和所属5家预算单位（其中参公单位2家）。",
        "部门决算包括局机关和所属6个事业单位，内设科室共9个。",
        "部门决算包括局机关和所属6个事业单位和2个企业。编制范围的单位共9个。",
        "部门决算包括局机关和所属6个事业单位，编制范围的单位共7个。",
        "部门预算包括某局机关及所属3家单位，单位名单如下：" + LIST,
        "部门预算包括某局机关及所属4家单位，单位名单如下：" + LIST,
        "编制范围的预算单位共4个，包括局本级和3个下属单位。其中行政单位1个，事业单位3个。具体为：" + LIST,
    ],
)
def test_units_that_may_be_those_beside_the_seat(text: str) -> None:
    assert _found(text) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "部门预算由某局本级以及下属5家预算单位的预算汇总而成。本部门中，行政单位1家，事业单位3家，包括："
            + LIST,
            "4个",
        ),
        ("部门预算包括某局机关和所属2家预算单位。其中行政单位1家，参公事业单位1家，事业单位3家。", "4个"),
        ("部门决算包括局机关决算和所属6个事业单位决算，编制范围的单位共9个。", "9个"),
        ("部门预算包括某局机关及所属6家单位，单位名单如下：" + LIST, "4个"),
        ("部门预算包括某局机关和6家下属单位，单位名单如下：" + LIST, "4个"),
        # all are said to be divided so: the seat is none of the four
        ("编制范围的预算单位共4个，包括局本级和4个下属单位。具体为：" + LIST, "4个"),
        ("编制范围的预算单位共有4家，分别为局机关和所属2家单位。具体为：" + LIST, "4个"),
    ],
)
def test_units_that_cannot_be_those_beside_the_seat(text: str, told: str) -> None:
    (finding,) = _found(text)
    assert finding.rule == "count-differs"
    assert told in finding.message


@pytest.mark.parametrize(
    ("told", "again", "wrong"),
    [
        ("下属事业单位3个", "3个下属事业单位", False),
        ("下属事业单位4个", "3个下属事业单位", True),
        ("所属单位共5家", "3家所属单位", True),
        # no other place says what the list says; some of the units are no budget units
        ("下属事业单位4个", "4个下属事业单位", False),
        ("下属事业单位4个", "3个下属企业", False),
    ],
)
def test_units_under_the_office_told_twice(told: str, again: str, wrong: bool) -> None:
    units = "\n1. 某市渔业局本级\n2. 某市鱼种场\n3. 某市渔港站\n4. 某市渔政队\n"
    text = f"某局内设科室6个。{told}。\n\n预算单位共4个，具体如下：\n{units}\n公用经费中，{again}共20万元。\n"
    assert [f.rule for f in _found(text)] == ["count-differs"] * wrong
