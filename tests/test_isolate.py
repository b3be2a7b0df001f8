"""One item over its limits costs only that item: time, memory, crashes, and the end of either process."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from nlp.errors import ConfigError, ReadError
from nlp.isolate import Limits, RemoteError, Worker
from tests import isolate_jobs
from tests.isolate_jobs import MIB, SHA256

linux = pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits a process's memory")
posix = pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
LIMITS = Limits(seconds=30, memory_bytes=100 * MIB)


@pytest.fixture(scope="module")
def shared() -> Iterator[Worker[str, object]]:
    """One Worker for all tests that don't look at its process: each leaves it fit for the next."""
    with Worker(isolate_jobs.do, LIMITS) as worker:
        yield worker


def _gone(pid: object) -> bool:
    try:
        os.kill(int(str(pid)), 0)
        # An orphan that has ended stays listed until the system's first process takes note of it.
        return sys.platform == "linux" and ") Z " in Path(f"/proc/{pid}/stat").read_text(encoding="utf-8")
    except (ProcessLookupError, FileNotFoundError):
        return True


def test_the_child_is_another_process_and_stays_from_item_to_item(shared: Worker[str, object]) -> None:
    first, second = shared("pid"), shared("pid")
    assert first == second != os.getpid()


def test_an_item_over_the_time_limit_is_ended_and_the_next_one_done() -> None:
    with Worker(isolate_jobs.do, Limits(seconds=0.5), name=lambda way: f"<{way}>") as worker:
        first = worker("pid")
        started = time.monotonic()
        with pytest.raises(ReadError) as caught:
            worker("sleep")
        assert 0.5 <= time.monotonic() - started < 10
        assert caught.value.kind == "timeout"
        assert caught.value.zh == "<sleep>：处理超过 0.5 秒的时限，已停止；请拆分文件或提高时限。"
        assert caught.value.en.startswith("<sleep>: stopped at the limit of 0.5 s")
        assert _gone(first)
        assert worker("pid") != first


@linux
@pytest.mark.parametrize("way", ["eat", "grow", "wrapped"])
def test_an_item_over_the_memory_limit_is_too_large(shared: Worker[str, object], way: str) -> None:
    with pytest.raises(ReadError) as caught:
        shared(way)
    assert caught.value.kind == "too_large"
    assert "超过 100 MiB 的上限" in caught.value.zh
    assert "limit of 100 MiB" in caught.value.en
    assert shared("modest") == 40 * MIB


def test_a_library_that_words_its_want_of_memory(shared: Worker[str, object]) -> None:
    with pytest.raises(ReadError) as caught:
        shared("bad_alloc")
    assert caught.value.kind == "too_large"


@linux
def test_what_was_loaded_before_counts_for_no_item() -> None:
    with Worker(isolate_jobs.do, LIMITS, prepare=isolate_jobs.keep_much) as worker:
        assert worker("kept") == 1
        assert worker("modest") == 40 * MIB


def test_memory_does_not_grow_with_the_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    for chosen, expected in ((None, "1"), ("3", "3")):
        monkeypatch.delenv("OPENBLAS_NUM_THREADS", raising=False)
        if chosen is not None:
            monkeypatch.setenv("OPENBLAS_NUM_THREADS", chosen)
        with Worker(isolate_jobs.do, LIMITS) as worker:
            assert worker("threads") == expected


@linux
def test_a_child_that_keeps_more_than_one_item_may_use_is_renewed() -> None:
    with Worker(isolate_jobs.do, LIMITS) as worker:
        first = worker("pid")
        for _ in range(2):
            worker("keep")
        assert worker("pid") == first
        worker("keep")
        assert worker("kept") == 0
        assert worker("pid") != first


@posix
@pytest.mark.parametrize(
    ("way", "kind", "words"),
    [("kill", "too_large", "SIGKILL"), ("crash", "damaged", "SIGSEGV"), ("quit", "damaged", "exit status 3")],
)
def test_an_item_that_kills_the_child(shared: Worker[str, object], way: str, kind: str, words: str) -> None:
    with pytest.raises(ReadError) as caught:
        shared(way)
    assert caught.value.kind == kind
    assert words in caught.value.zh
    assert words in caught.value.en
    assert shared("kept") == 0


def test_a_read_error_comes_over_whole(shared: Worker[str, object]) -> None:
    with pytest.raises(ReadError) as caught:
        shared("refuse")
    error = caught.value
    assert (error.kind, error.zh, error.en, error.sha256) == ("encrypted", "有密码", "has a password", SHA256)
    assert str(error) == "has a password"


def test_other_errors_of_ours_keep_their_class(shared: Worker[str, object]) -> None:
    with pytest.raises(ConfigError) as caught:
        shared("config")
    assert caught.value.zh == "配置"


@pytest.mark.parametrize(
    ("way", "words"),
    [("divide", "ZeroDivisionError: "), ("exit", "SystemExit: 5"), ("nonsense", "KeyError: 'nonsense'")],
)
def test_a_fault_keeps_its_words_and_traceback(shared: Worker[str, object], way: str, words: str) -> None:
    before = shared("pid")
    with pytest.raises(RemoteError) as caught:
        shared(way)
    assert str(caught.value).startswith(words)
    assert "isolate_jobs.py" in caught.value.traceback
    assert shared("pid") == before


def test_a_value_that_cannot_be_sent_is_a_fault(shared: Worker[str, object]) -> None:
    with pytest.raises(RemoteError, match="lambda"):
        shared("lambda")
    assert shared("kept") == 0


@posix
def test_a_child_that_dies_between_items_costs_none() -> None:
    with Worker(isolate_jobs.do, LIMITS) as worker:
        pid = int(str(worker("pid")))
        os.kill(pid, signal.SIGKILL)
        os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT)
        assert worker("pid") != pid


def test_a_child_that_cannot_load_is_a_fault_and_no_loop() -> None:
    with Worker(isolate_jobs.do, LIMITS, prepare=isolate_jobs.fail) as worker:
        for _ in range(2):
            with pytest.raises(RemoteError, match="ZeroDivisionError: while loading"):
                worker("pid")


def test_a_closed_worker_leaves_no_process_and_can_go_on() -> None:
    worker = Worker(isolate_jobs.do, LIMITS)
    first = worker("pid")
    worker.close()
    worker.close()
    assert _gone(first)
    second = worker("pid")
    worker.close()
    assert second != first
    assert _gone(second)


def test_closing_before_the_child_is_ready_ends_it() -> None:
    before = set(multiprocessing.active_children())
    with Worker(isolate_jobs.do, LIMITS):
        assert set(multiprocessing.active_children()) > before
    assert set(multiprocessing.active_children()) == before


def test_without_limits() -> None:
    assert not Limits(0, 0)
    with Worker(isolate_jobs.do, Limits(0, 0)) as worker:
        assert worker("modest") == 40 * MIB


@pytest.mark.parametrize("wrong", [(-1.0, 0), (0, -1), (float("nan"), 0), (float("inf"), 0)])
def test_limits_that_are_none(wrong: tuple[float, int]) -> None:
    with pytest.raises(ValueError, match="limits are finite"):
        Limits(*wrong)


# The end of the parent

PARENT = """
import sys
from nlp.isolate import Limits, Worker
from tests.isolate_jobs import do

if __name__ == "__main__":
    with Worker(do, Limits(60, 0)) as worker:
        worker("print")
        print(worker("pid"), flush=True)
        worker("sleep")
"""


@pytest.fixture
def parent(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """A program in a session of its own, whose Worker is busy; its first line is the child's process id."""
    script = tmp_path / "parent.py"
    script.write_text(PARENT, encoding="utf-8")
    root = Path(__file__).parents[1]
    process = subprocess.Popen(
        [sys.executable, script],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        env={**os.environ, "PYTHONPATH": str(root)},
    )
    yield process
    if process.poll() is None:
        process.kill()
    process.communicate(timeout=30)


def _wait(condition: Callable[[], bool], seconds: float = 20) -> bool:
    end = time.monotonic() + seconds
    while not condition() and time.monotonic() < end:
        time.sleep(0.02)
    return condition()


@posix
def test_ctrl_c_ends_both_quietly(parent: subprocess.Popen[str]) -> None:
    assert parent.stdout is not None
    pid = int(parent.stdout.readline())  # what the child prints went elsewhere
    os.killpg(parent.pid, signal.SIGINT)  # as a terminal does: to both
    _, stderr = parent.communicate(timeout=30)
    assert parent.returncode == -signal.SIGINT
    assert _gone(pid)
    # One traceback, the parent's; no word of semaphores or of the child.
    assert stderr.count("Traceback") == 1
    assert stderr.startswith("noise\nTraceback")
    assert "resource_tracker" not in stderr


@posix
@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGKILL])
def test_a_parent_that_is_killed_leaves_no_orphan(
    parent: subprocess.Popen[str], ending: signal.Signals
) -> None:
    assert parent.stdout is not None
    pid = int(parent.stdout.readline())
    parent.send_signal(ending)
    parent.wait(30)
    assert _wait(lambda: _gone(pid))
