"""Drawing for a screen that another process holds: what it is like goes over, and text comes back."""

from __future__ import annotations

import io
import os
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from nlp.cli.messages import Messages

if TYPE_CHECKING:
    from rich.console import Console

#: The width of drawings that go to no terminal, where rich would take 80 columns.
PLAIN_WIDTH: Final = 120


@dataclass(frozen=True, slots=True)
class Screen:
    """What drawings go to: its width in columns, whether it is a terminal, and the language."""

    width: int
    terminal: bool
    messages: Messages

    def drawn(self, draw: Callable[[Console, Messages], None]) -> str:
        """Return what ``draw`` draws, with a terminal's control sequences if it is one, without a line end.

        Document text is never taken for markup, and nothing is cut off.
        """
        from nlp.cli.consoles import ShowingConsole

        page = io.StringIO()
        console = ShowingConsole(
            file=page,
            width=self.width,
            force_terminal=self.terminal or None,
            legacy_windows=False,
        )
        draw(console, self.messages)
        return page.getvalue().removesuffix("\n")


def screen_of(messages: Messages, out: Path | None = None) -> Screen:
    """Return what the standard output is like, or the file ``out``."""
    terminal = out is None and sys.stdout.isatty()
    measured = terminal or "COLUMNS" in os.environ
    return Screen(shutil.get_terminal_size().columns if measured else PLAIN_WIDTH, terminal, messages)
