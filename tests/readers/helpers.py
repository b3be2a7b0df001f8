"""Small helpers of the readers' tests."""

from __future__ import annotations

import hashlib
from pathlib import Path

from nlp.document import Document
from nlp.readers import read


def read_bytes(folder: Path, name: str, data: bytes) -> Document:
    path = folder / name
    path.write_bytes(data)
    document = read(path)
    assert document.sha256 == hashlib.sha256(data).hexdigest()
    check(document)
    return document


def check(document: Document) -> None:
    """Assert what holds for every Document: offsets give texts back, grids are rectangular."""
    assert "\n".join(lines(document)) + "\n" == document.text
    for table in document.tables:
        assert all(len(row) == table.width for row in table.cells)
        written = document.text[table.start : table.end].split("\n")
        assert [row.split("\t") for row in written] == grid(document, document.tables.index(table))
        for row in table.cells:
            for cell in row:
                assert document.text[cell.start : cell.end] == cell.text
                assert cell.text == cell.text.strip()


def lines(document: Document) -> list[str]:
    return [document.text[line.start : line.end] for line in document.lines]


def grid(document: Document, index: int = 0) -> list[list[str]]:
    return [[cell.text for cell in row] for row in document.tables[index].cells]
