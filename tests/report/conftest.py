from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from nlp.pipeline import Result, process
from nlp.report import document_report
from tests.report.browser import Opened, browser, opened

SAMPLE = Path(__file__).parents[2] / "samples" / "yunchuan-ecology-2026.txt"


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    with browser() as made:
        yield made


@pytest.fixture
def window(chromium: Any) -> Iterator[Opened]:
    with opened(chromium) as made:
        yield made


@pytest.fixture(scope="session")
def sample() -> Result:
    return process(SAMPLE)


@pytest.fixture(scope="session")
def sample_page(sample: Result, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(sample, tmp_path_factory.mktemp("report") / "report.html")


def written(result: Result, path: Path) -> Path:
    """Write a result's report and return its path."""
    page = document_report(result.outline, result.fields, result.statements, result.findings)
    path.write_text(page, encoding="utf-8")
    return path
