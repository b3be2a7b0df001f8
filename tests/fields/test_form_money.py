"""Money of forms and of tables like forms, told by labels and by units above; every text is invented."""

from __future__ import annotations

import pytest

from nlp.fields.model import StatedAmount
from nlp.fields.money import plain_number
from tests.fields.invented import fields_of


def _plain(amount: StatedAmount | None) -> str | None:
    return None if amount is None else plain_number(amount.value / 10_000)


#: A form whose section about money is one row; its year is 2024, all in 万元: total, over years, other years.
LONE_ROWS: list[tuple[str, str | None, str | None, list[tuple[int, str]]]] = [
    ("本年度预算金额（万元）\t58.60", "58.6", None, []),
    ("| 2024年预算数（元） | 1,305,000.00 |\n| ", "130.5", None, []),
    ("单位：万元\n资金总额 | 77.00", "77", None, []),
    ("| 项目总投资（万元） | 4,100.00 |", None, "4100", []),
    ("| 2023年预算（万元） | 62.00 |", None, None, [(2023, "62")]),
    # What the row tells is not the year's budget, or not money.
    ("合同金额（万元）\t58.60", None, None, []),
    ("上年预算（万元）\t58.60", None, None, []),
    ("单位：万元\n预算编码 | 77", None, None, []),
    ("预算金额\t58.60", None, None, []),
]


@pytest.mark.parametrize(("row", "total", "multi", "years"), LONE_ROWS)
def test_a_lone_row(row: str, total: str | None, multi: str | None, years: list[tuple[int, str]]) -> None:
    found = fields_of({"annual_budget": row}).amounts
    assert (_plain(found.annual_total), _plain(found.multi_year_total)) == (total, multi)
    assert [(each.year, _plain(each)) for each in found.other_years] == years
    assert found.components == ()
