"""``yusuan archive``: many documents to one store, and what of them could not be read."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from nlp.cli.lang import LangOption
from nlp.cli.limits import DEFAULT_MEMORY, DEFAULT_TIMEOUT, MemoryOption, TimeoutOption
from nlp.cli.messages import Messages
from nlp.cli.tagging import ModelOption, TaggerOption, chosen

if TYPE_CHECKING:
    from nlp.archive.engine import Engine
    from nlp.archive.inputs import Source

EngineName = Literal["local", "ray"]


def archive(
    context: typer.Context,
    inputs: Annotated[
        list[str], typer.Argument(metavar="IN", help="help.archive.inputs", show_default=False)
    ],
    out: Annotated[Path | None, typer.Option("--out", metavar="STORE", help="help.archive.out")] = None,
    workers: Annotated[
        int | None, typer.Option("--workers", min=1, help="help.archive.workers", show_default=False)
    ] = None,
    failures: Annotated[bool, typer.Option("--failures", help="help.archive.failures")] = False,
    json_lines: Annotated[bool, typer.Option("--json", help="help.archive.json")] = False,
    retry: Annotated[bool, typer.Option("--retry-failures", help="help.archive.retry")] = False,
    keep: Annotated[bool, typer.Option("--keep", help="help.archive.keep")] = False,
    drop: Annotated[bool, typer.Option("--drop", help="help.archive.drop")] = False,
    tagger: TaggerOption = None,
    model: ModelOption = None,
    timeout: TimeoutOption = DEFAULT_TIMEOUT,
    memory: MemoryOption = DEFAULT_MEMORY,
    engine: Annotated[EngineName, typer.Option("--engine", help="help.archive.engine")] = "local",
    address: Annotated[
        str | None, typer.Option("--address", help="help.archive.address", show_default=False)
    ] = None,
    progress: Annotated[
        Literal["bar", "json"], typer.Option("--progress", help="help.archive.progress")
    ] = "bar",
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="help.archive.quiet")] = False,
    lang: LangOption = None,
) -> None:
    """Read documents into a store, or list what of a store could not be read."""
    messages: Messages = context.obj
    if failures:
        if len(inputs) != 1:
            raise typer.BadParameter(messages("usage.archive.one"))
        _list_failures(Path(inputs[0]), messages, json_lines)
        return
    if out is None:
        raise typer.BadParameter(messages("usage.archive.out"))
    if keep and drop:
        raise typer.BadParameter(messages("usage.archive.others"))
    if address is not None and engine != "ray":
        raise typer.BadParameter(messages("usage.archive.address"))

    from nlp.archive.run import Options
    from nlp.archive.run import archive as run
    from nlp.cli.archive_progress import showing
    from nlp.cli.work import say
    from nlp.isolate import Limits

    tagging = chosen(tagger, model, messages, quiet=quiet)
    options = Options(
        limits=Limits(timeout, int(memory * 2**20)),
        tagging=tagging,
        retry_failures=retry,
        others="keep" if keep else "drop" if drop else None,
        writers=workers or _processors(),
    )
    try:
        with showing(None if quiet else progress, messages) as report:
            summary = run(_sources(inputs, messages), out, _engine(engine, workers, address), options, report)
    except KeyboardInterrupt:
        say(messages("archive.stopped"))
        raise typer.Exit(130) from None
    if not quiet:
        made = summary.manifest
        values = {"documents": made.documents, "failures": made.failures, "read": summary.read}
        say(messages("archive.summary", store=out, **values))
        if made.failures:
            say(messages("archive.list", store=out))
    raise typer.Exit(int(bool(summary.manifest.failures)))


def _sources(inputs: list[str], messages: Messages) -> list[Source]:
    from nlp.archive.inputs import ListError, sources
    from nlp.readers.registry import MAX_BYTES, supported_suffixes

    try:
        return list(sources(inputs, supported_suffixes(), MAX_BYTES))
    except ListError as error:
        raise typer.BadParameter(
            messages("usage.archive.list", path=error.path, reason=error.reason)
        ) from error


def _engine(name: EngineName, workers: int | None, address: str | None) -> Engine:
    if name == "ray":
        from nlp.archive.cluster import RayEngine

        return RayEngine(address, workers)
    from nlp.archive.local import LocalEngine

    return LocalEngine(workers or _processors())


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _list_failures(store: Path, messages: Messages, json_lines: bool) -> None:
    import json
    import sys

    from nlp.archive.data import failures
    from nlp.cli.output import console, open_output, write_line

    found = list(failures(store))
    if json_lines:
        with open_output(None, messages) as stream:
            for each in found:
                reason = each.zh if messages.lang == "zh" else each.en
                line = {"source": each.source, "kind": each.kind, "reason": reason}
                write_line(stream, json.dumps(line, ensure_ascii=False))
        return
    from rich.table import Table

    drawn = Table()
    for column in ("source", "kind", "reason"):
        drawn.add_column(messages(f"column.archive.{column}"), overflow="fold")
    for each in found:
        drawn.add_row(each.source, each.kind, each.zh if messages.lang == "zh" else each.en)
    console(sys.stdout).print(drawn if found else messages("none"))
