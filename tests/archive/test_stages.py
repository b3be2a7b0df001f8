"""Real documents through all rooms: what a change of rules does again, and what each result depends on."""

from __future__ import annotations

import json
import pickle
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from nlp.archive import job
from nlp.archive import run as run_module
from nlp.archive.engine import Outcome
from nlp.archive.inputs import Source
from nlp.archive.job import Task
from nlp.archive.kept import to_json
from nlp.archive.manifest import finished
from nlp.archive.results import load_tagged, pack
from nlp.archive.run import archive
from nlp.archive.versions import LATER_CONFIGS, Versions, versions
from nlp.isolate import Limits, Worker
from nlp.pipeline import process
from nlp.readers import read
from nlp.tagger import RULES
from tests.archive.generator import document
from tests.readers.convert import to_docx, to_html, to_xlsx
from tests.readers.pdfs import to_pdf


class InProcess:
    """The real work, without a child process."""

    def run(self, tasks: Sequence[Task], limits: Limits) -> Iterator[tuple[Task, Outcome]]:
        for task in tasks:
            yield task, job.process(task)


@pytest.fixture
def sources(tmp_path: Path) -> list[Source]:
    """Return a document as text, and another one as PDF."""
    paths = [tmp_path / f"{index}.txt" for index in range(2)]
    for index, path in enumerate(paths):
        path.write_text(document(5, index), encoding="utf-8")
    return [Source(paths[0]), Source(to_pdf(read(paths[1]), tmp_path / "1.pdf"))]


def _tables(store: Path) -> dict[str, list[dict[str, Any]]]:
    """Return all rows without the digest of what made them."""
    import pyarrow.parquet as pq

    made: dict[str, list[dict[str, Any]]] = {}
    for part in finished(store).parts:
        rows = pq.ParquetFile(store / part.path).read().to_pylist()
        made.setdefault(part.dataset, []).extend({**row, "engine": ""} for row in rows)
    return made


def test_later_rules_redo_only_what_depends_on_them(
    tmp_path: Path, sources: list[Source], monkeypatch: pytest.MonkeyPatch
) -> None:
    store = tmp_path / "store"
    stays = versions().tagged  # work on the program while the test runs would change it
    monkeypatch.setattr(run_module, "versions", lambda *_: Versions(stays, "1" * 64))
    archive(sources, store, InProcess())
    before, tagged = _tables(store), sorted((store / "_work" / "tagged").rglob("*"))
    assert before["narratives"]
    monkeypatch.setattr(run_module, "versions", lambda *_: Versions(stays, "0" * 64))
    monkeypatch.setattr(job, "_read", lambda _: pytest.fail("a document was read and tagged again"))
    assert archive(sources, store, InProcess()).read == 2
    assert _tables(store) == before
    assert sorted((store / "_work" / "tagged").rglob("*")) == tagged


def test_other_readers_or_taggers_redo_everything(
    tmp_path: Path, sources: list[Source], monkeypatch: pytest.MonkeyPatch
) -> None:
    store = tmp_path / "store"
    archive(sources[:1], store, InProcess())
    monkeypatch.setattr(run_module, "versions", lambda *_: Versions("1" * 64, "0" * 64))
    again: list[Task] = []
    real = job._read

    def watched(task: Task) -> Any:
        again.append(task)
        return real(task)

    monkeypatch.setattr(job, "_read", watched)
    archive(sources[:1], store, InProcess())
    assert len(again) == 1


@pytest.mark.parametrize("form", ["txt", "pdf", "docx", "html", "xlsx"])
def test_a_reading_of_any_format_can_be_kept(form: str, tmp_path: Path) -> None:
    text = tmp_path / "a.txt"
    text.write_text(document(5, 1), encoding="utf-8")
    path = tmp_path / f"a.{form}"
    if form == "pdf":
        to_pdf(read(text), path)
    elif form != "txt":
        made = {"docx": to_docx, "html": to_html, "xlsx": to_xlsx}[form](read(text))  # type: ignore[operator]
        path.write_bytes(made if isinstance(made, bytes) else made.encode())
    result = process(path)
    kept = tmp_path / "kept"
    kept.write_bytes(pack(to_json(result.outline, result.spans)))
    assert load_tagged(kept) == (result.outline, result.spans)
    assert (result.outline.document.layout is not None) == (form == "pdf")


def test_a_kept_layout_that_is_none_counts_as_not_there(tmp_path: Path, sources: list[Source]) -> None:
    result = process(sources[1].path)
    good = to_json(result.outline, result.spans)
    path = tmp_path / "tagged"
    for code in (b"O", b"u", b""):
        path.write_bytes(pack(good.replace(b'"layout":[["', b'"layout":[["' + code + b"?")))
        assert load_tagged(path) is None


def test_a_kept_reading_can_t_run_code(tmp_path: Path) -> None:
    class Evil:
        def __reduce__(self) -> tuple[Any, ...]:
            return (exec, ("raise SystemExit('ran')",))

    path = tmp_path / "tagged"
    path.write_bytes(pack(pickle.dumps((Evil(), ()))))
    assert load_tagged(path) is None


_LOADED = """
import json, sys
import nlp.config
load, loaded = nlp.config.load, set()
nlp.config.load = lambda name, model: (loaded.add(f"{name}.toml"), load(name, model))[1]
from pathlib import Path
from nlp.language import build_pipeline
from nlp.outline import outline
from nlp.readers import read
from nlp.tagger.rules import tag
made = outline(read(Path(sys.argv[1])))
pipe = build_pipeline()
for each in made.narratives:
    tag(pipe(made.document.text[each.start : each.end]), each, made)
rooms = {name.split(".")[1] for name in sys.modules if name.startswith("nlp.")}
print(json.dumps([sorted(loaded), sorted(rooms)]))
"""


def test_reading_and_tagging_depend_on_no_later_room_or_data(sources: list[Source]) -> None:
    result = subprocess.run(
        [sys.executable, "-c", _LOADED, str(sources[0].path)],
        capture_output=True,
        check=True,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    configs, rooms = json.loads(result.stdout)
    assert "fields.toml" in configs
    assert not set(configs) & LATER_CONFIGS
    assert not set(rooms) & {"fields", "reconcile"}


@pytest.mark.parametrize(("wanted", "threads"), [(None, 1), ("3", 3)])
def test_a_child_process_tags_with_one_thread_or_as_many_as_the_user_says(
    wanted: str | None, threads: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("onnxruntime")
    from nlp.tagger.model.runtime import available_threads

    monkeypatch.delenv("OMP_NUM_THREADS", raising=False)
    if wanted is not None:
        monkeypatch.setenv("OMP_NUM_THREADS", wanted)
    with Worker(_threads, Limits(0, 0), prepare=partial(job.load, RULES)) as child:
        assert child(available_threads) == threads


def _threads(count: Callable[[], int]) -> int:
    return count()


def test_digests_change_with_what_they_stand_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import shutil

    from nlp import config
    from nlp.archive import versions as module

    here = config.config_dir()
    folder = tmp_path / "configs"
    shutil.copytree(here, folder)
    monkeypatch.setattr(module, "config_dir", lambda: folder)
    before = versions()
    with (folder / "rules.toml").open("a", encoding="utf-8") as stream:
        stream.write("\n# a word\n")
    later = versions()
    assert later.tagged == before.tagged
    assert later.records != before.records
    with (folder / "headings.toml").open("a", encoding="utf-8") as stream:
        stream.write("\n# a word\n")
    assert versions().tagged != before.tagged
    assert versions("model").tagged != versions("rules").tagged
