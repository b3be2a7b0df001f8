"""A 小计 in a header of one row: the columns behind it are its own, and count once."""

from __future__ import annotations

import pytest

from nlp.reconcile import reconcile
from tests.reconcile.sample import outlined

_TABLE = """芦湾区公路养护中心2022年度单位决算

财政拨款“三公”经费支出决算表
单位：元
合计\t因公出国（境）费\t公务用车费小计\t公务用车购置费\t公务用车运行维护费\t公务接待费
{total}\t0.00\t481,330.18\t268,900.00\t212,430.18\t8,652.00
"""


@pytest.mark.parametrize(("total", "raised"), [("489,982.18", False), ("489,892.18", True)])
def test_a_subtotal_counts_for_its_columns(total: str, raised: bool) -> None:
    findings = reconcile(outlined(_TABLE.format(total=total)), ())[1]
    assert any(f.rule == "columns-do-not-add-up" for f in findings) == raised
