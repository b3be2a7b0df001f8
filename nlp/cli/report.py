"""``yusuan report``: one HTML file a document to look at, or the overview of a store."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from nlp.cli.jobs import Written
from nlp.cli.lang import LangOption
from nlp.cli.limits import DEFAULT_MEMORY, DEFAULT_TIMEOUT, MemoryOption, TimeoutOption, limited
from nlp.cli.messages import Messages
from nlp.cli.tagging import ModelOption, TaggerOption, chosen

_PAGES = (".html", ".htm")


def report(
    context: typer.Context,
    inputs: Annotated[
        list[Path], typer.Argument(metavar="FILE", help="help.report.inputs", show_default=False)
    ],
    out: Annotated[
        Path | None, typer.Option("--out", metavar="PATH", help="help.report.out", show_default=False)
    ] = None,
    tagger: TaggerOption = None,
    model: ModelOption = None,
    timeout: TimeoutOption = DEFAULT_TIMEOUT,
    memory: MemoryOption = DEFAULT_MEMORY,
    lang: LangOption = None,
) -> None:
    """Write the reports of documents, or the overview of a store."""
    from nlp.archive.manifest import NAME

    messages: Messages = context.obj
    if out is None:
        raise typer.BadParameter(messages("usage.report.out"))
    if len(inputs) == 1 and (inputs[0] / NAME).is_file():
        from nlp.cli.report_jobs import store_index

        target = out if _is_page(out) else _folder(out, messages) / "index.html"
        _write(target, store_index(inputs[0]), messages)
        return
    from nlp.cli import report_jobs

    tagging = chosen(tagger, model, messages)
    with limited(partial(report_jobs.report_page, tagging=tagging), timeout, memory) as work:
        status = _write_each(inputs, out, work, messages)
    raise typer.Exit(status)


def _write_each(inputs: list[Path], out: Path, work: Callable[[Path], Written], messages: Messages) -> int:
    """Write a page for each document that can be read; return the exit status."""
    from nlp.cli.work import outcomes, say_warnings

    one = len(inputs) == 1 and not inputs[0].is_dir()
    if _is_page(out) and not one:
        raise typer.BadParameter(messages("usage.report.folder", path=out))
    names = _names(None if one and _is_page(out) else _folder(out, messages), out)
    failed = False
    for outcome in outcomes(inputs, work, messages):
        if outcome.error is not None:
            failed = True
        if outcome.result is not None:
            say_warnings(outcome.result.source, outcome.result.warnings, messages)
            _write(names(outcome.path), outcome.result.text, messages)
    return int(failed)


def _names(folder: Path | None, out: Path) -> Callable[[Path], Path]:
    """Return what names the pages: ``out`` itself, or files of the folder, each name once."""
    taken: set[str] = set()

    def candidates(path: Path) -> Iterator[str]:
        yield path.stem
        yield path.name
        number = 2
        while True:
            yield f"{path.stem}-{number}"
            number += 1

    def name(path: Path) -> Path:
        if folder is None:
            return out
        stem = next(each for each in candidates(path) if each.casefold() not in taken)
        taken.add(stem.casefold())
        return folder / f"{stem}.html"

    return name


def _is_page(out: Path) -> bool:
    return out.suffix.lower() in _PAGES and not out.is_dir()


def _folder(out: Path, messages: Messages) -> Path:
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise typer.BadParameter(messages("usage.out", path=out, reason=error.strerror)) from error
    return out


def _write(path: Path, page: str, messages: Messages) -> None:
    from nlp.cli.output import open_output
    from nlp.cli.work import say

    with open_output(path, messages) as stream:
        stream.write(page)
    say(messages("report.written", path=path, size=round(len(page.encode()) / 1000)))
