"""A run: sources to entries, entries through an engine to results, results to the files of the store.

Whatever ends it, the next run goes on: results and files appear whole or not at all, each under a name that
says what it was made from, and the manifest that joins them is replaced last. The same inputs give the same
bytes, however many processes work and however often they were stopped.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from nlp.archive import files
from nlp.archive.engine import Engine, Missed
from nlp.archive.entries import Entry, entries, merged
from nlp.archive.errors import StoreError, store_errors
from nlp.archive.inputs import Problem, Source
from nlp.archive.job import Made, Task
from nlp.archive.local import write_shards
from nlp.archive.manifest import (
    NAME,
    Manifest,
    digest_of,
    read_entries,
    read_manifest,
    write_manifest,
)
from nlp.archive.parts import WORK, Part, remove_others, shards, write_empty, written
from nlp.archive.results import Failed, Results, pack_failure
from nlp.archive.versions import versions
from nlp.isolate import Limits
from nlp.tagger import Tagging

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

#: What is known of a document: that its record is there, or why there is none.
Known = Problem | Missed | Literal["record"]
#: Finding and hashing documents, reading them, writing the data sets.
Phase = Literal["find", "read", "write"]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a phase is. ``failed`` counts documents of this run that gave nothing."""

    phase: Phase
    done: int
    total: int
    failed: int = 0


@dataclass(frozen=True, slots=True)
class Options:
    """``others``: what becomes of documents in the store that the inputs don't name; refused when unset.

    ``writers`` is the number of processes that write the data sets.
    """

    limits: Limits = field(default_factory=Limits)
    tagging: Tagging = field(default_factory=Tagging)
    retry_failures: bool = False
    others: Literal["keep", "drop"] | None = None
    writers: int = 1


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run did: the store's manifest, and how many documents it read anew."""

    manifest: Manifest
    read: int


def archive(
    found: Sequence[Source],
    store: Path,
    engine: Engine,
    options: Options | None = None,
    report: Callable[[Progress], None] = lambda _: None,
) -> Summary:
    """Bring ``store`` to hold the documents of ``found``; what is finished of it is kept.

    Raises:
        StoreError: if the store can't be written, is in use, or holds other documents and ``options`` don't
            say what becomes of them.
        YusuanError: if the tagger can't be loaded.
    """
    chosen = options or Options()
    with store_errors(store), _locked(store):
        return _Run(store, engine, chosen, report).run(found)


@contextmanager
def _locked(store: Path) -> Iterator[None]:
    """Keep other runs out of the store; the system lets go of it however this process ends."""
    ours = (store / NAME).exists() or (store / WORK).exists()
    if store.exists() and not ours and any(store.iterdir()):
        raise StoreError(
            f"{store} 不是空文件夹，也不是存储；请换一个位置。",
            f"{store} is neither empty nor a store; choose another place",
        )
    (store / WORK).mkdir(parents=True, exist_ok=True)
    with (store / WORK / "lock").open("a") as stream:
        if fcntl is not None:
            try:
                fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise StoreError(
                    f"{store} 正由另一个 yusuan archive 写入，请等它结束。",
                    f"another yusuan archive is writing {store}; wait for it to end",
                ) from error
        yield


class _Run:
    def __init__(
        self, store: Path, engine: Engine, options: Options, report: Callable[[Progress], None]
    ) -> None:
        self.store = store
        self.engine = engine
        self.options = options
        self.report = report
        self.results = Results(store / WORK)

    def run(self, found: Sequence[Source]) -> Summary:
        manifest = read_manifest(self.store)
        new, places = self._entries(found)
        old = self._others(new, read_entries(self.store, manifest))
        known = self._known(new)
        todo = [each for each in new if each.record and known.get(each.record) is None]
        if not todo and manifest is not None:
            made = merged(_with_problems(new, known), old)
            if digest_of(made) == manifest.inputs_sha256 and self._whole(manifest):
                return Summary(manifest, 0)
        files.remove_temporaries(self.store)
        known.update(self._read(todo, places))
        made = merged(_with_problems(new, known), old)
        parts = self._write(made)
        manifest = write_manifest(self.store, made, parts)
        self._clean(made, parts)
        return Summary(manifest, len(todo))

    def _entries(self, found: Sequence[Source]) -> tuple[list[Entry], dict[str, Source]]:
        count = 0

        def seen() -> None:
            nonlocal count
            count += 1
            self.report(Progress("find", count, len(found)))

        tagging = self.options.tagging
        return entries(found, versions(tagging.name, tagging.model), seen)

    def _others(self, new: Sequence[Entry], old: list[Entry]) -> list[Entry]:
        """Return the store's old entries that stay. Raises StoreError where nothing is said of them."""
        if self.options.others == "drop":
            return []
        names = {name for each in new for name in each.sources}
        left = [name for each in old for name in each.sources if name not in names]
        if left and self.options.others is None:
            raise StoreError(
                f"{self.store} 里有 {len(left)} 份文件不在本次输入中（如 {left[0]}）："
                "加 --keep 保留它们，或加 --drop 去掉它们。",
                f"{self.store} holds {len(left)} documents that the inputs don't name (such as {left[0]}): "
                "--keep keeps them, --drop leaves them out",
            )
        return old if left else []

    def _known(self, new: Sequence[Entry]) -> dict[str, Known]:
        """Return what is known of the records' keys: that the record is there, or why there is none."""
        known: dict[str, Known] = {}
        limits = self.options.limits
        wanted = {each.record for each in new if each.record}
        for key in self.results.keys("failures") if not self.options.retry_failures else ():
            failed = self.results.failure(key) if key in wanted else None
            if failed is not None and failed.holds(limits.seconds, limits.memory_bytes):
                known[key] = failed.problem
        known.update((key, "record") for key in self.results.keys("records") if key in wanted)
        return known

    def _whole(self, manifest: Manifest) -> bool:
        try:
            return all((self.store / part.path).stat().st_size == part.size for part in manifest.parts)
        except FileNotFoundError:
            return False

    def _read(self, todo: Sequence[Entry], places: dict[str, Source]) -> dict[str, Known]:
        """Take documents through the engine, and keep each result as it comes."""
        known: dict[str, Known] = {}
        tasks = [
            Task(
                places[each.record],
                each.sha256,
                each.record,
                each.tagged,
                self.results.path("tagged", each.tagged),
                self.options.tagging,
            )
            for each in todo
            if each.sha256 and each.record and each.tagged
        ]
        failed = 0
        if tasks:
            self.report(Progress("read", 0, len(tasks)))
            for count, (task, outcome) in enumerate(self.engine.run(tasks, self.options.limits), start=1):
                if isinstance(outcome, Made):
                    if outcome.tagged is not None:
                        self.results.put("tagged", task.tagged, outcome.tagged)
                    self.results.put("records", task.record, outcome.record)
                    known[task.record] = "record"
                elif isinstance(outcome, Failed):
                    self.results.put("failures", task.record, pack_failure(outcome))
                    known[task.record] = outcome.problem
                else:
                    known[task.record] = outcome
                failed += not isinstance(outcome, Made)
                self.report(Progress("read", count, len(tasks), failed))
        return known

    def _write(self, made: Sequence[Entry]) -> list[Part]:
        whole = shards(self.store, made)
        there = {shard.name: written(shard) for shard in whole}
        parts = [part for each in there.values() if each is not None for part in each]
        todo = [shard for shard in whole if there[shard.name] is None]
        for count, each in enumerate(write_shards(todo, self.options.writers), start=1):
            parts += each
            self.report(Progress("write", count, len(todo)))
        return [*parts, *write_empty(self.store, parts)]

    def _clean(self, made: Sequence[Entry], parts: Sequence[Part]) -> None:
        """Remove what the store doesn't need any more, now that the manifest doesn't name it."""
        remove_others(self.store, parts, {shard.receipt.name for shard in shards(self.store, made)})
        failed = {each.record for each in made if each.record and each.problem is not None}
        kept = {each.record for each in made if each.record}
        self.results.keep("records", {key for key in kept - failed if key})
        self.results.keep("failures", {key for key in failed if key})
        self.results.keep("tagged", {each.tagged for each in made if each.tagged})


def _with_problems(new: Sequence[Entry], known: dict[str, Known]) -> list[Entry]:
    """Return the entries with what is known of their records; what a run missed has no keys."""
    made = []
    for each in new:
        what = known.get(each.record or "")
        if isinstance(what, Missed):
            each = replace(each, record=None, tagged=None, engine="", problem=what.problem)
        elif isinstance(what, Problem):
            each = replace(each, problem=what)
        made.append(each)
    return made
