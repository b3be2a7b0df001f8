"""What is done with one document, in a process of its own: it takes a Task and returns its packed results.

Heavy imports stand in the functions: the parent names these, and the child loads what they need.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from nlp.archive.errors import UnavailableError
from nlp.archive.inputs import Source, unreadable
from nlp.tagger import RULES, Tagging

if TYPE_CHECKING:
    from nlp.pipeline import Result, Settings


@dataclass(frozen=True, slots=True)
class Task:
    """A document to read: where it lies, its hash, and where its earlier reading lies if there is one.

    ``scratch`` is a folder that is removed after the run, whatever a child that is killed leaves in it.
    """

    source: Source
    sha256: str
    record: str
    tagged: str
    tagged_path: Path
    tagging: Tagging = RULES
    scratch: Path | None = None


@dataclass(frozen=True, slots=True)
class Made:
    """A document's packed results; ``tagged`` only where it was read anew."""

    record: bytes
    tagged: bytes | None


def load(tagging: Tagging) -> None:
    """Load what :func:`process` needs, segmenter and model too: no document's time or memory goes on that.

    ONNX Runtime gets one thread, unless OMP_NUM_THREADS says otherwise: processes are what a run divides the
    processors among, and two of them with a thread a processor each would stand in each other's way.

    Raises:
        ConfigError: if the model can't be loaded.
    """
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    import nlp.fields
    import nlp.outline
    import nlp.pipeline
    import nlp.reconcile
    import nlp.serialise

    nlp.pipeline.language()
    tagging.load()


@cache
def _settings(tagging: Tagging) -> Settings:
    from nlp.pipeline import Settings

    return Settings(tagging.tagger())


def process(task: Task) -> Made:
    """Take one document through all rooms, or only through those after tagging where that is done.

    Raises:
        ReadError: if the document can't be read, or holds nothing of a budget.
        UnavailableError: if its bytes can't be had, or are not those that were hashed.
    """
    from nlp import serialise
    from nlp.archive.kept import to_json
    from nlp.archive.results import load_tagged, pack

    kept = load_tagged(task.tagged_path)
    if kept is None:
        made = _read(task)
        outline, fields, statements, findings = made.outline, made.fields, made.statements, made.findings
    else:
        from nlp.fields import extract_fields
        from nlp.reconcile import reconcile

        outline, spans = kept
        fields = extract_fields(outline, spans)
        statements, findings = reconcile(outline, fields)
    record = serialise.record(outline, fields, statements, findings, text=True)
    return Made(
        pack(serialise.json_line(record).encode()),
        pack(to_json(made.outline, made.spans)) if kept is None else None,
    )


def _read(task: Task) -> Result:
    from nlp.pipeline import process as read_all

    data = _bytes(task)
    # Readers take paths and name what they read; where a document lies is none of its results' business.
    with tempfile.TemporaryDirectory(prefix="yusuan-", dir=task.scratch) as folder:
        path = Path(folder) / called(task)
        path.write_bytes(data)
        return read_all(path, _settings(task.tagging))


def called(task: Task) -> str:
    """Return the name under which a document is read; reasons begin with it."""
    return f"document{task.source.suffix}"


def _bytes(task: Task) -> bytes:
    try:
        with task.source.open() as stream:
            data = stream.read()
    except Exception as error:
        problem = unreadable(error)
        raise UnavailableError(problem.zh, problem.en) from error
    if hashlib.sha256(data).hexdigest() != task.sha256:
        raise UnavailableError(
            "文件在运行期间有变动，请再运行一次", "the file changed during the run; run again"
        )
    return data
