"""``yusuan tag``: the labelled spans of each narrative, by rules, by the trained model, or by both."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from nlp.cli.lang import LangOption
from nlp.cli.limits import DEFAULT_MEMORY, DEFAULT_TIMEOUT, MemoryOption, TimeoutOption, limited
from nlp.cli.messages import Messages
from nlp.cli.tagging import ModelOption, TaggerOption, chosen
from nlp.tagger import Tagging

if TYPE_CHECKING:
    from nlp.cli.jobs import Written


def tag(
    context: typer.Context,
    files: Annotated[list[Path], typer.Argument(metavar="FILE", help="help.files", show_default=False)],
    tagger: TaggerOption = None,
    model: ModelOption = None,
    out: Annotated[Path | None, typer.Option("--out", metavar="PATH", help="help.out")] = None,
    timeout: TimeoutOption = DEFAULT_TIMEOUT,
    memory: MemoryOption = DEFAULT_MEMORY,
    lang: LangOption = None,
) -> None:
    """Print the spans of each document as one line of JSON."""
    messages: Messages = context.obj
    tagging = chosen(tagger, model, messages)
    with limited(partial(tag_line, tagging=tagging), timeout, memory) as work:
        from nlp.cli.each import print_each

        status = print_each(files, messages, work, json_lines=True, out=out)
    raise typer.Exit(status)


def tag_line(path: Path, *, tagging: Tagging) -> Written:
    """Return one document's line: its spans with narrative, label, offsets, score, source and text.

    Raises:
        ReadError: as ``nlp.pipeline.process`` does.
    """
    from nlp.cli.jobs import Written
    from nlp.pipeline import Settings, process

    result = process(path, Settings(tagging.tagger()))
    document = result.document
    spans = [
        {
            "narrative": narrative.index,
            "label": span.label,
            "start": span.start,
            "end": span.end,
            "score": span.score,
            "source": span.source,
            "text": document.text[span.start : span.end],
        }
        for narrative, found in zip(result.outline.narratives, result.spans, strict=True)
        for span in found
    ]
    line = {"source": document.source, "sha256": document.sha256, "tagger": tagging.name, "spans": spans}
    warnings = tuple(dict.fromkeys((*document.warnings, *result.outline.warnings)))
    return Written(document.source, json.dumps(line, ensure_ascii=False), warnings)
