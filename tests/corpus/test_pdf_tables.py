"""Every cell of every table of the real PDFs, against truth read from the rendered pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from nlp.annotate.tables import evaluate_tables, load_tables
from tests.corpus.conftest import ROOT, corpus_result

TRUTH = sorted((ROOT / "annotations/real/tables").glob("*.jsonl"))


@pytest.mark.parametrize("path", TRUTH, ids=lambda path: path.stem)
def test_every_cell_is_right(path: Path) -> None:
    result = corpus_result(path.stem + ".pdf")
    scores = evaluate_tables(result.outline, load_tables(path))
    assert [(s.id, s.kind, s.wrong[:3]) for s in scores if s.wrong] == []
    assert sum(s.cells for s in scores) > 300
