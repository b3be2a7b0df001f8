"""The labelled spans of each narrative."""

from __future__ import annotations

from rich.console import Console

from nlp.cli.draw.common import grid, heading, line_number, visible
from nlp.cli.messages import Messages
from nlp.pipeline import Result


def draw_spans(console: Console, result: Result, messages: Messages) -> None:
    """Draw each narrative's spans with label, score and source."""
    console.print(heading(result.outline, messages))
    for narrative, spans in zip(result.outline.narratives, result.spans, strict=True):
        project = narrative.project or messages("project.unnamed")
        names = (messages(f"column.{name}") for name in ("span", "text", "score", "place"))
        table = grid(f"{narrative.index + 1}. {project}", *names, right=frozenset({2}))
        for span in spans:
            where = messages("line", number=line_number(result.document, span.start))
            table.add_row(
                visible(span.label, "cyan"),
                visible(result.document.text[span.start : span.end]),
                visible(f"{span.score:.2f} {span.source}"),
                visible(f"{where}, {span.start}–{span.end}", "dim"),
            )
        console.print(table)
