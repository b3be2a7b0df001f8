"""``yusuan reconcile``: what prose states against the tables, and the findings."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from nlp.cli.lang import LangOption
from nlp.cli.limits import DEFAULT_MEMORY, DEFAULT_TIMEOUT, MemoryOption, TimeoutOption, limited
from nlp.cli.messages import Messages


def reconcile(
    context: typer.Context,
    files: Annotated[list[Path], typer.Argument(metavar="FILE", help="help.files", show_default=False)],
    json_lines: Annotated[bool, typer.Option("--json", help="help.json")] = False,
    timeout: TimeoutOption = DEFAULT_TIMEOUT,
    memory: MemoryOption = DEFAULT_MEMORY,
    lang: LangOption = None,
) -> None:
    """Print findings and statements of each document as tables, or as JSON Lines."""
    from nlp.cli import jobs
    from nlp.cli.screen import screen_of

    messages: Messages = context.obj
    job = jobs.reconcile_line if json_lines else partial(jobs.draw_reconciliation, screen=screen_of(messages))
    with limited(job, timeout, memory) as work:
        from nlp.cli.report import report

        status = report(files, messages, work, json_lines=json_lines)
    raise typer.Exit(status)
