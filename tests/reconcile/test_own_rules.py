"""An analyst's rules: a TOML file, no Python."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from nlp.cli.app import app
from tests.reconcile.sample import document

RULE = """
[[rule]]
name = "other-income-small"
severity = "warning"
explanation = "其他收入一般不超过收入总计的千分之一"
applies = { kinds = ["department_budget"], from_year = 2024 }
left = [{ measure = "其他收入" }]
relation = "at_most"
right = [{ measure = "收入预算" }]
times = "0.001"
"""


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> object:
    for name in ("YUSUAN_TIMEOUT", "YUSUAN_MEMORY"):
        monkeypatch.setenv(name, "0")
    budget = tmp_path / "budget.txt"
    budget.write_text(document(), encoding="utf-8")

    def _run(rules: str, *more: str) -> Result:
        own = tmp_path / "own.toml"
        own.write_text(rules, encoding="utf-8")
        arguments = ["reconcile", str(budget), "--json", "--rules", str(own), "--lang", "zh", *more]
        return CliRunner().invoke(app, arguments, prog_name="yusuan")

    return _run


def test_a_rule_of_ones_own_finds(run) -> None:  # type: ignore[no-untyped-def]
    result = run(RULE)  # 45,678 of 8,823,455 yuan are more than a thousandth
    assert result.exit_code == 0
    assert '"rule":"other-income-small","severity":"warning"' in result.stdout
    assert "其他收入一般不超过收入总计的千分之一：" in result.stdout
    assert "45,678" in result.stdout


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('times = "0.001"', 'times = "0.01"'),  # it holds
        ("from_year = 2024", "from_year = 2026"),  # it is for other years
        ('kinds = ["department_budget"]', 'kinds = ["unit_budget"]'),  # for other documents
        ('{ measure = "其他收入" }', '{ measure = "财政专户管理资金收入" }'),  # a term that no table states
    ],
)
def test_a_rule_that_says_nothing(run, old: str, new: str) -> None:  # type: ignore[no-untyped-def]
    assert "other-income-small" not in run(RULE.replace(old, new)).stdout


def test_cells_add_up_on_each_side(run) -> None:  # type: ignore[no-untyped-def]
    cells = """
[[rule]]
name = "funds-make-fiscal-income"
explanation = "财政拨款收入等于各类资金之和"
left = [{ table = "income_expenditure_summary", row = ["财政拨款收入"], half = 0 }]
right = [
  { table = "income_expenditure_summary", row = ["一般公共预算资金"], half = 0 },
  { table = "income_expenditure_summary", row = ["政府性基金"], half = 0 },
]
"""
    assert "funds-make-fiscal-income" not in run(cells).stdout
    wrong = cells.replace('["一般公共预算资金"]', '["事业收入"]')
    assert "654,321元 + 0元 = 654,321元" in run(wrong).stdout


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("severity", "severty", "severity"),  # the nearest known key
        ('measure = "其他收入"', 'measure = "其它收入"', "其他收入"),  # the nearest measure
        ('"at_most"', '"less"', "第 2 行"),
        ('name = "other-income-small"', 'name = "其他收入"', "name"),
    ],
)
def test_a_faulty_file_is_told_with_its_line(run, old: str, new: str, told: str) -> None:  # type: ignore[no-untyped-def]
    result = run(RULE.replace(old, new))
    assert result.exit_code == 1
    assert "own.toml" in result.stderr
    assert told in result.stderr or told == "第 2 行"
