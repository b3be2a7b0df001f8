"""How a document tells its budget units, in whatever words and wherever it does."""

from __future__ import annotations

import itertools

import pytest

from nlp.outline.headings import squeeze
from tests.outline.conftest import Build

COVER = "石门县水务局2026年部门预算\n"
UNITS = ("石门县水务局（本级）", "石门县供水站", "石门县水文与排水管理所")

HEADINGS = (
    "一、部门概况\n（二）单位情况\n",
    "一、单位基本情况\n二、机构\n机关内设2个股室：办公室、工程股。\n",
    "二、机构设置\n局机关内设工程股、财务股2个股室。\n三、预算单位构成\n",
    "一、部门基本情况\n（二）单位构成。从预算单位构成看，",
)
SENTENCES = (
    "纳入2026年部门预算编制范围的单位共3个，其中行政单位1个、事业单位2个：\n",
    "列入本部门2026年预算的单位有3家，名单如下：\n",
    "本部门预算由局本级和2家下属事业单位的预算汇总而成，共3家，具体包括：\n",
    "2026年部门预算编报单位共3家：\n",
    "2026年部门预算编报范围的单位共3家，其中行政单位1家、\n事业单位2家，分别为：\n",
)
LISTS = {
    "numbered": "1.{0}\n2.{1}\n3.{2}\n全局在职80人，其中行政20人。\n",
    "brackets": "（一）{0}\n（二）{1}；\n（三）{2}。\n三、人员情况\n在职80人。\n",
    "page": "1.{0}\n2.{1}\n\n— 2 —\n石门县水务局2026年部门预算\n3.{2}\n",
    "bare": "{0}\n{1}\n{2}\n第二部分 部门预算表\n",
    "remarks": "1.{0}，行政编制20名；\n2.{1}（公益一类事业单位，18人）\n3.{2} 公益一类事业单位\n",
    "codes": "1.043001 {0}\n2.043002 {1}\n3.043003 {2}\n",
    "grouped": "（一）行政单位（1家）\n1.{0}\n（二）事业单位（2家）\n1.{1}\n2.{2}\n",
    "labelled": "（一）行政单位：{0}\n（二）事业单位：{1}、{2}\n",
    "inline": "{0}、{1}和{2}。年末在职80人。\n",
    "inline numbers": "1.{0}；2.{1}；3.{2}。\n",
    "inline brackets": "（1）{0}（2）{1}（3）{2}。\n",
    "inline blanks": "1.{0} 2.{1} 3.{2}。\n",
    "inline circles": "①{0}②{1}③{2}。\n",
    "inline count": "{0}、{1}和{2}3家。\n",
    "inline counted": "{0}、{1}、{2}三家单位。\n",
    "one is": "一是{0}；\n二是{1}；\n三是{2}。\n",
    "inline groups": "行政单位1家，即{0}；事业单位2家，分别为{1}、{2}，均为公益一类。\n",
    "table": "序号\t单位名称\t单位性质\n1\t{0}\t行政单位\n2\t{1}\t公益一类\n3\t{2}\t公益一类\n",
    "column of numbers": "序号   单位名称\n1   {0}\n2   {1}\n3   {2}\n",
}


#: Every list under every heading, behind one sentence or another.
TOLD = [
    (heading, SENTENCES[number % len(SENTENCES)], listing)
    for number, (listing, heading) in enumerate(itertools.product(LISTS.values(), HEADINGS))
]


@pytest.mark.parametrize(("heading", "sentence", "listing"), TOLD)
def test_a_list_is_read_wherever_and_however_it_is_told(
    build: Build, heading: str, sentence: str, listing: str
) -> None:
    on = sentence.removesuffix("\n") if "\n" not in listing.removesuffix("\n") else sentence
    outline = build(COVER + heading + on + listing.format(*UNITS))
    assert tuple(unit.name for unit in outline.units) == UNITS
    for unit in outline.units:
        assert squeeze(outline.document.text[unit.evidence.start : unit.evidence.end]) == unit.name


@pytest.mark.parametrize(
    ("told", "units"),
    [
        ("纳入2026年单位预算编制范围的单位共1家，即石门县中医院，没有下级预算单位。", ["石门县中医院"]),
        ("没有下属独立核算单位，纳入2026年预算\n编制范围的单位1家，即石门县\n中医院。", ["石门县中医院"]),
        ("列入预算编报范围的只有石门县中医院1个单位。", ["石门县中医院"]),
        ("纳入预算编制范围的预算单位共1个：石门县中医院。", ["石门县中医院"]),
        ("本预算仅包括石门县中医院本级。", ["石门县中医院本级"]),
        # its own budget alone, in words that name nobody
        ("预算编制范围为本院本级，无下属单位。", []),
        ("纳入2026年单位预算编制范围的只有本级1家。", []),
        ("本院编制2026年部门预算单位共1个。所属单位1个，即县急救站。", []),
        # departments and parts without a budget are no units
        ("院内设5个科室，分别为：内科、外科、儿科、财务科、信息科。", []),
        ("下设石门县急救站、石门县血库2个单位，均未独立核算。", []),
        ("石门县中医院是县卫健局所属公益二类事业单位，主要职责是：\n（一）开展诊疗\n（二）培训村医\n", []),
        ("收入和支出均纳入预算管理。", []),
        # what the whole is made of, and units' budgets by name
        (
            "本院部门预算由院机关及下属石门县急救站、石门县血库的预算构成。",
            ["院机关", "石门县急救站", "石门县血库"],
        ),
        (
            "部门预算包含石门县中医院本级预算和石门县血库预算、石门县急救站预算。",
            ["石门县中医院本级", "石门县血库", "石门县急救站"],
        ),
        ("单位构成：石门县中医院、石门县血库（加挂献血办牌子）。", ["石门县中医院", "石门县血库"]),
        # kinds of units with their numbers are none
        ("纳入预算编制范围的单位共9个，其中局机关1个，高中3个，小学4所，教研中心1个。", []),
        # the organisation's own units, without itself
        ("院内设5个科室，下属石门县急救站、石门县血库2个事业单位。", ["石门县急救站", "石门县血库"]),
        ("所属事业单位2家，即石门县急救站、石门县血库。", ["石门县急救站", "石门县血库"]),
        # as many as were announced, told later
        (
            "纳入决算编制范围的单位共2个。在职90人，分布如下：石门县急救站30人、石门县血库60人。",
            ["石门县急救站", "石门县血库"],
        ),
        (
            "纳入决算编制范围的单位共2个，见后。\n第二部分 收支情况说明\n收入5万元。\n"
            "附：各单位收支\n单位名称\t收入\n石门县急救站\t3\n石门县血库\t2\n",
            ["石门县急救站", "石门县血库"],
        ),
    ],
)
def test_one_unit_none_and_some(build: Build, told: str, units: list[str]) -> None:
    outline = build(f"石门县中医院2026年单位预算\n第一部分 单位概况\n二、机构设置\n{told}\n")
    assert [unit.name for unit in outline.units] == units


def test_a_name_that_the_pages_width_cuts(build: Build) -> None:
    outline = build(
        "石门县水务局2026年部门预算\n一、部门概况\n列入预算的单位共2个：\n"
        "    1.石门县水务局机关\n    2.石门县城乡供水与农村饮水安全工程建设管\n理站\n    在职20人。\n"
    )
    assert [unit.name for unit in outline.units] == [
        "石门县水务局机关",
        "石门县城乡供水与农村饮水安全工程建设管理站",
    ]


def test_a_list_under_its_heading_alone(build: Build) -> None:
    listing = "1.石门县水务局本级\n2.石门县供水站\n"
    for heading in ("二、部门预算单位构成\n", "一、部门概况\n（二）预算单位构成\n"):
        outline = build("石门县水务局2026年部门预算\n" + heading + listing)
        assert [unit.name for unit in outline.units] == ["石门县水务局本级", "石门县供水站"]
    outline = build("石门县水务局2026年部门预算\n二、机构设置\n1.办公室\n2.财务室\n")
    assert outline.units == ()


def test_beside_the_seat_stand_units_whatever_their_names_end_with(build: Build) -> None:
    listing = "包括：\n1. 石门县林业局本级\n2. 石门县苗圃"
    for end in ("", "\n", "\n三、人员情况\n在职80人。\n"):
        outline = build(f"石门县林业局2026年部门预算\n二、机构设置\n{listing}{end}")
        assert [unit.name for unit in outline.units] == ["石门县林业局本级", "石门县苗圃"]


def test_a_document_may_end_with_what_announces_its_units(build: Build) -> None:
    assert (
        build(
            "石门县林业局2026年部门预算\n\n部门机构设置\n\n部门决算包括局机关和所属6个事业单位，共7个。"
        ).units
        == ()
    )
