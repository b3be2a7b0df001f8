"""``yusuan export``: the results of documents or stores as a workbook, or as CSV."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from nlp.cli.lang import LangOption
from nlp.cli.limits import DEFAULT_MEMORY, DEFAULT_TIMEOUT, MemoryOption, TimeoutOption, limited
from nlp.cli.messages import CATALOGUE, Messages
from nlp.cli.tagging import ModelOption, TaggerOption, chosen

if TYPE_CHECKING:
    from nlp.cli.jobs import Written
    from nlp.report.workbook import Sink


def export(
    context: typer.Context,
    inputs: Annotated[
        list[Path], typer.Argument(metavar="FILE|STORE", help="help.export.inputs", show_default=False)
    ],
    xlsx: Annotated[
        Path | None, typer.Option("--xlsx", metavar="OUT", help="help.export.xlsx", show_default=False)
    ] = None,
    csv: Annotated[
        Path | None, typer.Option("--csv", metavar="FOLDER", help="help.export.csv", show_default=False)
    ] = None,
    tagger: TaggerOption = None,
    model: ModelOption = None,
    timeout: TimeoutOption = DEFAULT_TIMEOUT,
    memory: MemoryOption = DEFAULT_MEMORY,
    lang: LangOption = None,
) -> None:
    """Write the workbook, the CSV files, or both; exit with 1 when a document couldn't be read."""
    messages: Messages = context.obj
    if xlsx is None and csv is None:
        raise typer.BadParameter(messages("usage.export"))
    from nlp.cli import jobs
    from nlp.cli.work import say
    from nlp.report.workbook import export as write

    tagging = chosen(tagger, model, messages)
    job = partial(jobs.extract_line, text=True, tagging=tagging, explain=False)
    with ExitStack() as stack:
        try:
            sinks = _sinks(xlsx, csv, messages, stack)
            work = stack.enter_context(limited(job, timeout, memory))
            failed = write(_records(inputs, work, messages), sinks, messages, _made(tagging.name, messages))
        except OSError as error:
            path = xlsx if csv is None else csv
            raise typer.BadParameter(messages("usage.out", path=path, reason=error.strerror)) from error
    for path in (xlsx, csv):
        if path is not None:
            say(messages("export.written", path=path))
    raise typer.Exit(int(bool(failed)))


def _sinks(xlsx: Path | None, csv: Path | None, messages: Messages, stack: ExitStack) -> list[Sink]:
    sinks: list[Sink] = []
    if xlsx is not None:
        from nlp.report.workbook_xlsx import XlsxSink

        if not xlsx.parent.is_dir():  # told before any document is read
            raise NotADirectoryError(20, os.strerror(20))
        sinks.append(XlsxSink(xlsx, messages))
    if csv is not None:
        from nlp.report.workbook_csv import CsvSink

        sinks.append(stack.enter_context(CsvSink(csv, messages)))
    return sinks


def _made(tagger: str, messages: Messages) -> list[tuple[str, str]]:
    """Return when and with what the workbook is made; SOURCE_DATE_EPOCH sets the time."""
    from nlp import __version__
    from nlp.schema import SCHEMA_VERSION

    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    now = datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)
    version = messages("export.version.text", version=__version__, schema=SCHEMA_VERSION)
    return [
        (messages("export.made"), f"{now:%Y-%m-%d %H:%M:%S} UTC"),
        (messages("export.version"), version),
        (messages("export.tagger"), tagger),
    ]


def _records(
    inputs: list[Path], work: Callable[[Path], Written], messages: Messages
) -> Iterator[dict[str, Any]]:
    """Yield the records of files and stores in the order of the arguments."""
    from nlp.archive.manifest import NAME

    for each in inputs:
        yield from _stored(each, messages) if (each / NAME).is_file() else _read(each, work, messages)


def _read(path: Path, work: Callable[[Path], Written], messages: Messages) -> Iterator[dict[str, Any]]:
    from nlp.cli.work import outcomes, say_warnings
    from nlp.serialise import error_record, json_line

    for outcome in outcomes([path], work, messages):
        if outcome.result is not None:
            say_warnings(outcome.result.source, outcome.result.warnings, messages)
            yield json.loads(outcome.result.text)
        elif outcome.error is not None:
            line = json_line(error_record(outcome.path.name, outcome.error, messages.lang))
            yield json.loads(line)


def _stored(store: Path, messages: Messages) -> Iterator[dict[str, Any]]:
    """Yield the records that a store keeps. Raises StoreError."""
    from nlp.archive.errors import StoreError
    from nlp.archive.manifest import finished, read_entries
    from nlp.archive.parts import WORK
    from nlp.archive.results import Results

    results = Results(store / WORK)
    for entry in read_entries(store, finished(store)):
        if entry.problem is not None:
            reason = entry.problem.zh if messages.lang == "zh" else entry.problem.en
            about = {"source": entry.sources[0], "sha256": entry.sha256}
            yield {"document": about, "error": {"kind": entry.problem.kind, "message": reason}}
            continue
        record = results.record(entry.record or "")
        if record is None:
            zh, en = CATALOGUE["export.lost"]
            raise StoreError(zh.format(store=store), en.format(store=store))
        record["document"]["source"] = entry.sources[0]
        yield record
