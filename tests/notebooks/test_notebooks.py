"""Every notebook runs from its first cell to its last, and is kept without outputs."""

from __future__ import annotations

import os
from importlib.util import find_spec
from pathlib import Path

import pytest

for _needed in ("nbclient", "nbformat", "ipykernel", "altair", "pandas", "duckdb", "pyarrow", "onnxruntime"):
    pytest.importorskip(_needed, reason=f"notebooks need yusuan[notebooks,archive,tagger] ({_needed})")
nbclient, nbformat = (pytest.importorskip(name) for name in ("nbclient", "nbformat"))

ROOT = Path(__file__).resolve().parents[2]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
_LOOP = ROOT / "notebooks" / "02_annotator_loop.ipynb"


def _run(path: Path, timeout: int) -> str:
    """Execute a notebook in a kernel of this Python; return what it printed. An error in a cell is raised."""
    notebook = nbformat.read(path, as_version=4)
    nbclient.NotebookClient(
        notebook, timeout=timeout, kernel_name="python3", resources={"metadata": {"path": str(path.parent)}}
    ).execute()
    outputs = (output for cell in notebook.cells for output in cell.get("outputs", ()))
    return "".join(output.get("text", "") for output in outputs)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_it_is_kept_short_and_without_outputs(path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    assert path.stat().st_size < 20_000
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert not any(cell.outputs or cell.execution_count for cell in code)
    assert notebook.cells[-1].source.startswith("## 结论")
    assert "../shared" not in path.read_text(encoding="utf-8")


@pytest.mark.slow
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_it_runs(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("YUSUAN_NOTEBOOK_TRAIN", raising=False)
    _run(path, 120)


@pytest.mark.slow
@pytest.mark.skipif(find_spec("torch") is None, reason="training needs yusuan[train]")
@pytest.mark.skipif(
    os.environ.get("YUSUAN_NOTEBOOK_TRAIN") != "1", reason="set YUSUAN_NOTEBOOK_TRAIN=1: takes minutes"
)
def test_fifty_labelled_narratives_improve_the_model() -> None:
    printed = _run(_LOOP, 3600)
    print(*(line for line in printed.splitlines() if "before" in line or "after" in line), sep="\n")
    assert "之后 / after" in printed  # the cell itself asserts that F1 rose
