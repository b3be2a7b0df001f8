"""The engine of a cluster: Ray Data gives documents to actors on every node, each with a child process.

The documents lie where every node finds them under the same path, such as a network folder. Results come
back to the process that began the run, which alone writes the store; so it holds the same bytes as a local
one. A node that is lost costs the documents that it was reading, which Ray gives to another.
"""

from __future__ import annotations

import logging
import pickle
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from nlp.archive.engine import Outcome, attempt, worker
from nlp.archive.errors import StoreError
from nlp.archive.job import Made, Task
from nlp.isolate import Limits, Worker

#: Documents that an actor takes at a time in a large run; their results come back together.
_BLOCK: Final = 8


class Reader:
    """One reader of documents on a node; Ray Data calls it with a row and takes a row."""

    def __init__(self) -> None:
        self._child: Worker[Task, Made] | None = None

    def __call__(self, row: dict[str, Any]) -> dict[str, Any]:
        """Return the outcome of a row's task, both pickled, with the task's number."""
        task, limits = pickle.loads(row["task"])
        if self._child is None:
            self._child = worker(limits, task.tagging)
        return {"number": row["number"], "outcome": pickle.dumps(attempt(self._child, task, limits))}


@dataclass(frozen=True, slots=True)
class RayEngine:
    """Readers on a Ray cluster: at ``address``, or one that is started here; as many as it has processors."""

    address: str | None = None
    workers: int | None = None

    def run(self, tasks: Sequence[Task], limits: Limits) -> Iterator[tuple[Task, Outcome]]:
        """Yield every task with its outcome as it comes; see :class:`nlp.archive.engine.Engine`.

        Raises:
            StoreError: if Ray is not installed or the cluster can't be reached.
        """
        try:
            import ray
            import ray.data
        except ImportError as error:
            raise StoreError(
                "--engine ray 需要 Ray：请安装 yusuan[ray]。", "--engine ray needs Ray: install yusuan[ray]"
            ) from error
        if not ray.is_initialized():
            try:
                ray.init(address=self.address, log_to_driver=False, logging_level="error")
            except (ConnectionError, ValueError, RuntimeError) as error:
                raise StoreError(
                    f"无法连接 Ray 集群 {self.address or ''}：{error}。请检查地址。",
                    f"cannot reach the Ray cluster {self.address or ''}: {error}; check the address",
                ) from error
        logging.getLogger("ray.data").setLevel(logging.ERROR)  # the run has its own progress
        ray.data.DataContext.get_current().enable_progress_bars = False
        workers = self.workers or max(1, int(ray.cluster_resources().get("CPU", 1)))
        rows = [{"number": number, "task": pickle.dumps((task, limits))} for number, task in enumerate(tasks)]
        # Enough blocks for all readers, and few documents lost with a node.
        blocks = min(len(rows), max(4 * workers, len(rows) // _BLOCK))
        made = ray.data.from_items(rows, override_num_blocks=blocks).map(
            Reader,
            compute=ray.data.ActorPoolStrategy(size=min(workers, len(rows))),
            num_cpus=1,
        )
        for row in made.iter_rows():
            yield tasks[row["number"]], pickle.loads(row["outcome"])
