"""One document, three formats: the outline must not depend on how the text came."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from nlp.document import Document
from nlp.outline import outline
from nlp.outline.model import BudgetRow, Outline
from nlp.readers import read
from tests.readers.convert import to_docx, to_html, to_xlsx

SAMPLE = Path(__file__).parents[2] / "samples" / "yunchuan-ecology-2026.txt"


def _squeeze(text: str) -> str:
    return "".join(text.split())


def _row(row: BudgetRow) -> tuple[object, ...]:
    # Inner blanks of a damaged number ("181, 624, 317") are its writing, not its value.
    cells = tuple((cell.value, cell.quantum) if cell else None for cell in row.cells)
    return row.role, row.half, row.code, row.label, cells, row.texts


def _tables(found: Outline) -> list[tuple[object, ...]]:
    return [
        (t.kind, t.title, t.unit, t.unit_declared, t.columns, [_row(row) for row in t.all_rows()])
        for t in found.tables
    ]


def _facts(found: Outline) -> dict[str, object]:
    text = found.document.text
    return {
        "cover": (found.kind, found.level, found.fiscal_year, found.organisation),
        "units": [unit.name for unit in found.units],
        "sections": [(s.kind, _squeeze(s.heading)) for s in found.sections],
        "narratives": [
            (
                n.project,
                [(s.kind, s.heading, _squeeze(text[s.body_start : s.end])) for s in n.sections],
            )
            for n in found.narratives
        ],
        "tables": _tables(found),
    }


@pytest.fixture(scope="module")
def original() -> Outline:
    found = outline(read(SAMPLE))
    assert len(found.narratives) == 6
    assert len(found.units) == 9
    assert len(found.tables) >= 9
    return found


def _gb_html(document: Document) -> bytes:
    return to_html(document, "gb2312").encode("gb18030")


@pytest.mark.parametrize(
    ("name", "convert"),
    [("a.docx", to_docx), ("a.html", lambda d: to_html(d).encode()), ("b.htm", _gb_html)],
    ids=["docx", "html", "html-gb18030"],
)
def test_the_outline_is_the_text_s(
    tmp_path: Path, original: Outline, name: str, convert: Callable[[Document], bytes]
) -> None:
    path = tmp_path / name
    path.write_bytes(convert(original.document))
    found = outline(read(path))
    want, have = _facts(original), _facts(found)
    for key, value in want.items():
        assert have[key] == value, key


def test_a_workbook_holds_the_same_tables(tmp_path: Path, original: Outline) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(to_xlsx(original.document))
    assert _tables(outline(read(path))) == _tables(original)
