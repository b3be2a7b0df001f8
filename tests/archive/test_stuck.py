"""Documents that hang, crash or eat memory cost themselves alone; the store says why they gave nothing."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from nlp.archive import local
from nlp.archive import run as run_module
from nlp.archive.data import failures
from nlp.archive.job import Made, Task, called
from nlp.archive.local import LocalEngine
from nlp.archive.results import pack
from nlp.archive.run import Options, archive
from nlp.archive.versions import Versions
from nlp.isolate import Limits, Worker
from tests.archive.conftest import write_folder
from tests.archive.stub import found
from tests.isolate_jobs import MIB, WAYS


def _obey(task: Task) -> Made:
    """Do what a document says, in the child; one that says nothing becomes the record beside its folder."""
    text = task.source.path.read_text(encoding="utf-8")
    if text in WAYS:
        WAYS[text]()
    record = json.loads((task.source.path.parents[1] / "record.json").read_text(encoding="utf-8"))
    made = {**record, "document": {**record["document"], "sha256": task.sha256}}
    return Made(pack(json.dumps(made, ensure_ascii=False).encode()), pack(b"spans"))


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits a process's memory")
@pytest.mark.parametrize("workers", [1, 2])
def test_stuck_documents_among_others(
    workers: int, tmp_path: Path, record: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run_module, "versions", lambda *_: Versions("t" * 64, "r" * 64))
    monkeypatch.setattr(local, "worker", lambda limits, *_: Worker(_obey, limits, name=called))
    (tmp_path / "record.json").write_text(json.dumps(record), encoding="utf-8")
    folder, store = write_folder(tmp_path / "in", 6), tmp_path / "store"
    for way in ("sleep", "crash", "eat", "divide"):
        (folder / f"{way}.txt").write_text(way, encoding="utf-8")
    options = Options(limits=Limits(2, 100 * MIB))
    made = archive(found(folder), store, LocalEngine(workers), options)
    assert (made.manifest.documents, made.manifest.failures) == (6, 4)
    reasons = {Path(each.source).stem: (each.kind, each.en) for each in failures(store)}
    assert {way: kind for way, (kind, _) in reasons.items()} == {
        "sleep": "timeout",
        "crash": "damaged",
        "eat": "too_large",
        "divide": "unsupported",
    }
    assert reasons["sleep"][1].startswith("stopped at the limit of 2 s")
    assert "SIGSEGV" in reasons["crash"][1]
    assert "limit of 100 MiB" in reasons["eat"][1]
    assert "ZeroDivisionError" in reasons["divide"][1]
    # A fault of the program may be gone the next time; the others would fail under these limits again.
    assert archive(found(folder), store, LocalEngine(workers), options).read == 1
