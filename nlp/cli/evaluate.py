"""``yusuan evaluate``: exact-match accuracy of the fields on documents with stand-off labels."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, get_args

import typer

from nlp.cli.lang import LangOption
from nlp.cli.messages import Messages
from nlp.cli.tagging import ModelOption, TaggerOption, chosen
from nlp.tagger import TaggerName

if TYPE_CHECKING:
    from nlp.annotate.corpus import EvaluatedDocument
    from nlp.annotate.evaluate import Score


def evaluate(
    context: typer.Context,
    labels: Annotated[list[Path], typer.Argument(metavar="LABELS", help="help.labels", show_default=False)],
    documents: Annotated[
        list[Path], typer.Option("--documents", metavar="DIR", help="help.documents", show_default=False)
    ],
    tagger: TaggerOption = None,
    compare: Annotated[bool, typer.Option("--compare", help="help.evaluate.compare")] = False,
    model: ModelOption = None,
    mismatches: Annotated[bool, typer.Option("--mismatches", help="help.mismatches")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="help.evaluate.json")] = False,
    lang: LangOption = None,
) -> None:
    """Compare the fields of every labelled document that is at hand with its labels."""
    from nlp.annotate.corpus import evaluate_corpus, label_files
    from nlp.cli.output import open_output, write_line
    from nlp.cli.work import say
    from nlp.pipeline import Settings

    messages: Messages = context.obj
    wanted: tuple[TaggerName | None, ...] = get_args(TaggerName) if compare else (tagger,)
    taggings = [chosen(each, model, messages) for each in wanted]
    names = [each.name for each in taggings]
    settings = [Settings(each.tagger()) for each in taggings]
    found: list[EvaluatedDocument] = []
    missing: list[EvaluatedDocument] = []
    for each in evaluate_corpus(label_files(labels), documents, settings):
        (found if each.evaluations else missing).append(each)
    for each in missing:
        say(messages("evaluate.missing", labels=each.labels.as_posix(), sha=each.sha256[:12]))
    if as_json:
        scores = [{"tagger": n, **_score(s)} for n, total in _totals(names, found) for s in total]
        with open_output(None, messages) as stream:
            write_line(stream, json.dumps({"documents": len(found), "scores": scores}, ensure_ascii=False))
    else:
        _draw(names, found, messages, mismatches=mismatches)
    raise typer.Exit(0 if found and not missing else 1)


def _totals(
    names: Sequence[TaggerName], found: Sequence[EvaluatedDocument]
) -> list[tuple[TaggerName, list[Score]]]:
    """Return each tagger's scores over all documents."""
    from nlp.annotate.corpus import total_scores

    return [(name, total_scores(each.evaluations[at] for each in found)) for at, name in enumerate(names)]


def _score(score: Score) -> dict[str, object]:
    return {
        "field": score.field,
        "right": score.right,
        "total": score.total,
        "accuracy": str(round(score.accuracy, 4)),
        "interval": [str(round(end, 4)) for end in score.interval],
        "items_right": score.items_right,
        "items_found": score.items_found,
        "items_expected": score.items_expected,
    }


def _draw(
    names: Sequence[TaggerName], found: Sequence[EvaluatedDocument], messages: Messages, *, mismatches: bool
) -> None:
    from rich.table import Table

    from nlp.cli.output import console

    out = console(sys.stdout)
    narratives = sum(each.narratives for each in found)
    table = Table(title=messages("evaluate.title", documents=len(found), narratives=narratives))
    table.add_column(messages("evaluate.field"))
    several = len(names) > 1
    keys = ("right", "accuracy") if several else ("right", "accuracy", "items")
    for name in names:
        for key in keys:
            head = messages(f"evaluate.{key}")
            table.add_column(f"{name}\n{head}" if several else head, justify="right")
    for row in zip(*(total for _, total in _totals(names, found)), strict=True):
        table.add_row(row[0].field, *(_cell(score, key) for score in row for key in keys))
    out.print(table)
    if mismatches:
        for at, name in enumerate(names):
            for each in found:
                for wrong in each.evaluations[at].mismatches:
                    out.print(f"{each.source} #{wrong.narrative} {wrong.field}" + (f" ({name})" * several))
                    out.print(f"  {messages('evaluate.expected')} {wrong.expected}")
                    out.print(f"  {messages('evaluate.found')} {wrong.found}")


def _cell(score: Score, key: str) -> str:
    if key == "right":
        return f"{score.right}/{score.total}"
    if key == "items":
        return f"{score.items_right}/{score.items_found}/{score.items_expected}"
    low, high = score.interval
    return f"{score.accuracy:.3f} [{low:.3f}, {high:.3f}]"
