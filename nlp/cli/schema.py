"""``yusuan schema``: the JSON Schema of one output line."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from nlp.cli.lang import LangOption
from nlp.cli.messages import Messages


def schema(
    context: typer.Context,
    of: Annotated[Literal["extract", "reconcile"], typer.Option("--of", help="help.of")] = "extract",
    lang: LangOption = None,
) -> None:
    """Print the JSON Schema of one line of a command's output."""
    import json

    from nlp.cli.output import open_output, write_line
    from nlp.schema import json_schema

    messages: Messages = context.obj
    with open_output(None, messages) as stream:
        write_line(stream, json.dumps(json_schema(of), ensure_ascii=False, indent=2))
