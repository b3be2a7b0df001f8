"""The packaged pipeline: built, installed into a folder of its own, and loaded by its name without torch."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pytest

from nlp.errors import YusuanError
from nlp.tagger.model.folder import model_dir

TEXT = "一、实施主体\n云川市档案馆\n二、实施周期\n2025年3月至2025年11月\n三、年度预算安排\n320.7万元"
shipped = pytest.mark.skipif(not (model_dir() / "model.onnx").is_file(), reason="no model is shipped")


@shipped
@pytest.mark.parametrize("rules", [False, True])
def test_a_saved_pipeline_takes_the_model_along(rules: bool, tmp_path: Path) -> None:
    pytest.importorskip("onnxruntime")
    import spacy

    from nlp.tagger.model.package import pipeline

    made = pipeline(rules=rules)
    made.to_disk(tmp_path / "pipeline")
    loaded = spacy.load(tmp_path / "pipeline")
    assert loaded.pipe_names == ["yusuan_sentences", "yusuan_tagger"]
    config = (tmp_path / "pipeline" / "config.cfg").read_text(encoding="utf-8")
    assert str(model_dir()) not in config
    doc = loaded(TEXT)
    assert ("SCHEDULE", "2025年3月至2025年11月") in {(s.label_, s.text) for s in doc.spans["fields"]}
    assert doc.user_data["fields"] == made(TEXT).user_data["fields"]


def test_a_name_that_cannot_be_imported_is_refused(tmp_path: Path) -> None:
    from nlp.tagger.model.package import package

    with pytest.raises(YusuanError):
        package(tmp_path, name="not-a-name")


def _builds_wheels() -> bool:
    """Tell whether setuptools makes wheels by itself, or has help."""
    try:
        return int(version("setuptools").split(".")[0]) >= 71 or bool(version("wheel"))
    except PackageNotFoundError:
        return False


@shipped
@pytest.mark.slow
def test_pip_installs_the_package_and_spacy_loads_it_by_name(tmp_path: Path) -> None:
    pytest.importorskip("onnxruntime")
    if not _builds_wheels():
        pytest.skip("needs setuptools 71 or newer, or wheel, to install without downloading them")
    try:
        version("yusuan")
    except PackageNotFoundError:
        pytest.skip("needs yusuan installed: spaCy finds the tokenizer and the tagger by its entry points")
    from nlp.tagger.model.package import package

    made = package(tmp_path / "out")
    assert made.name.startswith("zh_yusuan_budget-")
    meta = json.loads((made / "meta.json").read_text(encoding="utf-8"))
    assert meta["requirements"][0].startswith("yusuan[tagger]>=")
    assert "BODY" in meta["labels"]["yusuan_tagger"]
    target = tmp_path / "installed"
    pip = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--no-index",
        "--no-deps",
        "--no-build-isolation",
    ]
    subprocess.run([*pip, "--target", str(target), str(made)], check=True, capture_output=True)
    code = (
        "import sys, socket\n"
        "sys.modules['torch'] = sys.modules['transformers'] = None\n"
        "socket.socket.connect = None\n"
        "import spacy\n"
        "nlp = spacy.load('zh_yusuan_budget')\n"
        f"doc = nlp({TEXT!r})\n"
        "print([(span.label_, span.text) for span in doc.spans['fields']])\n"
        "print(nlp.get_pipe('yusuan_tagger').folder)\n"
        "print(len(list(doc.sents)))\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(target)}
    run = subprocess.run(
        [sys.executable, "-c", code],
        check=True,
        capture_output=True,
        text=True,
        env=environment,
        cwd=tmp_path,
    )
    spans, folder, sentences = run.stdout.splitlines()
    assert "('SCHEDULE', '2025年3月至2025年11月')" in spans
    assert folder.startswith(str(target))
    assert int(sentences) == 6
