"""The spans on which rules and model differ, and why they were taken or not."""

from __future__ import annotations

from collections.abc import Iterable

from rich.table import Table

from nlp.cli.draw.common import grid, visible
from nlp.cli.messages import Messages
from nlp.document import Document
from nlp.tagger.votes import Vote


def differing(document: Document, votes: Iterable[Vote], messages: Messages) -> Table | None:
    """Return the table of a narrative's votes, without those on which all agree; None where all do."""
    columns = (messages(f"column.{name}") for name in ("span", "text", "score", "why"))
    table = grid(messages("votes"), *columns)
    for vote in votes:
        if vote.why == "agreed":
            continue
        table.add_row(
            visible(vote.span.label, "cyan"),
            visible(document.text[vote.span.start : vote.span.end]),
            visible("–" if vote.model is None else f"{vote.model:.2f}"),
            visible(messages(f"why.{vote.why}")),
        )
    return table if table.row_count else None
