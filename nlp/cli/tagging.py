"""``--tagger`` and ``--model``: what finds the spans."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from nlp.tagger import TaggerName, Tagging

TaggerOption = Annotated[TaggerName, typer.Option("--tagger", help="help.tagger")]
ModelOption = Annotated[
    Path | None, typer.Option("--model", metavar="DIR", help="help.model", show_default=False)
]
DEFAULT_TAGGER: TaggerName = "rules"


def checked(tagger: TaggerName, model: Path | None) -> Tagging:
    """Return the choice; a missing model is told here, once, before any document. Raises ConfigError."""
    tagging = Tagging(tagger, model)
    if tagger != "rules":
        tagging.tagger()
    return tagging
