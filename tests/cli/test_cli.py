"""The command line: exit codes, streams, languages, and one clear line for each thing that goes wrong."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema  # type: ignore[import-untyped]
import pytest
from typer.testing import CliRunner, Result

from nlp import __version__
from nlp.cli.app import app
from nlp.cli.messages import CATALOGUE
from nlp.schema import json_schema

SAMPLES = sorted(
    path
    for path in (Path(__file__).parents[2] / "samples").glob("*.*")
    if path.suffix in {".txt", ".md"} and path.stem != "README"
)
BUDGET = """云川市2025年部门预算

预算主管部门：云川市档案馆

云川市档案馆机构设置

1. 云川市档案馆

档案库房加固项目经费情况说明

一、项目概述

对馆内库房进行加固。

三、实施主体

云川市档案馆

五、实施周期

2025年3月至2025年11月

六、年度预算安排

320.7万元
"""
NOVEL = "从前有一座山，山里住着一位老人。\n每天清晨，他都会下山打水。\n"


@pytest.fixture
def budget(tmp_path: Path) -> Path:
    path = tmp_path / "档案.txt"
    path.write_text(BUDGET, encoding="utf-8")
    return path


@pytest.fixture
def yusuan(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Return a function that runs the command line in this process, in a Chinese locale by default."""
    for name in ("LC_ALL", "LC_MESSAGES", "YUSUAN_DEBUG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    # Without limits the work is done in this process; test_limits.py has the child processes.
    for name in ("YUSUAN_TIMEOUT", "YUSUAN_MEMORY"):
        monkeypatch.setenv(name, "0")

    def run(*arguments: str | Path) -> Result:
        return CliRunner().invoke(app, [str(each) for each in arguments], prog_name="yusuan")

    return run


def lines(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def evidence(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        if {"text", "start", "end", "bbox"} <= node.keys():
            yield node
        for child in node.values():
            yield from evidence(child)
    elif isinstance(node, list):
        for child in node:
            yield from evidence(child)


# What goes well


def test_extract_json(yusuan: Any, budget: Path) -> None:
    result = yusuan("extract", budget, "--json", "--text")
    assert (result.exit_code, result.stderr) == (0, "")
    (line,) = lines(result)
    assert line["document"]["text"] == BUDGET
    (narrative,) = line["narratives"]
    assert narrative["project"] == "档案库房加固"
    assert narrative["implementing_bodies"][0]["relation"] == "listed"
    assert (narrative["schedule"]["start"], narrative["schedule"]["end"]) == ("2025-03-01", "2025-11-30")
    assert narrative["amounts"]["annual_total"]["wan"] == "320.7"


def test_text_only_on_demand(yusuan: Any, budget: Path) -> None:
    (line,) = lines(yusuan("extract", budget, "--json"))
    assert "text" not in line["document"]


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.name)
def test_every_sample_validates_and_its_evidence_holds(yusuan: Any, sample: Path) -> None:
    result = yusuan("extract", sample, "--json", "--text")
    assert (result.exit_code, result.exception) == (0, None)
    (line,) = lines(result)
    errors = jsonschema.Draft202012Validator(json_schema()).iter_errors(line)
    assert [error.message for error in errors] == []
    text = line["document"]["text"]
    tables = {table["id"]: table for table in line["tables"]}
    pieces = list(evidence(line))
    assert pieces
    for piece in pieces:
        assert text[piece["start"] : piece["end"]] == piece["text"]
        if piece["table"] is not None:
            table = tables[piece["table"]]
            assert piece["row"] is None or piece["row"] < len(table["rows"]) + len(table["totals"])
            assert piece["column"] is None or piece["column"] < len(table["columns"])


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.name)
def test_reconcile_json_is_part_of_extract_json(yusuan: Any, sample: Path) -> None:
    (full,) = lines(yusuan("extract", sample, "--json"))
    assert full["statements"]
    (part,) = lines(yusuan("reconcile", sample, "--json"))
    assert part == {key: value for key, value in full.items() if key not in {"narratives", "tables"}}


def test_a_folder_is_its_readable_files_in_order(yusuan: Any, tmp_path: Path) -> None:
    (tmp_path / "deeper").mkdir()
    for name in ("b.txt", "a.md", "deeper/c.txt", ".hidden.txt", "README.md", "d.bin"):
        (tmp_path / name).write_text(BUDGET, encoding="utf-8")
    result = yusuan("extract", tmp_path, "--json")
    assert result.exit_code == 0
    assert [line["document"]["source"] for line in lines(result)] == ["a.md", "b.txt", "c.txt"]


def test_extract_draws_tables(yusuan: Any, budget: Path) -> None:
    result = yusuan("extract", budget)
    assert result.exit_code == 0
    for words in ("档案库房加固", "云川市档案馆", "2025-03-01 ~ 2025-11-30", "320.7 万元", "第21行"):
        assert words in result.stdout


def test_drawings_in_english(yusuan: Any, budget: Path) -> None:
    result = yusuan("extract", budget, "--lang", "en")
    for words in ("Implementing body", "Annual total", "line 21", "1 narratives"):
        assert words in result.stdout


@pytest.mark.parametrize(
    ("what", "words"),
    [
        ("outline", "implementing_body"),
        ("tables", "部门预算"),
        ("spans", "AMOUNT_TOTAL"),
        ("facts", "结论"),
    ],
)
def test_show(yusuan: Any, budget: Path, what: str, words: str) -> None:
    result = yusuan("show", what, budget)
    assert (result.exit_code, result.exception) == (0, None)
    assert words in result.stdout


@pytest.mark.parametrize("what", ["outline", "tables", "spans", "facts"])
@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.name)
def test_show_every_sample(yusuan: Any, sample: Path, what: str) -> None:
    result = yusuan("show", what, sample)
    assert (result.exit_code, result.exception) == (0, None)


def test_document_text_is_not_markup_and_does_not_move_the_cursor(yusuan: Any, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(BUDGET.replace("档案库房加固", "[red]库房\x1b[2J加固[/nope]"), encoding="utf-8")
    result = yusuan("show", "outline", path)
    assert result.exit_code == 0
    assert "\x1b" not in result.stdout
    assert "[red]库房" in result.stdout


def test_schema_command_prints_the_schema(yusuan: Any) -> None:
    assert json.loads(yusuan("schema").stdout) == json_schema()
    assert json.loads(yusuan("schema", "--of", "reconcile").stdout) == json_schema("reconcile")


def test_version(yusuan: Any) -> None:
    assert yusuan("--version").stdout == f"yusuan {__version__}\n"


# --out


def test_out_writes_what_would_be_printed(yusuan: Any, budget: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    out.write_text("old", encoding="utf-8")
    result = yusuan("extract", budget, "--json", "--out", out)
    assert (result.exit_code, result.stdout) == (0, "")
    assert out.read_text(encoding="utf-8") == yusuan("extract", budget, "--json").stdout
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.jsonl", "档案.txt"]


def test_out_leaves_the_old_file_after_a_crash(
    yusuan: Any, budget: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out.jsonl"
    out.write_text("old", encoding="utf-8")

    def crash(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("nlp.serialise.record", crash)
    assert yusuan("extract", budget, "--json", "--out", out).exit_code == 130
    assert out.read_text(encoding="utf-8") == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.jsonl", "档案.txt"]


def test_out_into_a_missing_folder_is_a_usage_error(yusuan: Any, budget: Path, tmp_path: Path) -> None:
    result = yusuan("extract", budget, "--out", tmp_path / "nowhere" / "out.txt")
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1
    assert "无法写入" in result.stderr


# What goes wrong


@pytest.mark.parametrize(
    ("content", "kind", "words"),
    [
        (None, "missing", "找不到文件"),
        (b"", "empty", "文件是空的"),
        (b" \r\n\n", "empty", "文件是空的"),
        (bytes(range(256)) * 8, "unsupported", "不是文本文件"),
        (b"%PDF-1.7 broken", None, ""),
        (NOVEL.encode(), "unsupported", "不是预算或决算文件"),
    ],
)
def test_what_cannot_be_read_is_one_line_and_the_others_are_done(
    yusuan: Any, budget: Path, tmp_path: Path, content: bytes | None, kind: str | None, words: str
) -> None:
    bad = tmp_path / "bad.txt"
    if content is not None:
        bad.write_bytes(content)
    result = yusuan("extract", bad, budget, "--json")
    assert result.exit_code == 1
    error, good = lines(result)
    assert jsonschema.Draft202012Validator(json_schema()).is_valid(error)
    assert error["document"]["source"] == "bad.txt"
    assert (error["document"]["sha256"] is None) == (content is None)
    assert kind in {None, error["error"]["kind"]}
    assert words in error["error"]["message"]
    assert good["narratives"][0]["project"] == "档案库房加固"
    assert result.stderr.count("\n") == 1
    assert error["error"]["message"] in result.stderr


def test_errors_follow_the_language(yusuan: Any, tmp_path: Path) -> None:
    result = yusuan("extract", tmp_path / "nowhere.txt", "--json", "--lang", "en")
    assert lines(result)[0]["error"]["message"].endswith("no such file; check the path")
    assert result.stderr.startswith("error: ")


def test_empty_folder(yusuan: Any, tmp_path: Path) -> None:
    result = yusuan("extract", tmp_path, "--json")
    assert result.exit_code == 1
    assert lines(result)[0]["error"]["kind"] == "empty"


def test_unknown_kind_is_a_warning(yusuan: Any, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    start = BUDGET.index("档案库房加固")
    path.write_text(BUDGET[start:], encoding="utf-8")
    result = yusuan("extract", path, "--json")
    assert result.exit_code == 0
    (line,) = lines(result)
    assert line["document"]["kind"] == "unknown"
    assert len(line["warnings"]) == 1
    assert result.stderr == f"警告：a.txt：{line['warnings'][0]}\n"


def test_a_fault_of_ours_does_not_lose_the_other_documents(
    yusuan: Any, budget: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from nlp import readers

    real = readers.read

    def read(path: Path) -> Any:
        if path.name == "bad.txt":
            raise ZeroDivisionError("nothing to divide")
        return real(path)

    monkeypatch.setattr(readers, "read", read)
    result = yusuan("extract", tmp_path / "bad.txt", budget, "--json")
    assert result.exit_code == 1
    error, good = lines(result)
    assert "ZeroDivisionError" in error["error"]["message"]
    assert good["document"]["source"] == budget.name
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    ("arguments", "zh", "en"),
    [
        (["extract"], "缺少参数 FILE", "missing argument FILE"),
        (["extract", "a.txt", "--jso"], "没有选项 --jso。是否想写 --json", "did you mean --json"),
        (["extract", "a.txt", "--text"], "--text 只与 --json", "--text needs --json"),
        (["schema", "--of", "x"], "--of 的值不对", "invalid value for --of"),
        (["extrac", "a.txt"], "extract", "Did you mean 'extract'"),
        (["show", "outlin", "a.txt"], "outline", "Did you mean 'outline'"),
        (
            ["extract", "a.txt", "--timeout", "-1"],
            "--timeout 的值不对：须为不小于 0 的数",
            "--timeout: must be",
        ),
        (["show", "facts", "a.txt", "--memory", "nan"], "--memory 的值不对", "--memory: must be a number"),
    ],
)
def test_usage_errors_are_one_line_and_exit_with_2(
    yusuan: Any, arguments: list[str], zh: str, en: str
) -> None:
    for lang, words in (("zh", zh), ("en", en)):
        result = yusuan("--lang", lang, *arguments)
        assert (result.exit_code, result.stdout) == (2, "")
        assert result.stderr.count("\n") == 1
        assert words in result.stderr


def test_unknown_language(yusuan: Any) -> None:
    assert yusuan("--lang", "fr", "schema").exit_code == 2


def test_without_a_command_help_and_2(yusuan: Any) -> None:
    result = yusuan()
    assert result.exit_code == 2
    assert "extract" in result.output


@pytest.mark.parametrize("command", [[], ["extract"], ["reconcile"], ["schema"], ["show"], ["show", "spans"]])
def test_help_is_in_both_languages(yusuan: Any, command: list[str]) -> None:
    zh = yusuan("--lang", "zh", *command, "--help").stdout
    en = yusuan("--lang", "en", *command, "--help").stdout
    assert "显示本帮助。" in zh
    assert "Show this help." in en
    assert not re.search(r"help\.[a-z]", zh + en)


def test_language_may_stand_after_the_command(yusuan: Any) -> None:
    assert "Show this help." in yusuan("extract", "--lang=en", "--help").stdout


# In a process of its own


def _process(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    inherited = {key: value for key, value in os.environ.items() if not key.startswith(("LC_", "LANG"))}
    return subprocess.run(
        [sys.executable, "-m", "nlp.cli", *map(str, arguments)],
        capture_output=True,
        env={**inherited, **environment},
        timeout=60,
        check=False,
    )


def test_json_is_utf8_in_any_locale(budget: Path) -> None:
    done = _process("extract", budget, "--json", PYTHONIOENCODING="latin-1", LC_ALL="C")
    assert done.returncode == 0
    assert json.loads(done.stdout.decode("utf-8"))["narratives"][0]["project"] == "档案库房加固"


def test_names_that_are_no_utf8(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/\xff.txt"
    try:
        Path(os.fsdecode(path)).write_text("", encoding="utf-8")
    except OSError:
        pytest.skip("this file system takes only UTF-8 names")
    done = _process("extract", os.fsdecode(path), "--json", LC_ALL="C.UTF-8")
    assert done.returncode == 1
    assert json.loads(done.stdout)["document"]["source"] == "\\udcff.txt"
    assert b"Traceback" not in done.stderr


@pytest.mark.skipif(os.name == "nt", reason="no SIGPIPE")
@pytest.mark.parametrize("arguments", [["extract", "--json"], ["extract"], ["show", "outline"], ["schema"]])
def test_a_closed_pipe_is_quiet(budget: Path, arguments: list[str]) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    files = [] if arguments == ["schema"] else [str(budget)]
    try:
        done = subprocess.run(
            [sys.executable, "-m", "nlp.cli", *arguments, *files],
            stdout=writer,
            stderr=subprocess.PIPE,
            timeout=60,
            check=False,
        )
    finally:
        os.close(writer)
    assert (done.returncode, done.stderr) == (141, b"")


def test_start_up_imports_nothing_heavy() -> None:
    heavy = {"spacy", "pydantic", "jieba", "numpy", "torch", "rich", "nlp.pipeline"}
    code = f"import sys, nlp.cli.app; print(sorted({heavy} & sys.modules.keys()))"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout.strip() == "[]"


# The catalogue


def test_both_languages_fill_in_the_same_values() -> None:
    for key, sentences in CATALOGUE.items():
        names = [set(re.findall(r"{(\w+)}", sentence)) for sentence in sentences]
        assert names[0] == names[1], key
