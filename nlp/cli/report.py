"""The loop of ``extract`` and ``reconcile``: one JSON line, or one drawing, per document."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from nlp.cli.messages import Messages
from nlp.cli.output import console, open_output, write_line
from nlp.cli.work import outcomes, say_warnings
from nlp.pipeline import Result, process
from nlp.schema import Reconciliation, Record
from nlp.serialise import error_record, json_line

if TYPE_CHECKING:
    from rich.console import Console

Draw = Callable[["Console", Result, Messages], None]


def report(
    files: Iterable[Path],
    messages: Messages,
    *,
    draw: Draw,
    to_record: Callable[[Result], Record | Reconciliation] | None,
    out: Path | None = None,
) -> int:
    """Process the files and write each result: as a JSON line by ``to_record``, else by ``draw``.

    Returns the exit status: 1 when a document couldn't be read.
    """
    failed = False
    with open_output(out, messages) as stream:
        for outcome in outcomes(files, process, messages):
            if outcome.error is not None:
                failed = True
                if to_record is not None:
                    line = error_record(outcome.path.name, outcome.error, messages.lang)
                    write_line(stream, json_line(line))
            elif outcome.result is not None:
                say_warnings(outcome.result.outline, messages)
                if to_record is not None:
                    write_line(stream, json_line(to_record(outcome.result)))
                else:
                    draw(console(stream), outcome.result, messages)
    return int(failed)
