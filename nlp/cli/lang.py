"""The language of messages: ``--lang``, else the locale's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Literal, get_args

import typer

Lang = Literal["zh", "en"]

#: Stands on every command, so that it may be given before or after the command's name.
LangOption = Annotated[Lang | None, typer.Option("--lang", help="help.lang", show_default=False)]


def locale_language(environ: Mapping[str, str]) -> Lang:
    """Return the language of the message locale, in the order of precedence that POSIX gives.

    >>> locale_language({"LANG": "zh_CN.UTF-8"}), locale_language({"LC_ALL": "C", "LANG": "zh_CN.UTF-8"})
    ('zh', 'en')
    """
    value = next((environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environ.get(name)), "")
    return "zh" if value.lower().startswith("zh") else "en"


def choose_language(arguments: Sequence[str], environ: Mapping[str, str]) -> Lang:
    """Return the language before the arguments are parsed, so that help and usage errors have it too.

    A value that is no language is left to the parser to refuse.

    >>> choose_language(["--lang", "zh", "extract"], {}), choose_language(["--", "--lang=zh"], {})
    ('zh', 'en')
    """
    chosen = locale_language(environ)
    for index, argument in enumerate(arguments):
        if argument == "--":
            break
        name, equals, value = argument.partition("=")
        if name == "--lang":
            value = value if equals else next(iter(arguments[index + 1 :]), "")
            chosen = next((known for known in get_args(Lang) if known == value), chosen)
    return chosen
