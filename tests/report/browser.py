"""A real browser for the reports: Debian's Chromium through Playwright; tests skip without them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@dataclass
class Opened:
    """A page with everything that it complained of and every address that it asked for."""

    page: Any
    complaints: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def open(self, path: Path) -> None:
        self.page.goto(path.as_uri())

    def choose(self, number: int) -> Any:
        """Click the finding (counted from 1) and return its list item."""
        item = self.page.locator(".item.finding").nth(number - 1)
        item.locator(".choose").click()
        self.page.wait_for_timeout(60)  # the panes are set once more in the next frame
        return item

    def marked(self, pane: str) -> list[str]:
        return list(self.page.locator(f"{pane} .here").all_inner_texts())

    def in_view(self, pane: str, selector: str = ".here.first") -> bool:
        """Whether the element lies inside its pane's visible part, and the pane inside the window."""
        return bool(
            self.page.evaluate(
                """([pane, selector]) => {
                  const frame = document.querySelector(pane).getBoundingClientRect();
                  const element = document.querySelector(pane + " " + selector);
                  if (!element) return false;
                  // A row may be wider than the pane: its label counts.
                  const part = element.matches("tr") ? element.querySelector("th") : element;
                  const box = part.getBoundingClientRect();
                  return box.width > 0 && box.height > 0 && box.top >= frame.top && box.bottom <= frame.bottom
                    && box.left >= frame.left && box.right <= frame.right + 1
                    && frame.top >= 0 && frame.bottom <= innerHeight && frame.right <= innerWidth;
                }""",
                [pane, selector],
            )
        )

    def quiet(self, *files: Path) -> bool:
        """Whether nothing was complained of, and nothing was asked for but the files and data."""
        asked = {url for url in self.requests if not url.startswith("data:")}
        return not self.complaints and asked <= {path.as_uri() for path in files}


@contextmanager
def browser() -> Iterator[Any]:
    """Give a headless Chromium."""
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        pytest.skip("no chromium on this machine")
    with api.sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=path, args=list(_FLAGS))
        try:
            yield made
        finally:
            made.close()


@contextmanager
def opened(made: Any, **settings: Any) -> Iterator[Opened]:
    """Give a new page that listens to itself."""
    context = made.new_context(**{"viewport": {"width": 1440, "height": 900}, **settings})
    page = context.new_page()
    found = Opened(page)
    page.on("console", lambda message: found.complaints.append(message.text))
    page.on("pageerror", lambda error: found.complaints.append(str(error)))
    page.on("request", lambda request: found.requests.append(request.url))
    try:
        yield found
    finally:
        context.close()
