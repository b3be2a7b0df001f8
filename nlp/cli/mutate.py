"""``yusuan mutate``: alter one figure of a document at a time, and measure what the reconciliation finds."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from nlp.cli.lang import LangOption
from nlp.cli.messages import Messages

if TYPE_CHECKING:
    from nlp.mutate import Report


def mutate(
    context: typer.Context,
    files: Annotated[list[Path], typer.Argument(metavar="FILE", help="help.files", show_default=False)],
    limit: Annotated[
        int | None, typer.Option("--limit", min=1, help="help.mutate.limit", show_default=False)
    ] = None,
    seed: Annotated[int, typer.Option("--seed", help="help.mutate.seed")] = 0,
    missed: Annotated[bool, typer.Option("--missed", help="help.mutate.missed")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="help.mutate.json")] = False,
    lang: LangOption = None,
) -> None:
    """Print, for each document, how many of its revealable alterations are found at their place."""
    from nlp.cli.output import open_output, write_line
    from nlp.cli.work import outcomes
    from nlp.mutate import measure

    messages: Messages = context.obj
    failed = False
    with open_output(None, messages) as stream:
        for outcome in outcomes(files, lambda path: measure(path, limit, seed), messages):
            failed = failed or outcome.result is None
            if outcome.result is not None:
                told = _json(outcome.result) if as_json else _lines(outcome.result, missed, messages)
                write_line(stream, told)
    raise typer.Exit(int(failed))


def _json(report: Report) -> str:
    made = {
        "source": report.source,
        "figures": report.figures,
        "alterations": report.alterations,
        "revealable": report.revealable,
        "tried": len(report.trials),
        "found": report.found,
        "unrelated": report.unrelated,
        "by_slip": {slip: {"found": a, "tried": b} for slip, (a, b) in report.by_slip().items()},
    }
    return json.dumps(made, ensure_ascii=False)


def _lines(report: Report, missed: bool, messages: Messages) -> str:
    tried = len(report.trials)
    rate = f"{report.found / tried:.4f}" if tried else "–"
    lines = [
        messages(
            "mutate.summary",
            source=report.source,
            figures=report.figures,
            alterations=report.alterations,
            revealable=report.revealable,
            tried=tried,
            found=report.found,
            rate=rate,
            unrelated=report.unrelated,
        )
    ]
    for slip, (found, of) in report.by_slip().items():
        lines.append(messages("mutate.slip", slip=messages(f"slip.{slip}"), found=found, tried=of))
    for trial in report.trials:
        alteration = trial.alteration
        where = messages("line", number=report.line(alteration.figure.start))
        if missed and not trial.found:
            lines.append(
                messages(
                    "mutate.missed",
                    place=where,
                    slip=messages(f"slip.{alteration.slip}"),
                    old=alteration.figure.written,
                    new=alteration.edits[0].new,
                    ties="、".join(trial.revealed_by),
                )
            )
        for finding in trial.unrelated:
            lines.append(
                messages("mutate.unrelated", place=where, rule=finding.rule, message=finding.message)
            )
    return "\n".join(lines)
