"""Organs that an office has against their kinds behind."""

from __future__ import annotations

import pytest

from nlp.reconcile import Finding, reconcile
from tests.reconcile.sample import outlined

HEAD = "某市某局2025年部门预算\n\n部门机构设置\n\n"


def _found(text: str) -> list[Finding]:
    return [f for f in reconcile(outlined(HEAD + text + "\n"), [])[1] if f.severity != "info"]


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("某局内设{}个机构，包括4个综合处室和5个业务处室。", 9, 10),
        ("某局内设机构{}个，分为综合科室4个、业务科室5个。", 9, 8),
        ("某局设有{}个部门（4个管理部门、3个教学部门和2个教辅部门）。", 9, 11),
        ("某局下辖水文站{}个，其中中心站2个、基本站7个。\n\n9个水文站实行分片管理。", 9, 8),
    ],
)
def test_kinds_that_are_all(text: str, right: int, wrong: int) -> None:
    assert _found(text.format(right)) == []
    (finding,) = _found(text.format(wrong))
    assert finding.rule == "count-differs"
    assert f"{wrong}个" in finding.message


@pytest.mark.parametrize(
    "text",
    [
        "某局内设10个机构，包括4个综合处室、5个业务处室等。",
        "某局内设10个机构，包括4个综合处室、5个业务处室。",
        "某局下辖水文站8个，其中中心站2个、基本站7个。",
        "某局内设10个机构，包括4个综合处室和5个业务处室，另设机关党委。",
        "某局内设10个机构，包括2个综合处室和3个业务处室。",
        "某局内设10个机构，包括4个综合处室和23名干部。",
    ],
)
def test_kinds_that_need_not_be_all(text: str) -> None:
    assert _found(text) == []
