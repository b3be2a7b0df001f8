"""Money that prose tells in other ways than a total and its parts; every text is invented, its year is 2024."""

# ruff: noqa: E501

from __future__ import annotations

import pytest

from nlp.fields.money import plain_number
from tests.fields.invented import fields_of

Years = list[tuple[int, str]]

#: Section, text, total, fiscal, own funds, parts; all in 万元.
SOURCES_AND_PARTS: list[tuple[str, str, str | None, str | None, str | None, list[str]]] = [
    # What the text puts outside of the project, in front of the amount or behind it.
    ("annual_budget", "2024年预算80万元，用于设备购置50万元、安装调试30万元。机房扩建不在本项目内，另列预算120万元。",
     "80", None, None, ["50", "30"]),
    ("annual_budget", "2024年预算80万元，用于设备购置50万元、安装调试30万元。商会赠送的桌椅约值7万元，不计在内。",
     "80", None, None, ["50", "30"]),
    ("annual_budget", "2024年预算80万元，其中设备购置50万元，安装调试30万元；单位用自有资金添置窗帘3万元，与本项目无关。",
     "80", None, None, ["50", "30"]),
    ("annual_budget", "2024年预算80万元，其中设备购置50万元，安装调试30万元，范围不含门禁系统（另由物业经费9万元承担）。",
     "80", None, None, ["50", "30"]),
    # … but the project's own money behind the same words.
    ("annual_budget", "土建不在本项目内，设备购置50万元，安装调试30万元。", "80", None, None, ["50", "30"]),
    ("annual_budget", "设备购置50万元，另列监理费5万元。", "55", None, None, ["50", "5"]),
    # Own funds from several sources.
    ("annual_budget", "总经费90万元，来源为财政拨款60万元、校友会捐赠20万元、文创收入10万元。", "90", "60", "30", []),
    # Levels one by one, and who else pays told behind its amount; 30 and 20 are as much by chance.
    ("annual_budget", "中央财政资金70万元，省级财政资金30万元，县级财政资金20万元；另有港口企业缴入的修复款50万元列其他资金。\n"
     "【资金用途】苗木90万元，整地55万元，管护25万元。", "170", "120", "50", ["90", "55", "25"]),
    # Uses without a total, in prose without headings.
    ("other", "实施周期为2024年度。主要开支如下：图书采购18万元，流动车运行6.5万元，系统维护3万元。", "27.5", None, None, ["18", "6.5", "3"]),
    ("other", "项目经费主要用于监测设备更新40万元、数据传输5.5万元、人员培训2.5万元。", "48", None, None, ["40", "5.5", "2.5"]),
    ("other", "主要成效如下：带动就业增收40万元，节约成本12万元。", None, None, None, []),
    # 配套 that is built is a part, not a source.
    ("annual_budget", "2024年安排300万元，用于主体修缮180万元、管网配套90万元、标识系统30万元。", "300", None, None, ["180", "90", "30"]),
    ("annual_budget", "2024年安排300万元，其中省级补助200万元、县级配套100万元。", "300", "300", None, []),
    # Bonds of the government are entered in its budgets; what they cost is no source.
    ("annual_budget", "2024年安排700万元，其中地方政府专项债券资金500万元，本级财政资金200万元。", "700", "700", None, []),
    ("annual_budget", "2024年安排70万元，其中专项债券利息50万元，评审费20万元。", "70", None, None, ["50", "20"]),
    # A year's amounts with next year's between them, and their sum behind.
    ("annual_budget", "管养合同价160万元，2024年需支付120万元，2025年一季度的40万元编入下年预算。另安排水样检测15万元。2024年项目预算共135万元，其中区级财政100万元，街道财政分担35万元。",
     "135", "135", None, ["120", "15"]),
    # Final accounts: last year's outturn and the change are not two years of a plan.
    ("annual_budget", "该项目年初预算90万元，年中未调整，支出决算90万元，均为一般公共预算财政拨款。上年支出决算78万元，本年较上年增加12万元。",
     "90", "90", None, []),
]  # fmt: skip


@pytest.mark.parametrize(("section", "text", "total", "fiscal", "own", "parts"), SOURCES_AND_PARTS)
def test_sources_and_parts(
    section: str, text: str, total: str | None, fiscal: str | None, own: str | None, parts: list[str]
) -> None:
    found = fields_of({section: text}).amounts
    stated = (found.annual_total, found.fiscal, found.own_funds)
    assert tuple(a and plain_number(a.value / 10_000) for a in stated) == (total, fiscal, own)
    assert sorted(plain_number(a.value / 10_000) for a in found.components) == sorted(parts)
    assert found.multi_year_total is None


#: Sections, what other years have, the total over years.
OTHER_YEARS: list[tuple[dict[str, str], Years, str | None]] = [
    ({"annual_budget": "2024年支出240万元；2025年1至3月所需资金80万元另行申请。"}, [(2025, "80")], None),
    ({"annual_budget": "2024年支出240万元；2025年二期工程800万元另行申报。"}, [], None),
    ({"annual_budget": "概算900万元。2024年安排600万元，剩余300万元列2025年。"}, [(2025, "300")], "900"),
    ({"annual_budget": "2024年安排600万元，尾款50万元留到下年安排。"}, [(2025, "50")], None),
    # Whatever each year's money is for, the years together are the total over years.
    ({"annual_budget": "概算总投资1,000万元。2023年已安排可研和设计费60万元，2024年安排640万元，剩余300万元列入2025年计划。"},
     [(2023, "60"), (2025, "300")], "1000"),
    ({"annual_budget": "概算总投资1,000万元。2023年已安排设计费60万元，2024年安排640万元。"}, [], "1000"),
    ({"annual_budget": "申请县级财政资金64万元。2023年同一项目支出58万元，本年增加6万元。"}, [(2023, "58")], None),
    # Years told off under one verb, outside of the section about money.
    ({"plan": "合同总价360万元，各年度分别支付：2023年60万元，2024年120万元，2025年120万元，2026年60万元。", "annual_budget": "2024年预算120万元，由市财政承担。"},
     [(2023, "60"), (2025, "120"), (2026, "60")], None),
    ({"annual_budget": "该项目年初预算90万元，支出决算90万元。上年支出决算78万元，本年较上年增加12万元。"}, [(2023, "78")], None),
]  # fmt: skip


@pytest.mark.parametrize(("sections", "years", "multi"), OTHER_YEARS)
def test_other_years(sections: dict[str, str], years: Years, multi: str | None) -> None:
    found = fields_of(sections).amounts
    assert [(a.year, plain_number(a.value / 10_000)) for a in found.other_years] == years
    assert (found.multi_year_total and plain_number(found.multi_year_total.value / 10_000)) == multi


BLOCKS = """本项目包括三个子项目，统一验收。
■子项目一　泵站改造
{first}
■子项目二　闸门更换
{second}
■子项目三　培训
{third}"""


@pytest.mark.parametrize(
    ("first", "second", "third", "total", "fiscal", "parts"),
    [
        ("安排资金60万元，改造泵站3座。", "安排资金25万元，更换闸门12扇。", "安排资金5万元，分两期。", "90", None, ["60", "25", "5"]),
        ("安排财政资金60万元，改造泵站3座。", "安排财政资金25万元，更换后每扇闸门可再用十五年以上。", "安排财政资金5万元。", "90", "90", ["60", "25", "5"]),
    ],
)  # fmt: skip
def test_a_project_told_by_its_sub_projects(
    first: str, second: str, third: str, total: str, fiscal: str | None, parts: list[str]
) -> None:
    text = BLOCKS.format(first=first, second=second, third=third)
    found = fields_of({"other": text}).amounts
    stated = (found.annual_total, found.fiscal)
    assert tuple(a and plain_number(a.value / 10_000) for a in stated) == (total, fiscal)
    assert [plain_number(a.value / 10_000) for a in found.components] == parts
