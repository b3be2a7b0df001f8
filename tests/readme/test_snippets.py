"""What the README shows of Python runs: every block in order, beside samples and models."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from nlp.cli.app import app

ROOT = Path(__file__).resolve().parents[2]
_BLOCK = re.compile(r"^```python\n(.*?)^```", re.MULTILINE | re.DOTALL)
#: Packages of the extras that the blocks use.
_NEEDED = ("onnxruntime", "datasets", "pyarrow")


@pytest.mark.slow
@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_the_python_of_the_readme_runs(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for package in _NEEDED:
        pytest.importorskip(package, reason=f"the README's examples need {package}")
    blocks = _BLOCK.findall((ROOT / name).read_text(encoding="utf-8"))
    if not blocks:
        pytest.skip(f"{name} shows no Python")
    for folder in ("samples", "models"):
        (tmp_path / folder).symlink_to(ROOT / folder)
    monkeypatch.chdir(tmp_path)
    made = CliRunner().invoke(app, ["archive", "samples", "--out", "store", "--workers", "1", "--quiet"])
    assert made.exit_code == 0, made.output
    capsys.readouterr()
    namespace: dict[str, object] = {"__name__": "__main__"}
    for number, block in enumerate(blocks, start=1):
        exec(compile(block, f"{name}, block {number}", "exec"), namespace)
    printed = capsys.readouterr().out
    assert "print(" not in "".join(blocks) or printed.strip()
