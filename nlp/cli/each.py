"""The loop of ``extract``, ``reconcile`` and ``show``: what is printed of each document, in order."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from nlp.cli.jobs import Written
from nlp.cli.messages import Messages
from nlp.cli.output import open_output, write_line
from nlp.cli.work import outcomes, say_warnings


def print_each(
    files: Iterable[Path],
    messages: Messages,
    work: Callable[[Path], Written],
    *,
    json_lines: bool,
    out: Path | None = None,
) -> int:
    """Print what ``work`` makes of each file, and its warnings; among JSON Lines an error is a line too.

    Returns the exit status: 1 when a document couldn't be read.
    """
    failed = False
    with open_output(out, messages) as stream:
        for outcome in outcomes(files, work, messages):
            if outcome.result is not None:
                say_warnings(outcome.result.source, outcome.result.warnings, messages)
                write_line(stream, outcome.result.text, drawn=not json_lines)
            if outcome.error is not None:
                failed = True
                if json_lines:
                    from nlp.serialise import error_record, json_line

                    line = error_record(outcome.path.name, outcome.error, messages.lang)
                    write_line(stream, json_line(line))
    return int(failed)
