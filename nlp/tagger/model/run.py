"""A whole run: the start, training, export, evaluation, and the card, in one folder."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from nlp.tagger.model import card
from nlp.tagger.model.backbone_run import make as make_backbone
from nlp.tagger.model.backbone_run import record_of
from nlp.tagger.model.calibrate import (
    UNCHANGED,
    calibration_error,
    fit,
    outcomes,
    reliability,
)
from nlp.tagger.model.confusions import Source, rows
from nlp.tagger.model.confusions import write as write_confusions
from nlp.tagger.model.evaluate import evaluate
from nlp.tagger.model.examples import Example
from nlp.tagger.model.export import export
from nlp.tagger.model.measures import measures
from nlp.tagger.model.predict import Predictor
from nlp.tagger.model.runtime import emitter, load
from nlp.tagger.model.settings import TaggerSettings
from nlp.tagger.model.train import Progress, Step, Training
from nlp.tagger.spans import FieldSpan

__all__ = ["Run", "Step"]

#: What is true of every model trained here.
LIMITS: Final = (
    "Learned mostly from written narratives; real ones are few. Measure it on documents of your own before "
    "you rely on it, and teach it your own: `yusuan train MINE --start models/yusuan-tagger`.",
    "A figure on real narratives that were trained on says nothing about others: see the cross-validation in "
    "docs/results.md.",
    "Overlapping spans are not learned; a role that only a section farther away than a window explains is "
    "seen by the section's kind alone.",
    "Simplified Chinese; characters outside GB 2312 and the start's vocabulary are all one unknown token.",
)


@dataclass(frozen=True)
class Run:
    """What to train on, what to judge by ("development" decides when to stop), and the rules' spans.

    ``sources`` are those of the judged texts, for the lists of confusions; ``notes`` are what a person says
    about the run in its card.
    """

    name: str
    folder: Path
    pool: Sequence[Example]
    judged: Mapping[str, Sequence[Example]]
    rules: Mapping[str, Sequence[Sequence[FieldSpan]]]
    #: What the tagger `joint` finds in a judged set with a network.
    joint: Callable[[str, Predictor], Sequence[Sequence[FieldSpan]]]
    sources: Mapping[str, Sequence[Source]]
    command: str
    options: TaggerSettings
    notes: Sequence[str] = ()

    def make(
        self, report: Callable[[Step], None], start: Path | None = None, weights: Path | None = None
    ) -> Path:
        """Do all of it and return the model's folder, ``folder/name``.

        Raises:
            ConfigError: if the pretrained weights are missing or others than expected.
        """
        options = self.options
        start = start or self._start(options, weights)
        training = Training(start, self.folder, options, self.pool, self.judged["development"], report)
        training.run()
        return self.finish(start, training.progress)

    def finish(self, start: Path, progress: Progress) -> Path:
        """Export the best network in the folder, calibrate and judge it, and write its card."""
        model = export(self.folder / "best", self.folder / self.name, self.options.windows)
        self._calibrate(model)
        card.write(model, self._record(model, start, progress))
        return model

    def _calibrate(self, folder: Path) -> None:
        """Write into config.json how scores become shares of right spans on the development texts."""
        development = self.judged["development"]
        expected = [e.spans for e in development]
        # A model that goes on from another brings that one's curve: raw scores are wanted.
        raw = replace(load(folder), calibration=UNCHANGED)
        path = folder / "config.json"
        config = json.loads(path.read_text(encoding="utf-8"))
        config["calibration"] = asdict(fit(*outcomes(expected, _found(raw, development))))
        path.write_text(json.dumps(config, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        load.cache_clear()

    def _start(self, options: TaggerSettings, weights: Path | None) -> Path:
        folder = self.folder / "start"
        if record_of(folder) is None:
            make_backbone(folder, options, weights)
        return folder

    def _record(self, model: Path, start: Path, progress: Progress) -> dict[str, Any]:
        options = self.options
        made = {"train": self.pool, **self.judged}
        return {
            "name": self.name,
            "date": datetime.now(UTC).date().isoformat(),
            "machine": f"{os.cpu_count()} cores, {platform.machine()}",
            "minutes": round(progress.seconds / 60),
            "command": self.command,
            "start": origin(start),
            "notes": list(self.notes),
            "megabytes": round((model / "model.onnx").stat().st_size / 1e6, 1),
            "settings": options.model_dump(mode="json"),
            "data": [
                {"name": key, "texts": len(each), "characters": sum(len(e.text) for e in each)}
                for key, each in made.items()
            ],
            "curve": progress.curve,
            "metrics": {key: self._judge(key, model) for key in self.judged},
            "limits": list(LIMITS),
        }

    def _judge(self, key: str, folder: Path) -> dict[str, Any]:
        """Judge the rules, the model, the rules completed by the model, and the model in float32."""
        examples = self.judged[key]
        expected = [e.spans for e in examples]
        eight = load(folder)
        full = replace(eight, emit=emitter(self.folder / "best" / "model.fp32.onnx"))
        rules, found = self.rules[key], _found(eight, examples)
        taggers: dict[str, Sequence[Sequence[FieldSpan]]] = {
            "rules": rules,
            "model": found,
            "joint": self.joint(key, eight),
            "model, fp32": _found(full, examples),
        }
        figures = {
            name: {**card.figures(evaluate(expected, spans)), "measures": measures(expected, spans)}
            for name, spans in taggers.items()
        }
        mistakes = (
            row
            for name in ("rules", "model", "joint")
            for row in rows(name, self.sources[key], expected, taggers[name])
        )
        write_confusions(self.folder / f"confusions-{key}.jsonl", mistakes)
        bins = reliability(*outcomes(expected, found))
        figures["model"]["reliability"] = {
            "error": calibration_error(bins),
            "bins": [asdict(each) for each in bins],
        }
        return figures


def _found(predictor: Predictor, examples: Sequence[Example]) -> list[tuple[FieldSpan, ...]]:
    return predictor.spans([e.text for e in examples], [e.types for e in examples])


def origin(start: Path) -> dict[str, Any]:
    """Return what a run began with, for its record: a start as it was built, or another run's model."""
    built = record_of(start)
    if built is not None:
        return {key: value for key, value in built.items() if key != "files"}
    path = start / card.RUN
    if path.is_file():
        run = json.loads(path.read_text(encoding="utf-8"))
        return {key: run.get(key) for key in ("name", "date", "minutes", "command", "start", "notes")}
    return {"name": start.name}
