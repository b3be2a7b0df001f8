"""What an engine is: it takes tasks through child processes and says what became of each, in any order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Protocol

from nlp.archive.errors import UnavailableError
from nlp.archive.inputs import Problem
from nlp.archive.job import Made, Task, called, load, process
from nlp.archive.results import Failed
from nlp.errors import ReadError
from nlp.isolate import Limits, RemoteError, Worker
from nlp.tagger import Tagging


@dataclass(frozen=True, slots=True)
class Missed:
    """A document that gave nothing in this run, for a reason that may not hold in the next."""

    problem: Problem


Outcome = Made | Failed | Missed


class Engine(Protocol):
    """Takes tasks through processes, here or elsewhere."""

    def run(self, tasks: Sequence[Task], limits: Limits) -> Iterator[tuple[Task, Outcome]]:
        """Yield every task with its outcome as it comes.

        Raises:
            YusuanError: if no task can be done, such as for a model that is not there.
        """


def worker(limits: Limits, tagging: Tagging) -> Worker[Task, Made]:
    """Return a child process that reads documents under the limits; it loads the model once, beforehand."""
    return Worker(process, limits, prepare=partial(load, tagging), name=called)


def attempt(child: Worker[Task, Made], task: Task, limits: Limits) -> Outcome:
    """Return what became of a task; a document that can't be read, hangs or crashes is an outcome, too."""
    try:
        return child(task)
    except UnavailableError as error:
        return Missed(Problem("missing", error.zh, error.en))
    except ReadError as error:
        strip = partial(_reason, name=called(task))
        return Failed(
            Problem(error.kind, strip(error.zh), strip(error.en)), limits.seconds, limits.memory_bytes
        )
    except RemoteError as error:  # a fault of the program or of the machine: it may be gone the next time
        text = str(error)[:240]
        return Missed(Problem("unsupported", f"处理时出现内部错误（{text}）", f"internal error ({text})"))


def _reason(message: str, name: str) -> str:
    """Return a message without the name or path of the document, which stands beside it.

    >>> _reason("/a/document.txt：空的。", "document.txt"), _reason("document.pdf: empty", "document.pdf")
    ('空的。', 'empty')
    """
    return re.sub(rf"^.*?{re.escape(name)}(?:：|: )", "", message)
