"""``yusuan archive`` and ``yusuan query`` as they are typed, with real documents and child processes."""

from __future__ import annotations

import json
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from nlp.cli.app import app
from tests.archive.conftest import tree
from tests.archive.generator import broken, document

Run = Callable[..., Result]


@pytest.fixture(scope="module")
def yusuan() -> Run:
    def run(*arguments: str | Path) -> Result:
        return CliRunner(env={"LC_ALL": "C"}).invoke(app, [*map(str, arguments)], prog_name="yusuan")

    return run


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return three documents, one of them in a zip archive, and two files that are none."""
    root = tmp_path_factory.mktemp("cli") / "in"
    root.mkdir()
    for index in range(2):
        (root / f"{index}.txt").write_text(document(9, index), encoding="utf-8")
    with zipfile.ZipFile(root / "more.zip", "w") as archive:
        archive.writestr("2.txt", document(9, 2))
    for index in (1, 3):
        suffix, data = broken(9, index)
        (root / f"broken{index}{suffix}").write_bytes(data)
    return root


@pytest.fixture(scope="module")
def store(folder: Path, yusuan: Run) -> Path:
    store = folder.parent / "store"
    result = yusuan("archive", folder, "--out", store, "--workers", "2", "--progress", "json")
    assert result.exit_code == 1, result.output
    assert "3 documents, 2 failed; 5 read in this run" in result.stderr
    lines = [json.loads(line) for line in result.stderr.splitlines() if line.startswith("{")]
    last = [line for line in lines if line["phase"] == "read"][-1]
    assert (last["done"], last["total"], last["failed"], last["seconds_left"]) == (5, 5, 2, 0.0)
    return store


def test_one_process_writes_the_same_bytes(folder: Path, store: Path, yusuan: Run) -> None:
    other = folder.parent / "other"
    result = yusuan("archive", folder, "--out", other, "--workers", "1", "--quiet")
    assert result.exit_code == 1
    assert result.output == ""
    assert tree(other) == tree(store)


def test_failures_are_listed(store: Path, yusuan: Run) -> None:
    lines = yusuan("archive", store, "--failures", "--json").stdout.splitlines()
    listed = {Path(each["source"]).name: each for each in map(json.loads, lines)}
    assert {name: each["kind"] for name, each in listed.items()} == {
        "broken1.pdf": "damaged",
        "broken3.txt": "unsupported",
    }
    assert listed["broken3.txt"]["reason"].startswith("not a budget document")
    drawn = yusuan("archive", store, "--failures", "--lang", "zh").stdout
    assert "不是预算或决算文件" in drawn


def test_queries_print_tables_json_and_csv(store: Path, yusuan: Run) -> None:
    sql = "SELECT count(*) AS n, sum(amount_yuan) AS s FROM statements WHERE tabulated_yuan IS NOT NULL"
    (line,) = yusuan("query", store, sql, "--json").stdout.splitlines()
    made = json.loads(line)
    assert made["n"] > 5
    assert isinstance(made["s"], str)  # never a float
    assert yusuan("query", store, sql, "--csv").stdout.splitlines() == ["n,s", f"{made['n']},{made['s']}"]
    assert made["s"] in yusuan("query", store, sql).stdout
    contents = yusuan("query", store).stdout
    assert "stated_against_tabulated" in contents


def test_a_member_of_an_archive_has_its_name(store: Path, yusuan: Run) -> None:
    result = yusuan("query", store, "SELECT source FROM documents WHERE source LIKE '%zip%'", "--json")
    assert json.loads(result.stdout)["source"].endswith("in/more.zip!2.txt")


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (("archive", "{in}"), 2, "--out"),
        (("archive", "{in}", "{store}", "--failures"), 2, "one store"),
        (("archive", "{in}", "--out", "{store}", "--keep", "--drop"), 2, "exclude each other"),
        (("archive", "@nowhere", "--out", "{store}"), 2, "cannot read the list nowhere"),
        (("archive", "{in}", "--out", "{in}"), 1, "neither empty nor a store"),
        (("archive", "{in}", "--failures"), 1, "is no store"),
        (("query", "{store}", "DROP VIEW documents"), 1, "only one query can be run"),
        (("query", "{in}", "SELECT 1"), 1, "is no store"),
    ],
)
def test_what_is_wrong_is_one_line(
    arguments: tuple[str, ...], status: int, words: str, folder: Path, store: Path, yusuan: Run
) -> None:
    result = yusuan(*(each.format(**{"in": folder, "store": store}) for each in arguments))
    assert result.exit_code == status
    (line,) = result.stderr.splitlines()
    assert words in line


@pytest.mark.slow
def test_two_hundred_broken_files_among_a_thousand(tmp_path: Path, yusuan: Run) -> None:
    from tests.archive.generator import write_archive

    write_archive(tmp_path / "in", 800, seed=4, pdf=0.0, faulty=200)
    processes = str(os.cpu_count() or 1)
    result = yusuan("archive", tmp_path / "in", "--out", tmp_path / "store", "--workers", processes)
    assert result.exit_code == 1, result.output
    assert "800 documents, 200 failed; 1000 read in this run" in result.stderr
    listed = yusuan("archive", tmp_path / "store", "--failures", "--json").stdout.splitlines()
    assert len(listed) == 200
    assert all(json.loads(line)["reason"] for line in listed)
