"""``yusuan evaluate``: exact-match accuracy of the fields on documents with stand-off labels."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from nlp.cli.lang import LangOption
from nlp.cli.messages import Messages

if TYPE_CHECKING:
    from nlp.annotate.corpus import EvaluatedDocument
    from nlp.annotate.evaluate import Score


def evaluate(
    context: typer.Context,
    labels: Annotated[list[Path], typer.Argument(metavar="LABELS", help="help.labels", show_default=False)],
    documents: Annotated[
        list[Path], typer.Option("--documents", metavar="DIR", help="help.documents", show_default=False)
    ],
    mismatches: Annotated[bool, typer.Option("--mismatches", help="help.mismatches")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="help.evaluate.json")] = False,
    lang: LangOption = None,
) -> None:
    """Compare the fields of every labelled document that is at hand with its labels."""
    from nlp.annotate.corpus import evaluate_corpus, label_files, total_scores
    from nlp.cli.output import open_output, write_line
    from nlp.cli.work import say

    messages: Messages = context.obj
    evaluated: list[EvaluatedDocument] = []
    missing = 0
    for each in evaluate_corpus(label_files(labels), documents):
        if each.evaluation is None:
            missing += 1
            say(messages("evaluate.missing", labels=each.labels.as_posix(), sha=each.sha256[:12]))
        else:
            evaluated.append(each)
    if as_json:
        scores = {"documents": len(evaluated), "scores": [_score(s) for s in total_scores(evaluated)]}
        with open_output(None, messages) as stream:
            write_line(stream, json.dumps(scores, ensure_ascii=False))
    else:
        _draw(evaluated, messages, mismatches=mismatches)
    raise typer.Exit(0 if evaluated and not missing else 1)


def _score(score: Score) -> dict[str, object]:
    return {
        "field": score.field,
        "right": score.right,
        "total": score.total,
        "accuracy": str(round(score.accuracy, 4)),
        "items_right": score.items_right,
        "items_found": score.items_found,
        "items_expected": score.items_expected,
    }


def _draw(evaluated: list[EvaluatedDocument], messages: Messages, *, mismatches: bool) -> None:
    from rich.table import Table

    from nlp.annotate.corpus import total_scores
    from nlp.cli.output import console

    out = console(sys.stdout)
    narratives = sum(each.narratives for each in evaluated)
    table = Table(title=messages("evaluate.title", documents=len(evaluated), narratives=narratives))
    for key in ("field", "right", "accuracy", "items"):
        table.add_column(messages(f"evaluate.{key}"), justify="left" if key == "field" else "right")
    for score in total_scores(evaluated):
        items = f"{score.items_right}/{score.items_found}/{score.items_expected}"
        table.add_row(score.field, f"{score.right}/{score.total}", f"{score.accuracy:.3f}", items)
    out.print(table)
    if mismatches:
        for each in evaluated:
            for wrong in each.evaluation.mismatches if each.evaluation else ():
                out.print(f"{each.source} #{wrong.narrative} {wrong.field}")
                out.print(f"  {messages('evaluate.expected')} {wrong.expected}")
                out.print(f"  {messages('evaluate.found')} {wrong.found}")
