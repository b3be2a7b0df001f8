"""`yusuan train` from records to a model folder, with a start so small that it takes seconds."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from nlp.cli.app import app
from nlp.tagger.model import card
from nlp.tagger.model.characters import Characters
from nlp.tagger.model.settings import settings

TEXT = "一、实施主体\n柳浦市图书馆\n二、年度预算安排\n2025年30万元。"


def _records(path: Path, split: str, **meta: str) -> Path:
    start = TEXT.index("柳浦")
    spans = [{"label": "BODY", "start": start, "end": start + 6}]
    lines = [
        json.dumps({"id": f"{split}{i}", "text": TEXT, "spans": spans, "meta": {"split": split, **meta}})
        for i in range(3)
    ]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def _start(folder: Path) -> Path:
    transformers = pytest.importorskip("transformers")
    characters = Characters.of(sorted(set(TEXT)))
    config = transformers.BertConfig(
        vocab_size=len(characters.ids), hidden_size=32, num_hidden_layers=1, num_attention_heads=2,
        intermediate_size=64, max_position_embeddings=512,
    )  # fmt: skip
    transformers.BertModel(config, add_pooling_layer=False).save_pretrained(folder)
    characters.save(folder / "tokenizer.json")
    return folder


def test_a_start_and_a_backbone_exclude_each_other(tmp_path: Path) -> None:
    arguments = ["--lang", "en", "train", "x.jsonl", "--dev", "x.jsonl", "--out", str(tmp_path)]
    result = CliRunner().invoke(app, [*arguments, "--start", "a", "--backbone", "b"])
    assert result.exit_code == 2
    assert "--backbone" in result.output


@pytest.mark.slow
def test_the_folder_holds_a_model_its_record_and_its_mistakes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("torch", "datasets", "onnx", "onnxscript", "onnxruntime", "nervaluate", "seqeval"):
        pytest.importorskip(name)
    known = settings()
    short = known.training.model_copy(update={"steps": 2})
    monkeypatch.setattr(
        "nlp.tagger.model.settings.settings", lambda: known.model_copy(update={"training": short})
    )
    taught = _records(tmp_path / "taught.jsonl", "train", family="plain")
    own = _records(tmp_path / "own.jsonl", "test", sha256="0f" * 32)
    arguments = ["train", str(taught), "--dev", str(_records(tmp_path / "dev.jsonl", "dev", family="other"))]
    arguments += ["--test", str(own), "--backbone", str(_start(tmp_path / "start"))]
    arguments += ["--out", str(tmp_path / "out"), "--name", "tiny", "--note", "One.", "--note", "Two."]
    result = CliRunner().invoke(app, arguments)
    assert result.exit_code == 0, result.output
    folder = tmp_path / "out" / "tiny"
    run = json.loads((folder / card.RUN).read_text(encoding="utf-8"))
    assert run["notes"] == ["One.", "Two."]
    assert "- One.\n- Two.\n" in (folder / card.CARD).read_text(encoding="utf-8")
    assert set(run["metrics"]) == {"development", "own"}
    f1, low, high = run["metrics"]["own"]["rules"]["measures"]["BODY"]["strict"]
    assert low <= f1 <= high
    # Taught for two steps, the model finds next to nothing: every span stands among its mistakes.
    for name, shown in (("development", True), ("own", False)):
        text = (tmp_path / "out" / f"confusions-{name}.jsonl").read_text(encoding="utf-8")
        missed = [json.loads(line) for line in text.splitlines()]
        assert any(row["tagger"] == "model" for row in missed)
        assert all(("around" in row) == shown for row in missed)
        assert ("图书馆" in text) == shown
