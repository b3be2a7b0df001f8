"""``yusuan annotate``: records in and out of labelling tools, and the loop around them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from nlp.cli.lang import LangOption
from nlp.cli.messages import Messages

if TYPE_CHECKING:
    from nlp.annotate.loop.agreement import Reading
    from nlp.annotate.records import SpanRecord

FormatName = Literal["records", "label-studio", "doccano", "conll", "docbin", "datasets"]

Sources = Annotated[
    list[Path], typer.Argument(metavar="SOURCES", help="help.annotate.sources", show_default=False)
]
Records = Annotated[
    list[Path], typer.Argument(metavar="RECORDS", help="help.annotate.records", show_default=False)
]
FormatOption = Annotated[
    FormatName, typer.Option("--format", help="help.annotate.format", show_default=False)
]
OutOption = Annotated[
    Path, typer.Option("--out", metavar="FILE", help="help.annotate.out", show_default=False)
]
MaybeOut = Annotated[
    Path | None, typer.Option("--out", metavar="FILE", help="help.annotate.out", show_default=False)
]
JsonOption = Annotated[bool, typer.Option("--json", help="help.annotate.json")]
SeedOption = Annotated[int, typer.Option("--seed", help="help.annotate.seed")]
LimitOption = Annotated[
    int | None, typer.Option("--limit", min=1, help="help.annotate.limit", show_default=False)
]

annotate_app = typer.Typer(no_args_is_help=True)


def _print_lines(values: list[dict[str, object]], messages: Messages) -> None:
    from nlp.cli.output import open_output, write_line

    with open_output(None, messages) as stream:
        for value in values:
            write_line(stream, json.dumps(value, ensure_ascii=False))


@annotate_app.command("export", help="help.annotate.export")
def export(
    context: typer.Context,
    sources: Sources,
    format_name: FormatOption,
    out: OutOption,
    suggest: Annotated[bool, typer.Option("--suggest", help="help.annotate.suggest")] = False,
    lang: LangOption = None,
) -> None:
    """Write records in a tool's format; with ``--suggest`` as tasks that hold the pipeline's suggestions."""
    from nlp.annotate.formats import FORMATS
    from nlp.annotate.sources import load_sources
    from nlp.cli.work import say

    messages: Messages = context.obj
    if suggest and format_name != "label-studio":
        raise typer.BadParameter(messages("annotate.suggest.only"))
    records = load_sources(sources)
    if suggest:
        from nlp.annotate.formats import label_studio
        from nlp.annotate.formats.common import write_bytes
        from nlp.annotate.suggest import suggest_for

        tasks = (label_studio.task(record, suggest_for(record)) for record in records)
        write_bytes(out, label_studio.dumps(tasks).encode())
    else:
        FORMATS[format_name].write(out, records)
    say(messages("annotate.exported", count=len(records), path=out))


@annotate_app.command("import", help="help.annotate.import")
def import_(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="help.annotate.file", show_default=False)],
    format_name: FormatOption,
    out: OutOption,
    lang: LangOption = None,
) -> None:
    """Read a tool's file and put its records into a record file; a bad file changes nothing."""
    from nlp.annotate.formats import FORMATS
    from nlp.annotate.sources import merge_into
    from nlp.cli.work import say

    messages: Messages = context.obj
    merged = merge_into(out, FORMATS[format_name].read(file))
    say(
        messages(
            "annotate.imported",
            path=out,
            added=merged.added,
            changed=merged.changed,
            same=merged.same,
            kept=merged.kept,
        )
    )


@annotate_app.command("config", help="help.annotate.config")
def config(context: typer.Context, lang: LangOption = None) -> None:
    """Print Label Studio's labelling configuration."""
    from nlp.annotate.formats.label_studio import labelling_config
    from nlp.cli.output import open_output, write_line

    messages: Messages = context.obj
    with open_output(None, messages) as stream:
        write_line(stream, labelling_config(lang=messages.lang).rstrip("\n"))


@annotate_app.command("serve", help="help.annotate.serve")
def serve(
    context: typer.Context,
    host: Annotated[str, typer.Option("--host", help="help.annotate.host")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="help.annotate.port")] = 9090,
    lang: LangOption = None,
) -> None:
    """Answer Label Studio's requests for suggestions until interrupted."""
    from nlp.annotate.ml_backend import MLBackend
    from nlp.annotate.suggest import suggest
    from nlp.cli.work import say

    messages: Messages = context.obj
    suggest("预热")  # loads the dictionary, so that the first request is answered at once
    try:
        backend = MLBackend(host, port)
    except OSError as error:
        raise typer.BadParameter(messages("annotate.port", port=port, reason=error.strerror)) from error
    with backend:
        say(messages("annotate.serving", url=f"http://{host}:{backend.server_port}"))
        try:
            backend.serve_forever()
        except KeyboardInterrupt:
            raise typer.Exit(0) from None


@annotate_app.command("queue", help="help.annotate.queue")
def queue(
    context: typer.Context,
    sources: Sources,
    labelled: Annotated[
        Path | None,
        typer.Option("--labelled", metavar="RECORDS", help="help.annotate.labelled", show_default=False),
    ] = None,
    out: MaybeOut = None,
    limit: LimitOption = None,
    seed: SeedOption = 0,
    as_json: JsonOption = False,
    lang: LangOption = None,
) -> None:
    """Order narratives that nobody has labelled by what labelling each is expected to bring."""
    from nlp.annotate.loop import queue as loop
    from nlp.annotate.loop.windows import WindowTagger
    from nlp.annotate.records import load_records, save_records
    from nlp.annotate.sources import load_sources
    from nlp.annotate.suggest import suggest_for
    from nlp.cli.draw.annotate import draw_queue
    from nlp.cli.work import say

    messages: Messages = context.obj
    done = load_records(labelled) if labelled is not None else ()
    ids = {record.id for record in done}
    waiting = [record for record in load_sources(sources) if record.id not in ids]
    if sum(bool(record.spans) for record in done) >= loop.ENOUGH:
        tagger = WindowTagger(seed)
        tagger.fit(done)
        spans = tagger.predict(waiting)
    else:
        spans = [suggest_for(record) for record in waiting]
        if labelled is not None:
            say(messages("annotate.queue.rules", count=loop.ENOUGH))
    order = loop.queue(waiting, spans, done, seed)[:limit]
    by_id = {record.id: record for record in waiting}
    if out is not None:
        save_records(out, [by_id[each.id] for each in order])
    if as_json:
        _print_lines([vars_of(each) for each in order], messages)
    else:
        draw_queue(order, by_id, messages)


@annotate_app.command("check", help="help.annotate.check")
def check(
    context: typer.Context,
    records: Records,
    limit: LimitOption = 50,
    seed: SeedOption = 0,
    rules: Annotated[bool, typer.Option("--rules/--no-rules", help="help.annotate.rules")] = True,
    as_json: JsonOption = False,
    lang: LangOption = None,
) -> None:
    """List likely label errors, the most suspicious first."""
    from nlp.annotate.loop.check import check as find
    from nlp.annotate.loop.check import rule_suggestions
    from nlp.annotate.sources import load_sources
    from nlp.cli.draw.annotate import draw_suspects

    messages: Messages = context.obj
    loaded = load_sources(records)
    suspects = find(loaded, rule_suggestions if rules else None, seed)[:limit]
    if as_json:
        _print_lines([vars_of(each) for each in suspects], messages)
    else:
        draw_suspects(suspects, {record.id: record for record in loaded}, messages)


@annotate_app.command("agreement", help="help.annotate.agreement")
def agreement(
    context: typer.Context,
    first: Annotated[Path, typer.Argument(metavar="FIRST", help="help.annotate.first", show_default=False)],
    second: Annotated[
        Path, typer.Argument(metavar="SECOND", help="help.annotate.second", show_default=False)
    ],
    documents: Annotated[
        list[Path] | None,
        typer.Option("--documents", metavar="DIR", help="help.documents", show_default=False),
    ] = None,
    as_json: JsonOption = False,
    lang: LangOption = None,
) -> None:
    """Print span F1 and Cohen's kappa of two annotators, label by label."""
    from nlp.annotate.loop.agreement import agreement as agree
    from nlp.cli.draw.annotate import draw_agreement

    messages: Messages = context.obj
    rows = agree(_readings(first, documents or []), _readings(second, documents or []))
    if as_json:
        _print_lines([vars_of(each) for each in rows], messages)
    else:
        draw_agreement(rows, (first.name, second.name), messages)


def _readings(path: Path, documents: list[Path]) -> dict[str, Reading]:
    """Return a file's readings: span records, or stand-off labels whose document is at hand."""
    from nlp.annotate.loop.agreement import readings

    return readings(_records_of(path, documents))


def _records_of(path: Path, documents: list[Path]) -> tuple[SpanRecord, ...]:
    from nlp.annotate.records import load_records
    from nlp.annotate.versions import is_standoff, records_of_labels

    return records_of_labels(path, documents) if is_standoff(path) else load_records(path)


@annotate_app.command("diff", help="help.annotate.diff")
def diff(
    context: typer.Context,
    first: Annotated[Path, typer.Argument(metavar="FIRST", help="help.annotate.first", show_default=False)],
    second: Annotated[
        Path, typer.Argument(metavar="SECOND", help="help.annotate.second", show_default=False)
    ],
    documents: Annotated[
        list[Path] | None,
        typer.Option("--documents", metavar="DIR", help="help.documents", show_default=False),
    ] = None,
    html: Annotated[
        Path | None, typer.Option("--html", metavar="FILE", help="help.annotate.html", show_default=False)
    ] = None,
    lang: LangOption = None,
) -> None:
    """Show what two versions of labels have in common and where they differ; exit with 1 if they do."""
    from nlp.annotate.formats.common import write_bytes
    from nlp.annotate.loop import diff as loop
    from nlp.cli.draw.annotate import draw_diff

    messages: Messages = context.obj
    found = loop.diff(_records_of(first, documents or []), _records_of(second, documents or []))
    names = (first.name, second.name)
    if html is not None:
        page = loop.html(
            found, names, messages("annotate.diff.title", first=names[0], second=names[1]), messages.lang
        )
        write_bytes(html, page.encode())
    draw_diff(found, names, messages)
    raise typer.Exit(int(any(each.differs for each in found)))


@annotate_app.command("align", help="help.annotate.align")
def align(
    context: typer.Context,
    labels: Annotated[Path, typer.Argument(metavar="LABELS", help="help.labels", show_default=False)],
    documents: Annotated[
        list[Path], typer.Option("--documents", metavar="DIR", help="help.documents", show_default=False)
    ],
    document: Annotated[
        Path | None,
        typer.Option("--document", metavar="FILE", help="help.annotate.document", show_default=False),
    ] = None,
    out: MaybeOut = None,
    labels_out: Annotated[
        Path | None,
        typer.Option("--labels-out", metavar="FILE", help="help.annotate.labels_out", show_default=False),
    ] = None,
    as_json: JsonOption = False,
    lang: LangOption = None,
) -> None:
    """Put stand-off labels on their document, or on a new version of it with a report of every span."""
    from nlp.annotate.formats.common import write_bytes
    from nlp.annotate.records import save_records
    from nlp.annotate.versions import align_file
    from nlp.cli.draw.annotate import draw_aligned
    from nlp.cli.work import say

    messages: Messages = context.obj
    result = align_file(labels, documents, document)
    if out is not None:
        save_records(out, result.records)
        say(messages("annotate.exported", count=len(result.records), path=out))
    if labels_out is not None:
        write_bytes(labels_out, "".join(f"{each.model_dump_json()}\n" for each in result.labels).encode())
    if as_json:
        _print_lines([vars_of(each) for each in result.spans], messages)
    else:
        draw_aligned(result, messages)
    raise typer.Exit(int(any(each.fate in ("changed", "lost") for each in result.spans)))


def vars_of(value: object) -> dict[str, object]:
    """Return a frozen dataclass as JSON values."""
    from dataclasses import asdict, is_dataclass

    assert is_dataclass(value)
    assert not isinstance(value, type)
    return asdict(value)
