"""An engine that reads nothing: each document becomes one record made by hand. Also a program to be killed.

python -m tests.archive.stub FOLDER STORE TEMPLATE LOG PAUSE
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from nlp.archive.engine import Missed, Outcome
from nlp.archive.inputs import Problem, Source, sources
from nlp.archive.job import Made, Task
from nlp.archive.results import Failed, pack
from nlp.archive.run import archive
from nlp.isolate import Limits

#: What a stub document's text begins with decides what becomes of it.
BROKEN, ABSENT, SLOW = "broken", "absent", "slow"


@dataclass(frozen=True)
class StubEngine:
    """Gives every document ``record`` under its own hash and the year that its text begins with."""

    record: dict[str, Any]
    pause: float = 0.0
    log: Path | None = None
    seen: list[str] = field(default_factory=list)
    backwards: bool = False

    def run(self, tasks: Sequence[Task], limits: Limits) -> Iterator[tuple[Task, Outcome]]:
        """Yield each task's outcome after a pause."""
        for task in tasks[::-1] if self.backwards else tasks:
            time.sleep(self.pause)
            self.seen.append(task.source.name)
            if self.log is not None:
                with self.log.open("a", encoding="utf-8") as stream:
                    stream.write(f"{task.sha256}\n")
            yield task, self._outcome(task, limits)

    def _outcome(self, task: Task, limits: Limits) -> Outcome:
        with task.source.open() as stream:
            text = stream.read().decode()
        if text.startswith(ABSENT):
            return Missed(Problem("missing", "网络文件夹断开", "the network folder is gone"))
        if text.startswith(BROKEN):
            return Failed(Problem("damaged", "文件已损坏", "the file is damaged"), 60, 2**30)
        if text.startswith(SLOW) and limits.seconds < 100:
            return Failed(Problem("timeout", "超时", "too slow"), limits.seconds, 2**30)
        year = int(text[:4]) if text[:4].isdigit() else None
        info = {**self.record["document"], "sha256": task.sha256, "fiscal_year": year}
        made = {**self.record, "document": info}
        return Made(pack(json.dumps(made, ensure_ascii=False).encode()), pack(b"spans"))


def found(*arguments: str | Path) -> list[Source]:
    """Return what the arguments name; text files only."""
    return list(sources(map(str, arguments), frozenset({".txt"}), 2**20))


def main() -> None:
    """Archive a folder with the stub engine."""
    folder, store, template, log, pause = sys.argv[1:]
    record = json.loads(Path(template).read_text(encoding="utf-8"))
    archive(found(folder), Path(store), StubEngine(record, float(pause), Path(log)))


if __name__ == "__main__":
    main()
