"""A whole run: the start, training, export, evaluation, and the card, in one folder."""

from __future__ import annotations

import os
import platform
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from nlp.tagger.model import card
from nlp.tagger.model.backbone import build
from nlp.tagger.model.evaluate import evaluate
from nlp.tagger.model.examples import Example
from nlp.tagger.model.export import export
from nlp.tagger.model.joint import merge
from nlp.tagger.model.runtime import emitter, load
from nlp.tagger.model.settings import TaggerSettings, settings
from nlp.tagger.model.start import check_sum, packaged_weights, read
from nlp.tagger.model.train import Progress, Step, Training
from nlp.tagger.spans import FieldSpan

__all__ = ["Run", "Step"]

LIMITS: Final = (
    "Trained on written narratives only. Real ones are longer and hold more prose and more ways to write, "
    "where it is weaker: compare it with the rules on documents of your own before you rely on it.",
    "Overlapping spans are not learned; a role that only a section farther away than a window explains is "
    "not seen.",
    "Scores are probabilities of the model, not calibrated on real documents.",
    "Simplified Chinese; characters outside GB 2312 and the start's vocabulary are all one unknown token.",
)


@dataclass(frozen=True)
class Run:
    """What to train on, what to judge by ("development" decides when to stop), and the rules' spans."""

    name: str
    folder: Path
    pool: Sequence[Example]
    judged: Mapping[str, Sequence[Example]]
    rules: Mapping[str, Sequence[Sequence[FieldSpan]]]
    command: str

    def make(
        self, report: Callable[[Step], None], start: Path | None = None, weights: Path | None = None
    ) -> Path:
        """Do all of it and return the model's folder, ``folder/name``.

        Raises:
            ConfigError: if the pretrained weights are missing or others than expected.
        """
        options = settings()
        start = start or self._start(options, weights)
        training = Training(start, self.folder, options, self.pool, self.judged["development"], report)
        training.run()
        return self.finish(training.progress)

    def finish(self, progress: Progress) -> Path:
        """Export the best network that training left in the folder, evaluate it and write its card."""
        options = settings()
        model = export(self.folder / "best", self.folder / self.name, options.windows)
        card.write(model, self._record(model, progress, options))
        return model

    def _start(self, options: TaggerSettings, weights: Path | None) -> Path:
        folder = self.folder / "start"
        if not (folder / "tokenizer.json").is_file():
            weights = weights or packaged_weights()
            check_sum(weights, options.start.sha256)
            build(read(weights), folder, options.start.layers)
        return folder

    def _record(self, model: Path, progress: Progress, options: TaggerSettings) -> dict[str, Any]:
        made = {"train": self.pool, **self.judged}
        return {
            "name": self.name,
            "date": datetime.now(UTC).date().isoformat(),
            "machine": f"{os.cpu_count()} cores, {platform.machine()}",
            "minutes": round(progress.seconds / 60),
            "command": self.command,
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
        eight = load(folder)
        full = emitter(self.folder / "best" / "model.fp32.onnx")
        examples = self.judged[key]
        texts, expected = [e.text for e in examples], [e.spans for e in examples]
        rules, model = self.rules[key], eight.spans(texts)
        joint = settings().joint
        taggers: dict[str, Sequence[Sequence[FieldSpan]]] = {
            "rules": rules,
            "model": model,
            "model, fp32": replace(eight, emit=full).spans(texts),
            "joint": [merge(r, m, joint.sure, joint.labels) for r, m in zip(rules, model, strict=True)],
        }
        return {name: card.figures(evaluate(expected, found)) for name, found in taggers.items()}
