"""What the drawings share: tables, places, and document text that can't move the cursor."""

from __future__ import annotations

from rich import box
from rich.table import Table
from rich.text import Text

from nlp.cli.messages import Messages
from nlp.cli.terminal import OBEYED_IN_LINE
from nlp.document import Document, Evidence
from nlp.fields.model import StatedAmount
from nlp.outline.model import Outline
from nlp.serialise import plain, wan


def visible(text: str, style: str = "") -> Text:
    r"""Return document text as one line that a terminal can only show.

    >>> visible("预算\x1b[2J\n表").plain
    '预算 [2J 表'
    """
    return Text(OBEYED_IN_LINE.sub(" ", text), style=style, overflow="fold")


def grid(title: str, *columns: str, right: frozenset[int] = frozenset()) -> Table:
    """Return an empty table with a title; the ``right`` columns are aligned right."""
    table = Table(title=visible(title, "bold"), title_justify="left", box=box.SIMPLE_HEAD, padding=(0, 1))
    for index, column in enumerate(columns):
        table.add_column(visible(column), justify="right" if index in right else "left", overflow="fold")
    return table


def line_number(document: Document, offset: int) -> int:
    """Return the number of the line, from 1, that holds ``offset``."""
    return document.text.count("\n", 0, offset) + 1


def place(document: Document, evidence: Evidence, messages: Messages) -> str:
    """Return where a value stands: its page, or its line in a text without pages; and its table row."""
    if evidence.page is not None:
        where = messages("page", number=evidence.page)
    else:
        where = messages("line", number=line_number(document, evidence.start))
    if evidence.table is None or evidence.row is None:
        return where
    return f"{where} {messages('cell', table=evidence.table, row=evidence.row + 1)}"


def amount(stated: StatedAmount, messages: Messages) -> str:
    """Return an amount in 万元 with its qualifier, and how it was derived."""
    derived = messages("derived", computation=stated.computation) if stated.derived else ""
    value = messages("wan", value=wan(stated.value))
    return f"{messages(f'qualifier.{stated.qualifier}')}{value}{derived}"


def yuan(stated_value: str) -> str:
    """Group the digits of a plain number by thousands.

    >>> yuan("-1234567.5")
    '-1,234,567.5'
    """
    whole, point, fraction = stated_value.partition(".")
    return f"{int(whole):,}{point}{fraction}" if whole not in {"-0"} else stated_value


def heading(outline: Outline, messages: Messages) -> Text:
    """Return two lines: the source with its organisation, and the document in numbers."""
    year = "unknown" if outline.fiscal_year is None else "known"
    summary = messages(
        "document.summary",
        kind=messages(f"kind.{outline.kind}"),
        level=messages(f"level.{outline.level or 'unknown'}"),
        year=messages(f"year.{year}", year=outline.fiscal_year),
        units=len(outline.units),
        narratives=len(outline.narratives),
        tables=len(outline.tables),
        characters=len(outline.document.text),
    )
    title = f"{outline.document.source}  {outline.organisation or ''}".rstrip()
    return visible(title, "bold reverse") + Text("\n") + visible(summary)


__all__ = ["amount", "grid", "heading", "line_number", "place", "plain", "visible", "yuan"]
