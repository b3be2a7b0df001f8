"""Small archives and a record made by hand."""

from __future__ import annotations

import json
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from nlp import serialise
from tests.archive.stub import StubEngine
from tests.schema.handmade import handmade

#: These tests need the extra `archive`.
collect_ignore_glob = [] if find_spec("pyarrow") and find_spec("duckdb") else ["test_*.py"]


@pytest.fixture(scope="session")
def record() -> dict[str, Any]:
    """Return the published record of the document made by hand."""
    made = handmade()
    line = serialise.json_line(
        serialise.record(made.outline, made.fields, made.statements, made.findings, text=True)
    )
    parsed: dict[str, Any] = json.loads(line)
    return parsed


@pytest.fixture
def engine(record: dict[str, Any]) -> StubEngine:
    return StubEngine(record)


def write_folder(folder: Path, count: int) -> Path:
    """Write ``count`` stub documents of three years."""
    folder.mkdir(parents=True, exist_ok=True)
    for index in range(count):
        (folder / f"{index:03}.txt").write_text(f"{2023 + index % 3} 第{index}份", encoding="utf-8")
    return folder


def tree(store: Path) -> dict[str, bytes]:
    """Return every file and folder of a store, results included, by its name; a folder has no bytes."""
    return {
        path.relative_to(store).as_posix(): path.read_bytes() if path.is_file() else b""
        for path in store.rglob("*")
    }
