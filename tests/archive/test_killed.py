"""A run is killed at random instants; started again, it makes the store of a run that nothing disturbed."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.archive.conftest import tree, write_folder
from tests.archive.generator import write_archive

pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs SIGKILL")
_ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def _own_scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep what a killed run can't tidy up (a copy of the documents under way) out of the system's folder."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))


def _start(arguments: list[str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", *arguments],
        cwd=_ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": str(_ROOT)},
    )


def _timed(arguments: list[str]) -> float:
    began = time.monotonic()
    assert _start(arguments).wait() in {0, 1}
    return time.monotonic() - began


def _kill_after(seconds: float, arguments: list[str]) -> bool:
    """Kill a run in the middle; tell whether it was still going."""
    run = _start(arguments)
    try:
        run.wait(seconds)
    except subprocess.TimeoutExpired:
        run.kill()
        run.wait()
        return True
    return False


def _instants(count: int, seconds: float, seed: int) -> list[float]:
    """Return random instants, one in each of ``count`` equal stretches of a run."""
    rng = random.Random(seed)
    return [(index + rng.random()) / count * seconds for index in range(count)]


def _stub_run(tmp_path: Path, record: dict[str, Any], kills: int) -> None:
    folder = write_folder(tmp_path / "in", 40)
    template = tmp_path / "record.json"
    template.write_text(json.dumps(record), encoding="utf-8")

    def command(name: str) -> list[str]:
        log = tmp_path / f"{name}.log"
        return [
            "tests.archive.stub",
            *(str(each) for each in (folder, tmp_path / name, template, log)),
            "0.01",
        ]

    seconds = _timed(command("whole"))
    whole = tree(tmp_path / "whole")
    killed = 0
    for index, instant in enumerate(_instants(kills, seconds, seed=7)):
        name = f"killed{index}"
        killed += _kill_after(instant, command(name))
        assert _start(command(name)).wait() == 0
        assert tree(tmp_path / name) == whole, instant
        read = Counter((tmp_path / f"{name}.log").read_text(encoding="utf-8").split())
        assert len(read) == 40
        # Only the document whose result was not yet whole is read again.
        assert sum(read.values()) <= 41, instant
    assert killed >= kills // 2


def test_killed_at_random_instants(tmp_path: Path, record: dict[str, Any]) -> None:
    _stub_run(tmp_path, record, kills=4)


@pytest.mark.slow
def test_killed_at_twenty_random_instants(tmp_path: Path, record: dict[str, Any]) -> None:
    _stub_run(tmp_path, record, kills=20)


@pytest.mark.slow
def test_the_whole_program_killed_at_twenty_random_instants(tmp_path: Path) -> None:
    write_archive(tmp_path / "in", 8, seed=3, pdf=0.25, faulty=3)

    def command(name: str) -> list[str]:
        return ["nlp.cli", "archive", str(tmp_path / "in"), "--out", str(tmp_path / name), "--workers", "2"]

    seconds = _timed(command("whole"))
    whole = tree(tmp_path / "whole")
    killed = sum(_kill_after(instant, command("killed")) for instant in _instants(20, seconds, seed=11))
    assert killed
    assert _start(command("killed")).wait() == 1  # three files can't be read
    assert tree(tmp_path / "killed") == whole


def test_ctrl_c_says_how_to_go_on(tmp_path: Path) -> None:
    write_archive(tmp_path / "in", 40, seed=6, pdf=0.0)
    arguments = ["archive", str(tmp_path / "in"), "--out", str(tmp_path / "store"), "--progress", "json"]
    run = subprocess.Popen(
        [sys.executable, "-m", "nlp.cli", "--lang", "en", *arguments],
        cwd=_ROOT,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(_ROOT)},
    )
    assert run.stderr is not None
    for line in run.stderr:
        if '"read"' in line:  # the first document is done, or about to be
            break
    run.send_signal(signal.SIGINT)
    said = [line for line in run.stderr.read().splitlines() if not line.startswith("{")]
    assert (run.wait(), said) == (
        130,
        ["stopped; run the same command again to go on, what is finished stays"],
    )
    assert not list(tmp_path.glob("yusuan-*"))  # nothing is left of the documents under way
