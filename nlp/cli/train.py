"""``yusuan train``: from span records to a finished model folder."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Annotated

import typer

from nlp.cli.lang import LangOption
from nlp.cli.messages import Messages

if TYPE_CHECKING:
    from nlp.annotate.records import SpanRecord


def train(
    context: typer.Context,
    records: Annotated[
        list[Path], typer.Argument(metavar="RECORDS", help="help.train.records", show_default=False)
    ],
    dev: Annotated[
        list[Path], typer.Option("--dev", metavar="RECORDS", help="help.train.dev", show_default=False)
    ],
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="help.train.out", show_default=False)],
    test: Annotated[
        list[Path] | None,
        typer.Option("--test", metavar="RECORDS", help="help.train.test", show_default=False),
    ] = None,
    documents: Annotated[
        list[Path] | None,
        typer.Option("--documents", metavar="DIR", help="help.documents", show_default=False),
    ] = None,
    start: Annotated[
        Path | None, typer.Option("--start", metavar="DIR", help="help.train.start", show_default=False)
    ] = None,
    backbone: Annotated[
        Path | None, typer.Option("--backbone", metavar="DIR", help="help.train.backbone", show_default=False)
    ] = None,
    mix: Annotated[
        Path | None, typer.Option("--mix", metavar="RECORDS", help="help.train.mix", show_default=False)
    ] = None,
    weights: Annotated[
        Path | None, typer.Option("--weights", metavar="FILE", help="help.train.weights", show_default=False)
    ] = None,
    name: Annotated[str, typer.Option("--name", help="help.train.name")] = "yusuan-tagger",
    note: Annotated[
        list[str] | None, typer.Option("--note", metavar="TEXT", help="help.train.note", show_default=False)
    ] = None,
    lang: LangOption = None,
) -> None:
    """Train, export, evaluate, and write the card; the model is in DIR/NAME."""
    from nlp.cli.work import say

    messages: Messages = context.obj
    if start is not None and backbone is not None:
        raise typer.BadParameter(messages("usage.backbone"))
    try:
        from nlp.tagger.model.run import Run, Step
        from nlp.tagger.model.settings import settings, tuned
    except ModuleNotFoundError as error:
        say(messages("train.extra", name=error.name))
        raise typer.Exit(1) from None
    from nlp.annotate.learn import completed, lessons
    from nlp.tagger.model.confusions import source_of

    def report(step: Step) -> None:
        key = "train.step" if step.f1 is None else "train.judged"
        values = {
            "epoch": step.epoch + 1,
            "step": step.step,
            "steps": step.steps,
            "loss": f"{step.loss:.3f}",
            "f1": f"{step.f1 or 0:.3f}",
            "seconds": round(step.seconds),
        }
        say(messages(key, **values))

    options = settings() if start is None else tuned(settings())
    taught = _load(records, "train", documents or [])
    if start is not None:
        taught = taught * options.tuning.repeat + _some(mix, options.tuning.mix)
    pool = [each.example for each in lessons(taught)]
    tests = {"development": _load(dev, "dev")}
    tests |= {_name(path): _load([path], "test", documents or []) for path in test or []}
    judged = {key: list(lessons(found)) for key, found in tests.items()}
    run = Run(
        name,
        out,
        pool,
        {key: [each.example for each in found] for key, found in judged.items()},
        {key: [each.rules for each in found] for key, found in judged.items()},
        lambda key, predictor: [completed(record, predictor) for record in tests[key]],
        {key: [source_of(r.id, r.text, r.meta) for r in found] for key, found in tests.items()},
        command=_command(sys.argv[1:]),
        options=options,
        notes=note or (),
    )
    folder = run.make(report, start=start or backbone, weights=weights)
    say(messages("train.done", path=folder))


def _some(path: Path | None, most: int) -> list[SpanRecord]:
    """Return at most so many of a file's training records, always the same ones."""
    found = [] if path is None else _load([path], "train")
    return Random(1).sample(found, min(most, len(found)))


def _command(arguments: Sequence[str]) -> str:
    """Return the command for the card: no folder of the machine it ran on."""
    before = ("", *arguments)
    pairs = list(zip(before, arguments, strict=False))
    # The notes stand in the card by themselves.
    kept = [(last, a) for last, a in pairs if last != "--note" and a != "--note" and a[:7] != "--note="]
    shown = ("DIR" if last == "--documents" else a for last, a in kept)
    return " ".join(["yusuan", *(Path(a).name if Path(a).is_absolute() else a for a in shown)])


def _name(path: Path) -> str:
    """Return what a file of labels is called in the card: stand-off labels by their document."""
    return path.parent.name if path.stem == "settled" else path.stem


def _load(paths: Iterable[Path], split: str, documents: Iterable[Path] = ()) -> list[SpanRecord]:
    """Return the records of a split; of stand-off labels, with the text of documents at hand."""
    from nlp.annotate.records import load_records
    from nlp.annotate.versions import is_standoff, records_of_labels

    found = [
        record
        for path in paths
        for record in (records_of_labels(path, documents) if is_standoff(path) else load_records(path))
    ]
    return [record for record in found if record.meta.get("split", split) == split]
