"""Files made to hang or to eat memory cost their own time and nothing else."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from nlp.errors import ReadError
from nlp.isolate import Limits, Worker
from tests.trust import limit_jobs
from tests.trust.bombs import BOMBS, MB

#: Seconds; what takes a good document's time on a busy machine must fit.
LIMIT = 15.0
#: Kinds of a refusal that a file of this sort may get; a bomb that is read within the bounds is fine, too.
REFUSED = {"too_large", "timeout", "damaged", "empty", "unsupported"}

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits a process's memory"),
]


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker[Path, int]]:
    with Worker(limit_jobs.whole, Limits(LIMIT, 600 * MB), prepare=limit_jobs.load) as made:
        yield made


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("good") / "good.txt"
    path.write_text("云川市2026年部门预算\n预算主管部门：云川市档案馆\n", encoding="utf-8")
    return path


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_costs_itself_alone(name: str, worker: Worker[Path, int], good: Path, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(BOMBS[name]())
    assert worker(good) > 0  # the child is ready
    started = time.monotonic()
    kind = None
    try:
        worker(path)
    except ReadError as error:
        kind = error.kind
    assert kind is None or kind in REFUSED
    assert time.monotonic() - started < LIMIT + 10
    path.unlink()
    assert worker(good) > 0
