"""Doc to labelled spans: any tagger, rules or model, gives FieldSpans (see spans.py)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from nlp.pipeline import Tagger

__all__ = ["RULES", "TaggerName", "Tagging", "make_tagger"]

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


#: The default.
RULES: Final = Tagging()


def make_tagger(name: TaggerName, folder: Path | None = None) -> Tagger:
    """Return a tagger for ``nlp.pipeline.Settings``; ``folder`` holds another model than the shipped one.

    Raises:
        ConfigError: if the model is missing or can't be read, or ONNX Runtime is not installed.
    """
    from nlp.tagger import rules

    if name == "rules":
        return rules.tag
    from nlp.tagger.model.runtime import ModelTagger, load

    return ModelTagger(load(folder), rules.tag if name == "joint" else None)
