"""The dictionary's cache: what is read back is what was built, whatever lies in the folder."""

from __future__ import annotations

import multiprocessing
import os
from pathlib import Path

import jieba
import pytest

from nlp.language.dictionary import (
    cache_dir,
    dump_table,
    load_base_dictionary,
    load_table,
    parse_dictionary,
    write_atomically,
)


def test_base_dictionary_is_jiebas_own(tmp_path: Path) -> None:
    dictionary = Path(jieba.__file__).parent / "dict.txt"
    with dictionary.open("rb") as file:
        counts, total = jieba.Tokenizer.gen_pfdict(file)
    built = load_base_dictionary(tmp_path)
    (cache,) = tmp_path.iterdir()
    cached = load_base_dictionary(tmp_path)
    assert built.counts == counts == cached.counts
    assert built.total == total == cached.total
    assert list(tmp_path.iterdir()) == [cache]


def test_damaged_cache_is_replaced(tmp_path: Path) -> None:
    good = load_base_dictionary(tmp_path)
    (cache,) = tmp_path.iterdir()
    whole = cache.read_bytes()
    cache.write_bytes(whole[: len(whole) // 2])
    assert load_base_dictionary(tmp_path) == good
    assert cache.read_bytes() == whole


def test_folder_that_cannot_be_made_costs_no_more_than_time(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    assert load_base_dictionary(blocked / "cache").counts["预算"] > 0


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\n",
        b"[]\n",
        b'{"format": 0}\n',
        b'{"format": 1, "body": "00", "total": 1}\nword\0',
        b"\xff\xfe\n",
    ],
)
def test_foreign_data_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  (JSON, Unicode and our own errors alike)
        load_table(data)


def test_table_survives_its_bytes() -> None:
    table = parse_dictionary("预算 30 n\n预算法 5 n\n决算 7\n")
    assert table.total == 42
    assert load_table(dump_table(table)) == table


@pytest.mark.parametrize("line", ["预算", "预算 many n", "预算 -3"])
def test_line_without_count_is_named(line: str) -> None:
    with pytest.raises(ValueError, match="line 2"):
        parse_dictionary(f"决算 7\n{line}\n")


def _write_many(path: Path, byte: bytes) -> None:
    for _ in range(40):
        write_atomically(path, byte * 100_000)


def test_processes_that_write_together_never_mix(tmp_path: Path) -> None:
    path = tmp_path / "shared"
    write_atomically(path, b"a" * 100_000)
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=_write_many, args=(path, byte)) for byte in (b"a", b"b")]
    for writer in writers:
        writer.start()
    while any(writer.is_alive() for writer in writers):
        data = path.read_bytes()
        assert len(data) == 100_000
        assert len(set(data)) == 1
    for writer in writers:
        writer.join()
        assert writer.exitcode == 0
    assert list(tmp_path.iterdir()) == [path]


def test_failed_write_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="disk full"):
        write_atomically(tmp_path / "cache", b"data")
    assert list(tmp_path.iterdir()) == []


def test_cache_folder_can_be_chosen(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("YUSUAN_CACHE_DIR", str(tmp_path))
    assert cache_dir() == tmp_path
    monkeypatch.delenv("YUSUAN_CACHE_DIR")
    assert cache_dir().parts[-1] in {"yusuan", "cache"}
    if os.name == "posix":
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
        assert cache_dir().name == "yusuan"
