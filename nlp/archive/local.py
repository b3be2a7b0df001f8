"""The engine of one machine: child processes, each with the model loaded once, fed by a thread each."""

from __future__ import annotations

import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from queue import Empty, Full, Queue
from typing import Final, Generic, TypeVar

from nlp.archive.engine import Outcome, attempt, worker
from nlp.archive.job import Task
from nlp.archive.parts import Part, Shard, write_shard
from nlp.isolate import Limits, Worker

Item = TypeVar("Item")
Value = TypeVar("Value")
#: Seconds that a run that was given up waits for its children; a stuck one ends with this process.
_GRACE: Final = 3.0
#: Seconds between looks at whether the run has been given up.
_LOOK: Final = 0.2


def write_shards(todo: Sequence[Shard], workers: int) -> Iterator[list[Part]]:
    """Write shards in child processes, where there is more than one of both; yield each one's files.

    Raises:
        StoreError: if the system refuses to write.
    """
    if min(workers, len(todo)) < 2:
        yield from map(write_shard, todo)
        return

    def feed(pool: _Pool[Shard, list[Part]]) -> None:
        with Worker(write_shard, Limits(0, 0), name=str) as child:
            for shard in pool.items():
                pool.give(shard, child(shard))

    for _, parts in _Pool[Shard, list[Part]](todo).run(feed, min(workers, len(todo))):
        yield parts


@dataclass(frozen=True, slots=True)
class LocalEngine:
    """``workers`` child processes on this machine."""

    workers: int

    def run(self, tasks: Sequence[Task], limits: Limits) -> Iterator[tuple[Task, Outcome]]:
        """Yield every task with its outcome as it comes; see :class:`nlp.archive.engine.Engine`."""

        def feed(pool: _Pool[Task, Outcome]) -> None:
            with worker(limits, tasks[0].tagging) as child:
                for task in pool.items():
                    pool.give(task, attempt(child, replace(task, scratch=Path(scratch)), limits))

        with tempfile.TemporaryDirectory(prefix="yusuan-", ignore_cleanup_errors=True) as scratch:
            yield from _Pool[Task, Outcome](tasks).run(feed, min(self.workers, len(tasks)))


class _Pool(Generic[Item, Value]):
    """Threads that take items from one list and give back values; few values wait at any time."""

    def __init__(self, items: Sequence[Item]) -> None:
        self._items = iter(items)
        self._count = len(items)
        self._lock = threading.Lock()
        self._over = threading.Event()
        self._values: Queue[tuple[Item, Value] | BaseException] = Queue(maxsize=16)

    def items(self) -> Iterator[Item]:
        """Yield items until there are no more, or the run is given up."""
        while not self._over.is_set():
            with self._lock:
                try:
                    item = next(self._items)
                except StopIteration:
                    return
            yield item

    def give(self, item: Item, value: Value) -> None:
        """Hand a value to the thread that waits for it."""
        self._put((item, value))

    def _put(self, answer: tuple[Item, Value] | BaseException) -> None:
        while not self._over.is_set():
            with suppress(Full):
                self._values.put(answer, timeout=_LOOK)
                return

    def run(self, feed: Callable[[_Pool[Item, Value]], None], threads: int) -> Iterator[tuple[Item, Value]]:
        """Yield the values as they come; an exception in a thread is raised here."""

        def work() -> None:
            try:
                feed(self)
            except BaseException as error:
                self._put(error)

        # Daemons, so that Ctrl-C waits for no document; their children end with this process.
        running = [threading.Thread(target=work, daemon=True) for _ in range(threads)]
        for thread in running:
            thread.start()
        try:
            left = self._count
            while left:
                try:
                    answer = self._values.get(timeout=_LOOK)
                except Empty:
                    continue
                if isinstance(answer, BaseException):
                    raise answer
                yield answer
                left -= 1
        finally:
            self._over.set()
            until = time.monotonic() + _GRACE
            for thread in running:
                thread.join(max(0.0, until - time.monotonic()))
