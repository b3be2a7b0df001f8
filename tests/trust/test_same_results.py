"""The published results are the same bytes in any locale and time zone and with any hash seed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
SURROUNDINGS = (
    {"PYTHONHASHSEED": "0", "LC_ALL": "C", "TZ": "UTC"},
    {"PYTHONHASHSEED": "4711", "LC_ALL": "tr_TR.UTF-8", "TZ": "Pacific/Kiritimati", "PYTHONUTF8": "0"},
    {"PYTHONHASHSEED": "random", "LC_ALL": "zh_CN.GB18030", "TZ": "America/Los_Angeles", "YUSUAN_DEBUG": "1"},
)


def _results(environment: dict[str, str]) -> bytes:
    documents = sorted(SAMPLES.glob("*-*.*"))
    assert documents
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("YUSUAN_", "LC_", "LANG"))}
    done = subprocess.run(
        [sys.executable, "-m", "nlp.cli", "--lang", "zh", "extract", *documents, "--json"],
        capture_output=True,
        env=kept | environment,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode(errors="replace")
    return done.stdout


def test_surroundings_change_nothing() -> None:
    first, *others = map(_results, SURROUNDINGS)
    assert first.count(b"\n") >= 3
    assert all(each == first for each in others)
