"""``yusuan reconcile``: what prose states against the tables, and the findings."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from nlp.cli.lang import LangOption
from nlp.cli.messages import Messages


def reconcile(
    context: typer.Context,
    files: Annotated[list[Path], typer.Argument(metavar="FILE", help="help.files", show_default=False)],
    json_lines: Annotated[bool, typer.Option("--json", help="help.json")] = False,
    lang: LangOption = None,
) -> None:
    """Print findings and statements of each document as tables, or as JSON Lines."""
    from nlp import serialise
    from nlp.cli.draw.reconciliation import draw_reconciliation
    from nlp.cli.report import report
    from nlp.pipeline import Result
    from nlp.schema import Reconciliation

    def to_record(result: Result) -> Reconciliation:
        return serialise.reconciliation(result.outline, result.statements, result.findings)

    messages: Messages = context.obj
    status = report(files, messages, draw=draw_reconciliation, to_record=to_record if json_lines else None)
    raise typer.Exit(status)
