"""``--tagger`` and ``--model``: what finds the spans."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from nlp.cli.messages import Messages
from nlp.tagger import RULES, TaggerName, Tagging, usual

TaggerOption = Annotated[TaggerName | None, typer.Option("--tagger", help="help.tagger", show_default=False)]
ModelOption = Annotated[
    Path | None, typer.Option("--model", metavar="DIR", help="help.model", show_default=False)
]


def chosen(
    tagger: TaggerName | None, model: Path | None, messages: Messages, *, quiet: bool = False
) -> Tagging:
    """Return what is asked for; unasked, both taggers, or the rules with a remark where no model can run.

    Raises:
        ConfigError: if a model that is asked for is missing or can't be read; told once, before any document.
    """
    if tagger is None and model is None:
        found = usual()
        if found == RULES and not quiet:
            from nlp.cli.work import say

            say(messages("tagger.rules"))
        return found
    asked = Tagging(tagger or "joint", model)
    asked.load()
    return asked
