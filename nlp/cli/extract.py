"""``yusuan extract``: fields, tables and reconciliation of each document."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from nlp.cli.lang import LangOption
from nlp.cli.messages import Messages


def extract(
    context: typer.Context,
    files: Annotated[list[Path], typer.Argument(metavar="FILE", help="help.files", show_default=False)],
    json_lines: Annotated[bool, typer.Option("--json", help="help.json")] = False,
    text: Annotated[bool, typer.Option("--text", help="help.text")] = False,
    out: Annotated[Path | None, typer.Option("--out", metavar="PATH", help="help.out")] = None,
    lang: LangOption = None,
) -> None:
    """Print the fields of each document as tables, or everything as JSON Lines."""
    messages: Messages = context.obj
    if text and not json_lines:
        raise typer.BadParameter(messages("usage.text"))

    from nlp import serialise
    from nlp.cli.draw.fields import draw_fields
    from nlp.cli.report import report
    from nlp.pipeline import Result
    from nlp.schema import Record

    def to_record(result: Result) -> Record:
        return serialise.record(result.outline, result.fields, result.statements, result.findings, text=text)

    status = report(files, messages, draw=draw_fields, to_record=to_record if json_lines else None, out=out)
    raise typer.Exit(status)
