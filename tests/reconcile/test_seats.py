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
    ],
)
def test_units_that_cannot_be_those_beside_the_seat(text: str, told: str) -> None:
    (finding,) = _found(text)
    assert finding.rule == "count-differs"
    assert told in finding.message
