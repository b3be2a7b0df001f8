"""What is done with one document, as functions that a child process imports by name.

Like the commands, this module loads what is heavy where it is used: the parent names these functions, and
the child calls them. Only strings come back, which cross quickly and need no library there. Every function
raises ReadError as ``process`` does.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from nlp.tagger import Tagging

if TYPE_CHECKING:
    from rich.console import Console

    from nlp.cli.messages import Messages
    from nlp.cli.screen import Screen
    from nlp.outline.model import Outline
    from nlp.pipeline import Result


@dataclass(frozen=True, slots=True)
class Written:
    """What is printed of a document, without its last line end, and the warnings about it."""

    source: str
    text: str
    warnings: tuple[str, ...]


def load() -> None:
    """Load what the functions below need."""
    import nlp.pipeline  # noqa: F401


# As JSON


def extract_line(path: Path, *, text: bool, tagging: Tagging, explain: bool) -> Written:
    """Return the line of ``extract --json``."""
    from nlp import serialise

    made = result_of(path, tagging, explain=explain)
    parts = (made.outline, made.fields, made.statements, made.findings)
    record = serialise.record(*parts, text=text, votes=made.votes)
    return written(made.outline, serialise.json_line(record))


# Drawn


def draw_fields(path: Path, *, screen: Screen, tagging: Tagging, explain: bool) -> Written:
    """Return the drawing of ``extract``."""
    from nlp.cli.draw.fields import draw_fields as draw

    return _draw_result(result_of(path, tagging, explain=explain), draw, screen)


def draw_spans(path: Path, *, screen: Screen, tagging: Tagging) -> Written:
    """Return the drawing of ``show spans``."""
    from nlp.cli.draw.spans import draw_spans as draw

    return _draw_result(result_of(path, tagging), draw, screen)


def draw_facts(path: Path, *, screen: Screen, tagging: Tagging) -> Written:
    """Return the drawing of ``show facts``."""
    from nlp.cli.draw.facts import draw_facts as draw

    return _draw_result(result_of(path, tagging), draw, screen)


def draw_cell_facts(path: Path, *, screen: Screen, tagging: Tagging) -> Written:
    """Return the drawing of ``show facts --cells``."""
    from nlp.cli.draw.facts import draw_cell_facts as draw

    return _draw_result(result_of(path, tagging), draw, screen)


def draw_outline(path: Path, *, screen: Screen) -> Written:
    """Return the drawing of ``show outline``."""
    from nlp.cli.draw.outline import draw_outline as draw

    return _draw_outline(path, draw, screen)


def draw_tables(path: Path, *, screen: Screen) -> Written:
    """Return the drawing of ``show tables``."""
    from nlp.cli.draw.tables import draw_tables as draw

    return _draw_outline(path, draw, screen)


def _draw_result(made: Result, draw: Callable[[Console, Result, Messages], None], screen: Screen) -> Written:
    return written(made.outline, screen.drawn(lambda console, messages: draw(console, made, messages)))


def _draw_outline(path: Path, draw: Callable[[Console, Outline, Messages], None], screen: Screen) -> Written:
    from nlp.pipeline import outline_of

    made = outline_of(path)
    return written(made, screen.drawn(lambda console, messages: draw(console, made, messages)))


def result_of(path: Path, tagging: Tagging, *, explain: bool = False) -> Result:
    """Return the pipeline's result of a file."""
    from nlp.pipeline import Settings, process

    return process(path, Settings(tagging.tagger(), explain=explain))


def written(outline: Outline, text: str) -> Written:
    """Return a document's text with the warnings about it, each once."""
    warnings = tuple(dict.fromkeys((*outline.document.warnings, *outline.warnings)))
    return Written(outline.document.source, text, warnings)
