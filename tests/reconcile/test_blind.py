"""Sixty-two documents by authors who had not seen the code: clean ones raise nothing, slips are found.

They were judged once untouched (docs/results.md); since then they are a regression check.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from nlp.pipeline import process
from nlp.reconcile.model import Finding

FOLDER = Path(__file__).with_name("blind")
NAMES = sorted(p.stem for p in FOLDER.glob("*.txt") if not p.stem.endswith("-slips"))

#: Slips that what the document states elsewhere doesn't contradict for certain: README.md says why.
OPEN = {("central-waters-bureau-2022", "wrong_count_vehicles")}

#: Slips that the document does contradict and no rule finds yet, by what was written for what.
NOT_YET = {
    ("city-blood-centre-final-2022", "287,456.26", "287,456.62"),
    ("city-blood-centre-final-2022", "3,605,815.50", "3,650,815.50"),
    ("city-blood-centre-final-2022", "社会福利", "体育事业"),
    ("city-blood-centre-final-accounts-2022", "采供血机构", "妇幼保健机构"),
    ("city-culture-tourism-final-2022", "12月15日", "12月25日"),
    ("city-housing-construction-dept-2023", "-13.68", "13.68"),
    ("city-housing-construction-dept-2023", "2.36亿元", "2.36万元"),
    ("city-housing-construction-dept-2023", "2024年", "2025年"),
    ("city-housing-construction-dept-2023", "2个", "3个"),
    ("city-housing-construction-dept-2023", "75.19%", "57.19%"),
    ("city-intermediate-court-final-accounts-2022", "32.85", "38.25"),
    ("city-library-final-2023", "120.58", "102.58"),
    ("county-reservoir-resettlement-unit-2026", "11月", "10月"),
    ("county-reservoir-resettlement-unit-2026", "2082202", "2082302"),
    ("county-reservoir-resettlement-unit-2026", "804,000", "840,000"),
    ("county-reservoir-resettlement-unit-2026", "9个", "8个"),
    ("county-town-government-budget-2024", "10.44", "13.44"),
    ("county-transport-department-2023", "9,800.00", "8,900.00"),
    ("district-civil-affairs-2024", "2025年12月", "2026年12月"),
    ("district-civil-affairs-2024", "215,100", "251,100"),
    ("district-greening-bureau-2026", "112", "121"),
    ("district-greening-bureau-2026", "83.20", "80.90"),
    ("district-junior-middle-school-budget-2027", "4月", "6月"),
    ("district-procuratorate-2021", "186", "195"),
    ("national-deep-sea-survey-bureau-2027", "98", "89"),
    ("national-wetland-centre-unit-budget-2024", "2025年12月", "2024年12月"),
    ("provincial-geology-bureau-2025", "215.80", "218.50"),
    ("provincial-geology-bureau-2025", "6个", "7个"),
    ("provincial-geology-bureau-2025", "6月", "9月"),
    ("provincial-nursing-college-2025", "2024年1月", "2025年1月"),
    ("provincial-nursing-college-2025", "7个", "8个"),
    ("provincial-nursing-college-2026", "1,186.40", "1,168.40"),
    ("provincial-nursing-college-2026", "2个", "3个"),
    ("provincial-nursing-college-2026", "342.00", "324.00"),
    ("provincial-womens-federation-final-2020", "96.30", "93.60"),
    ("town-final-accounts-2021", "2022年12月", "2021年12月"),
    ("town-final-accounts-2021", "93", "83"),
    ("zone-fire-detachment-unit-2026", "38.59%", "35.89%"),
    ("zone-fire-detachment-unit-2026", "5,301.44", "5,301.49"),
    ("zone-fire-detachment-unit-2026", "）行政单位医疗", "）事业单位医疗"),
}


def _findings(name: str) -> tuple[str, list[Finding]]:
    made = process(FOLDER / f"{name}.txt")
    return made.document.text, [f for f in made.findings if f.severity != "info"]


@pytest.mark.parametrize("name", NAMES)
def test_a_clean_document_raises_nothing_and_slips_are_found(name: str) -> None:
    _, clean = _findings(name)
    assert [f.message for f in clean] == []
    text, found = _findings(f"{name}-slips")
    before = {(f.rule, f.message) for f in clean}
    fresh = [f for f in found if (f.rule, f.message) not in before]
    slips = json.loads((FOLDER / f"{name}-slips.json").read_text(encoding="utf-8"))
    missed = []
    for slip in slips:
        if (name, slip.get("kind")) in OPEN or (name, slip.get("was"), slip.get("now")) in NOT_YET:
            continue
        start = text.index(slip["where"])
        end = start + len(slip["where"])
        if not any(start <= e.end and e.start <= end for f in fresh for e in f.evidence):
            missed.append(slip.get("why") or slip["revealed_by"])
    assert missed == []
