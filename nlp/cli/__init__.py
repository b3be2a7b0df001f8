"""The command line: arguments to the pipeline, its results to tables and JSON Lines.

Everything heavy is imported where it is used, so that ``import nlp.cli`` and ``yusuan --help`` are immediate.
"""

from __future__ import annotations

from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> None:
    """Run ``yusuan`` with ``argv`` (default: the process's arguments) and exit with its status.

    Raises:
        SystemExit: 0 when all went well, 1 when a document can't be read, 2 for usage errors.
    """
    from nlp.cli.app import run

    run(argv)
