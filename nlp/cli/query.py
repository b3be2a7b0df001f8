"""``yusuan query``: SQL over a store."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TextIO

import typer

from nlp.cli.lang import LangOption
from nlp.cli.messages import Messages

if TYPE_CHECKING:
    from nlp.archive.query import Answer


def query(
    context: typer.Context,
    store: Annotated[Path, typer.Argument(metavar="STORE", help="help.query.store", show_default=False)],
    sql: Annotated[
        str | None, typer.Argument(metavar="SQL", help="help.query.sql", show_default=False)
    ] = None,
    json_lines: Annotated[bool, typer.Option("--json", help="help.archive.json")] = False,
    csv: Annotated[bool, typer.Option("--csv", help="help.query.csv")] = False,
    lang: LangOption = None,
) -> None:
    """Print the rows of a query as a table, JSON Lines or CSV."""
    from nlp.archive.query import query as ask
    from nlp.cli.output import open_output

    messages: Messages = context.obj
    answer = ask(store, sql if sql is not None else _CONTENTS)
    with open_output(None, messages) as stream:
        if json_lines:
            _json(answer, stream)
        elif csv:
            _csv(answer, stream)
        else:
            _table(answer, stream)


_CONTENTS = """
    SELECT table_name AS "table", string_agg(column_name || ' ' || data_type, ', ' ORDER BY ordinal_position)
           AS "columns"
    FROM information_schema.columns GROUP BY table_name ORDER BY table_name"""


def _json(answer: Answer, stream: TextIO) -> None:
    import json

    from nlp.cli.output import write_line

    for row in answer.rows:
        line = dict(zip(answer.columns, row, strict=True))
        write_line(stream, json.dumps(line, ensure_ascii=False, default=_text))


def _csv(answer: Answer, stream: TextIO) -> None:
    import csv
    import io

    from nlp.cli.output import write_line

    def lines() -> Iterator[str]:
        for row in (answer.columns, *answer.rows):
            page = io.StringIO()
            csv.writer(page, lineterminator="").writerow("" if cell is None else _text(cell) for cell in row)
            yield page.getvalue()

    for line in lines():
        write_line(stream, line)


def _table(answer: Answer, stream: TextIO) -> None:
    from rich.table import Table

    from nlp.cli.output import console

    drawn = Table()
    rows = list(answer.rows)
    for index, column in enumerate(answer.columns):
        numbers = any(isinstance(row[index], (int, float)) or _is_decimal(row[index]) for row in rows)
        drawn.add_column(column, overflow="fold", justify="right" if numbers else "left")
    for row in rows:
        drawn.add_row(*("" if cell is None else _text(cell) for cell in row))
    console(stream).print(drawn)


def _is_decimal(value: Any) -> bool:
    from decimal import Decimal

    return isinstance(value, Decimal)


def _text(value: Any) -> str:
    """Return a value as text; a decimal without superfluous zeros."""
    from nlp.serialise import plain

    return plain(value) if _is_decimal(value) else str(value)
