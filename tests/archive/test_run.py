"""Runs over a store with an engine that reads nothing: what is kept, what is done again, what is refused."""

from __future__ import annotations

import errno
import os
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from nlp.archive import files
from nlp.archive import run as run_module
from nlp.archive.data import failures
from nlp.archive.errors import StoreError
from nlp.archive.run import Options, Summary, archive
from nlp.archive.versions import Versions
from nlp.isolate import Limits
from tests.archive.conftest import tree, write_folder
from tests.archive.stub import ABSENT, BROKEN, SLOW, StubEngine, found


@pytest.fixture(autouse=True)
def _one_version(monkeypatch: pytest.MonkeyPatch) -> None:
    """Work on the program while its tests run changes its digest."""
    monkeypatch.setattr(run_module, "versions", lambda *_: Versions("t" * 64, "r" * 64))


def test_the_same_inputs_give_the_same_bytes_in_any_order_of_work(
    tmp_path: Path, record: dict[str, Any]
) -> None:
    folder = write_folder(tmp_path / "in", 30)
    archive(found(folder), tmp_path / "a", StubEngine(record))
    archive(found(folder), tmp_path / "b", StubEngine(record, backwards=True))
    assert tree(tmp_path / "a") == tree(tmp_path / "b")
    assert not list((tmp_path / "a").rglob("*.tmp"))


def test_a_second_run_reads_nothing_and_writes_nothing(tmp_path: Path, engine: StubEngine) -> None:
    folder, store = write_folder(tmp_path / "in", 5), tmp_path / "store"
    assert archive(found(folder), store, engine).read == 5
    before = {path: path.stat().st_mtime_ns for path in store.rglob("*") if path.name != "lock"}
    assert archive(found(folder), store, engine).read == 0
    assert {path: path.stat().st_mtime_ns for path in store.rglob("*") if path.name != "lock"} == before
    assert len(engine.seen) == 5


def test_only_what_is_new_or_changed_is_read(tmp_path: Path, record: dict[str, Any]) -> None:
    folder, store = write_folder(tmp_path / "in", 5), tmp_path / "store"
    archive(found(folder), store, StubEngine(record))
    (folder / "001.txt").write_text("2024 改过了", encoding="utf-8")
    (folder / "005.txt").write_text("2024 新的", encoding="utf-8")
    engine = StubEngine(record)
    archive(found(folder), store, engine)
    assert sorted(Path(name).name for name in engine.seen) == ["001.txt", "005.txt"]
    archive(found(folder), tmp_path / "fresh", StubEngine(record))
    assert tree(store) == tree(tmp_path / "fresh")


def test_equal_files_are_one_document_with_both_places(tmp_path: Path, engine: StubEngine) -> None:
    folder, store = write_folder(tmp_path / "in", 2), tmp_path / "store"
    (folder / "copy.txt").write_bytes((folder / "000.txt").read_bytes())
    made = archive(found(folder, folder / "000.txt"), store, engine)
    assert (made.read, made.manifest.documents) == (2, 2)
    rows = _rows(store, "documents")
    assert sorted(len(row["sources"]) for row in rows) == [1, 2]


def _rows(store: Path, dataset: str) -> list[dict[str, Any]]:
    import pyarrow.parquet as pq

    from nlp.archive.manifest import finished

    made = [pq.ParquetFile(path).read().to_pylist() for path in finished(store).paths(store, dataset)]
    return [row for rows in made for row in rows]


def test_failures_are_listed_and_not_read_again(tmp_path: Path, engine: StubEngine) -> None:
    folder, store = write_folder(tmp_path / "in", 3), tmp_path / "store"
    (folder / "bad.txt").write_text(BROKEN, encoding="utf-8")
    made = archive(found(folder, folder / "gone.txt"), store, engine)
    assert (made.manifest.documents, made.manifest.failures) == (3, 2)
    listed = {Path(each.source).name: (each.kind, each.en) for each in failures(store)}
    assert listed == {
        "bad.txt": ("damaged", "the file is damaged"),
        "gone.txt": ("missing", "no such file; check the path"),
    }
    assert {row["reason_zh"] for row in _rows(store, "failures")} == {
        "文件已损坏",
        "找不到文件，请检查路径",
    }
    assert archive(found(folder, folder / "gone.txt"), store, engine).read == 0
    again = archive(found(folder, folder / "gone.txt"), store, engine, Options(retry_failures=True))
    assert again.read == 1


def test_a_document_that_was_too_slow_is_read_again_under_a_wider_limit(
    tmp_path: Path, engine: StubEngine
) -> None:
    folder, store = write_folder(tmp_path / "in", 1), tmp_path / "store"
    (folder / "slow.txt").write_text(SLOW, encoding="utf-8")

    def again(seconds: float) -> Summary:
        return archive(found(folder), store, engine, Options(limits=Limits(seconds)))

    assert again(60).manifest.failures == 1
    assert again(30).read == 0
    wider = again(120)
    assert (wider.read, wider.manifest.failures, wider.manifest.documents) == (1, 0, 2)
    assert _rows(store, "failures") == []


def test_what_could_not_be_reached_is_tried_again(tmp_path: Path, engine: StubEngine) -> None:
    folder, store = write_folder(tmp_path / "in", 1), tmp_path / "store"
    path = folder / "absent.txt"
    path.write_text(ABSENT, encoding="utf-8")
    assert archive(found(folder), store, engine).manifest.failures == 1
    assert archive(found(folder), store, engine).read == 1


def test_new_rules_read_everything_again_and_leave_nothing_old(
    tmp_path: Path, record: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, store = write_folder(tmp_path / "in", 4), tmp_path / "store"
    archive(found(folder), store, StubEngine(record))
    monkeypatch.setattr(run_module, "versions", lambda *_: Versions("t" * 64, "s" * 64))
    assert archive(found(folder), store, StubEngine(record)).read == 4
    archive(found(folder), tmp_path / "fresh", StubEngine(record))
    assert tree(store) == tree(tmp_path / "fresh")


def test_other_documents_of_the_store_need_a_decision(tmp_path: Path, record: dict[str, Any]) -> None:
    first, second = write_folder(tmp_path / "a", 2), tmp_path / "b"
    second.mkdir()
    (second / "new.txt").write_text("2026 新", encoding="utf-8")
    store = tmp_path / "store"
    archive(found(first), store, StubEngine(record))
    with pytest.raises(StoreError, match=r"2 documents that the inputs don't name .*--keep .*--drop"):
        archive(found(second), store, StubEngine(record))
    kept = archive(found(second), store, StubEngine(record), Options(others="keep"))
    assert (kept.read, kept.manifest.documents) == (1, 3)
    archive(found(first, second), tmp_path / "both", StubEngine(record))
    assert tree(store) == tree(tmp_path / "both")
    dropped = archive(found(second), store, StubEngine(record), Options(others="drop"))
    assert dropped.manifest.documents == 1
    archive(found(second), tmp_path / "one", StubEngine(record))
    assert tree(store) == tree(tmp_path / "one")


def test_a_torn_result_is_done_again(tmp_path: Path, record: dict[str, Any]) -> None:
    folder, store = write_folder(tmp_path / "in", 3), tmp_path / "store"
    archive(found(folder), store, StubEngine(record))
    before = tree(store)
    torn = next((store / "_work" / "records").rglob("??*/*"))
    torn.write_bytes(torn.read_bytes()[:50])
    (store / "manifest.json").unlink()
    for part in store.rglob("part-*.parquet"):
        part.unlink()
    with pytest.raises(StoreError, match="run the same command again"):
        archive(found(folder), store, StubEngine(record))
    assert archive(found(folder), store, StubEngine(record)).read == 1
    assert tree(store) == before


def test_a_folder_that_is_no_store_is_left_alone(tmp_path: Path, engine: StubEngine) -> None:
    folder = write_folder(tmp_path / "in", 1)
    with pytest.raises(StoreError, match="neither empty nor a store"):
        archive(found(folder), folder, engine)
    assert [path.name for path in folder.iterdir()] == ["000.txt"]


def test_two_runs_don_t_write_one_store(tmp_path: Path, record: dict[str, Any]) -> None:
    pytest.importorskip("fcntl")
    folder, store = write_folder(tmp_path / "in", 2), tmp_path / "store"

    class Inner(StubEngine):
        def run(self, tasks: Any, limits: Any) -> Iterator[Any]:
            with pytest.raises(StoreError, match="another yusuan archive is writing"):
                archive(found(folder), store, StubEngine(record))
            yield from super().run(tasks, limits)

    assert archive(found(folder), store, Inner(record)).read == 2


@pytest.mark.parametrize("after", [0, 3, 7])
def test_a_full_disk_is_told_and_the_run_goes_on_later(
    after: int, tmp_path: Path, record: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, store = write_folder(tmp_path / "in", 6), tmp_path / "store"
    write, left = Path.write_bytes, after

    def full(path: Path, data: bytes) -> int:
        nonlocal left
        left -= 1
        if left < 0:
            raise OSError(errno.ENOSPC, "No space left on device")
        return write(path, data)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "write_bytes", full)
        with pytest.raises(StoreError) as raised:
            archive(found(folder), store, StubEngine(record))
    assert "磁盘已满" in raised.value.zh
    assert "disk is full" in raised.value.en
    engine = StubEngine(record)
    archive(found(folder), store, engine)
    assert len(engine.seen) == 6 - after // 2  # a document has two results
    archive(found(folder), tmp_path / "fresh", StubEngine(record))
    assert tree(store) == tree(tmp_path / "fresh")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Give a file system of its own that holds 96 KiB; only where mounting is allowed."""
    mounted = tmp_path / "disk"
    mounted.mkdir()
    if subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=96k", "tmpfs", str(mounted)], capture_output=True, check=False
    ).returncode:
        pytest.skip("needs the right to mount")
    yield mounted
    subprocess.run(["umount", str(mounted)], check=True)


def _remount(disk: Path, option: str) -> None:
    subprocess.run(["mount", "-o", f"remount,{option}", str(disk)], check=True)


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="needs mount(8)")
def test_a_disk_that_is_really_full(small_disk: Path, tmp_path: Path, record: dict[str, Any]) -> None:
    folder, store = write_folder(tmp_path / "in", 8), small_disk / "store"
    with pytest.raises(StoreError, match="the disk is full; free some space and run the same command again"):
        archive(found(folder), store, StubEngine(record))
    _remount(small_disk, "size=8m")
    archive(found(folder), store, StubEngine(record))
    archive(found(folder), tmp_path / "fresh", StubEngine(record))
    assert tree(store) == tree(tmp_path / "fresh")


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="needs mount(8)")
def test_a_read_only_target(small_disk: Path, tmp_path: Path, record: dict[str, Any]) -> None:
    folder, store = write_folder(tmp_path / "in", 2), small_disk / "store"
    _remount(small_disk, "size=8m")
    archive(found(folder), store, StubEngine(record))
    write_folder(folder, 4)
    _remount(small_disk, "ro")
    with pytest.raises(StoreError, match="the target is read-only; choose another place"):
        archive(found(folder), store, StubEngine(record))
    _remount(small_disk, "rw")
    assert archive(found(folder), store, StubEngine(record)).read == 2


def test_a_target_that_can_t_be_a_folder(tmp_path: Path, engine: StubEngine) -> None:
    folder, file = write_folder(tmp_path / "in", 1), tmp_path / "file"
    file.write_text("x", encoding="utf-8")
    with pytest.raises(StoreError, match="cannot write"):
        archive(found(folder), file / "store", engine)


def test_a_store_grows_into_shards_and_loses_nothing(
    tmp_path: Path, record: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("nlp.archive.parts.SHARD_DOCUMENTS", 10)
    folder, store = write_folder(tmp_path / "in", 8), tmp_path / "store"
    archive(found(folder), store, StubEngine(record))
    write_folder(folder, 40)
    made = archive(found(folder), store, StubEngine(record))
    assert made.read == 32
    assert len(made.manifest.paths(store, "documents")) > 3
    hashes = {files.sha256_file(path) for path in folder.iterdir()}
    for name in ("documents", "narratives"):
        rows = _rows(store, name)
        assert len(rows) == 40
        assert {row["sha256"] for row in rows} == hashes
    archive(found(folder), tmp_path / "fresh", StubEngine(record), Options(writers=2))
    assert tree(store) == tree(tmp_path / "fresh")


def test_an_amount_that_no_column_holds_is_left_out_with_a_warning(
    tmp_path: Path, record: dict[str, Any]
) -> None:
    first = record["statements"][0]
    longer = {**first, "amount": {**first["amount"], "wan": "0.1234567890123"}}
    engine = replace(StubEngine(record), record={**record, "statements": [longer]})
    store = tmp_path / "store"
    archive(found(write_folder(tmp_path / "in", 1)), store, engine)
    assert _rows(store, "statements")[0]["amount_yuan"] is None
    assert any("0.1234567890123" in warning for warning in _rows(store, "documents")[0]["warnings"])
