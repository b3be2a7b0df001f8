"""Nothing that a document, a file's name or a store brings is obeyed by the terminal that shows it."""

from __future__ import annotations

import io
import json
import os
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from nlp.cli.app import app
from nlp.cli.output import console, write_line

#: Clears the screen; sets the title; writes into the clipboard; the 8-bit CSI; bell, return; turns the text.
HOSTILE = ("\x1b[2J", "\x1b]0;x\x07", "\x1b]52;c;eA==\x1b\\", "\x9b2J", "\x07\r\x08", "\u202e", "\u2066")
_OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_EVIL = "".join(HOSTILE)
#: Of these, what the reader of text files takes for no sign of another kind of file.
_TEXT = re.sub("[\x07\r\x08]", "", _EVIL)
BUDGET = f"""云川市{_TEXT}2025年部门预算

预算主管部门：云川市{_TEXT}档案馆

档案库房{_TEXT}加固项目经费情况说明

一、项目概述

对馆内{_TEXT}库房进行加固。

二、立项依据

《云川市{_TEXT}档案条例》

三、实施主体

云川市{_TEXT}档案馆

六、年度预算安排

2025年安排320.7万元，其中：设备{_TEXT}200万元。

2025年收入{_TEXT}预算总表
单位：元
项目\t合计\t基本{_TEXT}支出
教育{_TEXT}支出\t5{_TEXT}\t5
合计\t5\t5
"""
posix = pytest.mark.skipif(os.name == "nt", reason="Windows has no such names of files")


def _run(*arguments: str | Path) -> Result:
    environment = {"YUSUAN_DEBUG": "1", "LANG": "en_US.UTF-8"}
    return CliRunner(env=environment).invoke(app, [str(each) for each in arguments], prog_name="yusuan")


@pytest.mark.parametrize(
    "command",
    [
        ("extract",), ("reconcile",), ("reconcile", "--explain", "320.7"), ("show", "outline"),
        ("show", "tables"), ("show", "spans"), ("show", "facts"),
    ],
    ids=" ".join,
)  # fmt: skip
@pytest.mark.parametrize("name", [pytest.param(f"a{_EVIL}.txt", marks=posix, id="evil"), "预算.txt"])
def test_drawings_show_and_obey_nothing(command: tuple[str, ...], name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(BUDGET.encode())
    result = _run(*command, path)
    assert result.exit_code == 0, result.stderr
    assert "2025" in result.stdout
    assert not _OBEYED.findall(result.stdout)
    assert not _OBEYED.findall(result.stderr)


@posix
def test_messages_write_out_what_a_name_holds(tmp_path: Path) -> None:
    path = tmp_path / "a\x1b[2J\u202e.txt"
    path.write_text("从前有一座山。", encoding="utf-8")
    for arguments in (
        ("extract", path), ("extract", tmp_path / "b\x1b[2J\u202e.txt"), ("show", "\x1b[2J\u202e", path),
        ("extract", path, "--out", tmp_path / "none\x1b[2J\u202e" / "x"),
        ("query", tmp_path / "c\x1b[2J\u202e"), ("extract", "--no\x1b[2J\u202e", path),
    ):  # fmt: skip
        result = _run(*arguments)
        assert result.exit_code
        assert not _OBEYED.findall(result.output)
        assert r"\x1b[2J\u202e" in result.stderr, arguments


def test_a_table_of_foreign_data_obeys_nothing() -> None:
    from rich.table import Table

    stream = io.StringIO()
    drawn = Table(title=_EVIL)
    drawn.add_column(_EVIL)
    drawn.add_row(f"预算{_EVIL}")
    console(stream).print(drawn)
    console(stream).print(f"预算{_EVIL}")
    assert stream.getvalue().count("预算") == 2
    assert not _OBEYED.findall(stream.getvalue())


def test_data_goes_into_files_as_it_is_and_to_terminals_harmless() -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    line = json.dumps({"text": _EVIL}, ensure_ascii=False)
    file, terminal = io.StringIO(), Terminal()
    write_line(file, line)
    write_line(terminal, line)
    assert json.loads(file.getvalue()) == {"text": _EVIL}
    assert not _OBEYED.findall(terminal.getvalue())
