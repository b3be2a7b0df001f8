"""``yusuan show``: what each stage made of one document, drawn."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from nlp.cli.lang import LangOption
from nlp.cli.messages import Messages

if TYPE_CHECKING:
    from rich.console import Console

T = TypeVar("T")
FileArgument = Annotated[Path, typer.Argument(metavar="FILE", help="help.file", show_default=False)]

show_app = typer.Typer(no_args_is_help=True)


def _show(
    context: typer.Context,
    file: Path,
    work: Callable[[Path], T],
    draw: Callable[[Console, T, Messages], None],
) -> None:
    """Draw what ``work`` makes of the file; exit with 1 when it can't be read."""
    from nlp.cli.output import console, open_output
    from nlp.cli.work import outcomes

    messages: Messages = context.obj
    failed = False
    with open_output(None, messages) as stream:
        for outcome in outcomes([file], work, messages):
            failed = failed or outcome.error is not None
            if outcome.result is not None:
                draw(console(stream), outcome.result, messages)
    raise typer.Exit(int(failed))


@show_app.command("outline", help="help.show.outline")
def show_outline(context: typer.Context, file: FileArgument, lang: LangOption = None) -> None:
    """Draw sections, narratives and units."""
    from nlp.cli.draw.outline import draw_outline
    from nlp.pipeline import outline_of

    _show(context, file, outline_of, draw_outline)


@show_app.command("tables", help="help.show.tables")
def show_tables(context: typer.Context, file: FileArgument, lang: LangOption = None) -> None:
    """Draw the budget tables."""
    from nlp.cli.draw.tables import draw_tables
    from nlp.pipeline import outline_of

    _show(context, file, outline_of, draw_tables)


@show_app.command("spans", help="help.show.spans")
def show_spans(context: typer.Context, file: FileArgument, lang: LangOption = None) -> None:
    """Draw the labelled spans of each narrative."""
    from nlp.cli.draw.spans import draw_spans
    from nlp.pipeline import process

    _show(context, file, process, draw_spans)


@show_app.command("facts", help="help.show.facts")
def show_facts(context: typer.Context, file: FileArgument, lang: LangOption = None) -> None:
    """Draw what prose states, as intervals, with the counterparts."""
    from nlp.cli.draw.facts import draw_facts
    from nlp.pipeline import process

    _show(context, file, process, draw_facts)
