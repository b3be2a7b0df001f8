"""configs/tagger.toml, validated."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from nlp import config
from nlp.config import ConfigModel

Share = Annotated[float, Field(ge=0, le=1)]
Count = Annotated[int, Field(ge=1)]
Rate = Annotated[float, Field(gt=0)]


class StartSettings(ConfigModel):
    """The pretrained weights: the checksum of their file, and the layers to keep."""

    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    layers: Annotated[tuple[Annotated[int, Field(ge=0)], ...], Field(min_length=1)]


class WindowSettings(ConfigModel):
    """Characters read together, and how many neighbours share; two more places hold the borders' tokens."""

    size: Annotated[int, Field(ge=16, le=510)]
    overlap: Annotated[int, Field(ge=0)]

    @model_validator(mode="after")
    def _fits(self) -> WindowSettings:
        if self.overlap >= self.size:
            raise ValueError("the overlap must be smaller than the window")
        return self


class TrainingSettings(ConfigModel):
    """One training run; the file explains each key."""

    seed: int
    epochs: Count
    steps: Annotated[int, Field(ge=0)] = 0
    batch: Count
    learning_rate: Rate
    head_learning_rate: Rate
    warmup: Share
    cycles: Count = 1
    weight_decay: Annotated[float, Field(ge=0)]
    beta2: Annotated[float, Field(gt=0, lt=1)] = 0.999
    patience: Count
    evaluations_per_epoch: Count
    cross_entropy: Annotated[float, Field(ge=0)]
    hidden: Annotated[float, Field(ge=0, lt=1)] = 0.0
    transitions: bool = True
    bf16: bool
    keep: Literal["best", "last"]
    share: Annotated[float, Field(gt=0, le=1)] = 1.0


class TuningSettings(ConfigModel):
    """How a trained model learns from a user's own narratives; the file explains each key."""

    epochs: Count
    batch: Count
    learning_rate: Rate
    repeat: Count
    mix: Annotated[int, Field(ge=0)]
    share: Annotated[float, Field(gt=0, le=1)]


class PretrainingSettings(ConfigModel):
    """Masked-language training of the start; the file explains each key."""

    seed: int
    steps: Count
    batch: Count
    learning_rate: Rate
    warmup: Share
    weight_decay: Annotated[float, Field(ge=0)]
    masked: Annotated[float, Field(gt=0, lt=1)]


class InferenceSettings(ConfigModel):
    """How texts go through the network."""

    batch: Count
    cut: Annotated[float, Field(ge=0)]


class VotingSettings(ConfigModel):
    """When a span of the model counts beside the rules'."""

    sure: Share


class TaggerSettings(ConfigModel):
    """The whole file."""

    start: StartSettings
    pretraining: PretrainingSettings
    windows: WindowSettings
    training: TrainingSettings
    tuning: TuningSettings
    inference: InferenceSettings
    voting: VotingSettings


def tuned(chosen: TaggerSettings) -> TaggerSettings:
    """Return the settings with which a trained model goes on learning: shorter, gentler, the last state kept.

    >>> tuned(settings()).training.keep
    'last'
    """
    tuning = chosen.tuning
    changes = {
        "steps": 0,
        "epochs": tuning.epochs,
        "batch": tuning.batch,
        "learning_rate": tuning.learning_rate,
        "patience": tuning.epochs,
        "evaluations_per_epoch": 1,
        "cycles": 1,
        "keep": "last",
        "share": tuning.share,
    }
    return chosen.model_copy(update={"training": chosen.training.model_copy(update=changes)})


def settings() -> TaggerSettings:
    """Return the settings of configs/tagger.toml. Raises ConfigError where the file is wrong.

    >>> settings().windows.overlap < settings().windows.size
    True
    """
    return config.load("tagger", TaggerSettings)
