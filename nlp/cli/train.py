"""``yusuan train``: from span records to a finished model folder."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
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
    weights: Annotated[
        Path | None, typer.Option("--weights", metavar="FILE", help="help.train.weights", show_default=False)
    ] = None,
    name: Annotated[str, typer.Option("--name", help="help.train.name")] = "yusuan-tagger",
    lang: LangOption = None,
) -> None:
    """Train, export, evaluate, and write the card; the model is in DIR/NAME."""
    from nlp.cli.work import say

    messages: Messages = context.obj
    try:
        from nlp.tagger.model.run import Run, Step
    except ModuleNotFoundError as error:
        say(messages("train.extra", name=error.name))
        raise typer.Exit(1) from None
    from nlp.annotate.suggest import suggest_for
    from nlp.tagger.model.examples import examples

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

    judged = {"development": _load(dev, "dev")}
    judged |= {_name(path): _load([path], "test", documents or []) for path in test or []}
    run = Run(
        name,
        out,
        examples(_load(records, "train")),
        {key: examples(each) for key, each in judged.items()},
        # The rules see what a record tells about its document; the model sees the text alone.
        {key: [suggest_for(record) for record in each] for key, each in judged.items()},
        command=" ".join(["yusuan", *(Path(a).name if "/" in a else a for a in sys.argv[1:])]),
    )
    folder = run.make(report, start=start, weights=weights)
    say(messages("train.done", path=folder))


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
