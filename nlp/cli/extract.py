"""``yusuan extract``: fields, tables and reconciliation of each document."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from nlp.cli.lang import LangOption
from nlp.cli.limits import DEFAULT_MEMORY, DEFAULT_TIMEOUT, MemoryOption, TimeoutOption, limited
from nlp.cli.messages import Messages
from nlp.cli.tagging import ModelOption, TaggerOption, chosen


def extract(
    context: typer.Context,
    files: Annotated[list[Path], typer.Argument(metavar="FILE", help="help.files", show_default=False)],
    json_lines: Annotated[bool, typer.Option("--json", help="help.json")] = False,
    text: Annotated[bool, typer.Option("--text", help="help.text")] = False,
    out: Annotated[Path | None, typer.Option("--out", metavar="PATH", help="help.out")] = None,
    tagger: TaggerOption = None,
    model: ModelOption = None,
    explain: Annotated[bool, typer.Option("--explain", help="help.explain")] = False,
    timeout: TimeoutOption = DEFAULT_TIMEOUT,
    memory: MemoryOption = DEFAULT_MEMORY,
    lang: LangOption = None,
) -> None:
    """Print the fields of each document as tables, or everything as JSON Lines."""
    messages: Messages = context.obj
    if text and not json_lines:
        raise typer.BadParameter(messages("usage.text"))

    from nlp.cli import jobs
    from nlp.cli.screen import screen_of

    tagging = chosen(tagger, model, messages)
    if explain and tagging.name != "joint":
        raise typer.BadParameter(messages("usage.votes"))
    job = (
        partial(jobs.extract_line, text=text, tagging=tagging, explain=explain)
        if json_lines
        else partial(jobs.draw_fields, screen=screen_of(messages, out), tagging=tagging, explain=explain)
    )
    with limited(job, timeout, memory) as work:
        from nlp.cli.each import print_each

        status = print_each(files, messages, work, json_lines=json_lines, out=out)
    raise typer.Exit(status)
