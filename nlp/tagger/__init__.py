"""Doc to labelled spans: any tagger, rules or model, gives FieldSpans (see spans.py)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from nlp.pipeline import Tagger

__all__ = ["RULES", "TaggerName", "Tagging", "make_tagger", "usual"]

#: The taggers there are: the rules, the trained model, or the rules completed by what the model is sure of.
TaggerName = Literal["rules", "model", "joint"]


@dataclass(frozen=True, slots=True)
class Tagging:
    """What finds the spans, as it crosses to a child process: a name, and the folder of another model."""

    name: TaggerName = "rules"
    model: Path | None = None

    def tagger(self) -> Tagger:
        """Return the tagger. Raises ConfigError as :func:`make_tagger` does."""
        return make_tagger(self.name, self.model)

    def load(self) -> None:
        """Load the model now, if there is one, and not with the first text that needs it.

        Raises:
            ConfigError: if the model is missing or can't be read, or ONNX Runtime is not installed.
        """
        if self.name != "rules":
            from nlp.tagger.model.runtime import load

            load(self.model)


#: What needs nothing but the core installation.
RULES: Final = Tagging()


def usual() -> Tagging:
    """Return what the commands use unasked: both taggers where the trained one can run, else the rules."""
    from nlp.tagger.model.folder import model_dir

    runs = find_spec("onnxruntime") is not None and (model_dir() / "model.onnx").is_file()
    return Tagging("joint") if runs else RULES


def make_tagger(name: TaggerName, folder: Path | None = None) -> Tagger:
    """Return a tagger for ``nlp.pipeline.Settings``; ``folder`` holds another model than the shipped one.

    ``joint`` loads the model with the first text that needs it.

    Raises:
        ConfigError: if ``model`` is missing or can't be read, or ONNX Runtime is not installed.
    """
    from nlp.tagger import rules

    if name == "rules":
        return rules.tag
    from nlp.tagger.model.runtime import ModelTagger, load

    if name == "model":
        return ModelTagger(load(folder))
    from nlp.tagger.model.joint import JointTagger

    return JointTagger(rules.tag, partial(load, folder))
