"""``--explain``: every verdict and every silence has its reasons."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from nlp.cli.app import app
from tests.reconcile.sample import document


@pytest.fixture
def explained(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]
    for name in ("YUSUAN_TIMEOUT", "YUSUAN_MEMORY"):
        monkeypatch.setenv(name, "0")

    def run(words: str, text: str) -> str:
        path = tmp_path / "budget.txt"
        path.write_text(text, encoding="utf-8")
        arguments = ["reconcile", str(path), "--explain", words, "--lang", "zh"]
        result = CliRunner().invoke(app, arguments, prog_name="yusuan", env={"COLUMNS": "400"})
        assert result.exit_code == 0
        return result.stdout

    return run


def test_an_amount_that_agrees_by_rounding(explained) -> None:  # type: ignore[no-untyped-def]
    told = explained("财政拨款收入812", document())
    assert "理解为: 财政拨款收入 · fiscal · 2025 · income" in told
    assert "[8,115,000 … 8,125,000]" in told  # 812万元, half a 万元 on both sides
    assert "= 8,123,456 [8,123,455.5 … 8,123,456.5]; 区间相隔（元） 0" in told
    assert "有关的问题: 没有问题" in told


def test_an_amount_that_disagrees(explained) -> None:  # type: ignore[no-untyped-def]
    told = explained("财政拨款收入821", document().replace("财政拨款收入812万元", "财政拨款收入821万元"))
    assert "区间相隔（元） 81,543.5" in told  # 8,205,000 − 8,123,456.5
    assert "prose-disagrees" in told


def test_an_amount_that_nothing_confirms(explained) -> None:  # type: ignore[no-untyped-def]
    told = explained("比2024年预算增加20", document())
    assert "文档没有列出2024年的对应数字" in told


def test_an_amount_that_is_no_budget_amount(explained) -> None:  # type: ignore[no-untyped-def]
    told = explained("采购限额标准", document())
    assert "不作核对: 这是单价、限额或标准，不是预算金额。" in told
    assert "有关的问题: 没有问题" in told


def test_an_amount_of_an_asset(explained) -> None:  # type: ignore[no-untyped-def]
    told = explained("固定资产", document() + "\n年末固定资产总额1,862万元。\n")
    assert "不作核对: 说的是资产" in told


def test_a_cell_and_what_was_compared_with_it(explained) -> None:  # type: ignore[no-untyped-def]
    told = explained("654,321", document())
    assert "文字有1处与它核对：“事业收入65万元”" in told


def test_words_that_no_amount_holds(explained) -> None:  # type: ignore[no-untyped-def]
    assert "没有含“航天”的金额" in explained("航天", document())
