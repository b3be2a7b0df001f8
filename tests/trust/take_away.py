"""Show that each protection is held by a test: ``python -m tests.trust.take_away [WORDS] [--timeout N]``.

In a copy of the project the tests are run once as they are; then each protection is taken away, its tests
must fail, and the row says what they told. ``WORDS`` choose protections by their names. The exit status is 1
where a test passes without its protection, is skipped, or fails with it.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from tests.trust.protections import PROTECTIONS, Protection

_ROOT: Final = Path(__file__).resolve().parents[2]
_COPIED: Final = ("nlp", "configs", "tests", "samples", "scripts", "pyproject.toml", "constraints.txt")
#: What the tests only read.
_LINKED: Final = ("models", "annotations", "docs", "README.md")


def main(arguments: list[str]) -> int:
    """Run the command."""
    parser = argparse.ArgumentParser("python -m tests.trust.take_away", description=__doc__)
    parser.add_argument("words", nargs="*", help="parts of the names of protections; none: all")
    parser.add_argument(
        "--timeout", type=float, default=600.0, help="seconds for the tests of one protection"
    )
    chosen = parser.parse_args(arguments)
    shown = [each for each in PROTECTIONS if not chosen.words or any(w in each.name for w in chosen.words)]
    bad = 0
    with tempfile.TemporaryDirectory(prefix="yusuan-trust-") as folder:
        root = Path(folder)
        _copy(root)
        tests = dict.fromkeys(test for each in shown for test in each.tests)
        if told := _told(tests, root, chosen.timeout * len(shown)):
            print(f"with all protections: {told}", file=sys.stderr)
            return 1
        for each in shown:
            told = _without(each, root, chosen.timeout)
            bad += told is None
            where = each.file.removeprefix("nlp/")
            names = ", ".join(f"`{test.rpartition('::')[2].rpartition('/')[2]}`" for test in each.tests)
            print(f"| {each.name} | `{where}` | {names} | {told or '**not held**'} |", flush=True)
    return int(bool(bad))


def _copy(root: Path) -> None:
    for name in _COPIED:
        path = _ROOT / name
        if path.is_dir():
            shutil.copytree(path, root / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(path, root / name)
    for name in _LINKED:
        if (_ROOT / name).exists():
            (root / name).symlink_to(_ROOT / name)


def _without(each: Protection, root: Path, timeout: float) -> str | None:
    """Return what the tests told without a protection; ``None`` where they passed."""
    path = root / each.file
    before = path.read_text(encoding="utf-8")
    path.write_text(before.replace(each.written, each.instead), encoding="utf-8")
    try:
        return _told(each.tests, root, timeout)
    finally:
        path.write_text(before, encoding="utf-8")


def _told(tests: Iterable[str], root: Path, timeout: float) -> str | None:
    """Return the first complaint of tests; ``None`` where all pass or are skipped."""
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-rfEs", "-p", "no:cacheprovider", *tests]
    environment = os.environ | {"PYTHONPATH": str(root), "PYTHONDONTWRITEBYTECODE": "1", "COLUMNS": "400"}
    try:
        done = subprocess.run(
            command, cwd=root, env=environment, capture_output=True, text=True, timeout=timeout, check=False
        )
    except subprocess.TimeoutExpired:
        return f"no end within {timeout:g} s"
    if done.returncode == 0:
        return None
    found = re.search(r"^E +(?P<told>.*)$", done.stdout, re.M) or re.search(
        r"^(?:FAILED|ERROR) .* - (?P<told>.*)$", done.stdout, re.M
    )
    told = found["told"] if found else f"exit status {done.returncode}"
    return re.sub(r"\s+", " ", told.replace(str(root), "").replace("|", "\\|"))[:90]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
