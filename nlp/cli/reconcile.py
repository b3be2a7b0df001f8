"""``yusuan reconcile``: what prose states against the tables, and the findings."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from nlp.cli import reconcile_jobs as jobs
from nlp.cli.lang import LangOption
from nlp.cli.limits import DEFAULT_MEMORY, DEFAULT_TIMEOUT, MemoryOption, TimeoutOption, limited
from nlp.cli.messages import Messages
from nlp.cli.tagging import ModelOption, TaggerOption, chosen


def reconcile(
    context: typer.Context,
    files: Annotated[list[Path], typer.Argument(metavar="FILE", help="help.files", show_default=False)],
    json_lines: Annotated[bool, typer.Option("--json", help="help.json")] = False,
    rules: Annotated[
        Path | None, typer.Option("--rules", metavar="TOML", help="help.reconcile.rules", show_default=False)
    ] = None,
    explain: Annotated[
        str | None,
        typer.Option("--explain", metavar="WORDS", help="help.reconcile.explain", show_default=False),
    ] = None,
    across: Annotated[bool, typer.Option("--across", help="help.reconcile.across")] = False,
    tagger: TaggerOption = None,
    model: ModelOption = None,
    timeout: TimeoutOption = DEFAULT_TIMEOUT,
    memory: MemoryOption = DEFAULT_MEMORY,
    lang: LangOption = None,
) -> None:
    """Print findings and statements of each document as tables, or as JSON Lines."""
    from nlp.cli.each import print_each
    from nlp.cli.screen import screen_of

    messages: Messages = context.obj
    if explain is not None and (json_lines or across):
        raise typer.BadParameter(messages("usage.explain"))
    if across and len(files) < 2:
        raise typer.BadParameter(messages("usage.across"))
    if rules is not None:
        from nlp.reconcile.declared import load_rules

        load_rules(rules)  # a faulty file is told once, before any document
    tagging = chosen(tagger, model, messages)
    screen = screen_of(messages)
    if explain is not None:
        job = partial(jobs.draw_explanation, screen=screen, rules=rules, tagging=tagging, words=explain)
    elif json_lines:
        job = partial(jobs.reconcile_line, rules=rules, tagging=tagging)
    else:
        job = partial(jobs.draw_reconciliation, screen=screen, rules=rules, tagging=tagging)
    with limited(job, timeout, memory) as work:
        status = print_each(files, messages, work, json_lines=json_lines)
    if across and not json_lines:
        between = partial(jobs.draw_across, screen=screen, files=tuple(files), tagging=tagging)
        with limited(between, timeout, memory) as work:
            status = max(status, print_each(files[:1], messages, work, json_lines=False))
    raise typer.Exit(status)
