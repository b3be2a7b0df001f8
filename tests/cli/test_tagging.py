"""What the commands use when no tagger is named, and that a named one is always obeyed."""

from __future__ import annotations

import json
import sys
from importlib.machinery import ModuleSpec
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

import nlp.tagger
from nlp.cli.app import app
from nlp.tagger import RULES, Tagging, usual
from nlp.tagger.model.folder import model_dir

BUDGET = """云川市2025年部门预算

预算主管部门：云川市水务局

河道保洁项目经费情况说明

这件事眼下归河湖中心管着，打算从开春忙到入冬，手头拢共备下三十来万。
"""
runs_model = pytest.mark.skipif(not (model_dir() / "model.onnx").is_file(), reason="no model is shipped")


@pytest.fixture
def budget(tmp_path: Path) -> Path:
    path = tmp_path / "budget.txt"
    path.write_text(BUDGET, encoding="utf-8")
    return path


@pytest.fixture
def core(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make this the core installation, without ONNX Runtime."""

    def without(name: str) -> ModuleSpec | None:
        assert name == "onnxruntime"
        return None

    monkeypatch.setattr(nlp.tagger, "find_spec", without)
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    from nlp.tagger.model.runtime import load

    load.cache_clear()


def run(*arguments: str | Path, lang: str = "en") -> Result:
    given = ["--lang", lang, *map(str, arguments)]
    return CliRunner().invoke(
        app, given, env={"YUSUAN_TIMEOUT": "0", "YUSUAN_MEMORY": "0"}, prog_name="yusuan"
    )


def taggers(result: Result) -> set[str]:
    (line,) = result.stdout.splitlines()
    found: dict[str, Any] = json.loads(line)
    return {found["tagger"]}


@runs_model
def test_both_taggers_are_the_default(budget: Path) -> None:
    pytest.importorskip("onnxruntime")
    assert usual() == Tagging("joint")
    result = run("tag", budget)
    assert (result.exit_code, result.stderr, taggers(result)) == (0, "", {"joint"})


@pytest.mark.parametrize(("lang", "words"), [("zh", "只用规则"), ("en", "the rules alone")])
@pytest.mark.parametrize("command", ["tag", "extract", "reconcile"])
def test_without_the_extra_the_rules_work_and_one_remark_says_so(
    command: str, lang: str, words: str, budget: Path, core: None
) -> None:
    assert usual() == RULES
    result = run(command, budget, budget, lang=lang)
    assert result.exit_code == 0
    assert result.stderr.count("yusuan[tagger]") == 1
    assert words in result.stderr


def test_an_archive_without_the_extra_says_so_too(budget: Path, tmp_path: Path, core: None) -> None:
    pytest.importorskip("pyarrow")
    result = run("archive", budget, "--out", tmp_path / "store", "--workers", "1")
    assert result.exit_code == 0
    assert "the rules alone" in result.stderr


def test_a_named_tagger_is_obeyed_or_refused(budget: Path, core: None) -> None:
    rules = run("tag", budget, "--tagger", "rules")
    assert (rules.exit_code, rules.stderr, taggers(rules)) == (0, "", {"rules"})
    for name in ("joint", "model"):
        refused = run("tag", budget, "--tagger", name)
        assert refused.exit_code == 1
        assert "yusuan[tagger]" in refused.stderr
        assert refused.stdout == ""


def test_another_model_is_asked_for_by_its_folder_alone(budget: Path, tmp_path: Path) -> None:
    refused = run("extract", budget, "--model", tmp_path)
    assert refused.exit_code == 1
    assert tmp_path.name in refused.stderr


def test_rules_have_no_votes_to_explain(budget: Path, core: None) -> None:
    assert run("extract", budget, "--explain").exit_code == 2
