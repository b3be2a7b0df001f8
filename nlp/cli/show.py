"""``yusuan show``: what each stage made of one document, drawn."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from nlp.cli import jobs
from nlp.cli.lang import LangOption
from nlp.cli.limits import DEFAULT_MEMORY, DEFAULT_TIMEOUT, MemoryOption, TimeoutOption, limited
from nlp.cli.messages import Messages
from nlp.cli.tagging import ModelOption, TaggerOption, chosen

FileArgument = Annotated[Path, typer.Argument(metavar="FILE", help="help.file", show_default=False)]

show_app = typer.Typer(no_args_is_help=True)


def _show(
    context: typer.Context, file: Path, draw: Callable[..., jobs.Written], timeout: float, memory: float
) -> NoReturn:
    """Draw what a stage makes of the file; exit with 1 when it can't be read."""
    from nlp.cli.screen import screen_of

    messages: Messages = context.obj
    with limited(partial(draw, screen=screen_of(messages)), timeout, memory) as work:
        from nlp.cli.each import print_each

        status = print_each([file], messages, work, json_lines=False)
    raise typer.Exit(status)


@show_app.command("outline", help="help.show.outline")
def show_outline(
    context: typer.Context,
    file: FileArgument,
    timeout: TimeoutOption = DEFAULT_TIMEOUT,
    memory: MemoryOption = DEFAULT_MEMORY,
    lang: LangOption = None,
) -> None:
    """Draw sections, narratives and units."""
    _show(context, file, jobs.draw_outline, timeout, memory)


@show_app.command("tables", help="help.show.tables")
def show_tables(
    context: typer.Context,
    file: FileArgument,
    timeout: TimeoutOption = DEFAULT_TIMEOUT,
    memory: MemoryOption = DEFAULT_MEMORY,
    lang: LangOption = None,
) -> None:
    """Draw the budget tables."""
    _show(context, file, jobs.draw_tables, timeout, memory)


@show_app.command("spans", help="help.show.spans")
def show_spans(
    context: typer.Context,
    file: FileArgument,
    tagger: TaggerOption = None,
    model: ModelOption = None,
    timeout: TimeoutOption = DEFAULT_TIMEOUT,
    memory: MemoryOption = DEFAULT_MEMORY,
    lang: LangOption = None,
) -> None:
    """Draw the labelled spans of each narrative."""
    tagging = chosen(tagger, model, context.obj)
    _show(context, file, partial(jobs.draw_spans, tagging=tagging), timeout, memory)


@show_app.command("facts", help="help.show.facts")
def show_facts(
    context: typer.Context,
    file: FileArgument,
    cells: Annotated[bool, typer.Option("--cells", help="help.show.facts.cells")] = False,
    tagger: TaggerOption = None,
    model: ModelOption = None,
    timeout: TimeoutOption = DEFAULT_TIMEOUT,
    memory: MemoryOption = DEFAULT_MEMORY,
    lang: LangOption = None,
) -> None:
    """Draw what prose states, as intervals, with the counterparts; or what the tables state."""
    draw = jobs.draw_cell_facts if cells else jobs.draw_facts
    _show(context, file, partial(draw, tagging=chosen(tagger, model, context.obj)), timeout, memory)
