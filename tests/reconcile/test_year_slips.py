"""This year's figure said of the year before."""

from __future__ import annotations

import pytest

from nlp.reconcile import reconcile
from tests.reconcile.sample import TABLES, document, outlined

#: 三公 of this year stands with five digits in its table.
SHOWN = TABLES.replace(
    "35.00\t4.63\t5.37\t25.00\t4.90\t20.10", "635.12\t204.63\t205.37\t225.12\t104.90\t120.22"
)


@pytest.mark.parametrize(
    ("line", "rules"),
    [
        ("2024年“三公”经费预算数为635.12万元。", ["likely-slip"]),
        ("2025年“三公”经费预算数为635.12万元。", []),
        ("2024年“三公”经费预算数为635.21万元。", []),
        ("2025年“三公”经费预算数为635.12万元，2024年“三公”经费预算数为635.12万元。", []),
        ("2024年“三公”经费预算数为635.12万元，本年与上年持平。", []),
        ("根据2024年的安排，“三公”经费预算数为635.12万元。", []),
    ],
)
def test_a_figure_of_this_year_under_last_years_name(line: str, rules: list[str]) -> None:
    text = document(tables=SHOWN, other=f"其他相关情况说明\n\n{line}\n")
    assert [f.rule for f in reconcile(outlined(text), [])[1]] == rules


@pytest.mark.parametrize(
    "remark",
    [
        "主要是上年的两座天桥已完工",
        "上年的两座天桥已完工",
        "用于2024年开工的天桥",
    ],
)
def test_a_year_of_a_remark_is_not_that_of_what_follows(remark: str) -> None:
    line = f"“三公”经费中，公务用车运行费120.22万元，{remark}；公务接待费205.37万元。"
    text = document(tables=SHOWN, other=f"其他相关情况说明\n\n{line}\n")
    statements = reconcile(outlined(text), [])[0]
    assert [s.verdict for s in statements if "公务接待费" in s.quote][-1] == "exact"


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("{}年会议费安排12.60万元，较2024年减少1.90万元，下降13.10%。", "2024"),
        (
            "{}年会议费总预算12.60万元。与2024年总预算14.50万元相比，减少1.90万元。",
            "2024",
        ),
    ],
)
def test_a_year_compared_with_itself(line: str, wrong: str) -> None:
    def told(year: str) -> list[str]:
        text = document(other=f"其他相关情况说明\n\n{line.format(year)}\n")
        return [f.message for f in reconcile(outlined(text), [])[1] if "又与" in f.message]

    assert told("2025") == []
    assert len(told(wrong)) == 1


@pytest.mark.parametrize(
    "line",
    [
        "2024年会议费决算12.60万元，较2024年年初预算减少1.90万元。",
        "2024年会议费14.50万元，2025年安排12.60万元，较2024年减少1.90万元。",
        "比2024年减少1.90万元。会议费12.60万元，比2024年减少1.90万元。",
        "2023年会议费12.60万元，较2023年减少1.90万元。",
    ],
)
def test_years_that_are_compared_with_others(line: str) -> None:
    text = document(other=f"其他相关情况说明\n\n{line}\n")
    assert not [f for f in reconcile(outlined(text), [])[1] if "又与" in f.message]
