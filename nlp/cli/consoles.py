"""The console of all drawings and messages: a terminal shows what is printed and obeys nothing of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment

from nlp.cli.terminal import OBEYED


class ShowingConsole(Console):
    """A console that takes nothing for markup and lets no control character of a text through.

    They have no width, so that what is drawn around them stays in its place. Rich's own sequences (styles,
    the moves of a progress bar) are no text and stay.
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(markup=False, emoji=False, highlight=False, **options)

    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterable[Segment]:
        """Render, without what a terminal would obey."""
        for segment in super().render(renderable, options):
            text, style, control = segment
            yield segment if control else Segment(OBEYED.sub("", text), style)
