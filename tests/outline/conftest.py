"""Outlines of invented texts, through the public doors."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from nlp.outline import Outline, outline
from nlp.readers import read

Build = Callable[..., Outline]


@pytest.fixture
def build(tmp_path: Path) -> Build:
    """Return a function from text to its outline."""

    def _build(text: str, name: str = "sample.txt") -> Outline:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return outline(read(path))

    return _build
