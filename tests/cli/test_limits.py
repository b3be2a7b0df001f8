"""Documents in a child process: one that hangs, eats memory or crashes costs only itself."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import jsonschema  # type: ignore[import-untyped]
import pytest
from typer.testing import CliRunner, Result

from nlp.cli.app import app
from nlp.schema import json_schema
from tests import isolate_jobs

posix = pytest.mark.skipif(os.name == "nt", reason="named pipes and signals of POSIX")
linux = pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits a process's memory")
SAMPLE = Path(__file__).parents[2] / "samples" / "binhe-school-unit-2024.txt"


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Return the command line with child processes, which do what the names of the files say."""
    for name in ("LC_ALL", "LC_MESSAGES", "YUSUAN_DEBUG", "YUSUAN_TIMEOUT", "YUSUAN_MEMORY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    monkeypatch.setattr("nlp.cli.jobs.extract_line", isolate_jobs.line)

    def invoke(*arguments: str | Path) -> Result:
        return CliRunner().invoke(app, [str(each) for each in arguments], prog_name="yusuan")

    return invoke


def _files(folder: Path, *ways: str) -> list[Path]:
    paths = [folder / f"{way}.txt" for way in ways]
    for path in paths:
        path.write_text(path.stem, encoding="utf-8")
    return paths


@posix
@linux
def test_each_failure_is_one_line_and_the_others_are_done(run: Any, tmp_path: Path) -> None:
    kinds = {
        "sleep": "timeout",
        "eat": "too_large",
        "kill": "too_large",
        "crash": "damaged",
        "divide": "unsupported",
        "refuse": "encrypted",
    }
    ways = [way for bad in kinds for way in (bad, "pid")]
    result = run("extract", *_files(tmp_path, *ways), "--json", "--timeout", "1.5", "--memory", "100")
    assert isinstance(result.exception, SystemExit)
    assert (result.exit_code, result.stderr.count("\n")) == (1, len(kinds))
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    assert [line.get("error", {}).get("kind") for line in lines[::2]] == list(kinds.values())
    assert lines[1::2] == [{"text": False, "file": "pid.txt"}] * len(kinds)
    for line in lines[::2]:
        assert jsonschema.Draft202012Validator(json_schema()).is_valid(line)
        assert line["document"]["sha256"] is not None
        assert line["error"]["message"] in result.stderr
    assert lines[0]["document"]["sha256"] == sha256(b"sleep").hexdigest()
    messages = [line["error"]["message"] for line in lines[::2]]
    assert "超过 1.5 秒" in messages[0]
    assert "超过 100 MiB" in messages[1]
    assert "内部错误（ZeroDivisionError: " in messages[4]
    assert "Traceback" not in result.stderr


def test_arguments_reach_the_child_and_its_noise_stays_out_of_the_results(run: Any, tmp_path: Path) -> None:
    result = run("extract", *_files(tmp_path, "print"), "--json", "--text")
    assert (result.exit_code, result.stdout) == (0, '{"text": true, "file": "print.txt"}\n')


def test_debugging_is_in_this_process(run: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("YUSUAN_DEBUG", "1")
    result = run("extract", *_files(tmp_path, "divide"), "--json")
    assert isinstance(result.exception, ZeroDivisionError)


@pytest.mark.parametrize(
    "arguments",
    [["extract"], ["extract", "--json", "--text"], ["reconcile"], ["reconcile", "--json"], ["show", "facts"]],
)
def test_a_child_gives_what_this_process_gives(monkeypatch: pytest.MonkeyPatch, arguments: list[str]) -> None:
    printed = []
    for limit in ("0", "600"):
        monkeypatch.setenv("YUSUAN_TIMEOUT", limit)
        monkeypatch.setenv("YUSUAN_MEMORY", limit)
        result = CliRunner().invoke(app, [*arguments, str(SAMPLE)], prog_name="yusuan")
        printed.append((result.exit_code, result.stdout, result.stderr))
    assert printed[0] == printed[1]
    assert printed[0][1]


# The program itself, on a named pipe that nobody closes: its reading takes for ever.


@pytest.fixture
def endless(tmp_path: Path) -> Path:
    path = tmp_path / "endless.txt"
    os.mkfifo(path)
    return path


@pytest.fixture
def busy(endless: Path) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """A program whose child reads the pipe, and the pipe's writing end."""
    process = subprocess.Popen(
        [sys.executable, "-m", "nlp.cli", "extract", endless, "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        env={**os.environ, "YUSUAN_TIMEOUT": "50", "YUSUAN_MEMORY": "0"},
    )
    # Opening waits for the reader; this one lets go of it when there is none.
    rescue = threading.Timer(30, lambda: os.open(endless, os.O_RDONLY | os.O_NONBLOCK))
    rescue.start()
    writer = os.open(endless, os.O_WRONLY)
    rescue.cancel()
    yield process, writer
    os.close(writer)
    if process.poll() is None:
        process.kill()
    process.communicate(timeout=30)


@posix
def test_a_pipe_that_never_ends_is_a_timeout(endless: Path, tmp_path: Path) -> None:
    writer = os.open(endless, os.O_RDWR)
    try:
        command = [sys.executable, "-m", "nlp.cli", "extract", "--json", "--timeout", "2"]
        done = subprocess.run(
            [*command, endless, tmp_path / "nowhere.txt"], capture_output=True, timeout=60, check=False
        )
    finally:
        os.close(writer)
    first, second = (json.loads(line) for line in done.stdout.splitlines())
    assert done.returncode == 1
    assert first["document"] == {"source": "endless.txt", "sha256": None}
    assert (first["error"]["kind"], second["error"]["kind"]) == ("timeout", "missing")


@posix
@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_no_child_outlives_the_program(busy: tuple[subprocess.Popen[bytes], int], ending: int) -> None:
    process, writer = busy
    if ending == signal.SIGINT:
        os.killpg(process.pid, ending)  # Ctrl-C goes to both
    else:
        process.send_signal(ending)
    stdout, stderr = process.communicate(timeout=30)
    assert stdout == b""
    assert b"Traceback" not in stderr
    if ending == signal.SIGINT:
        assert process.returncode == 130
    assert _nobody_reads(writer)


def _nobody_reads(writer: int, seconds: float = 20) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            os.write(writer, b" ")
        except BrokenPipeError:
            return True
        time.sleep(0.05)
    return False
