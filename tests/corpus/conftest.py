"""Real documents to test against; a test that needs one skips, saying so, where it is absent."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

import pytest

from nlp.pipeline import Result, process

ROOT = Path(__file__).resolve().parents[2]
CORPUS = Path(os.environ.get("YUSUAN_CORPUS", ROOT.parent / "shared" / "corpus"))


def corpus_file(name: str) -> Path:
    """Return a real document's path, or skip the test."""
    path = CORPUS / name
    if not path.is_file():
        pytest.skip(f"{name} is not at hand; set YUSUAN_CORPUS to the folder of real documents")
    return path


@cache
def _result(path: Path) -> Result:
    return process(path)


def corpus_result(name: str) -> Result:
    """Return what the pipeline makes of a real document, once a session."""
    return _result(corpus_file(name))
