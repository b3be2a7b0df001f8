"""持平 in final accounts: what was spent beside this year's first or adjusted budget."""

from __future__ import annotations

import pytest

from nlp.reconcile import reconcile
from tests.reconcile.sample import outlined

_HEAD = "芦湾区社区服务中心2024年度部门决算\n\n三、财政拨款支出决算情况说明\n"
_ITEM = "1.教育支出（类）进修及培训（款）培训支出（项）。"


@pytest.mark.parametrize(
    ("line", "severities"),
    [
        ("全年预算为202.24万元，支出决算为202.24万元。决算数与全年预算数持平。", []),
        ("全年预算为202.24万元，支出决算为212.24万元。决算数与全年预算数持平。", ["warning"]),
        ("全年预算为202.24万元，支出决算为202.21万元。决算数与全年预算数持平。", ["info"]),
        ("年初预算为36.5万元，支出决算为35.6万元，与年初预算持平。", ["warning"]),
        ("年初预算为36.5万元，支出决算为35.6万元，与年初预算基本持平。", []),
        # measured against something else than the amount before
        ("年初预算为36.5万元，支出决算为35.6万元，与上年决算持平。", []),
        ("年初预算为36.5万元，全年预算为35.6万元，支出决算为35.6万元，决算数与全年预算数持平。", []),
    ],
)
def test_level_with_what_was_budgeted(line: str, severities: list[str]) -> None:
    findings = reconcile(outlined(f"{_HEAD}{_ITEM}{line}\n"), ())[1]
    assert [f.severity for f in findings if f.rule == "level-but-different"] == severities


def test_the_message_holds_both_amounts_and_their_difference() -> None:
    line = "年初预算为36.5万元，支出决算为35.6万元，与年初预算持平。"
    (found,) = reconcile(outlined(f"{_HEAD}{_ITEM}{line}\n"), ())[1]
    assert "预算36.5万元、决算35.6万元" in found.message
    assert found.computation == "35.6万元 − 36.5万元 = -0.9万元"
