"""``yusuan annotate``: each command once, in both languages, and what it refuses."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from nlp.annotate.records import SpanLabel, load_records, save_records
from nlp.cli.app import app
from tests.annotate.corpus import invented, swapped

Run = Callable[..., Result]


@pytest.fixture
def yusuan(monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("LC_ALL", "C")

    def run(*arguments: str | Path) -> Result:
        return CliRunner().invoke(app, ["annotate", *map(str, arguments)], prog_name="yusuan")

    return run


@pytest.fixture
def store(tmp_path: Path) -> Path:
    path = tmp_path / "store.jsonl"
    save_records(path, invented(30))
    return path


def rows(result: Result) -> list[dict[str, object]]:
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.mark.parametrize("name", ["records", "doccano", "label-studio", "conll", "docbin"])
def test_export_and_import(name: str, yusuan: Run, store: Path, tmp_path: Path) -> None:
    out, back = tmp_path / "exported", tmp_path / "back.jsonl"
    assert yusuan("export", store, "--format", name, "--out", out).exit_code == 0
    result = yusuan("import", out, "--format", name, "--out", back)
    assert result.exit_code == 0, result.output
    assert "30 added" in result.stderr
    assert load_records(back) == load_records(store)
    again = yusuan("import", out, "--format", name, "--out", back, "--lang", "zh")
    assert "相同 30 条" in again.stderr


def test_a_faulty_file_changes_nothing(yusuan: Run, store: Path, tmp_path: Path) -> None:
    before = store.read_bytes()
    bad = tmp_path / "bad.jsonl"
    bad.write_text('{"text": "甲", "label": [[0, 9, "BODY"]]}\n', encoding="utf-8")
    result = yusuan("import", bad, "--format", "doccano", "--out", store)
    assert result.exit_code == 1
    assert "bad.jsonl, line 1" in result.stderr
    assert store.read_bytes() == before


def test_suggestions_are_for_label_studio(yusuan: Run, store: Path, tmp_path: Path) -> None:
    out = tmp_path / "tasks.json"
    assert yusuan("export", store, "--format", "label-studio", "--suggest", "--out", out).exit_code == 0
    tasks = json.loads(out.read_text(encoding="utf-8"))
    assert len(tasks) == 30
    assert all("annotations" not in task and task["predictions"][0]["result"] for task in tasks)
    refused = yusuan("export", store, "--format", "conll", "--suggest", "--out", out)
    assert refused.exit_code == 2
    assert "--suggest needs --format label-studio" in refused.stderr


def test_config_in_both_languages(yusuan: Run) -> None:
    assert "实施主体" in yusuan("config", "--lang", "zh").stdout
    assert "implementing body" in yusuan("config", "--lang", "en").stdout


def test_queue_leaves_out_what_is_labelled(yusuan: Run, store: Path, tmp_path: Path) -> None:
    pytest.importorskip("sklearn")
    records = load_records(store)
    done, ordered = tmp_path / "done.jsonl", tmp_path / "ordered.jsonl"
    save_records(done, records[:12])
    order = rows(yusuan("queue", store, "--labelled", done, "--json", "--out", ordered))
    assert {row["id"] for row in order} == {record.id for record in records[12:]}
    assert [record.id for record in load_records(ordered)] == [row["id"] for row in order]
    assert yusuan("queue", store, "--limit", "3").stdout.count("n0") == 3


def test_check_lists_a_planted_error(yusuan: Run, store: Path) -> None:
    pytest.importorskip("cleanlab")
    records = list(load_records(store))
    total = next(s for s in records[4].spans if s.label == "AMOUNT_TOTAL")
    moved = SpanLabel(total.start + 1, total.end, "AMOUNT_TOTAL")
    records[4] = swapped(records[4], total, moved)
    save_records(store, records)
    first, *_ = rows(yusuan("check", store, "--json", "--limit", "3"))
    assert first["record"] == "n004"
    assert first["given"] == {"start": moved.start, "end": moved.end, "label": "AMOUNT_TOTAL"}
    drawn = yusuan("check", store, "--limit", "1", "--lang", "zh")
    assert "边界应为" in drawn.stdout


def test_agreement_and_diff(yusuan: Run, store: Path, tmp_path: Path) -> None:
    records = list(load_records(store))
    body = next(s for s in records[0].spans if s.label == "BODY")
    records[0] = swapped(records[0], body, None)
    other, page = tmp_path / "other.jsonl", tmp_path / "diff.html"
    save_records(other, records)
    figures = {row["label"]: row for row in rows(yusuan("agreement", store, other, "--json"))}
    assert figures["BODY"]["both"] == 29
    assert figures["SCHEDULE"]["f1"] == 1.0
    assert "Span F1" in yusuan("agreement", store, other).stdout
    result = yusuan("diff", store, other, "--html", page)
    assert result.exit_code == 1
    assert "1 of 30 records differ" in result.stdout
    assert records[0].text[body.start : body.end] in page.read_text(encoding="utf-8")
    assert yusuan("diff", store, store).exit_code == 0


def test_stand_off_labels_need_their_document(yusuan: Run, tmp_path: Path) -> None:
    labels = Path(__file__).parents[2] / "annotations" / "real" / "shanghai-sstc-2024" / "settled.jsonl"
    result = yusuan("align", labels, "--documents", tmp_path)
    assert result.exit_code == 1
    assert "--documents" in result.stderr
    assert yusuan("agreement", labels, labels).exit_code == 1


def test_sources_that_are_no_records(yusuan: Run, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    result = yusuan("export", empty, "--format", "conll", "--out", tmp_path / "x")
    assert result.exit_code == 1
    assert "holds no file of records" in result.stderr
    missing = yusuan("import", tmp_path / "none.json", "--format", "label-studio", "--out", tmp_path / "x")
    assert missing.exit_code == 1
    assert "none.json" in missing.stderr
