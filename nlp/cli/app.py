"""The Typer application: its commands, its language, and what happens to usage errors."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import Annotated, Any, NoReturn, cast

import typer
from typer.core import TyperGroup

from nlp.cli.annotate import annotate_app
from nlp.cli.archive import archive
from nlp.cli.backbone import backbone
from nlp.cli.evaluate import evaluate
from nlp.cli.export import export
from nlp.cli.extract import extract
from nlp.cli.lang import LangOption, choose_language
from nlp.cli.messages import CATALOGUE, Messages
from nlp.cli.mutate import mutate
from nlp.cli.package import package
from nlp.cli.query import query
from nlp.cli.reconcile import reconcile
from nlp.cli.report import report
from nlp.cli.schema import schema
from nlp.cli.show import show_app
from nlp.cli.tag import tag
from nlp.cli.terminal import escaped
from nlp.cli.train import train
from nlp.errors import YusuanError


class LocalisedGroup(TyperGroup):
    """The root command: puts help into the user's language and prints each error as one line."""

    def main(  # the signature is Typer's
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        windows_expand_args: bool = True,
        **extra: Any,
    ) -> NoReturn:
        """Run the command and exit with the contract's status."""
        arguments = list(sys.argv[1:] if args is None else args)
        messages = Messages(choose_language(arguments, os.environ))
        _localise(self, messages)
        extra["obj"] = messages
        try:
            code = super().main(arguments, prog_name, complete_var, False, windows_expand_args, **extra)
        except typer.TyperException as error:
            _show_usage_error(error, messages)
            sys.exit(error.exit_code)
        except YusuanError as error:
            _complain(messages("config", message=error.message(messages.lang)))
            sys.exit(1)
        sys.exit(code if isinstance(code, int) else 0)


def _localise(command: Any, messages: Messages) -> None:
    """Replace the catalogue keys that stand as help texts by their sentences, down to the last option."""
    command.help = _text(command.help, messages)
    command.rich_help_panel = messages("help.panel.commands")
    for parameter in command.params:
        parameter.help = _text(parameter.help, messages)
        panel = "arguments" if parameter.param_type_name == "argument" else "options"
        parameter.rich_help_panel = messages(f"help.panel.{panel}")
    help_option = command.get_help_option(typer.Context(command))
    help_option.help = messages("help.help")
    help_option.rich_help_panel = messages("help.panel.options")
    for child in getattr(command, "commands", {}).values():
        _localise(child, messages)


def _text(key: str | None, messages: Messages) -> str | None:
    return messages(key) if key in CATALOGUE else key


def _show_usage_error(error: typer.TyperException, messages: Messages) -> None:
    """Print one line: what is wrong, and where help is. ``yusuan`` alone prints its help."""
    # Typer keeps its exception classes private; their names and attributes are its stable face.
    kind = type(error).__name__
    context = getattr(error, "ctx", None)
    if kind == "NoArgsIsHelpError":
        return  # Typer has printed it
    parameter = getattr(error, "param", None)
    name = parameter.opts[-1] if parameter is not None and parameter.param_type_name == "option" else None
    name = name or getattr(parameter, "metavar", None) or ""
    if kind == "MissingParameter":
        message = messages("usage.missing", name=name)
    elif kind == "NoSuchOption":
        near = ", ".join(getattr(error, "possibilities", None) or ())
        message = messages(
            "usage.option",
            name=getattr(error, "option_name", ""),
            near=messages("usage.near", names=near) if near else "",
        )
    elif kind == "BadParameter":
        reason = error.message.removeprefix("Value error, ").rstrip(".")
        message = (
            messages("usage.value", name=name, message=reason)
            if name
            else messages("usage.own", message=reason)
        )
    else:
        message = messages("usage.other", message=error.format_message().rstrip("."))
    command = context.command_path if context is not None else "yusuan"
    _complain(messages("usage.line", message=message, command=command))


def _complain(line: str) -> None:
    print(escaped(line), file=sys.stderr)


def _version(wanted: bool) -> None:
    if wanted:
        from nlp import __version__

        typer.echo(f"yusuan {__version__}")
        raise typer.Exit


def _root(
    lang: LangOption = None,
    version: Annotated[
        bool, typer.Option("--version", help="help.version", callback=_version, is_eager=True)
    ] = False,
) -> None:
    # Both options did their work while the arguments were parsed.
    del lang, version


app = typer.Typer(
    name="yusuan",
    cls=LocalisedGroup,
    help="help.app",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.callback()(_root)
app.command(help="help.extract")(extract)
app.command(help="help.reconcile")(reconcile)
app.command(help="help.report")(report)
app.command(help="help.export")(export)
app.command(help="help.archive")(archive)
app.command(help="help.query")(query)
app.command(help="help.schema")(schema)
app.command(help="help.mutate")(mutate)
app.command(help="help.evaluate")(evaluate)
app.add_typer(show_app, name="show", help="help.show")
app.command(help="help.tag")(tag)
app.command(help="help.train")(train)
app.command(help="help.backbone")(backbone)
app.command(help="help.package")(package)
app.add_typer(annotate_app, name="annotate", help="help.annotate")


def run(argv: Sequence[str] | None = None) -> NoReturn:
    """Run the application with ``argv`` (default: the process's arguments) and exit."""
    app_main = cast(Any, typer.main.get_command(app)).main
    app_main(args=argv, prog_name="yusuan")
    raise AssertionError("main exits")
