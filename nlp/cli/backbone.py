"""``yusuan backbone``: the pretrained start of the tagger, built from its package, reproducibly."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from nlp.cli.lang import LangOption
from nlp.cli.messages import Messages
from nlp.cli.terminal import escaped


def backbone(
    context: typer.Context,
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="help.backbone.out", show_default=False)],
    texts: Annotated[
        list[Path] | None,
        typer.Option("--continue", metavar="TEXTS", help="help.backbone.continue", show_default=False),
    ] = None,
    steps: Annotated[
        int | None, typer.Option("--steps", min=1, help="help.backbone.steps", show_default=False)
    ] = None,
    weights: Annotated[
        Path | None, typer.Option("--weights", metavar="FILE", help="help.train.weights", show_default=False)
    ] = None,
    lang: LangOption = None,
) -> None:
    """Build the start in DIR, let it read texts if any are given, and print the checksums."""
    from nlp.cli.work import say

    messages: Messages = context.obj
    try:
        from nlp.tagger.model.backbone_run import make
        from nlp.tagger.model.settings import settings
    except ModuleNotFoundError as error:
        say(messages("train.extra", name=error.name))
        raise typer.Exit(1) from None
    options = settings()
    if steps is not None:
        pretraining = options.pretraining.model_copy(update={"steps": steps})
        options = options.model_copy(update={"pretraining": pretraining})

    def report(step: int, steps: int, loss: float) -> None:
        say(messages("backbone.step", step=step, steps=steps, loss=f"{loss:.3f}"))

    found = None if texts is None else _read(texts, messages)
    record = make(out, options, weights, found, report)
    typer.echo(escaped(f"{record['weights']['sha256']}  {record['weights']['name']}"))
    if "continued" in record:
        typer.echo(f"{record['continued']['sha256']}  {messages('backbone.texts', **record['continued'])}")
    for name, checksum in record["files"].items():
        typer.echo(escaped(f"{checksum}  {out / name}"))


def _read(arguments: Iterable[Path], messages: Messages) -> dict[str, str]:
    """Return the texts by name: of span records each, of any other file what our readers give.

    A document that can't be read is told of and left out.
    """
    from nlp.annotate.records import load_records
    from nlp.cli.work import outcomes

    texts: dict[str, str] = {}
    documents = []
    for path in arguments:
        if path.suffix == ".jsonl":
            texts |= {f"{path.name}/{record.id}": record.text for record in load_records(path)}
        else:
            documents.append(path)
    for outcome in outcomes(documents, _text, messages):
        if outcome.result is not None:
            texts[str(outcome.path)] = outcome.result
    return texts


def _text(path: Path) -> str:
    from nlp.readers import read

    return read(path).text
