"""One function in a child process, item by item, under limits of time and memory.

A document can make a reader loop, eat all memory or crash inside a C library. In a child of its own it costs
that document alone: the parent ends the child, reports the item, and goes on with a fresh one.

>>> with Worker(len, Limits(seconds=60)) as count:  # len: any importable function will do
...     [count(word) for word in ("预算", "经费情况")]
[2, 4]
"""

from __future__ import annotations

import math
import multiprocessing
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing import connection as mp_connection
from multiprocessing.connection import Connection
from typing import Any, Final, Generic, TypeVar, cast

from nlp.errors import ReadError
from nlp.isolate_child import Answer, Done, Fault, OutOfMemory, Refused, Reply, serve

Item = TypeVar("Item")
Value = TypeVar("Value")

_MIB: Final = 2**20
#: Seconds that a child may take to load its function; they count for no item.
_START_SECONDS: Final = 120.0
#: Seconds that an idle child may take to end by itself.
_END_SECONDS: Final = 2.0


@dataclass(frozen=True, slots=True)
class Limits:
    """What one item may use: wall-clock ``seconds`` and ``memory_bytes``; 0 is no limit.

    Memory is what an item needs on top of what the child held before it. It holds on Linux, where the
    kernel refuses more; other systems have no such limit for a process.

    Raises:
        ValueError: if a limit is negative or not finite.
    """

    seconds: float = 60.0
    memory_bytes: int = 1024 * _MIB

    def __post_init__(self) -> None:
        if not (math.isfinite(self.seconds) and self.seconds >= 0 and self.memory_bytes >= 0):
            raise ValueError(f"limits are finite and not negative: {self}")

    def __bool__(self) -> bool:
        """Tell whether anything is limited."""
        return bool(self.seconds or self.memory_bytes)


class RemoteError(Exception):
    """An exception other than YusuanError in the child: a fault of the program, not of the item.

    ``str()`` gives its type and message; ``traceback`` is the child's, as text.
    """

    def __init__(self, text: str, traceback: str = "") -> None:
        super().__init__(text)
        self.traceback = traceback


@dataclass
class _Child:
    process: multiprocessing.process.BaseProcess
    connection: Connection
    ready: bool = False


class Worker(Generic[Item, Value]):
    """A child process that takes items through ``function``, one at a time.

    ``function`` and the items are picklable, as is what it returns. The child starts with :meth:`start` or
    ``with``, at once and in the background, and keeps what it has loaded from item to item. Before the first
    item it calls ``prepare`` to load it, which counts for no item; best, the module of ``function`` is light
    and all that is heavy is imported there. ``name`` gives the words by which an error message calls an item.
    Use one Worker per thread.
    """

    def __init__(
        self,
        function: Callable[[Item], Value],
        limits: Limits,
        *,
        prepare: Callable[[], object] | None = None,
        name: Callable[[Item], str] = str,
    ) -> None:
        self._function = function
        self._limits = limits
        self._prepare = prepare
        self._name = name
        self._child: _Child | None = None

    def __enter__(self) -> Worker[Item, Value]:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __call__(self, item: Item) -> Value:
        """Return ``function(item)``, worked out in the child.

        Raises:
            ReadError: as ``function`` does; kind ``timeout`` or ``too_large`` when the item went over a
                limit, ``damaged`` when the child crashed on it. The next item gets a new child.
            YusuanError: as ``function`` does.
            RemoteError: for any other exception, and when the child can't start.
        """
        try:
            reply = self._await(self._give(item), self._limits.seconds or None)
        except BaseException:  # above all KeyboardInterrupt: nobody waits for the answer any more
            self._kill()
            raise
        if not isinstance(reply, Reply):
            self._kill()
            raise self._timeout(item) if reply is None else self._crash(item, reply)
        if reply.last:
            self.close()
        if isinstance(reply.answer, OutOfMemory):
            raise self._over_memory(item)
        return cast(Value, _value(reply.answer))

    def start(self) -> None:
        """Start the child if there is none; it loads ``function`` while the caller goes on."""
        if self._child is None:
            context = multiprocessing.get_context("spawn")
            ours, theirs = context.Pipe()
            process = context.Process(
                target=serve,
                args=(theirs, self._function, self._prepare, self._limits.memory_bytes),
                daemon=True,
            )
            try:
                with _interrupts_held():
                    process.start()
            finally:
                theirs.close()  # so that its death closes the pipe
            self._child = _Child(process, ours)

    def close(self) -> None:
        """End the child. The Worker can be used again."""
        if self._child is not None:
            self._child.connection.close()
            self._child.process.join(_END_SECONDS)
            self._kill()

    def _kill(self) -> None:
        child, self._child = self._child, None
        if child is not None:
            child.connection.close()
            child.process.kill()
            child.process.join(_END_SECONDS)
            with suppress(ValueError):  # it hangs in the kernel, and ends when that lets it go
                child.process.close()

    def _give(self, item: Item) -> _Child:
        """Send the item to a child that is ready."""
        for _ in range(2):
            self.start()
            child = self._child
            assert child is not None
            if not child.ready:
                reply = self._await(child, _START_SECONDS)
                if not isinstance(reply, Reply):
                    reason = "too slow" if reply is None else _cause(reply)
                    raise RemoteError(f"the child process did not start ({reason})")
                _value(reply.answer)
                child.ready = True
            try:
                child.connection.send(item)
            except ConnectionError:  # it died while it had nothing to do, which is no item's fault
                self._kill()
            else:
                return child
        raise RemoteError("the child process ends as soon as it is ready")

    @staticmethod
    def _await(child: _Child, seconds: float | None) -> Reply | int | None:
        """Return the next reply, ``None`` when time is over, or the exit status of a child that died."""
        if not mp_connection.wait([child.connection, child.process.sentinel], seconds):
            return None
        try:
            if child.connection.poll():
                return cast(Reply, child.connection.recv())
        except (EOFError, OSError):
            pass
        child.process.join(_END_SECONDS)
        return child.process.exitcode or 0

    def _timeout(self, item: Item) -> ReadError:
        name, seconds = self._name(item), f"{self._limits.seconds:g}"
        return ReadError(
            "timeout",
            f"{name}：处理超过 {seconds} 秒的时限，已停止；请拆分文件或提高时限。",
            f"{name}: stopped at the limit of {seconds} s; split the file or raise the limit",
        )

    def _over_memory(self, item: Item) -> ReadError:
        name = self._name(item)
        if not self._limits.memory_bytes:
            zh, en = "内存不足，请拆分文件后再试。", "not enough memory; split the file"
            return ReadError("too_large", f"{name}：{zh}", f"{name}: {en}")
        size = f"{self._limits.memory_bytes / _MIB:g}"
        return ReadError(
            "too_large",
            f"{name}：处理所需内存超过 {size} MiB 的上限，已停止；请拆分文件或提高上限。",
            f"{name}: stopped at the limit of {size} MiB of memory; split the file or raise the limit",
        )

    def _crash(self, item: Item, status: int) -> ReadError:
        name, cause = self._name(item), _cause(status)
        if cause == "SIGKILL":  # nobody else sends it unasked
            return ReadError(
                "too_large",
                f"{name}：处理时被系统终止（{cause}），多半是内存不足；请拆分文件后再试。",
                f"{name}: the system ended its processing ({cause}), most likely short of memory; "
                "split the file",
            )
        # Libraries in C end the process both when they are refused memory and when they stumble.
        size = f"{self._limits.memory_bytes / _MIB:g}"
        zh, en = (
            (f"，或所需内存超过 {size} MiB 的上限", f", or need more than the limit of {size} MiB of memory")
            if self._limits.memory_bytes
            else ("，或所需内存过多", ", or need too much memory")
        )
        return ReadError(
            "damaged",
            f"{name}：处理时程序意外终止（{cause}）；文件可能已损坏{zh}。",
            f"{name}: processing crashed ({cause}); the file may be damaged{en}",
        )


def _value(answer: Answer) -> Any:
    """Return what the function returned, or raise what it raised."""
    match answer:
        case Done(value):
            return value
        case Refused():
            raise answer.error()
        case Fault(text, trace):
            raise RemoteError(text, trace)
        case OutOfMemory():
            raise RemoteError("not enough memory to start")


def _cause(status: int) -> str:
    """Return the name of a process's end.

    >>> _cause(-9), _cause(3)
    ('SIGKILL', 'exit status 3')
    """
    if status < 0:
        with suppress(ValueError):
            return signal.Signals(-status).name
    return f"exit status {status}"


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Hold SIGINT back here, and for good in processes started meanwhile.

    Ctrl-C reaches all processes of a terminal; the parent alone answers it, and ends the child.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    from multiprocessing import resource_tracker

    resource_tracker.ensure_running()  # when it starts later, it lets the signals through again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
