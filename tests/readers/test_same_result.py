"""One document as text, PDF, DOCX and HTML: the same fields and findings."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from nlp import serialise
from nlp.document import Document
from nlp.pipeline import process
from nlp.readers import read
from tests.readers.convert import to_docx, to_html
from tests.readers.pdfs import to_pdf

SAMPLES = Path(__file__).parents[2] / "samples"
NAMES = ("yunchuan-ecology-2026.txt", "qinghe-transport-2025.txt")


def _facts(path: Path) -> dict[str, Any]:
    """Return fields, verdicts and findings without places and blanks: those are the format's own."""
    result = process(path)
    record = serialise.record(result.outline, result.fields, result.statements, result.findings)
    published = json.loads(serialise.json_line(record))
    return {
        "units": published["document"]["units"],
        "narratives": [_bare(narrative) for narrative in published["narratives"]],
        "tables": [
            (
                t["kind"],
                t["unit"],
                [(r["code"], r["label"], _bare(r["values"])) for r in t["rows"]],
                _bare(t["total"]),
            )
            for t in published["tables"]
        ],
        "verdicts": [(s["what"], s["amount"]["wan"], s["verdict"]) for s in published["statements"]],
        "findings": sorted((f["rule"], f["severity"]) for f in published["findings"]),
    }


def _bare(value: Any) -> Any:
    if isinstance(value, dict):
        places = ("evidence", "parts", "sections")
        return {key: _bare(inner) for key, inner in value.items() if key not in places}
    if isinstance(value, list):
        return [_bare(inner) for inner in value]
    return "".join(value.split()) if isinstance(value, str) else value


def _pdf(document: Document, folder: Path) -> Path:
    return to_pdf(document, folder / "a.pdf")


def _docx(document: Document, folder: Path) -> Path:
    path = folder / "a.docx"
    path.write_bytes(to_docx(document))
    return path


def _html(document: Document, folder: Path) -> Path:
    path = folder / "a.html"
    path.write_bytes(to_html(document).encode())
    return path


@pytest.fixture(scope="module", params=NAMES)
def original(request: pytest.FixtureRequest) -> tuple[Document, dict[str, Any]]:
    path = SAMPLES / request.param
    return read(path), _facts(path)


@pytest.mark.parametrize("convert", [_pdf, _docx, _html], ids=["pdf", "docx", "html"])
def test_every_format_gives_the_text_s_result(
    original: tuple[Document, dict[str, Any]], tmp_path: Path, convert: Callable[[Document, Path], Path]
) -> None:
    document, expected = original
    found = _facts(convert(document, tmp_path))
    for key, value in expected.items():
        assert found[key] == value, key
