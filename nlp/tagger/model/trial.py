"""Short trainings that differ in one thing, to learn what it is worth: ablations and learning curves.

A trial's result is written last, so that a broken-off series goes on where it stopped.
"""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from random import Random
from typing import Any, Final, TypeVar

from nlp.tagger.model import card
from nlp.tagger.model.backbone import build
from nlp.tagger.model.decode import Ints
from nlp.tagger.model.evaluate import evaluate
from nlp.tagger.model.examples import Example
from nlp.tagger.model.export import quantise, to_onnx
from nlp.tagger.model.hints import NAMES, only
from nlp.tagger.model.network import Network
from nlp.tagger.model.predict import Emitter, Predictor
from nlp.tagger.model.runtime import emitter
from nlp.tagger.model.settings import TaggerSettings
from nlp.tagger.model.start import check_sum, packaged_weights, read
from nlp.tagger.model.train import Step, Training, predictor

T = TypeVar("T")
RESULT: Final = "result.json"
#: Weights in how many bits: (embeddings in 8, matrices in 8).
BITS: Final[Mapping[str, tuple[bool, bool]]] = {
    "float32": (False, False),
    "int8 embeddings": (True, False),
    "int8 matrices": (False, True),
    "int8 both": (True, True),
}


@dataclass(frozen=True, slots=True)
class Trial:
    """What is trained. ``hints`` are the columns that are told (:data:`nlp.tagger.model.hints.NAMES`)."""

    layers: tuple[int, ...]
    pretrained: bool = True
    hints: tuple[str, ...] = NAMES
    transitions: bool = True
    seed: int = 2026
    #: Steps of training; a pool is read again and again until then.
    steps: int = 100
    #: Whether it is exported, and judged with weights in 8 bits too.
    export: bool = False
    #: The encoder's; None is that of the settings.
    learning_rate: float | None = None
    #: Characters in a batch; None is that of the settings.
    batch: int | None = None


def spread(items: Sequence[T], most: int, group: Callable[[T], str], seed: int = 1) -> list[T]:
    """Return at most so many items in a random order in which every group comes before any comes again.

    More items begin with the same ones.

    >>> sorted(item[0] for item in spread(["a1", "a2", "a3", "b1", "c1"], 3, lambda item: item[0]))
    ['a', 'b', 'c']
    """
    turns: dict[str, int] = {}
    order: list[tuple[int, int]] = []
    drawn = Random(seed).sample(range(len(items)), len(items))
    for number in drawn:
        name = group(items[number])
        turns[name] = turns.get(name, 0) + 1
        order.append((turns[name], number))
    order.sort(key=lambda each: each[0])
    return [items[number] for _, number in order[:most]]


def start(folder: Path, layers: Sequence[int], *, pretrained: bool, seed: int) -> Path:
    """Return a start of these layers, built once. Raises ConfigError without the pretrained weights."""
    import torch

    from nlp.tagger.model.settings import settings

    kind = "pretrained" if pretrained else f"random-{seed}"
    place = folder / f"{kind}-{'-'.join(map(str, layers))}"
    if not (place / "tokenizer.json").is_file():
        weights = packaged_weights()
        check_sum(weights, settings().start.sha256)
        torch.manual_seed(seed)
        build(read(weights), place, layers, pretrained=pretrained)
    return place


def run(
    trial: Trial,
    folder: Path,
    begin: Path,
    pool: Sequence[Example],
    judged: Mapping[str, Sequence[Example]],
    options: TaggerSettings,
    report: Callable[[Step], None] = lambda step: None,
) -> dict[str, Any]:
    """Train and judge, or return what an earlier call has written into ``folder``.

    The last state is judged: nothing is chosen by the texts that it is judged on. The result maps each set
    to its figures.

    Raises:
        ValueError: if the folder holds the result of another trial.
    """
    path = folder / RESULT
    made = {"trial": {**asdict(trial), "layers": list(trial.layers), "hints": list(trial.hints)}}
    made["data"] = {"train": len(pool), **{name: len(each) for name, each in judged.items()}}
    if path.is_file():
        known: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        if any(known[key] != made[key] for key in made):
            raise ValueError(f"{folder} holds another trial; name another folder")
        return known
    changes: dict[str, Any] = {
        "seed": trial.seed, "steps": trial.steps, "transitions": trial.transitions, "keep": "last",
        "cycles": 1, "share": 1.0, "evaluations_per_epoch": 1,
    }  # fmt: skip
    if trial.learning_rate is not None:
        changes["learning_rate"] = trial.learning_rate
    if trial.batch is not None:
        changes["batch"] = trial.batch
    chosen = options.model_copy(update={"training": options.training.model_copy(update=changes)})
    told = [_told(each, trial.hints) for each in pool]
    training = Training(begin, folder / "run", chosen, told, told[:1], report)
    network = training.run()
    reader = predictor(network, training.characters, chosen)
    result: dict[str, Any] = {
        **made,
        "parameters": sum(each.numel() for each in network.folded().parameters()),
        "seconds": round(training.progress.seconds, 1),
        "loss": round(training.progress.curve[-1]["loss"], 5),
        "sets": {name: _judge(reader, each, trial) for name, each in judged.items()},
    }
    if trial.export:
        result["bits"] = _bits(network, reader, judged, trial, folder / "run")
    fresh = folder / (RESULT + ".part")
    fresh.write_text(json.dumps(result, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    fresh.replace(path)
    shutil.rmtree(folder / "run")
    return result


def _told(each: Example, names: Sequence[str]) -> Example:
    return replace(each, types=only(each.types, names))


def _judge(reader: Predictor, examples: Sequence[Example], trial: Trial) -> dict[str, Any]:
    types: list[Ints] = [only(e.types, trial.hints) for e in examples]
    found = reader.spans([e.text for e in examples], types)
    return dict(card.figures(evaluate([e.spans for e in examples], found)))


def _bits(
    network: Network,
    reader: Predictor,
    judged: Mapping[str, Sequence[Example]],
    trial: Trial,
    scratch: Path,
) -> dict[str, Any]:
    """Return the figures, the file's size and the speed of the same network by its weights' bits."""
    found: dict[str, Any] = {}
    for name, (embeddings, matrices) in BITS.items():
        path = scratch / f"{embeddings}.onnx"
        if not path.is_file():
            to_onnx(network, path, eight=embeddings)
        if matrices:
            path = scratch / f"{embeddings}-matrices.onnx"
            quantise(scratch / f"{embeddings}.onnx", path)
        emit, seconds = _timed(emitter(path))
        sets = {key: _judge(replace(reader, emit=emit), each, trial) for key, each in judged.items()}
        read = sum(len(e.text) for each in judged.values() for e in each)
        found[name] = {
            "megabytes": round(path.stat().st_size / 1e6, 1),
            "characters_a_second": round(read / sum(seconds)),
            "sets": sets,
        }
    return found


def _timed(emit: Emitter) -> tuple[Emitter, list[float]]:
    """Return the emitter, and a list that it fills with the seconds of each batch."""
    seconds: list[float] = []

    def timed(ids: Ints, types: Ints) -> Any:
        begun = time.perf_counter()
        found = emit(ids, types)
        seconds.append(time.perf_counter() - begun)
        return found

    return timed, seconds
