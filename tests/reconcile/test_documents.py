"""Invented documents of other levels and shapes: nothing is found in them, and a planted slip is found."""

from __future__ import annotations

from pathlib import Path

import pytest

from nlp.reconcile import Finding, reconcile
from tests.reconcile.sample import outlined

FOLDER = Path(__file__).parent / "documents"
NAMES = sorted(path.name for path in FOLDER.glob("*.txt"))

#: Document, what is written, what is written instead, the nth place, the rule that must tell.
SLIPS = [
    # prose against a cell of its own fund
    ("central-beacons-2025.txt", "上年结转120.43万元", "上年结转130.43万元", 0, "prose-disagrees"),
    (
        "central-beacons-2025.txt",
        "科学技术支出17278.55万元",
        "科学技术支出17287.55万元",
        0,
        "prose-disagrees",
    ),
    (
        "central-beacons-2025.txt",
        "财政专户管理资金收入418.76万元",
        "财政专户管理资金收入481.76万元",
        0,
        "prose-disagrees",
    ),
    # last year's figure and the change, against the column of last year
    ("central-beacons-2025.txt", "减少15.38万元", "减少15.83万元", 0, "prose-disagrees"),
    ("central-beacons-2025.txt", "\t21.05\t2.96%", "\t22.05\t2.96%", 0, "change-columns-differ"),
    ("central-beacons-2025.txt", "\t21.05\t2.96%", "\t21.05\t2.69%", 0, "change-columns-differ"),
    (
        "central-beacons-2025.txt",
        "“三公”经费预算数为427.15万元",
        "“三公”经费预算数为427.51万元",
        0,
        "prose-disagrees",
    ),
    # sums of tables without codes, of projects and of units
    ("county-farming-2024.txt", "\t1324.57\t1172.22", "\t1342.57\t1172.22", 0, "totals-do-not-add-up"),
    ("county-farming-2024.txt", "占34.66%", "占43.66%", 0, "share-differs"),
    (
        "county-farming-2024.txt",
        "其中本年拨款3000.80万元",
        "其中本年拨款3008.00万元",
        0,
        "stated-parts-differ",
    ),
    ("county-farming-2024.txt", "货物类86.00万元", "货物类68.00万元", 0, "likely-slip"),
    ("county-farming-2024.txt", "机关运行经费174.98万元", "机关运行经费174.98元", 0, "likely-slip"),
    # final accounts
    ("city-congress-final-2023.txt", "支出决算为46.79万元", "支出决算为47.69万元", 0, "prose-disagrees"),
    ("city-congress-final-2023.txt", "完成预算的75.08%", "完成预算的78.05%", 0, "completion-rate-differs"),
    ("city-congress-final-2023.txt", "其他收入9.21万元", "其他收入9.12万元", 0, "prose-disagrees"),
    (
        "city-congress-final-2023.txt",
        "本年收入合计\t27\t2662.46",
        "本年收入合计\t27\t2626.46",
        0,
        "totals-do-not-add-up",
    ),
    (
        "city-congress-final-2023.txt",
        "占政府采购支出总额的89.41%",
        "占政府采购支出总额的98.41%",
        0,
        "share-differs",
    ),
    (
        "city-congress-final-2023.txt",
        "公用经费合计\t\t311.11",
        "公用经费合计\t\t331.11",
        0,
        "totals-do-not-add-up",
    ),
    # government fund with carry-over; 三公 by rows
    (
        "city-housing-2025.txt",
        "征地和拆迁补偿支出（项）”4,500万元",
        "征地和拆迁补偿支出（项）”4,050万元",
        0,
        "prose-disagrees",
    ),
    (
        "city-housing-2025.txt",
        "2.公务接待费\t8.00\t7.60",
        "2.公务接待费\t8.00\t7.06",
        0,
        "three-public-parts-differ",
    ),
    (
        "city-housing-2025.txt",
        "2.公务接待费\t8.00\t7.60\t-0.40",
        "2.公务接待费\t8.00\t7.60\t0.40",
        0,
        "change-columns-differ",
    ),
    (
        "city-housing-2025.txt",
        "四、上年结转\t23,765,400\t五",
        "四、上年结转\t23,675,400\t五",
        0,
        "totals-do-not-add-up",
    ),
    # 本年收入合计 against 收入总计, parts (其中), 亿元
    (
        "province-health-2025.txt",
        "本年收入合计218774.78万元",
        "本年收入合计218747.78万元",
        0,
        "prose-disagrees",
    ),
    ("province-health-2025.txt", "教育收费1234.00万元", "教育收费1243.00万元", 0, "prose-disagrees"),
    ("province-health-2025.txt", "（约22.47亿元）", "（约27.42亿元）", 0, "prose-disagrees"),
    ("province-health-2025.txt", "公务用车费230.00万元", "公务用车费320.00万元", 0, "prose-disagrees"),
    # a unit with empty fund tables
    ("school-unit-2026.txt", "其中财政拨款2985.78万元", "其中财政拨款2958.78万元", 0, "prose-disagrees"),
    (
        "school-unit-2026.txt",
        "政府性基金预算拨款收入0.00万元",
        "政府性基金预算拨款收入5.00万元",
        0,
        "prose-disagrees",
    ),
    ("school-unit-2026.txt", "均为0.00万元", "均为1.00万元", 0, "prose-disagrees"),
    (
        "school-unit-2026.txt",
        "校舍维修项目183.45万元",
        "校舍维修项目184.35万元",
        0,
        "stated-parts-differ",
    ),
    # what an amount turned into, what it turned from
    ("tax-bureau-2021.txt", "减至14.80万元", "减至18.40万元", 0, "prose-disagrees"),
    ("tax-bureau-2021.txt", "公务接待费由20.50万元", "公务接待费由25.00万元", 0, "prose-disagrees"),
    ("tax-bureau-2021.txt", "和资本性支出92.00万元", "和资本性支出29.00万元", 0, "likely-slip"),
    ("tax-bureau-2021.txt", "上年执行1412.00万元", "上年执行1421.00万元", 0, "prose-disagrees"),
    # a subject that the paragraph begins with, budget beside final accounts
    ("customs-final-2019.txt", "全年支出117.92万元", "全年支出171.92万元", 0, "prose-disagrees"),
    ("customs-final-2019.txt", "预算130.00万元，节约", "预算103.00万元，节约", 0, "prose-disagrees"),
    ("customs-final-2019.txt", "加上年初结转210.66万元", "加上年初结转201.66万元", 0, "likely-slip"),
    ("customs-final-2019.txt", "实际支出426.55万元", "实际支出462.55万元", 0, "prose-disagrees"),
    # 元 in prose, items by code, transfers, what was carried over inside an amount
    (
        "county-congress-2027.txt",
        "2010104 人大会议 1260000元",
        "2010104 人大会议 1620000元",
        0,
        "prose-disagrees",
    ),
    ("county-congress-2027.txt", "公务接待费预算为28000元", "公务接待费预算为82000元", 0, "prose-disagrees"),
    (
        "county-congress-2027.txt",
        "600,000\t600,000\t\t600,000",
        "600,000\t660,000\t\t600,000",
        0,
        "totals-do-not-add-up",
    ),
    # several funds, expenditures first
    ("forest-farm-2022.txt", "政府性基金1,035,000元", "政府性基金1,053,000元", 0, "prose-disagrees"),
    ("forest-farm-2022.txt", "森林管护122.0万元", "森林管护212.0万元", 0, "prose-disagrees"),
    (
        "party-school-2026.txt",
        "培训支出（03）62.00万元",
        "培训支出（03）26.00万元",
        0,
        "prose-disagrees",
    ),
]

#: Documents whose prose tells much that no table shows: first budgets, sources, purchases, parts of items.
SHARES = {
    "customs-final-2019.txt": 0.45,
    "county-congress-2027.txt": 0.5,
    "forest-farm-2022.txt": 0.45,
    "party-school-2026.txt": 0.45,
    "water-unit-2023.txt": 0.35,
}


def _text(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")


def _findings(text: str) -> tuple[Finding, ...]:
    return reconcile(outlined(text), [])[1]


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_found_in_a_consistent_document(name: str) -> None:
    statements, findings = reconcile(outlined(_text(name)), [])
    assert findings == ()
    confirmed = [s for s in statements if s.counterpart is not None]
    assert len(confirmed) >= SHARES.get(name, 0.65) * len(statements)


@pytest.mark.parametrize(("name", "old", "new", "nth", "rule"), SLIPS)
def test_a_planted_slip_is_found_at_its_place(name: str, old: str, new: str, nth: int, rule: str) -> None:
    text = _text(name)
    at = -1
    for _ in range(nth + 1):
        at = text.index(old, at + 1)
    findings = _findings(text[:at] + new + text[at + len(old) :])
    end = at + len(new)
    here = [f for f in findings if any(e.start < end and at < e.end for e in f.evidence)]
    assert rule in {f.rule for f in here}
    assert [f for f in findings if f not in here and f.severity != "info"] == []
