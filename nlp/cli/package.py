"""``yusuan package``: the tagger as a spaCy pipeline that pip installs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from nlp.cli.lang import LangOption
from nlp.cli.messages import Messages
from nlp.cli.tagging import ModelOption


def package(
    context: typer.Context,
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="help.package.out", show_default=False)],
    model: ModelOption = None,
    name: Annotated[str, typer.Option("--name", help="help.package.name")] = "yusuan_budget",
    version: Annotated[
        str | None, typer.Option("--version", help="help.package.version", show_default=False)
    ] = None,
    rules: Annotated[bool, typer.Option("--rules", help="help.package.rules")] = False,
    lang: LangOption = None,
) -> None:
    """Write the package's source folder into DIR and say how it is installed."""
    from nlp import __version__
    from nlp.cli.work import say
    from nlp.tagger.model.package import package as make

    messages: Messages = context.obj
    made = make(out, model, name=name, version=version or __version__, rules=rules)
    say(messages("package.done", path=made, name=f"zh_{name}"))
