"""The child's side of :mod:`nlp.isolate`: it takes items through a function and answers with data."""

from __future__ import annotations

import errno
import multiprocessing
import os
import pickle
import re
import signal
import threading
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Final

from nlp.errors import YusuanError

try:
    import resource
except ImportError:  # Windows has no such limits
    resource = None  # type: ignore[assignment]

#: What libraries without a MemoryError (OpenCV, ONNX Runtime, the loader) say when memory is short.
_SHORT_OF_MEMORY: Final = re.compile(
    r"bad[_ ]?alloc|out of memory|insufficient memory|failed to allocate|failed to map segment", re.I
)


@dataclass(frozen=True, slots=True)
class Done:
    """What the function returned."""

    value: Any


@dataclass(frozen=True, slots=True)
class Refused:
    """A YusuanError as data: an exception with parameters of its own can't be pickled as it is."""

    kind: type[YusuanError]
    args: tuple[Any, ...]
    state: dict[str, Any]

    def error(self) -> YusuanError:
        """Return the exception as it was raised."""
        error = self.kind.__new__(self.kind, *self.args)
        error.__dict__.update(self.state)
        return error


@dataclass(frozen=True, slots=True)
class Fault:
    """Any other exception: its type and message, and its traceback as text."""

    text: str
    traceback: str


class OutOfMemory:
    """The item needed more memory than it may use."""


Answer = Done | Refused | Fault | OutOfMemory


@dataclass(frozen=True, slots=True)
class Reply:
    """What the child says: first what became of ``prepare``, then of each item; ``last``: it ends now."""

    answer: Answer
    last: bool = False


def serve(
    connection: Connection,
    function: Callable[[Any], Any],
    prepare: Callable[[], object] | None,
    memory_bytes: int,
) -> None:
    """Answer every item until the parent closes the pipe.

    The child also ends when more memory stays in use from item to item than one item may take.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # for systems without signal masks
    # OpenBLAS (in numpy, in OpenCV) takes 40 MiB a core when it is loaded, whatever the item needs.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    threading.Thread(target=_end_with_parent, daemon=True).start()
    with suppress(OSError):
        os.dup2(2, 1)  # the standard output belongs to the parent's results
    with suppress(EOFError, OSError):
        connection.send(Reply(_answer(lambda _: _load(prepare), None, 0)))
        before = _data_bytes()
        last = False
        while not last:
            answer = _answer(function, connection.recv(), memory_bytes)
            grown = memory_bytes and _data_bytes() - before > memory_bytes
            last = bool(grown) or isinstance(answer, OutOfMemory)
            try:
                connection.send(Reply(answer, last))
            except (pickle.PicklingError, TypeError, AttributeError) as error:  # before a byte was sent
                connection.send(Reply(_fault(error), last))
    # Nothing is under way: taking the models apart would only keep the parent waiting.
    os._exit(0)


def _load(prepare: Callable[[], object] | None) -> None:
    if prepare is not None:
        prepare()


def _end_with_parent() -> None:
    """End this process when the parent is gone, even in the middle of an item."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _answer(function: Callable[[Any], Any], item: Any, memory_bytes: int) -> Answer:
    try:
        with _memory_limit(memory_bytes):
            return Done(function(item))
    except YusuanError as error:
        if _short_of_memory(error):
            return OutOfMemory()
        return Refused(type(error), error.args, error.__dict__)
    except BaseException as error:
        return OutOfMemory() if _short_of_memory(error) else _fault(error)


def _fault(error: BaseException) -> Fault:
    return Fault(f"{type(error).__name__}: {error}", "".join(traceback.format_exception(error)))


def _short_of_memory(error: BaseException | None) -> bool:
    """Tell whether an exception, or one that led to it, is for want of memory."""
    while error is not None:
        if isinstance(error, MemoryError) or (isinstance(error, OSError) and error.errno == errno.ENOMEM):
            return True
        if not isinstance(error, YusuanError) and _SHORT_OF_MEMORY.search(str(error)):
            return True
        error = error.__cause__ or error.__context__
    return False


@contextmanager
def _memory_limit(memory_bytes: int) -> Iterator[None]:
    """Refuse more private memory than this on top of what is in use; where the system can."""
    used = _data_bytes()
    if resource is None or not memory_bytes or not used:
        yield
        return
    before = resource.getrlimit(resource.RLIMIT_DATA)
    hard = before[1]
    soft = used + memory_bytes
    resource.setrlimit(
        resource.RLIMIT_DATA, (soft if hard == resource.RLIM_INFINITY else min(soft, hard), hard)
    )
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_DATA, before)


def _data_bytes() -> int:
    """Return the size of this process's private writable memory, which RLIMIT_DATA is held against.

    0 where the system doesn't tell (proc(5), ``VmData``).
    """
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
    except OSError:
        return 0
    found = re.search(r"^VmData:\s*(\d+) kB$", status, re.M)
    return int(found[1]) * 1024 if found else 0
