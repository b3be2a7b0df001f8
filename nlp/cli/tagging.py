"""``--tagger`` and ``--model``: what finds the spans."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from nlp.tagger import TaggerName

if TYPE_CHECKING:
    from nlp.pipeline import Settings

TaggerOption = Annotated[TaggerName, typer.Option("--tagger", help="help.tagger")]
ModelOption = Annotated[
    Path | None, typer.Option("--model", metavar="DIR", help="help.model", show_default=False)
]
DEFAULT_TAGGER: TaggerName = "rules"


@dataclass(frozen=True, slots=True)
class Tagging:
    """The tagger's name, and the folder of another model than the shipped one."""

    name: TaggerName = DEFAULT_TAGGER
    model: Path | None = None
    explain: bool = False

    def settings(self) -> Settings:
        """Return the pipeline's settings. Raises ConfigError if the model can't be loaded."""
        from nlp.pipeline import Settings
        from nlp.tagger import make_tagger

        return Settings(make_tagger(self.name, self.model), explain=self.explain)

    def check(self) -> None:
        """Tell of a missing model once, before any document. Raises ConfigError if it can't be loaded."""
        if self.name != "rules":
            self.settings()
